"""What curators make of submissions: changed, published, refused."""

from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.models import Submission
from app.events.publishing.repository import lock_publishing
from app.events.submissions import repository, service, telling
from app.events.submissions.errors import SubmissionSettledError, SubmissionUnknownError
from app.identity.audit import repository as audit
from app.identity.audit.repository import By
from app.kernel import clock, queue

SEND_DECISION: Final = "events.send_decision"
PUBLISHED: Final = "published"
REFUSED: Final = "refused"
CHANGE_REFUSED: Final = "change_refused"


async def change(
    session: AsyncSession, submission_id: UUID, changes: dict[str, Any], by: By, zone: ZoneInfo
) -> None:
    """Change a submission before it is published."""
    submission = await _lock(session, submission_id)
    if submission.state != "waiting":
        raise SubmissionSettledError("Only what waits can be changed; change the event instead.")
    await service.put_content(session, submission, changes, by, zone)
    await session.flush()


async def publish(session: AsyncSession, submission_id: UUID, by: By, zone: ZoneInfo) -> None:
    """Put a submission, or a change of it, on the calendar."""
    await lock_publishing(session)
    submission = await _lock(session, submission_id)
    if submission.state not in {"waiting", "refused"}:
        raise SubmissionSettledError(f"This is {submission.state} already.")
    before = _told(submission)
    content = submission.content
    await service.check(session, content, zone)
    event_id = await telling.tell(session, submission.id, content, zone)
    submission.event_id, submission.published_content = event_id, content
    submission.state, submission.refusal = "published", None
    await _decide(session, submission, before, PUBLISHED, by)


async def refuse(
    session: AsyncSession, submission_id: UUID, reason: str, by: By, zone: ZoneInfo
) -> None:
    """Refuse a submission, or a change of one that then stays published as it was.

    One that is published without a change leaves the calendar.
    """
    await lock_publishing(session)
    submission = await _lock(session, submission_id)
    if submission.state not in {"waiting", "published"}:
        raise SubmissionSettledError(f"This is {submission.state} already.")
    before = _told(submission)
    submission.refusal = reason
    if submission.state == "waiting" and submission.published_content is not None:
        submission.content, submission.state = submission.published_content, "published"
        await _decide(session, submission, before, CHANGE_REFUSED, by)
        return
    if submission.published_content is not None:
        await telling.take_back(session, submission.id, zone)
    submission.state, submission.published_content = "refused", None
    await _decide(session, submission, before, REFUSED, by)


async def _decide(
    session: AsyncSession, submission: Submission, before: dict[str, Any], news: str, by: By
) -> None:
    submission.decided_at, submission.decided_by = clock.now(), by.account_id
    await session.flush()
    await audit.record(
        session,
        f"events.submission_{news}",
        service.name(submission.id),
        by=by,
        before=before,
        after=_told(submission),
    )
    if submission.contact_email is not None:
        await queue.defer(session, SEND_DECISION, submission_id=submission.id, news=news)


async def _lock(session: AsyncSession, submission_id: UUID) -> Submission:
    submission = await repository.lock_submission(session, submission_id)
    if submission is None:
        raise SubmissionUnknownError
    return submission


def _told(submission: Submission) -> dict[str, Any]:
    return {
        "state": submission.state,
        "event_id": submission.event_id,
        "refusal": submission.refusal,
    }
