"""HTTP in and out of what admins see and change: /api/admin."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from app.http.problems import describe
from app.http.session import SessionDep
from app.identity.accounts import repository, service
from app.identity.accounts.repository import ListedAccount
from app.identity.audit import repository as audit
from app.identity.audit.repository import Entry, Narrowing
from app.identity.dependencies import AdminDep
from app.identity.errors import (
    AccountUnknownError,
    LastAdminError,
    NotAllowedError,
    NotSignedInError,
)
from app.identity.models import Account
from app.identity.responses import account_out
from app.identity.schemas import (
    AccountChangeIn,
    AccountsOut,
    ActorOut,
    AuditEntryOut,
    AuditOut,
    ListedAccountOut,
    ManagedAccountOut,
)

router = APIRouter(prefix="/api/admin", tags=["admin"])

LARGEST_ID = 2**63 - 1
_NO_NUL = r"^[^\x00]*$"

Limit = Annotated[int, Query(ge=1, le=200)]


@router.get("/audit", responses=describe(NotSignedInError, NotAllowedError))
async def audit_trail(
    response: Response,
    _admin: AdminDep,
    session: SessionDep,
    before: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None,
    action: Annotated[
        str | None,
        Query(max_length=100, pattern=_NO_NUL, description="account.changed, or all of account."),
    ] = None,
    actor: UUID | None = None,
    subject: Annotated[
        str | None, Query(max_length=100, pattern=_NO_NUL, description="Such as account:UUID.")
    ] = None,
    limit: Limit = 50,
) -> AuditOut:
    """What was done, newest first."""
    response.headers["Cache-Control"] = "no-store"
    entries = await audit.latest(
        session,
        Narrowing(action=action or None, actor_id=actor, subject=subject or None),
        before_id=before,
        limit=limit + 1,
    )
    shown = entries[:limit]
    return AuditOut(
        entries=[_entry_out(entry) for entry in shown],
        next_before=shown[-1].id if len(entries) > limit else None,
    )


@router.get("/accounts", responses=describe(NotSignedInError, NotAllowedError))
async def list_accounts(
    response: Response,
    _admin: AdminDep,
    session: SessionDep,
    search: Annotated[str | None, Query(max_length=254, pattern=_NO_NUL)] = None,
    after: Annotated[str | None, Query(max_length=254, pattern=_NO_NUL)] = None,
    limit: Limit = 50,
) -> AccountsOut:
    """The accounts by e-mail."""
    response.headers["Cache-Control"] = "no-store"
    found = await repository.listed(
        session, search=search or None, after_key=after, limit=limit + 1
    )
    shown = found[:limit]
    return AccountsOut(
        accounts=[_listed_out(each) for each in shown],
        next_after=shown[-1].account.email_key if len(found) > limit else None,
    )


@router.patch(
    "/accounts/{account_id}",
    responses=describe(NotSignedInError, NotAllowedError, AccountUnknownError, LastAdminError),
)
async def change_account(
    account_id: UUID, body: AccountChangeIn, admin: AdminDep, session: SessionDep
) -> ManagedAccountOut:
    """Change an account's role, or shut or open it; one that is shut is signed out everywhere."""
    account = await service.change_as_admin(
        session, account_id, role=body.role, is_active=body.is_active, by=admin.by
    )
    return _managed_out(account)


def _entry_out(entry: Entry) -> AuditEntryOut:
    actor = None
    if entry.actor_id is not None:
        actor = ActorOut(id=entry.actor_id, email=entry.actor_email)
    return AuditEntryOut(
        id=entry.id,
        at=entry.at,
        actor=actor,
        action=entry.action,
        subject=entry.subject,
        subject_email=entry.subject_email,
        before=entry.before,
        after=entry.after,
        request_id=entry.request_id,
        address=entry.address,
    )


def _managed_out(account: Account) -> ManagedAccountOut:
    shown = account_out(account).model_dump()
    return ManagedAccountOut(**shown, is_active=account.is_active)


def _listed_out(listed: ListedAccount) -> ListedAccountOut:
    return ListedAccountOut(
        **_managed_out(listed.account).model_dump(),
        last_used_at=listed.last_used_at,
    )
