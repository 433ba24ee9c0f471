"""Statements that make the documents of events."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.repository import VISIBLE

# Characters of a field that are searched.
LONGEST_TEXT = 20_000
# Stands between fields, so that no phrase reaches from one into the next. No word is written so.
_GAP = r"CAST('|\:1' AS tsvector)"


async def event_ids_after(session: AsyncSession, event_id: int, limit: int) -> list[int]:
    """Return the next events by id."""
    statement = text("SELECT id FROM app.event WHERE id > :event_id ORDER BY id LIMIT :limit")
    found = await session.execute(statement, {"event_id": event_id, "limit": limit})
    return list(found.scalars())


async def delete_documents(session: AsyncSession, event_ids: Sequence[int]) -> None:
    """Forget what search knows of events."""
    statement = text("DELETE FROM app.event_search WHERE event_id = ANY(:event_ids)")
    await session.execute(statement, {"event_ids": list(event_ids)})


async def store_documents(session: AsyncSession, event_ids: Sequence[int]) -> None:
    """Make the documents of events anew; those without a date have none."""
    await session.execute(_STORE_DOCUMENTS, {"event_ids": list(event_ids)})


_COLUMNS = (
    *("document", "is_visible", "free", "category_ids", "venue_ids"),
    *("first_start", "last_moment", "times"),
)
# Slashes keep the end of one name and the beginning of the next from being a phrase's words.
_STORE_DOCUMENTS = text(
    f"""
    WITH dated AS (
        SELECT event_id, starts_at, venue_id, room, title,
            CASE WHEN venue_id IS NULL THEN location_text END AS location_text,
            CASE WHEN ends_at > starts_at THEN tstzrange(starts_at, ends_at)
                 ELSE tstzrange(starts_at, starts_at, '[]') END AS time,
            CASE WHEN ends_at > starts_at THEN ends_at - interval '1 microsecond'
                 ELSE starts_at END AS last_moment
        FROM app.occurrence WHERE event_id = ANY(:event_ids)
    ), place AS (
        SELECT venue.id, coalesce(whole.id, venue.id) AS whole_id,
            concat_ws(' / ', venue.name, whole.name, (
                SELECT string_agg(normal_form, ' / ' ORDER BY normal_form)
                FROM app.venue_alias WHERE venue_id = venue.id)) AS names,
            coalesce(venue.area, whole.area) AS area
        FROM app.venue LEFT JOIN app.venue AS whole ON whole.id = venue.parent_id
        WHERE venue.id IN (SELECT venue_id FROM dated)
    ), whole_event AS (
        SELECT event_id, min(starts_at) AS first_start, max(last_moment) AS last_moment,
            range_agg(time) AS times,
            array_remove(array_agg(DISTINCT whole_id), NULL) AS venue_ids,
            string_agg(DISTINCT title, ' / ') AS titles,
            string_agg(DISTINCT concat_ws(' / ', names, room), ' / ') AS places,
            string_agg(DISTINCT concat_ws(' / ', location_text, area), ' / ') AS areas
        FROM dated LEFT JOIN place ON place.id = venue_id GROUP BY event_id
    ), heading AS (
        SELECT event_id, array_agg(category_id ORDER BY category_id) AS category_ids,
            string_agg(name, ' / ' ORDER BY category_id) AS names
        FROM app.event_category JOIN app.category ON category.id = category_id
        WHERE event_id = ANY(:event_ids) GROUP BY event_id
    ), dateless AS (
        DELETE FROM app.event_search
        WHERE event_id = ANY(:event_ids) AND event_id NOT IN (SELECT event_id FROM whole_event)
    )
    INSERT INTO app.event_search AS stored (event_id, {", ".join(_COLUMNS)})
    SELECT event.id,
        setweight(to_tsvector('app.stemmed', left(event.title, 1000)), 'A')
        || {_GAP} || setweight(to_tsvector('app.stemmed', left(
            concat_ws(' / ', titles, places, event.organizer), {LONGEST_TEXT})), 'B')
        || {_GAP} || setweight(to_tsvector('app.stemmed', left(
            concat_ws(' / ', heading.names, areas, CASE event.free WHEN 'yes' THEN 'free' END),
            {LONGEST_TEXT})), 'C')
        || {_GAP} || setweight(to_tsvector('app.stemmed', left(
            coalesce(event.description, ''), {LONGEST_TEXT})), 'D'),
        {VISIBLE}, event.free, coalesce(category_ids, '{{}}'), venue_ids,
        first_start, last_moment, times
    FROM whole_event JOIN app.event ON event.id = whole_event.event_id
        LEFT JOIN heading ON heading.event_id = event.id
    ON CONFLICT (event_id) DO UPDATE
    SET {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS)}
    WHERE ({", ".join(f"stored.{name}" for name in _COLUMNS)})
        IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in _COLUMNS)})
    """
)


async def note_due(session: AsyncSession, event_ids: Sequence[int]) -> None:
    """Note that the documents of events are to be made anew."""
    statement = text(
        "INSERT INTO app.search_due SELECT unnest(CAST(:ids AS bigint[])) ON CONFLICT DO NOTHING"
    )
    await session.execute(statement, {"ids": list(event_ids)})


async def take_due(session: AsyncSession, limit: int) -> list[int]:
    """Take events whose documents are to be made anew, each of them for one worker."""
    statement = text(
        """
        DELETE FROM app.search_due WHERE event_id IN (
            SELECT event_id FROM app.search_due ORDER BY event_id LIMIT :limit
            FOR UPDATE SKIP LOCKED)
        RETURNING event_id
        """
    )
    return sorted((await session.execute(statement, {"limit": limit})).scalars())
