"""What a reader may ask of the calendar, decided; every answer is JSON bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events import repository
from app.events.errors import (
    EventNotFoundError,
    InvalidDayError,
    NothingUpcomingError,
    VenueNotFoundError,
)
from app.events.parameters import normalised, parse_day, parse_days
from app.events.repository import OccurrenceFilter, Page, Position
from app.events.rules import current_week, split_canonical_segment
from app.kernel import clock

PAGE_LENGTH = 5000
VENUE_DAYS = 30
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Resolution:
    """The event behind a slug and the segment of its page."""

    event_id: int
    canonical_segment: str
    is_unique: bool


async def list_days(
    session: AsyncSession,
    days: tuple[date, date],
    filters: OccurrenceFilter,
    *,
    limit: int | None,
    after: Position | None,
) -> Page:
    """Return what happens on the days, both inclusive, with what began before and goes on."""
    return await repository.page_of_days(
        session, *days, filters, limit=limit or PAGE_LENGTH, after=after
    )


async def count_days(
    session: AsyncSession,
    start: str | None,
    end: str | None,
    filters: OccurrenceFilter,
    zone: ZoneInfo,
) -> Mapping[str, Any]:
    """Count what happens from start to end; without both, in the current local week."""
    if start and end:
        first, last = parse_days(start, end)
    elif start or end:
        message = "Give both start and end, or neither."
        raise InvalidDayError(message)
    else:
        first, last = current_week(_today(zone))
    count = await repository.count_of_days(session, first, last, filters)
    return {"count": count, "start": str(first), "end": str(last), "timezone": zone.key}


async def surprise(
    session: AsyncSession, days: int, filters: OccurrenceFilter, zone: ZoneInfo
) -> bytes:
    """Return one random occurrence that begins within the next `days` days."""
    now = clock.now()
    occurrence = await repository.random_occurrence(
        session, now, now + timedelta(days=days), _today(zone), filters
    )
    if occurrence is None:
        message = f"Nothing is planned in the next {days} days."
        raise NothingUpcomingError(message)
    return occurrence


async def resolve_slug(session: AsyncSession, segment: str, event_id: int | None) -> Resolution:
    """Find the event behind a public slug, or behind a canonical segment such as jazz--e7."""
    slug, segment_id = split_canonical_segment(normalised(segment))
    wanted = event_id if event_id is not None else segment_id
    now = clock.now()
    event_ids = await repository.event_ids_of_slug(session, slug, now)
    if wanted is not None and wanted not in event_ids:
        return await _resolve_moved(session, slug, event_ids, wanted, now)
    if not event_ids:
        once = await repository.event_ids_once_of_slug(session, slug)
        if not once:
            raise _unknown_event()
        return await _resolve_moved(session, slug, once, once[0], now)
    return _resolution(slug, wanted or event_ids[0], event_ids)


async def event_detail(session: AsyncSession, event_id: int, zone: ZoneInfo) -> bytes | int:
    """Return an event's detail, or the id of the event that it was merged into."""
    if not 0 < event_id <= LARGEST_ID:
        raise _unknown_event()
    canonical_id = await repository.canonical_event_id(session, event_id)
    if canonical_id is None:
        raise _unknown_event()
    if canonical_id != event_id:
        return canonical_id
    detail = await repository.event_detail(session, event_id, clock.now(), _today(zone))
    if detail is None:
        raise _unknown_event()
    return detail


async def lead_of_venue(session: AsyncSession, slug: str) -> str | None:
    """Return the slug of what a venue was merged into; None where it stands for itself."""
    found = await repository.slug_of_venue(session, normalised(slug))
    return found if found != normalised(slug) else None


async def venue_detail(session: AsyncSession, slug: str, zone: ZoneInfo) -> bytes:
    """Return one venue."""
    detail = await repository.venue_detail(session, normalised(slug), zone.key)
    if detail is None:
        message = "No venue has this address."
        raise VenueNotFoundError(message)
    return detail


async def list_venue_days(
    session: AsyncSession,
    slug: str,
    start: str | None,
    end: str | None,
    filters: OccurrenceFilter,
    zone: ZoneInfo,
) -> Page:
    """Return what happens at a venue; without days, from today for 30 days."""
    await venue_detail(session, slug, zone)
    first = parse_day(start, "start") if start else _today(zone)
    last = parse_day(end, "end") if end else _days_after(first, VENUE_DAYS)
    days = parse_days(first.isoformat(), last.isoformat())
    at_venue = OccurrenceFilter(filters.category, normalised(slug), filters.free)
    return await repository.page_of_days(session, *days, at_venue, limit=PAGE_LENGTH, after=None)


async def _resolve_moved(
    session: AsyncSession, slug: str, event_ids: list[int], wanted: int, now: datetime
) -> Resolution:
    """Resolve an event that is known under another slug now, by renaming or merging."""
    known = {*event_ids, *await repository.event_ids_once_of_slug(session, slug)}
    canonical_id = (
        await repository.canonical_event_id(session, wanted) if wanted <= LARGEST_ID else None
    )
    if canonical_id is None or (wanted not in known and canonical_id not in known):
        raise _unknown_event()
    new_slug = await repository.slug_of_event(session, canonical_id)
    return _resolution(
        new_slug, canonical_id, await repository.event_ids_of_slug(session, new_slug, now)
    )


def _resolution(slug: str, event_id: int, event_ids: list[int]) -> Resolution:
    is_unique = len(event_ids) == 1
    segment = slug if is_unique else f"{slug}--e{event_id}"
    return Resolution(event_id, segment, is_unique)


def _unknown_event() -> EventNotFoundError:
    return EventNotFoundError("No event has this address.")


def _today(zone: ZoneInfo) -> date:
    return clock.now().astimezone(zone).date()


def _days_after(day: date, count: int) -> date:
    return day + timedelta(days=min(count, (date.max - day).days))
