"""Statements on links."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.identity.models import Account, AccountLink


@dataclass(frozen=True, slots=True)
class Errand:
    """A link that is to be mailed, and to whom."""

    link_id: UUID
    purpose: str
    expires_at: datetime
    email: str
    display_name: str


async def add(
    session: AsyncSession,
    account_id: UUID | None,
    *,
    purpose: str,
    email_key: str,
    now: datetime,
    expires_at: datetime,
) -> UUID:
    """Promise a link and return its id."""
    statement = insert(AccountLink).values(
        account_id=account_id,
        purpose=purpose,
        email_key=email_key,
        created_at=now,
        expires_at=expires_at,
    )
    return (await session.execute(statement.returning(AccountLink.id))).scalar_one()


async def errand(session: AsyncSession, link_id: UUID, *, now: datetime) -> Errand | None:
    """What to mail for a link that still opens something, to an account that is active."""
    statement = (
        select(
            AccountLink.id,
            AccountLink.purpose,
            AccountLink.expires_at,
            Account.email,
            Account.display_name,
        )
        .join(Account, Account.id == AccountLink.account_id)
        .where(
            AccountLink.id == link_id,
            AccountLink.used_at.is_(None),
            AccountLink.expires_at > now,
            AccountLink.email_key == Account.email_key,
            Account.is_active,
        )
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else Errand(*row)


async def spend(session: AsyncSession, link_id: UUID, *, now: datetime) -> Account | None:
    """Use a link up; the active account that it opens, still under the address it was sent to."""
    statement = (
        update(AccountLink)
        .where(
            AccountLink.id == link_id,
            AccountLink.used_at.is_(None),
            AccountLink.expires_at > now,
            AccountLink.account_id == Account.id,
            AccountLink.email_key == Account.email_key,
            Account.is_active,
        )
        .values(used_at=now)
        .returning(AccountLink.account_id)
    )
    account_id = await session.scalar(statement)
    return None if account_id is None else await session.get(Account, account_id)


async def spend_all(session: AsyncSession, account_id: UUID, *, now: datetime) -> None:
    """Use up every link of an account."""
    await session.execute(
        update(AccountLink)
        .where(AccountLink.account_id == account_id, AccountLink.used_at.is_(None))
        .values(used_at=now)
    )


async def remove_expired(session: AsyncSession, *, before: datetime) -> None:
    """Remove links that expired before this moment."""
    await session.execute(delete(AccountLink).where(AccountLink.expires_at < before))
