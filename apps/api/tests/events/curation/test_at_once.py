"""Two curators at the same moment."""

import asyncio

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.identity.models import Role
from tests.events.conftest import Importing
from tests.factories.calendars import vevent
from tests.factories.people import People
from tests.factories.submissions import submit

Client = httpx2.AsyncClient

pytestmark = pytest.mark.usefixtures("frozen_now")


@pytest.fixture
async def other(people: People) -> Client:
    """Another curator."""
    await people.make("other@example.org", role=Role.CURATOR)
    return await people.sign_in("other@example.org")


async def test_of_two_merges_in_opposite_directions_one_is_refused(
    client: Client, curator: Client, other: Client, importing: Importing
) -> None:
    await importing(vevent("a", "20260310T190000", summary="Alpha"), feed="file:1")
    await importing(vevent("b", "20260310T190000", summary="Beta"), feed="file:2")
    for _ in range(3):
        answers = await asyncio.gather(
            curator.post("/api/admin/events/1/merge", json={"into_id": 2}),
            other.post("/api/admin/events/2/merge", json={"into_id": 1}),
        )
        assert sorted(answer.status_code for answer in answers) == [200, 409]
        (made,) = [answer.json()["id"] for answer in answers if answer.status_code == 200]
        statuses = [(await client.get(f"/api/events/{each}")).status_code for each in (1, 2)]
        assert sorted(statuses) == [200, 308]
        assert (await other.post(f"/api/admin/decisions/{made}/undo")).status_code == 200


async def test_of_two_that_hide_an_event_one_is_told_that_it_is_hidden(
    curator: Client, other: Client, importing: Importing, session: AsyncSession
) -> None:
    await importing(vevent("a", "20260310T190000", summary="Alpha"))
    answers = await asyncio.gather(
        *(each.post("/api/admin/events/1/hide", json={}) for each in (curator, other))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert await session.scalar(text("SELECT count(*) FROM app.decision")) == 1


async def test_a_decision_is_undone_once(
    curator: Client, other: Client, importing: Importing
) -> None:
    await importing(vevent("a", "20260310T190000", summary="Alpha"))
    await curator.post("/api/admin/events/1/hide", json={})
    answers = await asyncio.gather(
        *(each.post("/api/admin/decisions/1/undo") for each in (curator, other))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_a_submission_is_published_once(
    people: People, curator: Client, other: Client, session: AsyncSession
) -> None:
    made = await submit(await people.browser())
    answers = await asyncio.gather(
        *(
            each.post(f"/api/admin/submissions/{made['id']}/publish")
            for each in (curator, other, curator)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    for table in ("event", "observation", "occurrence", "fetch_run"):
        assert await session.scalar(text(f"SELECT count(*) FROM app.{table}")) == 1  # noqa: S608


async def test_a_feed_that_is_read_meanwhile_does_not_bring_back_what_is_hidden(
    client: Client, curator: Client, importing: Importing
) -> None:
    await importing(vevent("a", "20260310T190000", summary="Alpha"))
    hidden, _ = await asyncio.gather(
        curator.post("/api/admin/events/1/hide", json={}),
        importing(vevent("a", "20260310T200000", summary="Alpha and Friends")),
    )
    assert hidden.status_code == 200
    assert (await client.get("/api/events/day?day=2026-03-10")).json() == []
    (shown,) = (await curator.get("/api/admin/events")).json()["events"]
    assert (shown["title"], shown["is_hidden"]) == ("Alpha and Friends", True)
