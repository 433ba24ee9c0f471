"""Decisions about which events are one: merging them, taking them apart, keeping them apart."""

from collections.abc import Collection, Iterable
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.curation import decisions, repository
from app.events.curation.errors import (
    AlreadyDecidedError,
    CircleError,
    DecidedSinceError,
    EventUnknownError,
    InvalidDecisionError,
    NoMemberError,
)
from app.events.curation.events import lock_leading
from app.events.curation.records import Deed, Values
from app.events.models import Decision
from app.events.publishing import repository as published
from app.events.publishing.repository import Kin, lock_publishing
from app.events.publishing.service import settle
from app.identity.audit.repository import By

DECLARED = "A curator declared these to be two events."


async def merge(session: AsyncSession, event_id: int, into_id: int, by: By, zone: ZoneInfo) -> int:
    """Let an event's address, and all that is told of it, lead to another event."""
    event = await lock_leading(session, event_id)
    kin = await _kin(session, into_id)
    root_id = kin[into_id].root_id
    family = await _kin(session, event.id)
    if root_id == event.id:
        raise CircleError(
            f"Event {into_id} is part of event {event_id}; they cannot each lead to the other."
        )
    pairs = await repository.pairs_between(session, family, kin)
    before = {"parents": {str(event.id): None}, "pairs": [repository.pair_row(p) for p in pairs]}
    parent = {"into_id": root_id, "method": "editor", "score": None}
    deed = Deed(
        kind="merge",
        touches=(f"event:{event.id}:identity",),
        before=before,
        after={"parents": {str(event.id): parent}, "pairs": []},
        event_id=event.id,
    )
    return await _carry_out(session, deed, by, zone)


async def merge_pair(
    session: AsyncSession, ids: tuple[int, int], *, into_id: int | None, by: By, zone: ZoneInfo
) -> int:
    """Make one event of two; without a word about which stands for both, the older does."""
    await lock_publishing(session)
    if into_id is not None and into_id not in ids:
        raise InvalidDecisionError("into_id must be one of the two events.")
    roots = {each: (await _kin(session, each))[each].root_id for each in ids}
    if len(set(roots.values())) == 1:
        raise AlreadyDecidedError("These are one event already.")
    lead = min(roots.values()) if into_id is None else roots[into_id]
    (other,) = set(roots.values()) - {lead}
    return await merge(session, other, lead, by, zone)


async def split(session: AsyncSession, event_id: int, home_id: int, by: By, zone: ZoneInfo) -> int:
    """Let a member of an event stand for itself again, and no rule join it with the rest."""
    await lock_leading(session, event_id)
    family = await _kin(session, event_id)
    member = family.get(home_id)
    if member is None or member.parent_id is None:
        raise NoMemberError(home_id, event_id)
    leaving = _descendants(family.values(), home_id)
    rest = sorted(set(family) - leaving)
    pairs = await repository.pairs_between(session, [home_id], rest)
    deed = Deed(
        kind="split",
        touches=(f"event:{home_id}:identity",),
        before={
            "parents": {str(home_id): _parent(member)},
            "pairs": [repository.pair_row(each) for each in pairs],
        },
        after={"parents": {str(home_id): None}, "pairs": _apart([home_id], rest)},
        event_id=event_id,
    )
    return await _carry_out(session, deed, by, zone)


async def keep_apart(session: AsyncSession, ids: tuple[int, int], by: By, zone: ZoneInfo) -> int:
    """Declare two events to be two for ever."""
    await lock_publishing(session)
    low, high = sorted(ids)
    ones, others = await _kin(session, low), await _kin(session, high)
    if low == high or ones.keys() == others.keys():
        raise AlreadyDecidedError("These are one event; take it apart instead.")
    pairs = await repository.pairs_between(session, ones, others)
    wanted = _apart(ones, others)
    if {(p.low_id, p.high_id) for p in pairs if p.state == "apart"} >= _ids(wanted):
        raise AlreadyDecidedError("These are kept apart already.")
    deed = Deed(
        kind="apart",
        touches=(f"pair:{low}:{high}",),
        before={"parents": {}, "pairs": [repository.pair_row(each) for each in pairs]},
        after={"parents": {}, "pairs": wanted},
        event_id=high,
    )
    return await _carry_out(session, deed, by, zone)


async def restore(session: AsyncSession, decision: Decision, zone: ZoneInfo) -> set[int]:
    """Undo what was decided about which events are one; returns all whom it concerns."""
    del zone
    concerned = {int(each) for each in decision.before["parents"]}
    concerned |= {id_ for pair in decision.before["pairs"] for id_ in _pair_ids(pair)}
    concerned |= {id_ for pair in decision.after["pairs"] for id_ in _pair_ids(pair)}
    before = {kin.id for kin in await published.families(session, concerned)}
    for home_id, parent in decision.before["parents"].items():
        await _refuse_circle(session, int(home_id), parent)
    await _apply(session, decision.after["pairs"], decision.before)
    return before | {kin.id for kin in await published.families(session, before)}


async def _carry_out(session: AsyncSession, deed: Deed, by: By, zone: ZoneInfo) -> int:
    decision_id = await decisions.keep(session, deed, by)
    named = [int(each) for each in deed.after["parents"]] or [deed.event_id or 0]
    before = {kin.id for kin in await published.families(session, named)}
    await _apply(session, deed.before["pairs"], deed.after)
    after = {kin.id for kin in await published.families(session, named)}
    await settle(session, before | after, zone)
    return decision_id


async def _apply(session: AsyncSession, replaced: list[Values], state: Values) -> None:
    """Let pairs and parents be as in a decision's before or after."""
    await repository.delete_pairs(session, [_pair_ids(each) for each in replaced])
    await repository.put_pairs(session, state["pairs"])
    parents = {int(home_id): parent for home_id, parent in state["parents"].items()}
    await repository.set_parents(session, parents)


async def _refuse_circle(session: AsyncSession, home_id: int, parent: Values | None) -> None:
    if parent is None:
        return
    family = await _kin(session, home_id)
    if parent["into_id"] in _descendants(family.values(), home_id):
        raise DecidedSinceError(
            f"Event {parent['into_id']} leads to event {home_id} now; take that apart first."
        )


async def _kin(session: AsyncSession, event_id: int) -> dict[int, Kin]:
    found = {kin.id: kin for kin in await published.families(session, [event_id])}
    if not found:
        raise EventUnknownError
    return found


def _descendants(family: Iterable[Kin], home_id: int) -> set[int]:
    """Return a home with all that was merged into it."""
    members = list(family)
    found, size = {home_id}, 0
    while size < len(found):
        size = len(found)
        found |= {kin.id for kin in members if kin.parent_id in found}
    return found


def _parent(kin: Kin) -> Values:
    return {"into_id": kin.parent_id, "method": kin.merge_method, "score": kin.merge_score}


def _apart(ones: Collection[int], others: Collection[int]) -> list[Values]:
    return [
        {
            "low_id": min(one, other),
            "high_id": max(one, other),
            "state": "apart",
            "score": 0.0,
            "reason": DECLARED,
        }
        for one in sorted(ones)
        for other in sorted(others)
    ]


def _ids(pairs: Iterable[Values]) -> set[tuple[int, int]]:
    return {_pair_ids(pair) for pair in pairs}


def _pair_ids(pair: Values) -> tuple[int, int]:
    return pair["low_id"], pair["high_id"]
