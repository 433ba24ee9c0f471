"""The two cookies of our own pages, which no script can read (RFC 6265bis).

The refresh cookie is sent to /api/auth alone: a page that leaks its headers leaks an hour at most.
"""

from datetime import timedelta
from typing import Final

from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.identity.sessions.service import LIFETIME, Issued
from app.identity.tokens import ACCESS_LIFETIME

ACCESS_PATH: Final = "/"
REFRESH_PATH: Final = "/api/auth"


class SessionCookies:
    """Writes and reads the cookies of a site; over TLS their names promise how they were set."""

    def __init__(self, site_url: str) -> None:
        """`site_url` tells whether browsers reach the site over TLS."""
        self._is_secure = site_url.startswith("https://")
        self.access_name = "__Host-srq_access" if self._is_secure else "srq_access"
        self.refresh_name = "__Secure-srq_refresh" if self._is_secure else "srq_refresh"

    def give(self, response: Response, issued: Issued) -> None:
        """Put a session's tokens into the browser."""
        self._set(response, self.access_name, issued.access_token, ACCESS_LIFETIME, ACCESS_PATH)
        self._set(response, self.refresh_name, issued.refresh_token, LIFETIME, REFRESH_PATH)

    def take(self, response: Response) -> None:
        """Remove both from the browser."""
        self._set(response, self.access_name, "", timedelta(0), ACCESS_PATH)
        self._set(response, self.refresh_name, "", timedelta(0), REFRESH_PATH)

    def access_token(self, request: HTTPConnection) -> str | None:
        """The access token that the browser sent."""
        return request.cookies.get(self.access_name) or None

    def refresh_token(self, request: HTTPConnection) -> str | None:
        """The refresh token that the browser sent."""
        return request.cookies.get(self.refresh_name) or None

    def _set(
        self, response: Response, name: str, content: str, lifetime: timedelta, path: str
    ) -> None:
        response.set_cookie(
            name,
            content,
            max_age=int(lifetime.total_seconds()),
            path=path,
            secure=self._is_secure,
            httponly=True,
            samesite="lax",
        )
