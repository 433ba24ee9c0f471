"""The first admins: by command, and by variables."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.identity.lifespan import first_admin, make_first_admin
from app.identity.models import Account, Role
from app.kernel.errors import StartRefusedError
from app.settings import load_settings
from embedded_postgres import Dsns
from tests.factories.people import PASSWORD, People

API_ROOT = Path(__file__).resolve().parents[2]
ADMIN = {"FIRST_ADMIN_EMAIL": "First@Example.org", "FIRST_ADMIN_PASSWORD": PASSWORD}


def create_admin(dsns: Dsns, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app.cli", "create-admin", *arguments],
        cwd=API_ROOT,
        env={"PATH": os.environ["PATH"], "DATABASE_URL": dsns.app, "LOG_LEVEL": "error"},
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


async def run(dsns: Dsns, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return await asyncio.to_thread(create_admin, dsns, *arguments, given=given)


async def test_an_admin_is_made_with_a_password_from_standard_input(
    people: People, dsns: Dsns
) -> None:
    done = await run(dsns, "ada@example.org", "--name", "Ada", given=f"{PASSWORD}\n")
    assert (done.returncode, done.stdout) == (0, "The admin ada@example.org was made.\n")
    browser = await people.sign_in("ada@example.org")
    me = (await browser.get("/api/auth/me")).json()
    assert (me["role"], me["is_email_verified"], me["display_name"]) == ("admin", True, "Ada")


REFUSALS = {
    "This is no e-mail address such as name@example.org.": (["ada"], PASSWORD),
    "A password has 10 to 200 characters.": (["ada@example.org"], ""),
    "This is one of the passwords that are tried first; choose another.": (
        ["ada@example.org"],
        "password1234",
    ),
    "There is no account with this e-mail; without --promote one is made.": (
        ["ada@example.org", "--promote"],
        "",
    ),
}


@pytest.mark.parametrize(("sentence", "told"), REFUSALS.items(), ids=REFUSALS)
async def test_what_cannot_be_is_one_sentence_and_a_failure(
    app: FastAPI, dsns: Dsns, sentence: str, told: tuple[list[str], str]
) -> None:
    del app
    arguments, given = told
    done = await run(dsns, *arguments, given=given)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{sentence}\n")


async def test_an_account_that_exists_becomes_an_admin_only_when_asked_to(
    people: People, dsns: Dsns
) -> None:
    browser = await people.register("ada@example.org")
    done = await run(dsns, "Ada@example.org", given=f"{PASSWORD}\n")
    assert done.returncode == 1
    assert "--promote makes it an admin" in done.stderr
    assert (await browser.get("/api/auth/me")).json()["role"] == "member"
    done = await run(dsns, "Ada@example.org", "--promote")
    assert done.returncode == 0
    assert (await browser.get("/api/auth/me")).json()["role"] == "admin"


async def test_the_variables_make_the_first_admin_once(
    app: FastAPI, people: People, session: AsyncSession
) -> None:
    new = first_admin(load_settings(ADMIN).identity)
    assert new is not None
    await asyncio.gather(*(make_first_admin(app.state.database, new) for _ in range(3)))
    browser = await people.sign_in("first@example.org")
    assert (await browser.get("/api/auth/me")).json()["role"] == "admin"
    other = first_admin(
        load_settings({**ADMIN, "FIRST_ADMIN_EMAIL": "second@example.org"}).identity
    )
    assert other is not None
    await make_first_admin(app.state.database, other)
    emails = await session.scalars(select(Account.email).where(Account.role == Role.ADMIN.value))
    assert list(emails) == ["First@example.org"]


async def test_somebody_elses_account_is_not_made_the_first_admin(
    app: FastAPI, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    browser = await people.register("first@example.org")
    new = first_admin(load_settings(ADMIN).identity)
    assert new is not None
    await make_first_admin(app.state.database, new)
    assert (await browser.get("/api/auth/me")).json()["role"] == "member"
    assert "FIRST_ADMIN_EMAIL belongs to an account that is no admin" in caplog.text


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("FIRST_ADMIN_EMAIL", "ada", "FIRST_ADMIN_EMAIL cannot be used"),
        ("FIRST_ADMIN_EMAIL", "", "FIRST_ADMIN_EMAIL is missing"),
        ("FIRST_ADMIN_PASSWORD", "", "FIRST_ADMIN_PASSWORD is missing"),
        ("FIRST_ADMIN_PASSWORD", "changeme12345", "FIRST_ADMIN_PASSWORD cannot be used"),
        ("FIRST_ADMIN_PASSWORD", "short", "FIRST_ADMIN_PASSWORD cannot be used"),
    ],
)
def test_variables_that_describe_nobody_refuse_the_start(
    variable: str, value: str, sentence: str
) -> None:
    with pytest.raises(StartRefusedError, match=sentence):
        first_admin(load_settings(ADMIN | {variable: value}).identity)


def test_without_the_variables_there_is_no_first_admin() -> None:
    assert first_admin(load_settings({}).identity) is None
