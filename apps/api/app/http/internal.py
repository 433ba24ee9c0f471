"""The door to /internal/* and /metrics, for the operator's own programs: closed unless opened.

Whoever asks must come from an allowed network and hold the token. The guard stands in front of the
path, so that no route below it can forget it.
"""

import hmac
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, SecretStr
from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.callers import LOOPBACK, Callers, Network, is_in, parse_networks
from app.http.origins import is_bearer
from app.http.problems import problem_response
from app.kernel.environment import EnvironmentSettings

PREFIX: Final = "/internal"
METRICS: Final = "/metrics"


def _parse_allowlist(value: object) -> object:
    return parse_networks("INTERNAL_API_ALLOWLIST", value) if isinstance(value, str) else value


def _parse_trusted_proxies(value: object) -> object:
    if not isinstance(value, str):
        return value
    return parse_networks("INTERNAL_API_TRUSTED_PROXIES", value)


class InternalApiSettings(EnvironmentSettings):
    """Without a token nobody gets in; without an allow-list only this machine does."""

    token: SecretStr | None = Field(
        default=None, min_length=16, validation_alias="INTERNAL_API_TOKEN"
    )
    allowlist: Annotated[tuple[Network, ...], BeforeValidator(_parse_allowlist)] = Field(
        default=LOOPBACK, validation_alias="INTERNAL_API_ALLOWLIST"
    )
    trusted_proxies: Annotated[tuple[Network, ...], BeforeValidator(_parse_trusted_proxies)] = (
        Field(default=(), validation_alias="INTERNAL_API_TRUSTED_PROXIES")
    )


class InternalGuard:
    """Middleware: lets nobody to /metrics or below /internal who lacks the address or the token."""

    def __init__(self, app: ASGIApp, *, settings: InternalApiSettings) -> None:
        """Wrap `app`."""
        self._app = app
        self._token = settings.token
        self._allowlist = settings.allowlist
        self._callers = Callers(settings.trusted_proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 404 while closed, 403 to a stranger's address, 401 without the token."""
        if scope["type"] != "http" or not _is_inside(scope["path"]):
            await self._app(scope, receive, send)
            return
        if self._token is None:
            refusal = problem_response(404, "There is nothing at this address.", "not_found")
        elif not self._is_allowed(scope):
            refusal = problem_response(
                403, "This address is not open to where you are.", "address_not_allowed"
            )
        elif not self._has_token(scope, self._token):
            refusal = problem_response(
                401,
                "This address asks for the internal token.",
                "token_required",
                headers={"www-authenticate": "Bearer"},
            )
        else:
            await self._app(scope, receive, send)
            return
        await refusal(scope, receive, send)

    def _is_allowed(self, scope: Scope) -> bool:
        address = self._callers.address(scope)
        return address is not None and is_in(address, self._allowlist)

    @staticmethod
    def _has_token(scope: Scope, token: SecretStr) -> bool:
        """Compare bytes in constant time: text that is not ASCII could not be compared at all."""
        expected = token.get_secret_value().encode()
        given = [value for name, value in scope["headers"] if name == b"authorization"]
        return (
            len(given) == 1
            and is_bearer(given[0])
            and hmac.compare_digest(given[0][len(b"bearer ") :].strip(), expected)
        )


def _is_inside(path: str) -> bool:
    return f"{path.lower()}/".startswith((f"{PREFIX}/", f"{METRICS}/"))
