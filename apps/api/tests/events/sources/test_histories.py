"""What the public sees after every answer of a feed, and that addresses last through all of it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tests.events.sources.conftest import AddFeed, RunAt
from tests.events.sources.histories import HISTORIES, History
from tests.fakes.feeds import FakeFetcher

# A Saturday morning in New York.
BEGIN = datetime(2026, 3, 7, 14, 0, tzinfo=UTC)
URL = "https://feeds.example/calendar.ics"


async def public_calendar(session: AsyncSession) -> list[str]:
    rows = await session.execute(
        text(
            """
            SELECT to_char(starts_at AT TIME ZONE 'America/New_York',
                    CASE WHEN all_day THEN 'MM-DD "all day"' ELSE 'MM-DD HH24:MI' END)
                || ' ' || coalesce(occurrence.title, event.title)
                || CASE occurrence.status WHEN 'cancelled' THEN ' (cancelled)' ELSE '' END
                || CASE WHEN moved_from IS NULL THEN '' ELSE ' (moved)' END
            FROM app.occurrence JOIN app.event ON event.id = event_id
            WHERE NOT is_hidden AND merged_into_id IS NULL ORDER BY starts_at, occurrence.id
            """
        )
    )
    return list(rows.scalars())


async def addresses(session: AsyncSession) -> dict[str, int]:
    rows = await session.execute(
        text("SELECT DISTINCT split_part(title, ' ', 1), id FROM app.event ORDER BY id")
    )
    return dict(reversed([(row[0].strip(":").lower(), row[1]) for row in rows]))


async def last_run(session: AsyncSession) -> tuple[str, str | None]:
    row = await session.execute(
        text(
            "SELECT fetch_run.status, feed.trouble_kind FROM app.fetch_run"
            " JOIN app.feed ON feed.id = feed_id ORDER BY fetch_run.id DESC LIMIT 1"
        )
    )
    status, trouble = row.one()
    return status, trouble


def test_there_are_twenty_histories_of_five_answers() -> None:
    assert len(HISTORIES) >= 20
    assert all(len(history.steps) == 5 for history in HISTORIES)


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history.name)
async def test_after_every_answer_the_public_calendar_is_as_it_should_be(
    history: History,
    session: AsyncSession,
    fetcher: FakeFetcher,
    add_feed: AddFeed,
    run_at: RunAt,
) -> None:
    feed_id = await add_feed(URL)
    moment, seen_addresses = BEGIN, dict[str, int]()
    for step in history.steps:
        moment += timedelta(hours=step.hours)
        fetcher.answers[URL] = step.answer
        await run_at(feed_id, moment)
        assert await public_calendar(session) == step.seen
        assert await last_run(session) == (step.status, step.trouble)
        found = await addresses(session)
        assert {name: found[name] for name in seen_addresses} == seen_addresses
        seen_addresses = found
        await session.rollback()


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history.name)
async def test_the_same_answer_again_changes_nothing(
    history: History,
    session: AsyncSession,
    fetcher: FakeFetcher,
    add_feed: AddFeed,
    run_at: RunAt,
) -> None:
    feed_id = await add_feed(URL)
    fetcher.answers[URL] = history.steps[0].answer
    await run_at(feed_id, BEGIN)
    before = await _versions(session)
    for hours in (1, 2, 26):
        await run_at(feed_id, BEGIN + timedelta(hours=hours))
    assert await _versions(session) == before


async def _versions(session: AsyncSession) -> Sequence[tuple[int, str]]:
    rows = await session.execute(
        text(
            "SELECT id, xmin::text FROM app.occurrence UNION ALL"
            " SELECT id, xmin::text FROM app.event ORDER BY 1, 2"
        )
    )
    found = [(row[0], row[1]) for row in rows]
    await session.rollback()
    return found
