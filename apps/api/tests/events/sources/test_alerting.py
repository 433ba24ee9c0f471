"""Whoever looks after the calendar is told of each trouble once, and of its end."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.fetching.errors import FetchFailedError
from app.events.sources.alerting import News, collect_news, note_as_told
from app.kernel import clock
from tests.events.sources.conftest import AddFeed, RunAt
from tests.factories.calendars import vcalendar, vevent
from tests.fakes.feeds import FakeFetcher

BEGIN = datetime(2026, 3, 7, 14, 0, tzinfo=UTC)
URL = "https://feeds.example/private-4711/calendar.ics"
THREE = vcalendar(
    *(vevent(uid, f"202603{day}T190000") for uid, day in (("a", 10), ("b", 11), ("c", 12)))
)
DOWN = FetchFailedError("timeout", "feeds.example did not answer within 30 seconds.")


@pytest.fixture
async def feed_id(add_feed: AddFeed, fetcher: FakeFetcher, run_at: RunAt) -> int:
    found = await add_feed(URL, name="The Club")
    fetcher.answers[URL] = THREE
    await run_at(found, BEGIN)
    return found


async def told(session: AsyncSession, moment: datetime) -> News:
    with clock.freeze(moment):
        news = await collect_news(session)
        await note_as_told(session, news)
    await session.commit()
    return news


async def test_a_feed_that_is_well_is_no_news(session: AsyncSession, feed_id: int) -> None:
    del feed_id
    assert (await told(session, BEGIN + timedelta(minutes=5))).is_empty


async def test_a_halved_feed_is_told_of_once_and_so_is_its_recovery(
    session: AsyncSession, feed_id: int, fetcher: FakeFetcher, run_at: RunAt
) -> None:
    fetcher.answers[URL] = vcalendar(vevent("a", "20260310T190000"))
    await run_at(feed_id, BEGIN + timedelta(hours=1))
    news = await told(session, BEGIN + timedelta(hours=1))
    assert len(news.troubles) == 1
    assert "The Club (feeds.example)" in news.troubles[0]
    assert "less than half" in news.troubles[0]
    assert "private-4711" not in news.text("https://srq.test")
    await run_at(feed_id, BEGIN + timedelta(hours=2))
    assert (await told(session, BEGIN + timedelta(hours=2))).is_empty
    fetcher.answers[URL] = THREE
    await run_at(feed_id, BEGIN + timedelta(hours=3))
    news = await told(session, BEGIN + timedelta(hours=3))
    assert (len(news.troubles), len(news.recoveries)) == (0, 1)
    assert (await told(session, BEGIN + timedelta(hours=4))).is_empty


async def test_a_host_may_fail_twice_before_anybody_is_bothered(
    session: AsyncSession, feed_id: int, fetcher: FakeFetcher, run_at: RunAt
) -> None:
    fetcher.answers[URL] = DOWN
    for hour, count in ((1, 0), (2, 0), (3, 1), (4, 0)):
        await run_at(feed_id, BEGIN + timedelta(hours=hour))
        assert len((await told(session, BEGIN + timedelta(hours=hour))).troubles) == count


async def test_another_trouble_of_the_same_feed_is_news(
    session: AsyncSession, feed_id: int, fetcher: FakeFetcher, run_at: RunAt
) -> None:
    fetcher.answers[URL] = b"<html><title>Just a moment...</title></html>"
    await run_at(feed_id, BEGIN + timedelta(hours=1))
    assert len((await told(session, BEGIN + timedelta(hours=1))).troubles) == 1
    fetcher.answers[URL] = vcalendar()
    await run_at(feed_id, BEGIN + timedelta(hours=2))
    (trouble,) = (await told(session, BEGIN + timedelta(hours=2))).troubles
    assert "lists no events" in trouble


async def test_a_feed_that_no_worker_reads_is_stale_after_a_day(
    session: AsyncSession, feed_id: int
) -> None:
    del feed_id
    (trouble,) = (await told(session, BEGIN + timedelta(hours=25))).troubles
    assert "Nothing could be read since 2026-03-07" in trouble


async def test_a_paused_feed_troubles_nobody(
    session: AsyncSession, feed_id: int, fetcher: FakeFetcher, run_at: RunAt
) -> None:
    fetcher.answers[URL] = vcalendar()
    await run_at(feed_id, BEGIN + timedelta(hours=1))
    await session.execute(text("UPDATE app.feed SET state = 'paused'"))
    await session.commit()
    assert (await told(session, BEGIN + timedelta(hours=30))).is_empty
