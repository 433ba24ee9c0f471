"""Decisions about venues: their entries, the names they go by, and which of them are one."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.curation import decisions, place_rows, repository
from app.events.curation.errors import (
    AliasTakenError,
    AliasUnknownError,
    AlreadyDecidedError,
    CircleError,
    DecidedSinceError,
    InvalidDecisionError,
    MergedVenueError,
    VenueInUseError,
    VenueUnknownError,
)
from app.events.curation.places import events_within, relink, search_by_its_names
from app.events.curation.records import Deed, Values
from app.events.models import Decision, Venue
from app.events.publishing.repository import lock_publishing
from app.events.publishing.service import settle
from app.events.rules import normal_form, slugify
from app.identity.audit.repository import By


async def add(session: AsyncSession, values: Values, by: By, zone: ZoneInfo) -> int:
    """Add a venue and return its id."""
    await lock_publishing(session)
    venue_id = await make_venue(session, values)
    deed = Deed(
        kind="venue_added",
        touches=(f"venue:{venue_id}:details", f"venue:{venue_id}:identity"),
        before={},
        after={**values, "id": venue_id},
        venue_id=venue_id,
    )
    await _keep_and_relink(session, deed, by, zone)
    return venue_id


async def change(
    session: AsyncSession, venue_id: int, values: Values, by: By, zone: ZoneInfo
) -> None:
    """Change a venue's entry; the name that it had stays one that it goes by."""
    venue = await _lock_leading(session, venue_id)
    before = {name: getattr(venue, name) for name in values}
    if before == values:
        return
    if values.get("parent_id") is not None:
        await _refuse_as_parent(session, values["parent_id"], room=venue)
    aliases: list[str] = []
    if values.get("name", venue.name) != venue.name:
        old, new = normal_form(venue.name), normal_form(values["name"])
        if old and old != new and await place_rows.insert_alias(session, old, venue.id):
            aliases.append(old)
    _fill(venue, values)
    await session.flush()
    deed = Deed(
        kind="venue_changed",
        touches=(f"venue:{venue.id}:details",),
        before={"values": before, "aliases": []},
        after={"values": values, "aliases": aliases},
        venue_id=venue.id,
    )
    await _keep_and_relink(session, deed, by, zone)


async def add_alias(
    session: AsyncSession, venue_id: int, written: str, by: By, zone: ZoneInfo
) -> int:
    """Let a venue go by another name."""
    venue = await _lock_leading(session, venue_id)
    form = normal_form(written)
    if not form:
        raise InvalidDecisionError("A name needs at least one letter or digit.")
    for other_id, name in await place_rows.who_goes_by(session, form):
        if other_id == venue.id:
            raise AlreadyDecidedError("This venue goes by that name already.")
        raise AliasTakenError(f"{name} (venue {other_id}) goes by that name.")
    await place_rows.insert_alias(session, form, venue.id)
    deed = Deed(
        kind="alias_added",
        touches=(f"alias:{form}",),
        before={"aliases": []},
        after={"aliases": [form]},
        venue_id=venue.id,
    )
    return await _keep_and_relink(session, deed, by, zone)


async def remove_alias(
    session: AsyncSession, venue_id: int, form: str, by: By, zone: ZoneInfo
) -> int:
    """Let a venue go by a name no more."""
    venue = await _lock_leading(session, venue_id)
    if (await place_rows.aliases_among(session, [form])).get(form) != venue.id:
        raise AliasUnknownError
    await place_rows.delete_aliases(session, [form], venue.id)
    deed = Deed(
        kind="alias_removed",
        touches=(f"alias:{form}",),
        before={"aliases": [form]},
        after={"aliases": []},
        venue_id=venue.id,
    )
    return await _keep_and_relink(session, deed, by, zone)


async def merge(session: AsyncSession, venue_id: int, into_id: int, by: By, zone: ZoneInfo) -> int:
    """Let a venue, its address and its rooms lead to another one."""
    venue = await _lock_leading(session, venue_id)
    lead_id = await repository.lead_of_venue(session, into_id)
    if lead_id is None:
        raise VenueUnknownError
    lead = await session.get_one(Venue, lead_id)
    if lead_id == venue_id:
        raise CircleError(
            f"Venue {into_id} is part of venue {venue_id}; they cannot each lead to the other."
        )
    rooms = await place_rows.rooms_of(session, venue_id)
    if lead_id in rooms:
        raise CircleError(f"{lead.name} is a room of {venue.name}.")
    if rooms and lead.parent_id is not None:
        raise CircleError(f"{lead.name} is a room itself and cannot take over rooms.")
    concerned = await events_within(session, venue_id)
    await place_rows.move_rooms(session, rooms, lead_id)
    venue.merged_into_id = lead_id
    await session.flush()
    deed = Deed(
        kind="venue_merged",
        touches=(f"venue:{venue_id}:identity",),
        before={"merged_into_id": None, "rooms": rooms},
        after={"merged_into_id": lead_id, "name": lead.name},
        venue_id=venue_id,
    )
    return await _keep_and_relink(session, deed, by, zone, concerned)


