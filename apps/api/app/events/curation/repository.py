"""Statements with which decisions are carried out, kept and undone."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.curation.records import Deed, Values
from app.events.models import Category, Decision, Event, EventCategory, EventPair, Venue


async def lock_event(session: AsyncSession, event_id: int) -> Event | None:
    """Return an event, for a change."""
    return await session.get(Event, event_id, with_for_update=True, populate_existing=True)


async def lock_venue(session: AsyncSession, venue_id: int) -> Venue | None:
    """Return a venue, for a change."""
    return await session.get(Venue, venue_id, with_for_update=True, populate_existing=True)


async def insert_decision(
    session: AsyncSession, deed: Deed, *, account_id: UUID | None, at: datetime
) -> int:
    """Keep a decision and return its id."""
    statement = insert(Decision).values(
        kind=deed.kind,
        event_id=deed.event_id,
        venue_id=deed.venue_id,
        question_id=deed.question_id,
        touches=list(deed.touches),
        before=deed.before,
        after=deed.after,
        account_id=account_id,
        decided_at=at,
    )
    return int((await session.execute(statement.returning(Decision.id))).scalar_one())


async def lock_decision(session: AsyncSession, decision_id: int) -> Decision | None:
    """Return a decision, to be undone."""
    return await session.get(Decision, decision_id, with_for_update=True, populate_existing=True)


async def later_decision(
    session: AsyncSession, decision_id: int, touches: Sequence[str]
) -> tuple[int, str] | None:
    """Return id and kind of the latest decision after this one about any of the same things."""
    statement = (
        select(Decision.id, Decision.kind)
        .where(
            Decision.id > decision_id,
            Decision.undone_at.is_(None),
            Decision.touches.overlap(list(touches)),
        )
        .order_by(Decision.id.desc())
        .limit(1)
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else (row.id, row.kind)


async def note_as_undone(
    session: AsyncSession, decision_id: int, account_id: UUID | None, at: datetime
) -> None:
    """Note who undid a decision."""
    statement = update(Decision).where(Decision.id == decision_id)
    await session.execute(statement.values(undone_at=at, undone_by=account_id))


async def lead_of_venue(session: AsyncSession, venue_id: int) -> int | None:
    """Return the venue that a venue leads to, itself where it was not merged; None without it."""
    statement = text(
        """
        WITH RECURSIVE lead AS (
            SELECT id, merged_into_id FROM app.venue WHERE id = :venue_id
            UNION SELECT venue.id, venue.merged_into_id
            FROM lead JOIN app.venue ON venue.id = lead.merged_into_id
        )
        SELECT id FROM lead WHERE merged_into_id IS NULL
        """
    )
    return (await session.execute(statement, {"venue_id": venue_id})).scalar_one_or_none()


async def category_ids(session: AsyncSession, slugs: Collection[str]) -> dict[str, int]:
    """Return the ids of the categories with these slugs, as far as the registry has them."""
    statement = select(Category.slug, Category.id).where(Category.slug.in_(slugs))
    return {row.slug: row.id for row in await session.execute(statement)}


async def replace_editors_categories(
    session: AsyncSession, event_id: int, category_ids: Collection[int]
) -> None:
    """Let an event have these categories of an editor and no others of one."""
    await session.execute(
        delete(EventCategory).where(
            EventCategory.event_id == event_id,
            (EventCategory.origin == "editor") | EventCategory.category_id.in_(category_ids),
        )
    )
    rows = [
        {"event_id": event_id, "category_id": each, "origin": "editor"}
        for each in sorted(category_ids)
    ]
    if rows:
        await session.execute(insert(EventCategory), rows)


async def pairs_between(
    session: AsyncSession, ones: Collection[int], others: Collection[int]
) -> list[EventPair]:
    """Return the pairs that were noticed or declared between two families of events."""
    statement = (
        select(EventPair)
        .where(
            (EventPair.low_id.in_(ones) & EventPair.high_id.in_(others))
            | (EventPair.low_id.in_(others) & EventPair.high_id.in_(ones))
        )
        .order_by(EventPair.low_id, EventPair.high_id)
        .execution_options(populate_existing=True)
    )
    return list((await session.execute(statement)).scalars())


async def delete_pairs(session: AsyncSession, pairs: Collection[tuple[int, int]]) -> None:
    """Forget pairs, by the lower and the higher id."""
    statement = text(
        """
        DELETE FROM app.event_pair
        USING unnest(CAST(:lows AS bigint[]), CAST(:highs AS bigint[])) AS gone (low_id, high_id)
        WHERE event_pair.low_id = gone.low_id AND event_pair.high_id = gone.high_id
        """
    )
    lows, highs = [low for low, _ in pairs], [high for _, high in pairs]
    await session.execute(statement, {"lows": lows, "highs": highs})


async def put_pairs(session: AsyncSession, rows: Sequence[Values]) -> None:
    """Store pairs with their state, whatever state they were in."""
    if not rows:
        return
    statement = upsert(EventPair)
    changed = {name: statement.excluded[name] for name in ("state", "score", "reason")}
    statement = statement.on_conflict_do_update(
        index_elements=[EventPair.low_id, EventPair.high_id], set_=changed
    )
    await session.execute(statement, rows)


async def set_parents(session: AsyncSession, parents: Mapping[int, Values | None]) -> None:
    """Let events lead where they are to, or stand for themselves."""
    nowhere = {"into_id": None, "method": None, "score": None}
    statement = text(
        """
        UPDATE app.event SET merged_into_id = :into_id, merge_method = :method,
            merge_score = :score
        WHERE id = :event_id
        """
    )
    for event_id, parent in parents.items():
        await session.execute(statement, {"event_id": event_id, **(parent or nowhere)})


async def names_of_venues(session: AsyncSession, ids: Collection[int]) -> dict[int, str]:
    """Return venues' names by id."""
    rows = await session.execute(select(Venue.id, Venue.name).where(Venue.id.in_(ids)))
    return {row.id: row.name for row in rows}


def pair_row(pair: EventPair) -> dict[str, Any]:
    """Return a pair as a decision keeps it."""
    return {
        "low_id": pair.low_id,
        "high_id": pair.high_id,
        "state": pair.state,
        "score": pair.score,
        "reason": pair.reason,
    }
