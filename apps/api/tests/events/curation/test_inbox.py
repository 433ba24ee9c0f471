"""One place where a curator sees all that waits."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tests.events.conftest import NOW, Importing
from tests.factories.calendars import vevent
from tests.factories.people import People
from tests.factories.submissions import form_token, submit
from tests.factories.worlds import BEGINNING, make_venues_and_feeds, tell

Client = httpx2.AsyncClient

pytestmark = pytest.mark.usefixtures("frozen_now")


async def test_everything_that_waits_is_counted_and_told_in_words(
    people: People, curator: Client, session: AsyncSession
) -> None:
    await make_venues_and_feeds(session)
    await tell(session, BEGINNING, NOW)
    reader = await people.browser()
    await submit(reader)
    report = {"kind": "cancelled", "message": "It is off.", "form_token": await form_token(reader)}
    assert (await reader.post("/api/events/2/reports", json=report)).status_code == 201
    await suspect(session, 2, 5)
    await session.execute(
        text(
            "UPDATE app.feed SET trouble_kind = 'unreachable', trouble = 'It does not answer.',"
            " trouble_since = now() WHERE id = 1"
        )
    )
    await session.execute(
        text("UPDATE app.feed SET trouble_kind = 'stale', state = 'paused' WHERE id = 2")
    )
    await session.commit()
    inbox = (await curator.get("/api/admin/inbox")).json()
    items = {each["kind"]: each for each in inbox.pop("items")}
    assert inbox == {
        "submissions": 1,
        "reports": 1,
        "venue_questions": 1,
        "suspected_duplicates": 1,
        "feeds_in_trouble": 1,
    }
    assert {kind: each["words"] for kind, each in items.items()} == {
        "submission": "A reader proposes this event.",
        "report": "A reader says: It is off.",
        "venue_question": "Sources name this place, and it is not clear which venue that is.",
        "suspected_duplicate": "This may be the same event as “Mangrove Lecture”.",
        "feed": "It does not answer.",
    }
    assert items["suspected_duplicate"]["href_hint"] == "/admin/duplicates/2/5"
    assert items["report"]["title"] == "Silent Film Evening"


async def suspect(session: AsyncSession, low: int, high: int) -> None:
    await session.execute(
        text(
            "INSERT INTO app.event_pair (low_id, high_id, state, score, reason)"
            " VALUES (:low, :high, 'suspected', 0.7, 'Alike')"
        ),
        {"low": low, "high": high},
    )
    await session.commit()


@pytest.fixture
async def pair(session: AsyncSession, importing: Importing) -> None:
    await importing(vevent("a", "20260310T190000", "LOCATION:Pier", summary="Alpha"), feed="file:1")
    await importing(vevent("b", "20260311T190000", summary="Beta"), feed="file:2")
    await suspect(session, 1, 2)


@pytest.mark.usefixtures("pair")
async def test_suspected_duplicates_show_both_sides(curator: Client) -> None:
    (found,) = (await curator.get("/api/admin/duplicates")).json()["duplicates"]
    assert found["low"] == {
        "id": 1,
        "title": "Alpha",
        "next_start": "2026-03-10T23:00:00Z",
        "venue": "Pier",
        "sources": ["The Club"],
        "is_hidden": False,
    }
    assert (found["high"]["title"], found["score"], found["reason"]) == ("Beta", 0.7, "Alike")


@pytest.mark.parametrize(
    ("verdict", "body", "statuses"),
    [
        ("merge", {}, [200, 308]),
        ("merge", {"into_id": 2}, [308, 200]),
        ("apart", {}, [200, 200]),
    ],
)
@pytest.mark.usefixtures("pair")
async def test_a_pair_is_decided_once_and_can_be_looked_at_again(
    curator: Client, client: Client, verdict: str, body: dict[str, Any], statuses: list[int]
) -> None:
    answer = await curator.post(f"/api/admin/duplicates/1/2/{verdict}", json=body)
    assert answer.status_code == 200
    seen = [(await client.get(f"/api/events/{each}")).status_code for each in (1, 2)]
    assert seen == statuses
    assert (await curator.get("/api/admin/duplicates")).json()["duplicates"] == []
    assert (await curator.get("/api/admin/inbox")).json()["suspected_duplicates"] == 0
    undone = await curator.post(f"/api/admin/decisions/{answer.json()['id']}/undo")
    assert undone.status_code == 200
    for event_id in (1, 2):
        assert (await client.get(f"/api/events/{event_id}")).status_code == 200
