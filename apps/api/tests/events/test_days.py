"""GET /api/events/day, /range and /count over HTTP."""

from datetime import date

import httpx2
import pytest
from pydantic import TypeAdapter
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.schemas import OccurrenceOut
from tests.events.conftest import Importing
from tests.factories.calendars import vevent


async def titles(client: httpx2.AsyncClient, target: str) -> list[str]:
    response = await client.get(target)
    assert response.status_code == 200, response.text
    return [item["title"] for item in response.json()]


async def test_an_answer_has_the_documented_shape(
    client: httpx2.AsyncClient, importing: Importing
) -> None:
    await importing(
        vevent(
            "jazz",
            "20260306T190000",
            "DTEND;TZID=America/New_York:20260306T210000",
            "LOCATION:The Club\\, 1 Main Street",
            "DESCRIPTION:Tickets $10–$15",
            "CATEGORIES:Live Music",
            "URL:https://club.example/jazz",
            summary="Jazz & more",
        )
    )
    response = await client.get("/api/events/day", params={"day": "2026-03-06"})
    (item,) = response.json()
    TypeAdapter(list[OccurrenceOut]).validate_json(response.content, strict=True)
    assert item["start_datetime_utc"] == "2026-03-07T00:00:00Z"
    assert item["end_datetime_utc"] == "2026-03-07T02:00:00Z"
    assert item["local_date"] == item["local_end_date"] == "2026-03-06"
    assert item["location_text"] == "The Club, 1 Main Street"
    assert item["venue"] is None
    assert item["event"]["slug"] == item["event"]["canonical_segment"] == "jazz-more"
    assert item["event"]["is_free"] is False
    assert item["event"]["price_text"] == "$10–$15"
    assert item["event"]["external_url"] == "https://club.example/jazz"
    assert [category["slug"] for category in item["event"]["categories"]] == ["live-music"]


async def test_days_are_local_days_also_when_the_clocks_change(
    client: httpx2.AsyncClient, importing: Importing
) -> None:
    await importing(
        vevent("saturday last", "20260307T235900"),
        vevent("sunday first", "20260308T000000"),
        vevent("sunday last", "20260308T235900"),
        vevent("monday first", "20260309T000000"),
        vevent("long sunday last", "20261101T235900"),
        vevent("long monday first", "20261102T000000"),
    )
    assert await titles(client, "/api/events/day?day=2026-03-08") == ["sunday first", "sunday last"]
    assert await titles(client, "/api/events/day?day=2026-11-01") == ["long sunday last"]
    assert await titles(client, "/api/events/range?start=2026-03-07&end=2026-03-08") == [
        "saturday last",
        "sunday first",
        "sunday last",
    ]


async def test_what_began_before_is_found_on_every_day_and_marked_as_ongoing(
    client: httpx2.AsyncClient, importing: Importing
) -> None:
    await importing(vevent("show", "20260301", "DTEND;VALUE=DATE:20260601"))
    (first,) = (await client.get("/api/events/day?day=2026-03-01")).json()
    (middle,) = (await client.get("/api/events/day?day=2026-04-15")).json()
    assert (first["is_ongoing"], middle["is_ongoing"]) == (False, True)
    assert middle["local_end_date"] == "2026-05-31"
    assert await titles(client, "/api/events/day?day=2026-05-31") == ["show"]
    assert await titles(client, "/api/events/day?day=2026-06-01") == []


async def test_what_ends_at_midnight_does_not_touch_the_next_day(
    client: httpx2.AsyncClient, importing: Importing
) -> None:
    await importing(
        vevent("until twelve", "20260306T200000", "DTEND;TZID=America/New_York:20260307T000000")
    )
    assert await titles(client, "/api/events/day?day=2026-03-07") == []


async def test_a_whole_day_of_a_feed_elsewhere_is_that_day_here(
    client: httpx2.AsyncClient, importing: Importing
) -> None:
    await importing("X-WR-TIMEZONE:Asia/Tokyo\r\n", vevent("holiday", "20260704"))
    assert await titles(client, "/api/events/day?day=2026-07-04") == ["holiday"]
    assert await titles(client, "/api/events/day?day=2026-07-03") == []


async def test_equal_starts_come_in_a_stable_order_and_pages_join(
    client: httpx2.AsyncClient, importing: Importing
) -> None:
    await importing(*(vevent(f"event {n}", "20260306T190000") for n in range(7)))
    whole = await titles(client, "/api/events/day?day=2026-03-06")
    paged: list[str] = []
    target: str | None = "/api/events/day?day=2026-03-06&limit=3"
    while target:
        response = await client.get(target)
        paged += [item["title"] for item in response.json()]
        target = response.links["next"]["url"] if "next" in response.links else None
    assert paged == whole
    assert len(whole) == 7


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("category=live-music", ["free jazz", "jazz"]),
        ("category=%20Live-MUSIC%20", ["free jazz", "jazz"]),
        ("category=", ["free jazz", "jazz", "talk"]),
        ("category=unknown", []),
        ("category=%25", []),
        ("free=true", ["free jazz"]),
        ("free=false", ["jazz"]),
        ("free=", ["free jazz", "jazz", "talk"]),
        ("venue=the-club", ["jazz"]),
        ("venue=THE-CLUB&free=true", []),
        ("category=live-music&free=true", ["free jazz"]),
    ],
)
async def test_filters_are_trimmed_case_insensitive_and_joined(
    client: httpx2.AsyncClient,
    session: AsyncSession,
    importing: Importing,
    query: str,
    expected: list[str],
) -> None:
    await session.execute(
        text(
            "INSERT INTO app.venue (slug, name, name_normal_form)"
            " VALUES ('the-club', 'The Club', 'the club')"
        )
    )
    await importing(
        vevent(
            "free jazz", "20260306T180000", "DESCRIPTION:Free admission", "CATEGORIES:Festivals"
        ),
        vevent(
            "jazz", "20260306T190000", "DESCRIPTION:Admission $5", "LOCATION:The Club\\, Main St"
        ),
        vevent("talk", "20260306T200000"),
    )
    assert await titles(client, f"/api/events/day?day=2026-03-06&{query}") == expected


