"""The door to /internal/*."""

from collections.abc import Mapping

import httpx2
import pytest

from app.kernel.errors import StartRefusedError
from app.main import create_app
from app.settings import load_settings

TOKEN = "a token for our own programs"
OPEN = {"INTERNAL_API_TOKEN": TOKEN, "INTERNAL_API_ALLOWLIST": "10.1.0.0/16"}


async def ask(
    environ: dict[str, str],
    peer: str,
    headers: Mapping[str, bytes] = {},
    *,
    path: str = "/internal/nothing",
) -> httpx2.Response:
    app = create_app(load_settings(environ))
    transport = httpx2.ASGITransport(app=app, client=(peer, 50_000))
    raw = [(name.encode(), text) for name, text in headers.items()]
    async with httpx2.AsyncClient(transport=transport, base_url="http://srq.test") as client:
        return await client.get(path, headers=raw)


GOOD = f"Bearer {TOKEN}".encode()
BEARER = {"authorization": GOOD}


async def test_who_has_address_and_token_gets_in() -> None:
    answer = await ask(OPEN, "10.1.2.3", BEARER)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("path", ["/internal", "/internal/", "/internal/queue", "/INTERNAL/queue"])
async def test_without_a_token_it_is_closed_to_everybody(path: str) -> None:
    answer = await ask({}, "127.0.0.1", {"authorization": b"Bearer "}, path=path)
    assert answer.status_code == 404


BAD_TOKENS = {
    "none": None,
    "another": b"Bearer something else entirely",
    "a part of it": GOOD[:-1],
    "more than it": GOOD + b"x",
    "empty": b"Bearer ",
    "another scheme": b"Basic " + TOKEN.encode(),
    "not ASCII": "Bearer tökén".encode("latin-1"),
    "no text at all": b"Bearer \xff\xfe",
}


@pytest.mark.parametrize("given", BAD_TOKENS.values(), ids=BAD_TOKENS)
async def test_without_the_right_token_nobody_gets_in(given: bytes | None) -> None:
    headers = {} if given is None else {"authorization": given}
    answer = await ask(OPEN, "10.1.2.3", headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "token_required")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_token_may_hold_any_characters() -> None:
    token = "schlüssel — ключ 🔑"
    environ = OPEN | {"INTERNAL_API_TOKEN": token}
    answer = await ask(environ, "10.1.2.3", {"authorization": f"Bearer {token}".encode()})
    assert answer.status_code == 404
    answer = await ask(environ, "10.1.2.3", {"authorization": "Bearer schlüssel".encode("latin-1")})
    assert answer.status_code == 401


async def test_a_strangers_address_does_not_get_in_with_the_token() -> None:
    answer = await ask(OPEN, "10.2.0.1", BEARER)
    assert (answer.status_code, answer.json()["code"]) == (403, "address_not_allowed")


async def test_only_this_machine_is_allowed_unless_told_otherwise() -> None:
    token = {"INTERNAL_API_TOKEN": TOKEN}
    assert (await ask(token, "127.0.0.1", BEARER)).status_code == 404
    assert (await ask(token, "10.1.2.3", BEARER)).status_code == 403


async def test_a_forwarded_address_counts_only_from_its_own_trusted_proxies() -> None:
    headers = BEARER | {"x-forwarded-for": b"10.1.2.3"}
    assert (await ask(OPEN, "10.9.0.1", headers)).status_code == 403
    proxied = OPEN | {"INTERNAL_API_TRUSTED_PROXIES": "10.9.0.0/24"}
    assert (await ask(proxied, "10.9.0.1", headers)).status_code == 404
    # A proxy that is trusted lets nobody in under its own address.
    headers["x-forwarded-for"] = b"203.0.113.9"
    assert (await ask(proxied, "10.9.0.1", headers)).status_code == 403


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("INTERNAL_API_ALLOWLIST", "everywhere"),
        ("INTERNAL_API_TRUSTED_PROXIES", "10.0.0.0/33"),
        ("INTERNAL_API_TOKEN", "short"),
    ],
)
def test_what_cannot_be_used_refuses_the_start_by_name(variable: str, value: str) -> None:
    with pytest.raises(StartRefusedError, match=variable):
        load_settings({variable: value})
