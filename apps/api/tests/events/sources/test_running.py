"""A run asks politely, keeps what it read, and can be done again from that."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.sources import repository
from app.events.sources.records import Pages
from app.events.sources.running import replay_run
from app.kernel import clock
from app.kernel.database import Database
from tests.events.sources.conftest import AddFeed, RunAt
from tests.events.sources.test_histories import public_calendar
from tests.factories.calendars import NEW_YORK, vcalendar, vevent
from tests.fakes.feeds import FakeFetcher

BEGIN = datetime(2026, 3, 7, 14, 0, tzinfo=UTC)
URL = "https://feeds.example/calendar.ics"
JAZZ = vcalendar(vevent("jazz", "20260310T190000"), vevent("film", "20260311T190000"))


async def runs(session: AsyncSession) -> list[tuple[str, int | None]]:
    rows = await session.execute(text("SELECT status, http_status FROM app.fetch_run ORDER BY id"))
    found = [(row.status, row.http_status) for row in rows]
    await session.rollback()
    return found


async def test_what_was_read_today_is_asked_for_conditionally_and_costs_nothing(
    session: AsyncSession, fetcher: FakeFetcher, add_feed: AddFeed, run_at: RunAt
) -> None:
    feed_id = await add_feed(URL)
    fetcher.answers[URL], fetcher.etags[URL] = JAZZ, '"v1"'
    await run_at(feed_id, BEGIN)
    await run_at(feed_id, BEGIN + timedelta(hours=1))
    assert fetcher.asked[0][1] is None
    validators = fetcher.asked[1][1]
    assert validators is not None
    assert (validators.etag, validators.given_by) == ('"v1"', URL)
    assert await runs(session) == [("complete", None), ("unchanged", 304)]


async def test_once_a_day_the_same_bytes_are_read_again_so_that_series_go_on(
    session: AsyncSession, fetcher: FakeFetcher, add_feed: AddFeed, run_at: RunAt
) -> None:
    feed_id = await add_feed(URL)
    fetcher.answers[URL] = vcalendar(vevent("yoga", "20260309T180000", "RRULE:FREQ=DAILY"))
    fetcher.etags[URL] = '"v1"'
    await run_at(feed_id, BEGIN)
    first = await public_calendar(session)
    await session.rollback()
    await run_at(feed_id, BEGIN + timedelta(days=1))
    assert len(await public_calendar(session)) == len(first) + 1
    await session.rollback()
    assert [status for status, _ in await runs(session)] == ["complete", "complete"]


async def test_any_run_can_be_replayed_from_what_it_read(
    session: AsyncSession,
    database: Database,
    fetcher: FakeFetcher,
    add_feed: AddFeed,
    run_at: RunAt,
) -> None:
    feed_id = await add_feed(URL)
    fetcher.answers[URL] = JAZZ
    await run_at(feed_id, BEGIN)
    before = await public_calendar(session)
    fetcher.answers[URL] = JAZZ.replace(b"SUMMARY:jazz", b"SUMMARY:Blues")
    await run_at(feed_id, BEGIN + timedelta(hours=1))
    assert "03-10 19:00 Blues" in await public_calendar(session)
    found = await repository.run_to_replay(session, 1)
    assert found is not None
    assert found[1] is not None
    packed = await repository.body(session, found[1])
    assert packed is not None
    await session.rollback()
    with clock.freeze(BEGIN + timedelta(hours=2)):
        await replay_run(database, found[0], Pages.unpacked(packed), zone=NEW_YORK)
    assert await public_calendar(session) == before


async def test_a_drop_that_a_curator_accepts_removes_at_once(
    session: AsyncSession, fetcher: FakeFetcher, add_feed: AddFeed, run_at: RunAt
) -> None:
    feed_id = await add_feed(URL)
    fetcher.answers[URL] = vcalendar(*(vevent(f"e{n}", f"202603{n}T190000") for n in range(10, 20)))
    await run_at(feed_id, BEGIN)
    fetcher.answers[URL] = vcalendar(vevent("e10", "20260310T190000"))
    await run_at(feed_id, BEGIN + timedelta(hours=1))
    assert len(await public_calendar(session)) == 10
    await session.execute(text("UPDATE app.feed SET accepts_next_drop = true"))
    await session.commit()
    await run_at(feed_id, BEGIN + timedelta(hours=2))
    assert await public_calendar(session) == ["03-10 19:00 e10"]
    row = await session.execute(text("SELECT accepts_next_drop, trouble_kind FROM app.feed"))
    assert tuple(row.one()) == (False, None)


async def test_a_feed_that_was_paused_meanwhile_is_not_read(
    fetcher: FakeFetcher, add_feed: AddFeed, run_at: RunAt
) -> None:
    feed_id = await add_feed(URL, state="paused")
    await run_at(feed_id, BEGIN)
    assert fetcher.asked == []


def test_pages_come_out_of_their_package_as_they_went_in() -> None:
    for pages in ((), (b"",), (b"a", b"", b"\x00\xff" * 5000)):
        assert Pages.unpacked(Pages(pages).packed()).pages == pages
    assert Pages((b"ab", b"c")).sha256 != Pages((b"a", b"bc")).sha256
