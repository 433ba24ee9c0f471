"""Reads of the public calendar. PostgreSQL builds the JSON, so that no row becomes an object."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

VISIBLE = "NOT event.is_hidden AND event.merged_into_id IS NULL"

_VENUE_JSON = """json_build_object(
    'id', venue.id, 'name', venue.name, 'slug', venue.slug,
    'address', venue.address, 'area', venue.area)"""

_CANONICAL_SEGMENT = """CASE WHEN event.is_slug_shared
    THEN event.slug || '--e' || event.id ELSE event.slug END"""

_EVENT_JSON = f"""json_build_object(
    'id', event.id, 'title', event.title, 'slug', event.slug,
    'canonical_segment', {_CANONICAL_SEGMENT},
    'description', event.description,
    'is_free', CASE event.free WHEN 'yes' THEN true WHEN 'no' THEN false END,
    'price_text', event.price_text, 'external_url', event.external_url, 'status', event.status,
    'categories', coalesce((
        SELECT json_agg(json_build_object('id', category.id, 'name', category.name,
                                          'slug', category.slug) ORDER BY category.name)
        FROM app.event_category JOIN app.category ON category.id = event_category.category_id
        WHERE event_category.event_id = event.id), '[]'))"""

_UTC = "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"

_OCCURRENCE_JSON = f"""json_build_object(
    'id', occurrence.id, 'title', coalesce(occurrence.title, event.title),
    'start_datetime_utc', {_UTC.format("occurrence.starts_at")},
    'end_datetime_utc', {_UTC.format("occurrence.ends_at")},
    'local_date', occurrence.local_date, 'local_end_date', occurrence.local_end_date,
    'all_day', occurrence.all_day, 'zone', occurrence.zone, 'status', occurrence.status,
    'is_ongoing', occurrence.local_date < CAST(:first_day AS date),
    'moved_from_utc', {_UTC.format("occurrence.moved_from")},
    'location_text', occurrence.location_text, 'room', occurrence.room,
    'event', {_EVENT_JSON},
    'venue', CASE WHEN venue.id IS NOT NULL THEN {_VENUE_JSON} END)"""

_JOINED = """app.occurrence
    JOIN app.event ON event.id = occurrence.event_id
    LEFT JOIN app.venue ON venue.id = occurrence.venue_id"""

_CATEGORY_IS = """EXISTS (
    SELECT FROM app.event_category JOIN app.category ON category.id = event_category.category_id
    WHERE event_category.event_id = event.id AND category.slug = :category)"""

# A room or stage is found under its venue's slug too.
_VENUE_IS = """occurrence.venue_id IN (
    SELECT id FROM app.venue WHERE slug = :venue
    UNION SELECT room.id FROM app.venue AS room JOIN app.venue AS whole
        ON whole.id = room.parent_id WHERE whole.slug = :venue)"""

_TOUCHES_DAYS = """occurrence.local_days
    && daterange(CAST(:first_day AS date), CAST(:last_day AS date), '[]')"""


@dataclass(frozen=True, slots=True)
class OccurrenceFilter:
    """What an occurrence must be; None asks nothing. `free` is a value of the event's column."""

    category: str | None = None
    venue: str | None = None
    free: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page of occurrences, ordered by (start, id), begins: after this one."""

    starts_at: datetime
    occurrence_id: int


@dataclass(frozen=True, slots=True)
class Page:
    """A JSON array of occurrences and, where more follow, the position of its last one."""

    items: bytes
    last: Position | None


async def page_of_days(
    session: AsyncSession,
    first_day: date,
    last_day: date,
    filters: OccurrenceFilter,
    *,
    limit: int,
    after: Position | None,
) -> Page:
    """Return the visible occurrences that touch the local days, both inclusive."""
    conditions, values = _conditions(filters)
    if after is not None:
        conditions += " AND (occurrence.starts_at, occurrence.id) > (:after_start, :after_id)"
        values |= {"after_start": after.starts_at, "after_id": after.occurrence_id}
    statement = text(
        f"""
        SELECT {_OCCURRENCE_JSON}::text AS item, occurrence.starts_at, occurrence.id
        FROM {_JOINED}
        WHERE {VISIBLE} AND {_TOUCHES_DAYS} {conditions}
        ORDER BY occurrence.starts_at, occurrence.id
        LIMIT :limit + 1
        """
    )
    values |= {"first_day": first_day, "last_day": last_day, "limit": limit}
    rows = (await session.execute(statement, values)).all()
    shown = rows[:limit]
    more = len(rows) > limit
    return Page(
        items=("[" + ",".join(row.item for row in shown) + "]").encode(),
        last=Position(shown[-1].starts_at, shown[-1].id) if more else None,
    )


async def count_of_days(
    session: AsyncSession, first_day: date, last_day: date, filters: OccurrenceFilter
) -> int:
    """Return how many visible occurrences touch the local days, both inclusive."""
    conditions, values = _conditions(filters)
    statement = text(
        f"SELECT count(*) FROM {_JOINED} WHERE {VISIBLE} AND {_TOUCHES_DAYS} {conditions}"
    )
    values |= {"first_day": first_day, "last_day": last_day}
    return int((await session.execute(statement, values)).scalar_one())


async def random_occurrence(
    session: AsyncSession, start: datetime, end: datetime, today: date, filters: OccurrenceFilter
) -> bytes | None:
    """Return one scheduled visible occurrence that begins in [start, end), each as likely."""
    conditions, values = _conditions(filters)
    statement = text(
        f"""
        SELECT {_OCCURRENCE_JSON}::text
        FROM (
            SELECT occurrence.id FROM {_JOINED}
            WHERE {VISIBLE} AND occurrence.status = 'scheduled' AND event.status <> 'cancelled'
              AND occurrence.starts_at >= :start AND occurrence.starts_at < :end {conditions}
            ORDER BY random() LIMIT 1
        ) AS chosen JOIN ({_JOINED}) ON occurrence.id = chosen.id
        """
    )
    values |= {"start": start, "end": end, "first_day": today}
    return _bytes((await session.execute(statement, values)).scalar_one_or_none())


async def canonical_event_id(session: AsyncSession, event_id: int) -> int | None:
    """Return the id of the visible event that this id stands for: itself or what it merged into."""
    statement = text(
        f"""
        WITH RECURSIVE merged AS (
            SELECT id, merged_into_id FROM app.event WHERE id = :event_id
            UNION SELECT event.id, event.merged_into_id
            FROM merged JOIN app.event ON event.id = merged.merged_into_id
        )
        SELECT event.id FROM merged JOIN app.event USING (id)
        WHERE {VISIBLE} AND EXISTS (SELECT FROM app.occurrence WHERE event_id = event.id)
        """
    )
    return (await session.execute(statement, {"event_id": event_id})).scalar_one_or_none()


async def event_detail(
    session: AsyncSession, event_id: int, now: datetime, today: date
) -> bytes | None:
    """Return an event's detail as JSON; None without an occurrence.

    The next occurrence is the first that has not begun, else the latest past one.
    """
    statement = text(
        f"""
        WITH upcoming AS (
            SELECT id, starts_at FROM app.occurrence
            WHERE event_id = :event_id AND starts_at >= :now ORDER BY starts_at, id LIMIT 8
        ), next AS (
            (SELECT id FROM upcoming ORDER BY starts_at, id LIMIT 1)
            UNION ALL
            (SELECT id FROM app.occurrence WHERE event_id = :event_id AND starts_at < :now
             ORDER BY starts_at DESC, id DESC LIMIT 1)
            LIMIT 1
        ), neighbours AS (
            SELECT neighbour.id, neighbour.starts_at
            FROM app.occurrence AS neighbour JOIN app.event ON event.id = neighbour.event_id
            WHERE {VISIBLE} AND neighbour.event_id <> :event_id AND neighbour.starts_at >= :now
              AND neighbour.venue_id = (
                SELECT venue_id FROM app.occurrence JOIN next USING (id))
            ORDER BY neighbour.starts_at, neighbour.id LIMIT 4
        )
        SELECT json_build_object(
            'event', {_EVENT_JSON},
            'next_occurrence', (
                SELECT {_OCCURRENCE_JSON} FROM next JOIN ({_JOINED}) ON occurrence.id = next.id),
            'upcoming_occurrences', coalesce((
                SELECT json_agg({_OCCURRENCE_JSON} ORDER BY occurrence.starts_at, occurrence.id)
                FROM upcoming JOIN ({_JOINED}) ON occurrence.id = upcoming.id), '[]'),
            'more_from_venue', coalesce((
                SELECT json_agg({_OCCURRENCE_JSON} ORDER BY occurrence.starts_at, occurrence.id)
                FROM neighbours JOIN ({_JOINED}) ON occurrence.id = neighbours.id), '[]')
        )::text
        FROM app.event WHERE event.id = :event_id AND EXISTS (SELECT FROM next)
        """
    )
    values = {"event_id": event_id, "now": now, "first_day": today}
    return _bytes((await session.execute(statement, values)).scalar_one_or_none())


async def event_ids_of_slug(session: AsyncSession, slug: str, now: datetime) -> list[int]:
    """Return the visible events under a public slug, the one to show first in front.

    An upcoming event wins over a past one; the nearest date decides among equals.
    """
    statement = text(
        f"""
        SELECT event.id
        FROM app.event CROSS JOIN LATERAL (
            SELECT min(starts_at) FILTER (WHERE starts_at >= :now) AS next_start,
                   max(starts_at) AS last_start
            FROM app.occurrence WHERE event_id = event.id
        ) AS dates
        WHERE event.slug = :slug AND {VISIBLE} AND dates.last_start IS NOT NULL
        ORDER BY dates.next_start NULLS LAST, dates.last_start DESC, event.id
        """
    )
    return list((await session.execute(statement, {"slug": slug, "now": now})).scalars())


async def event_ids_once_of_slug(session: AsyncSession, slug: str) -> list[int]:
    """Return the events that were published under a slug before they were renamed."""
    statement = text("SELECT event_id FROM app.event_redirect WHERE slug = :slug ORDER BY event_id")
    return list((await session.execute(statement, {"slug": slug})).scalars())


async def slug_of_event(session: AsyncSession, event_id: int) -> str:
    """Return an event's public slug."""
    statement = text("SELECT slug FROM app.event WHERE id = :event_id")
    return str((await session.execute(statement, {"event_id": event_id})).scalar_one())


