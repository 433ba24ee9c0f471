"""HTTP in and out of accounts: /api/auth."""

import re
from typing import Annotated, Final
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response, status
from fastapi.responses import RedirectResponse
from pydantic import SecretStr

from app.http.problems import describe
from app.http.session import DatabaseDep, SessionDep
from app.identity.accounts import service
from app.identity.accounts.service import Changes, NewAccount, SignedIn
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
    EmailTakenError,
    LinkSpentError,
    NotSignedInError,
    RegistrationClosedError,
    SessionEndedError,
    SessionUnknownError,
    TooManyAttemptsError,
    WrongPasswordError,
)
from app.identity.links import service as links
from app.identity.models import Account, Purpose
from app.identity.passwords import LONGEST, SHORTEST
from app.identity.schemas import (
    AccountOut,
    ForgotIn,
    LengthOut,
    LoginIn,
    OptionsOut,
    ProfileIn,
    RefreshIn,
    RegisterIn,
    ResetIn,
    SessionOut,
    SignedInOut,
    TokenIn,
    TokensOut,
)
from app.identity.sessions import repository as session_rows
from app.identity.sessions import service as sessions
from app.identity.sessions.service import Issued
from app.identity.tokens import ACCESS_LIFETIME
from app.kernel import clock

router = APIRouter(prefix="/api/auth", tags=["accounts"])

# A path of this site: what begins with two slashes or holds a backslash can lead elsewhere.
_LOCAL_PATH: Final = re.compile(r"/(?![/\\])[!-\[\]-~]{0,1999}")

To = Annotated[
    str | None, Query(max_length=2000, description="A path of this site to go to afterwards.")
]


@router.get("/options")
async def auth_options(identity: IdentityDep) -> OptionsOut:
    """What a form should know before it is filled in."""
    return OptionsOut(
        is_registration_open=identity.settings.registration == "open",
        password_length=LengthOut(minimum=SHORTEST, maximum=LONGEST),
    )


@router.post(
    "/register",
    status_code=status.HTTP_201_CREATED,
    responses=describe(RegistrationClosedError, EmailTakenError, TooManyAttemptsError, BusyError),
)
async def register(
    body: RegisterIn,
    response: Response,
    session: SessionDep,
    identity: IdentityDep,
    device: DeviceDep,
) -> SignedInOut:
    """Make an account and sign it in; a link that verifies the address is mailed."""
    if identity.settings.registration != "open":
        raise RegistrationClosedError
    new = NewAccount(body.email, body.display_name, body.password.get_secret_value())
    signed_in = await service.register(session, identity.keys, new, device)
    return _hand_over(response, identity, signed_in, is_bearer=body.transport == "bearer")


@router.post("/login", responses=describe(BadCredentialsError, TooManyAttemptsError, BusyError))
async def login(
    body: LoginIn,
    response: Response,
    database: DatabaseDep,
    identity: IdentityDep,
    device: DeviceDep,
) -> SignedInOut:
    """Begin a session."""
    signed_in = await service.sign_in(
        database, identity.keys, body.email, body.password.get_secret_value(), device
    )
    return _hand_over(response, identity, signed_in, is_bearer=body.transport == "bearer")


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
    given = None if body is None else _in_clear(body.refresh_token)
    token = _refresh_cookie(request, identity) if given is None else given
    if token is None:
        raise SessionEndedError
    issued = await sessions.carry_on(session, identity.keys, token, device)
    account = await session.get_one(Account, issued.account_id)
    signed_in = SignedIn(account, issued)
    return _hand_over(response, identity, signed_in, is_bearer=given is not None)


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
    path = _local_path(to)
    token = _refresh_cookie(request, identity)
    issued: Issued | None = None
    if token is not None:
        try:
            issued = await sessions.carry_on(session, identity.keys, token, device)
        except SessionEndedError:
            issued = None
    if issued is None:
        response = _see_other(f"/sign-in?then={quote(path, safe='')}")
        identity.cookies.take(response)
        return response
    response = _see_other(path)
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
    actor: OptionalActorDep,
    to: To = None,
) -> Response:
    """End this session and remove its cookies; succeeds whoever is signed in."""
    token = _refresh_cookie(request, identity)
    if actor is not None:
        await sessions.end_one(session, actor.id, actor.session_id)
    if token is not None:
        await sessions.end_by_token(session, token)
    response = Response(status_code=204) if to is None else _see_other(_local_path(to))
    identity.cookies.take(response)
    return response


@router.get("/me", responses=describe(NotSignedInError))
async def me(response: Response, actor: ActorDep) -> AccountOut:
    """The account that is signed in."""
    _keep_private(response)
    return account_out(actor.account)


