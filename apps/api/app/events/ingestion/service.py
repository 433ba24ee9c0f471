"""Stores a calendar that was read: one transaction, and the same bytes twice change nothing."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.calendar.records import CalendarReading
from app.events.ingestion import repository
from app.events.ingestion.places import Places
from app.events.ingestion.reconciling import (
    EventStatements,
    Reconciliation,
    Statement,
    reconcile,
)
from app.events.ingestion.records import (
    GONE_AFTER,
    GONE_AFTER_READINGS,
    FeedAtHand,
    ImportReport,
    Received,
    SourceDescription,
)
from app.events.ingestion.repository import Row, Stored
from app.events.matching.venues import VenueMatcher
from app.events.publishing import repository as published
from app.events.publishing.derivation import UNTITLED, site_start
from app.events.publishing.service import settle
from app.events.rules import slugify
from app.kernel import clock


async def import_reading(
    session: AsyncSession,
    reading: CalendarReading,
    raw: bytes,
    *,
    source: SourceDescription,
    feed_url: str,
    zone: ZoneInfo,
) -> ImportReport:
    """Store what a person imports: what it lacks of the events that it names is gone at once."""
    source_id = await repository.ensure_source(
        session,
        {
            "slug": source.slug,
            "name": source.name,
            "kind": source.kind,
            "rank": source.rank,
            "website": source.website,
        },
    )
    feed_id = await repository.ensure_feed(
        session, {"source_id": source_id, "url": feed_url, "adapter": "ical"}
    )
    feed = FeedAtHand(feed_id, names_everything=False, is_trusted_at_once=True)
    received = Received(
        sha256=hashlib.sha256(raw).digest(),
        byte_count=len(raw),
        read_until=datetime.max.replace(tzinfo=UTC),
        trigger="import",
    )
    return await store_reading(session, reading, feed, received, zone=zone)


async def store_reading(
    session: AsyncSession,
    reading: CalendarReading,
    feed: FeedAtHand,
    received: Received,
    *,
    zone: ZoneInfo,
) -> ImportReport:
    """Store what a feed said and bring the public calendar up to date with it.

    `zone` is the site's, in which local dates are counted. Only a whole reading with at least half
    of what was to come can miss anything.
    """
    started_at = clock.now()
    await align_local_dates(session, zone)
    stored = await repository.stored_observations(session, feed.id)
    plan = reconcile(
        reading.occurrences,
        stored,
        window=(started_at, received.read_until),
        names_everything=feed.names_everything,
        keeps_uids=feed.keeps_uids,
    )
    is_halved = not feed.is_trusted_at_once and _is_halved(
        reading, stored, started_at, received.read_until
    )
    can_miss = not (reading.is_partial or is_halved)
    missed = plan.vanished if can_miss else []
    gone = [old for old in missed if feed.is_trusted_at_once or _is_gone(old, started_at)]
    report = _report(reading, plan, missed, gone, is_halved=is_halved, started_at=started_at)
    run_id = await repository.insert_run(session, _run_row(feed.id, report, received))

    unchanged = [
        each.stored.id
        for event in plan.events
        for each in event.statements
        if each.stored and each.is_unchanged
    ]
    await repository.touch_observations(session, unchanged, started_at)
    await repository.rename_observations(session, _renames(plan, stored))
    writer = _Writer(session, feed, run_id, zone, started_at)
    touched = await writer.store([event for event in plan.events if not event.is_unchanged])
    touched |= await writer.miss(missed, gone)
    await settle(session, touched, zone)
    return report


async def align_local_dates(session: AsyncSession, zone: ZoneInfo) -> bool:
    """Recount all local dates if they were counted in another zone; tell whether they were.

    Takes the lock that keeps changes of the calendar apart, until the transaction ends.
    """
    await published.lock_publishing(session)
    stored = await repository.zone_of_local_dates(session)
    if stored == zone.key:
        return False
    if stored is not None:
        await repository.recount_local_dates(session, zone.key)
    await repository.store_zone(session, zone.key)
    return stored is not None


class _Writer:
    """Writes the changes of one run; returns the events that they concern."""

    def __init__(
        self,
        session: AsyncSession,
        feed: FeedAtHand,
        run_id: int,
        zone: ZoneInfo,
        seen_at: datetime,
    ) -> None:
        self._session = session
        self._feed = feed
        self._run_id = run_id
        self._zone = zone
        self._seen_at = seen_at

    async def store(self, events: Sequence[EventStatements]) -> set[int]:
        """Store new and changed statements."""
        if not events:
            return set()
        await self._make_events([event for event in events if event.event_id is None])
        entries = await repository.venue_entries(self._session)
        answered = await repository.answered_places(self._session)
        places = Places(VenueMatcher(entries), self._feed.venue_id, answered)
        changed = [
            (event, each) for event in events for each in event.statements if not each.is_unchanged
        ]
        ids = await self._store_observations(changed, places)
        await repository.ask_about_places(self._session, places.questions(self._seen_at))
        await repository.insert_changes(
            self._session,
            [self._change(each, id_) for id_, (_, each) in zip(ids, changed, strict=True)],
        )
        return {_id_of(event) for event in events}

    async def miss(self, missed: Sequence[Stored], gone: Sequence[Stored]) -> set[int]:
        """Note what a healthy reading lacked, and what therefore is gone."""
        if not missed:
            return set()
        ids_gone = {old.id for old in gone}
        await repository.miss_observations(self._session, [old.id for old in missed], self._seen_at)
        await repository.withdraw_observations(self._session, ids_gone, self._seen_at)
        await repository.insert_changes(
            self._session,
            [
                {
                    "run_id": self._run_id,
                    "observation_id": old.id,
                    "kind": "removed" if old.id in ids_gone else "missing",
                    "before": old.payload,
                    "after": {},
                }
                for old in missed
                if old.id in ids_gone or not old.is_missing
            ],
        )
        return {old.event_id for old in gone}

    async def _make_events(self, events: Sequence[EventStatements]) -> None:
        """Make events to which statements can belong; publishing fills them in."""
        ids = await published.insert_events(self._session, [_new_event(each) for each in events])
        for event, event_id in zip(events, ids, strict=True):
            event.event_id = event_id

    async def _store_observations(
        self, changed: Sequence[tuple[EventStatements, Statement]], places: Places
    ) -> list[int]:
        """Store statements as observations; return their ids in the statements' order."""
        rows = [self._columns(each) | places.columns(each.occurrence) for _, each in changed]
        is_new = [each.stored is None for _, each in changed]
        new_ids = iter(
            await repository.insert_observations(
                self._session,
                [
                    row | self._identity(each)
                    for row, (_, each), new in zip(rows, changed, is_new, strict=True)
                    if new
                ],
            )
        )
        ids = [each.stored.id if each.stored else next(new_ids) for _, each in changed]
        await repository.insert_members(
            self._session,
            [
                {"observation_id": id_, "event_id": _id_of(event), "method": "uid", "score": 1.0}
                for id_, (event, _), new in zip(ids, changed, is_new, strict=True)
                if new
            ],
        )
        await repository.update_observations(
            self._session,
            [row | {"id": id_} for row, id_, new in zip(rows, ids, is_new, strict=True) if not new],
        )
        return ids

    def _identity(self, statement: Statement) -> Row:
        return {
            "feed_id": self._feed.id,
            "uid": statement.uid,
            "recurrence_key": statement.recurrence_key,
            "first_seen_at": self._seen_at,
        }

    def _columns(self, statement: Statement) -> Row:
        return {
            "payload": statement.payload,
            "payload_sha256": statement.payload_sha256,
            "starts_at": site_start(statement.payload, self._zone),
            "last_seen_at": self._seen_at,
            "missing_since": None,
            "missing_count": 0,
            "withdrawn_at": None,
        }

    def _change(self, statement: Statement, observation_id: int) -> Row:
        stored = statement.stored
        return {
            "run_id": self._run_id,
            "observation_id": observation_id,
            "kind": _kind_of_change(statement),
            "before": stored.payload if stored else None,
            "after": statement.payload,
        }


