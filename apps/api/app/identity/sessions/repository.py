"""Statements on sessions and their refresh tokens."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.identity.models import Account, AccountSession, RefreshToken


@dataclass(frozen=True, slots=True)
class Family:
    """A session that is locked until the transaction ends, and whether it may go on."""

    session_id: UUID
    account_id: UUID
    expires_at: datetime
    ended_at: datetime | None
    is_account_active: bool

    def is_alive(self, now: datetime) -> bool:
        """Whether its newest token may be exchanged."""
        return self.ended_at is None and now < self.expires_at and self.is_account_active


async def add_session(
    session: AsyncSession,
    account_id: UUID,
    *,
    now: datetime,
    expires_at: datetime,
    user_agent: str | None,
    address: str | None,
) -> UUID:
    """Begin a session and return its id."""
    statement = insert(AccountSession).values(
        account_id=account_id,
        created_at=now,
        last_used_at=now,
        expires_at=expires_at,
        user_agent=user_agent,
        address=address,
    )
    return (await session.execute(statement.returning(AccountSession.id))).scalar_one()


async def add_token(
    session: AsyncSession, session_id: UUID, *, digest: bytes, now: datetime
) -> None:
    """Add the token that is to be used next."""
    await session.execute(
        insert(RefreshToken).values(token_sha256=digest, session_id=session_id, issued_at=now)
    )


async def lock_family(session: AsyncSession, digest: bytes) -> Family | None:
    """The session that a token belongs to, locked, so that its tokens change one after another."""
    statement = (
        select(
            AccountSession.id,
            AccountSession.account_id,
            AccountSession.expires_at,
            AccountSession.ended_at,
            Account.is_active,
        )
        .join(RefreshToken, RefreshToken.session_id == AccountSession.id)
        .join(Account, Account.id == AccountSession.account_id)
        .where(RefreshToken.token_sha256 == digest)
        .with_for_update(of=AccountSession)
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else Family(*row)


async def token_use(
    session: AsyncSession, session_id: UUID, digest: bytes
) -> tuple[bool, datetime | None]:
    """Whether the session has this token, and when it was used."""
    statement = select(RefreshToken.used_at).where(
        RefreshToken.token_sha256 == digest, RefreshToken.session_id == session_id
    )
    row = (await session.execute(statement)).one_or_none()
    return (False, None) if row is None else (True, row.used_at)


async def mark_token_used(session: AsyncSession, digest: bytes, *, now: datetime) -> None:
    """Note when a token was exchanged for its successor."""
    await session.execute(
        update(RefreshToken).where(RefreshToken.token_sha256 == digest).values(used_at=now)
    )


async def prolong(
    session: AsyncSession,
    session_id: UUID,
    *,
    now: datetime,
    expires_at: datetime,
    address: str | None,
) -> None:
    """Note that a session was used."""
    await session.execute(
        update(AccountSession)
        .where(AccountSession.id == session_id)
        .values(last_used_at=now, expires_at=expires_at, address=address)
    )


async def end(
    session: AsyncSession, account_id: UUID, *, now: datetime, session_id: UUID | None = None
) -> int:
    """End one session of an account, or all; returns how many that ended."""
    statement = update(AccountSession).where(
        AccountSession.account_id == account_id, AccountSession.ended_at.is_(None)
    )
    if session_id is not None:
        statement = statement.where(AccountSession.id == session_id)
    ended = await session.scalars(statement.values(ended_at=now).returning(AccountSession.id))
    return len(ended.all())


async def living(session: AsyncSession, account_id: UUID, *, now: datetime) -> list[AccountSession]:
    """The sessions of an account that go on, last used first."""
    statement = (
        select(AccountSession)
        .where(
            AccountSession.account_id == account_id,
            AccountSession.ended_at.is_(None),
            AccountSession.expires_at > now,
        )
        .order_by(AccountSession.last_used_at.desc(), AccountSession.id)
        .limit(200)
    )
    return list(await session.scalars(statement))


async def account_of_living(
    session: AsyncSession, session_id: UUID, account_id: UUID, *, now: datetime
) -> Account | None:
    """The active account behind a session that goes on."""
    statement = (
        select(Account)
        .join(AccountSession, AccountSession.account_id == Account.id)
        .where(
            AccountSession.id == session_id,
            Account.id == account_id,
            AccountSession.ended_at.is_(None),
            AccountSession.expires_at > now,
            Account.is_active,
        )
    )
    found: Account | None = await session.scalar(statement)
    return found


async def remove_expired(session: AsyncSession, *, before: datetime) -> None:
    """Remove sessions, and with them their tokens, that were over before this moment."""
    await session.execute(
        delete(AccountSession).where(
            (AccountSession.expires_at < before) | (AccountSession.ended_at < before)
        )
    )
