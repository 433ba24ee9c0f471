"""Checking passwords, and beginning sessions with them.

Hashing a password takes a tenth of a second, during which no connection is held: whoever hashes
between two looks at the database opens a short transaction for each.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.http.callers import Address
from app.http.session import bounded
from app.identity import passwords
from app.identity.accounts import repository
from app.identity.accounts import service as accounts
from app.identity.accounts.rules import email_key
from app.identity.accounts.service import NewAccount
from app.identity.audit import repository as audit
from app.identity.audit.repository import By
from app.identity.errors import BadCredentialsError, WrongPasswordError
from app.identity.models import Account
from app.identity.sessions import service as sessions
from app.identity.sessions.service import Device, Issued
from app.identity.throttling import repository as throttle
from app.identity.throttling.rules import (
    BAD_PASSWORDS_FROM_ADDRESS,
    BAD_PASSWORDS_OF_ACCOUNT,
    subject_of_address,
)
from app.identity.tokens import Keys
from app.kernel.database import Database


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account and the tokens of its session."""

    account: Account
    issued: Issued


async def register(session: AsyncSession, keys: Keys, new: NewAccount, device: Device) -> SignedIn:
    """Make an account and sign it in; raises EmailTakenError."""
    account = await accounts.register(session, new, device.address)
    return SignedIn(account, await sessions.begin(session, keys, account.id, device))


async def sign_in(
    database: Database, keys: Keys, email: str, password: str, device: Device
) -> SignedIn:
    """Begin a session; raises BadCredentialsError, or TooManyAttemptsError after bad attempts.

    Every attempt does the same work, whether the account exists, is active, or neither.
    """
    key = email_key(email)
    async with bounded(), database.sessions.begin() as session:
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
    async with bounded(), database.sessions.begin() as session:
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
            audit.of_session(issued.session_id),
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
    async with bounded(), database.sessions.begin() as session:
        await _refuse_if_exhausted(session, key, address)
        stored = await repository.password_hash(session, account_id)
    if not await passwords.is_password(given, stored):
        await _count_bad_password(database, key, address)
        raise WrongPasswordError


async def _refuse_if_exhausted(session: AsyncSession, key: str, address: Address | None) -> None:
    await throttle.refuse_if_exhausted(session, BAD_PASSWORDS_OF_ACCOUNT, key)
    await throttle.refuse_if_exhausted(
        session, BAD_PASSWORDS_FROM_ADDRESS, subject_of_address(address)
    )


async def _count_bad_password(database: Database, key: str, address: Address | None) -> None:
    """Count it for good: the refusal that follows undoes nothing."""
    async with bounded(), database.sessions.begin() as session:
        await throttle.count(session, BAD_PASSWORDS_OF_ACCOUNT, key)
        await throttle.count(session, BAD_PASSWORDS_FROM_ADDRESS, subject_of_address(address))
