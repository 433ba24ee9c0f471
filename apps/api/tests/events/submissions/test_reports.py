"""Readers say what is wrong with an event."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tests.events.conftest import Importing
from tests.factories.calendars import vevent
from tests.factories.people import People
from tests.factories.submissions import form_token

Client = httpx2.AsyncClient

pytestmark = pytest.mark.usefixtures("frozen_now")


@pytest.fixture
async def reader(people: People, importing: Importing) -> Client:
    await importing(vevent("walk", "20260314T100000", summary="Shell Walk"))
    await importing(vevent("run", "20260315T100000", summary="Shell Run"), feed="file:two")
    return await people.browser()


async def report(reader: Client, event_id: int = 1, **fields: Any) -> httpx2.Response:
    body = {"kind": "wrong", "message": "It begins at eleven.", **fields}
    body.setdefault("form_token", await form_token(reader))
    return await reader.post(f"/api/events/{event_id}/reports", json=body)


async def test_a_report_waits_for_a_curator_who_decides_it_once(
    reader: Client, curator: Client
) -> None:
    made = await report(reader, contact_email="ada@example.org")
    assert made.status_code == 201
    (shown,) = (await curator.get("/api/admin/reports?state=open")).json()["reports"]
    assert (shown["event_title"], shown["message"]) == ("Shell Walk", "It begins at eleven.")
    path = f"/api/admin/reports/{made.json()['id']}"
    resolved = (await curator.post(f"{path}/resolve")).json()
    assert (resolved["state"], resolved["decided_by_name"]) == ("resolved", "Made")
    again = await curator.post(f"{path}/dismiss")
    assert (again.status_code, again.json()["detail"]) == (409, "This report is resolved already.")
    reopened = (await curator.post(f"{path}/reopen")).json()
    assert (reopened["state"], reopened["decided_at"]) == ("open", None)
    assert (await curator.post(f"{path}/dismiss")).json()["state"] == "dismissed"
    assert (await curator.get("/api/admin/reports?state=open")).json()["reports"] == []
    assert (await curator.post("/api/admin/reports/99/resolve")).status_code == 404


async def test_a_report_about_a_merged_event_is_about_what_it_leads_to(
    reader: Client, curator: Client
) -> None:
    await curator.post("/api/admin/events/2/merge", json={"into_id": 1})
    assert (await report(reader, 2)).status_code == 201
    (shown,) = (await curator.get("/api/admin/reports")).json()["reports"]
    assert shown["event_id"] == 1


async def test_there_is_nothing_to_report_about_what_nobody_sees(
    reader: Client, curator: Client
) -> None:
    await curator.post("/api/admin/events/1/hide", json={})
    for event_id in (1, 99):
        answer = await report(reader, event_id)
        assert (answer.status_code, answer.json()["code"]) == (404, "event_not_found")


async def test_what_fills_in_the_hidden_field_is_thanked_and_forgotten(
    reader: Client, session: AsyncSession
) -> None:
    answer = await report(reader, website="https://spam.example", form_token="")
    assert answer.status_code == 201
    assert await session.scalar(text("SELECT count(*) FROM app.report")) == 0


async def test_a_report_is_typed_by_somebody_and_bounded(reader: Client) -> None:
    assert (await report(reader, form_token="x")).json()["code"] == "form_token"
    for message in ("x" * 2001, " ", "bell\x07"):
        assert (await report(reader, message=message)).status_code == 422
    assert (await report(reader, kind="boring")).status_code == 422
    statuses = [(await report(reader)).status_code for _ in range(6)]
    assert statuses == [201] * 5 + [429]
