"""Statements about venues, the names they go by, and where dates are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.curation.records import Values
from app.events.models import Venue, VenueAlias, VenueQuestion


@dataclass(frozen=True, slots=True)
class WrittenPlace:
    """A place as sources write it, where that was taken to be, and whose observations these are."""

    location: str
    address: str | None
    venue_id: int | None
    room: str | None
    observation_ids: list[int]


async def written_places(session: AsyncSession) -> list[WrittenPlace]:
    """Return every place that is named by what sources say and have not withdrawn."""
    statement = text(
        """
        SELECT payload->>'location', payload->>'address', venue_id, room, array_agg(id ORDER BY id)
        FROM app.observation
        WHERE withdrawn_at IS NULL AND payload->>'location' <> ''
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2
        """
    )
    return [WrittenPlace(*row) for row in await session.execute(statement)]


async def put_observations(
    session: AsyncSession, ids: Collection[int], venue_id: int | None, room: str | None
) -> set[int]:
    """Say where observations are; returns the events that they became."""
    statement = text(
        """
        WITH put AS (
            UPDATE app.observation SET venue_id = :venue_id, room = :room
            WHERE id = ANY(:ids) RETURNING id
        )
        SELECT DISTINCT event_member.event_id
        FROM put JOIN app.event_member ON event_member.observation_id = put.id
        """
    )
    values = {"ids": list(ids), "venue_id": venue_id, "room": room}
    return set((await session.execute(statement, values)).scalars())


async def events_at(session: AsyncSession, venue_ids: Collection[int]) -> set[int]:
    """Return the events that sources or curators say are at any of these venues."""
    statement = text(
        """
        SELECT event_member.event_id FROM app.observation
            JOIN app.event_member ON event_member.observation_id = observation.id
        WHERE observation.venue_id = ANY(:ids) AND observation.withdrawn_at IS NULL
        UNION SELECT event.id FROM app.event
        WHERE event.pinned ? 'venue_id' AND (event.pinned->>'venue_id')::bigint = ANY(:ids)
        """
    )
    return set((await session.execute(statement, {"ids": list(venue_ids)})).scalars())


async def venues_within(session: AsyncSession, venue_id: int) -> set[int]:
    """Return a venue with its rooms and all that was merged into any of these."""
    statement = text(
        """
        WITH RECURSIVE within AS (
            SELECT id FROM app.venue WHERE id = :venue_id
            UNION SELECT venue.id FROM within
                JOIN app.venue ON within.id IN (venue.merged_into_id, venue.parent_id)
        )
        SELECT id FROM within
        """
    )
    return set((await session.execute(statement, {"venue_id": venue_id})).scalars())


async def rooms_of(session: AsyncSession, venue_id: int) -> list[int]:
    """Return the ids of a venue's rooms."""
    statement = select(Venue.id).where(Venue.parent_id == venue_id).order_by(Venue.id)
    return list((await session.execute(statement)).scalars())


async def move_rooms(session: AsyncSession, ids: Collection[int], parent_id: int) -> None:
    """Let rooms lie in another venue."""
    statement = text("UPDATE app.venue SET parent_id = :parent_id WHERE id = ANY(:ids)")
    await session.execute(statement, {"ids": list(ids), "parent_id": parent_id})


async def insert_venue(session: AsyncSession, values: Values) -> int:
    """Store a venue and return its id; its slug gets a number where another has it."""
    statement = text(
        """
        SELECT slug FROM app.venue WHERE slug = :slug OR slug LIKE :slug || '-%'
        """
    )
    taken = set((await session.execute(statement, {"slug": values["slug"]})).scalars())
    candidates = (f"{values['slug']}-{number}" for number in range(2, len(taken) + 3))
    free = next(slug for slug in (values["slug"], *candidates) if slug not in taken)
    return int(
        (
            await session.execute(
                insert(Venue).values({**values, "slug": free}).returning(Venue.id)
            )
        ).scalar_one()
    )


async def delete_venue(session: AsyncSession, venue_id: int) -> None:
    """Remove a venue that nothing refers to."""
    await session.execute(
        text(
            "UPDATE app.observation SET venue_id = NULL, room = NULL"
            " WHERE venue_id = :venue_id AND withdrawn_at IS NOT NULL"
        ),
        {"venue_id": venue_id},
    )
    await session.execute(delete(Venue).where(Venue.id == venue_id))


async def uses_of_venue(session: AsyncSession, venue_id: int) -> list[str]:
    """Return in words what refers to a venue, besides its own names."""
    statement = text(
        """
        SELECT words FROM (VALUES
            (1, 'a feed has it as its own venue',
             EXISTS (SELECT FROM app.feed WHERE venue_id = :venue_id)),
            (2, 'it has rooms', EXISTS (SELECT FROM app.venue WHERE parent_id = :venue_id)),
            (3, 'another venue leads to it',
             EXISTS (SELECT FROM app.venue WHERE merged_into_id = :venue_id)),
            (4, 'a curator said that an event is there',
             EXISTS (SELECT FROM app.event WHERE pinned ? 'venue_id'
                     AND (pinned->>'venue_id')::bigint = :venue_id)),
            (5, 'a place was linked to it',
             EXISTS (SELECT FROM app.venue_question WHERE venue_id = :venue_id)),
            (6, 'events are there',
             EXISTS (SELECT FROM app.occurrence WHERE venue_id = :venue_id)
             OR EXISTS (SELECT FROM app.observation
                        WHERE venue_id = :venue_id AND withdrawn_at IS NULL))
        ) AS uses (number, words, is_so) WHERE is_so ORDER BY number
        """
    )
    return list((await session.execute(statement, {"venue_id": venue_id})).scalars())


async def who_goes_by(session: AsyncSession, form: str) -> list[tuple[int, str]]:
    """Return id and name of the venues that an alias or a name in normal form leads to."""
    statement = text(
        """
        SELECT venue.id, venue.name FROM app.venue_alias
            JOIN app.venue ON venue.id = venue_alias.venue_id
        WHERE venue_alias.normal_form = :form
        UNION SELECT id, name FROM app.venue
        WHERE name_normal_form = :form AND merged_into_id IS NULL
        ORDER BY 1 LIMIT 10
        """
    )
    return [(row.id, row.name) for row in await session.execute(statement, {"form": form})]


async def aliases_among(session: AsyncSession, forms: Sequence[str]) -> dict[str, int]:
    """Return the venues that these aliases lead to, as far as they are aliases."""
    statement = select(VenueAlias.normal_form, VenueAlias.venue_id).where(
        VenueAlias.normal_form.in_(forms)
    )
    return {row.normal_form: row.venue_id for row in await session.execute(statement)}


async def insert_alias(session: AsyncSession, form: str, venue_id: int) -> bool:
    """Let a venue go by another name; tells whether no venue did."""
    statement = upsert(VenueAlias).values(normal_form=form, venue_id=venue_id)
    statement = statement.on_conflict_do_nothing()
    found = await session.execute(statement.returning(VenueAlias.normal_form))
    return found.scalar_one_or_none() is not None


async def delete_aliases(session: AsyncSession, forms: Sequence[str], venue_id: int) -> None:
    """Let a venue go by these names no more."""
    await session.execute(
        delete(VenueAlias).where(VenueAlias.normal_form.in_(forms), VenueAlias.venue_id == venue_id)
    )


async def lock_question(session: AsyncSession, question_id: int) -> VenueQuestion | None:
    """Return a question about a place, to be answered."""
    return await session.get(
        VenueQuestion, question_id, with_for_update=True, populate_existing=True
    )
