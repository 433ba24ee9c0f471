"""Anybody submits an event without an account, and comes back to it by a link of their own."""

import base64
import hashlib
import json
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.kernel import clock
from tests.events.conftest import NOW
from tests.factories.people import ORIGIN, People
from tests.factories.submissions import FORM, form_token, submit

Values = dict[str, Any]
pytestmark = pytest.mark.usefixtures("frozen_now")


@pytest.fixture
async def reader(people: People) -> httpx2.AsyncClient:
    """The browser of somebody without an account."""
    return await people.browser()


async def test_a_submission_waits_and_is_nowhere_on_the_calendar(
    reader: httpx2.AsyncClient,
) -> None:
    made = await submit(reader)
    assert made["state"] == "waiting"
    assert len(base64.urlsafe_b64decode(made["edit_token"] + "=")) == 32
    assert (await reader.get("/api/events/day?day=2026-03-14")).json() == []


async def test_its_maker_sees_it_with_the_token_and_nobody_without(
    reader: httpx2.AsyncClient,
) -> None:
    made, other = await submit(reader), await submit(reader, title="Another")
    path = f"/api/submissions/{made['id']}"
    seen = await reader.get(path, headers={"X-Edit-Token": made["edit_token"]})
    assert seen.json()["content"]["title"] == FORM["title"]
    assert seen.headers["cache-control"] == "no-store"
    for token in (other["edit_token"], "x" * 43, made["edit_token"][:-1]):
        answer = await reader.get(path, headers={"X-Edit-Token": token})
        assert (answer.status_code, answer.json()["code"]) == (404, "submission_unknown")
    assert (await reader.get(path)).status_code == 422


async def test_the_token_is_stored_as_its_digest_alone(
    reader: httpx2.AsyncClient, session: AsyncSession
) -> None:
    made = await submit(reader)
    stored = await session.scalar(text("SELECT edit_token_sha256 FROM app.submission"))
    assert stored == hashlib.sha256(made["edit_token"].encode()).digest()
    for table in ("submission", "audit_entry", "procrastinate_jobs"):
        rows = await session.scalars(text(f"SELECT to_json(t)::text FROM app.{table} t"))  # noqa: S608
        assert not any(made["edit_token"] in row for row in rows)


