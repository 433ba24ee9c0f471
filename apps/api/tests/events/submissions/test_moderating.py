"""Curators change, publish and refuse what was submitted; its maker is told."""

import re
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.submissions.jobs import MailRoom, register
from app.kernel import mail
from app.kernel.mail import MailSettings, Message
from app.kernel.queue import Jobs
from app.settings import Settings
from tests.events.conftest import Importing
from tests.factories.calendars import vevent
from tests.factories.people import People
from tests.factories.submissions import FORM, submit
from tests.fakes.doing import do_at_once

Client = httpx2.AsyncClient
Made = dict[str, Any]
DAY = "/api/events/day?day=2026-03-14"

pytestmark = pytest.mark.usefixtures("frozen_now")


@pytest.fixture
async def reader(people: People) -> Client:
    return await people.browser()


@pytest.fixture
async def made(reader: Client) -> Made:
    """A submission that waits."""
    return await submit(reader, contact_email="ada@example.org")


class PostOffice:
    """Does the jobs that wait and keeps what would be mailed."""

    def __init__(self, jobs: Jobs, session: AsyncSession) -> None:
        self._jobs = jobs
        self._session = session
        self.sent: list[Message] = []

    async def send(self, _settings: MailSettings, message: Message) -> None:
        self.sent.append(message)

    async def do_jobs(self) -> list[Message]:
        rows = (
            await self._session.execute(
                text("DELETE FROM app.procrastinate_jobs RETURNING id, task_name, args")
            )
        ).all()
        await self._session.commit()
        self.sent = []
        for _, name, arguments in sorted(rows, key=lambda row: int(row[0])):
            await do_at_once(self._jobs, name, **arguments)
        return self.sent


@pytest.fixture
def post(
    app: FastAPI, settings: Settings, session: AsyncSession, monkeypatch: pytest.MonkeyPatch
) -> PostOffice:
    jobs = Jobs()
    register(
        jobs,
        MailRoom(app.state.database, settings.site, settings.mail, app.state.identity.keys),
    )
    office = PostOffice(jobs, session)
    monkeypatch.setattr(mail, "send", office.send)
    return office


async def decide(curator: Client, made: Made, verdict: str, **body: Any) -> Made:
    answer = await curator.post(f"/api/admin/submissions/{made['id']}/{verdict}", json=body)
    assert answer.status_code == 200, answer.text
    found: Made = answer.json()
    return found


async def own(reader: Client, made: Made) -> Made:
    answer = await reader.get(
        f"/api/submissions/{made['id']}", headers={"X-Edit-Token": made["edit_token"]}
    )
    found: Made = answer.json()
    return found


async def change(reader: Client, made: Made, **fields: Any) -> httpx2.Response:
    return await reader.patch(
        f"/api/submissions/{made['id']}",
        json=fields,
        headers={"X-Edit-Token": made["edit_token"]},
    )


async def test_what_is_published_is_on_the_calendar_as_submitted_by_a_reader(
    client: Client, curator: Client, made: Made, session: AsyncSession
) -> None:
    published = await decide(curator, made, "publish")
    assert (published["state"], published["decided_by_name"]) == ("published", "Made")
    (date,) = (await client.get(DAY)).json()
    assert (date["title"], date["location_text"]) == ("Shell Walk", "Heron Point")
    assert date["start_datetime_utc"] == "2026-03-14T14:00:00Z"
    assert date["end_datetime_utc"] == "2026-03-14T16:00:00Z"
    assert [each["slug"] for each in date["event"]["categories"]] == ["outdoors-nature"]
    assert date["event"]["external_url"] == FORM["url"]
    assert date["event"]["id"] == published["event_id"]
    trace = (await curator.get(f"/api/admin/events/{published['event_id']}")).json()
    (member,) = trace["members"]
    assert member["source"]["name"] == "Submitted by readers"
    row = await session.execute(text("SELECT next_due, state, adapter FROM app.feed"))
    assert tuple(row.one()) == (None, "active", "submission")


async def test_whole_days_are_published_with_their_last_day(
    client: Client, curator: Client, reader: Client
) -> None:
    made = await submit(reader, all_day=True, start="2026-03-14", end="2026-03-15")
    await decide(curator, made, "publish")
    (date,) = (await client.get(DAY)).json()
    assert (date["local_date"], date["local_end_date"]) == ("2026-03-14", "2026-03-15")
    assert date["all_day"]


