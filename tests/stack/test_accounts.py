"""Accounts in the composed stack: through Caddy, over TLS, with the worker's mail."""

import json
import re
import time
from typing import Any
from urllib.parse import urlencode

from composing import Answer, Stack

PASSWORD = "a long way to Lido Key"
SETTLE_SECONDS = 60


def post(
    production: Stack, path: str, *, cookies: str = "", origin: str | None = None, **body: Any
) -> Answer:
    headers = {"content-type": "application/json", "x-forwarded-for": "203.0.113.77"}
    if cookies:
        headers["cookie"] = cookies
    if origin is not None:
        headers["origin"] = origin
    return production.ask(path, method="POST", headers=headers, body=json.dumps(body).encode())


def get(production: Stack, path: str, cookies: str) -> Answer:
    return production.ask(path, headers={"cookie": cookies})


def sent_back(answer: Answer) -> str:
    """The cookies as a browser returns them."""
    return "; ".join(line.partition(";")[0] for line in answer.cookies)


def sign_in(production: Stack, email: str, password: str) -> str:
    answer = post(production, "/api/auth/login", email=email, password=password)
    assert answer.status == 200, answer.body
    return sent_back(answer)


def test_the_variables_made_the_first_admin(production: Stack) -> None:
    variables = production.variables
    cookies = sign_in(production, variables["FIRST_ADMIN_EMAIL"], variables["FIRST_ADMIN_PASSWORD"])
    assert get(production, "/api/auth/me", cookies).json()["role"] == "admin"
    trail = get(production, "/api/admin/audit", cookies).json()["entries"]
    # Caddy's word counts, not the client's: the address is that of the machine that asks.
    (latest,) = [entry for entry in trail if entry["action"] == "session.began"][:1]
    assert latest["address"] != "203.0.113.77"
    assert latest["request_id"]


def test_an_admin_is_made_inside_the_container(production: Stack) -> None:
    said = production.exec(
        "api", "python", "-m", "app.cli", "create-admin", "ops@example.org", given=f"{PASSWORD}\n"
    )
    assert said.splitlines()[-1] == "The admin ops@example.org was made."
    assert sign_in(production, "ops@example.org", PASSWORD)


def test_the_cookies_are_for_tls_alone(production: Stack) -> None:
    answer = post(production, "/api/auth/login", email="ops@example.org", password=PASSWORD)
    access, refresh = answer.cookies
    assert access.startswith("__Host-srq_access=")
    assert refresh.startswith("__Secure-srq_refresh=")
    assert access.endswith("; HttpOnly; Max-Age=3600; Path=/; SameSite=lax; Secure")
    assert refresh.endswith("; HttpOnly; Max-Age=2592000; Path=/api/auth; SameSite=lax; Secure")


def test_another_sites_page_changes_nothing(production: Stack) -> None:
    cookies = sign_in(production, "ops@example.org", PASSWORD)
    port = production.variables["HTTPS_PORT"].rpartition(":")[2]
    for origin, status in (("https://evil.test", 403), (None, 403), ("https://localhost", 204)):
        answer = post(production, "/api/auth/logout", cookies=cookies, origin=origin)
        assert answer.status == status, (origin, port)


def test_the_worker_mails_the_link_that_verifies_an_address(production: Stack) -> None:
    answer = post(
        production,
        "/api/auth/register",
        email="ada@example.org",
        display_name="Ada",
        password=PASSWORD,
    )
    assert answer.status == 201, answer.body
    cookies = sent_back(answer)
    deadline = time.monotonic() + SETTLE_SECONDS
    link = re.compile(r"https://localhost/verify-email\?token=([\w.-]+)")
    while not (found := link.search(production.compose("logs", "--no-color", "worker"))):
        assert time.monotonic() < deadline
        time.sleep(0.5)
    assert post(production, "/api/auth/email/verify", token=found[1]).status == 200
    assert get(production, "/api/auth/me", cookies).json()["is_email_verified"] is True


def test_a_form_of_the_site_signs_in_the_person_who_sends_it(production: Stack) -> None:
    """Their address, not the web server's, is what the session remembers."""
    answer = production.ask(
        "/sign-in/submit",
        method="POST",
        headers={
            "content-type": "application/x-www-form-urlencoded",
            "origin": "https://localhost",
            "user-agent": "A browser",
        },
        body=urlencode({"email": "ada@example.org", "password": PASSWORD, "onward": ""}).encode(),
    )
    assert (answer.status, answer.headers["location"]) == (303, "/account")
    sessions = get(production, "/api/auth/sessions", sent_back(answer)).json()
    assert {each["user_agent"] for each in sessions if each["is_current"]} == {"A browser"}
    assert len({each["address"] for each in sessions}) == 1, "the one that registered is the other"
    page = get(production, "/account", sent_back(answer))
    assert page.status == 200
    assert b"ada@example.org" in page.body


def test_the_internal_door_opens_from_inside_with_the_token_alone(production: Stack) -> None:
    for path in ("/internal/queue", "/INTERNAL/queue", "//internal/queue", "/%69nternal/queue"):
        token = production.variables["INTERNAL_API_TOKEN"].encode().decode("latin-1")
        answer = production.ask(path, headers={"authorization": f"Bearer {token}"})
        assert answer.status == 404, path
    ask = (
        "import sys, urllib.request as web;"
        "token = open('/run/secrets-app/internal_api_token', 'rb').read().decode('latin-1');"
        "request = web.Request('http://127.0.0.1:8000/internal/queue',"
        " headers={'Authorization': 'Bearer ' + token});"
        "print(web.urlopen(request).read().decode())"
    )
    state = json.loads(production.exec("api", "python", "-c", ask))
    assert state["worker_count"] >= 1
    assert state["failed_count"] == 0


def test_the_account_pages_are_served_and_private(production: Stack) -> None:
    answer = production.ask("/sign-in")
    assert answer.status == 200
    assert b"<form" in answer.body
    assert b"<script src" not in answer.body
    for path in ("/account", "/account/sessions", "/admin"):
        answer = production.ask(path)
        assert answer.status in {303, 307}, path
        assert answer.headers["location"].startswith("/api/auth/resume?to=%2F")
