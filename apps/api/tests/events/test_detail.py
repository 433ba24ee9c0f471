"""GET /api/events/{event_id}, /resolve and /surprise, the venues and the categories over HTTP."""

from typing import Any

import httpx2
import pytest
from pydantic import TypeAdapter
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events import schemas
from app.main import create_app
from app.settings import load_settings
from tests.events.conftest import Importing
from tests.factories.calendars import vevent

DAILY = "RRULE:FREQ=DAILY;COUNT=20"


async def event_id(session: AsyncSession, title: str) -> int:
    statement = text("SELECT id FROM app.event WHERE title = :title ORDER BY id LIMIT 1")
    return int((await session.execute(statement, {"title": title})).scalar_one())


async def detail(client: httpx2.AsyncClient, session: AsyncSession, title: str) -> Any:
    response = await client.get(f"/api/events/{await event_id(session, title)}")
    assert response.status_code == 200, response.text
    TypeAdapter(schemas.EventDetailOut).validate_json(response.content, strict=True)
    return response.json()


async def test_a_running_series_shows_its_next_date_and_eight_to_come(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing
) -> None:
    await importing(vevent("class", "20260304T190000", DAILY))
    answer = await detail(client, session, "class")
    starts = [item["start_datetime_utc"] for item in answer["upcoming_occurrences"]]
    assert answer["next_occurrence"]["start_datetime_utc"] == "2026-03-07T00:00:00Z"
    assert starts == sorted(starts)
    assert len(starts) == 8
    assert starts[0] == "2026-03-07T00:00:00Z"


async def test_a_past_series_shows_its_latest_date(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing
) -> None:
    await importing(vevent("over", "20260101T190000", "RRULE:FREQ=DAILY;COUNT=3"))
    answer = await detail(client, session, "over")
    assert answer["next_occurrence"]["local_date"] == "2026-01-03"
    assert answer["upcoming_occurrences"] == []


async def test_more_from_the_venue_is_four_future_dates_of_others(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing
) -> None:
    await session.execute(
        text("INSERT INTO app.venue (slug, name, name_normal_form) VALUES ('bar', 'Bar', 'bar')")
    )
    await importing(
        vevent("this one", "20260307T190000", DAILY, "LOCATION:Bar"),
        vevent("past", "20260305T190000", "LOCATION:Bar"),
        vevent("elsewhere", "20260308T190000", "LOCATION:Bath"),
        *(vevent(f"other {n}", f"2026031{n}T190000", "LOCATION:Bar") for n in range(6)),
    )
    answer = await detail(client, session, "this one")
    assert [item["title"] for item in answer["more_from_venue"]] == [
        "other 0",
        "other 1",
        "other 2",
        "other 3",
    ]


async def test_everybody_who_tells_of_an_event_is_named_once_the_best_first(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing
) -> None:
    organised = "ORGANIZER;CN=The Choir:mailto:choir@example.org"
    await importing(vevent("recital", "20260307T190000", "URL:https://club.example/r", organised))
    told = {"event_id": await event_id(session, "recital")}
    await session.execute(
        text(
            """
            WITH hall AS (
                INSERT INTO app.source (slug, name, kind, rank)
                VALUES ('hall', 'The Hall', 'own_venue', 1) RETURNING id
            ), feeds AS (
                INSERT INTO app.feed (source_id, url, adapter)
                SELECT id, unnest(ARRAY['https://hall.example/a', 'https://hall.example/b']), 'ical'
                FROM hall RETURNING id, source_id
            )
            INSERT INTO app.event_source (event_id, feed_id, source_id)
            SELECT :event_id, id, source_id FROM feeds
            """
        ),
        told,
    )
    await session.commit()
    answer = await detail(client, session, "recital")
    assert answer["sources"] == [
        {"name": "The Hall", "url": None, "kind": "own_venue"},
        {"name": "The Club", "url": "https://club.example/r", "kind": "organiser"},
    ]
    assert answer["organizer"] == "The Choir"
    assert answer["image_url"] is None


async def test_a_merged_event_answers_308_to_its_new_place(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing
) -> None:
    await importing(vevent("kept", "20260307T190000"), vevent("merged", "20260307T190000"))
    kept, merged = await event_id(session, "kept"), await event_id(session, "merged")
    await session.execute(
        text("UPDATE app.event SET merged_into_id = :kept WHERE id = :merged"),
        {"kept": kept, "merged": merged},
    )
    await session.commit()
    response = await client.get(f"/api/events/{merged}")
    assert response.status_code == 308
    assert response.headers["location"] == f"/api/events/{kept}"


@pytest.mark.parametrize("unknown", ["0", "-1", "424242", "9223372036854775808", "1" + "0" * 20])
async def test_an_unknown_or_oversized_id_is_not_found(
    client: httpx2.AsyncClient, unknown: str
) -> None:
    assert (await client.get(f"/api/events/{unknown}")).status_code == 404


