"""HTTP in and out of one's own account: /api/auth."""

from fastapi import APIRouter, Request, Response, status

from app.http.problems import describe
from app.http.session import DatabaseDep, SessionDep
from app.identity.accounts import service as accounts
from app.identity.accounts.service import Changes, NewAccount
from app.identity.dependencies import ActorDep, DeviceDep, IdentityDep, bearer_token
from app.identity.errors import (
    BusyError,
    EmailTakenError,
    LinkSpentError,
    NotSignedInError,
    RegistrationClosedError,
    TooManyAttemptsError,
    WrongPasswordError,
)
from app.identity.links import service as links
from app.identity.models import Purpose
from app.identity.passwords import LONGEST, SHORTEST
from app.identity.recovery import service as recovery
from app.identity.responses import account_out, hand_over, in_clear, keep_private
from app.identity.schemas import (
    AccountOut,
    ForgotIn,
    LengthOut,
    OptionsOut,
    ProfileIn,
    RegisterIn,
    ResetIn,
    SignedInOut,
    TokenIn,
)
from app.identity.sessions import service as sessions
from app.identity.signing_in import service as signing_in

router = APIRouter(prefix="/api/auth", tags=["accounts"])


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
    signed_in = await signing_in.register(session, identity.keys, new, device)
    return hand_over(response, identity, signed_in, is_bearer=body.transport == "bearer")


@router.get("/me", responses=describe(NotSignedInError))
async def me(response: Response, actor: ActorDep) -> AccountOut:
    """The account that is signed in."""
    keep_private(response)
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
        password=in_clear(body.password),
        current_password=in_clear(body.current_password),
    )
    if changes.needs_password:
        await signing_in.check_current_password(
            database, actor.id, actor.account.email, changes.current_password, device.address
        )
    account = await accounts.change_own(session, actor.id, changes, device.address)
    if changes.password is not None and bearer_token(request) is None:
        issued = await sessions.begin(session, identity.keys, account.id, device)
        identity.cookies.give(response, issued)
    keep_private(response)
    return account_out(account)


@router.post(
    "/email/verification",
    status_code=status.HTTP_202_ACCEPTED,
    response_class=Response,
    responses=describe(NotSignedInError, TooManyAttemptsError),
)
async def ask_for_verification(actor: ActorDep, session: SessionDep) -> Response:
    """Have the link mailed again that verifies the account's address."""
    await recovery.ask_for_verification(session, actor.id, actor.address)
    return Response(status_code=status.HTTP_202_ACCEPTED)


@router.post("/email/verify", responses=describe(LinkSpentError))
async def verify_email(
    body: TokenIn, session: SessionDep, identity: IdentityDep, device: DeviceDep
) -> AccountOut:
    """Use the link that verifies an address."""
    link_id = links.read(identity.keys, body.token.get_secret_value(), Purpose.VERIFY_EMAIL)
    return account_out(await recovery.verify_email(session, link_id, device.address))


@router.post(
    "/password/forgot",
    status_code=status.HTTP_202_ACCEPTED,
    response_class=Response,
    responses=describe(TooManyAttemptsError),
)
async def forgot_password(body: ForgotIn, session: SessionDep, device: DeviceDep) -> Response:
    """Have a link mailed that sets a new password; the answer is the same for every address."""
    await recovery.ask_for_reset(session, body.email, device.address)
    return Response(status_code=status.HTTP_202_ACCEPTED)


@router.post("/password/reset", status_code=204, responses=describe(LinkSpentError, BusyError))
async def reset_password(
    body: ResetIn, session: SessionDep, identity: IdentityDep, device: DeviceDep
) -> None:
    """Use the link that sets a new password; ends every session of the account."""
    link_id = links.read(identity.keys, body.token.get_secret_value(), Purpose.RESET_PASSWORD)
    password = body.password.get_secret_value()
    await recovery.reset_password(session, link_id, password, device.address)
