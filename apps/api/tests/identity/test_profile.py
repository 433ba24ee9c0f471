"""What people change of their own accounts."""

import asyncio

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tests.factories.people import PASSWORD, People

NEW_PASSWORD = "an entirely new one"


async def change(browser: httpx2.AsyncClient, **fields: object) -> httpx2.Response:
    return await browser.patch("/api/auth/me", json=fields)


async def jobs(session: AsyncSession, name: str) -> int:
    found = await session.scalar(
        text("select count(*) from app.procrastinate_jobs where task_name = :name"), {"name": name}
    )
    await session.rollback()
    return int(found or 0)


async def test_the_name_needs_no_password(member: httpx2.AsyncClient) -> None:
    answer = await change(member, display_name="Ada")
    assert (answer.status_code, answer.json()["display_name"]) == (200, "Ada")


@pytest.mark.parametrize("fields", [{"email": "new@example.org"}, {"password": NEW_PASSWORD}])
@pytest.mark.parametrize("given", [None, "something else"])
async def test_e_mail_and_password_need_the_current_password(
    member: httpx2.AsyncClient, fields: dict[str, str], given: str | None
) -> None:
    answer = await change(member, **fields, current_password=given)
    assert (answer.status_code, answer.json()["code"]) == (403, "wrong_password")
    assert (await member.get("/api/auth/me")).json()["email"] == "member@example.org"


async def test_the_current_password_cannot_be_guessed_here_either(
    member: httpx2.AsyncClient,
) -> None:
    statuses = [
        (await change(member, email="new@example.org", current_password=f"guess {n}")).status_code
        for n in range(6)
    ]
    assert statuses == [403] * 5 + [429]


FORBIDDEN = ["role", "is_active", "id", "is_email_verified", "email_verified_at", "created_at"]


@pytest.mark.parametrize("field", FORBIDDEN)
async def test_nothing_else_can_be_changed(member: httpx2.AsyncClient, field: str) -> None:
    answer = await change(member, display_name="Ada", **{field: "admin"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["location"] == ["body", field]
    me = (await member.get("/api/auth/me")).json()
    assert (me["role"], me["display_name"]) == ("member", "Somebody")


async def test_a_new_e_mail_is_unverified_and_both_addresses_hear_of_it(
    member: httpx2.AsyncClient, session: AsyncSession
) -> None:
    links, notices = "identity.send_link", "identity.send_notice"
    before = await jobs(session, links)
    answer = await change(member, email="New@Example.org", current_password=PASSWORD)
    assert answer.status_code == 200
    assert answer.json()["is_email_verified"] is False
    assert (await jobs(session, links), await jobs(session, notices)) == (before + 1, 1)


async def test_the_case_of_an_e_mail_can_be_changed_without_verifying_it_again(
    people: People,
) -> None:
    await people.make("ada@example.org")
    browser = await people.sign_in("ada@example.org")
    answer = await change(browser, email="Ada@example.org", current_password=PASSWORD)
    assert (answer.json()["email"], answer.json()["is_email_verified"]) == ("Ada@example.org", True)


async def test_anothers_e_mail_is_refused_and_nothing_is_changed(
    people: People, member: httpx2.AsyncClient
) -> None:
    await people.make("taken@example.org")
    answer = await change(
        member, email="TAKEN@example.org", display_name="Ada", current_password=PASSWORD
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "email_taken")
    assert (await member.get("/api/auth/me")).json()["display_name"] == "Somebody"


async def test_of_two_who_want_one_address_at_once_one_gets_it(people: People) -> None:
    browsers = [await people.register(f"{name}@example.org") for name in ("a", "b", "c")]
    answers = await asyncio.gather(
        *(
            change(browser, email="wanted@example.org", current_password=PASSWORD)
            for browser in browsers
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]


async def test_a_new_password_ends_every_session_but_the_browser_goes_on_with_a_new_one(
    people: People, member: httpx2.AsyncClient, session: AsyncSession
) -> None:
    old = dict(member.cookies)
    phone = await people.sign_in("member@example.org")
    tokens = await people.tokens("member@example.org")
    answer = await change(member, password=NEW_PASSWORD, current_password=PASSWORD)
    assert answer.status_code == 200
    assert (await member.get("/api/auth/me")).status_code == 200
    assert (await phone.get("/api/auth/me")).status_code == 401
    thief = await people.browser()
    thief.cookies.set("srq_access", old["srq_access"])
    thief.cookies.set("srq_refresh", old["srq_refresh"], path="/api/auth")
    assert (await thief.get("/api/auth/me")).status_code == 401
    assert (await thief.post("/api/auth/refresh")).status_code == 401
    program = await people.program()
    body = {"refresh_token": tokens["refresh_token"]}
    assert (await program.post("/api/auth/refresh", json=body)).status_code == 401
    assert await jobs(session, "identity.send_notice") == 1
    await people.sign_in("member@example.org", NEW_PASSWORD)


async def test_a_program_that_changes_the_password_signs_in_again(people: People) -> None:
    await people.make("ada@example.org")
    program = await people.program((await people.tokens("ada@example.org"))["access_token"])
    answer = await change(program, password=NEW_PASSWORD, current_password=PASSWORD)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert (await program.get("/api/auth/me")).status_code == 401


async def test_a_new_password_is_held_to_the_same_rules(member: httpx2.AsyncClient) -> None:
    answer = await change(member, password="password1234", current_password=PASSWORD)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["location"] == ["body", "password"]


async def test_nothing_at_all_changes_nothing(
    member: httpx2.AsyncClient, session: AsyncSession
) -> None:
    count = text("select count(*) from app.audit_entry")
    before = await session.scalar(count)
    await session.rollback()
    assert (await change(member)).status_code == 200
    assert await session.scalar(count) == before
