"""Statements with which an import stores what a feed said and what the public sees of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.models import (
    Category,
    Change,
    Event,
    EventCategory,
    EventMember,
    EventRedirect,
    Feed,
    FetchRun,
    Observation,
    Occurrence,
    SiteZone,
    Source,
    Venue,
    VenueAlias,
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stored:
    """An observation as it stands before a run, with the event that it belongs to."""

    id: int
    uid: str
    recurrence_key: str
    payload: dict[str, Any]
    payload_sha256: bytes
    is_missing: bool
    event_id: int


async def zone_of_local_dates(session: AsyncSession) -> str | None:
    """Return the zone that local dates are stored in; None before the first import."""
    return (await session.execute(select(SiteZone.zone))).scalar_one_or_none()


async def store_zone(session: AsyncSession, zone: str) -> None:
    """Note the zone that local dates are stored in."""
    statement = upsert(SiteZone).values(id=1, zone=zone)
    statement = statement.on_conflict_do_update(index_elements=[SiteZone.id], set_={"zone": zone})
    await session.execute(statement)


async def recount_local_dates(session: AsyncSession, zone: str) -> None:
    """Give every occurrence the local dates of another zone; whole days stay the same days."""
    statement = text(
        """
        UPDATE app.occurrence SET
            starts_at = CASE WHEN all_day
                THEN local_date::timestamp AT TIME ZONE :zone ELSE starts_at END,
            ends_at = CASE WHEN all_day AND ends_at IS NOT NULL
                THEN (local_end_date + 1)::timestamp AT TIME ZONE :zone ELSE ends_at END,
            zone = CASE WHEN all_day THEN :zone ELSE zone END,
            local_date = CASE WHEN all_day
                THEN local_date ELSE (starts_at AT TIME ZONE :zone)::date END,
            local_end_date = CASE WHEN all_day THEN local_end_date ELSE greatest(
                (starts_at AT TIME ZONE :zone)::date,
                ((ends_at - interval '1 microsecond') AT TIME ZONE :zone)::date) END
        """
    )
    await session.execute(statement, {"zone": zone})


async def names_other_sources(session: AsyncSession, slugs: Sequence[str]) -> bool:
    """Tell whether the calendar has a source that is not among these."""
    statement = select(select(Source.id).where(Source.slug.not_in(slugs)).exists())
    return bool((await session.execute(statement)).scalar_one())


async def lock_imports(session: AsyncSession) -> None:
    """Let one import at a time store; the lock ends with the transaction."""
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtext('events.import'))"))


async def ensure_source(session: AsyncSession, row: Row) -> int:
    """Return the id of the source with the row's slug, made or brought up to date."""
    statement = upsert(Source).values(row)
    changed = {name: statement.excluded[name] for name in row if name != "slug"}
    statement = statement.on_conflict_do_update(index_elements=[Source.slug], set_=changed)
    return int((await session.execute(statement.returning(Source.id))).scalar_one())


async def ensure_feed(session: AsyncSession, source_id: int, url: str) -> int:
    """Return the id of the feed with this address."""
    statement = upsert(Feed).values(source_id=source_id, url=url, adapter="ical")
    # An update that changes nothing, because DO NOTHING returns no row.
    statement = statement.on_conflict_do_update(
        index_elements=[Feed.url], set_={"adapter": statement.excluded.adapter}
    )
    return int((await session.execute(statement.returning(Feed.id))).scalar_one())


async def insert_run(session: AsyncSession, row: Row) -> int:
    """Record a run and return its id."""
    return int(
        (await session.execute(insert(FetchRun).values(row).returning(FetchRun.id))).scalar_one()
    )


async def stored_observations(session: AsyncSession, feed_id: int) -> list[Stored]:
    """Return everything the feed has said so far."""
    statement = (
        select(
            Observation.id,
            Observation.uid,
            Observation.recurrence_key,
            Observation.payload,
            Observation.payload_sha256,
            Observation.missing_since.is_not(None),
            EventMember.event_id,
        )
        .join(EventMember, EventMember.observation_id == Observation.id)
        .where(Observation.feed_id == feed_id)
        .order_by(Observation.id)
    )
    return [Stored(*row) for row in await session.execute(statement)]


async def touch_observations(session: AsyncSession, ids: Sequence[int], seen_at: datetime) -> None:
    """Note that observations were seen again."""
    statement = text("UPDATE app.observation SET last_seen_at = :seen_at WHERE id = ANY(:ids)")
    await session.execute(statement, {"seen_at": seen_at, "ids": list(ids)})


async def insert_observations(session: AsyncSession, rows: Sequence[Row]) -> list[int]:
    """Store new observations; the ids come in the rows' order."""
    statement = insert(Observation).returning(Observation.id, sort_by_parameter_order=True)
    return list((await session.execute(statement, rows)).scalars()) if rows else []


