"""Requests that change something come from our own pages, or from programs that hold a token.

A browser attaches cookies to whatever page asks (cross-site request forgery), and its Origin header
(RFC 6454 section 7) says which page that was.
"""

from collections.abc import Iterable
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.callers import Callers, without_default_port
from app.http.problems import problem_response

_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class OwnOriginOnly:
    """Middleware: refuses an unsafe request that another origin's page may have sent.

    One with cookies needs our own origin in `Origin`, exactly; one without may also come from a
    listed frontend or from a program that sends no Origin. A bearer token is what no page of
    another origin can add, and cookies do not count beside it.
    """

    def __init__(
        self, app: ASGIApp, *, site_url: str, frontend_origins: Iterable[str], callers: Callers
    ) -> None:
        """Wrap `app`."""
        self._app = app
        self._site_origin = without_default_port(site_url)
        self._frontend_origins = frozenset(frontend_origins)
        self._callers = callers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403 or hand on."""
        if scope["type"] != "http" or scope["method"] in _SAFE_METHODS or self._is_welcome(scope):
            await self._app(scope, receive, send)
            return
        refusal = problem_response(
            403,
            "This request does not come from a page of this site, so nothing was changed.",
            "foreign_origin",
        )
        await refusal(scope, receive, send)

    def _is_welcome(self, scope: Scope) -> bool:
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        if any(name == b"authorization" and is_bearer(value) for name, value in headers):
            return True
        origins = [value.decode("latin-1") for name, value in headers if name == b"origin"]
        has_cookies = any(name == b"cookie" for name, _ in headers)
        if not origins:
            return not has_cookies
        own = {self._site_origin, self._callers.origin(scope)}
        allowed = own if has_cookies else own | self._frontend_origins
        return all(origin in allowed for origin in origins)


def is_bearer(authorization: bytes) -> bool:
    """Whether an Authorization header brings a bearer token (RFC 6750 section 2.1)."""
    return authorization[:7].lower() == b"bearer "
