"""The life of a session, over HTTP."""

import asyncio
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.identity.models import AccountSession, AuditEntry
from app.identity.tokens import Keys
from app.kernel import clock
from app.settings import load_settings
from tests.factories.people import PASSWORD, People

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


async def exchange(people: People, token: str) -> httpx2.Response:
    program = await people.program()
    return await program.post("/api/auth/refresh", json={"refresh_token": token})


async def tokens_of(people: People) -> dict[str, str]:
    await people.make("ada@example.org")
    return await people.tokens("ada@example.org")


async def test_an_access_token_is_good_for_an_hour(people: People) -> None:
    with clock.freeze(NOW):
        tokens = await tokens_of(people)
    program = await people.program(tokens["access_token"])
    with clock.freeze(NOW + timedelta(minutes=59, seconds=59)):
        assert (await program.get("/api/auth/me")).status_code == 200
    with clock.freeze(NOW + timedelta(minutes=60)):
        answer = await program.get("/api/auth/me")
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


async def test_a_refresh_token_is_good_for_thirty_days_and_its_successor_again(
    people: People,
) -> None:
    with clock.freeze(NOW):
        first = (await tokens_of(people))["refresh_token"]
    with clock.freeze(NOW + timedelta(days=29, hours=23)):
        second = (await exchange(people, first)).json()["tokens"]["refresh_token"]
    with clock.freeze(NOW + timedelta(days=59)):
        third = (await exchange(people, second)).json()["tokens"]["refresh_token"]
    with clock.freeze(NOW + timedelta(days=90)):
        answer = await exchange(people, third)
        assert (answer.status_code, answer.json()["code"]) == (401, "session_ended")


async def test_an_old_token_used_again_ends_the_whole_family(
    people: People, session: AsyncSession
) -> None:
    with clock.freeze(NOW):
        first = (await tokens_of(people))["refresh_token"]
        second = (await exchange(people, first)).json()["tokens"]
    with clock.freeze(NOW + timedelta(seconds=11)):
        assert (await exchange(people, first)).status_code == 401
        assert (await exchange(people, second["refresh_token"])).status_code == 401
        program = await people.program(second["access_token"])
        assert (await program.get("/api/auth/me")).status_code == 401
    actions = await session.scalars(select(AuditEntry.action).order_by(AuditEntry.id.desc()))
    assert actions.first() == "session.token_reused"


async def test_two_tabs_at_once_get_the_same_next_token_of_one_family(
    people: People, session: AsyncSession
) -> None:
    first = (await tokens_of(people))["refresh_token"]
    answers = await asyncio.gather(*(exchange(people, first) for _ in range(6)))
    assert {answer.status_code for answer in answers} == {200}
    successors = {answer.json()["tokens"]["refresh_token"] for answer in answers}
    assert len(successors) == 1
    assert first not in successors
    assert await session.scalar(select(func.count()).select_from(AccountSession)) == 1
    assert (await exchange(people, successors.pop())).status_code == 200


async def test_a_slow_tab_catches_up_with_a_quick_one(people: People) -> None:
    with clock.freeze(NOW):
        first = (await tokens_of(people))["refresh_token"]
        second = (await exchange(people, first)).json()["tokens"]["refresh_token"]
        third = (await exchange(people, second)).json()["tokens"]["refresh_token"]
    with clock.freeze(NOW + timedelta(seconds=9)):
        late = (await exchange(people, first)).json()["tokens"]["refresh_token"]
    assert late == third


