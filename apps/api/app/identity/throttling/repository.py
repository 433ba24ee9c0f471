"""Attempts in PostgreSQL, so that every process and every replica counts them together."""

import hashlib
import math
from datetime import datetime
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.identity.errors import TooManyAttemptsError
from app.identity.throttling.rules import Rule
from app.kernel import clock

_RECENT: Final = text(
    """
    SELECT array(SELECT attempt FROM unnest(attempts) AS attempt WHERE attempt > :since ORDER BY 1)
    FROM app.throttle WHERE rule = :rule AND subject_sha256 = :subject
    """
)
# The row is locked by the conflict, so that attempts at the same moment are counted one by one.
_ADD: Final = text(
    """
    INSERT INTO app.throttle AS kept (rule, subject_sha256, attempts, expires_at)
    VALUES (:rule, :subject, ARRAY[CAST(:now AS timestamptz)], :expires_at)
    ON CONFLICT (rule, subject_sha256) DO UPDATE SET
        attempts = array(
            SELECT attempt FROM unnest(kept.attempts || excluded.attempts) AS attempt
            WHERE attempt > :since ORDER BY 1 DESC LIMIT :most),
        expires_at = excluded.expires_at
    RETURNING array(SELECT attempt FROM unnest(attempts) AS attempt ORDER BY 1)
    """
)
_FORGET_EXPIRED: Final = text("DELETE FROM app.throttle WHERE expires_at < :now")


async def refuse_if_exhausted(session: AsyncSession, rule: Rule, subject: str) -> None:
    """Raise TooManyAttemptsError when the rule allows no attempt at this moment."""
    now = clock.now()
    attempts: list[datetime] | None = await session.scalar(_RECENT, _key(rule, subject, now))
    if attempts is not None and len(attempts) >= rule.limit:
        raise _refusal(rule, attempts, now)


async def count(session: AsyncSession, rule: Rule, subject: str) -> None:
    """Count one attempt; raises TooManyAttemptsError when it is one too many.

    One that is too many is forgotten with the transaction that the refusal undoes.
    """
    now = clock.now()
    parameters = _key(rule, subject, now) | {
        "now": now,
        "expires_at": now + rule.window,
        "most": rule.limit + 1,
    }
    attempts: list[datetime] = (await session.execute(_ADD, parameters)).scalar_one()
    if len(attempts) > rule.limit:
        raise _refusal(rule, attempts[-rule.limit :], now)


async def forget_expired(session: AsyncSession) -> None:
    """Remove what no rule looks back at."""
    await session.execute(_FORGET_EXPIRED, {"now": clock.now()})


def _key(rule: Rule, subject: str, now: datetime) -> dict[str, Any]:
    digest = hashlib.sha256(subject.encode("utf-8", "surrogatepass")).digest()
    return {"rule": rule.name, "subject": digest, "since": now - rule.window}


def _refusal(rule: Rule, attempts: list[datetime], now: datetime) -> TooManyAttemptsError:
    seconds = (attempts[0] + rule.window - now).total_seconds()
    return TooManyAttemptsError(max(1, math.ceil(seconds)))
