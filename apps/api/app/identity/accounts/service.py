"""Making and changing accounts; every change leaves an entry in the trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.http.callers import Address
from app.identity import passwords
from app.identity.accounts import repository
from app.identity.accounts.rules import email_key
from app.identity.audit import repository as audit
from app.identity.audit.repository import By
from app.identity.errors import (
    AccountUnknownError,
    EmailTakenError,
    LastAdminError,
    NotSignedInError,
)
from app.identity.links import repository as link_rows
from app.identity.links import service as links
from app.identity.models import Account, Purpose, Role
from app.identity.sessions import service as sessions
from app.identity.throttling import repository as throttle
from app.identity.throttling.rules import (
    REGISTRATIONS_FROM_ADDRESS,
    subject_of_address,
)
from app.kernel import clock, queue

SEND_NOTICE: Final = "identity.send_notice"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an account begins with; e-mail and name are in their normal form."""

    email: str
    display_name: str
    password: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a person wants changed of their own account; None leaves a thing as it is."""

    display_name: str | None = None
    email: str | None = None
    password: str | None = None
    current_password: str | None = None

    @property
    def needs_password(self) -> bool:
        """Whether only the person who knows the password may do this."""
        return self.email is not None or self.password is not None


async def register(session: AsyncSession, new: NewAccount, address: Address | None) -> Account:
    """Make an account and have a link mailed that verifies its address; raises EmailTakenError."""
    password_hash = await passwords.hash_password(new.password)
    await throttle.count(session, REGISTRATIONS_FROM_ADDRESS, subject_of_address(address))
    account = await _add(session, new, password_hash, role=Role.MEMBER)
    await audit.record(
        session,
        "account.registered",
        audit.of_account(account.id),
        by=By(account.id, address),
        after=_shown(account),
    )
    await links.promise(session, account.id, account.email_key, Purpose.VERIFY_EMAIL)
    return account


async def make_admin(session: AsyncSession, new: NewAccount) -> Account:
    """Make an admin whose address counts as verified; raises EmailTakenError."""
    password_hash = await passwords.hash_password(new.password)
    account = await _add(session, new, password_hash, role=Role.ADMIN)
    account.email_verified_at = clock.now()
    await audit.record(
        session, "account.registered", audit.of_account(account.id), by=By(), after=_shown(account)
    )
    return account


async def change_own(
    session: AsyncSession, account_id: UUID, changes: Changes, address: Address | None
) -> Account:
    """Change one's own account; a new password ends every session, a new e-mail is unverified.

    The caller has checked the current password where `changes` needs it. Raises EmailTakenError.
    """
    password_hash = None
    if changes.password is not None:
        password_hash = await passwords.hash_password(changes.password)
    account = await lock_own(session, account_id)
    before = _shown(account)
    by = By(account.id, address)
    if changes.display_name is not None:
        account.display_name = changes.display_name
    is_new_address = changes.email is not None and email_key(changes.email) != account.email_key
    if changes.email is not None:
        await _change_email(session, account, changes.email)
    if password_hash is not None:
        await change_password(session, account, password_hash, by)
    if _shown(account) != before:
        entry_id = await audit.record(
            session,
            "account.changed",
            audit.of_account(account.id),
            by=by,
            before=before,
            after=_shown(account),
        )
        if is_new_address:
            await queue.defer(session, SEND_NOTICE, entry_id=entry_id)
            await links.promise(session, account.id, account.email_key, Purpose.VERIFY_EMAIL)
    return account


async def change_as_admin(
    session: AsyncSession,
    account_id: UUID,
    *,
    role: Role | None,
    is_active: bool | None,
    by: By,
) -> Account:
    """Change an account's role or shut it; one that is shut is signed out everywhere.

    Raises AccountUnknownError, and LastAdminError when nobody would be left to administrate.
    """
    admins = await repository.lock_active_admins(session)
    account = await repository.lock(session, account_id)
    if account is None:
        raise AccountUnknownError
    before = _shown(account)
    if role is not None:
        account.role = role.value
    if is_active is not None:
        account.is_active = is_active
    stays_admin = account.is_active and account.role == Role.ADMIN.value
    if admins == [account.id] and not stays_admin:
        raise LastAdminError
    if not account.is_active:
        await sessions.end_all(session, account.id)
    if _shown(account) != before:
        await audit.record(
            session,
            "account.changed",
            audit.of_account(account.id),
            by=by,
            before=before,
            after=_shown(account),
        )
    return account


async def promote(session: AsyncSession, email: str) -> Account:
    """Make the account with this e-mail an active admin; raises AccountUnknownError."""
    account = await repository.by_email(session, email_key(email))
    if account is None:
        raise AccountUnknownError
    return await change_as_admin(session, account.id, role=Role.ADMIN, is_active=True, by=By())


async def lock_own(session: AsyncSession, account_id: UUID) -> Account:
    """The account of who is signed in, for a change; raises NotSignedInError."""
    account = await repository.lock(session, account_id)
    if account is None or not account.is_active:
        raise NotSignedInError
    return account


async def change_password(
    session: AsyncSession, account: Account, password_hash: str, by: By
) -> None:
    """Store another password's hash: spends every link and ends every session."""
    account.password_hash = password_hash
    await link_rows.spend_all(session, account.id, now=clock.now())
    ended = await sessions.end_all(session, account.id)
    entry_id = await audit.record(
        session,
        "account.password_changed",
        audit.of_account(account.id),
        by=by,
        after={"sessions_ended": ended},
    )
    await queue.defer(session, SEND_NOTICE, entry_id=entry_id)


async def _add(
    session: AsyncSession, new: NewAccount, password_hash: str, *, role: Role
) -> Account:
    account = await repository.add(
        session,
        email=new.email,
        email_key=email_key(new.email),
        display_name=new.display_name,
        password_hash=password_hash,
        role=role.value,
    )
    if account is None:
        raise EmailTakenError
    return account


async def _change_email(session: AsyncSession, account: Account, email: str) -> None:
    key = email_key(email)
    account.email = email
    if key == account.email_key:
        return
    account.email_key = key
    account.email_verified_at = None
    try:
        await session.flush()
    except IntegrityError:  # The only constraint that another address can break is its uniqueness.
        raise EmailTakenError from None
    await link_rows.spend_all(session, account.id, now=clock.now())


def _shown(account: Account) -> Mapping[str, Any]:
    """What the trail keeps of an account."""
    return {
        "email": account.email,
        "display_name": account.display_name,
        "role": account.role,
        "is_active": account.is_active,
        "is_email_verified": account.email_verified_at is not None,
    }
