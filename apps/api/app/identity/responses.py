"""What the routers of accounts answer with, and where they may lead to."""

import re
from typing import Annotated, Final

from fastapi import Query, Response, status
from fastapi.responses import RedirectResponse
from pydantic import SecretStr

from app.identity.dependencies import Identity
from app.identity.models import Account
from app.identity.schemas import AccountOut, SignedInOut, TokensOut
from app.identity.signing_in.service import SignedIn
from app.identity.tokens import ACCESS_LIFETIME

# A path of this site: what begins with two slashes or holds a backslash can lead elsewhere.
_LOCAL_PATH: Final = re.compile(r"/(?![/\\])[!-\[\]-~]{0,1999}")

To = Annotated[
    str | None, Query(max_length=2000, description="A path of this site to go to afterwards.")
]


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


def hand_over(
    response: Response, identity: Identity, signed_in: SignedIn, *, is_bearer: bool
) -> SignedInOut:
    """The tokens in the body or as cookies, never both."""
    keep_private(response)
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


def local_path(to: str | None) -> str:
    """The path if it is one of this site, else the first page."""
    return to if to is not None and _LOCAL_PATH.fullmatch(to) else "/"


def see_other(path: str) -> RedirectResponse:
    """On to a path of this site, by GET (RFC 9110 section 15.4.4)."""
    response = RedirectResponse(path, status_code=status.HTTP_303_SEE_OTHER)
    keep_private(response)
    return response


def keep_private(response: Response) -> None:
    """Let nobody on the way keep what belongs to one person."""
    response.headers["Cache-Control"] = "no-store"


def in_clear(secret: SecretStr | None) -> str | None:
    """What a request body holds, to be handed on and not shown."""
    return None if secret is None else secret.get_secret_value()
