"""Making an account."""

import json

import httpx2
import pytest
from fastapi import FastAPI

from app.main import create_app
from app.settings import Settings
from tests.factories.people import PASSWORD, People

NEW = {"email": "ada@example.org", "display_name": "Ada", "password": PASSWORD}


async def register(people: People, **fields: object) -> httpx2.Response:
    browser = await people.browser()
    return await browser.post(
        "/api/auth/register",
        content=json.dumps({**NEW, **fields}),  # which escapes what UTF-8 cannot hold
        headers={"content-type": "application/json"},
    )


async def test_who_registers_is_signed_in_as_a_member_with_an_unverified_address(
    people: People,
) -> None:
    answer = await register(people)
    assert answer.status_code == 201
    assert answer.json()["tokens"] is None
    account = answer.json()["account"]
    assert (account["role"], account["is_email_verified"]) == ("member", False)
    me = await answer_to_me(people)
    assert (me["email"], me["display_name"]) == ("ada@example.org", "Ada")


async def answer_to_me(people: People) -> dict[str, object]:
    browser = await people.sign_in("ada@example.org")
    found: dict[str, object] = (await browser.get("/api/auth/me")).json()
    return found


@pytest.mark.parametrize("again", ["ada@example.org", "ADA@Example.ORG", "  ada@EXAMPLE.org "])
async def test_an_address_has_one_account_whatever_its_case(people: People, again: str) -> None:
    await register(people)
    answer = await register(people, email=again)
    assert (answer.status_code, answer.json()["code"]) == (409, "email_taken")


async def test_a_name_is_kept_on_one_line_without_spaces_around_it(people: People) -> None:
    answer = await register(people, display_name="  Ada\t King\n of  Lovelace ")
    assert answer.json()["account"]["display_name"] == "Ada King of Lovelace"


REFUSED = {
    "no e-mail": {"email": "ada"},
    "an e-mail with a NUL": {"email": "a\0da@example.org"},
    "an overlong e-mail": {"email": f"{'a' * 250}@example.org"},
    "half a surrogate in the e-mail": {"email": "\ud800@example.org"},
    "an empty name": {"display_name": "   "},
    "an overlong name": {"display_name": "a" * 81},
    "a control character in the name": {"display_name": "a\0b"},
    "a name that turns the text around": {"display_name": "a\u202eb"},
    "a short password": {"password": "nine char"},
    "an overlong password": {"password": "ab cd" * 40 + "x"},
    "a NUL in the password": {"password": "a long\0way to go"},
    "half a surrogate in the password": {"password": "a long \ud800 way"},
    "a common password": {"password": "Password123"},
    "a common word made long": {"password": "Sunshine2026!"},
    "one letter again and again": {"password": "aaaaaaaaaaaaa"},
    "a role of one's own choice": {"role": "admin"},
    "an unknown transport": {"transport": "pigeon"},
    "a number for a password": {"password": 1234567890123},
    "nothing for a password": {"password": None},
}


@pytest.mark.parametrize("fields", REFUSED.values(), ids=REFUSED)
async def test_what_cannot_be_is_refused_with_the_field_and_a_sentence(
    people: People, fields: dict[str, object]
) -> None:
    answer = await register(people, **fields)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["location"] == ["body", *fields]
    assert not error["message"].startswith("Value error")
    assert "aaaa" not in answer.text
    assert "long" not in error["message"].split()


@pytest.mark.parametrize(
    "password",
    ["ten chars.", "ab cd" * 40, "пароль на сегодня", "🔑🗝️🔐🔏🔒🔓 keys", "  spaces around  "],
)
async def test_a_password_is_kept_whole_whatever_it_is_made_of(
    people: People, password: str
) -> None:
    assert (await register(people, password=password)).status_code == 201
    await people.sign_in("ada@example.org", password)
    browser = await people.browser()
    shorter = {"email": "ada@example.org", "password": password[:-1]}
    assert (await browser.post("/api/auth/login", json=shorter)).status_code == 401


async def test_an_accent_is_the_same_however_it_was_typed(people: People) -> None:
    await register(people, password="caf\u00e9 at the harbour")
    await people.sign_in("ada@example.org", "cafe\u0301 at the harbour")


async def test_registration_can_be_switched_off(
    settings: Settings, app: FastAPI, people: People
) -> None:
    closed = settings.identity.model_copy(update={"registration": "closed"})
    twin = create_app(
        Settings(**{**{name: getattr(settings, name) for name in Settings.__slots__},
                    "identity": closed})
    )  # fmt: skip
    app.state.identity = twin.state.identity
    answer = await register(people)
    assert (answer.status_code, answer.json()["code"]) == (403, "registration_closed")
    browser = await people.browser()
    options = (await browser.get("/api/auth/options")).json()
    assert options == {
        "is_registration_open": False,
        "password_length": {"minimum": 10, "maximum": 200},
    }


async def test_one_address_can_register_only_so_often(people: People) -> None:
    for number in range(30):
        await people.register(f"number{number}@example.org")
    answer = await register(people)
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_attempts")
    assert 0 < int(answer.headers["retry-after"]) <= 3600