async def test_a_room_is_found_under_its_venue(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing
) -> None:
    await session.execute(
        text(
            "WITH whole AS (INSERT INTO app.venue (slug, name, name_normal_form)"
            " VALUES ('hall', 'Hall', 'hall') RETURNING id)"
            " INSERT INTO app.venue (slug, name, name_normal_form, parent_id)"
            " SELECT 'hall-cellar', 'Cellar', 'cellar', id FROM whole"
        )
    )
    await importing(vevent("below", "20260306T190000", "LOCATION:Cellar"))
    assert await titles(client, "/api/events/day?day=2026-03-06&venue=hall") == ["below"]
    assert await titles(client, "/api/venues/hall/events") == ["below"]


@pytest.mark.parametrize(
    "target",
    [
        "/api/events/day",
        "/api/events/day?day=",
        "/api/events/day?day=2026-02-30",
        "/api/events/day?day=1741305600",
        "/api/events/day?day=2026-03-06T00:00:00",
        "/api/events/day?day=٢٠٢٦-٠٣-٠٦",
        "/api/events/day?day=2026-03-06&free=maybe",
        "/api/events/day?day=2026-03-06&limit=0",
        "/api/events/day?day=2026-03-06&cursor=x",
        "/api/events/day?day=2026-03-06&cursor=999999999999999999-1",
        "/api/events/range?start=2026-03-08&end=2026-03-07",
        "/api/events/range?start=1926-03-08&end=2026-03-07",
        "/api/events/range?start=2026-03-08",
        "/api/events/count?start=2026-03-08",
        "/api/events/count?end=2026-03-08",
        "/api/events/surprise?days=0",
        "/api/events/surprise?days=31",
        "/api/venues/x/events?start=nonsense",
    ],
)
async def test_an_impossible_question_is_refused_with_a_problem(
    client: httpx2.AsyncClient, session: AsyncSession, target: str
) -> None:
    await session.execute(
        text("INSERT INTO app.venue (slug, name, name_normal_form) VALUES ('x', 'X', 'x')")
    )
    await session.commit()
    response = await client.get(target)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"].endswith(".")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
async def test_the_ends_of_the_calendar_are_empty_days(
    client: httpx2.AsyncClient, day: str
) -> None:
    assert await titles(client, f"/api/events/day?day={day}") == []


async def test_a_range_that_is_too_wide_names_the_widest(client: httpx2.AsyncClient) -> None:
    response = await client.get("/api/events/range?start=2026-01-01&end=2026-12-31")
    assert "92 days" in response.json()["detail"]
    assert (await client.get("/api/events/range?start=2026-01-01&end=2026-04-02")).is_success


async def test_count_is_of_the_current_local_week_unless_days_are_given(
    client: httpx2.AsyncClient, importing: Importing
) -> None:
    await importing(
        vevent("sunday before", "20260301T120000"),
        vevent("monday", "20260302T000000"),
        vevent("sunday", "20260308T235900"),
        vevent("monday after", "20260309T000000"),
    )
    assert (await client.get("/api/events/count")).json() == {
        "count": 2,
        "start": "2026-03-02",
        "end": "2026-03-08",
        "timezone": "America/New_York",
    }
    ranged = await client.get("/api/events/count?start=2026-03-01&end=2026-03-09")
    assert ranged.json()["count"] == 4
    assert date.fromisoformat(ranged.json()["end"]) == date(2026, 3, 9)


async def test_hidden_events_appear_nowhere(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing
) -> None:
    await session.execute(
        text("INSERT INTO app.venue (slug, name, name_normal_form) VALUES ('bar', 'Bar', 'bar')")
    )
    await importing(
        vevent("secret", "20260307T190000", "LOCATION:Bar"),
        vevent("open", "20260307T200000", "LOCATION:Bar"),
    )
    ids = {
        item["title"]: item["event"]["id"]
        for item in (await client.get("/api/events/day?day=2026-03-07")).json()
    }
    await session.execute(text("UPDATE app.event SET is_hidden = true WHERE title = 'secret'"))
    await session.commit()
    assert await titles(client, "/api/events/day?day=2026-03-07") == ["open"]
    assert await titles(client, "/api/events/range?start=2026-03-06&end=2026-03-08") == ["open"]
    assert await titles(client, "/api/venues/bar/events") == ["open"]
    week = await client.get("/api/events/count?start=2026-03-07&end=2026-03-07")
    assert week.json()["count"] == 1
    assert (await client.get(f"/api/events/{ids['secret']}")).status_code == 404
    assert (await client.get("/api/events/resolve/secret")).status_code == 404
    detail = (await client.get(f"/api/events/{ids['open']}")).json()
    assert detail["more_from_venue"] == []
    for _ in range(5):
        assert (await client.get("/api/events/surprise?days=3")).json()["title"] == "open"
