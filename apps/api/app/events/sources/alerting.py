"""Tells whoever looks after the calendar which feeds got into trouble and out of it: each once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.sources import repository
from app.events.sources.rules import health, host_of
from app.kernel import clock


@dataclass(frozen=True, slots=True)
class News:
    """Sentences about feeds whose state somebody should know of."""

    troubles: list[str]
    recoveries: list[str]
    kinds: dict[int, str | None]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.troubles and not self.recoveries

    def text(self, site_url: str) -> str:
        """Return the message's body."""
        parts: list[str] = []
        if self.troubles:
            parts += ["These feeds need a look:", "", *self.troubles, ""]
        if self.recoveries:
            parts += ["These feeds are well again:", "", *self.recoveries, ""]
        return "\n".join([*parts, f"{site_url}/admin/feeds", ""])


async def collect_news(session: AsyncSession) -> News:
    """Return what was not told yet."""
    now = clock.now()
    news = News([], [], {})
    for feed in await repository.feeds_to_alert(session, now=now):
        kind = _kind(feed, now)
        if kind == feed.alerted_kind:
            continue
        news.kinds[feed.id] = kind
        if kind is None:
            news.recoveries.append(f"- {_named(feed)}")
        else:
            news.troubles.append(f"- {_named(feed)}\n  {feed.trouble or _stale(feed)}")
    return news


async def note_as_told(session: AsyncSession, news: News) -> None:
    """Remember what was told, so that it is told once."""
    for feed_id, kind in news.kinds.items():
        await repository.update_feed(session, feed_id, {"alerted_kind": kind})


def _kind(feed: Row[Any], now: datetime) -> str | None:
    """Return what to alert about; that a host failed once or twice is no news."""
    found = health(
        state="active",
        trouble_kind=feed.trouble_kind,
        failure_count=feed.failure_count,
        last_success_at=feed.last_success_at,
        interval_minutes=feed.interval_minutes,
        now=now,
    )
    if found == "trouble":
        return str(feed.trouble_kind)
    if found == "stale":
        return "stale"
    told: str | None = feed.alerted_kind
    return told if feed.trouble_kind is not None else None


def _named(feed: Row[Any]) -> str:
    """Name a feed and its host; the rest of an address may be the password of a calendar."""
    return f"{feed.name} ({host_of(feed.url)})"


def _stale(feed: Row[Any]) -> str:
    return f"Nothing could be read since {feed.last_success_at:%Y-%m-%d %H:%M} UTC."
