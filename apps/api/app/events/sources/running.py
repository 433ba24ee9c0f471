"""One run of a feed: fetched outside of any transaction, read in a thread, stored in one go."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.events.calendar.errors import NotACalendarError
from app.events.calendar.records import CalendarReading
from app.events.fetching.errors import FetchFailedError
from app.events.fetching.records import Fetched, Fetching, Validators
from app.events.formats import ADAPTERS, Adapter, FeedContext
from app.events.ingestion.records import FeedAtHand, ImportReport, Received
from app.events.ingestion.service import store_reading
from app.events.sources import repository
from app.events.sources.records import FeedToRun, Pages
from app.events.sources.rules import (
    FUTURE_DAYS,
    PAST_DAYS,
    TROUBLES_OF_WHAT_WAS_READ,
    Trouble,
    next_due,
    trouble_of,
)
from app.kernel import clock
from app.kernel.database import Database

MOST_PAGES = 50
LARGEST_FEED_BYTES = 60 * 1024 * 1024

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a feed answered; without pages it said that nothing has changed."""

    pages: Pages | None
    first: Fetched


class FeedTooLargeError(Exception):
    """A feed goes on for longer than is read."""


async def run_feed(
    database: Database,
    fetcher: Fetching,
    feed_id: int,
    *,
    zone: ZoneInfo,
    trigger: str,
    window: tuple[datetime, datetime] | None = None,
) -> None:
    """Fetch a feed, store what it says, and note how that went and when it is due again.

    Without a `window`, yesterday and the year to come are read.
    """
    async with database.reading_sessions() as session:
        feed = await repository.feed_to_run(session, feed_id)
    if feed is None or feed.state == "removed" or feed.adapter not in ADAPTERS:
        return
    if feed.state != "active" and trigger == "schedule":
        return
    run = _Run(database, feed, zone, trigger)
    run.window = window or run.window
    try:
        answer = await fetch_pages(fetcher, feed, run.window)
    except FetchFailedError as failure:
        await run.fail(
            Trouble("unreachable", str(failure)),
            http_status=failure.http_status,
            retry_after=failure.retry_after,
            kind=failure.kind,
        )
        return
    except FeedTooLargeError as failure:
        await run.fail(Trouble("too_large", str(failure)), kind="too_large")
        return
    await run.take(answer)


async def fetch_pages(
    fetcher: Fetching, feed: FeedToRun, window: tuple[datetime, datetime]
) -> Answer:
    """Fetch a feed's pages; asks whether anything changed where what it said is still at hand.

    Raises FetchFailedError and FeedTooLargeError.
    """
    adapter = ADAPTERS[feed.adapter]
    days = window[0].date(), window[1].date()
    address = adapter.first_address(feed.url, days)
    validators = None
    if feed.has_body:
        validators = Validators(feed.etag, feed.last_modified, feed.validators_given_by)
    first = await fetcher.fetch(address, validators=validators, accept=adapter.accept)
    if first.status == 304:  # noqa: PLR2004  Not Modified (RFC 9110, 15.4.5)
        return Answer(None, first)
    return Answer(Pages.of(await _all_pages(fetcher, adapter, first)), first)


async def _all_pages(fetcher: Fetching, adapter: Adapter, first: Fetched) -> list[bytes]:
    pages, seen = [first.body], {first.url}
    address = await asyncio.to_thread(adapter.next_address, first.body, first.url)
    while address is not None and address not in seen:
        if len(pages) >= MOST_PAGES or sum(map(len, pages)) > LARGEST_FEED_BYTES:
            raise FeedTooLargeError(
                f"The feed has more than {MOST_PAGES} pages or"
                f" {LARGEST_FEED_BYTES // 1024**2} MB; that much is not read."
            )
        seen.add(address)
        page = await fetcher.fetch(address, accept=adapter.accept)
        pages.append(page.body)
        address = await asyncio.to_thread(adapter.next_address, page.body, page.url)
    return pages


def read_pages(adapter_name: str, pages: Sequence[bytes], context: FeedContext) -> CalendarReading:
    """Read a feed's pages; raises NotACalendarError with what they are instead."""
    return ADAPTERS[adapter_name].read(pages, context)


