"""Nothing that anybody can send brings more than a refusal."""

import httpx2
import pytest

from tests.factories.people import People

GARBAGE = {
    "empty": b"",
    "a space": b" ",
    "a NUL": b"a\x00b",
    "bytes": bytes(range(128, 256)),
    "quotes": b'"\'`\\";=,',
    "very long": b"a" * 30_000,
    "percent signs": b"%00%ff%zz",
    "a formula": b"{{7*7}}${7*7}",
    "SQL": b"' OR 1=1; --",
    "three parts": b"e30.e30.e30",
    "a header without a key": b"eyJ0eXAiOiJhdCtqd3QiLCJraWQiOjd9.e30.AAAA",
    "a nested header": b"W1tbW10=.W10=.W10=",
}
HEADERS = [
    "cookie", "authorization", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto",
    "user-agent", "x-request-id", "if-none-match", "accept", "content-type", "content-length",
    "host", "range", "accept-encoding",
]  # fmt: skip
PATHS = ["/api/auth/me", "/api/auth/sessions", "/api/auth/resume", "/api/admin/audit"]


@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE)
@pytest.mark.parametrize("cookie", ["srq_access", "srq_refresh"])
async def test_in_a_cookie_it_is_nobody(people: People, cookie: str, garbage: bytes) -> None:
    browser = await people.browser()
    headers = [(b"cookie", cookie.encode() + b"=" + garbage), (b"origin", b"http://srq.test")]
    for method, path, statuses in (
        ("GET", "/api/auth/me", {401}),
        ("PATCH", "/api/auth/me", {401, 422}),
        ("GET", "/api/auth/sessions", {401}),
        ("DELETE", "/api/auth/sessions", {401}),
        ("POST", "/api/auth/refresh", {401, 422}),
        ("GET", "/api/auth/resume", {303}),
        ("POST", "/api/auth/logout", {204}),
        ("GET", "/api/admin/audit", {401}),
        ("GET", "/api/admin/accounts", {401}),
    ):
        answer = await browser.request(method, path, headers=headers)
        assert answer.status_code in statuses, (method, path, answer.text)


@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE)
@pytest.mark.parametrize("header", HEADERS)
async def test_in_a_header_it_is_refused_or_ignored(
    people: People, member: httpx2.AsyncClient, header: str, garbage: bytes
) -> None:
    del people
    for path in PATHS:
        request = member.build_request("GET", path)
        raw = [pair for pair in request.headers.raw if pair[0].lower() != header.encode()]
        request.headers = httpx2.Headers([*raw, (header.encode(), garbage)])
        answer = await member.send(request)
        assert answer.status_code in {200, 303, 401, 403, 422}, (path, answer.text)


@pytest.mark.parametrize("prefix", [b"Bearer ", b"bearer", b"Basic ", b"Bearer Bearer ", b""])
@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE)
async def test_as_a_token_it_is_nobody(people: People, prefix: bytes, garbage: bytes) -> None:
    program = await people.program()
    for path in ("/api/auth/me", "/api/admin/accounts"):
        answer = await program.get(path, headers=[(b"authorization", prefix + garbage)])
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


BODIES = {
    "no JSON": b"{",
    "no UTF-8": b'{"email": "\xff"}',
    "a list": b"[]",
    "a string": b'"x"',
    "null": b"null",
    "nested deeply": b"[" * 100_000,
    "a huge number": b'{"email": 1e999999, "password": 1}',
    "NaN": b'{"email": NaN}',
    "twice the same": b'{"email": "a@b.c", "email": "d@e.f", "password": "x"}',
    "half a surrogate": b'{"email": "\\ud800", "password": "\\udfff"}',
    "a NUL": b'{"email": "a\\u0000@example.org", "password": "a\\u0000b"}',
    "an object for text": b'{"email": {"$ne": ""}, "password": {"$ne": ""}}',
    "empty": b"",
}
WRITES = [
    ("POST", "/api/auth/register"), ("POST", "/api/auth/login"), ("POST", "/api/auth/refresh"),
    ("PATCH", "/api/auth/me"), ("POST", "/api/auth/email/verify"),
    ("POST", "/api/auth/password/forgot"), ("POST", "/api/auth/password/reset"),
    ("PATCH", "/api/admin/accounts/00000000-0000-0000-0000-000000000007"),
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize(("method", "path"), WRITES)
async def test_as_a_body_it_is_refused(
    admin: httpx2.AsyncClient, method: str, path: str, body: bytes
) -> None:
    headers = {"content-type": "application/json"}
    answer = await admin.request(method, path, content=body, headers=headers)
    is_refresh_by_cookie = path == "/api/auth/refresh" and body in {b"null", b""}
    assert answer.status_code in ({200} if is_refresh_by_cookie else {401, 422}), answer.text
    assert answer.headers["content-type"].startswith("application/")
