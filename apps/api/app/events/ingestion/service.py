"""Stores a calendar that was read: one transaction, and the same bytes twice change nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.calendar.records import CalendarProblem, CalendarReading
from app.events.ingestion import derivation, repository
from app.events.ingestion.reconciling import EventStatements, Statement, reconcile
from app.events.models import Event
from app.events.rules import slugify
from app.kernel import clock


@dataclass(frozen=True, slots=True)
class SourceDescription:
    """Who publishes; `rank` 1 is believed first."""

    slug: str
    name: str
    kind: str
    rank: int
    website: str | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What storing a reading did, counted in occurrences; `problems` are what was skipped."""

    new_count: int
    changed_count: int
    unchanged_count: int
    removed_count: int
    problems: list[CalendarProblem]
    is_partial: bool

    @property
    def skipped_count(self) -> int:
        """How many events the file holds that could not be read."""
        return sum(problem.loses_event for problem in self.problems)


async def store_reading(
    session: AsyncSession,
    reading: CalendarReading,
    raw: bytes,
    *,
    source: SourceDescription,
    feed_url: str,
    zone: ZoneInfo,
) -> ImportReport:
    """Store what a feed said and bring the public calendar up to date with it.

    `zone` is the site's, in which local dates are counted. A partial reading removes nothing.
    """
    started_at = clock.now()
    await align_local_dates(session, zone)
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
    feed_id = await repository.ensure_feed(session, source_id, feed_url)
    stored = await repository.stored_observations(session, feed_id)
    plan = reconcile(reading.occurrences, stored, vanish_after=started_at)
    vanished = [] if reading.is_partial else plan.vanished
    statements = [each for event in plan.events for each in event.statements]
    report = ImportReport(
        new_count=sum(each.stored is None for each in statements),
        changed_count=sum(each.stored is not None and not each.is_unchanged for each in statements),
        unchanged_count=sum(each.is_unchanged for each in statements),
        removed_count=len(vanished),
        problems=reading.problems,
        is_partial=reading.is_partial,
    )
    run_id = await repository.insert_run(
        session, _run_row(feed_id, report, raw, started_at=started_at)
    )
    unchanged = [each.stored.id for each in statements if each.stored and each.is_unchanged]
    await repository.touch_observations(session, unchanged, started_at)
    changed_events = [event for event in plan.events if not event.is_unchanged]
    if changed_events:
        await _store_events(session, changed_events, feed_id, run_id, zone, started_at)
    if vanished:
        await repository.withdraw_observations(session, [old.id for old in vanished], started_at)
        await repository.insert_changes(
            session, [derivation.removal_row(old, run_id) for old in vanished]
        )
    return report


async def align_local_dates(session: AsyncSession, zone: ZoneInfo) -> bool:
    """Recount all local dates if they were counted in another zone; tell whether they were.

    Takes the lock that keeps imports apart, until the transaction ends.
    """
    await repository.lock_imports(session)
    stored = await repository.zone_of_local_dates(session)
    if stored == zone.key:
        return False
    if stored is not None:
        await repository.recount_local_dates(session, zone.key)
    await repository.store_zone(session, zone.key)
    return stored is not None


async def _store_events(
    session: AsyncSession,
    events: Sequence[EventStatements],
    feed_id: int,
    run_id: int,
    zone: ZoneInfo,
    seen_at: datetime,
) -> None:
    titles = await _store_event_rows(session, events)
    changed = [
        (event, each) for event in events for each in event.statements if not each.is_unchanged
    ]
    await _store_observations(session, changed, feed_id, run_id, seen_at)
    venues = derivation.VenueNames(await repository.venue_names(session))
    rows = [
        derivation.occurrence_row(
            each,
            event_id=_id_of(event),
            event_title=titles[_id_of(event)],
            venue_id=venues.find(each.occurrence.location),
            zone=zone,
        )
        for event, each in changed
    ]
    await repository.upsert_occurrences(session, rows)


