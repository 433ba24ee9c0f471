"""What a feed would bring, before it brings anything."""

import asyncio
import dataclasses
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.events.calendar.errors import NotACalendarError
from app.events.calendar.records import CalendarOccurrence, CalendarReading
from app.events.fetching.records import Fetching
from app.events.finding.service import Candidate, find_feeds
from app.events.formats import ADAPTERS, FeedContext
from app.events.ingestion import repository as ingestion
from app.events.ingestion.reconciling import reconcile
from app.events.matching.duplicates import Listing, compare
from app.events.matching.venues import VenueMatcher
from app.events.publishing import repository as published
from app.events.sources import repository
from app.events.sources.errors import FeedUnknownError, InvalidFeedError
from app.events.sources.records import FeedToRun, Pages
from app.events.sources.running import Answer, fetch_pages, read_pages, window_of
from app.kernel import clock
from app.kernel.database import Database

NEXT_EVENTS = 5
PROBLEMS_SHOWN = 20
DAYS_COMPARED = 60

Finding = dict[str, Any]


class Looker:
    """Looks at addresses for curators: what stands there, and what we have of it already."""

    def __init__(self, database: Database, fetcher: Fetching, zone: ZoneInfo) -> None:
        self._database = database
        self._fetcher = fetcher
        self._zone = zone

    async def preview(self, request: Finding) -> Finding:
        """Return what the feed at an address would bring."""
        feed = _unknown_feed(request["url"], request["adapter"], request.get("zone"))
        answer = await fetch_pages(self._fetcher, feed, self._window())
        reading = await self._read(feed, answer)
        return await self._described(feed.url, feed.adapter, reading)

    async def find(self, request: Finding) -> Finding:
        """Return the feeds that a homepage offers, each with what it would bring."""
        candidates = await find_feeds(self._fetcher, request["homepage"], self._days(), self._zone)
        return {"candidates": [await self._candidate(each) for each in candidates]}

    async def dry_run(self, request: Finding) -> Finding:
        """Return what a run of a feed would do now."""
        async with self._database.reading_sessions() as session:
            feed = await repository.feed_to_run(session, request["feed_id"])
        if feed is None:
            raise FeedUnknownError
        answer = await fetch_pages(self._fetcher, _asked_anew(feed), self._window())
        reading = await self._read(feed, answer)
        async with self._database.reading_sessions() as session:
            stored = await ingestion.stored_observations(session, feed.id)
        now = clock.now()
        plan = reconcile(
            reading.occurrences, stored, window=(now, self._window()[1]), names_everything=True
        )
        statements = [each for event in plan.events for each in event.statements]
        return await self._described(feed.url, feed.adapter, reading) | {
            "new_count": sum(each.stored is None for each in statements),
            "changed_count": sum(
                each.stored is not None and not each.is_unchanged for each in statements
            ),
            "unchanged_count": sum(each.is_unchanged for each in statements),
            "missing_count": len(plan.vanished),
        }

    async def _candidate(self, candidate: Candidate) -> Finding:
        return await self._described(candidate.url, candidate.adapter, candidate.reading)

    async def _read(self, feed: FeedToRun, answer: Answer) -> CalendarReading:
        context = FeedContext(
            address=answer.first.url,
            fallback_zone=self._zone,
            window=self._days(),
            feed_zone=feed.zone,
            content_type=answer.first.content_type,
            charset=answer.first.charset,
        )
        pages = answer.pages or Pages(())
        try:
            return await asyncio.to_thread(read_pages, feed.adapter, pages.pages, context)
        except NotACalendarError as failure:
            raise InvalidFeedError(str(failure)) from None

    async def _described(self, url: str, adapter: str, reading: CalendarReading) -> Finding:
        now = clock.now()
        coming = [each for each in reading.occurrences if each.start >= now]
        return {
            "url": url,
            "adapter": adapter,
            "label": ADAPTERS[adapter].label,
            "name": reading.calendar_name,
            "event_count": reading.event_count,
            "date_count": len(coming),
            "next_events": [_shown(each) for each in coming[:NEXT_EVENTS]],
            "duplicate_count": await self._duplicates(coming),
            "is_partial": reading.is_partial,
            "problems": [
                {"reason": each.reason, "uid": each.uid, "line": each.line}
                for each in reading.problems[:PROBLEMS_SHOWN]
            ],
        }

    async def _duplicates(self, coming: Sequence[CalendarOccurrence]) -> int:
        """Count the dates of the next two months that we seem to have already."""
        until = clock.now() + timedelta(days=DAYS_COMPARED)
        compared = [each for each in coming if each.start < until]
        days = {self._local_day(each.start) for each in compared}
        async with self._database.reading_sessions() as session:
            known = await published.published_on_days(session, days)
            names = await published.venue_names(session)
            matcher = VenueMatcher(await ingestion.venue_entries(session))
        by_day: dict[date, list[Listing]] = {}
        for row in known:
            listing = row.listing(names, self._zone)
            by_day.setdefault(listing.local_date, []).append(listing)
        listings = (self._listing(each, matcher, names) for each in compared)
        return sum(
            any(compare(each, other).is_same for other in by_day.get(each.local_date, ()))
            for each in listings
        )

    def _listing(
        self, occurrence: CalendarOccurrence, matcher: VenueMatcher, names: published.VenueNames
    ) -> Listing:
        location = occurrence.location
        match = matcher.match(location, occurrence.address) if location else None
        venue_id = match.venue_id if match else None
        return Listing.prepared(
            title=occurrence.summary,
            starts_at=occurrence.start,
            local_date=self._local_day(occurrence.start),
            all_day=occurrence.all_day,
            venue_id=venue_id,
            venue_names=names.get(venue_id, ()),
            location=location,
            is_aggregator=True,
        )

    def _window(self) -> tuple[datetime, datetime]:
        return window_of(clock.now(), self._zone)

    def _days(self) -> tuple[date, date]:
        first, last = self._window()
        return first.date(), last.date() - timedelta(days=1)

    def _local_day(self, moment: datetime) -> date:
        return moment.astimezone(self._zone).date()


def _shown(occurrence: CalendarOccurrence) -> Finding:
    return {
        "title": occurrence.summary,
        "start": occurrence.start.isoformat(),
        "all_day": occurrence.all_day,
        "location": occurrence.location,
        "status": occurrence.status,
    }


def _unknown_feed(url: str, adapter: str, zone: str | None) -> FeedToRun:
    return FeedToRun(
        id=0,
        url=url,
        name=url,
        adapter=adapter,
        state="active",
        zone=zone,
        venue_id=None,
        interval_minutes=60,
        etag=None,
        last_modified=None,
        validators_given_by=None,
        body_sha256=None,
        has_body=False,
        read_at=None,
        accepts_next_drop=False,
        failure_count=0,
        trouble_kind=None,
        trouble_since=None,
    )


def _asked_anew(feed: FeedToRun) -> FeedToRun:
    """Return the feed without what would let it answer that nothing has changed."""
    return dataclasses.replace(feed, has_body=False)
