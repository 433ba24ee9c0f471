"""What curators decide about events, what they are refused, and how they take it back."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.identity.models import Role
from tests.events.conftest import Importing
from tests.factories.calendars import vevent
from tests.factories.people import People

Client = httpx2.AsyncClient
DAY = "/api/events/day?day=2026-03-10"
JAZZ = vevent("jazz", "20260310T190000", "LOCATION:The Club", summary="Jazz Night")
OPERA = vevent("opera", "20260310T193000", "LOCATION:The Hall", summary="Opera Gala")

pytestmark = pytest.mark.usefixtures("frozen_now")


@pytest.fixture(autouse=True)
async def _told(importing: Importing) -> None:
    await importing(JAZZ, OPERA, feed="file:one")


async def decide(curator: Client, path: str, **body: Any) -> dict[str, Any]:
    answer = await curator.post(f"/api/admin/{path}", json=body)
    assert answer.status_code == 200, answer.text
    decision: dict[str, Any] = answer.json()
    return decision


async def undo(curator: Client, decision: dict[str, Any]) -> httpx2.Response:
    return await curator.post(f"/api/admin/decisions/{decision['id']}/undo")


async def titles(client: Client) -> list[str]:
    return [each["title"] for each in (await client.get(DAY)).json()]


ROUTES = [
    ("GET", "events"),
    ("GET", "events/1"),
    ("POST", "events/1/hide"),
    ("POST", "events/1/show"),
    ("POST", "events/1/rename"),
    ("POST", "events/1/venue"),
    ("POST", "events/1/categories"),
    ("POST", "events/1/merge"),
    ("POST", "events/1/split"),
    ("POST", "events/1/unpin"),
    ("GET", "decisions"),
    ("POST", "decisions/1/undo"),
    ("GET", "venues"),
    ("POST", "venues"),
    ("PATCH", "venues/1"),
    ("POST", "venues/1/aliases"),
    ("DELETE", "venues/1/aliases/x"),
    ("POST", "venues/1/merge"),
    ("GET", "venue-questions"),
    ("POST", "venue-questions/1/link"),
    ("POST", "venue-questions/1/create"),
    ("POST", "venue-questions/1/dismiss"),
    ("GET", "inbox"),
    ("GET", "duplicates"),
    ("POST", "duplicates/1/2/merge"),
    ("POST", "duplicates/1/2/apart"),
    ("GET", "submissions"),
    ("GET", "submissions/00000000-0000-0000-0000-000000000007"),
    ("PATCH", "submissions/00000000-0000-0000-0000-000000000007"),
    ("POST", "submissions/00000000-0000-0000-0000-000000000007/publish"),
    ("POST", "submissions/00000000-0000-0000-0000-000000000007/refuse"),
    ("GET", "reports"),
    ("GET", "reports/1"),
    ("POST", "reports/1/resolve"),
    ("POST", "reports/1/dismiss"),
    ("POST", "reports/1/reopen"),
]


async def test_only_curators_and_admins_get_in(people: People) -> None:
    nobody = await people.browser()
    member = await people.register("member@example.org")
    for method, path in ROUTES:
        answer = await nobody.request(method, f"/api/admin/{path}", json={})
        assert (path, answer.status_code) == (path, 401)
        answer = await member.request(method, f"/api/admin/{path}", json={})
        assert (path, answer.status_code) == (path, 403)
    await people.make("admin@example.org", role=Role.ADMIN)
    admin = await people.sign_in("admin@example.org")
    assert (await admin.get("/api/admin/events")).status_code == 200


async def test_a_decision_tells_what_was_before_who_made_it_and_is_in_the_trail(
    curator: Client, people: People
) -> None:
    decision = await decide(curator, "events/1/rename", title="  Jazz   by the Bay ")
    assert decision["kind"] == "rename"
    assert decision["before"] == {"pins": {}, "title": "Jazz Night"}
    assert decision["after"] == {"pins": {"1": "Jazz by the Bay"}}
    assert (decision["subject_title"], decision["decided_by_name"]) == ("Jazz by the Bay", "Made")
    await undo(curator, decision)
    await people.make("admin@example.org", role=Role.ADMIN)
    admin = await people.sign_in("admin@example.org")
    entries = (await admin.get("/api/admin/audit?action=events.")).json()["entries"]
    assert [each["action"] for each in entries] == ["events.decision_undone", "events.rename"]
    assert {each["subject"] for each in entries} == {"event:1"}
    assert entries[0]["actor"]["email"] == "curator@example.org"


async def test_a_hidden_event_appears_nowhere(client: Client, curator: Client) -> None:
    for event_id in (1, 2):
        await decide(curator, f"events/{event_id}/hide", reason="Private")
    span = "start=2026-03-09&end=2026-03-12"
    assert (await client.get(DAY)).json() == []
    assert (await client.get(f"/api/events/range?{span}")).json() == []
    assert (await client.get(f"/api/events/count?{span}")).json()["count"] == 0
    assert (await client.get("/api/events/surprise")).status_code == 404
    assert (await client.get("/api/events/search?q=jazz")).json()["items"] == []
    assert "jazz" not in (await client.get("/feeds/events.json")).text.lower()
    for path in ("resolve/jazz-night", "resolve/jazz-night--e1", "resolve/x?event_id=1", "1"):
        assert (await client.get(f"/api/events/{path}")).status_code == 404


async def test_a_hidden_event_is_not_among_what_else_a_venue_offers(
    client: Client, curator: Client
) -> None:
    venue = (await curator.post("/api/admin/venues", json={"name": "The Club"})).json()
    for event_id in (1, 2):
        await curator.post(f"/api/admin/events/{event_id}/venue", json={"venue_id": venue["id"]})
    assert len((await client.get("/api/events/2")).json()["more_from_venue"]) == 1
    await decide(curator, "events/1/hide")
    assert (await client.get("/api/events/2")).json()["more_from_venue"] == []
    shown = (await client.get("/api/venues/the-club/events")).json()
    assert [each["event"]["id"] for each in shown] == [2]


async def test_what_is_so_already_is_refused_in_words(curator: Client) -> None:
    refused: dict[str, tuple[dict[str, Any], str]] = {
        "events/1/show": ({}, "This event is visible already."),
        "events/1/unpin": ({"field": "title"}, "Its sources decide about the title already."),
        "duplicates/1/1/apart": ({}, "These are one event; take it apart instead."),
        "duplicates/1/1/merge": ({}, "These are one event already."),
    }
    for path, (body, words) in refused.items():
        answer = await curator.post(f"/api/admin/{path}", json=body)
        assert (answer.status_code, answer.json()["detail"]) == (409, words)
    twice: dict[str, dict[str, Any]] = {
        "events/1/hide": {},
        "events/2/rename": {"title": "Gala"},
        "events/2/categories": {"slugs": ["film"]},
        "events/2/venue": {"venue_id": None},
        "duplicates/1/2/apart": {},
    }
    for path, body in twice.items():
        await decide(curator, path, **body)
        answer = await curator.post(f"/api/admin/{path}", json=body)
        assert (path, answer.status_code) == (path, 409)
        assert answer.json()["code"] == "already_decided"


async def test_what_there_is_not_cannot_be_decided_about(curator: Client) -> None:
    unknown: dict[str, tuple[dict[str, Any], int]] = {
        "events/99/hide": ({}, 404),
        "events/1/merge": ({"into_id": 99}, 404),
        "events/1/venue": ({"venue_id": 99}, 404),
        "events/1/categories": ({"slugs": ["sorcery"]}, 422),
        "events/1/split": ({"home_id": 2}, 409),
        "events/1/rename": ({"title": " "}, 422),
        "decisions/99/undo": ({}, 404),
        "duplicates/1/99/merge": ({}, 404),
        "duplicates/1/2/merge": ({"into_id": 99}, 422),
        "venues/99/merge": ({"into_id": 1}, 404),
        "venue-questions/99/dismiss": ({}, 404),
    }
    for path, (body, status) in unknown.items():
        answer = await curator.post(f"/api/admin/{path}", json=body)
        assert (path, answer.status_code) == (path, status)


async def test_a_later_decision_about_the_same_is_undone_first(
    client: Client, curator: Client
) -> None:
    first = await decide(curator, "events/1/rename", title="One")
    other = await decide(curator, "events/1/hide")
    second = await decide(curator, "events/1/rename", title="Two")
    answer = await undo(curator, first)
    assert (answer.status_code, answer.json()["code"]) == (409, "decided_since")
    assert answer.json()["detail"] == (
        f"Decision {second['id']} about its title was made later about the same;"
        " undo that one first."
    )
    assert (await undo(curator, other)).status_code == 200
    assert (await undo(curator, second)).status_code == 200
    assert await titles(client) == ["One", "Opera Gala"]
    assert (await undo(curator, first)).status_code == 200
    assert await titles(client) == ["Jazz Night", "Opera Gala"]
    again = await undo(curator, first)
    assert (again.status_code, again.json()["detail"]) == (
        409,
        "This decision was undone already.",
    )


async def test_unpinning_gives_a_field_back_to_its_sources_and_can_be_undone(
    client: Client, curator: Client, importing: Importing
) -> None:
    await decide(curator, "events/1/rename", title="Pinned")
    await decide(curator, "events/1/categories", slugs=["film"])
    await importing(JAZZ.replace("Jazz Night", "Blues Night"), OPERA, feed="file:one")
    unpinned = await decide(curator, "events/1/unpin", field="title")
    assert await titles(client) == ["Blues Night", "Opera Gala"]
    categories = await decide(curator, "events/1/unpin", field="categories")
    (blues, _) = (await client.get(DAY)).json()
    assert [each["slug"] for each in blues["event"]["categories"]] == ["live-music"]
    for decision in (unpinned, categories):
        assert (await undo(curator, decision)).status_code == 200
    await importing(JAZZ.replace("Jazz Night", "Soul Night"), OPERA, feed="file:one")
    (pinned, _) = (await client.get(DAY)).json()
    assert pinned["title"] == "Pinned"
    assert [each["slug"] for each in pinned["event"]["categories"]] == ["film"]


async def test_showing_holds_and_undoing_it_hides_again(
    client: Client, curator: Client, importing: Importing
) -> None:
    await decide(curator, "events/1/hide")
    shown = await decide(curator, "events/1/show")
    await importing(JAZZ.replace("T190000", "T200000"), OPERA, feed="file:one")
    assert "Jazz Night" in await titles(client)
    await undo(curator, shown)
    assert await titles(client) == ["Opera Gala"]


async def test_merged_addresses_lead_on_and_lead_back_when_it_is_undone(
    client: Client, curator: Client
) -> None:
    decision = await decide(curator, "events/2/merge", into_id=1)
    assert decision["after"]["parents"] == {"2": {"into_id": 1, "method": "editor", "score": None}}
    answer = await client.get("/api/events/2")
    assert (answer.status_code, answer.headers["location"]) == (308, "/api/events/1")
    for segment in ("opera-gala--e2", "opera-gala?event_id=2"):
        resolved = (await client.get(f"/api/events/resolve/{segment}")).json()
        assert resolved["event_id"] == 1
    await undo(curator, decision)
    assert (await client.get("/api/events/2")).status_code == 200
    resolved = (await client.get("/api/events/resolve/opera-gala")).json()
    assert (resolved["event_id"], resolved["is_unique"]) == (2, True)


async def test_merging_goes_along_chains_and_never_in_circles(
    client: Client, curator: Client, importing: Importing
) -> None:
    await importing(vevent("x", "20260310T210000", summary="Third"), feed="file:three")
    first = await decide(curator, "events/3/merge", into_id=2)
    await decide(curator, "events/2/merge", into_id=1)
    for event_id in (2, 3):
        answer = await client.get(f"/api/events/{event_id}")
        assert answer.headers["location"] == "/api/events/1"
    circle = await curator.post("/api/admin/events/1/merge", json={"into_id": 3})
    assert (circle.status_code, circle.json()["code"]) == (409, "circle")
    merged = await curator.post("/api/admin/events/2/merge", json={"into_id": 1})
    assert (merged.status_code, merged.json()["detail"]) == (
        409,
        "This event is part of event 1 now; decide about that one.",
    )
    await undo(curator, first)
    assert (await client.get("/api/events/3")).status_code == 200


async def test_taking_apart_what_leads_back_is_refused_where_it_would_be_a_circle(
    curator: Client,
) -> None:
    await decide(curator, "events/2/merge", into_id=1)
    split = await decide(curator, "events/1/split", home_id=2)
    await decide(curator, "events/1/merge", into_id=2)
    answer = await undo(curator, split)
    assert (answer.status_code, answer.json()["code"]) == (409, "decided_since")
    assert answer.json()["detail"] == "Event 1 leads to event 2 now; take that apart first."


async def test_events_that_a_curator_keeps_apart_stay_two_when_feeds_call_them_the_same(
    client: Client, curator: Client, importing: Importing
) -> None:
    await importing(vevent("x", "20260310T190000", summary="Another"), feed="file:two")
    apart = await decide(curator, "duplicates/1/3/apart")
    same = vevent("x", "20260310T190000", "LOCATION:The Club", summary="Jazz Night")
    for _ in range(2):
        await importing(same, feed="file:two")
        assert (await titles(client)).count("Jazz Night") == 2
    assert (await undo(curator, apart)).status_code == 200
    assert (await titles(client)).count("Jazz Night") == 1


async def test_what_another_feed_tells_of_a_hidden_event_is_hidden_too(
    client: Client, curator: Client, importing: Importing
) -> None:
    await importing(vevent("x", "20260310T190000", summary="Something Else"), feed="file:two")
    await importing(vevent("y", "20260311T190000", summary="Later"), feed="file:three")
    await decide(curator, "events/3/hide")
    # Now that feed calls the hidden, younger event what the older one is called, and a new one too.
    for uid, feed in (("x", "file:two"), ("z", "file:four")):
        same = vevent(uid, "20260310T190000", "LOCATION:The Club", summary="Jazz Night")
        await importing(same, feed=feed)
    assert await titles(client) == ["Opera Gala"]


async def test_a_title_counts_for_what_its_event_becomes_part_of(
    client: Client, curator: Client, importing: Importing
) -> None:
    await importing(vevent("x", "20260310T190000", summary="Something Else"), feed="file:two")
    await decide(curator, "events/3/rename", title="Jazz, Spelt Right")
    await decide(curator, "events/3/categories", slugs=["comedy"])
    same = vevent("x", "20260310T190000", "LOCATION:The Club", summary="Jazz Night")
    await importing(same, feed="file:two")
    (found,) = [each for each in (await client.get(DAY)).json() if each["event"]["id"] == 1]
    assert found["title"] == "Jazz, Spelt Right"
    assert [each["slug"] for each in found["event"]["categories"]] == ["comedy"]
    await importing(vevent("x", "20260310T190000", summary="Something Else"), feed="file:two")
    (found,) = [each for each in (await client.get(DAY)).json() if each["event"]["id"] == 1]
    assert found["title"] == "Jazz Night"
    assert [each["slug"] for each in found["event"]["categories"]] == ["live-music"]


async def test_the_trace_tells_why_an_event_is_here(curator: Client, importing: Importing) -> None:
    same = vevent("x", "20260310T190000", "LOCATION:The Club", summary="Jazz Night")
    await importing(same, feed="file:two")
    await decide(curator, "events/1/rename", title="Renamed")
    trace = (await curator.get("/api/admin/events/1")).json()
    assert trace["event"]["pinned"] == {"title": "Renamed"}
    home, other = trace["members"]
    assert (home["event_id"], home["merge_method"]) == (1, None)
    assert (other["event_id"], other["merge_method"], other["merged_into_id"]) == (3, "match", 1)
    assert other["feed"]["url"] == "file:two"
    assert other["source"]["name"] == "The Club"
    (observation,) = other["observations"]
    assert (observation["uid"], observation["location"]) == ("x", "The Club")
    assert [each["kind"] for each in trace["changes"]] == ["new", "new"]
    assert [each["kind"] for each in trace["decisions"]] == ["rename"]
    assert (await curator.get("/api/admin/events/99")).status_code == 404


async def test_events_are_found_by_part_of_a_title_by_slug_and_by_id(curator: Client) -> None:
    async def ids(query: str) -> list[int]:
        answer = (await curator.get("/api/admin/events", params={"q": query})).json()
        return [each["id"] for each in answer["events"]]

    assert await ids("jazz") == [1]
    assert await ids("opera-gala") == [2]
    assert await ids("2") == [2]
    assert await ids("") == [2, 1]
    assert await ids("%") == []
    assert await ids("_") == []
    page = (await curator.get("/api/admin/events?limit=1")).json()
    assert ([each["id"] for each in page["events"]], page["next_before"]) == ([2], 2)
    page = (await curator.get("/api/admin/events?limit=1&before=2")).json()
    assert ([each["id"] for each in page["events"]], page["next_before"]) == ([1], None)
    (jazz,) = page["events"]
    assert jazz["source_names"] == ["The Club"]
    assert jazz["next_start"] == "2026-03-10T23:00:00Z"


async def test_decisions_are_listed_newest_first(curator: Client) -> None:
    for title in ("One", "Two", "Three"):
        await decide(curator, "events/1/rename", title=title)
    page = (await curator.get("/api/admin/decisions?limit=2")).json()
    assert [each["id"] for each in page["decisions"]] == [3, 2]
    page = (await curator.get(f"/api/admin/decisions?before={page['next_before']}")).json()
    assert ([each["id"] for each in page["decisions"]], page["next_before"]) == ([1], None)


async def test_slugs_are_shared_by_visible_events_only(
    client: Client, curator: Client, session: AsyncSession
) -> None:
    await decide(curator, "events/2/rename", title="Jazz Night")
    resolved = (await client.get("/api/events/resolve/jazz-night")).json()
    assert (resolved["event_id"], resolved["is_unique"]) == (1, False)
    await decide(curator, "events/2/hide")
    resolved = (await client.get("/api/events/resolve/jazz-night")).json()
    assert resolved["is_unique"]
    assert not await session.scalar(text("SELECT is_slug_shared FROM app.event WHERE id = 1"))
