"""What the form finds out: is it there already, what does a page say, what is in a file."""

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.submissions.prefilling import prefill, prefill_from, prefills_of_calendar
from tests.events.conftest import Importing
from tests.factories.calendars import NEW_YORK, vcalendar, vevent
from tests.factories.people import People
from tests.factories.written_calendars import read
from tests.fakes.feeds import FakeFetcher

Client = httpx2.AsyncClient
PAGE = "https://shells.example/walk"

pytestmark = pytest.mark.usefixtures("frozen_now")


@pytest.fixture
async def reader(people: People) -> Client:
    return await people.browser()


async def test_it_is_asked_whether_it_is_this_one(reader: Client, importing: Importing) -> None:
    await importing(
        vevent("walk", "20260314T100000", "LOCATION:Heron Point", summary="Shell Walk"),
        vevent("other", "20260314T100000", "LOCATION:Old Hall", summary="Tango Evening"),
        vevent("day", "20260315T100000", "LOCATION:Heron Point", summary="Shell Walk"),
    )
    question = {"title": "Shell Walk", "start": "2026-03-14T10:00", "location": "Heron Point"}
    (found,) = (await reader.post("/api/submissions/similar", json=question)).json()
    assert found.pop("score") > 0
    assert found == {
        "event_id": 2,
        "title": "Shell Walk",
        "canonical_segment": "shell-walk--e2",
        "start_datetime_utc": "2026-03-14T14:00:00Z",
        "venue_name": None,
    }
    wrong = await reader.post("/api/submissions/similar", json=question | {"start": "soon"})
    assert wrong.status_code == 422


async def test_a_hidden_event_is_not_the_one(
    reader: Client, curator: Client, importing: Importing
) -> None:
    await importing(vevent("walk", "20260314T100000", summary="Shell Walk"))
    await curator.post("/api/admin/events/1/hide", json={})
    question = {"title": "Shell Walk", "start": "2026-03-14T10:00"}
    assert (await reader.post("/api/submissions/similar", json=question)).json() == []


async def test_a_page_is_read_by_the_worker_and_its_answer_asked_for(
    reader: Client, session: AsyncSession
) -> None:
    asked = await reader.post("/api/submissions/prefill", json={"url": PAGE})
    assert asked.status_code == 202
    path = f"/api/submissions/prefill/{asked.json()['id']}"
    waiting = (await reader.get(path)).json()
    assert (waiting["state"], waiting["result"]) == ("waiting", None)
    job = await session.execute(text("SELECT task_name, args FROM app.procrastinate_jobs"))
    name, arguments = job.one()
    assert (name, arguments["errand_id"]) == ("events.run_errand", asked.json()["id"])
    unknown = await reader.get("/api/submissions/prefill/00000000-0000-0000-0000-000000000007")
    assert unknown.status_code == 404


async def test_an_address_names_its_own_methods_and_not_those_of_a_submission(
    reader: Client,
) -> None:
    answer = await reader.patch("/api/submissions/prefill", json={})
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    answer = await reader.delete("/api/submissions/00000000-0000-0000-0000-000000000007")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, PATCH")


async def test_eleven_pages_an_hour_are_one_too_many(reader: Client) -> None:
    statuses = [
        (await reader.post("/api/submissions/prefill", json={"url": PAGE})).status_code
        for _ in range(11)
    ]
    assert statuses == [202] * 10 + [429]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "nothing", ""])
async def test_only_pages_of_the_web_are_read(reader: Client, url: str) -> None:
    answer = await reader.post("/api/submissions/prefill", json={"url": url})
    assert answer.status_code == 422


async def test_the_first_event_to_come_of_a_page_fills_in_the_form() -> None:
    fetcher = FakeFetcher()
    fetcher.answers[PAGE] = vcalendar(
        vevent("past", "20260301T100000", summary="Over"),
        vevent(
            "walk",
            "20260314T100000",
            "DTEND;TZID=America/New_York:20260314T120000",
            "LOCATION:Heron Point",
            "DESCRIPTION:One\\nTwo",
            summary="Shell  Walk",
        ),
    )
    found = await prefill(fetcher, {"url": PAGE}, NEW_YORK)
    assert found == {
        "title": "Shell Walk",
        "start": "2026-03-14T10:00",
        "end": "2026-03-14T12:00",
        "all_day": False,
        "location": "Heron Point",
        "address": None,
        "description": "One\nTwo",
        "url": PAGE,
        "cost": None,
        "is_free": None,
        "image_url": None,
        "source": "ical",
    }


def test_a_page_without_events_is_read_as_social_networks_do() -> None:
    page = """<html><head><title>Shells &amp; more</title>
        <meta property="og:title" content="Shell Walk &ndash; Heron Point">
        <meta name="description" content="Not this">
        <meta property="og:description" content="Along the\x07 water.">
        <meta property="og:image" content="/walk.jpg">
        <meta property="og:url" content="javascript:alert(1)">
        </head><body><svg><title>No</title></svg></body></html>"""
    found = prefill_from(
        page.encode("cp1252"),
        address=PAGE,
        charset="cp1252",
        reading=None,
        source="none",
        zone=NEW_YORK,
    )
    assert found["title"] == "Shell Walk – Heron Point"
    assert found["description"] == "Along the water."
    assert found["image_url"] == "https://shells.example/walk.jpg"
    assert (found["url"], found["source"], found["start"]) == (PAGE, "opengraph", None)


@pytest.mark.parametrize("page", [b"", b"\xff\xfe\x00<", b"<meta property=og:title>", b"<" * 9000])
def test_a_page_that_says_nothing_fills_in_its_address_alone(page: bytes) -> None:
    found = prefill_from(
        page, address=PAGE, charset="nonsense", reading=None, source="none", zone=NEW_YORK
    )
    assert (found["title"], found["url"], found["source"]) == (None, PAGE, "none")


def test_of_whole_days_the_last_one_is_named() -> None:
    raw = vcalendar(vevent("fair", "20260314", "DTEND;VALUE=DATE:20260316", summary="Fair"))
    (fair,) = prefills_of_calendar(read(raw), NEW_YORK)
    assert (fair["start"], fair["end"], fair["all_day"]) == ("2026-03-14", "2026-03-15", True)


async def test_a_file_fills_in_the_form_with_the_first_date_of_each_event(reader: Client) -> None:
    raw = vcalendar(
        vevent("yoga", "20260312T080000", "RRULE:FREQ=DAILY;COUNT=9", summary="Yoga"),
        *(vevent(f"e{number}", "20260314T100000", summary=f"E{number}") for number in range(30)),
        vevent("over", "20250314T100000", summary="Over"),
    )
    answer = await reader.post("/api/submissions/read-ics", content=raw)
    found = answer.json()
    assert len(found) == 20
    assert (found[0]["title"], found[0]["start"]) == ("Yoga", "2026-03-12T08:00")
    assert len({each["title"] for each in found}) == 20


async def test_a_file_that_is_no_calendar_or_too_large_is_refused(reader: Client) -> None:
    answer = await reader.post("/api/submissions/read-ics", content=b"<html></html>")
    assert (answer.status_code, answer.json()["code"]) == (422, "not_a_calendar")
    answer = await reader.post("/api/submissions/read-ics", content=b" " * (1024 * 1024 + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")
