"""Asking for links, and what they do when they are opened."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.http.callers import Address
from app.identity import passwords
from app.identity.accounts import repository
from app.identity.accounts import service as accounts
from app.identity.accounts.rules import email_key
from app.identity.audit import repository as audit
from app.identity.audit.repository import By
from app.identity.links import service as links
from app.identity.models import Account, Purpose
from app.identity.throttling import repository as throttle
from app.identity.throttling.rules import MAILS_FROM_ADDRESS, MAILS_TO_ACCOUNT, subject_of_address
from app.kernel import clock


async def ask_for_verification(
    session: AsyncSession, account_id: UUID, address: Address | None
) -> None:
    """Have the link mailed again that verifies an account's address, unless it is verified."""
    account = await accounts.lock_own(session, account_id)
    if account.email_verified_at is None:
        await _count_mail(session, account.email_key, address)
        await links.promise(session, account.id, account.email_key, Purpose.VERIFY_EMAIL)


async def verify_email(session: AsyncSession, link_id: UUID, address: Address | None) -> Account:
    """Note that somebody reads mail at the account's address; raises LinkSpentError."""
    account = await links.redeem(session, link_id)
    account.email_verified_at = account.email_verified_at or clock.now()
    await audit.record(
        session,
        "account.email_verified",
        audit.of_account(account.id),
        by=By(account.id, address),
    )
    return account


async def ask_for_reset(session: AsyncSession, email: str, address: Address | None) -> None:
    """Have a link mailed that sets a new password, if there is such an account.

    The same rows are written and the same job is deferred if there is none.
    """
    key = email_key(email)
    await _count_mail(session, key, address)
    account_id = await repository.id_of_active(session, key)
    await links.promise(session, account_id, key, Purpose.RESET_PASSWORD)


async def reset_password(
    session: AsyncSession, link_id: UUID, password: str, address: Address | None
) -> None:
    """Set a new password by a mailed link, which also verifies the address; ends every session."""
    password_hash = await passwords.hash_password(password)
    account = await links.redeem(session, link_id)
    account.email_verified_at = account.email_verified_at or clock.now()
    await accounts.change_password(session, account, password_hash, By(account.id, address))


async def _count_mail(session: AsyncSession, key: str, address: Address | None) -> None:
    await throttle.count(session, MAILS_TO_ACCOUNT, key)
    await throttle.count(session, MAILS_FROM_ADDRESS, subject_of_address(address))
