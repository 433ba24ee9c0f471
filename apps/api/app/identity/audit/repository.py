"""Adding to the trail, and reading it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.http.callers import Address
from app.identity.models import Account, AuditEntry
from app.kernel import clock
from app.kernel.logs import request_id


@dataclass(frozen=True, slots=True)
class By:
    """Who did it, and from where; None for the site itself and for people not signed in."""

    account_id: UUID | None = None
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is read: with the actor's present e-mail, if the account still exists."""

    id: int
    at: datetime
    actor_id: UUID | None
    actor_email: str | None
    action: str
    subject: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    request_id: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """A change of an account, and where its owner reads mail."""

    email: str
    display_name: str
    is_about_email: bool


async def record(
    session: AsyncSession,
    action: str,
    subject: str,
    *,
    by: By,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> int:
    """Add an entry in the caller's transaction and return its id.

    `action` reads like `account.changed`, `subject` like `account:UUID`; neither `before` nor
    `after` may hold a secret.
    """
    statement = insert(AuditEntry).values(
        at=clock.now(),
        actor_id=by.account_id,
        action=action,
        subject=subject,
        before=None if before is None else dict(before),
        after=None if after is None else dict(after),
        request_id=request_id.get(),
        address=None if by.address is None else str(by.address),
    )
    return (await session.execute(statement.returning(AuditEntry.id))).scalar_one()


async def latest(
    session: AsyncSession,
    *,
    before_id: int | None,
    action: str | None,
    actor_id: UUID | None,
    limit: int,
) -> list[Entry]:
    """Entries older than `before_id`, newest first; `action` may be a prefix ending in a dot."""
    statement = select(
        AuditEntry.id,
        AuditEntry.at,
        AuditEntry.actor_id,
        Account.email.label("actor_email"),
        AuditEntry.action,
        AuditEntry.subject,
        AuditEntry.before,
        AuditEntry.after,
        AuditEntry.request_id,
        AuditEntry.address,
    ).outerjoin(Account, Account.id == AuditEntry.actor_id)
    if before_id is not None:
        statement = statement.where(AuditEntry.id < before_id)
    if action is not None:
        is_family = action.endswith(".")
        statement = statement.where(
            AuditEntry.action.startswith(action, autoescape=True)
            if is_family
            else AuditEntry.action == action
        )
    if actor_id is not None:
        statement = statement.where(AuditEntry.actor_id == actor_id)
    rows = await session.execute(statement.order_by(AuditEntry.id.desc()).limit(limit))
    return [Entry(*row) for row in rows]


async def notice(session: AsyncSession, entry_id: int) -> Notice | None:
    """Whom to tell of a change: under the old address, where it is the address that changed."""
    statement = (
        select(AuditEntry.before, Account.email, Account.display_name)
        .join(Account, AuditEntry.subject == "account:" + cast(Account.id, Text))
        .where(AuditEntry.id == entry_id)
    )
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        return None
    old_address = (row.before or {}).get("email")
    return Notice(old_address or row.email, row.display_name, old_address is not None)
