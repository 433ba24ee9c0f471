"""What curators decide about venues, the names they go by, and places that nobody knows."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tests.events.conftest import NOW, Importing
from tests.factories.calendars import vevent
from tests.factories.worlds import BEGINNING, make_venues_and_feeds, tell

Client = httpx2.AsyncClient
DAYS = "start=2026-03-07&end=2026-05-30"

pytestmark = pytest.mark.usefixtures("frozen_now")


@pytest.fixture(autouse=True)
async def _told(session: AsyncSession) -> None:
    await make_venues_and_feeds(session)
    await tell(session, BEGINNING, NOW)


async def post(curator: Client, path: str, **body: Any) -> dict[str, Any]:
    answer = await curator.post(f"/api/admin/{path}", json=body)
    assert answer.status_code in {200, 201}, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def refusal(curator: Client, path: str, **body: Any) -> tuple[int, str]:
    answer = await curator.post(f"/api/admin/{path}", json=body)
    return answer.status_code, answer.json()["detail"]


async def test_a_merged_venue_leads_to_the_other_with_its_events_and_leaves_the_list(
    client: Client, curator: Client
) -> None:
    decision = await post(curator, "venues/2/merge", into_id=1)
    answer = await client.get("/api/venues/Salt-Annex")
    assert (answer.status_code, answer.headers["location"]) == (308, "/api/venues/the-club")
    answer = await client.get(f"/api/venues/salt-annex/events?{DAYS}")
    assert answer.headers["location"] == f"/api/venues/the-club/events?{DAYS}"
    shown = (await client.get(f"/api/venues/the-club/events?{DAYS}")).json()
    assert [each["title"] for each in shown] == ["Jazz Night", *["Sunrise Yoga"] * 4]
    assert [each["slug"] for each in (await client.get("/api/venues")).json()] == [
        "old-hall",
        "the-club",
    ]
    await post(curator, f"decisions/{decision['id']}/undo")
    assert (await client.get("/api/venues/salt-annex")).status_code == 200
    assert len((await client.get(f"/api/venues/salt-annex/events?{DAYS}")).json()) == 4


async def test_venues_merge_along_chains_and_never_in_circles(
    client: Client, curator: Client
) -> None:
    await post(curator, "venues/2/merge", into_id=1)
    await post(curator, "venues/1/merge", into_id=3)
    answer = await client.get("/api/venues/salt-annex")
    assert answer.headers["location"] == "/api/venues/old-hall"
    assert len((await client.get(f"/api/venues/old-hall/events?{DAYS}")).json()) == 6
    assert (await refusal(curator, "venues/3/merge", into_id=2))[0] == 409
    assert await refusal(curator, "venues/2/merge", into_id=3) == (
        409,
        "This venue is part of venue 3 now; decide about that one.",
    )


async def test_an_event_that_a_curator_put_into_a_venue_goes_with_it(
    client: Client, curator: Client
) -> None:
    await post(curator, "events/5/venue", venue_id=2)
    await post(curator, "venues/2/merge", into_id=1)
    detail = (await client.get("/api/events/5")).json()
    assert detail["next_occurrence"]["venue"]["slug"] == "the-club"


async def test_rooms_go_with_their_venue_and_back(client: Client, curator: Client) -> None:
    room = await post(curator, "venues", name="Upper Room", parent_id=2)
    await post(curator, "events/5/venue", venue_id=room["id"])
    decision = await post(curator, "venues/2/merge", into_id=1)
    at_club = (await client.get(f"/api/venues/the-club/events?{DAYS}")).json()
    assert "Mangrove Lecture" in [each["title"] for each in at_club]
    await post(curator, f"decisions/{decision['id']}/undo")
    at_annex = (await client.get(f"/api/venues/salt-annex/events?{DAYS}")).json()
    assert "Mangrove Lecture" in [each["title"] for each in at_annex]
    await post(curator, f"venues/{room['id']}/merge", into_id=2)
    (lecture,) = [each for each in at_annex if each["title"] == "Mangrove Lecture"]
    assert lecture["venue"]["name"] == "Upper Room"
    detail = (await client.get("/api/events/5")).json()
    assert detail["next_occurrence"]["venue"]["name"] == "Salt Annex"


async def test_rooms_lie_in_venues_and_venues_in_nothing(curator: Client) -> None:
    room = await post(curator, "venues", name="Upper Room", parent_id=2)
    deeper = await refusal(curator, "venues", name="Corner", parent_id=room["id"])
    assert deeper == (422, "Upper Room is a room itself.")
    for venue_id, parent_id, words in (
        (2, 2, "A venue cannot be a room of its own."),
        (2, 1, "Salt Annex has rooms itself."),
        (1, 99, "No venue with the id 99 could have rooms."),
    ):
        answer = await curator.patch(f"/api/admin/venues/{venue_id}", json={"parent_id": parent_id})
        assert (answer.status_code, answer.json()["detail"]) == (422, words)
    assert await refusal(curator, "venues/2/merge", into_id=room["id"]) == (
        409,
        "Upper Room is a room of Salt Annex.",
    )


async def test_a_renamed_venue_keeps_its_address_and_its_old_name(
    client: Client, curator: Client, session: AsyncSession
) -> None:
    answer = await curator.patch("/api/admin/venues/2", json={"name": "The Salt Works"})
    venue = answer.json()
    assert (venue["slug"], venue["aliases"]) == ("salt-annex", ["salt annex"])
    await tell(session, BEGINNING, NOW)
    assert len((await client.get(f"/api/venues/salt-annex/events?{DAYS}")).json()) == 4
    (decision,) = venue["decisions"]
    await post(curator, f"decisions/{decision['id']}/undo")
    venue = (await curator.get("/api/admin/venues/2")).json()
    assert (venue["name"], venue["aliases"]) == ("Salt Annex", [])


async def test_a_patch_that_changes_nothing_is_no_decision(curator: Client) -> None:
    answer = await curator.patch("/api/admin/venues/2", json={"name": "Salt Annex"})
    assert answer.json()["decisions"] == []


async def test_a_name_leads_to_one_venue(curator: Client) -> None:
    await post(curator, "venues/1/aliases", text="Café  Shed, 12!")
    assert await refusal(curator, "venues/1/aliases", text="cafe shed 12") == (
        409,
        "This venue goes by that name already.",
    )
    assert await refusal(curator, "venues/2/aliases", text="Cafe Shed 12") == (
        409,
        "The Club (venue 1) goes by that name.",
    )
    assert await refusal(curator, "venues/2/aliases", text="old hall") == (
        409,
        "Old Hall (venue 3) goes by that name.",
    )
    assert (await refusal(curator, "venues/2/aliases", text="!!!"))[0] == 422


async def test_a_name_that_was_removed_links_nothing_until_that_is_undone(
    client: Client, curator: Client, session: AsyncSession
) -> None:
    await post(curator, "venues/1/aliases", text="Shed 12")
    answer = await curator.delete("/api/admin/venues/1/aliases/shed 12")
    removed = answer.json()
    await tell(session, BEGINNING, NOW)
    detail = (await client.get("/api/events/5")).json()
    assert detail["next_occurrence"]["venue"] is None
    await post(curator, f"decisions/{removed['id']}/undo")
    detail = (await client.get("/api/events/5")).json()
    assert detail["next_occurrence"]["venue"]["slug"] == "the-club"
    assert (await curator.delete("/api/admin/venues/1/aliases/nothing")).status_code == 404
    assert (await curator.delete("/api/admin/venues/2/aliases/shed 12")).status_code == 404


async def test_a_venue_that_something_refers_to_cannot_be_undone(
    client: Client, curator: Client
) -> None:
    venue = await post(curator, "venues", name="Shed 12")
    (added,) = venue["decisions"]
    placed = await post(curator, "events/1/venue", venue_id=venue["id"])
    assert await refusal(curator, f"decisions/{added['id']}/undo") == (
        409,
        "The venue cannot go: a curator said that an event is there; events are there.",
    )
    detail = (await client.get("/api/events/5")).json()
    assert detail["next_occurrence"]["venue"]["slug"] == "shed-12"
    await post(curator, f"decisions/{placed['id']}/undo")
    undone = await post(curator, f"decisions/{added['id']}/undo")
    assert (undone["venue_id"], undone["subject_title"]) == (None, "Shed 12")
    assert (await client.get("/api/venues/shed-12")).status_code == 404
    detail = (await client.get("/api/events/5")).json()
    assert detail["next_occurrence"]["venue"] is None


async def test_venues_of_one_name_get_addresses_of_their_own(curator: Client) -> None:
    slugs = [(await post(curator, "venues", name="Pier"))["slug"] for _ in range(3)]
    assert slugs == ["pier", "pier-2", "pier-3"]


async def test_a_question_is_answered_once_for_all_that_was_and_is_to_be_told(
    client: Client, curator: Client, importing: Importing
) -> None:
    (question,) = (await curator.get("/api/admin/venue-questions")).json()["questions"]
    assert question["suggestions"] == [{"venue_id": 3, "name": "Old Hall", "score": 80.0}]
    assert (question["location_text"], question["observation_count"]) == ("Shed 12", 1)
    decision = await post(curator, "venue-questions/1/link", venue_id=3)
    assert decision["subject_title"] == "Shed 12"
    await importing(
        vevent("later", "20260320T190000", "LOCATION:SHED  12", summary="Later"), feed="file:new"
    )
    shown = (await client.get(f"/api/venues/old-hall/events?{DAYS}")).json()
    assert {each["title"] for each in shown} == {
        "Silent Film Evening",
        "Mangrove Lecture",
        "Later",
    }
    assert (await curator.get("/api/admin/venues/3")).json()["aliases"] == ["shed 12"]
    assert (await curator.get("/api/admin/venue-questions")).json()["questions"] == []
    (linked,) = (await curator.get("/api/admin/venue-questions?state=linked")).json()["questions"]
    assert linked["venue_id"] == 3
    assert await refusal(curator, "venue-questions/1/dismiss") == (
        409,
        "This question was answered already; undo that first.",
    )
    await post(curator, f"decisions/{decision['id']}/undo")
    (question,) = (await curator.get("/api/admin/venue-questions")).json()["questions"]
    assert question["observation_count"] == 2


async def test_a_place_is_linked_whatever_a_matcher_makes_of_its_address(
    client: Client, curator: Client, session: AsyncSession, importing: Importing
) -> None:
    await session.execute(
        text(
            "INSERT INTO app.venue_question (place_form, location_text, suggestions)"
            " VALUES ('the barn rear entrance 3 elm row', 'The Barn (rear entrance), 3 Elm Row',"
            " '[]')"
        )
    )
    await session.commit()
    await post(curator, "venue-questions/2/link", venue_id=1)
    await post(curator, "venues/1/merge", into_id=3)
    place = "LOCATION:The Barn (rear entrance)\\, 3 Elm Row"
    await importing(vevent("barn", "20260320T190000", place, summary="Barn Dance"), feed="file:b")
    shown = (await client.get(f"/api/venues/old-hall/events?{DAYS}")).json()
    assert "Barn Dance" in [each["title"] for each in shown]


async def test_venues_are_listed_by_name_and_found_by_part_of_it_or_of_an_alias(
    curator: Client,
) -> None:
    await post(curator, "venues/1/aliases", text="Club 21")
    await post(curator, "venues/2/merge", into_id=1)

    async def names(**query: Any) -> tuple[list[str], int | None]:
        page = (await curator.get("/api/admin/venues", params=query)).json()
        return [each["name"] for each in page["venues"]], page["next_after"]

    assert await names() == (["Old Hall", "Salt Annex", "The Club"], None)
    assert await names(limit=2) == (["Old Hall", "Salt Annex"], 2)
    assert await names(limit=2, after=2) == (["The Club"], None)
    assert await names(q="club 2") == (["The Club"], None)
    page = (await curator.get("/api/admin/venues?q=the club")).json()
    (club,) = page["venues"]
    assert (club["alias_count"], club["upcoming_count"]) == (1, 5)


async def test_events_are_found_by_what_their_venue_is_called_now(
    client: Client, curator: Client
) -> None:
    async def found(words: str) -> set[str]:
        answer = await client.get("/api/events/search", params={"q": words})
        assert answer.status_code == 200, answer.text
        return {each["occurrence"]["title"] for each in answer.json()["items"]}

    assert await found("pelican") == set()
    answer = await curator.patch("/api/admin/venues/2", json={"name": "Pelican House"})
    renamed = answer.json()["decisions"][0]
    assert await found("pelican") == {"Sunrise Yoga"}
    alias = await post(curator, "venues/2/aliases", text="Kingfisher Rooms")
    assert await found("kingfisher") == {"Sunrise Yoga"}
    for decision in (alias, renamed):
        await post(curator, f"decisions/{decision['id']}/undo")
    assert await found("pelican") == await found("kingfisher") == set()
    merged = await post(curator, "venues/2/merge", into_id=3)
    assert await found("old hall") == {"Silent Film Evening", "Sunrise Yoga"}
    await post(curator, f"decisions/{merged['id']}/undo")
    assert await found("old hall") == {"Silent Film Evening"}