@pytest.mark.parametrize("token", ["x", "\0", "ключ", "\ud800", "a" * 2000, " "])
async def test_rubbish_is_no_token(people: People, token: str) -> None:
    program = await people.program()
    body = b'{"refresh_token": "' + token.encode("unicode_escape").replace(b"\\x", b"\\u00") + b'"}'
    answer = await program.post(
        "/api/auth/refresh", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code in {401, 422}


async def test_a_browser_refreshes_by_its_cookie(member: httpx2.AsyncClient) -> None:
    before = dict(member.cookies)
    answer = await member.post("/api/auth/refresh")
    assert answer.status_code == 200
    assert answer.json()["tokens"] is None
    assert dict(member.cookies)["srq_refresh"] != before["srq_refresh"]
    assert (await member.get("/api/auth/me")).status_code == 200


async def test_a_page_sends_a_browser_whose_hour_is_over_to_resume(
    member: httpx2.AsyncClient,
) -> None:
    member.cookies.delete("srq_access")
    answer = await member.get("/api/auth/resume", params={"to": "/account?tab=1"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/account?tab=1")
    assert (await member.get("/api/auth/me")).status_code == 200


async def test_resuming_nothing_leads_to_the_sign_in(people: People) -> None:
    browser = await people.browser()
    browser.cookies.set("srq_refresh", "rubbish", path="/api/auth")
    answer = await browser.get("/api/auth/resume", params={"to": "/account?tab=1"})
    assert answer.headers["location"] == "/sign-in?then=%2Faccount%3Ftab%3D1"
    removed = answer.headers.get_list("set-cookie")
    assert [line.partition("=")[0] for line in removed] == ["srq_access", "srq_refresh"]
    assert all("Max-Age=0" in line for line in removed)


ELSEWHERE = [
    "//evil.test", "/\\evil.test", "https://evil.test", "evil", "", "/a\nb", "/\t/evil.test",
    "/\x00", "/é", "/a b",
]  # fmt: skip


@pytest.mark.parametrize("to", ELSEWHERE)
async def test_resuming_leads_nowhere_else(member: httpx2.AsyncClient, to: str) -> None:
    answer = await member.get("/api/auth/resume", params={"to": to})
    if answer.status_code != 422:
        assert answer.headers["location"] == "/"


async def test_signing_out_ends_the_session_and_removes_the_cookies(
    people: People, member: httpx2.AsyncClient
) -> None:
    kept = dict(member.cookies)
    answer = await member.post("/api/auth/logout")
    assert answer.status_code == 204
    assert not member.cookies
    thief = await people.browser()
    thief.cookies.set("srq_access", kept["srq_access"])
    assert (await thief.get("/api/auth/me")).status_code == 401
    thief.cookies.set("srq_refresh", kept["srq_refresh"], path="/api/auth")
    assert (await thief.post("/api/auth/refresh")).status_code == 401


async def test_signing_out_works_with_the_refresh_cookie_alone(
    people: People, member: httpx2.AsyncClient
) -> None:
    refresh = dict(member.cookies)["srq_refresh"]
    member.cookies.delete("srq_access")
    answer = await member.post("/api/auth/logout", params={"to": "/"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert (await exchange(people, refresh)).status_code == 401


async def test_signing_out_twice_is_no_error(people: People) -> None:
    browser = await people.browser()
    assert (await browser.post("/api/auth/logout")).status_code == 204


async def test_my_sessions_are_listed_with_the_current_one_marked(
    people: People, member: httpx2.AsyncClient
) -> None:
    await people.sign_in("member@example.org")
    await people.register("other@example.org")
    listed = (await member.get("/api/auth/sessions")).json()
    assert [each["is_current"] for each in listed] == [False, True]
    assert listed[1]["user_agent"] == "Browser/1.0"
    assert listed[1]["address"] == "203.0.113.1"


async def test_one_session_can_be_ended_and_only_ones_own(
    people: People, member: httpx2.AsyncClient
) -> None:
    phone = await people.sign_in("member@example.org")
    stranger = await people.register("other@example.org")
    listed = (await member.get("/api/auth/sessions")).json()
    phones = next(each["id"] for each in listed if not each["is_current"])
    answer = await stranger.delete(f"/api/auth/sessions/{phones}")
    assert (answer.status_code, answer.json()["code"]) == (404, "session_unknown")
    assert (await member.delete(f"/api/auth/sessions/{phones}")).status_code == 204
    assert (await phone.get("/api/auth/me")).status_code == 401
    assert (await member.get("/api/auth/me")).status_code == 200
    assert (await member.delete(f"/api/auth/sessions/{phones}")).status_code == 404


async def test_signing_out_everywhere_ends_every_session(
    people: People, member: httpx2.AsyncClient
) -> None:
    phone = await people.sign_in("member@example.org")
    tokens = await people.tokens("member@example.org")
    assert (await member.delete("/api/auth/sessions")).status_code == 204
    for browser in (member, phone):
        assert (await browser.get("/api/auth/me")).status_code == 401
    assert (await exchange(people, tokens["refresh_token"])).status_code == 401


async def test_an_account_that_is_shut_is_out_at_once(
    people: People, member: httpx2.AsyncClient, admin: httpx2.AsyncClient
) -> None:
    tokens = await people.tokens("member@example.org")
    account = (await member.get("/api/auth/me")).json()["id"]
    await admin.patch(f"/api/admin/accounts/{account}", json={"is_active": False})
    assert (await member.get("/api/auth/me")).status_code == 401
    assert (await exchange(people, tokens["refresh_token"])).status_code == 401


async def test_a_token_beside_cookies_is_the_one_that_counts(
    people: People, member: httpx2.AsyncClient
) -> None:
    answer = await member.get("/api/auth/me", headers={"authorization": "Bearer rubbish"})
    assert answer.status_code == 401
    await people.make("ada@example.org")
    token = (await people.tokens("ada@example.org"))["access_token"]
    answer = await member.get("/api/auth/me", headers={"authorization": f"Bearer {token}"})
    assert answer.json()["email"] == "ada@example.org"


async def test_changing_the_signing_secrets_logs_nobody_out(app: FastAPI, people: People) -> None:
    await people.make("member@example.org")
    old, new, newer = "o" * 31 + "1", "n" * 31 + "2", "x" * 31 + "3"

    def use(current: str, previous: str | None) -> None:
        environ = {f"AUTH_{kind}_SECRET": f"{kind}{current}" for kind in ("ACCESS", "REFRESH")}
        if previous is not None:
            environ |= {
                f"AUTH_{kind}_SECRET_PREVIOUS": f"{kind}{previous}"
                for kind in ("ACCESS", "REFRESH")
            }
        identity = app.state.identity
        keys = Keys.from_settings(load_settings(environ).identity)
        app.state.identity = type(identity)(identity.settings, keys, identity.cookies)

    use(old, None)
    browser = await people.sign_in("member@example.org")
    tokens = await people.tokens("member@example.org")
    use(old, None)
    second = (await exchange(people, tokens["refresh_token"])).json()["tokens"]
    use(new, old)
    assert (await browser.get("/api/auth/me")).status_code == 200
    # A tab that asked under the old secret and one that asks under the new one: one family still.
    late = (await exchange(people, tokens["refresh_token"])).json()["tokens"]
    assert late["refresh_token"] == second["refresh_token"]
    third = (await exchange(people, second["refresh_token"])).json()["tokens"]
    use(newer, new)
    assert (await browser.get("/api/auth/me")).status_code == 401
    assert (await exchange(people, third["refresh_token"])).status_code == 200


async def test_a_password_changed_while_the_old_one_is_checked_opens_nothing(
    people: People, member: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.identity import passwords  # noqa: PLC0415  patched below

    checked, may_go_on = asyncio.Event(), asyncio.Event()
    check = passwords.is_password

    async def slowly(password: str, stored: str | None) -> bool:
        is_right = await check(password, stored)
        if not checked.is_set():
            checked.set()
            await may_go_on.wait()
        return is_right

    monkeypatch.setattr(passwords, "is_password", slowly)
    browser = await people.browser()
    body = {"email": "member@example.org", "password": PASSWORD}
    attempt = asyncio.create_task(browser.post("/api/auth/login", json=body))
    await checked.wait()
    change = {"password": "an entirely new one", "current_password": PASSWORD}
    assert (await member.patch("/api/auth/me", json=change)).status_code == 200
    may_go_on.set()
    assert (await attempt).status_code == 401
