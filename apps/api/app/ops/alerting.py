"""Turns what is wrong into alerts: each is told when it opens, gets worse, lasts and is over.

What comes and goes is no news: it must last to open, and stay away to close.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.ops.checks import Check
from app.ops.models import Alert

# Evaluations are a minute apart, so it takes two of them.
HOLDS_FOR: Final = timedelta(seconds=30)
REMINDED_AFTER: Final = timedelta(days=1)
KEPT_FOR: Final = timedelta(days=90)
_RANKS: Final = {"look": 1, "act": 2}

Event = Literal["opened", "worse", "reminder", "closed"]


@dataclass(frozen=True, slots=True)
class News:
    """Something to tell of an alert."""

    alert: Alert
    event: Event


async def evaluate(
    session: AsyncSession, checks: Iterable[Check], *, now: datetime
) -> Sequence[News]:
    """Bring the alerts up to date and return what is to be told; an open one is locked."""
    wrong = {check.key: check for check in checks if check.is_alerted and check.state != "fine"}
    statement = select(Alert).where(Alert.closed_at.is_(None)).order_by(Alert.id).with_for_update()
    standing = list(await session.scalars(statement))
    events = [(alert, _follow(alert, wrong.pop(alert.key, None), now=now)) for alert in standing]
    for alert in standing:
        if alert.opened_at is None and alert.last_seen_at != now:
            await session.delete(alert)
    for check in wrong.values():
        await _note(session, check, now=now)
    return [News(alert, event) for alert, event in events if event is not None]


async def _note(session: AsyncSession, check: Check, *, now: datetime) -> None:
    values = {"key": check.key, "title": check.title, "severity": check.state}
    moments = {"first_seen_at": now, "last_seen_at": now}
    statement = insert(Alert).values(**values, **moments, sentence=check.sentence)
    await session.execute(
        statement.on_conflict_do_nothing(
            index_elements=[Alert.key], index_where=Alert.closed_at.is_(None)
        )
    )


def _follow(alert: Alert, check: Check | None, *, now: datetime) -> Event | None:
    """Change the alert as what was seen wants it."""
    if check is None:
        return _miss(alert, now=now)
    alert.last_seen_at, alert.gone_since = now, None
    alert.severity, alert.sentence, alert.title = check.state, check.sentence, check.title
    if alert.opened_at is None:
        if now - alert.first_seen_at < HOLDS_FOR:
            return None
        alert.opened_at = now
        return _told(alert, "opened", now=now)
    if _RANKS[alert.severity] > _RANKS[alert.notified_severity or alert.severity]:
        return _told(alert, "worse", now=now)
    if alert.notified_at is None or now - alert.notified_at >= REMINDED_AFTER:
        return _told(alert, "reminder", now=now)
    return None


def _told(alert: Alert, event: Event, *, now: datetime) -> Event:
    worst = max(alert.severity, alert.notified_severity or alert.severity, key=_RANKS.__getitem__)
    alert.notified_at, alert.notified_severity = now, worst
    return event


def _miss(alert: Alert, *, now: datetime) -> Event | None:
    if alert.opened_at is None:
        return None
    if alert.gone_since is None:
        alert.gone_since = now
        return None
    if now - alert.gone_since < HOLDS_FOR:
        return None
    alert.closed_at = now
    return "closed"


async def open_alerts(session: AsyncSession) -> Sequence[Alert]:
    """Return the alerts that are open, the oldest first."""
    statement = (
        select(Alert)
        .where(Alert.closed_at.is_(None), Alert.opened_at.is_not(None))
        .order_by(Alert.opened_at, Alert.id)
        .limit(100)
    )
    return list(await session.scalars(statement))


async def closed_alerts(session: AsyncSession, *, limit: int) -> Sequence[Alert]:
    """Return the alerts that closed last, the latest first."""
    statement = (
        select(Alert)
        .where(Alert.closed_at.is_not(None))
        .order_by(Alert.closed_at.desc(), Alert.id.desc())
        .limit(limit)
    )
    return list(await session.scalars(statement))


async def forget_closed(session: AsyncSession, *, before: datetime) -> int:
    """Forget the alerts that closed before then."""
    result: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
        delete(Alert).where(Alert.closed_at < before)
    )
    return result.rowcount
