"""HTTP in and out of what curators decide about events: /api/admin/events and decisions."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from app.events.curation import events, listing, merging, undoing
from app.events.curation.errors import (
    AlreadyDecidedError,
    CircleError,
    DecidedSinceError,
    DecisionUnknownError,
    EventUnknownError,
    InvalidDecisionError,
    MergedEventError,
    NoMemberError,
    VenueInUseError,
    VenueUnknownError,
)
from app.events.curation.responses import decided, decision_out, trace
from app.events.curation.schemas import (
    CategoriesIn,
    DecisionOut,
    DecisionsOut,
    FoundEventOut,
    FoundEventsOut,
    HideIn,
    MergeIn,
    PlaceIn,
    RenameIn,
    SplitIn,
    TraceOut,
    UnpinIn,
)
from app.events.dependencies import NOT_ALLOWED, ZoneDep, keep_from_caches
from app.http.problems import describe
from app.http.session import SessionDep
from app.identity.dependencies import CuratorDep
from app.kernel import clock

LARGEST_ID = 2**63 - 1
REFUSALS = (*NOT_ALLOWED, EventUnknownError, MergedEventError, AlreadyDecidedError)
NO_NUL = r"^[^\x00]*$"


router = APIRouter(
    prefix="/api/admin", tags=["events admin"], dependencies=[Depends(keep_from_caches)]
)

Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
Before = Annotated[int | None, Query(ge=1, le=LARGEST_ID)]
Limit = Annotated[int, Query(ge=1, le=100)]
Search = Annotated[str | None, Query(max_length=200, pattern=NO_NUL)]


@router.get("/events", responses=describe(*NOT_ALLOWED))
async def find_events(
    _curator: CuratorDep,
    session: SessionDep,
    q: Search = None,
    before: Before = None,
    limit: Limit = 50,
) -> FoundEventsOut:
    """The events, newest first; hidden and merged ones too."""
    search = (q or "").strip() or None
    found = await listing.found_events(
        session, search=search, before_id=before, limit=limit + 1, now=clock.now()
    )
    shown = found[:limit]
    return FoundEventsOut(
        events=[FoundEventOut.model_validate(each) for each in shown],
        next_before=shown[-1].id if len(found) > limit else None,
    )


@router.get("/events/{event_id}", responses=describe(*NOT_ALLOWED, EventUnknownError))
async def trace_event(event_id: Id, _curator: CuratorDep, session: SessionDep) -> TraceOut:
    """Why an event is here, and why it is as it is."""
    return await trace(session, event_id, clock.now())


@router.post("/events/{event_id}/hide", responses=describe(*REFUSALS))
async def hide_event(
    event_id: Id, body: HideIn, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> DecisionOut:
    """Let an event appear nowhere."""
    made = await events.hide(session, event_id, body.reason or None, curator.by, zone)
    return await decided(session, made)


@router.post("/events/{event_id}/show", responses=describe(*REFUSALS))
async def show_event(
    event_id: Id, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> DecisionOut:
    """Let a hidden event appear again."""
    return await decided(session, await events.show(session, event_id, curator.by, zone))


@router.post("/events/{event_id}/rename", responses=describe(*REFUSALS))
async def rename_event(
    event_id: Id, body: RenameIn, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> DecisionOut:
    """Give an event a title that stays."""
    made = await events.rename(session, event_id, body.title, curator.by, zone)
    return await decided(session, made)


@router.post("/events/{event_id}/venue", responses=describe(*REFUSALS, VenueUnknownError))
async def place_event(
    event_id: Id, body: PlaceIn, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> DecisionOut:
    """Say where an event is; null says that it is at none of our venues."""
    made = await events.place(session, event_id, body.venue_id, curator.by, zone)
    return await decided(session, made)


@router.post("/events/{event_id}/categories", responses=describe(*REFUSALS, InvalidDecisionError))
async def categorise_event(
    event_id: Id, body: CategoriesIn, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> DecisionOut:
    """Give an event these categories and no others."""
    made = await events.categorise(session, event_id, body.slugs, curator.by, zone)
    return await decided(session, made)


@router.post("/events/{event_id}/unpin", responses=describe(*REFUSALS))
async def unpin_event(
    event_id: Id, body: UnpinIn, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> DecisionOut:
    """Let an event's sources decide about a field again."""
    made = await events.unpin(session, event_id, body.field, curator.by, zone)
    return await decided(session, made)


@router.post("/events/{event_id}/merge", responses=describe(*REFUSALS, CircleError))
async def merge_event(
    event_id: Id, body: MergeIn, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> DecisionOut:
    """Let an event lead to another one."""
    made = await merging.merge(session, event_id, body.into_id, curator.by, zone)
    return await decided(session, made)


@router.post("/events/{event_id}/split", responses=describe(*REFUSALS, NoMemberError))
async def split_event(
    event_id: Id, body: SplitIn, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> DecisionOut:
    """Let a member of an event stand for itself, for ever."""
    made = await merging.split(session, event_id, body.home_id, curator.by, zone)
    return await decided(session, made)


@router.get("/decisions", responses=describe(*NOT_ALLOWED))
async def list_decisions(
    _curator: CuratorDep, session: SessionDep, before: Before = None, limit: Limit = 50
) -> DecisionsOut:
    """What curators decided, newest first."""
    found = await listing.decisions(session, before_id=before, limit=limit + 1)
    shown = found[:limit]
    return DecisionsOut(
        decisions=[decision_out(each) for each in shown],
        next_before=shown[-1].id if len(found) > limit else None,
    )


@router.post(
    "/decisions/{decision_id}/undo",
    responses=describe(
        *NOT_ALLOWED,
        DecisionUnknownError,
        VenueUnknownError,
        AlreadyDecidedError,
        DecidedSinceError,
        VenueInUseError,
        InvalidDecisionError,
    ),
)
async def undo_decision(
    decision_id: Id, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> DecisionOut:
    """Undo a decision that nothing later was built upon."""
    await undoing.undo(session, decision_id, curator.by, zone)
    return await decided(session, decision_id)
