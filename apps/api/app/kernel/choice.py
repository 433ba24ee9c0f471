"""Choosing the database: up to four addresses, of which the first that answers is used."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from pydantic import SecretStr

from app.kernel.dsn import Dsn, DsnError, parse_dsn, redact
from app.kernel.errors import StartRefusedError
from app.kernel.settings import DatabaseSettings

UNREADABLE = "unreadable address"
NO_DSN = "No database DSN provided in environment variables."

logger = logging.getLogger(__name__)

# What a candidate must allow before it counts as connected; raises StartRefusedError to end the
# search, because a login with too much power is no reason to try the next address.
Examine = Callable[[psycopg.AsyncConnection], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A database that may be used, and the variable that names it."""

    source: str
    dsn: Dsn


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a candidate was passed over; the reason holds no secret."""

    source: str
    address: str
    reason: str

    def __str__(self) -> str:
        """`DATABASE_URL (host:5432/db): connection refused`."""
        return f"{self.source} ({self.address}): {self.reason}"


def read_candidates(settings: DatabaseSettings) -> tuple[list[Candidate], list[Failure]]:
    """The distinct databases in the order of trial, and the variables that cannot be read.

    Raises StartRefusedError when no variable is set, or none of them can be read.
    """
    candidates: dict[Dsn, Candidate] = {}
    unreadable: list[Failure] = []
    for source, secret in settings.candidates():
        try:
            dsn = parse_dsn(secret.get_secret_value())
        except DsnError as error:
            unreadable.append(Failure(source, UNREADABLE, str(error)))
        else:
            candidates.setdefault(dsn, Candidate(source, dsn))
    if not candidates:
        raise StartRefusedError(_none_reachable(unreadable) if unreadable else NO_DSN)
    return list(candidates.values()), unreadable


def read_address(source: str, secret: SecretStr | None) -> Candidate | None:
    """A database that is used for one purpose only; None where the variable is not set.

    Raises StartRefusedError when it cannot be read.
    """
    if secret is None:
        return None
    try:
        return Candidate(source, parse_dsn(secret.get_secret_value()))
    except DsnError as error:
        raise StartRefusedError(f"{source} cannot be used: {error}.") from None


async def choose(
    settings: DatabaseSettings, examine: Examine, *, preferred: Candidate | None = None
) -> tuple[Candidate | None, list[Failure]]:
    """Try every candidate once, in order, and stop at the first that connects.

    A preferred candidate is tried before the others. Returns the candidate that connected, or
    None, and why the ones before it failed.
    """
    candidates, failures = read_candidates(settings)
    if preferred in candidates:
        candidates.sort(key=lambda candidate: candidate != preferred)
    for candidate in candidates:
        reason = await _try(candidate, settings.bootstrap_timeout, examine)
        if reason is None:
            return candidate, failures
        failures.append(Failure(candidate.source, candidate.dsn.address, reason))
    return None, failures


def refuse_unreachable(failures: list[Failure]) -> StartRefusedError:
    """The refusal that names every database that was tried, and why it was not used."""
    return StartRefusedError(_none_reachable(failures))


def describe_connect_error(error: Exception) -> str:
    """A connection failure in a few words, without addresses or secrets."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    text = (
        lines[-1] if lines and lines[-1].startswith("connection to server") else "".join(lines[:1])
    )
    fatal = re.search(r"FATAL:\s+(.*)", str(error))
    if fatal:
        text = fatal[1]
    elif " failed: " in text:
        text = text.rpartition(" failed: ")[2]
    text = redact(text).strip().rstrip(".") or type(error).__name__
    return text[0].lower() + text[1:]


async def _try(candidate: Candidate, timeout_seconds: float, examine: Examine) -> str | None:
    """Connect and look around; returns why that failed, or None when it did not."""
    try:
        async with asyncio.timeout(timeout_seconds):
            connection = await psycopg.AsyncConnection.connect(
                **bootstrap_parameters(candidate.dsn), autocommit=True
            )
            try:
                await examine(connection)
            finally:
                connection.pgconn.finish()
    except TimeoutError:
        return f"no answer within {timeout_seconds:g} seconds"
    except (psycopg.Error, OSError, UnicodeError) as error:
        return describe_connect_error(error)
    return None


def bootstrap_parameters(dsn: Dsn) -> dict[str, Any]:
    """What psycopg needs to reach `dsn` at start."""
    return {"application_name": "srq-hpn", **dsn.connection_parameters()}


def _none_reachable(failures: list[Failure]) -> str:
    tried = "; ".join(str(failure) for failure in failures)
    return f"No configured database can be reached; tried {tried}."
