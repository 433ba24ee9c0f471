"""`scripts/logs`: what the services logged, and one request's way through them."""

import json
import time

from composing import Stack
from verbs import verb

ACCOUNT = {
    "email": "reader@example.org",
    "password": "a long way to Lido Key",
    "display_name": "Reader",
}
SETTLE_SECONDS = 60


def services(lines: str) -> set[str]:
    return {line.split("-")[0] for line in lines.splitlines()}


def test_a_request_is_followed_from_caddy_to_the_api_and_to_its_job(operated: Stack) -> None:
    answer = operated.ask(
        "/api/auth/register",
        method="POST",
        headers={"content-type": "application/json"},
        body=json.dumps(ACCOUNT).encode(),
    )
    assert answer.status == 201, answer.body
    request_id = answer.headers["x-request-id"]
    deadline = time.monotonic() + SETTLE_SECONDS
    while True:
        told = verb(operated, "logs", "--request", request_id)
        if services(told.stdout) == {"caddy", "api", "worker"}:
            break
        assert time.monotonic() < deadline, told.stdout + told.stderr
        time.sleep(0.5)
    assert all(request_id in line for line in told.stdout.splitlines())
    assert ACCOUNT["password"] not in told.stdout


def test_other_requests_are_left_out_and_none_is_an_error(operated: Stack) -> None:
    told = verb(operated, "logs", "--request", "00000000-0000-4000-8000-000000000000")
    assert (told.returncode, told.stdout) == (1, "")
    assert "carries" in told.stderr


def test_one_service_can_be_named_and_a_time_to_begin(operated: Stack) -> None:
    told = verb(operated, "logs", "db", "--since", "24h")
    assert told.returncode == 0
    assert services(told.stdout) == {"db"}
    assert "ready to accept connections" in told.stdout
