"""Which feeds are due: each gets its turn however many there are."""

from datetime import timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.sources import repository
from app.events.sources.rules import host_of
from app.kernel import clock, queue
from app.kernel.queue import Terms

RUN_FEED: Final = "events.run_feed"
SCHEDULE: Final = "events.schedule"
# The schedule looks once a minute at what becomes due before it looks again.
LOOKS_AHEAD: Final = timedelta(seconds=60)
# A run that was lost with its worker is made up for after this.
LEASE: Final = timedelta(minutes=15)
MOST_AT_ONCE: Final = 2000


async def schedule(session: AsyncSession) -> int:
    """Defer a run of each feed that becomes due within a minute; returns how many.

    Runs of one host follow one another, and so do those of one feed: the host is their lock.
    """
    now = clock.now()
    due = await repository.due_feeds(
        session, until=now + LOOKS_AHEAD, leased_until=now + LEASE, limit=MOST_AT_ONCE
    )
    for feed_id, url, due_at in due:
        terms = Terms(not_before=due_at if due_at > now else None, lock=lock_of(url))
        await queue.defer_on(session, terms, RUN_FEED, feed_id=feed_id, trigger="schedule")
    return len(due)


def lock_of(url: str) -> str:
    """Return what jobs that ask one host have in common."""
    return f"events.host.{host_of(url)}"
