"""HTTP in and out of a curator's inbox and of suspected duplicates: /api/admin."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from app.events.curation import inbox, merging
from app.events.curation.admin_router import Id, Limit
from app.events.curation.errors import (
    AlreadyDecidedError,
    CircleError,
    EventUnknownError,
    InvalidDecisionError,
    MergedEventError,
)
from app.events.curation.inbox_schemas import (
    DuplicateOut,
    DuplicatesOut,
    InboxItemOut,
    InboxOut,
    PairMergeIn,
)
from app.events.curation.responses import decided
from app.events.curation.schemas import DecisionOut
from app.events.dependencies import NOT_ALLOWED, ZoneDep, keep_from_caches
from app.http.problems import describe
from app.http.session import SessionDep
from app.identity.dependencies import CuratorDep
from app.kernel import clock

router = APIRouter(
    prefix="/api/admin", tags=["events admin"], dependencies=[Depends(keep_from_caches)]
)

REFUSALS = (*NOT_ALLOWED, EventUnknownError, AlreadyDecidedError)


@router.get("/inbox", responses=describe(*NOT_ALLOWED))
async def show_inbox(_curator: CuratorDep, session: SessionDep) -> InboxOut:
    """What waits for a curator: how much of each kind, and the newest of it."""
    counts = await inbox.counts(session)
    items = [InboxItemOut.model_validate(each) for each in await inbox.items(session)]
    return InboxOut(**counts._asdict(), items=items)


@router.get("/duplicates", responses=describe(*NOT_ALLOWED))
async def list_duplicates(
    _curator: CuratorDep,
    session: SessionDep,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
    limit: Limit = 50,
) -> DuplicatesOut:
    """Events that may be the same, the likeliest pair first."""
    found = await inbox.duplicates(session, offset=offset, limit=limit + 1, now=clock.now())
    return DuplicatesOut(
        duplicates=[DuplicateOut.model_validate(each) for each in found[:limit]],
        next_offset=offset + limit if len(found) > limit else None,
    )


@router.post(
    "/duplicates/{low_id}/{high_id}/merge",
    responses=describe(*REFUSALS, MergedEventError, CircleError, InvalidDecisionError),
)
async def merge_duplicates(
    low_id: Id,
    high_id: Id,
    body: PairMergeIn,
    curator: CuratorDep,
    session: SessionDep,
    zone: ZoneDep,
) -> DecisionOut:
    """Make one event of two; without a word about which stands for both, the older does."""
    made = await merging.merge_pair(
        session, (low_id, high_id), into_id=body.into_id, by=curator.by, zone=zone
    )
    return await decided(session, made)


@router.post("/duplicates/{low_id}/{high_id}/apart", responses=describe(*REFUSALS))
async def keep_duplicates_apart(
    low_id: Id, high_id: Id, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> DecisionOut:
    """Declare two events to be two, for ever."""
    made = await merging.keep_apart(session, (low_id, high_id), curator.by, zone)
    return await decided(session, made)
