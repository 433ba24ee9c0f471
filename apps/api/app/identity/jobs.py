"""What accounts have done later: mails, and forgetting what has expired. Each may run twice."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from app.identity import tokens
from app.identity.accounts.service import SEND_NOTICE
from app.identity.audit import repository as audit
from app.identity.audit.repository import Notice
from app.identity.links import repository as links
from app.identity.links.repository import Errand
from app.identity.links.service import SEND_LINK
from app.identity.models import Purpose
from app.identity.sessions import repository as sessions
from app.identity.throttling import repository as throttle
from app.identity.tokens import Keys
from app.kernel import clock, mail
from app.kernel.database import Database
from app.kernel.mail import MailSettings, Message
from app.kernel.queue import Jobs
from app.kernel.settings import SiteSettings

FORGET_EXPIRED: Final = "identity.forget_expired"
# How long it can still be seen that a session ended or a link was used.
_KEPT: Final = timedelta(days=30)
_PATHS: Final = {Purpose.VERIFY_EMAIL: "verify-email", Purpose.RESET_PASSWORD: "reset-password"}


@dataclass(frozen=True, slots=True)
class Office:
    """What the jobs work with."""

    database: Database
    site: SiteSettings
    mail: MailSettings
    keys: Keys


def register(jobs: Jobs, office: Office) -> None:
    """Let the worker do what accounts defer."""

    @jobs.job(SEND_LINK)
    async def send_link(link_id: str) -> None:
        await _send_link(office, UUID(link_id))

    @jobs.job(SEND_NOTICE)
    async def send_notice(entry_id: int) -> None:
        await _send_notice(office, entry_id)

    @jobs.periodic(FORGET_EXPIRED, cron="17 3 * * *")
    async def forget_expired() -> None:
        await _forget_expired(office)


async def _send_link(office: Office, link_id: UUID) -> None:
    """Sign and mail a link; nothing where it opens nothing any more, or never did."""
    async with office.database.reading_sessions() as session:
        errand = await links.errand(session, link_id, now=clock.now())
    if errand is not None:
        await mail.send(office.mail, _letter(office, errand))


async def _send_notice(office: Office, entry_id: int) -> None:
    """Tell a person of a change that somebody else might have made in their name."""
    async with office.database.reading_sessions() as session:
        notice = await audit.notice(session, entry_id)
    if notice is not None:
        await mail.send(office.mail, _warning(office.site, notice))


async def _forget_expired(office: Office) -> None:
    before = clock.now() - _KEPT
    async with office.database.sessions.begin() as session:
        await sessions.remove_expired(session, before=before)
        await links.remove_expired(session, before=before)
        await throttle.forget_expired(session)


def _letter(office: Office, errand: Errand) -> Message:
    purpose = Purpose(errand.purpose)
    token = tokens.sign_link(
        office.keys, errand.link_id, purpose=purpose, expires_at=errand.expires_at
    )
    link = f"{office.site.url}/{_PATHS[purpose]}?token={token}"
    if purpose is Purpose.VERIFY_EMAIL:
        subject = f"Confirm your e-mail for {office.site.name}"
        words = "please confirm that this is your e-mail address by opening this link:"
        term = "It works once, within three days. If you have no account with us, do nothing."
    else:
        subject = f"A new password for {office.site.name}"
        words = "somebody, hopefully you, asked for a new password. Choose it here:"
        term = "The link works once, within an hour. If it was not you, do nothing."
    text = f"Hello {errand.display_name},\n\n{words}\n\n{link}\n\n{term}\n\n{office.site.name}\n"
    return Message(errand.email, subject, text, to_name=errand.display_name)


def _warning(site: SiteSettings, notice: Notice) -> Message:
    what = "e-mail address" if notice.is_about_email else "password"
    text = (
        f"Hello {notice.display_name},\n\nthe {what} of your account with {site.name} was changed. "
        "If that was you, all is well.\n\nIf it was not, choose a new password at once:\n\n"
        f"{site.url}/forgot-password\n\nand tell the people who run the site.\n\n{site.name}\n"
    )
    return Message(notice.email, f"Your {what} was changed", text, to_name=notice.display_name)
