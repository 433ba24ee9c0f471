"""Reads of the public calendar. PostgreSQL builds the JSON, so that no row becomes an object."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

VISIBLE = "NOT event.is_hidden AND event.merged_into_id IS NULL"

_CATEGORIES = """ARRAY(
    SELECT listed FROM (
        SELECT category.id, category.name, category.slug
        FROM app.event_category JOIN app.category ON category.id = event_category.category_id
        WHERE event_category.event_id = event.id
    ) AS listed ORDER BY listed.name)"""

# OFFSET 0 keeps the planner from repeating a subquery wherever its columns are read.
_EVENT_ITEM = f"""(
    SELECT event.id, event.title, event.slug,
        CASE WHEN event.is_slug_shared THEN event.slug || '--e' || event.id
             ELSE event.slug END AS canonical_segment,
        event.description,
        CASE event.free WHEN 'yes' THEN true WHEN 'no' THEN false END AS is_free,
        event.price_text, event.external_url, event.status, {_CATEGORIES} AS categories
    OFFSET 0) AS event_item"""

# A source of several feeds tells of an event once.
_SOURCES = """(
    SELECT source.name, min(event_source.url) AS url, source.kind
    FROM app.event_source JOIN app.source ON source.id = event_source.source_id
    WHERE event_source.event_id = event.id
    GROUP BY source.id ORDER BY source.rank, source.id LIMIT 20) AS telling"""

_VENUE_COLUMNS = "venue.id, venue.name, venue.slug, venue.address, venue.area"

_UTC = "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"

_SCHEDULED = "app.occurrence JOIN app.event ON event.id = occurrence.event_id"

# What is sent of one occurrence; row_to_json is several times as fast as json_build_object.
ITEM = f"""CROSS JOIN LATERAL (
    SELECT occurrence.id, coalesce(occurrence.title, event.title) AS title,
        {_UTC.format("occurrence.starts_at")} AS start_datetime_utc,
        {_UTC.format("occurrence.ends_at")} AS end_datetime_utc,
        occurrence.local_date, occurrence.local_end_date, occurrence.all_day, occurrence.zone,
        occurrence.status, occurrence.local_date < CAST(:first_day AS date) AS is_ongoing,
        {_UTC.format("occurrence.moved_from")} AS moved_from_utc,
        occurrence.location_text, occurrence.room, event_item AS event, venue_item AS venue
    FROM {_EVENT_ITEM}
    LEFT JOIN LATERAL (
        SELECT {_VENUE_COLUMNS} FROM app.venue WHERE venue.id = occurrence.venue_id
    ) AS venue_item ON true
) AS item"""

_CATEGORY_IS = """EXISTS (
    SELECT FROM app.event_category JOIN app.category ON category.id = event_category.category_id
    WHERE event_category.event_id = event.id AND category.slug = :category)"""

# A room or stage is found under its venue's slug too.
VENUE_IS = """occurrence.venue_id IN (
    SELECT id FROM app.venue WHERE slug = :venue
    UNION SELECT room.id FROM app.venue AS room JOIN app.venue AS whole
        ON whole.id = room.parent_id WHERE whole.slug = :venue)"""

_WORDS_ARE = """event.id IN (
    SELECT event_id FROM app.event_search WHERE document @@ CAST(:words AS tsquery))"""

_TOUCHES_DAYS = """occurrence.local_days
    && daterange(CAST(:first_day AS date), CAST(:last_day AS date), '[]')"""


@dataclass(frozen=True, slots=True)
class OccurrenceFilter:
    """What an occurrence must be; None asks nothing.

    `free` is a value of the event's column, `words` the text of a tsquery.
    """

    category: str | None = None
    venue: str | None = None
    free: str | None = None
    words: str | None = None


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
    statement, values = statement_of_days(first_day, last_day, filters, limit=limit, after=after)
    rows = (await session.execute(statement, values)).all()
    shown = rows[:limit]
    more = len(rows) > limit
    return Page(
        items=("[" + ",".join(row.item for row in shown) + "]").encode(),
        last=Position(shown[-1].starts_at, shown[-1].id) if more else None,
    )


def statement_of_days(
    first_day: date,
    last_day: date,
    filters: OccurrenceFilter,
    *,
    limit: int,
    after: Position | None,
) -> tuple[TextClause, dict[str, Any]]:
    """Return the statement of `page_of_days` and its values: one row more than the limit."""
    conditions, values = conditions_of(filters)
    if after is not None:
        conditions += " AND (occurrence.starts_at, occurrence.id) > (:after_start, :after_id)"
        values |= {"after_start": after.starts_at, "after_id": after.occurrence_id}
    values |= {"first_day": first_day, "last_day": last_day, "limit": limit}
    return _statement_of_days(conditions), values


@lru_cache(maxsize=32)  # There are that many combinations of filters and cursor.
def _statement_of_days(conditions: str) -> TextClause:
    # Without OFFSET 0 the plan for any days, which PostgreSQL settles on after a few executions,
    # walks all occurrences in the order of their start.
    return text(
        f"""
        SELECT row_to_json(item)::text AS item, occurrence.starts_at, occurrence.id
        FROM (SELECT * FROM app.occurrence WHERE {_TOUCHES_DAYS} OFFSET 0) AS occurrence
            JOIN app.event ON event.id = occurrence.event_id {ITEM}
        WHERE {VISIBLE} {conditions}
        ORDER BY occurrence.starts_at, occurrence.id
        LIMIT :limit + 1
        """
    )


def conditions_of(filters: OccurrenceFilter) -> tuple[str, dict[str, Any]]:
    """Return what a filter asks of `occurrence` and `event`, each after an AND, and values."""
    given = {
        "category": (_CATEGORY_IS, filters.category),
        "venue": (VENUE_IS, filters.venue),
        "free": ("event.free = :free", filters.free),
        "words": (_WORDS_ARE, filters.words),
    }
    asked = {name: pair for name, pair in given.items() if pair[1] is not None}
    conditions = "".join(f" AND {condition}" for condition, _ in asked.values())
    return conditions, {name: value for name, (_, value) in asked.items()}


async def count_of_days(
    session: AsyncSession, first_day: date, last_day: date, filters: OccurrenceFilter
) -> int:
    """Return how many visible occurrences touch the local days, both inclusive."""
    conditions, values = conditions_of(filters)
    statement = text(
        f"SELECT count(*) FROM {_SCHEDULED} WHERE {VISIBLE} AND {_TOUCHES_DAYS} {conditions}"
    )
    values |= {"first_day": first_day, "last_day": last_day}
    return int((await session.execute(statement, values)).scalar_one())


async def random_occurrence(
    session: AsyncSession, start: datetime, end: datetime, today: date, filters: OccurrenceFilter
) -> bytes | None:
    """Return one scheduled visible occurrence that begins in [start, end), each as likely."""
    conditions, values = conditions_of(filters)
    statement = text(
        f"""
        SELECT row_to_json(item)::text
        FROM (
            SELECT occurrence.id FROM {_SCHEDULED}
            WHERE {VISIBLE} AND occurrence.status = 'scheduled' AND event.status <> 'cancelled'
              AND occurrence.starts_at >= :start AND occurrence.starts_at < :end {conditions}
            ORDER BY random() LIMIT 1
        ) AS chosen JOIN ({_SCHEDULED}) ON occurrence.id = chosen.id {ITEM}
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
            'event', (SELECT row_to_json(event_item) FROM {_EVENT_ITEM}),
            'organizer', event.organizer,
            'image_url', event.image_url,
            'sources', coalesce((SELECT json_agg(telling) FROM {_SOURCES}), '[]'),
            'next_occurrence', (
                SELECT row_to_json(item)
                FROM next JOIN ({_SCHEDULED}) ON occurrence.id = next.id {ITEM}),
            'upcoming_occurrences', coalesce((
                SELECT json_agg(item ORDER BY occurrence.starts_at, occurrence.id)
                FROM upcoming JOIN ({_SCHEDULED}) ON occurrence.id = upcoming.id {ITEM}), '[]'),
            'more_from_venue', coalesce((
                SELECT json_agg(item ORDER BY occurrence.starts_at, occurrence.id)
                FROM neighbours JOIN ({_SCHEDULED}) ON occurrence.id = neighbours.id {ITEM}), '[]')
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
    """Return the events that were published under a slug before they were renamed or merged."""
    statement = text(
        """
        SELECT event_id FROM app.event_redirect WHERE slug = :slug
        UNION SELECT id FROM app.event WHERE slug = :slug AND merged_into_id IS NOT NULL
        ORDER BY event_id
        """
    )
    return list((await session.execute(statement, {"slug": slug})).scalars())


