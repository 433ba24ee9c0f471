"""Reads what feeds are written from: dates, and the events that they are of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.repository import VISIBLE, OccurrenceFilter, conditions_of


@dataclass(frozen=True, slots=True)
class FeedWindow:
    """Which dates a feed tells of: those that touch `first_day` or later, the nearest first.

    `not_over_at` also leaves out what has ended by then. Nearness is counted from `midnight`, so
    that a feed that is cut stays the same for a day.
    """

    first_day: date
    not_over_at: datetime | None
    midnight: datetime
    limit: int


class DateRow(NamedTuple):
    """A date as it is stored; times are seconds since 1970."""

    event_id: int
    id: int
    title: str | None
    starts: int
    ends: int | None
    all_day: bool
    zone: str
    status: str
    moved_from: int | None
    place: str | None
    address: str | None
    modified: int


class EventRow(NamedTuple):
    """An event as it is stored; `category_ids` are in no order."""

    id: int
    title: str
    segment: str
    description: str | None
    is_free: bool | None
    price_text: str | None
    source_url: str | None
    image_url: str | None
    status: str
    created: int
    modified: int
    category_ids: list[int]


# Several times as fast as extract(), which counts in numeric.
_SECONDS = "date_part('epoch', {0})::bigint"

_IS_NOT_OVER = (
    " AND (occurrence.all_day OR coalesce(occurrence.ends_at, occurrence.starts_at) >= :now)"
)

# The source's own words where it names a venue whose address nobody has entered.
_PLACE = """CASE WHEN venue.id IS NULL
        OR coalesce(venue.address, whole.address) IS NULL AND occurrence.location_text IS NOT NULL
    THEN occurrence.location_text
    ELSE concat_ws(', ', occurrence.room, venue.name, whole.name) END"""


async def dates_of_feed(
    session: AsyncSession, window: FeedWindow, filters: OccurrenceFilter
) -> list[DateRow]:
    """Return the dates of visible events in the window, in the order of their starts."""
    statement, values = statement_of_dates(window, filters)
    rows = (await session.execute(statement, values)).all()
    return [DateRow._make(row) for row in rows]


def statement_of_dates(
    window: FeedWindow, filters: OccurrenceFilter
) -> tuple[TextClause, dict[str, Any]]:
    """Return the statement of `dates_of_feed` and its values."""
    conditions, values = conditions_of(filters)
    if window.not_over_at is not None:
        conditions += _IS_NOT_OVER
        values |= {"now": window.not_over_at}
    values |= {
        "first_day": window.first_day,
        "midnight": int(window.midnight.timestamp()),
        "limit": window.limit,
    }
    return _statement_of_dates(conditions), values


@lru_cache(maxsize=32)  # There are that many combinations of filters and kinds of window.
def _statement_of_dates(conditions: str) -> TextClause:
    # Only what is narrow is sorted by nearness, so that the sort stays in memory; OFFSET 0 keeps
    # the index on days in the plan for any values.
    return text(
        f"""
        WITH nearest AS MATERIALIZED (
            SELECT occurrence.id
            FROM (
                SELECT * FROM app.occurrence
                WHERE local_days && daterange(CAST(:first_day AS date), NULL) OFFSET 0
            ) AS occurrence JOIN app.event ON event.id = occurrence.event_id
            WHERE {VISIBLE} {conditions}
            ORDER BY greatest(
                {_SECONDS.format("occurrence.starts_at")} - :midnight,
                :midnight - {_SECONDS.format("coalesce(occurrence.ends_at, occurrence.starts_at)")}
            ), occurrence.id
            LIMIT :limit
        )
        SELECT occurrence.event_id, occurrence.id, occurrence.title,
            {_SECONDS.format("occurrence.starts_at")} AS starts,
            {_SECONDS.format("occurrence.ends_at")} AS ends,
            occurrence.all_day, occurrence.zone, occurrence.status,
            {_SECONDS.format("occurrence.moved_from")} AS moved_from,
            {_PLACE} AS place, coalesce(venue.address, whole.address) AS address,
            {_SECONDS.format("occurrence.updated_at")} AS modified
        FROM nearest JOIN app.occurrence USING (id)
            LEFT JOIN app.venue ON venue.id = occurrence.venue_id
            LEFT JOIN app.venue AS whole ON whole.id = venue.parent_id
        ORDER BY occurrence.starts_at, occurrence.id
        """
    )


async def events_of_feed(session: AsyncSession, ids: Iterable[int]) -> dict[int, EventRow]:
    """Return the visible ones of these events, by id."""
    statement = text(
        f"""
        SELECT event.id, event.title,
            CASE WHEN event.is_slug_shared THEN event.slug || '--e' || event.id
                 ELSE event.slug END AS segment,
            event.description,
            CASE event.free WHEN 'yes' THEN true WHEN 'no' THEN false END AS is_free,
            event.price_text, event.external_url, event.image_url, event.status,
            {_SECONDS.format("event.created_at")} AS created,
            {_SECONDS.format("event.updated_at")} AS modified,
            ARRAY(SELECT category_id FROM app.event_category WHERE event_id = event.id)
        FROM app.event WHERE event.id = ANY(CAST(:ids AS bigint[])) AND {VISIBLE}
        ORDER BY event.id
        """
    )
    # As text, because a list is adapted id by id.
    array = f"{{{','.join(map(str, ids))}}}"
    rows = (await session.execute(statement, {"ids": array})).all()
    return {row[0]: EventRow._make(row) for row in rows}


async def category_names(session: AsyncSession) -> dict[int, str]:
    """Return the registry's names by id."""
    rows = await session.execute(text("SELECT id, name FROM app.category ORDER BY id"))
    return {row.id: row.name for row in rows}


async def category_name(session: AsyncSession, slug: str) -> str | None:
    """Return the name of the category with this slug."""
    statement = text("SELECT name FROM app.category WHERE slug = :slug")
    return (await session.execute(statement, {"slug": slug})).scalar_one_or_none()


async def venue_slug_and_name(session: AsyncSession, slug: str) -> tuple[str, str] | None:
    """Return the venue that this slug stands for: its own, or what that was merged into."""
    statement = text(
        """
        WITH RECURSIVE merged AS (
            SELECT id, merged_into_id FROM app.venue WHERE slug = :slug
            UNION SELECT venue.id, venue.merged_into_id
            FROM merged JOIN app.venue ON venue.id = merged.merged_into_id
        )
        SELECT venue.slug, venue.name FROM merged JOIN app.venue USING (id)
        WHERE venue.merged_into_id IS NULL
        """
    )
    row = (await session.execute(statement, {"slug": slug})).one_or_none()
    return None if row is None else (row.slug, row.name)
