"""Answers to questions about places: a venue of ours, a new one, or none."""

from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.curation import decisions, place_rows, repository, venues
from app.events.curation.errors import (
    AlreadyDecidedError,
    QuestionUnknownError,
    VenueUnknownError,
)
from app.events.curation.places import relink, search_by_its_names
from app.events.curation.records import Deed, Values
from app.events.models import Decision, VenueQuestion
from app.events.publishing.repository import lock_publishing
from app.events.publishing.service import settle
from app.identity.audit.repository import By

OPEN: Values = {"state": "open", "venue_id": None, "aliases": []}


async def link(
    session: AsyncSession, question_id: int, venue_id: int, by: By, zone: ZoneInfo
) -> int:
    """Say which venue a place is; every date there, and every later one, is linked."""
    question = await _lock_open(session, question_id)
    lead_id = await repository.lead_of_venue(session, venue_id)
    if lead_id is None:
        raise VenueUnknownError
    return await _answer(session, question, "question_linked", lead_id, by, zone)


async def create(
    session: AsyncSession, question_id: int, values: Values, by: By, zone: ZoneInfo
) -> int:
    """Make a venue of a place."""
    question = await _lock_open(session, question_id)
    venue_id = await venues.make_venue(session, values)
    return await _answer(session, question, "question_created", venue_id, by, zone)


async def dismiss(session: AsyncSession, question_id: int, by: By, zone: ZoneInfo) -> int:
    """Say that a place is none of our venues; it is not asked about again."""
    question = await _lock_open(session, question_id)
    return await _answer(session, question, "question_dismissed", None, by, zone)


async def restore(session: AsyncSession, decision: Decision, zone: ZoneInfo) -> set[int]:
    """Let a place be asked about again; a venue that was made of it goes."""
    question = await _lock(session, decision.question_id)
    question.state, question.venue_id = "open", None
    await session.flush()
    venue_id = decision.after["venue_id"]
    if venue_id is not None:
        await place_rows.delete_aliases(session, decision.after["aliases"], venue_id)
    if decision.kind == "question_created":
        await venues.remove_venue(session, venue_id, zone)
    touched = await relink(session)
    if venue_id is not None:
        await search_by_its_names(session, venue_id)
    return touched


async def _answer(
    session: AsyncSession,
    question: VenueQuestion,
    kind: str,
    venue_id: int | None,
    by: By,
    zone: ZoneInfo,
) -> int:
    aliases: list[str] = []
    form = question.place_form
    if venue_id is not None and not await place_rows.who_goes_by(session, form):
        await place_rows.insert_alias(session, form, venue_id)
        aliases.append(form)
    question.state = "dismissed" if venue_id is None else "linked"
    question.venue_id = venue_id
    await session.flush()
    deed = Deed(
        kind=kind,
        touches=(f"venue_question:{question.id}",),
        before=OPEN,
        after={"state": question.state, "venue_id": venue_id, "aliases": aliases},
        question_id=question.id,
    )
    decision_id = await decisions.keep(session, deed, by)
    await settle(session, await relink(session), zone)
    if aliases and venue_id is not None:
        await search_by_its_names(session, venue_id)
    return decision_id


async def _lock_open(session: AsyncSession, question_id: int) -> VenueQuestion:
    await lock_publishing(session)
    question = await _lock(session, question_id)
    if question.state != "open":
        raise AlreadyDecidedError("This question was answered already; undo that first.")
    return question


async def _lock(session: AsyncSession, question_id: int | None) -> VenueQuestion:
    question = None if question_id is None else await place_rows.lock_question(session, question_id)
    if question is None:
        raise QuestionUnknownError
    return question
