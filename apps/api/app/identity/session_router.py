"""HTTP in and out of sessions: /api/auth."""

from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Request, Response, status
from fastapi.responses import RedirectResponse

from app.http.problems import describe
from app.http.session import DatabaseDep, SessionDep
from app.identity.dependencies import (
    ActorDep,
    DeviceDep,
    Identity,
    IdentityDep,
    OptionalActorDep,
    bearer_token,
)
from app.identity.errors import (
    BadCredentialsError,
    BusyError,
    NotSignedInError,
    SessionEndedError,
    SessionUnknownError,
    TooManyAttemptsError,
)
from app.identity.models import Account
from app.identity.responses import To, hand_over, in_clear, keep_private, local_path, see_other
from app.identity.schemas import LoginIn, RefreshIn, SessionOut, SignedInOut
from app.identity.sessions import repository
from app.identity.sessions import service as sessions
from app.identity.sessions.service import Issued
from app.identity.signing_in import service as signing_in
from app.identity.signing_in.service import SignedIn
from app.kernel import clock

router = APIRouter(prefix="/api/auth", tags=["accounts"])


@router.post("/login", responses=describe(BadCredentialsError, TooManyAttemptsError, BusyError))
async def login(
    body: LoginIn,
    response: Response,
    database: DatabaseDep,
    identity: IdentityDep,
    device: DeviceDep,
) -> SignedInOut:
    """Begin a session."""
    signed_in = await signing_in.sign_in(
        database, identity.keys, body.email, body.password.get_secret_value(), device
    )
    return hand_over(response, identity, signed_in, is_bearer=body.transport == "bearer")


@router.post("/refresh", responses=describe(SessionEndedError))
async def refresh(
    request: Request,
    response: Response,
    session: SessionDep,
    identity: IdentityDep,
    device: DeviceDep,
    body: RefreshIn | None = None,
) -> SignedInOut:
    """Exchange the refresh token, which is used up by it, for new tokens."""
    given = None if body is None else in_clear(body.refresh_token)
    token = _refresh_cookie(request, identity) if given is None else given
    if token is None:
        raise SessionEndedError
    issued = await sessions.carry_on(session, identity.keys, token, device)
    account = await session.get_one(Account, issued.account_id)
    signed_in = SignedIn(account, issued)
    return hand_over(response, identity, signed_in, is_bearer=given is not None)


@router.get(
    "/resume",
    status_code=status.HTTP_303_SEE_OTHER,
    response_class=RedirectResponse,
    response_model=None,
)
async def resume(
    request: Request, session: SessionDep, identity: IdentityDep, device: DeviceDep, to: To = None
) -> RedirectResponse:
    """Renew a browser's session on its way to a page, or lead it to the sign-in.

    Pages cannot do this themselves: the refresh cookie is sent to /api/auth alone.
    """
    path = local_path(to)
    token = _refresh_cookie(request, identity)
    issued: Issued | None = None
    if token is not None:
        try:
            issued = await sessions.carry_on(session, identity.keys, token, device)
        except SessionEndedError:
            issued = None
    if issued is None:
        response = see_other(f"/sign-in?then={quote(path, safe='')}")
        identity.cookies.take(response)
        return response
    response = see_other(path)
    identity.cookies.give(response, issued)
    return response


@router.post(
    "/logout",
    status_code=status.HTTP_204_NO_CONTENT,
    response_model=None,
    responses={303: {"description": "On to the page that `to` names"}},
)
async def logout(
    request: Request,
    session: SessionDep,
    identity: IdentityDep,
    device: DeviceDep,
    actor: OptionalActorDep,
    to: To = None,
) -> Response:
    """End this session and remove its cookies; succeeds whoever is signed in."""
    token = _refresh_cookie(request, identity)
    if actor is not None:
        await sessions.end_own(session, actor.id, actor.session_id, device.address)
    if token is not None:
        await sessions.end_by_token(session, token, device.address)
    response = Response(status_code=204) if to is None else see_other(local_path(to))
    identity.cookies.take(response)
    return response


@router.get("/sessions", responses=describe(NotSignedInError))
async def list_sessions(
    response: Response, actor: ActorDep, session: SessionDep
) -> list[SessionOut]:
    """Where the account is signed in, last used first."""
    keep_private(response)
    found = await repository.living(session, actor.id, now=clock.now())
    return [
        SessionOut(
            id=each.id,
            created_at=each.created_at,
            last_used_at=each.last_used_at,
            expires_at=each.expires_at,
            user_agent=each.user_agent,
            address=each.address,
            is_current=each.id == actor.session_id,
        )
        for each in found
    ]


@router.delete("/sessions", status_code=204, responses=describe(NotSignedInError))
async def end_sessions(
    response: Response, actor: ActorDep, session: SessionDep, identity: IdentityDep
) -> None:
    """Sign out everywhere, here too."""
    await sessions.end_all_own(session, actor.id, actor.address)
    identity.cookies.take(response)


@router.delete(
    "/sessions/{session_id}",
    status_code=204,
    responses=describe(NotSignedInError, SessionUnknownError),
)
async def end_session(session_id: UUID, actor: ActorDep, session: SessionDep) -> None:
    """Sign out on one device."""
    if not await sessions.end_own(session, actor.id, session_id, actor.address):
        raise SessionUnknownError


def _refresh_cookie(request: Request, identity: Identity) -> str | None:
    return identity.cookies.refresh_token(request) if bearer_token(request) is None else None