async def categories(session: AsyncSession) -> bytes:
    """Return the registry of categories as a JSON array, by name."""
    category = "json_build_object('id', id, 'name', name, 'slug', slug)"
    statement = text(
        f"SELECT coalesce(json_agg({category} ORDER BY name, id), '[]')::text FROM app.category"
    )
    return str((await session.execute(statement)).scalar_one()).encode()


async def venues(session: AsyncSession) -> bytes:
    """Return the venues (not their rooms) as a JSON array, by name."""
    statement = text(
        f"SELECT coalesce(json_agg({_VENUE_JSON} ORDER BY name, id), '[]')::text"
        " FROM app.venue WHERE parent_id IS NULL"
    )
    return str((await session.execute(statement)).scalar_one()).encode()


async def venue_detail(session: AsyncSession, slug: str, site_zone: str) -> bytes | None:
    """Return one venue as JSON; its zone is the site's where it has none of its own."""
    statement = text(
        """
        SELECT json_build_object(
            'id', id, 'name', name, 'slug', slug, 'address', address, 'area', area,
            'website', website, 'description', description, 'timezone', coalesce(zone, :zone)
        )::text FROM app.venue WHERE slug = :slug
        """
    )
    values = {"slug": slug, "zone": site_zone}
    return _bytes((await session.execute(statement, values)).scalar_one_or_none())


def _conditions(filters: OccurrenceFilter) -> tuple[str, dict[str, Any]]:
    given = {
        "category": (_CATEGORY_IS, filters.category),
        "venue": (_VENUE_IS, filters.venue),
        "free": ("event.free = :free", filters.free),
    }
    asked = {name: pair for name, pair in given.items() if pair[1] is not None}
    conditions = "".join(f" AND {condition}" for condition, _ in asked.values())
    return conditions, {name: value for name, (_, value) in asked.items()}


def _bytes(document: str | None) -> bytes | None:
    return None if document is None else document.encode()
