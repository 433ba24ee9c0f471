"""Statements on accounts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.identity.models import Account, AccountSession, Role


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a password is compared with."""

    account_id: UUID
    password_hash: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """An account as admins see it."""

    account: Account
    last_used_at: datetime | None


async def add(session: AsyncSession, **columns: Any) -> Account | None:
    """Make an account; None when another has its e-mail."""
    statement = (
        insert(Account)
        .values(**columns)
        .on_conflict_do_nothing(index_elements=[Account.email_key])
        .returning(Account)
    )
    found: Account | None = await session.scalar(statement)
    return found


async def credentials(session: AsyncSession, email_key: str) -> Credentials | None:
    """The credentials of the account with this e-mail."""
    statement = select(Account.id, Account.password_hash, Account.is_active).where(
        Account.email_key == email_key
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else Credentials(*row)


async def password_hash(session: AsyncSession, account_id: UUID) -> str | None:
    """The stored hash of an account's password."""
    found: str | None = await session.scalar(
        select(Account.password_hash).where(Account.id == account_id)
    )
    return found


async def id_of_active(session: AsyncSession, email_key: str) -> UUID | None:
    """The id of the active account with this e-mail."""
    found: UUID | None = await session.scalar(
        select(Account.id).where(Account.email_key == email_key, Account.is_active)
    )
    return found


async def by_email(session: AsyncSession, email_key: str) -> Account | None:
    """The account with this e-mail, active or not."""
    found: Account | None = await session.scalar(
        select(Account).where(Account.email_key == email_key)
    )
    return found


async def lock(session: AsyncSession, account_id: UUID) -> Account | None:
    """The account, for a change."""
    return await session.get(
        Account, account_id, with_for_update={"key_share": True}, populate_existing=True
    )


async def lock_active_admins(session: AsyncSession) -> list[UUID]:
    """All active admins, so that two of them cannot remove each other at once."""
    statement = (
        select(Account.id)
        .where(Account.role == Role.ADMIN.value, Account.is_active)
        .order_by(Account.id)
        .with_for_update(key_share=True)
    )
    return list(await session.scalars(statement))


async def has_active_admin(session: AsyncSession) -> bool:
    """Whether somebody can administrate."""
    statement = select(Account.id).where(Account.role == Role.ADMIN.value, Account.is_active)
    return await session.scalar(statement.limit(1)) is not None


async def listed(
    session: AsyncSession, *, search: str | None, after_key: str | None, limit: int
) -> list[ListedAccount]:
    """Accounts by e-mail, from the one after `after_key`; `search` is part of an e-mail or name."""
    last_used = (
        select(func.max(AccountSession.last_used_at))
        .where(AccountSession.account_id == Account.id)
        .scalar_subquery()
    )
    statement = select(Account, last_used)
    if search is not None:
        statement = statement.where(
            or_(
                Account.email_key.contains(search.casefold(), autoescape=True),
                func.lower(Account.display_name).contains(search.lower(), autoescape=True),
            )
        )
    if after_key is not None:
        statement = statement.where(Account.email_key > after_key)
    rows = await session.execute(statement.order_by(Account.email_key).limit(limit))
    return [ListedAccount(account, used_at) for account, used_at in rows]