def _renames(plan: Reconciliation, stored: Sequence[Stored]) -> dict[int, str]:
    """Return the UIDs that stored dates go by now, but for what another date is stored under."""
    wanted = {
        each.stored.id: (each.uid, each.recurrence_key)
        for event in plan.events
        for each in event.statements
        if each.stored and each.is_renamed
    }
    kept = {(old.uid, old.recurrence_key) for old in stored if old.id not in wanted}
    renames: dict[int, str] = {}
    for id_, identity in wanted.items():
        if identity not in kept:
            kept.add(identity)
            renames[id_] = identity[0]
    return renames


def _is_halved(
    reading: CalendarReading, stored: Sequence[Stored], now: datetime, read_until: datetime
) -> bool:
    """Whether a reading holds less than half of the dates to come that the feed last named."""
    expected = sum(not old.is_withdrawn and now <= old.start < read_until for old in stored)
    found = sum(each.start >= now for each in reading.occurrences)
    return found * 2 < expected


def _is_gone(old: Stored, now: datetime) -> bool:
    return (
        old.missing_since is not None
        and old.missing_count + 1 >= GONE_AFTER_READINGS
        and now - old.missing_since >= GONE_AFTER
    )


def _report(
    reading: CalendarReading,
    plan: Reconciliation,
    missed: Sequence[Stored],
    gone: Sequence[Stored],
    *,
    is_halved: bool,
    started_at: datetime,
) -> ImportReport:
    statements = [each for event in plan.events for each in event.statements]
    return ImportReport(
        found_count=len(reading.occurrences),
        new_count=sum(each.stored is None for each in statements),
        changed_count=sum(each.stored is not None and not each.is_unchanged for each in statements),
        unchanged_count=sum(each.is_unchanged for each in statements),
        missing_count=len(missed) - len(gone),
        removed_count=len(gone),
        problems=reading.problems,
        is_partial=reading.is_partial,
        is_halved=is_halved,
        started_at=started_at,
    )


