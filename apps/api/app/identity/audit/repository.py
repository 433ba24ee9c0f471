"""Adding to the trail, and reading it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, cast, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

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
    """One entry as it is read: with the present e-mails of accounts that still exist."""

    id: int
    at: datetime
    actor_id: UUID | None
    actor_email: str | None
    action: str
    subject: str
    subject_email: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    request_id: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which entries are wanted; `action` may be all of a kind, ending in a dot."""

    action: str | None = None
    actor_id: UUID | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A change of an account, and where its owner reads mail."""

    email: str
    display_name: str
    is_about_email: bool


def of_account(account_id: UUID) -> str:
    """How the trail names an account."""
    return f"account:{account_id}"


def of_session(session_id: UUID) -> str:
    """How the trail names a session."""
    return f"session:{session_id}"


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
    session: AsyncSession, narrowing: Narrowing, *, before_id: int | None, limit: int
) -> list[Entry]:
    """Entries older than `before_id`, newest first."""
    actor, subject = aliased(Account), aliased(Account)
    statement = (
        select(
            AuditEntry.id,
            AuditEntry.at,
            AuditEntry.actor_id,
            actor.email.label("actor_email"),
            AuditEntry.action,
            AuditEntry.subject,
            subject.email.label("subject_email"),
            AuditEntry.before,
            AuditEntry.after,
            AuditEntry.request_id,
            AuditEntry.address,
        )
        .outerjoin(actor, actor.id == AuditEntry.actor_id)
        .outerjoin(subject, AuditEntry.subject == _subject_of(subject))
    )
    if before_id is not None:
        statement = statement.where(AuditEntry.id < before_id)
    if narrowing.action is not None:
        statement = statement.where(_is_action(narrowing.action))
    if narrowing.actor_id is not None:
        statement = statement.where(AuditEntry.actor_id == narrowing.actor_id)
    if narrowing.subject is not None:
        statement = statement.where(AuditEntry.subject == narrowing.subject)
    rows = await session.execute(statement.order_by(AuditEntry.id.desc()).limit(limit))
    return [Entry(*row) for row in rows]


async def notice(session: AsyncSession, entry_id: int) -> Notice | None:
    """Whom to tell of a change: under the old address, where it is the address that changed."""
    statement = (
        select(AuditEntry.before, Account.email, Account.display_name)
        .join(Account, AuditEntry.subject == _subject_of(Account))
        .where(AuditEntry.id == entry_id)
    )
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        return None
    old_address = (row.before or {}).get("email")
    return Notice(old_address or row.email, row.display_name, old_address is not None)


def _subject_of(account: type[Account]) -> ColumnElement[str]:
    """The same in SQL."""
    return literal("account:") + cast(account.id, Text)


def _is_action(action: str) -> ColumnElement[bool]:
    if action.endswith("."):
        return AuditEntry.action.startswith(action, autoescape=True)
    return AuditEntry.action == action