async def test_an_id_that_is_no_number_is_refused(client: httpx2.AsyncClient) -> None:
    assert (await client.get("/api/events/seven")).status_code == 422


async def test_a_slug_is_resolved_exactly(client: httpx2.AsyncClient, importing: Importing) -> None:
    await importing(vevent("x", "20260307T190000", summary="Jazz Night"))
    resolved = await client.get("/api/events/resolve/%20JAZZ-night%20")
    assert resolved.json()["canonical_segment"] == "jazz-night"
    assert resolved.json()["is_unique"] is True
    for slug in ("jazz", "jazz-nigh", "jazz-night-x", "%25", "jazz_night", "jazz%25"):
        assert (await client.get(f"/api/events/resolve/{slug}")).status_code == 404, slug


async def test_of_several_events_with_one_slug_the_upcoming_one_wins(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing
) -> None:
    await importing(
        vevent("past", "20260206T190000", summary="Jazz Night"),
        vevent("later", "20260506T190000", summary="Jazz Night"),
        vevent("next", "20260310T190000", summary="Jazz Night"),
    )
    members = await session.execute(
        text(
            "SELECT uid, event_id FROM app.observation JOIN app.event_member"
            " ON observation_id = observation.id"
        )
    )
    ids = {member.uid: member.event_id for member in members}
    assert (await client.get("/api/events/resolve/jazz-night")).json() == {
        "event_id": ids["next"],
        "canonical_segment": f"jazz-night--e{ids['next']}",
        "is_unique": False,
    }
    picked = await client.get(f"/api/events/resolve/jazz-night?event_id={ids['past']}")
    assert picked.json()["event_id"] == ids["past"]
    by_segment = await client.get(f"/api/events/resolve/jazz-night--e{ids['later']}")
    assert by_segment.json()["event_id"] == ids["later"]
    for stranger in ("424242", "1" + "0" * 20):
        answer = await client.get(f"/api/events/resolve/jazz-night?event_id={stranger}")
        assert answer.status_code == 404
    (item,) = (await client.get("/api/events/day?day=2026-03-10")).json()
    assert item["event"]["canonical_segment"] == f"jazz-night--e{ids['next']}"


async def test_a_renamed_event_is_found_under_its_old_slug(
    client: httpx2.AsyncClient, importing: Importing
) -> None:
    await importing(vevent("x", "20260307T190000", summary="Jazz Night"))
    await importing(vevent("x", "20260307T190000", summary="Blues Night"))
    old = (await client.get("/api/events/resolve/jazz-night")).json()
    assert old["canonical_segment"] == "blues-night"


async def test_a_surprise_is_scheduled_visible_and_within_the_days(
    client: httpx2.AsyncClient, importing: Importing
) -> None:
    assert (await client.get("/api/events/surprise?days=30")).status_code == 404
    await importing(
        vevent("past", "20260306T110000"),
        vevent("cancelled", "20260307T190000", "STATUS:CANCELLED"),
        vevent("one", "20260307T190000"),
        vevent("two", "20260308T190000"),
        vevent("too late", "20260310T190000"),
    )
    seen = {(await client.get("/api/events/surprise?days=3")).json()["title"] for _ in range(40)}
    assert seen == {"one", "two"}


async def test_venues_and_categories_have_the_documented_shape(
    client: httpx2.AsyncClient, session: AsyncSession
) -> None:
    await session.execute(
        text(
            "INSERT INTO app.venue (slug, name, name_normal_form, zone)"
            " VALUES ('b', 'B', 'b', NULL), ('a', 'A', 'a', 'Europe/Berlin')"
        )
    )
    await session.commit()
    venues = await client.get("/api/venues")
    assert [
        venue.slug
        for venue in TypeAdapter(list[schemas.VenueOut]).validate_json(venues.content, strict=True)
    ] == ["a", "b"]
    categories = TypeAdapter(list[schemas.CategoryOut]).validate_json(
        (await client.get("/api/categories")).content, strict=True
    )
    assert [category.name for category in categories] == sorted(c.name for c in categories)
    venue = TypeAdapter(schemas.VenueDetailOut).validate_json(
        (await client.get("/api/venues/B")).content, strict=True
    )
    assert venue.timezone == "America/New_York"
    assert (await client.get("/api/venues/%25")).status_code == 404
    assert (await client.get("/api/venues/%25/events")).status_code == 404


async def test_a_module_that_is_switched_off_has_no_addresses() -> None:
    paths = create_app(load_settings({"FEATURES": "quiz"})).openapi()["paths"]
    assert not [path for path in paths if path.startswith("/api/events")]