async def slug_of_event(session: AsyncSession, event_id: int) -> str:
    """Return an event's public slug."""
    statement = text("SELECT slug FROM app.event WHERE id = :event_id")
    return str((await session.execute(statement, {"event_id": event_id})).scalar_one())


async def categories(session: AsyncSession) -> bytes:
    """Return the registry of categories as a JSON array, by name."""
    listed = "SELECT id, name, slug FROM app.category"
    return await _array_by_name(session, listed)


async def venues(session: AsyncSession) -> bytes:
    """Return the venues (not their rooms, and none twice) as a JSON array, by name."""
    listed = f"""
        SELECT {_VENUE_COLUMNS} FROM app.venue
        WHERE parent_id IS NULL AND merged_into_id IS NULL"""
    return await _array_by_name(session, listed)


async def slug_of_venue(session: AsyncSession, slug: str) -> str | None:
    """Return the slug under which a venue stands: its own, or that of what it was merged into."""
    statement = text(
        """
        WITH RECURSIVE lead AS (
            SELECT id, slug, merged_into_id FROM app.venue WHERE slug = :slug
            UNION SELECT venue.id, venue.slug, venue.merged_into_id
            FROM lead JOIN app.venue ON venue.id = lead.merged_into_id
        )
        SELECT slug FROM lead WHERE merged_into_id IS NULL
        """
    )
    return (await session.execute(statement, {"slug": slug})).scalar_one_or_none()


async def venue_detail(session: AsyncSession, slug: str, site_zone: str) -> bytes | None:
    """Return one venue as JSON; its zone is the site's where it has none of its own."""
    statement = text(
        """
        SELECT row_to_json(item)::text FROM (
            SELECT id, name, slug, address, area, website, description,
                   coalesce(zone, :zone) AS timezone
            FROM app.venue WHERE slug = :slug
        ) AS item
        """
    )
    values = {"slug": slug, "zone": site_zone}
    return _bytes((await session.execute(statement, values)).scalar_one_or_none())


async def _array_by_name(session: AsyncSession, listed: str) -> bytes:
    statement = text(
        "SELECT coalesce(json_agg(item ORDER BY lower(item.name), item.id), '[]')::text"
        f" FROM ({listed}) AS item"
    )
    return str((await session.execute(statement)).scalar_one()).encode()


def _bytes(document: str | None) -> bytes | None:
    return None if document is None else document.encode()