async def test_a_free_event_is_free_and_silence_is_no_claim(
    client: Client, curator: Client, reader: Client
) -> None:
    for title, fields in (
        ("One", {"is_free": True}),
        ("Two", {"cost": "$12"}),
        ("Three", {}),
    ):
        made = await submit(reader, title=title, **fields)
        await decide(curator, made, "publish")
    shown = {each["title"]: each["event"]["is_free"] for each in (await client.get(DAY)).json()}
    assert shown["Three"] is None
    assert shown["Two"] in {False, None}


async def test_a_submission_of_what_a_feed_tells_becomes_part_of_it(
    client: Client, curator: Client, made: Made, importing: Importing
) -> None:
    await importing(vevent("walk", "20260314T100000", "LOCATION:Heron Point", summary="Shell Walk"))
    await decide(curator, made, "publish")
    (date,) = (await client.get(DAY)).json()
    trace = (await curator.get(f"/api/admin/events/{date['event']['id']}")).json()
    assert len(trace["members"]) == 2


async def test_two_submissions_of_one_event_become_one_and_keep_their_own_words(
    client: Client, curator: Client, reader: Client
) -> None:
    one, other = await submit(reader), await submit(reader, description="Bring a hat.")
    first, second = await decide(curator, one, "publish"), await decide(curator, other, "publish")
    assert first["event_id"] != second["event_id"]
    assert len((await client.get(DAY)).json()) == 1
    answer = await client.get(f"/api/events/{second['event_id']}")
    assert answer.headers["location"] == f"/api/events/{first['event_id']}"
    await reader.post(
        f"/api/submissions/{one['id']}/withdraw", headers={"X-Edit-Token": one["edit_token"]}
    )
    (date,) = (await client.get(DAY)).json()
    assert date["event"]["description"] == "Bring a hat."


async def test_a_change_of_what_is_published_waits_and_leaves_the_event_as_it_was(
    client: Client, curator: Client, reader: Client, made: Made
) -> None:
    published = await decide(curator, made, "publish")
    changed = await change(reader, made, title="Shell Run", start="2026-03-14T11:00")
    assert changed.json()["state"] == "waiting"
    (date,) = (await client.get(DAY)).json()
    assert date["title"] == "Shell Walk"
    seen = (await curator.get(f"/api/admin/submissions/{made['id']}")).json()
    assert (seen["published"]["title"], seen["content"]["title"]) == ("Shell Walk", "Shell Run")
    (item,) = (await curator.get("/api/admin/inbox")).json()["items"]
    assert item["words"] == "A reader changed an event that is published."
    again = await decide(curator, made, "publish")
    assert again["event_id"] == published["event_id"]
    (date,) = (await client.get(DAY)).json()
    assert (date["title"], date["moved_from_utc"]) == ("Shell Run", "2026-03-14T14:00:00Z")


async def test_a_change_that_is_refused_leaves_what_is_published(
    client: Client, curator: Client, reader: Client, made: Made, post: PostOffice
) -> None:
    await decide(curator, made, "publish")
    await change(reader, made, title="Buy my course")
    await post.do_jobs()
    refused = await decide(curator, made, "refuse", reason="This is an advertisement.")
    assert (refused["state"], refused["content"]["title"]) == ("published", "Shell Walk")
    assert (await own(reader, made))["refusal"] == "This is an advertisement."
    (date,) = (await client.get(DAY)).json()
    assert date["title"] == "Shell Walk"
    (letter,) = await post.do_jobs()
    assert letter.subject == "Your change was not taken over: Shell Walk"


async def test_what_is_refused_says_why_and_may_be_changed_and_published(
    client: Client, curator: Client, reader: Client, made: Made
) -> None:
    await decide(curator, made, "refuse", reason="Where is it?")
    seen = await own(reader, made)
    assert (seen["state"], seen["refusal"]) == ("refused", "Where is it?")
    again = await change(reader, made, address="1 Shore Road")
    assert (again.json()["state"], again.json()["refusal"]) == ("waiting", None)
    await decide(curator, made, "publish")
    assert len((await client.get(DAY)).json()) == 1


async def test_what_was_published_leaves_the_calendar_when_refused_and_comes_back(
    client: Client, curator: Client, made: Made
) -> None:
    first = await decide(curator, made, "publish")
    await decide(curator, made, "refuse", reason="It was a hoax.")
    assert (await client.get(DAY)).json() == []
    assert (await client.get(f"/api/events/{first['event_id']}")).status_code == 404
    second = await decide(curator, made, "publish")
    assert second["event_id"] == first["event_id"]
    assert len((await client.get(DAY)).json()) == 1