def _run_row(feed_id: int, report: ImportReport, received: Received) -> Row:
    return {
        "feed_id": feed_id,
        "trigger": received.trigger,
        "started_at": report.started_at,
        "finished_at": clock.now(),
        "status": report.status,
        "body_sha256": received.sha256,
        "byte_count": received.byte_count,
        "found_count": report.found_count,
        "new_count": report.new_count,
        "changed_count": report.changed_count,
        "unchanged_count": report.unchanged_count,
        "missing_count": report.missing_count,
        "removed_count": report.removed_count,
        "skipped_count": report.skipped_count,
        "problems": [
            {
                "reason": problem.reason,
                "uid": problem.uid,
                "line": problem.line,
                "loses_event": problem.loses_event,
            }
            for problem in report.problems
        ],
    }


def _new_event(event: EventStatements) -> Row:
    title = event.statements[0].occurrence.summary or UNTITLED
    return {
        "kind": "single",
        "slug": slugify(title),
        "title": title,
        "status": "scheduled",
        "free": "unknown",
    }


def _kind_of_change(statement: Statement) -> str:
    before, after = statement.stored, statement.payload
    if before is None:
        return "new"
    if before.payload == after:
        return "returned"
    if after["status"] == "cancelled" != before.payload["status"]:
        return "cancelled"
    return "moved" if after["start"] != before.payload["start"] else "changed"


def _id_of(event: EventStatements) -> int:
    if event.event_id is None:
        message = "an event is stored before anything that refers to it"
        raise AssertionError(message)
    return event.event_id
