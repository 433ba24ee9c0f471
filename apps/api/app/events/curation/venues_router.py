"""HTTP in and out of what curators decide about venues and unrecognised places: /api/admin."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, status

from app.events.curation import listing, place_listing, questions, venues
from app.events.curation.admin_router import (
    Before,
    Id,
    Limit,
    Search,
)
from app.events.curation.errors import (
    AliasTakenError,
    AliasUnknownError,
    AlreadyDecidedError,
    CircleError,
    InvalidDecisionError,
    MergedVenueError,
    QuestionUnknownError,
    VenueUnknownError,
)
from app.events.curation.place_schemas import (
    AliasIn,
    LinkIn,
    ManagedVenueDetailOut,
    ManagedVenueOut,
    ManagedVenuesOut,
    NewVenueIn,
    QuestionOut,
    QuestionsOut,
    VenueChangeIn,
    VenueIn,
    VenueMergeIn,
)
from app.events.curation.responses import decided, decision_out
from app.events.curation.schemas import DecisionOut
from app.events.dependencies import NOT_ALLOWED, ZoneDep, keep_from_caches
from app.http.problems import describe
from app.http.session import SessionDep
from app.identity.dependencies import CuratorDep
from app.kernel import clock

router = APIRouter(
    prefix="/api/admin", tags=["events admin"], dependencies=[Depends(keep_from_caches)]
)

REFUSALS = (*NOT_ALLOWED, VenueUnknownError, MergedVenueError)
QUESTION_REFUSALS = (*NOT_ALLOWED, QuestionUnknownError, AlreadyDecidedError)
Form = Annotated[str, Path(min_length=1, max_length=300)]


@router.get("/venues", responses=describe(*NOT_ALLOWED))
async def list_managed_venues(
    _curator: CuratorDep,
    session: SessionDep,
    q: Search = None,
    after: Before = None,
    limit: Limit = 50,
) -> ManagedVenuesOut:
    """The venues by name, rooms and merged ones too."""
    search = (q or "").strip() or None
    found = await place_listing.venues(
        session, search=search, after_id=after, limit=limit + 1, now=clock.now()
    )
    shown = found[:limit]
    return ManagedVenuesOut(
        venues=[ManagedVenueOut.model_validate(each) for each in shown],
        next_after=shown[-1].id if len(found) > limit else None,
    )


@router.post(
    "/venues",
    status_code=status.HTTP_201_CREATED,
    responses=describe(*NOT_ALLOWED, InvalidDecisionError),
)
async def add_venue(
    body: VenueIn, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> ManagedVenueDetailOut:
    """Add a venue."""
    venue_id = await venues.add(session, body.model_dump(), curator.by, zone)
    return await _shown(session, venue_id)


@router.get("/venues/{venue_id}", responses=describe(*NOT_ALLOWED, VenueUnknownError))
async def show_managed_venue(
    venue_id: Id, _curator: CuratorDep, session: SessionDep
) -> ManagedVenueDetailOut:
    """A venue with the names that it goes by."""
    return await _shown(session, venue_id)


@router.patch("/venues/{venue_id}", responses=describe(*REFUSALS, InvalidDecisionError))
async def change_venue(
    venue_id: Id, body: VenueChangeIn, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> ManagedVenueDetailOut:
    """Change a venue's entry; its address on this site stays."""
    values = body.model_dump(exclude_unset=True)
    await venues.change(session, venue_id, values, curator.by, zone)
    return await _shown(session, venue_id)


@router.post(
    "/venues/{venue_id}/aliases",
    responses=describe(*REFUSALS, AlreadyDecidedError, AliasTakenError, InvalidDecisionError),
)
async def add_venue_alias(
    venue_id: Id, body: AliasIn, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> DecisionOut:
    """Let a venue go by another name."""
    made = await venues.add_alias(session, venue_id, body.text, curator.by, zone)
    return await decided(session, made)


@router.delete(
    "/venues/{venue_id}/aliases/{normal_form}", responses=describe(*REFUSALS, AliasUnknownError)
)
async def remove_venue_alias(
    venue_id: Id, normal_form: Form, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> DecisionOut:
    """Let a venue go by a name no more."""
    made = await venues.remove_alias(session, venue_id, normal_form, curator.by, zone)
    return await decided(session, made)


@router.post("/venues/{venue_id}/merge", responses=describe(*REFUSALS, CircleError))
async def merge_venue(
    venue_id: Id, body: VenueMergeIn, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> DecisionOut:
    """Let a venue, its address and its rooms lead to another one."""
    made = await venues.merge(session, venue_id, body.into_id, curator.by, zone)
    return await decided(session, made)


@router.get("/venue-questions", responses=describe(*NOT_ALLOWED))
async def list_venue_questions(
    _curator: CuratorDep,
    session: SessionDep,
    state: Annotated[Literal["open", "linked", "dismissed"], Query()] = "open",
    before: Before = None,
    limit: Limit = 50,
) -> QuestionsOut:
    """Places as sources write them that nobody has recognised, newest first."""
    found = await place_listing.questions(session, state=state, before_id=before, limit=limit + 1)
    shown = found[:limit]
    return QuestionsOut(
        questions=[QuestionOut.model_validate(each) for each in shown],
        next_before=shown[-1].id if len(found) > limit else None,
    )


@router.post(
    "/venue-questions/{question_id}/link",
    responses=describe(*QUESTION_REFUSALS, VenueUnknownError),
)
async def link_venue_question(
    question_id: Id, body: LinkIn, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> DecisionOut:
    """Say which venue a place is, for all dates there and all to come."""
    made = await questions.link(session, question_id, body.venue_id, curator.by, zone)
    return await decided(session, made)


@router.post(
    "/venue-questions/{question_id}/create",
    responses=describe(*QUESTION_REFUSALS, InvalidDecisionError),
)
async def create_venue_of_question(
    question_id: Id, body: NewVenueIn, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> DecisionOut:
    """Make a venue of a place."""
    made = await questions.create(session, question_id, body.model_dump(), curator.by, zone)
    return await decided(session, made)


@router.post("/venue-questions/{question_id}/dismiss", responses=describe(*QUESTION_REFUSALS))
async def dismiss_venue_question(
    question_id: Id, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> DecisionOut:
    """Say that a place is none of our venues."""
    made = await questions.dismiss(session, question_id, curator.by, zone)
    return await decided(session, made)


async def _shown(session: SessionDep, venue_id: int) -> ManagedVenueDetailOut:
    row = await place_listing.venue(session, venue_id, clock.now())
    if row is None:
        raise VenueUnknownError
    return ManagedVenueDetailOut.model_validate(
        {
            **row._asdict(),
            "aliases": await place_listing.aliases(session, venue_id),
            "decisions": [
                decision_out(each) for each in await listing.decisions_of_venue(session, venue_id)
            ],
        }
    )