async def test_the_token_and_the_mail_address_are_in_no_log(
    reader: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    made = await submit(reader, contact_email="ada@example.org")
    await reader.get(f"/api/submissions/{made['id']}", headers={"X-Edit-Token": made["edit_token"]})
    assert made["edit_token"] not in caplog.text
    assert "ada@example.org" not in caplog.text


async def test_its_maker_changes_it_while_it_waits(reader: httpx2.AsyncClient) -> None:
    made = await submit(reader)
    answer = await reader.patch(
        f"/api/submissions/{made['id']}",
        json={"title": "Another title", "end": None},
        headers={"X-Edit-Token": made["edit_token"]},
    )
    content = answer.json()["content"]
    assert (content["title"], content["end"], content["start"]) == (
        "Another title",
        None,
        FORM["start"],
    )


async def test_what_its_maker_withdraws_is_over(reader: httpx2.AsyncClient) -> None:
    made = await submit(reader)
    path, headers = f"/api/submissions/{made['id']}", {"X-Edit-Token": made["edit_token"]}
    assert (await reader.post(f"{path}/withdraw", headers=headers)).json()["state"] == "withdrawn"
    for method, body in (("PATCH", {"title": "No"}), ("POST", None)):
        target = f"{path}/withdraw" if method == "POST" else path
        answer = await reader.request(method, target, json=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (409, "submission_settled")


SENTENCES: list[tuple[Values, str]] = [
    ({"start": "2026-03-05T19:00", "end": None}, "start: This lies in the past."),
    ({"start": "2028-04-05T19:00", "end": None}, "start: This is more than two years ahead."),
    ({"end": "2026-03-14T09:00"}, "end: It must lie after the start."),
    ({"end": "2026-06-14T18:00"}, "end: An event may last at most 60 days."),
    (
        {"start": "2026-03-08T02:30", "end": None},
        (
            "start: On 8 March 2026 the clocks go forward and 02:30 does not exist;"
            " choose another time."
        ),
    ),
    (
        {"start": "2026-11-01T01:30", "end": None},
        (
            "start: On 1 November 2026 the clocks go back and 01:30 happens twice; write"
            " 2026-11-01T01:30-04:00 for the first time or 2026-11-01T01:30-05:00 for the second."
        ),
    ),
    (
        {"start": "2026-11-01T01:30-06:00", "end": None},
        "start: The clocks of the site do not stand at -06:00 then; leave that out.",
    ),
    ({"start": "tomorrow"}, "start: Give a day and a time such as 2026-03-06T19:00."),
    ({"start": "2026-02-30T19:00"}, "start: Give a day such as 2026-03-06."),
    ({"start": "2026-03-14T29:00"}, "start: There is no such time as 29:00."),
    ({"start": "9999-12-31T23:59"}, "start: Give a day such as 2026-03-06."),
    (
        {"all_day": True, "start": "2026-03-14", "end": "2026-03-12"},
        "end: It lies before the start.",
    ),
    ({"categories": ["sorcery"]}, "categories: There is no category sorcery."),
]


@pytest.mark.parametrize(("fields", "sentence"), SENTENCES, ids=lambda value: str(value)[:40])
async def test_what_cannot_be_is_refused_in_words_that_name_the_field(
    reader: httpx2.AsyncClient, fields: Values, sentence: str
) -> None:
    answer = await reader.post(
        "/api/submissions", json={**FORM, **fields, "form_token": await form_token(reader)}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_submission")
    assert answer.json()["detail"] == sentence


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "x" * 201),
        ("title", "   "),
        ("title", "bell\x07"),
        ("title", "turned \u202e around"),
        ("title", "half \ud800 a pair"),
        ("title", "nothing\x00"),
        ("description", "x" * 10_001),
        ("description", "a line\x1b[31m"),
        ("location", ""),
        ("url", "javascript:alert(1)"),
        ("url", "https://"),
        ("url", "https://example.org/a b"),
        ("url", "//example.org"),
        ("contact_email", "nobody"),
        ("categories", ["film"] * 6),
    ],
)
async def test_a_field_that_is_too_long_or_holds_what_nobody_sees_is_refused(
    reader: httpx2.AsyncClient, field: str, value: object
) -> None:
    body = {**FORM, field: value, "form_token": await form_token(reader)}
    answer = await reader.post(
        "/api/submissions",
        content=json.dumps(body),
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(f"{field}: ") or field == "title"


async def test_a_time_that_happens_twice_is_taken_with_its_offset(
    reader: httpx2.AsyncClient,
) -> None:
    made = await submit(reader, start="2026-11-01T01:30-05:00", end="2026-11-01T02:30")
    assert made["state"] == "waiting"


async def test_lines_of_a_description_are_kept(reader: httpx2.AsyncClient) -> None:
    made = await submit(reader, description="One\n\nTwo\tthree")
    seen = await reader.get(
        f"/api/submissions/{made['id']}", headers={"X-Edit-Token": made["edit_token"]}
    )
    assert seen.json()["content"]["description"] == "One\n\nTwo\tthree"


async def test_what_fills_in_the_hidden_field_is_thanked_and_forgotten(
    reader: httpx2.AsyncClient, session: AsyncSession
) -> None:
    answer = await reader.post(
        "/api/submissions", json={**FORM, "website": "https://spam.example", "form_token": ""}
    )
    honest = await submit(reader)
    assert answer.status_code == 201
    assert answer.json().keys() == honest.keys()
    assert len(answer.json()["edit_token"]) == len(honest["edit_token"])
    assert await session.scalar(text("SELECT count(*) FROM app.submission")) == 1


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(2, "very quick"), (24 * 3600 + 1, "lain open"), (-5, "very quick")],
)
async def test_a_form_is_filled_in_neither_at_once_nor_a_day_later(
    reader: httpx2.AsyncClient, seconds: int, words: str
) -> None:
    with clock.freeze(NOW):
        token = (await reader.get("/api/submissions/form-token")).json()["form_token"]
    with clock.freeze(NOW + timedelta(seconds=seconds)):
        answer = await reader.post("/api/submissions", json={**FORM, "form_token": token})
    assert (answer.status_code, answer.json()["code"]) == (422, "form_token")
    assert words in answer.json()["detail"]


async def test_a_form_that_we_did_not_hand_out_is_refused(reader: httpx2.AsyncClient) -> None:
    token = await form_token(reader)
    moment, signature = token.split(".")
    for forged in ("", "x", f"{int(moment) - 60}.{signature}", f"{moment}.{'A' * 43}", token + "x"):
        answer = await reader.post("/api/submissions", json={**FORM, "form_token": forged})
        assert (answer.status_code, answer.json()["code"]) == (422, "form_token")


async def test_the_sixth_submission_of_an_hour_is_one_too_many(people: People) -> None:
    reader = await people.browser(address="203.0.113.50")
    for number in range(5):
        await submit(reader, title=f"Number {number}")
    answer = await reader.post(
        "/api/submissions", json={**FORM, "form_token": await form_token(reader)}
    )
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 3000
    await submit(await people.browser(address="203.0.113.51"))
    with clock.freeze(NOW + timedelta(minutes=61)):
        await submit(reader)


async def test_the_hundred_and_first_submission_of_an_hour_by_anybody_is_one_too_many(
    people: People,
) -> None:
    body = {**FORM, "website": "filled", "form_token": ""}
    for number in range(100):
        reader = await people.browser(address=f"198.51.100.{number + 1}")
        assert (await reader.post("/api/submissions", json=body)).status_code == 201
    last = await people.browser(address="198.51.100.200")
    assert (await last.post("/api/submissions", json=body)).status_code == 429


async def test_our_own_pages_may_send_it_with_and_without_cookies_and_others_may_not(
    people: People,
) -> None:
    anonymous = await people.browser()
    signed_in = await people.register("member@example.org")
    assert (await submit(anonymous))["state"] == "waiting"
    assert (await submit(signed_in))["state"] == "waiting"
    answer = await signed_in.post(
        "/api/submissions",
        json={**FORM, "form_token": await form_token(signed_in)},
        headers={"origin": "https://elsewhere.example"},
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")
    assert anonymous.headers["origin"] == ORIGIN