async def _store_event_rows(
    session: AsyncSession, events: Sequence[EventStatements]
) -> dict[int, str]:
    """Make or change the events, their slugs and categories; return their titles by id."""
    fields = [derivation.event_fields(event.statements) for event in events]
    fresh = [index for index, event in enumerate(events) if event.event_id is None]
    new_ids = await repository.insert_events(
        session, [{**fields[i], "slug": slugify(fields[i]["title"])} for i in fresh]
    )
    for index, event_id in zip(fresh, new_ids, strict=True):
        events[index].event_id = event_id
    stored = await repository.events_by_id(session, [_id_of(event) for event in events])
    slugs, redirects = set[str](), []
    for event, wanted in zip(events, fields, strict=True):
        row = stored[_id_of(event)]
        slugs.add(row.slug)
        if _apply(row, wanted):
            redirects.append({"slug": row.slug, "event_id": row.id})
            row.slug = slugify(row.title)
            slugs.add(row.slug)
    await session.flush()
    await repository.insert_redirects(session, redirects)
    await repository.mark_shared_slugs(session, sorted(slugs))
    registry = await repository.category_ids(session)
    await repository.replace_categories(
        session,
        list(stored),
        [
            {"event_id": _id_of(event), "category_id": registry[slug], "origin": origin}
            for event in events
            for slug, origin in derivation.category_slugs(event.statements, registry).items()
        ],
    )
    return {id_: row.title for id_, row in stored.items()}


def _apply(row: Event, wanted: dict[str, object]) -> bool:
    """Change a stored event, leaving what an editor pinned; tell whether its slug is outdated."""
    for name, value in wanted.items():
        if name not in row.pinned and getattr(row, name) != value:
            setattr(row, name, value)
            row.updated_at = clock.now()
    return slugify(row.title) != row.slug


async def _store_observations(
    session: AsyncSession,
    changed: Sequence[tuple[EventStatements, Statement]],
    feed_id: int,
    run_id: int,
    seen_at: datetime,
) -> None:
    new = [(event, each) for event, each in changed if each.stored is None]
    old = [(each.stored, each) for _, each in changed if each.stored is not None]
    new_ids = await repository.insert_observations(
        session,
        [
            {
                "feed_id": feed_id,
                "uid": each.uid,
                "recurrence_key": each.recurrence_key,
                "payload": each.payload,
                "payload_sha256": each.payload_sha256,
                "first_seen_at": seen_at,
                "last_seen_at": seen_at,
            }
            for _, each in new
        ],
    )
    await repository.insert_members(
        session,
        [
            {"observation_id": id_, "event_id": _id_of(event), "method": "uid", "score": 1.0}
            for id_, (event, _) in zip(new_ids, new, strict=True)
        ],
    )
    await repository.update_observations(
        session,
        [
            {
                "id": stored.id,
                "payload": each.payload,
                "payload_sha256": each.payload_sha256,
                "last_seen_at": seen_at,
                "missing_since": None,
            }
            for stored, each in old
        ],
    )
    ids = [*new_ids, *(stored.id for stored, _ in old)]
    statements = [*(each for _, each in new), *(each for _, each in old)]
    await repository.insert_changes(
        session,
        [
            derivation.change_row(each, id_, run_id)
            for id_, each in zip(ids, statements, strict=True)
        ],
    )


def _run_row(
    feed_id: int, report: ImportReport, raw: bytes, *, started_at: datetime
) -> repository.Row:
    return {
        "feed_id": feed_id,
        "started_at": started_at,
        "finished_at": clock.now(),
        "status": "partial" if report.is_partial else "complete",
        "body_sha256": hashlib.sha256(raw).digest(),
        "byte_count": len(raw),
        "new_count": report.new_count,
        "changed_count": report.changed_count,
        "unchanged_count": report.unchanged_count,
        "removed_count": report.removed_count,
        "skipped_count": report.skipped_count,
        "problems": [
            {"reason": problem.reason, "uid": problem.uid, "line": problem.line}
            for problem in report.problems
        ],
    }


def _id_of(event: EventStatements) -> int:
    if event.event_id is None:
        message = "an event is stored before anything that refers to it"
        raise AssertionError(message)
    return event.event_id
