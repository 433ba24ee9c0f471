"""Signing in, and what is in the way of guessing."""

import asyncio
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.identity import passwords
from app.identity.models import Account
from app.kernel import clock
from app.main import create_app
from app.settings import load_settings
from tests.factories.people import PASSWORD, People

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


async def attempt(client: httpx2.AsyncClient, email: str, password: str) -> httpx2.Response:
    return await client.post("/api/auth/login", json={"email": email, "password": password})


def cookie_of(answer: httpx2.Response, name: str) -> str:
    (line,) = [line for line in answer.headers.get_list("set-cookie") if line.startswith(name)]
    return line


async def test_a_browser_gets_two_cookies_that_no_script_can_read(people: People) -> None:
    await people.make("ada@example.org")
    answer = await attempt(await people.browser(), "Ada@Example.ORG", PASSWORD)
    assert answer.status_code == 200
    assert answer.json()["tokens"] is None
    assert answer.headers["cache-control"] == "no-store"
    access, refresh = cookie_of(answer, "srq_access="), cookie_of(answer, "srq_refresh=")
    assert access.endswith("; HttpOnly; Max-Age=3600; Path=/; SameSite=lax")
    assert refresh.endswith("; HttpOnly; Max-Age=2592000; Path=/api/auth; SameSite=lax")


async def test_over_tls_the_cookies_say_that_they_travel_over_tls_only() -> None:
    app = create_app(load_settings({"SITE_URL": "https://srq.test"}))
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="https://srq.test") as client:
        answer = await client.get("/api/auth/resume")
    # Without a database this fails; the names are decided before.
    assert answer.status_code == 503
    cookies = app.state.identity.cookies
    assert (cookies.access_name, cookies.refresh_name) == (
        "__Host-srq_access",
        "__Secure-srq_refresh",
    )


async def test_a_program_gets_tokens_and_no_cookie(people: People) -> None:
    await people.make("ada@example.org")
    program = await people.program()
    body = {"email": "ada@example.org", "password": PASSWORD, "transport": "bearer"}
    answer = await program.post("/api/auth/login", json=body)
    tokens = answer.json()["tokens"]
    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 3600)
    assert "set-cookie" not in answer.headers
    signed_in = await people.program(tokens["access_token"])
    assert (await signed_in.get("/api/auth/me")).json()["email"] == "ada@example.org"


async def test_unknown_wrong_and_inactive_say_the_same(people: People) -> None:
    await people.make("ada@example.org")
    await people.make("shut@example.org", is_active=False)
    browser = await people.browser()
    answers = [
        await attempt(browser, "nobody@example.org", PASSWORD),
        await attempt(browser, "ada@example.org", "something else"),
        await attempt(browser, "shut@example.org", PASSWORD),
        await attempt(browser, "shut@example.org", "something else"),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text for answer in answers}) == 1
    assert {answer.headers["www-authenticate"] for answer in answers} == {"Bearer"}
    assert not any("set-cookie" in answer.headers for answer in answers)


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
async def test_the_sixth_bad_password_in_a_minute_is_one_too_many(
    people: People, email: str
) -> None:
    await people.make("ada@example.org")
    browser = await people.browser()
    for second in (0, 10, 20, 30, 59):
        with clock.freeze(NOW + timedelta(seconds=second)):
            assert (await attempt(browser, email, "something else")).status_code == 401
    with clock.freeze(NOW + timedelta(seconds=59)):
        answer = await attempt(browser, email.upper(), "something else")
        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_attempts")
        assert answer.headers["retry-after"] == "1"
    with clock.freeze(NOW + timedelta(seconds=61)):
        assert (await attempt(browser, email, "something else")).status_code == 401
        assert (await attempt(browser, email, "something else")).status_code == 429


async def test_the_right_password_does_not_help_either_while_it_is_too_many(
    people: People,
) -> None:
    await people.make("ada@example.org")
    for _ in range(5):
        await attempt(await people.browser(), "ada@example.org", "something else")
    other = await people.browser(address="198.51.100.7")
    assert (await attempt(other, "ada@example.org", PASSWORD)).status_code == 429


async def test_right_passwords_are_never_too_many(people: People) -> None:
    await people.make("ada@example.org")
    browser = await people.browser()
    answers = [await attempt(browser, "ada@example.org", PASSWORD) for _ in range(12)]
    assert {answer.status_code for answer in answers} == {200}


async def test_guesses_at_the_same_moment_are_counted_one_by_one(people: People) -> None:
    await people.make("ada@example.org")
    browser = await people.browser()
    answers = await asyncio.gather(
        *(attempt(browser, "ada@example.org", f"guess number {n}") for n in range(12))
    )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [401] * 5 + [429] * 7


async def test_one_address_cannot_try_many_accounts(people: People) -> None:
    browser = await people.browser(address="2001:db8::1")
    statuses = [
        (await attempt(browser, f"nobody{number}@example.org", "something")).status_code
        for number in range(21)
    ]
    assert statuses == [401] * 20 + [429]
    neighbour = await people.browser(address="2001:db8::2")
    assert (await attempt(neighbour, "nobody@example.org", "something")).status_code == 429
    elsewhere = await people.browser(address="2001:db8:0:1::1")
    assert (await attempt(elsewhere, "nobody@example.org", "something")).status_code == 401


async def test_a_login_page_of_another_site_signs_nobody_in(people: People) -> None:
    await people.make("ada@example.org")
    browser = await people.browser()
    browser.headers["origin"] = "https://evil.test"
    answer = await attempt(browser, "ada@example.org", PASSWORD)
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")


async def test_a_hash_of_other_parameters_is_renewed_at_the_next_sign_in(
    people: People, session: AsyncSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    await people.make("ada@example.org")
    stored = select(Account.password_hash)
    before = await session.scalar(stored)
    await session.rollback()
    dearer = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", dearer)
    await people.sign_in("ada@example.org")
    after = await session.scalar(stored)
    assert (before, after) != (after, before)
    assert after is not None
    assert "t=2" in after
    await people.sign_in("ada@example.org")


async def test_too_long_a_queue_of_passwords_is_refused_for_the_moment(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    await people.make("ada@example.org")
    monkeypatch.setattr(passwords, "LONGEST_QUEUE", 0)
    answer = await attempt(await people.browser(), "ada@example.org", PASSWORD)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


async def test_nothing_secret_is_logged(
    people: People, app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    del app
    caplog.set_level("DEBUG")
    browser = await people.register("ada@example.org")
    await attempt(browser, "ada@example.org", "something else entirely")
    await browser.post("/api/auth/refresh")
    said = "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    assert said
    for secret in (PASSWORD, "something else entirely", *browser.cookies.values()):
        assert secret not in said