def window_of(now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return from when until when (exclusive) feeds are read: yesterday to a year from now."""
    today = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    first, last = today - timedelta(days=PAST_DAYS), today + timedelta(days=FUTURE_DAYS + 1)
    return first.replace(tzinfo=zone), last.replace(tzinfo=zone)


class _Run:
    """The bookkeeping of one run."""

    def __init__(self, database: Database, feed: FeedToRun, zone: ZoneInfo, trigger: str) -> None:
        self._database = database
        self._feed = feed
        self._zone = zone
        self._trigger = trigger
        self._started_at = clock.now()
        self.window = window_of(self._started_at, zone)

    @property
    def _is_read_today(self) -> bool:
        """Whether the same bytes would say nothing new.

        Once a local day they are read again: series go on, and what was missed may be gone.
        """
        read_at = self._feed.read_at
        today = self._started_at.astimezone(self._zone).date()
        return read_at is not None and read_at.astimezone(self._zone).date() == today

    async def take(self, answer: Answer) -> None:
        """Store what was answered, or note that it is what was read before."""
        pages = answer.pages
        digest = await asyncio.to_thread(_digest, pages) if pages else self._feed.body_sha256
        is_same = digest == self._feed.body_sha256
        if is_same and self._is_read_today and not self._feed.accepts_next_drop:
            await self._note_unchanged(answer)
            return
        pages = pages or await self._kept_pages()
        if pages is None:
            words = "The feed says that nothing has changed, but it was never read."
            await self.fail(Trouble("unreachable", words), kind="protocol")
            return
        await self._read_and_store(pages, answer.first)

    async def fail(
        self,
        trouble: Trouble,
        *,
        kind: str,
        http_status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        """Note that nothing could be read, and why."""
        failures = self._feed.failure_count + 1
        now = clock.now()
        async with self._database.sessions.begin() as session:
            await repository.insert_run(
                session,
                self._row("failed")
                | {"failure_kind": kind, "failure": trouble.words, "http_status": http_status},
            )
            await repository.update_feed(
                session,
                self._feed.id,
                self._trouble(trouble)
                | {
                    "failure_count": failures,
                    "next_due": next_due(
                        self._started_at,
                        now,
                        interval_minutes=self._feed.interval_minutes,
                        failure_count=failures,
                        retry_after=retry_after,
                    ),
                },
            )
        logger.info("Feed %d: %s", self._feed.id, trouble.words)

    async def replay(self, pages: Pages) -> ImportReport | None:
        """Read and store pages that were kept, leaving when the feed is due as it is."""
        return await self._read_and_store(pages, None)

    async def _kept_pages(self) -> Pages | None:
        if self._feed.body_sha256 is None:
            return None
        async with self._database.reading_sessions() as session:
            packed = await repository.body(session, self._feed.body_sha256)
        return await asyncio.to_thread(Pages.unpacked, packed) if packed else None

    async def _note_unchanged(self, answer: Answer) -> None:
        async with self._database.sessions.begin() as session:
            await repository.insert_run(
                session,
                self._row("unchanged")
                | {
                    "http_status": answer.first.status,
                    "body_sha256": self._feed.body_sha256,
                    "byte_count": answer.pages.byte_count if answer.pages else 0,
                },
            )
            values = self._success(answer.first)
            if self._feed.trouble_kind not in TROUBLES_OF_WHAT_WAS_READ:
                values |= self._trouble(None)
            await repository.update_feed(session, self._feed.id, values)

    async def _read_and_store(self, pages: Pages, first: Fetched | None) -> ImportReport | None:
        context = FeedContext(
            address=first.url if first else self._feed.url,
            fallback_zone=self._zone,
            window=(self.window[0].date(), self.window[1].date() - timedelta(days=1)),
            feed_zone=self._feed.zone,
            content_type=first.content_type if first else None,
            charset=first.charset if first else None,
        )
        try:
            reading = await asyncio.to_thread(read_pages, self._feed.adapter, pages.pages, context)
        except NotACalendarError as failure:
            if first is not None:
                await self.fail(Trouble("not_a_calendar", str(failure)), kind="not_a_calendar")
            return None
        return await self._store(reading, pages, first)

    async def _store(
        self, reading: CalendarReading, pages: Pages, first: Fetched | None
    ) -> ImportReport:
        packed, digest = await asyncio.to_thread(lambda: (pages.packed(), pages.sha256))
        hand = FeedAtHand(
            self._feed.id, self._feed.venue_id, is_trusted_at_once=self._feed.accepts_next_drop
        )
        received = Received(digest, pages.byte_count, self.window[1], self._trigger)
        async with self._database.sessions.begin() as session:
            await repository.keep_body(session, digest, packed)
            report = await store_reading(session, reading, hand, received, zone=self._zone)
            values = {
                "body_sha256": digest,
                "read_at": self._started_at,
                "accepts_next_drop": False,
                **self._trouble(trouble_of(report)),
            }
            if report.status == "complete":
                values["good_count"] = report.found_count
            if first is not None:
                values |= self._success(first)
            await repository.update_feed(session, self._feed.id, values)
        logger.info(
            "Feed %d: %s, %d found, %d new, %d changed, %d missing, %d removed, %d skipped",
            self._feed.id,
            report.status,
            report.found_count,
            report.new_count,
            report.changed_count,
            report.missing_count,
            report.removed_count,
            report.skipped_count,
        )
        return report

    def _row(self, status: str) -> repository.Row:
        return {
            "feed_id": self._feed.id,
            "trigger": self._trigger,
            "started_at": self._started_at,
            "finished_at": clock.now(),
            "status": status,
        }

    def _success(self, first: Fetched) -> repository.Row:
        now = clock.now()
        values: repository.Row = {
            "last_run_at": self._started_at,
            "last_success_at": now,
            "failure_count": 0,
            "next_due": next_due(
                self._started_at,
                now,
                interval_minutes=self._feed.interval_minutes,
                failure_count=0,
            ),
        }
        if first.status != 304:  # noqa: PLR2004  what was not sent again has kept its validators
            values |= {
                "etag": first.etag,
                "last_modified": first.last_modified,
                "validators_given_by": first.url,
            }
        return values

    def _trouble(self, trouble: Trouble | None) -> repository.Row:
        if trouble is None:
            return {"trouble_kind": None, "trouble": None, "trouble_since": None}
        is_old = trouble.kind == self._feed.trouble_kind
        return {
            "last_run_at": self._started_at,
            "trouble_kind": trouble.kind,
            "trouble": trouble.words,
            "trouble_since": self._feed.trouble_since if is_old else self._started_at,
        }


def _digest(pages: Pages) -> bytes:
    return pages.sha256


async def replay_run(
    database: Database, feed_id: int, pages: Pages, *, zone: ZoneInfo
) -> ImportReport | None:
    """Store what an earlier run read once more, as if it had been answered now."""
    async with database.reading_sessions() as session:
        feed = await repository.feed_to_run(session, feed_id)
    if feed is None:
        return None
    return await _Run(database, feed, zone, "replay").replay(pages)
