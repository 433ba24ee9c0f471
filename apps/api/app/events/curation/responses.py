"""What curators are told of decisions and events."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.curation import listing
from app.events.curation.errors import EventUnknownError
from app.events.curation.schemas import (
    DecisionOut,
    MemberOut,
    ObservationOut,
    SuspectedOut,
    TracedChangeOut,
    TracedEventOut,
    TracedFeedOut,
    TracedSourceOut,
    TraceOut,
)
from app.events.publishing import repository as published


async def decided(session: AsyncSession, decision_id: int) -> DecisionOut:
    """Return a decision as it is answered."""
    return decision_out(await listing.decision(session, decision_id))


def decision_out(row: Row[Any]) -> DecisionOut:
    """Return a decision."""
    return DecisionOut.model_validate(row._asdict())


async def trace(session: AsyncSession, event_id: int, now: datetime) -> TraceOut:
    """Return why an event is here; raises EventUnknownError."""
    event = await listing.event(session, event_id, now)
    if event is None:
        raise EventUnknownError
    ids = [kin.id for kin in await published.families(session, [event_id])]
    told: dict[int, list[ObservationOut]] = defaultdict(list)
    for each in await listing.observations(session, ids):
        told[each.event_id].append(ObservationOut.model_validate(each))
    return TraceOut(
        event=TracedEventOut.model_validate(event),
        members=[
            _member(each, told[each.event_id]) for each in await listing.members(session, ids)
        ],
        changes=[
            TracedChangeOut.model_validate(each) for each in await listing.changes(session, ids)
        ],
        decisions=[decision_out(each) for each in await listing.decisions_about(session, ids)],
        suspected=[
            SuspectedOut.model_validate(each) for each in await listing.suspected(session, ids)
        ],
    )


def _member(row: Row[Any], observations: list[ObservationOut]) -> MemberOut:
    feed, source = None, None
    if row.feed_id is not None:
        feed = TracedFeedOut(id=row.feed_id, name=row.feed_name, url=row.feed_url)
        source = TracedSourceOut(
            id=row.source_id, name=row.source_name, kind=row.source_kind, rank=row.source_rank
        )
    return MemberOut(
        event_id=row.event_id,
        title=row.title,
        merged_into_id=row.merged_into_id,
        merge_method=row.merge_method,
        merge_score=row.merge_score,
        feed=feed,
        source=source,
        observations=observations,
    )