async def restore_added(session: AsyncSession, decision: Decision, zone: ZoneInfo) -> set[int]:
    """Remove a venue that was added, unless something refers to it."""
    await remove_venue(session, decision.after["id"], zone)
    return set()


async def restore_changed(session: AsyncSession, decision: Decision, zone: ZoneInfo) -> set[int]:
    """Give a venue the entry that it had."""
    del zone
    venue = await lock_venue(session, decision.venue_id)
    parent_id = decision.before["values"].get("parent_id")
    if parent_id is not None:
        await _refuse_as_parent(session, parent_id, room=venue)
    _fill(venue, decision.before["values"])
    await session.flush()
    await place_rows.delete_aliases(session, decision.after["aliases"], venue.id)
    touched = await relink(session)
    await search_by_its_names(session, venue.id)
    return touched


async def restore_aliases(session: AsyncSession, decision: Decision, zone: ZoneInfo) -> set[int]:
    """Give a venue the names back that it went by."""
    del zone
    venue = await lock_venue(session, decision.venue_id)
    await place_rows.delete_aliases(session, decision.after["aliases"], venue.id)
    for form in decision.before["aliases"]:
        if not await place_rows.insert_alias(session, form, venue.id):
            raise DecidedSinceError("Another venue goes by that name now.")
    touched = await relink(session)
    await search_by_its_names(session, venue.id)
    return touched


async def restore_merged(session: AsyncSession, decision: Decision, zone: ZoneInfo) -> set[int]:
    """Let a venue that was merged stand for itself again."""
    del zone
    venue = await lock_venue(session, decision.venue_id)
    concerned = await events_within(session, venue.id)
    venue.merged_into_id = decision.before["merged_into_id"]
    await session.flush()
    await place_rows.move_rooms(session, decision.before["rooms"], venue.id)
    return concerned | await relink(session) | await events_within(session, venue.id)


async def make_venue(session: AsyncSession, values: Values) -> int:
    """Store a new venue and return its id."""
    if values.get("parent_id") is not None:
        await _refuse_as_parent(session, values["parent_id"], room=None)
    form = normal_form(values["name"])
    return await place_rows.insert_venue(
        session, {**values, "slug": slugify(values["name"]), "name_normal_form": form}
    )


async def remove_venue(session: AsyncSession, venue_id: int, zone: ZoneInfo) -> None:
    """Remove a venue for which nobody stands any more; raises VenueInUseError."""
    await settle(session, await relink(session, without=venue_id), zone)
    if uses := await place_rows.uses_of_venue(session, venue_id):
        raise VenueInUseError(f"The venue cannot go: {'; '.join(uses)}.")
    await place_rows.delete_venue(session, venue_id)


async def lock_venue(session: AsyncSession, venue_id: int | None) -> Venue:
    """Return a venue for a change; raises VenueUnknownError."""
    venue = None if venue_id is None else await repository.lock_venue(session, venue_id)
    if venue is None:
        raise VenueUnknownError
    return venue


async def _lock_leading(session: AsyncSession, venue_id: int) -> Venue:
    await lock_publishing(session)
    venue = await lock_venue(session, venue_id)
    if venue.merged_into_id is not None:
        lead_id = await repository.lead_of_venue(session, venue_id)
        raise MergedVenueError(lead_id or venue.merged_into_id)
    return venue


async def _keep_and_relink(
    session: AsyncSession, deed: Deed, by: By, zone: ZoneInfo, concerned: set[int] | None = None
) -> int:
    decision_id = await decisions.keep(session, deed, by)
    await settle(session, (concerned or set()) | await relink(session), zone)
    if deed.venue_id is not None:
        await search_by_its_names(session, deed.venue_id)
    return decision_id


async def _refuse_as_parent(session: AsyncSession, parent_id: int, *, room: Venue | None) -> None:
    """Rooms lie in venues, and venues in nothing."""
    parent = await session.get(Venue, parent_id, populate_existing=True)
    if parent is None or parent.merged_into_id is not None:
        raise InvalidDecisionError(f"No venue with the id {parent_id} could have rooms.")
    if parent.parent_id is not None:
        raise InvalidDecisionError(f"{parent.name} is a room itself.")
    if room is not None and room.id == parent_id:
        raise InvalidDecisionError("A venue cannot be a room of its own.")
    if room is not None and await place_rows.rooms_of(session, room.id):
        raise InvalidDecisionError(f"{room.name} has rooms itself.")


def _fill(venue: Venue, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(venue, name, value)
    venue.name_normal_form = normal_form(venue.name)
