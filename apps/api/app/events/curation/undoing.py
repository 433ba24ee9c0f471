"""Undoing decisions: what was there before, or what the sources say by now, is there again."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.curation import events, merging, questions, repository, venues
from app.events.curation.decisions import WORDS
from app.events.curation.errors import (
    AlreadyDecidedError,
    DecidedSinceError,
    DecisionUnknownError,
)
from app.events.models import Decision
from app.events.publishing.repository import lock_publishing
from app.events.publishing.service import settle
from app.identity.audit import repository as audit
from app.identity.audit.repository import By
from app.kernel import clock

Restore = Callable[[AsyncSession, Decision, ZoneInfo], Awaitable[set[int]]]

_RESTORERS: Final[Mapping[str, Restore]] = {
    "hide": events.restore_hidden,
    "show": events.restore_hidden,
    "rename": events.restore_pins,
    "venue": events.restore_pins,
    "categories": events.restore_pins,
    "unpin_title": events.restore_pins,
    "unpin_venue_id": events.restore_pins,
    "unpin_categories": events.restore_pins,
    "merge": merging.restore,
    "split": merging.restore,
    "apart": merging.restore,
    "venue_added": venues.restore_added,
    "venue_changed": venues.restore_changed,
    "alias_added": venues.restore_aliases,
    "alias_removed": venues.restore_aliases,
    "venue_merged": venues.restore_merged,
    "question_linked": questions.restore,
    "question_created": questions.restore,
    "question_dismissed": questions.restore,
}


async def undo(session: AsyncSession, decision_id: int, by: By, zone: ZoneInfo) -> None:
    """Undo a decision that nothing later was built upon."""
    await lock_publishing(session)
    decision = await repository.lock_decision(session, decision_id)
    if decision is None:
        raise DecisionUnknownError
    if decision.undone_at is not None:
        raise AlreadyDecidedError("This decision was undone already.")
    later = await repository.later_decision(session, decision_id, decision.touches)
    if later is not None:
        later_id, kind = later
        raise DecidedSinceError(
            f"Decision {later_id} about {WORDS[kind]} was made later about the same;"
            " undo that one first."
        )
    before, after, subject = decision.before, decision.after, _subject(decision)
    concerned = await _RESTORERS[decision.kind](session, decision, zone)
    await repository.note_as_undone(session, decision_id, by.account_id, clock.now())
    await audit.record(
        session,
        "events.decision_undone",
        subject,
        by=by,
        before=after,
        after={**before, "decision_id": decision_id},
    )
    await settle(session, concerned, zone)


def _subject(decision: Decision) -> str:
    if decision.event_id is not None:
        return f"event:{decision.event_id}"
    if decision.venue_id is not None:
        return f"venue:{decision.venue_id}"
    if decision.question_id is not None:
        return f"venue_question:{decision.question_id}"
    return decision.touches[0]
