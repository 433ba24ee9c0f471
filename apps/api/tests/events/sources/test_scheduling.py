"""Every feed gets its turn, on time and alone, however many there are."""

import itertools
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.sources.rules import next_due
from app.events.sources.scheduling import LEASE, schedule
from app.kernel import clock

BEGIN = datetime(2026, 3, 7, 14, 0, tzinfo=UTC)
FEEDS = 1_500
INTERVAL = 15


async def _make_feeds(session: AsyncSession, count: int) -> None:
    """Make feeds of 100 hosts, all due at once, as after a long night without a worker."""
    await session.execute(
        text(
            """
            WITH source AS (INSERT INTO app.source (slug, name, kind, rank)
                VALUES ('many', 'Many', 'organiser', 20) RETURNING id)
            INSERT INTO app.feed (source_id, url, adapter, interval_minutes, next_due)
            SELECT source.id, 'https://host' || number % 100 || '.example/' || number, 'ical',
                   :interval, :begin
            FROM source, generate_series(1, :count) AS number
            """
        ),
        {"count": count, "begin": BEGIN - timedelta(hours=9), "interval": INTERVAL},
    )


async def _take_jobs(session: AsyncSession, moment: datetime) -> list[tuple[int, datetime, str]]:
    """Take the deferred runs off the queue: (feed, when it may begin, lock)."""
    rows = await session.execute(
        text(
            "DELETE FROM procrastinate_jobs WHERE task_name = 'events.run_feed'"
            " RETURNING (args->>'feed_id')::bigint, scheduled_at, lock"
        )
    )
    return [(row[0], max(row[1] or moment, moment), row[2]) for row in rows]


async def test_thousands_of_feeds_are_read_within_a_tenth_of_their_interval(
    session: AsyncSession,
) -> None:
    await _make_feeds(session, FEEDS)
    began: dict[int, list[datetime]] = {}
    for minute in range(3 * INTERVAL):
        moment = BEGIN + timedelta(minutes=minute)
        with clock.freeze(moment):
            await schedule(session)
        for feed_id, begins_at, _ in await _take_jobs(session, moment):
            began.setdefault(feed_id, []).append(begins_at)
        await session.execute(
            text(
                "UPDATE app.feed SET next_due = began.due FROM unnest(CAST(:ids AS bigint[]),"
                " CAST(:due AS timestamptz[])) AS began (id, due) WHERE feed.id = began.id"
            ),
            {
                "ids": [id_ for id_, starts in began.items() if starts[-1] >= moment],
                "due": [
                    next_due(starts[-1], starts[-1], interval_minutes=INTERVAL, failure_count=0)
                    for starts in began.values()
                    if starts[-1] >= moment
                ],
            },
        )
    assert len(began) == FEEDS
    gaps = [
        later - earlier
        for starts in began.values()
        for earlier, later in itertools.pairwise(starts)
    ]
    interval = timedelta(minutes=INTERVAL)
    assert len(gaps) >= FEEDS
    assert max(gaps) <= interval * 1.1
    assert min(gaps) >= interval * 0.9
    await session.rollback()


async def test_a_feed_that_is_taken_is_not_taken_twice_but_made_up_for_when_lost(
    session: AsyncSession,
) -> None:
    await _make_feeds(session, 3)
    with clock.freeze(BEGIN):
        assert await schedule(session) == 3
        assert await schedule(session) == 0
    with clock.freeze(BEGIN + LEASE):
        assert await schedule(session) == 3
    await session.rollback()


async def test_paused_feeds_and_those_filled_by_hand_are_never_due(session: AsyncSession) -> None:
    await _make_feeds(session, 3)
    await session.execute(text("UPDATE app.feed SET state = 'paused' WHERE id % 3 = 0"))
    await session.execute(text("UPDATE app.feed SET next_due = NULL WHERE id % 3 = 1"))
    with clock.freeze(BEGIN):
        assert await schedule(session) == 1
    await session.rollback()


async def test_feeds_of_one_host_are_read_one_after_the_other(session: AsyncSession) -> None:
    await _make_feeds(session, 201)
    with clock.freeze(BEGIN):
        await schedule(session)
    locks = [lock for *_, lock in await _take_jobs(session, BEGIN)]
    assert len(set(locks)) == 100
    assert locks.count("events.host.host1.example") == 3
    await session.rollback()


def test_a_feed_that_fails_is_asked_less_and_less_often_but_daily_at_least() -> None:
    waits = [
        next_due(BEGIN, BEGIN, interval_minutes=60, failure_count=count) - BEGIN
        for count in range(8)
    ]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(hours=1)
    assert waits[-1] == timedelta(hours=24)
    weekly = next_due(BEGIN, BEGIN, interval_minutes=10080, failure_count=9)
    assert weekly - BEGIN == timedelta(days=7)
    asked = next_due(BEGIN, BEGIN, interval_minutes=60, failure_count=1, retry_after=5 * 3600)
    assert asked - BEGIN == timedelta(hours=5)
