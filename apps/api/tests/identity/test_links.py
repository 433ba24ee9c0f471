"""Links that verify an address or set a new password."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx2
import pytest
from fastapi import FastAPI
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.identity import tokens
from app.identity.models import AccountLink, Purpose
from app.kernel import clock
from tests.factories.people import PASSWORD, People

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
NEW_PASSWORD = "an entirely new one"


async def newest_token(app: FastAPI, session: AsyncSession, purpose: Purpose) -> str:
    """The token that the mail of the newest link holds."""
    found = await session.execute(
        select(AccountLink.id, AccountLink.expires_at)
        .where(AccountLink.purpose == purpose.value)
        .order_by(AccountLink.created_at.desc(), AccountLink.id)
        .limit(1)
    )
    link_id, expires_at = found.one()
    await session.rollback()
    keys = app.state.identity.keys
    return tokens.sign_link(keys, link_id, purpose=purpose, expires_at=expires_at)


async def verify(people: People, token: str) -> httpx2.Response:
    browser = await people.browser()
    return await browser.post("/api/auth/email/verify", json={"token": token})


async def forget(people: People, email: str) -> httpx2.Response:
    browser = await people.browser()
    return await browser.post("/api/auth/password/forgot", json={"email": email})


async def reset(people: People, token: str, password: str = NEW_PASSWORD) -> httpx2.Response:
    browser = await people.browser()
    body = {"token": token, "password": password}
    return await browser.post("/api/auth/password/reset", json=body)


async def test_registering_promises_a_link_that_verifies_the_address_once(
    app: FastAPI, people: People, member: httpx2.AsyncClient, session: AsyncSession
) -> None:
    token = await newest_token(app, session, Purpose.VERIFY_EMAIL)
    answer = await verify(people, token)
    assert (answer.status_code, answer.json()["is_email_verified"]) == (200, True)
    assert (await member.get("/api/auth/me")).json()["is_email_verified"] is True
    again = await verify(people, token)
    assert (again.status_code, again.json()["code"]) == (410, "link_spent")


async def test_a_link_can_be_asked_for_again_until_the_address_is_verified(
    app: FastAPI, people: People, member: httpx2.AsyncClient, session: AsyncSession
) -> None:
    assert (await member.post("/api/auth/email/verification")).status_code == 202
    await verify(people, await newest_token(app, session, Purpose.VERIFY_EMAIL))
    count = text("select count(*) from app.account_link")
    before = await session.scalar(count)
    await session.rollback()
    assert (await member.post("/api/auth/email/verification")).status_code == 202
    assert await session.scalar(count) == before


async def test_a_link_is_no_good_after_its_time(
    app: FastAPI, people: People, session: AsyncSession
) -> None:
    with clock.freeze(NOW):
        await people.register("ada@example.org")
        token = await newest_token(app, session, Purpose.VERIFY_EMAIL)
    with clock.freeze(NOW + timedelta(days=3)):
        assert (await verify(people, token)).status_code == 410


async def test_a_link_of_an_address_that_was_changed_opens_nothing(
    app: FastAPI, people: People, member: httpx2.AsyncClient, session: AsyncSession
) -> None:
    await forget(people, "member@example.org")
    stale = await newest_token(app, session, Purpose.RESET_PASSWORD)
    change = {"email": "new@example.org", "current_password": PASSWORD}
    (await member.patch("/api/auth/me", json=change)).raise_for_status()
    assert (await reset(people, stale)).status_code == 410


async def test_a_forgotten_password_is_replaced_by_a_link_which_ends_every_session(
    app: FastAPI, people: People, member: httpx2.AsyncClient, session: AsyncSession
) -> None:
    assert (await forget(people, "MEMBER@example.org")).status_code == 202
    token = await newest_token(app, session, Purpose.RESET_PASSWORD)
    assert (await reset(people, token, "password1234")).status_code == 422
    assert (await reset(people, token)).status_code == 204
    assert (await member.get("/api/auth/me")).status_code == 401
    browser = await people.sign_in("member@example.org", NEW_PASSWORD)
    assert (await browser.get("/api/auth/me")).json()["is_email_verified"] is True
    assert (await reset(people, token, "yet another one")).status_code == 410


async def test_of_several_links_the_first_that_is_used_spends_the_others(
    app: FastAPI, people: People, member: httpx2.AsyncClient, session: AsyncSession
) -> None:
    del member
    await forget(people, "member@example.org")
    first = await newest_token(app, session, Purpose.RESET_PASSWORD)
    await forget(people, "member@example.org")
    second = await newest_token(app, session, Purpose.RESET_PASSWORD)
    assert first != second
    assert (await reset(people, second)).status_code == 204
    assert (await reset(people, first, "yet another one")).status_code == 410


async def test_forgetting_answers_alike_and_writes_alike_for_every_address(
    people: People, session: AsyncSession
) -> None:
    await people.make("ada@example.org")
    await people.make("shut@example.org", is_active=False)
    answers = [
        await forget(people, email)
        for email in ("ada@example.org", "shut@example.org", "nobody@example.org", "no address")
    ]
    assert {(answer.status_code, answer.text) for answer in answers} == {(202, "")}
    owners = await session.scalars(select(AccountLink.account_id).order_by(AccountLink.created_at))
    assert [owner is None for owner in owners] == [False, True, True, True]
    jobs = await session.scalar(text("select count(*) from app.procrastinate_jobs"))
    assert jobs == 4


async def test_a_mailbox_cannot_be_flooded(people: People) -> None:
    await people.make("ada@example.org")
    statuses = [(await forget(people, "ada@example.org")).status_code for _ in range(6)]
    assert statuses == [202] * 5 + [429]


async def test_a_job_is_told_ids_only(
    people: People, member: httpx2.AsyncClient, session: AsyncSession
) -> None:
    del member
    await forget(people, "member@example.org")
    rows = await session.scalars(text("select args::text from app.procrastinate_jobs"))
    for arguments in rows:
        assert "@" not in arguments
        assert "ey" not in arguments.replace("key", "")


@pytest.mark.parametrize("purpose", Purpose)
async def test_a_token_of_one_kind_opens_nothing_else(
    app: FastAPI, people: People, member: httpx2.AsyncClient, session: AsyncSession,
    purpose: Purpose,
) -> None:  # fmt: skip
    await forget(people, "member@example.org")
    access = dict(member.cookies)["srq_access"]
    token = await newest_token(app, session, purpose)
    if purpose is Purpose.VERIFY_EMAIL:
        assert (await reset(people, token)).status_code == 410
    else:
        assert (await verify(people, token)).status_code == 410
    assert (await verify(people, access)).status_code == 410
    assert (await reset(people, access)).status_code == 410
    program = await people.program(token)
    assert (await program.get("/api/auth/me")).status_code == 401


@pytest.mark.parametrize(
    "token", ["x", "a.b.c", "ключ", "ey" * 900, "..", "eyJhbGciOiJub25lIn0.e30."]
)
async def test_rubbish_is_no_link(people: People, token: str) -> None:
    assert (await verify(people, token)).status_code == 410
    assert (await reset(people, token)).status_code == 410


async def test_a_signature_without_a_link_opens_nothing(app: FastAPI, people: People) -> None:
    token = tokens.sign_link(
        app.state.identity.keys,
        UUID(int=7),
        purpose=Purpose.VERIFY_EMAIL,
        expires_at=clock.now() + timedelta(days=1),
    )
    assert (await verify(people, token)).status_code == 410


async def test_a_link_of_an_account_that_was_shut_opens_nothing(
    app: FastAPI, people: People, member: httpx2.AsyncClient, admin: httpx2.AsyncClient,
    session: AsyncSession,
) -> None:  # fmt: skip
    account = (await member.get("/api/auth/me")).json()["id"]
    await forget(people, "member@example.org")
    token = await newest_token(app, session, Purpose.RESET_PASSWORD)
    await admin.patch(f"/api/admin/accounts/{account}", json={"is_active": False})
    assert (await reset(people, token)).status_code == 410
