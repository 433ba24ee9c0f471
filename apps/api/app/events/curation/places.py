"""Puts what was read already where it would be put if it were read now."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.curation import place_rows
from app.events.curation.place_rows import WrittenPlace
from app.events.ingestion import repository as ingestion
from app.events.ingestion.places import Places
from app.events.matching.venues import VenueMatcher
from app.events.search.indexing import follow
from app.kernel import clock

Where = tuple[int | None, str | None]


async def events_within(session: AsyncSession, venue_id: int) -> set[int]:
    """Return the events at a venue, in its rooms, and at what was merged into these."""
    return await place_rows.events_at(session, await place_rows.venues_within(session, venue_id))


async def search_by_its_names(session: AsyncSession, venue_id: int) -> None:
    """Let the events at a venue be found by what it is called now."""
    await follow(session, sorted(await events_within(session, venue_id)))


async def relink(session: AsyncSession, *, without: int | None = None) -> set[int]:
    """Give every date that names a place the venue that it means now; returns the events.

    `without` is a venue that is about to go. The caller holds the publishing lock.
    """
    entries = [each for each in await ingestion.venue_entries(session) if each.id != without]
    answered = await ingestion.answered_places(session)
    places = Places(VenueMatcher(entries), None, answered)
    written = await place_rows.written_places(session)
    moved = await asyncio.to_thread(_moved, places, written)
    await ingestion.ask_about_places(session, places.questions(clock.now()))
    touched: set[int] = set()
    for (venue_id, room), ids in moved.items():
        touched |= await place_rows.put_observations(session, ids, venue_id, room)
    return touched


def _moved(places: Places, written: Sequence[WrittenPlace]) -> dict[Where, list[int]]:
    moved: dict[Where, list[int]] = defaultdict(list)
    for each in written:
        columns = places.find(each.location, each.address)
        where = columns["venue_id"], columns["room"]
        if where != (each.venue_id, each.room):
            moved[where] += each.observation_ids
    return moved
