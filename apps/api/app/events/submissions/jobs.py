"""What submissions have done later: mails to their makers. Each may run twice."""

from dataclasses import dataclass
from uuid import UUID

from app.events.models import Submission
from app.events.submissions import repository
from app.events.submissions.moderation import CHANGE_REFUSED, PUBLISHED, SEND_DECISION
from app.events.submissions.tickets import known_edit_token
from app.identity.tokens import Keys
from app.kernel import mail
from app.kernel.database import Database
from app.kernel.mail import MailSettings, Message
from app.kernel.queue import Jobs
from app.kernel.settings import SiteSettings


@dataclass(frozen=True, slots=True)
class MailRoom:
    """What the jobs work with."""

    database: Database
    site: SiteSettings
    mail: MailSettings
    keys: Keys


def register(jobs: Jobs, room: MailRoom) -> None:
    """Let the worker do what submissions defer."""

    @jobs.job(SEND_DECISION)
    async def send_decision(submission_id: str, news: str) -> None:
        await _send_decision(room, UUID(submission_id), news)


async def _send_decision(room: MailRoom, submission_id: UUID, news: str) -> None:
    """Tell the maker of a submission what became of it; nobody where there is no address."""
    async with room.database.reading_sessions() as session:
        submission = await repository.mail_of_submission(session, submission_id)
    if submission is not None and submission.contact_email is not None:
        await mail.send(room.mail, _letter(room, submission, submission.contact_email, news))


def _letter(room: MailRoom, submission: Submission, to: str, news: str) -> Message:
    title, site = submission.content["title"], room.site
    if news == PUBLISHED:
        subject = f"Published: {title}"
        said = f"“{title}” is on the calendar of {site.name} now. Thank you!"
        if submission.event_id is not None:
            said += f"\n\n{site.url}/events/{submission.event_id}"
    elif news == CHANGE_REFUSED:
        subject = f"Your change was not taken over: {title}"
        said = (
            f"“{title}” stays on the calendar of {site.name} as it was. Your change was not taken"
            f" over, for this reason:\n\n{submission.refusal}"
        )
    else:
        subject = f"Not published: {title}"
        said = f"“{title}” was not published, for this reason:\n\n{submission.refusal}"
    text = f"Hello,\n\n{said}\n\n{_way_back(room, submission)}{site.name}\n"
    return Message(to, subject, text)


def _way_back(room: MailRoom, submission: Submission) -> str:
    """Name the page on which the maker may change it; the token is made anew, not stored."""
    token = known_edit_token(room.keys, submission.id, submission.edit_token_sha256)
    if token is None:
        return ""
    link = f"{room.site.url}/submit/{submission.id}?token={token}"
    return f"Change or withdraw it here; keep this link to yourself:\n\n{link}\n\n"