async def test_what_its_maker_withdraws_leaves_the_calendar_for_good(
    client: Client, curator: Client, reader: Client, made: Made, session: AsyncSession
) -> None:
    await decide(curator, made, "publish")
    answer = await reader.post(
        f"/api/submissions/{made['id']}/withdraw", headers={"X-Edit-Token": made["edit_token"]}
    )
    assert answer.json()["state"] == "withdrawn"
    assert (await client.get(DAY)).json() == []
    kinds = await session.scalars(text("SELECT kind FROM app.change ORDER BY id"))
    assert kinds.all() == ["new", "removed"]
    for verdict, body in (("publish", {}), ("refuse", {"reason": "No"})):
        refused = await curator.post(f"/api/admin/submissions/{made['id']}/{verdict}", json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, "submission_settled")


async def test_a_curator_changes_it_before_it_is_published_and_not_after(
    client: Client, curator: Client, made: Made
) -> None:
    path = f"/api/admin/submissions/{made['id']}"
    changed = await curator.patch(path, json={"title": "Shell Walk at Low Tide"})
    assert changed.json()["content"]["title"] == "Shell Walk at Low Tide"
    wrong = await curator.patch(path, json={"end": "2026-03-14T09:00"})
    assert (wrong.status_code, wrong.json()["detail"]) == (422, "end: It must lie after the start.")
    await decide(curator, made, "publish")
    (date,) = (await client.get(DAY)).json()
    assert date["title"] == "Shell Walk at Low Tide"
    assert (await curator.patch(path, json={"title": "No"})).status_code == 409


async def test_a_curators_word_about_a_published_submission_outlives_its_changes(
    client: Client, curator: Client, reader: Client, made: Made
) -> None:
    event_id = (await decide(curator, made, "publish"))["event_id"]
    await curator.post(f"/api/admin/events/{event_id}/rename", json={"title": "Beach Walk"})
    await change(reader, made, title="Shell Run")
    await decide(curator, made, "publish")
    (date,) = (await client.get(DAY)).json()
    assert date["title"] == "Beach Walk"


async def test_the_mails_say_what_became_of_it_with_the_way_back(
    curator: Client, made: Made, post: PostOffice
) -> None:
    await decide(curator, made, "publish")
    (letter,) = await post.do_jobs()
    assert (letter.to, letter.subject) == ("ada@example.org", "Published: Shell Walk")
    assert "http://localhost:3000/events/1" in letter.text
    found = re.search(
        r"^http://localhost:3000/submit/(\S+)\?token=(\S+)$", letter.text, re.MULTILINE
    )
    assert found is not None
    assert found.groups() == (made["id"], made["edit_token"])
    await decide(curator, made, "refuse", reason="It was a hoax.")
    (letter,) = await post.do_jobs()
    assert letter.subject == "Not published: Shell Walk"
    assert "It was a hoax." in letter.text


async def test_who_left_no_address_gets_no_mail(
    curator: Client, reader: Client, post: PostOffice
) -> None:
    await decide(curator, await submit(reader), "publish")
    assert await post.do_jobs() == []


async def test_submissions_are_listed_by_state_newest_first(
    curator: Client, reader: Client
) -> None:
    made = [await submit(reader, title=f"Number {number}") for number in range(3)]
    await decide(curator, made[0], "publish")

    async def listed(**query: Any) -> tuple[int, str | None]:
        page = (await curator.get("/api/admin/submissions", params=query)).json()
        return len(page["submissions"]), page["next_before"]

    assert await listed() == (3, None)
    assert await listed(state="published") == (1, None)
    count, following = await listed(state="waiting", limit=1)
    assert (count, await listed(state="waiting", before=following)) == (1, (1, None))


async def test_curators_see_what_may_be_the_same(
    curator: Client, made: Made, importing: Importing
) -> None:
    await importing(vevent("walk", "20260314T100000", "LOCATION:Heron Point", summary="Shell Walk"))
    seen = (await curator.get(f"/api/admin/submissions/{made['id']}")).json()
    assert [each["title"] for each in seen["similar"]] == ["Shell Walk"]
    published = await decide(curator, made, "publish")
    assert published["event_id"] not in [each["event_id"] for each in published["similar"]]