async def update_observations(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Store changed observations, by id."""
    if rows:
        await session.execute(update(Observation), rows)


async def withdraw_observations(
    session: AsyncSession, ids: Sequence[int], noticed_at: datetime
) -> None:
    """Note that a feed no longer names these, and take their occurrences off the calendar."""
    parameters = {"ids": list(ids), "noticed_at": noticed_at}
    await session.execute(
        text("UPDATE app.observation SET missing_since = :noticed_at WHERE id = ANY(:ids)"),
        parameters,
    )
    await session.execute(
        text(
            """
            DELETE FROM app.occurrence USING app.observation JOIN app.event_member
                ON event_member.observation_id = observation.id
            WHERE observation.id = ANY(:ids) AND occurrence.event_id = event_member.event_id
              AND occurrence.recurrence_key = observation.recurrence_key
            """
        ),
        {"ids": list(ids)},
    )


async def insert_events(session: AsyncSession, rows: Sequence[Row]) -> list[int]:
    """Store new events; the ids come in the rows' order."""
    statement = insert(Event).returning(Event.id, sort_by_parameter_order=True)
    return list((await session.execute(statement, rows)).scalars()) if rows else []


async def events_by_id(session: AsyncSession, ids: Sequence[int]) -> dict[int, Event]:
    """Return events to be changed, locked in the order of their ids."""
    statement = select(Event).where(Event.id.in_(ids)).order_by(Event.id).with_for_update()
    return {event.id: event for event in (await session.execute(statement)).scalars()}


async def insert_members(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Join new observations to their events."""
    if rows:
        await session.execute(insert(EventMember), rows)


async def upsert_occurrences(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Store occurrences; one that stands already, by event and original start, is changed."""
    if not rows:
        return
    statement = upsert(Occurrence)
    identity = {"event_id", "recurrence_key"}
    changed = {name: statement.excluded[name] for name in rows[0] if name not in identity}
    statement = statement.on_conflict_do_update(
        index_elements=[Occurrence.event_id, Occurrence.recurrence_key],
        set_={**changed, "updated_at": text("now()")},
    )
    await session.execute(statement, rows)


async def replace_categories(
    session: AsyncSession, event_ids: Sequence[int], rows: Sequence[Row]
) -> None:
    """Give events the categories that rules and sources name; an editor's stay as they are."""
    await session.execute(
        delete(EventCategory).where(
            EventCategory.event_id.in_(event_ids), EventCategory.origin != "editor"
        )
    )
    if rows:
        await session.execute(upsert(EventCategory).on_conflict_do_nothing(), rows)


async def insert_redirects(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Keep slugs that events had."""
    if rows:
        await session.execute(upsert(EventRedirect).on_conflict_do_nothing(), rows)


async def mark_shared_slugs(session: AsyncSession, slugs: Sequence[str]) -> None:
    """Bring the mark up to date that tells whether several visible events share a slug."""
    statement = text(
        """
        UPDATE app.event SET is_slug_shared = counted.is_shared
        FROM (
            SELECT slug, count(*) FILTER (
                WHERE NOT is_hidden AND merged_into_id IS NULL) > 1 AS is_shared
            FROM app.event WHERE slug = ANY(:slugs) GROUP BY slug
        ) AS counted
        WHERE event.slug = counted.slug AND event.is_slug_shared <> counted.is_shared
        """
    )
    await session.execute(statement, {"slugs": list(slugs)})


async def insert_changes(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Keep what a run changed."""
    if rows:
        await session.execute(insert(Change), rows)


async def category_ids(session: AsyncSession) -> dict[str, int]:
    """Return the registry's ids by slug."""
    rows = await session.execute(select(Category.slug, Category.id))
    return {row.slug: row.id for row in rows}


async def venue_names(session: AsyncSession) -> list[tuple[str, int, bool]]:
    """Return (normal form, venue id, is alias) of every name a venue goes by."""
    aliases = select(VenueAlias.normal_form, VenueAlias.venue_id)
    names = select(Venue.name_normal_form, Venue.id)
    return [
        *((form, venue_id, True) for form, venue_id in await session.execute(aliases)),
        *((form, venue_id, False) for form, venue_id in await session.execute(names)),
    ]


async def upsert_venues(session: AsyncSession, rows: Sequence[Row]) -> dict[str, int]:
    """Store venues by slug and return their ids by slug."""
    statement = upsert(Venue)
    changed = {name: statement.excluded[name] for name in rows[0] if name != "slug"}
    statement = statement.on_conflict_do_update(index_elements=[Venue.slug], set_=changed)
    found = await session.execute(statement.returning(Venue.slug, Venue.id), rows)
    return {row.slug: row.id for row in found}


async def insert_aliases(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Store aliases; one that stands already keeps its venue."""
    if rows:
        await session.execute(upsert(VenueAlias).on_conflict_do_nothing(), rows)
