"""Registering, signing in, and changing accounts.

Hashing a password takes a tenth of a second, during which no connection is held: whoever hashes
between two looks at the database opens a short transaction for each.
"""

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
    BadCredentialsError,
    EmailTakenError,
    LastAdminError,
    NotSignedInError,
    WrongPasswordError,
)
from app.identity.links import repository as link_rows
from app.identity.links import service as links
from app.identity.models import Account, Purpose, Role
from app.identity.sessions import service as sessions
from app.identity.sessions.service import Device, Issued
from app.identity.throttling import repository as throttle
from app.identity.throttling.rules import (
    BAD_PASSWORDS_FROM_ADDRESS,
    BAD_PASSWORDS_OF_ACCOUNT,
    MAILS_FROM_ADDRESS,
    MAILS_TO_ACCOUNT,
    REGISTRATIONS_FROM_ADDRESS,
    subject_of_address,
)
from app.identity.tokens import Keys
from app.kernel import clock, queue
from app.kernel.database import Database

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


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account and the tokens of its session."""

    account: Account
    issued: Issued


async def register(session: AsyncSession, keys: Keys, new: NewAccount, device: Device) -> SignedIn:
    """Make an account, sign it in, and have a link mailed that verifies its address."""
    password_hash = await passwords.hash_password(new.password)
    await throttle.count(session, REGISTRATIONS_FROM_ADDRESS, subject_of_address(device.address))
    account = await _add(session, new, password_hash, role=Role.MEMBER)
    await audit.record(
        session,
        "account.registered",
        _subject(account.id),
        by=By(account.id, device.address),
        after=_shown(account),
    )
    await links.promise(session, account.id, account.email_key, Purpose.VERIFY_EMAIL)
    return SignedIn(account, await sessions.begin(session, keys, account.id, device))


async def make_admin(session: AsyncSession, new: NewAccount) -> Account:
    """Make an admin whose address counts as verified; raises EmailTakenError."""
    password_hash = await passwords.hash_password(new.password)
    account = await _add(session, new, password_hash, role=Role.ADMIN)
    account.email_verified_at = clock.now()
    await audit.record(
        session, "account.registered", _subject(account.id), by=By(), after=_shown(account)
    )
    return account


async def sign_in(
    database: Database, keys: Keys, email: str, password: str, device: Device
) -> SignedIn:
    """Begin a session; raises BadCredentialsError, or TooManyAttemptsError after bad attempts.

    Every attempt does the same work, whether the account exists, is active, or neither.
    """
    key = email_key(email)
    async with database.sessions.begin() as session:
        await _refuse_if_exhausted(session, key, device.address)
        found = await repository.credentials(session, key)
    stored = None if found is None else found.password_hash
    is_right = await passwords.is_password(password, stored)
    if found is None or not is_right or not found.is_active:
        await _count_bad_password(database, key, device.address)
        raise BadCredentialsError
    new_hash = None
    if passwords.needs_new_hash(found.password_hash):
        new_hash = await passwords.hash_password(password)
    async with database.sessions.begin() as session:
        # Somebody may have guessed meanwhile: of many guesses at once, none counts more than five.
        await _refuse_if_exhausted(session, key, device.address)
        account = await repository.lock(session, found.account_id)
        if account is None or (account.password_hash, account.is_active) != (
            found.password_hash,
            True,
        ):
            raise BadCredentialsError  # It was changed or shut while the password was checked.
        account.password_hash = new_hash or account.password_hash
        issued = await sessions.begin(session, keys, account.id, device)
        await audit.record(
            session,
            "session.began",
            f"session:{issued.session_id}",
            by=By(account.id, device.address),
        )
    return SignedIn(account, issued)


async def check_current_password(
    database: Database, account_id: UUID, email: str, given: str | None, address: Address | None
) -> None:
    """Raise WrongPasswordError unless this is the account's password; limited as sign-ins are."""
    if given is None:
        raise WrongPasswordError
    key = email_key(email)
    async with database.sessions.begin() as session:
        await _refuse_if_exhausted(session, key, address)
        stored = await repository.password_hash(session, account_id)
    if not await passwords.is_password(given, stored):
        await _count_bad_password(database, key, address)
        raise WrongPasswordError


