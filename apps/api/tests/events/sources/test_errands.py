"""What the worker finds out for somebody who waits."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.sources import errands
from app.events.sources.errands import Finding, ask, run
from app.events.sources.errors import InvalidFeedError
from app.events.sources.previewing import Looker
from app.kernel import clock
from app.kernel.database import Database
from tests.events.sources.conftest import AddFeed, RunAt
from tests.factories.calendars import NEW_YORK, vcalendar, vevent
from tests.fakes.feeds import FakeFetcher

NOW = datetime(2026, 3, 7, 14, 0, tzinfo=UTC)
URL = "https://hall.example/calendar.ics"


@pytest.fixture
def looker(database: Database, fetcher: FakeFetcher) -> Looker:
    return Looker(database, fetcher, NEW_YORK)


async def outcome(session: AsyncSession) -> tuple[str, Any, str | None]:
    row = await session.execute(text("SELECT state, result, failure FROM app.errand"))
    found = row.one()
    await session.rollback()
    return found.state, found.result, found.failure


async def test_a_preview_shows_the_next_five_events_and_what_we_have_already(
    looker: Looker, fetcher: FakeFetcher, add_feed: AddFeed, run_at: RunAt
) -> None:
    known = "https://paper.example/feed.ics"
    fetcher.answers[known] = vcalendar(
        vevent("p", "20260310T190000", "LOCATION:The Hall", summary="Jazz")
    )
    await run_at(await add_feed(known), NOW)
    days = range(10, 17)
    fetcher.answers[URL] = vcalendar(
        *(
            vevent(
                f"e{day}",
                f"202603{day}T190000",
                "LOCATION:The Hall",
                summary="Jazz" if day == 10 else f"Night {day}",
            )
            for day in days
        ),
        "BEGIN:VEVENT\r\nUID:broken\r\nEND:VEVENT\r\n",
    )
    with clock.freeze(NOW):
        found = await looker.preview({"url": URL, "adapter": "ical"})
    assert (found["date_count"], found["duplicate_count"]) == (7, 1)
    assert [event["title"] for event in found["next_events"]] == [
        "Jazz", "Night 11", "Night 12", "Night 13", "Night 14",
    ]  # fmt: skip
    assert found["problems"][0]["uid"] == "broken"


async def test_a_dry_run_counts_and_changes_nothing(
    session: AsyncSession, looker: Looker, fetcher: FakeFetcher, add_feed: AddFeed, run_at: RunAt
) -> None:
    feed_id = await add_feed(URL)
    fetcher.answers[URL] = vcalendar(vevent("a", "20260310T190000"), vevent("b", "20260311T190000"))
    await run_at(feed_id, NOW)
    fetcher.answers[URL] = vcalendar(vevent("a", "20260310T200000"), vevent("c", "20260312T190000"))
    with clock.freeze(NOW):
        found = await looker.dry_run({"feed_id": feed_id})
    counts = [found[f"{name}_count"] for name in ("new", "changed", "unchanged", "missing")]
    assert counts == [1, 1, 0, 1]
    assert await session.scalar(text("SELECT count(*) FROM app.fetch_run")) == 1


async def test_an_answer_is_kept_for_whoever_asked(
    session: AsyncSession, database: Database
) -> None:
    errand_id = await ask(session, "preview", {"url": URL})
    await session.commit()

    async def look(request: Finding) -> Finding:
        return {"seen": request["url"]}

    await run(database, errand_id, {"preview": look})
    assert await outcome(session) == ("done", {"seen": URL}, None)


async def test_a_refusal_is_an_answer_and_a_fault_is_no_secret(
    session: AsyncSession, database: Database
) -> None:
    async def refuse(request: Finding) -> Finding:
        del request
        raise InvalidFeedError("This is a bot check.")

    async def break_down(request: Finding) -> Finding:
        raise RuntimeError(request["url"])

    for handler, words in ((refuse, "This is a bot check."), (break_down, errands.WENT_WRONG)):
        errand_id = await ask(session, "preview", {"url": URL})
        await session.commit()
        await run(database, errand_id, {"preview": handler})
        assert await outcome(session) == ("failed", None, words)
        await session.execute(text("DELETE FROM app.errand"))
        await session.commit()


async def test_an_errand_is_run_once(session: AsyncSession, database: Database) -> None:
    errand_id = await ask(session, "find", {"homepage": URL})
    await session.commit()
    calls: list[Finding] = []

    async def look(request: Finding) -> Finding:
        calls.append(request)
        return {}

    for _ in range(2):
        await run(database, errand_id, {"find": look})
    assert len(calls) == 1
