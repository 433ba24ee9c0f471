"""The middleware that every request passes: id, access line, HEAD, and the answer to a bug."""

import logging
import os
import re
import time
from typing import Final

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.counters import count_request
from app.http.problems import problem_response
from app.kernel.logs import request_id

access = logging.getLogger("app.access")
logger = logging.getLogger(__name__)

_SANE_ID: Final = re.compile(rb"[A-Za-z0-9][A-Za-z0-9._:-]{7,127}")
# Asked every second by proxies and containers; worth a line only when something is wrong.
_QUIET_PATHS: Final = frozenset(
    {"/health", "/health/db", "/api/health", "/api/db-health", "/api/ready", "/metrics"}
)


class RequestMiddleware:
    """Outermost of the application's own middlewares.

    It adopts the proxy's X-Request-Id or makes one, answers HEAD wherever GET is answered,
    refuses NUL bytes, turns an escaped exception into a 500 problem without internals, and
    writes one access line without the query string, which may hold tokens.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; lifespan passes through untouched."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        identifier = _request_id(scope)
        header = (b"x-request-id", identifier.encode())
        is_head = scope["method"] == "HEAD"
        method = scope["method"]
        status = 0
        size = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), header]
            elif message["type"] == "http.response.body":
                if is_head:
                    message = {**message, "body": b""}
                size += len(message.get("body", b""))
            await send(message)

        if is_head:
            scope["method"] = "GET"
        token = request_id.set(identifier)
        try:
            refusal = _refuse_nul(scope)
            if refusal is not None:
                await refusal(scope, receive, send_with_id)
            else:
                await self.app(scope, receive, send_with_id)
        except Exception:
            logger.exception("Unhandled error in %s %s", method, scope["path"])
            if status:
                raise  # The response has begun; only closing the connection tells the client.
            failure = problem_response(
                500,
                f"Something went wrong on our side; its reference is {identifier}.",
                "internal_error",
            )
            await failure(scope, receive, send_with_id)
        finally:
            seconds = time.perf_counter() - started
            count_request(method, scope.get("route"), status, seconds)
            _log_access(method, scope["path"], status, size, seconds)
            request_id.reset(token)


def _refuse_nul(scope: Scope) -> Response | None:
    """PostgreSQL's text holds no NUL, so nothing is called like that and nothing contains it."""
    if "\0" in scope["path"]:
        return problem_response(404, "There is nothing at this address.", "not_found")
    if b"%00" in scope["query_string"] or b"\0" in scope["query_string"]:
        message = "A value cannot hold a NUL character"
        errors = [{"location": ["query"], "message": message}]
        return problem_response(422, f"{message}.", "invalid_request", errors=errors)
    return None


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _SANE_ID.fullmatch(value):
            return str(value, "ascii")
    return os.urandom(16).hex()


def _log_access(method: str, path: str, status: int, size: int, seconds: float) -> None:
    level = logging.DEBUG if path in _QUIET_PATHS and status < 400 else logging.INFO  # noqa: PLR2004
    if not access.isEnabledFor(level):
        return
    access.log(
        level,
        "%s %s %d",
        method,
        path,
        status,
        extra={
            "method": method,
            "path": path,
            "status": status,
            "bytes": size,
            "duration_ms": round(seconds * 1000, 2),
        },
    )
