"""Statements with which a reading is stored: observations, runs, and what each run changed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.matching.venue_names import VenueEntry
from app.events.models import (
    Change,
    EventMember,
    Feed,
    FetchRun,
    Observation,
    SiteZone,
    Source,
    Venue,
    VenueAlias,
    VenueQuestion,
)
from app.kernel.bulk import insert_rows, insert_rows_with_ids, update_rows

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stored:
    """An observation as it stands before a run, with the event that it became on its own."""

    id: int
    uid: str
    recurrence_key: str
    payload: dict[str, Any]
    payload_sha256: bytes
    missing_since: datetime | None
    missing_count: int
    is_withdrawn: bool
    event_id: int

    @property
    def is_missing(self) -> bool:
        """Whether the last healthy reading lacked it."""
        return self.missing_since is not None or self.is_withdrawn

    @property
    def start(self) -> datetime:
        """When it begins, in the words of its feed."""
        return datetime.fromisoformat(self.payload["start"])


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
    await session.execute(
        text(
            """
            UPDATE app.observation
            SET starts_at = left(payload->>'start', 10)::timestamp AT TIME ZONE :zone
            WHERE (payload->>'all_day')::boolean
            """
        ),
        {"zone": zone},
    )


async def names_other_sources(session: AsyncSession, slugs: Sequence[str]) -> bool:
    """Tell whether the calendar has a source that is not among these."""
    statement = select(select(Source.id).where(Source.slug.not_in(slugs)).exists())
    return bool((await session.execute(statement)).scalar_one())


async def ensure_source(session: AsyncSession, row: Row) -> int:
    """Return the id of the source with the row's slug, made or brought up to date."""
    statement = upsert(Source).values(row)
    changed = {name: statement.excluded[name] for name in row if name != "slug"}
    statement = statement.on_conflict_do_update(index_elements=[Source.slug], set_=changed)
    return int((await session.execute(statement.returning(Source.id))).scalar_one())


async def ensure_feed(session: AsyncSession, row: Row) -> int:
    """Return the id of the feed with the row's address, which is made if there is none."""
    statement = upsert(Feed).values(row)
    # An update that changes nothing, because DO NOTHING returns no row.
    statement = statement.on_conflict_do_update(
        index_elements=[Feed.url], set_={"url": statement.excluded.url}
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
            Observation.missing_since,
            Observation.missing_count,
            Observation.withdrawn_at.is_not(None),
            EventMember.event_id,
        )
        .join(EventMember, EventMember.observation_id == Observation.id)
        .where(Observation.feed_id == feed_id)
        .order_by(Observation.id)
    )
    return [Stored(*row) for row in await session.execute(statement)]


async def touch_observations(
    session: AsyncSession, ids: Collection[int], seen_at: datetime
) -> None:
    """Note that observations were seen again."""
    statement = text("UPDATE app.observation SET last_seen_at = :seen_at WHERE id = ANY(:ids)")
    await session.execute(statement, {"seen_at": seen_at, "ids": list(ids)})


async def insert_observations(session: AsyncSession, rows: Sequence[Row]) -> list[int]:
    """Store new observations; the ids come in the rows' order."""
    return await insert_rows_with_ids(session, Observation, rows)


async def update_observations(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Store changed observations, by id."""
    await update_rows(session, Observation, rows)


async def rename_observations(session: AsyncSession, uids: Mapping[int, str]) -> None:
    """Store the UIDs that observations go by now, by id; they may be each other's old ones."""
    if not uids:
        return
    values = {"ids": list(uids), "uids": list(uids.values())}
    await session.execute(
        text("UPDATE app.observation SET uid = 'renamed:' || id WHERE id = ANY(:ids)"), values
    )
    await session.execute(
        text(
            """
            UPDATE app.observation SET uid = renamed.uid
            FROM unnest(CAST(:ids AS bigint[]), CAST(:uids AS text[])) AS renamed (id, uid)
            WHERE observation.id = renamed.id
            """
        ),
        values,
    )


async def insert_members(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Note which events new observations became."""
    await insert_rows(session, EventMember, rows)


async def miss_observations(
    session: AsyncSession, ids: Collection[int], noticed_at: datetime
) -> None:
    """Note that a healthy reading lacked these."""
    statement = text(
        "UPDATE app.observation SET missing_count = missing_count + 1,"
        " missing_since = coalesce(missing_since, :noticed_at) WHERE id = ANY(:ids)"
    )
    await session.execute(statement, {"ids": list(ids), "noticed_at": noticed_at})


async def withdraw_observations(
    session: AsyncSession, ids: Collection[int], noticed_at: datetime
) -> None:
    """Take these to be gone: their dates leave the calendar when it is published again."""
    statement = text(
        "UPDATE app.observation SET withdrawn_at = :noticed_at,"
        " missing_since = coalesce(missing_since, :noticed_at) WHERE id = ANY(:ids)"
    )
    await session.execute(statement, {"ids": list(ids), "noticed_at": noticed_at})


async def insert_changes(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Keep what a run changed."""
    await insert_rows(session, Change, rows)


async def venue_entries(session: AsyncSession) -> list[VenueEntry]:
    """Return every venue that stands for itself, with all that it goes by."""
    statement = text(
        """
        WITH RECURSIVE lead AS (
            SELECT id, id AS venue_id FROM app.venue WHERE merged_into_id IS NULL
            UNION ALL SELECT venue.id, lead.venue_id
            FROM app.venue JOIN lead ON venue.merged_into_id = lead.id
        ), alias AS (
            SELECT lead.venue_id, venue_alias.normal_form
            FROM app.venue_alias JOIN lead ON lead.id = venue_alias.venue_id
            UNION SELECT lead.venue_id, venue.name_normal_form
            FROM lead JOIN app.venue USING (id) WHERE lead.id <> lead.venue_id
        )
        SELECT venue.id, venue.name, venue.address,
            ARRAY(SELECT normal_form FROM alias WHERE venue_id = venue.id ORDER BY 1),
            venue.parent_id
        FROM app.venue WHERE merged_into_id IS NULL ORDER BY venue.id
        """
    )
    return [
        VenueEntry(id_, name, address, tuple(aliases), parent_id)
        for id_, name, address, aliases, parent_id in await session.execute(statement)
    ]


async def answered_places(session: AsyncSession) -> dict[str, int]:
    """Return the venues that curators named for places, by the form of the place."""
    statement = select(VenueQuestion.place_form, VenueQuestion.venue_id).where(
        VenueQuestion.state == "linked"
    )
    rows = await session.execute(statement)
    return {row.place_form: row.venue_id for row in rows if row.venue_id is not None}


async def ask_about_places(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Put places that nobody has recognised before curators; what they answered stays."""
    if rows:
        statement = upsert(VenueQuestion)
        statement = statement.on_conflict_do_update(
            index_elements=[VenueQuestion.place_form],
            set_={
                "suggestions": statement.excluded.suggestions,
                "last_seen_at": statement.excluded.last_seen_at,
            },
            where=VenueQuestion.state == "open",
        )
        await session.execute(statement, rows)


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
