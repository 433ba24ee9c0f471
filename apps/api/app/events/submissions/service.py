"""What people do with what they submit: make it, see it, change it, withdraw it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.models import Submission
from app.events.publishing.repository import lock_publishing
from app.events.submissions import repository, telling
from app.events.submissions.errors import (
    InvalidSubmissionError,
    SubmissionSettledError,
    SubmissionUnknownError,
)
from app.events.submissions.rules import read_times
from app.events.submissions.telling import Content
from app.events.submissions.tickets import edit_token, edit_token_digest
from app.http.callers import Address
from app.identity.audit import repository as audit
from app.identity.audit.repository import By
from app.identity.tokens import Keys
from app.kernel import clock


@dataclass(frozen=True, slots=True)
class Pass:
    """What opens a submission to its maker, and from where they come."""

    submission_id: UUID
    token: str
    address: Address | None

    @property
    def by(self) -> By:
        """How the trail names the maker."""
        return By(None, self.address)


async def submit(
    session: AsyncSession,
    keys: Keys,
    content: Content,
    *,
    contact_email: str | None,
    address: Address | None,
    zone: ZoneInfo,
) -> Pass:
    """Take a submission in, to wait for a curator; returns what opens it to its maker."""
    await check(session, content, zone)
    submission_id, now = uuid4(), clock.now()
    token = edit_token(keys, submission_id)
    await repository.insert_submission(
        session,
        {
            "id": submission_id,
            "edit_token_sha256": edit_token_digest(token),
            "content": content,
            "contact_email": contact_email,
            "submitted_at": now,
            "changed_at": now,
        },
    )
    made = Pass(submission_id, token, address)
    await audit.record(
        session, "events.submission_made", name(submission_id), by=made.by, after=content
    )
    return made


async def show(session: AsyncSession, opened: Pass) -> Row[Any]:
    """Return a submission to its maker; raises SubmissionUnknownError."""
    digest = edit_token_digest(opened.token)
    found = await repository.submission_of_token(session, opened.submission_id, digest)
    if found is None:
        raise SubmissionUnknownError
    return found


async def change(
    session: AsyncSession, opened: Pass, changes: dict[str, Any], zone: ZoneInfo
) -> None:
    """Change a submission; what is published stays as it is until a curator has seen the change."""
    submission = await _lock(session, opened)
    if submission.state == "withdrawn":
        raise SubmissionSettledError("This was withdrawn; submit it anew.")
    if "contact_email" in changes:
        submission.contact_email = changes["contact_email"]
    if await put_content(session, submission, changes, opened.by, zone):
        submission.state = "waiting"
        submission.refusal = None
    await session.flush()


async def withdraw(session: AsyncSession, opened: Pass, zone: ZoneInfo) -> None:
    """Take a submission back; what is published of it leaves the calendar."""
    await lock_publishing(session)
    submission = await _lock(session, opened)
    if submission.state == "withdrawn":
        raise SubmissionSettledError("This was withdrawn already.")
    before = submission.state
    if submission.published_content is not None:
        await telling.take_back(session, submission.id, zone)
    submission.state, submission.published_content = "withdrawn", None
    await session.flush()
    await audit.record(
        session,
        "events.submission_withdrawn",
        name(submission.id),
        by=opened.by,
        before={"state": before},
        after={"state": "withdrawn"},
    )


async def put_content(
    session: AsyncSession, submission: Submission, changes: dict[str, Any], by: By, zone: ZoneInfo
) -> bool:
    """Change what is to be published; tells whether it did."""
    before = submission.content
    content = {key: changes.get(key, value) for key, value in before.items()}
    if content == before:
        return False
    await check(session, content, zone)
    submission.content = content
    submission.changed_at = clock.now()
    await audit.record(
        session,
        "events.submission_changed",
        name(submission.id),
        by=by,
        before=before,
        after=content,
    )
    return True


async def check(session: AsyncSession, content: Content, zone: ZoneInfo) -> None:
    """Refuse what cannot be published, with a sentence that names the field."""
    read_times(
        content["start"], content["end"], all_day=content["all_day"], zone=zone, now=clock.now()
    )
    known = await repository.known_categories(session, content["categories"])
    if unknown := [slug for slug in content["categories"] if slug not in known]:
        raise InvalidSubmissionError(f"categories: There is no category {unknown[0]}.")


def name(submission_id: UUID) -> str:
    """How the trail names a submission."""
    return f"submission:{submission_id}"


async def _lock(session: AsyncSession, opened: Pass) -> Submission:
    await show(session, opened)
    submission = await repository.lock_submission(session, opened.submission_id)
    if submission is None:
        raise SubmissionUnknownError
    return submission
