"""Who is asking: what routes of any module depend on."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Security
from fastapi.security import HTTPBearer

from app.http.callers import Address, Callers
from app.http.session import DatabaseDep, bounded
from app.identity import tokens
from app.identity.audit.repository import By
from app.identity.cookies import SessionCookies
from app.identity.errors import NotAllowedError, NotSignedInError
from app.identity.models import Account, Role
from app.identity.sessions import repository
from app.identity.sessions.service import Device
from app.identity.settings import IdentitySettings
from app.identity.tokens import Keys, TokenRefusedError
from app.kernel import clock

_RANKS = list(Role)


@dataclass(frozen=True, slots=True)
class Identity:
    """What the identity module keeps for the whole process: `app.state.identity`."""

    settings: IdentitySettings
    keys: Keys
    cookies: SessionCookies


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is signed in, by which session, from where."""

    account: Account
    session_id: UUID
    address: Address | None

    @property
    def id(self) -> UUID:
        """The account's id."""
        return self.account.id

    @property
    def by(self) -> By:
        """How the trail names the actor."""
        return By(self.account.id, self.address)

    def is_at_least(self, role: Role) -> bool:
        """Whether the account's role includes this one."""
        return _RANKS.index(Role(self.account.role)) >= _RANKS.index(role)


def identity_of(request: Request) -> Identity:
    """The process's keys, cookies and settings of accounts."""
    identity: Identity = request.app.state.identity
    return identity


def device_of(request: Request) -> Device:
    """Where the request comes from."""
    callers: Callers = request.app.state.callers
    return Device(callers.address(request.scope), request.headers.get("user-agent"))


IdentityDep = Annotated[Identity, Depends(identity_of)]
DeviceDep = Annotated[Device, Depends(device_of)]


async def find_actor(
    request: Request, identity: IdentityDep, database: DatabaseDep, device: DeviceDep
) -> Actor | None:
    """Who is signed in, if anybody: by the bearer token where there is one, else by the cookie.

    The session is asked for each time, so that one that was ended is over at once.
    """
    token = bearer_token(request)
    if token is None:
        token = identity.cookies.access_token(request)
    if token is None:
        return None
    try:
        claims = tokens.read_access(identity.keys, token)
    except TokenRefusedError:
        return None
    async with bounded(), database.reading_sessions() as session:
        account = await repository.account_of_living(
            session, claims.session_id, claims.account_id, now=clock.now()
        )
    return None if account is None else Actor(account, claims.session_id, device.address)


def bearer_token(request: Request) -> str | None:
    """What an Authorization header brings; with one, cookies do not count."""
    authorization = request.headers.get("authorization")
    if authorization is None:
        return None
    scheme, _, token = authorization.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


# For the API's description; the token itself is read above.
_bearer = HTTPBearer(auto_error=False, description="An access token; browsers send a cookie.")


async def require_actor(
    actor: Annotated[Actor | None, Depends(find_actor)],
    _described: Annotated[object, Security(_bearer)],
) -> Actor:
    """Who is signed in; raises NotSignedInError."""
    if actor is None:
        raise NotSignedInError
    return actor


async def require_curator(actor: Annotated[Actor, Depends(require_actor)]) -> Actor:
    """A curator or admin who is signed in; raises NotAllowedError."""
    if not actor.is_at_least(Role.CURATOR):
        raise NotAllowedError
    return actor


async def require_admin(actor: Annotated[Actor, Depends(require_actor)]) -> Actor:
    """An admin who is signed in; raises NotAllowedError."""
    if not actor.is_at_least(Role.ADMIN):
        raise NotAllowedError
    return actor


OptionalActorDep = Annotated[Actor | None, Depends(find_actor)]
ActorDep = Annotated[Actor, Depends(require_actor)]
CuratorDep = Annotated[Actor, Depends(require_curator)]
AdminDep = Annotated[Actor, Depends(require_admin)]
