"""Decisions about one event: hidden or shown, its title, venue and categories.

Each is one transaction that holds the publishing lock, so that the public sees it as a whole.
"""

from collections.abc import Sequence
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.curation import decisions, repository
from app.events.curation.errors import (
    AlreadyDecidedError,
    DecidedSinceError,
    EventUnknownError,
    InvalidDecisionError,
    MergedEventError,
    VenueUnknownError,
)
from app.events.curation.records import Deed, Values
from app.events.models import Decision, Event
from app.events.publishing import repository as published
from app.events.publishing.repository import lock_publishing
from app.events.publishing.service import publish
from app.identity.audit.repository import By

Pinnable = Literal["title", "venue_id", "categories"]
KINDS = {"title": "rename", "venue_id": "venue", "categories": "categories"}
NOUNS = {"title": "title", "venue_id": "venue", "categories": "categories"}


async def hide(
    session: AsyncSession, event_id: int, reason: str | None, by: By, zone: ZoneInfo
) -> int:
    """Let an event appear nowhere, whatever its sources say."""
    return await _set_hidden(session, event_id, {"is_hidden": True, "reason": reason}, by, zone)


async def show(session: AsyncSession, event_id: int, by: By, zone: ZoneInfo) -> int:
    """Let an event appear again that was hidden."""
    return await _set_hidden(session, event_id, {"is_hidden": False}, by, zone)


async def rename(session: AsyncSession, event_id: int, title: str, by: By, zone: ZoneInfo) -> int:
    """Give an event a title that its sources cannot change."""
    return await _pin(session, event_id, "title", title, by, zone)


async def place(
    session: AsyncSession, event_id: int, venue_id: int | None, by: By, zone: ZoneInfo
) -> int:
    """Say where all dates of an event are, or with None that they are at none of our venues."""
    if venue_id is not None:
        venue_id = await repository.lead_of_venue(session, venue_id)
        if venue_id is None:
            raise VenueUnknownError
    return await _pin(session, event_id, "venue_id", venue_id, by, zone)


async def categorise(
    session: AsyncSession, event_id: int, slugs: Sequence[str], by: By, zone: ZoneInfo
) -> int:
    """Give an event these categories and no others."""
    wanted = sorted(set(slugs))
    known = await repository.category_ids(session, wanted)
    if unknown := [slug for slug in wanted if slug not in known]:
        raise InvalidDecisionError(f"There is no category {unknown[0]}.")
    return await _pin(session, event_id, "categories", wanted, by, zone)


async def unpin(
    session: AsyncSession, event_id: int, field: Pinnable, by: By, zone: ZoneInfo
) -> int:
    """Let an event's sources decide about a field again."""
    event = await lock_leading(session, event_id)
    family = await family_of(session, event_id)
    pins = await _pins(session, family, field)
    if not pins:
        raise AlreadyDecidedError(f"Its sources decide about the {NOUNS[field]} already.")
    await _set_pins(session, family, field, {})
    deed = Deed(
        kind=f"unpin_{field}",
        touches=(f"event:{event.id}:{field}",),
        before={"pins": pins},
        after={"pins": {}},
        event_id=event.id,
    )
    return await _keep_and_publish(session, deed, by, zone)


async def restore_hidden(session: AsyncSession, decision: Decision, zone: ZoneInfo) -> set[int]:
    """Undo hiding or showing; returns the events that it concerns."""
    del zone
    event = await repository.lock_event(session, _subject(decision))
    if event is not None:
        event.is_hidden = decision.before["is_hidden"]
        await session.flush()
    return {_subject(decision)}


async def restore_pins(session: AsyncSession, decision: Decision, zone: ZoneInfo) -> set[int]:
    """Undo what was decided about a field; returns the events that it concerns."""
    del zone
    (touched,) = decision.touches
    field = touched.rpartition(":")[2]
    concerned = {int(each) for each in (*decision.before["pins"], *decision.after["pins"])}
    await _set_pins(session, concerned, field, decision.before["pins"])
    return {_subject(decision), *concerned}


async def lock_leading(session: AsyncSession, event_id: int) -> Event:
    """Take the publishing lock and return an event that stands for itself."""
    await lock_publishing(session)
    event = await repository.lock_event(session, event_id)
    if event is None:
        raise EventUnknownError
    if event.merged_into_id is not None:
        kin = await published.families(session, [event_id])
        raise MergedEventError(kin[0].root_id)
    return event


async def family_of(session: AsyncSession, event_id: int) -> set[int]:
    """Return the ids of all events that are one with this, itself included."""
    return {kin.id for kin in await published.families(session, [event_id])}


async def _set_hidden(
    session: AsyncSession, event_id: int, after: Values, by: By, zone: ZoneInfo
) -> int:
    event = await lock_leading(session, event_id)
    is_hidden: bool = after["is_hidden"]
    if event.is_hidden == is_hidden:
        words = "hidden" if is_hidden else "visible"
        raise AlreadyDecidedError(f"This event is {words} already.")
    deed = Deed(
        kind="hide" if is_hidden else "show",
        touches=(f"event:{event.id}:hidden",),
        before={"is_hidden": event.is_hidden},
        after=after,
        event_id=event.id,
    )
    event.is_hidden = is_hidden
    await session.flush()
    return await _keep_and_publish(session, deed, by, zone)


async def _pin(
    session: AsyncSession, event_id: int, field: Pinnable, value: Any, by: By, zone: ZoneInfo
) -> int:
    event = await lock_leading(session, event_id)
    if event.pinned.get(field, event) == value:
        raise AlreadyDecidedError(f"This was decided about the {NOUNS[field]} already.")
    pins = await _pins(session, {event.id}, field)
    await _set_pins(session, {event.id}, field, {str(event.id): value})
    before: Values = {"pins": pins}
    if field == "title":
        before["title"] = event.title
    deed = Deed(
        kind=KINDS[field],
        touches=(f"event:{event.id}:{field}",),
        before=before,
        after={"pins": {str(event.id): value}},
        event_id=event.id,
    )
    return await _keep_and_publish(session, deed, by, zone)


async def _keep_and_publish(session: AsyncSession, deed: Deed, by: By, zone: ZoneInfo) -> int:
    decision_id = await decisions.keep(session, deed, by)
    if deed.event_id is not None:
        await publish(session, [deed.event_id], zone)
    return decision_id


async def _pins(session: AsyncSession, event_ids: set[int], field: str) -> Values:
    """Return what is pinned of a field, by event id as JSON has it."""
    events = await published.events_by_id(session, event_ids)
    pins = {id_: each["pinned"] for id_, each in events.items()}
    return {str(id_): each[field] for id_, each in pins.items() if field in each}


async def _set_pins(session: AsyncSession, event_ids: set[int], field: str, pins: Values) -> None:
    """Let a field of these events be pinned as given and of no others of them."""
    for id_, event in (await published.events_by_id(session, event_ids)).items():
        others = {name: value for name, value in event["pinned"].items() if name != field}
        pin = {field: pins[str(id_)]} if str(id_) in pins else {}
        await published.pin_event(session, id_, {**others, **pin})
        if field == "categories":
            slugs = pins.get(str(id_), [])
            known = await repository.category_ids(session, slugs)
            await repository.replace_editors_categories(session, id_, list(known.values()))


def _subject(decision: Decision) -> int:
    if decision.event_id is None:
        raise DecidedSinceError("What this was about is gone.")
    return decision.event_id
