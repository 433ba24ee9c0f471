"""What admins see and change, and the trail that they leave."""

import asyncio
from typing import Any

import httpx2
import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.identity.models import Role
from embedded_postgres import Dsns
from tests.factories.people import PASSWORD, People

ADMIN_ROUTES = [
    ("GET", "/api/admin/audit"),
    ("GET", "/api/admin/accounts"),
    ("PATCH", "/api/admin/accounts/00000000-0000-0000-0000-000000000007"),
]


async def id_of(browser: httpx2.AsyncClient) -> str:
    found: str = (await browser.get("/api/auth/me")).json()["id"]
    return found


async def trail(admin: httpx2.AsyncClient, **query: str | int) -> list[dict[str, Any]]:
    answer = await admin.get("/api/admin/audit", params=query)
    answer.raise_for_status()
    entries: list[dict[str, Any]] = answer.json()["entries"]
    return entries


@pytest.mark.parametrize(("method", "path"), ADMIN_ROUTES)
@pytest.mark.parametrize("role", [Role.MEMBER, Role.CURATOR])
async def test_only_admins_get_in(people: People, method: str, path: str, role: Role) -> None:
    nobody = await people.browser()
    assert (await nobody.request(method, path, json={})).status_code == 401
    await people.make("ada@example.org", role=role)
    browser = await people.sign_in("ada@example.org")
    answer = await browser.request(method, path, json={})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


async def test_a_change_is_kept_with_who_what_before_after_request_and_address(
    admin: httpx2.AsyncClient, member: httpx2.AsyncClient
) -> None:
    account = await id_of(member)
    answer = await admin.patch(
        f"/api/admin/accounts/{account}",
        json={"role": "curator"},
        headers={"x-request-id": "made-by-the-proxy"},
    )
    assert answer.json()["role"] == "curator"
    (entry,) = await trail(admin, action="account.changed")
    assert entry["actor"] == {"id": await id_of(admin), "email": "admin@example.org"}
    assert entry["subject"] == f"account:{account}"
    before, after = entry["before"], entry["after"]
    assert (before["role"], after["role"]) == ("member", "curator")
    assert (entry["request_id"], entry["address"]) == ("made-by-the-proxy", "203.0.113.1")


async def test_what_people_do_themselves_is_in_the_trail_too(
    people: People, admin: httpx2.AsyncClient
) -> None:
    browser = await people.register("ada@example.org")
    await browser.patch("/api/auth/me", json={"display_name": "Ada"})
    await browser.patch(
        "/api/auth/me", json={"password": "an entirely new one", "current_password": PASSWORD}
    )
    phone = await people.sign_in("ada@example.org", "an entirely new one")
    await phone.post("/api/auth/logout")
    await browser.delete("/api/auth/sessions")
    actor = next(e["actor"] for e in await trail(admin, action="account.registered") if e["actor"])
    entries = await trail(admin, actor=actor["id"])
    assert [entry["action"] for entry in entries] == [
        "session.all_ended",
        "session.ended",
        "session.began",
        "account.password_changed",
        "account.changed",
        "account.registered",
    ]


async def test_the_trail_holds_no_secret(
    people: People, member: httpx2.AsyncClient, session: AsyncSession
) -> None:
    secrets = [PASSWORD, *dict(member.cookies).values()]
    change = {"password": "an entirely new one", "current_password": PASSWORD}
    await member.patch("/api/auth/me", json=change)
    await people.sign_in("member@example.org", "an entirely new one")
    rows = (await session.scalars(text("select row_to_json(e)::text from app.audit_entry e"))).all()
    hashes = (await session.scalars(text("select password_hash from app.account"))).all()
    assert rows
    for secret in [*secrets, "an entirely new one", *hashes]:
        assert not any(secret in row for row in rows)


async def test_the_trail_is_read_in_parts_newest_first(
    people: People, admin: httpx2.AsyncClient
) -> None:
    for number in range(5):
        await people.register(f"number{number}@example.org")
    whole = await trail(admin)
    ids = [entry["id"] for entry in whole]
    assert ids == sorted(ids, reverse=True)
    seen, before = [], None
    while True:
        query = {"limit": 2} | ({} if before is None else {"before": before})
        part = (await admin.get("/api/admin/audit", params=query)).json()
        seen += [entry["id"] for entry in part["entries"]]
        before = part["next_before"]
        if before is None:
            break
    assert seen == ids


