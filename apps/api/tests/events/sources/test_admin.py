"""What curators do with sources and feeds, over HTTP."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.identity.models import Role
from tests.factories.calendars import vcalendar, vevent
from tests.factories.people import People

URL = "https://club.example/calendar.ics"


async def made(curator: httpx2.AsyncClient, **feed: Any) -> dict[str, Any]:
    source = await curator.post(
        "/api/admin/sources", json={"name": "The Club", "kind": "own_venue"}
    )
    assert source.status_code == 201
    answer = await curator.post(
        f"/api/admin/sources/{source.json()['id']}/feeds",
        json={"url": URL, "adapter": "ical", **feed},
    )
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def jobs(session: AsyncSession, name: str) -> int:
    statement = text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = :name")
    count = await session.scalar(statement, {"name": name})
    await session.rollback()
    assert isinstance(count, int)
    return count


async def test_a_new_feed_waits_until_it_is_resumed(
    curator: httpx2.AsyncClient,
) -> None:
    feed = await made(curator)
    assert (feed["state"], feed["next_due"], feed["health"]) == ("paused", None, "paused")
    resumed = await curator.patch(f"/api/admin/feeds/{feed['id']}", json={"state": "active"})
    assert (resumed.json()["health"], resumed.json()["next_due"] is None) == ("new", False)
    paused = await curator.patch(f"/api/admin/feeds/{feed['id']}", json={"state": "paused"})
    assert paused.json()["next_due"] is None


async def test_the_kind_decides_whom_to_believe_unless_a_rank_is_given(
    curator: httpx2.AsyncClient,
) -> None:
    ranks = {}
    for kind in ("own_venue", "organiser", "city", "media"):
        body = {"name": kind, "kind": kind}
        ranks[kind] = (await curator.post("/api/admin/sources", json=body)).json()["rank"]
    assert sorted(ranks, key=lambda kind: ranks[kind]) == list(ranks)
    other: dict[str, Any] = {"name": "Other", "kind": "media", "rank": 3}
    assert (await curator.post("/api/admin/sources", json=other)).json()["rank"] == 3


async def test_two_feeds_cannot_have_one_address_nor_two_sources_one_name(
    curator: httpx2.AsyncClient,
) -> None:
    feed = await made(curator)
    again = await curator.post(
        f"/api/admin/sources/{feed['source_id']}/feeds", json={"url": URL, "adapter": "ical"}
    )
    assert (again.status_code, again.json()["code"]) == (409, "feed_exists")
    twin = await curator.post("/api/admin/sources", json={"name": "the club!", "kind": "media"})
    assert (twin.status_code, twin.json()["code"]) == (409, "source_exists")


@pytest.mark.parametrize(
    "url", ["ftp://club.example/a.ics", "/etc/passwd", "javascript:alert(1)", "https://", "a b"]
)
async def test_what_is_no_address_of_the_web_is_refused_in_words(
    curator: httpx2.AsyncClient,
    url: str,
) -> None:
    source = await curator.post("/api/admin/sources", json={"name": "Odd", "kind": "media"})
    answer = await curator.post(
        f"/api/admin/sources/{source.json()['id']}/feeds", json={"url": url, "adapter": "ical"}
    )
    assert answer.status_code == 422
    assert "https://example.org" in answer.json()["detail"]


async def test_reading_now_and_looking_first_are_left_to_the_worker(
    curator: httpx2.AsyncClient,
    session: AsyncSession,
) -> None:
    feed = await made(curator)
    for path, name in (("run", "run_feed"), ("dry-run", "run_errand")):
        answer = await curator.post(f"/api/admin/feeds/{feed['id']}/{path}")
        assert answer.status_code == 202
        assert await jobs(session, f"events.{name}") == 1
    asked = await curator.post(
        "/api/admin/feed-searches", json={"homepage": "https://club.example"}
    )
    waiting = await curator.get(f"/api/admin/feed-searches/{asked.json()['id']}")
    assert (waiting.json()["state"], waiting.json()["result"]) == ("waiting", None)
    other = await curator.get(f"/api/admin/feed-previews/{asked.json()['id']}")
    assert other.status_code == 404


async def test_an_upload_is_stored_and_done_again_changes_nothing(
    curator: httpx2.AsyncClient,
) -> None:
    feed = await made(curator, url="club file", adapter="csv")
    raw = vcalendar(vevent("a", "20301010T190000", summary="Jazz"))
    path = f"/api/admin/feeds/{feed['id']}"
    first = (await curator.post(f"{path}/upload", content=raw)).json()
    again = (await curator.post(f"{path}/upload", content=raw)).json()
    assert first["found_count"] == again["found_count"] == 0
    soon = await curator.post(f"{path}/upload", content=b"not a calendar")
    assert soon.status_code == 422
    runs = (await curator.get(f"{path}/runs")).json()
    assert [run["status"] for run in runs] == ["complete", "complete"]
    detail = (await curator.get(f"/api/admin/runs/{runs[0]['id']}")).json()
    assert detail["can_be_replayed"]
    assert (await curator.post(f"{path}/run")).status_code == 409


async def test_every_change_is_on_the_trail(
    curator: httpx2.AsyncClient,
    people: People,
) -> None:
    feed = await made(curator)
    await curator.patch(f"/api/admin/feeds/{feed['id']}", json={"interval_minutes": 120})
    await curator.delete(f"/api/admin/feeds/{feed['id']}")
    await people.make("chief@example.org", role=Role.ADMIN)
    admin = await people.sign_in("chief@example.org")
    entries = (await admin.get("/api/admin/audit?action=events.")).json()["entries"]
    assert [entry["action"] for entry in entries] == [
        "events.feed_removed",
        "events.feed_changed",
        "events.feed_added",
        "events.source_added",
    ]
    assert entries[1]["before"]["interval_minutes"] == 60
    assert entries[1]["after"]["interval_minutes"] == 120


async def test_a_member_and_a_stranger_see_and_change_nothing(
    people: People,
    client: httpx2.AsyncClient,
) -> None:
    member = await people.register("member@example.org")
    for browser, status in ((member, 403), (client, 401)):
        assert (await browser.get("/api/admin/feeds")).status_code == status
        assert (await browser.get("/api/admin/sources")).status_code == status
    body = {"name": "x", "kind": "media"}
    assert (await member.post("/api/admin/sources", json=body)).status_code == 403


async def test_readers_see_who_is_read_and_how_that_goes_but_no_address(
    curator: httpx2.AsyncClient,
    client: httpx2.AsyncClient,
    session: AsyncSession,
) -> None:
    feed = await made(curator, state="active")
    await session.execute(
        text(
            "UPDATE app.feed SET trouble_kind = 'halved', trouble = 'Half of it is gone.'"
            " WHERE id = :id"
        ),
        {"id": feed["id"]},
    )
    await session.commit()
    answer = await client.get("/api/sources")
    (source,) = answer.json()
    assert source["feeds"][0]["health"] == "trouble"
    assert source["feeds"][0]["words"] == "Half of it is gone."
    assert "club.example/calendar" not in answer.text
