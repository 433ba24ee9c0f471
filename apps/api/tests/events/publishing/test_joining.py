"""One event told by several feeds: merged where they agree, parted where they no longer do."""

from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tests.events.sources.conftest import (
    AddFeed,
    RunAt,
    add_feed,  # noqa: F401  a fixture
    database,  # noqa: F401  a fixture
    fetcher,  # noqa: F401  a fixture
    run_at,  # noqa: F401  a fixture
)
from tests.events.sources.test_histories import public_calendar
from tests.factories.calendars import vcalendar, vevent
from tests.fakes.feeds import FakeFetcher

BEGIN = datetime(2026, 3, 7, 14, 0, tzinfo=UTC)
HALL, PAPER, CLUB = (f"https://{name}.example/feed.ics" for name in ("hall", "paper", "club"))
LOCATION = "LOCATION:Harbor Hall"
FIRE = vevent("fire", "20260313T193000", LOCATION, summary="Fire and Water")
PAPERS_FIRE = vevent(
    "p1", "20260313T193000", LOCATION, "DESCRIPTION:Loud.", summary="Fire and Water at Harbor Hall"
)


class City:
    """Feeds of several sources, run one after the other as the hours go by."""

    def __init__(self, fetcher: FakeFetcher, add_feed: AddFeed, run_at: RunAt) -> None:  # noqa: F811
        self._fetcher, self._add_feed, self._run_at = fetcher, add_feed, run_at
        self._ids: dict[str, int] = {}
        self.moment = BEGIN

    async def say(self, url: str, *events: str) -> None:
        kinds = {HALL: ("own_venue", 10), PAPER: ("media", 60), CLUB: ("organiser", 20)}
        if url not in self._ids:
            kind, rank = kinds[url]
            self._ids[url] = await self._add_feed(url, kind=kind, rank=rank)
        self._fetcher.answers[url] = vcalendar(*events)
        self.moment += timedelta(hours=1)
        await self._run_at(self._ids[url], self.moment)


@pytest.fixture
async def city(
    session: AsyncSession,
    fetcher: FakeFetcher,  # noqa: F811
    add_feed: AddFeed,  # noqa: F811
    run_at: RunAt,  # noqa: F811
) -> City:
    await session.execute(
        text(
            "INSERT INTO app.venue (slug, name, name_normal_form) VALUES"
            " ('harbor-hall', 'Harbor Hall', 'harbor hall'), ('barn', 'The Barn', 'the barn')"
        )
    )
    await session.commit()
    return City(fetcher, add_feed, run_at)


async def merged(session: AsyncSession) -> list[tuple[int, int, str]]:
    rows = await session.execute(
        text(
            "SELECT id, merged_into_id, merge_method FROM app.event"
            " WHERE merged_into_id IS NOT NULL ORDER BY id"
        )
    )
    found = [(row[0], row[1], row[2]) for row in rows]
    await session.rollback()
    return found


async def test_two_tellings_are_one_event_with_the_best_words_of_each(
    session: AsyncSession, client: httpx2.AsyncClient, city: City
) -> None:
    await city.say(PAPER, PAPERS_FIRE)
    await city.say(HALL, FIRE)
    assert await public_calendar(session) == ["03-13 19:30 Fire and Water"]
    (item,) = (await client.get("/api/events/day?day=2026-03-13")).json()
    assert item["event"]["description"] == "Loud."
    assert item["event"]["id"] == 1
    answer = await client.get("/api/events/2")
    assert (answer.status_code, answer.headers["location"]) == (308, "/api/events/1")


async def test_an_event_of_another_time_or_place_stays_apart(
    session: AsyncSession, city: City
) -> None:
    await city.say(HALL, FIRE)
    await city.say(
        PAPER,
        vevent("late", "20260313T203000", LOCATION, summary="Fire and Water"),
        vevent("barn", "20260313T193000", "LOCATION:The Barn", summary="Fire and Water"),
    )
    assert await merged(session) == []
    assert len(await public_calendar(session)) == 3


async def test_a_feed_that_tells_of_two_at_one_time_knows_them_to_be_two(
    session: AsyncSession, city: City
) -> None:
    await city.say(HALL, FIRE)
    twins = [vevent(uid, "20260313T193000", LOCATION, summary="Fire and Water") for uid in "ab"]
    await city.say(PAPER, *twins)
    assert len(await merged(session)) == 1
    assert len(await public_calendar(session)) == 2


async def test_tellings_that_drift_apart_are_parted_and_join_again_under_the_old_address(
    session: AsyncSession, city: City
) -> None:
    await city.say(HALL, FIRE)
    await city.say(PAPER, PAPERS_FIRE)
    assert await merged(session) == [(2, 1, "match")]
    moved = vevent("fire", "20260314T193000", LOCATION, summary="Fire and Water")
    await city.say(HALL, moved)
    assert await merged(session) == []
    assert len(await public_calendar(session)) == 2
    await city.say(PAPER, PAPERS_FIRE.replace("0313", "0314"))
    assert await merged(session) == [(2, 1, "match")]
    assert await public_calendar(session) == ["03-14 19:30 Fire and Water (moved)"]


async def test_single_dates_of_a_paper_join_the_series_that_they_are_dates_of(
    session: AsyncSession, city: City
) -> None:
    series = vevent("jam", "20260312T200000", "RRULE:FREQ=WEEKLY;COUNT=4", LOCATION, summary="Jam")
    await city.say(HALL, series)
    await city.say(
        PAPER,
        *(
            vevent(f"p{day}", f"202603{day}T200000", LOCATION, summary="Jam at Harbor Hall")
            for day in (12, 19, 26)
        ),
    )
    assert [pair[1] for pair in await merged(session)] == [1, 1, 1]
    assert len(await public_calendar(session)) == 4


async def test_what_one_source_no_longer_tells_the_other_still_does(
    session: AsyncSession, city: City
) -> None:
    other = vevent("other", "20260320T193000", LOCATION, summary="Something else")
    third = vevent("third", "20260321T193000", LOCATION, summary="A third thing")
    await city.say(HALL, FIRE, other, third)
    await city.say(PAPER, PAPERS_FIRE)
    await city.say(HALL, other, third)
    city.moment += timedelta(hours=25)
    await city.say(HALL, other, third)
    assert "03-13 19:30 Fire and Water at Harbor Hall" in await public_calendar(session)


async def test_the_same_feeds_again_change_nothing(session: AsyncSession, city: City) -> None:
    await city.say(HALL, FIRE)
    await city.say(PAPER, PAPERS_FIRE)
    statement = text(
        "SELECT id, xmin::text FROM app.event UNION ALL SELECT id, xmin::text FROM app.occurrence"
        " ORDER BY 1, 2"
    )
    before = (await session.execute(statement)).all()
    await session.rollback()
    city.moment += timedelta(hours=24)
    await city.say(HALL, FIRE)
    await city.say(PAPER, PAPERS_FIRE)
    assert (await session.execute(statement)).all() == before


async def test_who_is_believed_changes_with_the_rank(
    session: AsyncSession, city: City, people: object, curator: httpx2.AsyncClient
) -> None:
    del people
    await city.say(CLUB, vevent("c", "20260313T193000", LOCATION, summary="Fire and Water"))
    await city.say(PAPER, PAPERS_FIRE)
    sources = (await curator.get("/api/admin/sources")).json()
    paper = next(each for each in sources if "paper" in each["name"])
    answer = await curator.patch(f"/api/admin/sources/{paper['id']}", json={"rank": 1})
    assert answer.status_code == 200
    assert await public_calendar(session) == ["03-13 19:30 Fire and Water at Harbor Hall"]