@router.patch(
    "/me",
    responses=describe(
        NotSignedInError, WrongPasswordError, EmailTakenError, TooManyAttemptsError, BusyError
    ),
)
async def change_me(
    body: ProfileIn,
    request: Request,
    response: Response,
    actor: ActorDep,
    session: SessionDep,
    database: DatabaseDep,
    identity: IdentityDep,
    device: DeviceDep,
) -> AccountOut:
    """Change name, e-mail or password.

    A new password ends every session: a browser gets a new one at once, a client with a bearer
    token signs in again.
    """
    changes = Changes(
        display_name=body.display_name,
        email=body.email,
        password=_in_clear(body.password),
        current_password=_in_clear(body.current_password),
    )
    if changes.needs_password:
        await service.check_current_password(
            database, actor.id, actor.account.email, changes.current_password, device.address
        )
    account = await service.change_own(session, actor.id, changes, device.address)
    if changes.password is not None and bearer_token(request) is None:
        issued = await sessions.begin(session, identity.keys, account.id, device)
        identity.cookies.give(response, issued)
    _keep_private(response)
    return account_out(account)


@router.get("/sessions", responses=describe(NotSignedInError))
async def list_sessions(
    response: Response, actor: ActorDep, session: SessionDep
) -> list[SessionOut]:
    """Where the account is signed in, last used first."""
    _keep_private(response)
    found = await session_rows.living(session, actor.id, now=clock.now())
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
    await service.end_all_sessions(session, actor.by)
    identity.cookies.take(response)


@router.delete(
    "/sessions/{session_id}",
    status_code=204,
    responses=describe(NotSignedInError, SessionUnknownError),
)
async def end_session(session_id: UUID, actor: ActorDep, session: SessionDep) -> None:
    """Sign out on one device."""
    await sessions.end_chosen(session, actor.id, session_id)


@router.post(
    "/email/verification",
    status_code=status.HTTP_202_ACCEPTED,
    response_class=Response,
    responses=describe(NotSignedInError, TooManyAttemptsError),
)
async def ask_for_verification(actor: ActorDep, session: SessionDep) -> Response:
    """Have the link mailed again that verifies the account's address."""
    await service.ask_for_verification(session, actor.id, actor.address)
    return Response(status_code=status.HTTP_202_ACCEPTED)


@router.post("/email/verify", responses=describe(LinkSpentError))
async def verify_email(
    body: TokenIn, session: SessionDep, identity: IdentityDep, device: DeviceDep
) -> AccountOut:
    """Use the link that verifies an address."""
    link_id = links.read(identity.keys, body.token.get_secret_value(), Purpose.VERIFY_EMAIL)
    return account_out(await service.verify_email(session, link_id, device.address))


@router.post(
    "/password/forgot",
    status_code=status.HTTP_202_ACCEPTED,
    response_class=Response,
    responses=describe(TooManyAttemptsError),
)
async def forgot_password(body: ForgotIn, session: SessionDep, device: DeviceDep) -> Response:
    """Have a link mailed that sets a new password; the answer is the same for every address."""
    await service.ask_for_reset(session, body.email, device.address)
    return Response(status_code=status.HTTP_202_ACCEPTED)


@router.post("/password/reset", status_code=204, responses=describe(LinkSpentError, BusyError))
async def reset_password(
    body: ResetIn, session: SessionDep, identity: IdentityDep, device: DeviceDep
) -> None:
    """Use the link that sets a new password; ends every session of the account."""
    link_id = links.read(identity.keys, body.token.get_secret_value(), Purpose.RESET_PASSWORD)
    password = body.password.get_secret_value()
    await service.reset_password(session, link_id, password, device.address)


def account_out(account: Account) -> AccountOut:
    """An account as its owner sees it."""
    return AccountOut(
        id=account.id,
        email=account.email,
        display_name=account.display_name,
        role=account.role,
        is_email_verified=account.email_verified_at is not None,
        created_at=account.created_at,
    )


def _hand_over(
    response: Response, identity: Identity, signed_in: SignedIn, *, is_bearer: bool
) -> SignedInOut:
    """The tokens in the body or as cookies, never both."""
    _keep_private(response)
    issued = signed_in.issued
    tokens: TokensOut | None = None
    if is_bearer:
        tokens = TokensOut(
            token_type="Bearer",  # noqa: S106  the name of the scheme
            access_token=issued.access_token,
            refresh_token=issued.refresh_token,
            expires_in=int(ACCESS_LIFETIME.total_seconds()),
        )
    else:
        identity.cookies.give(response, issued)
    return SignedInOut(account=account_out(signed_in.account), tokens=tokens)


def _in_clear(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()


def _refresh_cookie(request: Request, identity: Identity) -> str | None:
    return identity.cookies.refresh_token(request) if bearer_token(request) is None else None


def _local_path(to: str | None) -> str:
    """The path if it is one of this site, else the first page."""
    return to if to is not None and _LOCAL_PATH.fullmatch(to) else "/"


def _see_other(path: str) -> RedirectResponse:
    response = RedirectResponse(path, status_code=status.HTTP_303_SEE_OTHER)
    _keep_private(response)
    return response


def _keep_private(response: Response) -> None:
    response.headers["Cache-Control"] = "no-store"