async def change_own(
    session: AsyncSession, account_id: UUID, changes: Changes, address: Address | None
) -> Account:
    """Change one's own account; a new password ends every session, a new e-mail is unverified.

    The caller has checked the current password where `changes` needs it. Raises EmailTakenError.
    """
    password_hash = None
    if changes.password is not None:
        password_hash = await passwords.hash_password(changes.password)
    account = await _locked(session, account_id)
    before = _shown(account)
    by = By(account.id, address)
    if changes.display_name is not None:
        account.display_name = changes.display_name
    is_new_address = changes.email is not None and email_key(changes.email) != account.email_key
    if changes.email is not None:
        await _change_email(session, account, changes.email)
    if password_hash is not None:
        await _change_password(session, account, password_hash, by)
    if _shown(account) != before:
        entry_id = await audit.record(
            session,
            "account.changed",
            _subject(account.id),
            by=by,
            before=before,
            after=_shown(account),
        )
        if is_new_address:
            await queue.defer(session, SEND_NOTICE, entry_id=entry_id)
            await links.promise(session, account.id, account.email_key, Purpose.VERIFY_EMAIL)
    return account


async def ask_for_verification(
    session: AsyncSession, account_id: UUID, address: Address | None
) -> None:
    """Have the link mailed again that verifies an account's address, unless it is verified."""
    account = await _locked(session, account_id)
    if account.email_verified_at is None:
        await _count_mail(session, account.email_key, address)
        await links.promise(session, account.id, account.email_key, Purpose.VERIFY_EMAIL)


async def verify_email(session: AsyncSession, link_id: UUID, address: Address | None) -> Account:
    """Note that somebody reads mail at the account's address; raises LinkSpentError."""
    account = await links.redeem(session, link_id)
    account.email_verified_at = account.email_verified_at or clock.now()
    await audit.record(
        session, "account.email_verified", _subject(account.id), by=By(account.id, address)
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
    await _change_password(session, account, password_hash, By(account.id, address))


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
            _subject(account.id),
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


async def end_all_sessions(session: AsyncSession, by: By) -> None:
    """Sign the actor out everywhere."""
    assert by.account_id is not None  # noqa: S101  only who is signed in gets here
    ended = await sessions.end_all(session, by.account_id)
    await audit.record(
        session, "session.all_ended", _subject(by.account_id), by=by, after={"sessions": ended}
    )


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


async def _locked(session: AsyncSession, account_id: UUID) -> Account:
    account = await repository.lock(session, account_id)
    if account is None or not account.is_active:
        raise NotSignedInError
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


async def _change_password(
    session: AsyncSession, account: Account, password_hash: str, by: By
) -> None:
    account.password_hash = password_hash
    await link_rows.spend_all(session, account.id, now=clock.now())
    ended = await sessions.end_all(session, account.id)
    entry_id = await audit.record(
        session,
        "account.password_changed",
        _subject(account.id),
        by=by,
        after={"sessions_ended": ended},
    )
    await queue.defer(session, SEND_NOTICE, entry_id=entry_id)


async def _count_mail(session: AsyncSession, key: str, address: Address | None) -> None:
    await throttle.count(session, MAILS_TO_ACCOUNT, key)
    await throttle.count(session, MAILS_FROM_ADDRESS, subject_of_address(address))


async def _refuse_if_exhausted(session: AsyncSession, key: str, address: Address | None) -> None:
    await throttle.refuse_if_exhausted(session, BAD_PASSWORDS_OF_ACCOUNT, key)
    await throttle.refuse_if_exhausted(
        session, BAD_PASSWORDS_FROM_ADDRESS, subject_of_address(address)
    )


async def _count_bad_password(database: Database, key: str, address: Address | None) -> None:
    """Count it for good: the refusal that follows undoes nothing."""
    async with database.sessions.begin() as session:
        await throttle.count(session, BAD_PASSWORDS_OF_ACCOUNT, key)
        await throttle.count(session, BAD_PASSWORDS_FROM_ADDRESS, subject_of_address(address))


def _subject(account_id: UUID) -> str:
    return f"account:{account_id}"


def _shown(account: Account) -> Mapping[str, Any]:
    """What the trail keeps of an account."""
    return {
        "email": account.email,
        "display_name": account.display_name,
        "role": account.role,
        "is_active": account.is_active,
        "is_email_verified": account.email_verified_at is not None,
    }