async def test_the_trail_is_narrowed_by_an_action_or_by_all_of_its_kind(
    people: People, admin: httpx2.AsyncClient
) -> None:
    await people.register("ada@example.org")
    assert {e["action"] for e in await trail(admin, action="session.")} == {"session.began"}
    assert {e["action"] for e in await trail(admin, action="account.")} == {"account.registered"}
    assert await trail(admin, action="account") == []
    assert await trail(admin, action="%.") == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE app.audit_entry SET action = 'nothing'",
        "DELETE FROM app.audit_entry",
        "TRUNCATE app.audit_entry",
        "ALTER TABLE app.audit_entry DISABLE TRIGGER ALL",
        "GRANT DELETE ON app.audit_entry TO srq_hpn_app",
        "SELECT * FROM app.audit_entry FOR UPDATE",
    ],
)
async def test_the_app_cannot_change_the_trail(
    member: httpx2.AsyncClient, dsns: Dsns, statement: str
) -> None:
    del member  # whose registration is in it
    with psycopg.connect(dsns.app, autocommit=True) as connection:
        before = connection.execute("select count(*) from app.audit_entry").fetchone()
        if statement.startswith("GRANT"):
            connection.execute(statement)
            statement = "DELETE FROM app.audit_entry"
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)
        assert connection.execute("select count(*) from app.audit_entry").fetchone() == before
        assert before != (0,)


async def test_what_was_done_to_somebody_is_told_with_their_e_mail(
    admin: httpx2.AsyncClient, member: httpx2.AsyncClient
) -> None:
    account = await id_of(member)
    await admin.patch(f"/api/admin/accounts/{account}", json={"role": "curator"})
    entries = await trail(admin, subject=f"account:{account}")
    assert [entry["action"] for entry in entries] == ["account.changed", "account.registered"]
    assert {entry["subject_email"] for entry in entries} == {"member@example.org"}
    sessions = await trail(admin, action="session.")
    assert {entry["subject_email"] for entry in sessions} == {None}


async def test_accounts_are_listed_searched_and_read_in_parts(
    people: People, admin: httpx2.AsyncClient
) -> None:
    for name in ("carla", "Ada", "berta"):
        await people.register(f"{name}@example.org", display_name=f"{name} of Cortez")
    listed = (await admin.get("/api/admin/accounts", params={"limit": 3})).json()
    assert [each["email"].lower() for each in listed["accounts"]] == [
        "ada@example.org", "admin@example.org", "berta@example.org",
    ]  # fmt: skip
    rest = (await admin.get("/api/admin/accounts", params={"after": listed["next_after"]})).json()
    assert [each["email"] for each in rest["accounts"]] == ["carla@example.org"]
    assert rest["next_after"] is None
    found = (await admin.get("/api/admin/accounts", params={"search": "ADA of"})).json()
    assert [each["email"] for each in found["accounts"]] == ["Ada@example.org"]
    assert (await admin.get("/api/admin/accounts", params={"search": "%"})).json()["accounts"] == []


async def test_an_account_that_nobody_has_is_unknown(admin: httpx2.AsyncClient) -> None:
    answer = await admin.patch(ADMIN_ROUTES[2][1], json={"role": "admin"})
    assert (answer.status_code, answer.json()["code"]) == (404, "account_unknown")


@pytest.mark.parametrize("change", [{"role": "member"}, {"is_active": False}])
async def test_the_last_admin_stays(admin: httpx2.AsyncClient, change: dict[str, object]) -> None:
    path = f"/api/admin/accounts/{await id_of(admin)}"
    answer = await admin.patch(path, json=change)
    assert (answer.status_code, answer.json()["code"]) == (409, "last_admin")
    assert (await admin.get("/api/admin/accounts")).status_code == 200


async def test_two_admins_who_remove_each_other_at_once_leave_one(people: People) -> None:
    for name in ("a", "b"):
        await people.make(f"{name}@example.org", role=Role.ADMIN)
    first, second = [await people.sign_in(f"{name}@example.org") for name in ("a", "b")]
    first_id, second_id = await id_of(first), await id_of(second)
    answers = await asyncio.gather(
        first.patch(f"/api/admin/accounts/{second_id}", json={"role": "member"}),
        second.patch(f"/api/admin/accounts/{first_id}", json={"role": "member"}),
    )
    assert sorted(answer.status_code for answer in answers) in ([200, 403], [200, 409])
