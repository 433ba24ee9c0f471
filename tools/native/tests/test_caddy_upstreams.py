"""A service behind Caddy that restarts is not seen; one that stays away is told in words."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from caddy_site import CADDYFILE, Site, free_port, run_site
from fake_upstream import FakeUpstream


@pytest.fixture
def impatient_caddyfile(tmp_path: Path) -> Path:
    """The Caddyfile with a second's patience, so that a test of giving up does not last 15."""
    text = CADDYFILE.read_text()
    assert "lb_try_duration 15s" in text
    path = tmp_path / "Caddyfile"
    path.write_text(text.replace("lb_try_duration 15s", "lb_try_duration 1s"))
    return path


@pytest.fixture
def site_without_upstreams(tmp_path: Path, impatient_caddyfile: Path) -> Iterator[Site]:
    with run_site(
        tmp_path, api_port=free_port(), web_port=free_port(), caddyfile=impatient_caddyfile
    ) as site:
        yield site


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_request_waits_for_a_service_that_is_starting(tmp_path: Path, method: str) -> None:
    api_port = free_port()
    with ExitStack() as stack:
        web = stack.enter_context(FakeUpstream("web"))
        site = stack.enter_context(run_site(tmp_path, api_port=api_port, web_port=web.port))
        answers: list[int] = []
        asking = threading.Thread(
            target=lambda: answers.append(
                site.ask("/api/x", method=method, body=b"once" if method == "POST" else None).status
            )
        )
        asking.start()
        time.sleep(1.5)
        api = stack.enter_context(FakeUpstream("api", api_port))
        asking.join(timeout=20)
        assert answers == [200]
        assert api.requests == [f"{method} /api/x"]


@pytest.mark.parametrize(("method", "times"), [("GET", 2), ("POST", 1)])
def test_a_request_that_broke_off_is_repeated_only_if_that_is_harmless(
    tmp_path: Path, method: str, times: int
) -> None:
    with FakeUpstream("api") as api, run_site(tmp_path, api_port=api.port, web_port=1) as site:

        def break_off_once(request: BaseHTTPRequestHandler) -> None:
            if len(api.requests) > 1:
                api.tell(request)
            else:
                request.close_connection = True

        api.answer = break_off_once
        answer = site.ask("/api/x", method=method, body=b"once" if method == "POST" else None)
        assert len(api.requests) == times
        assert answer.status == (200 if method == "GET" else 502)


@pytest.mark.parametrize("path", ["/api/events/day", "/health", "/webhook/x", "/static/x"])
def test_programs_are_told_as_problem_json(site_without_upstreams: Site, path: str) -> None:
    answer = site_without_upstreams.ask(path)
    assert answer.status in {502, 503}
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"] == "5"
    assert answer.headers["cache-control"] == "no-store"
    problem = answer.json()
    assert problem["status"] == answer.status
    assert problem["code"] == "unavailable"
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert "try again in a few seconds" in str(problem["detail"])


def test_people_are_told_on_a_page(site_without_upstreams: Site) -> None:
    answer = site_without_upstreams.ask("/day/2026-11-21")
    assert answer.status in {502, 503}
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["retry-after"] == "5"
    assert b"<h1>Back in a moment</h1>" in answer.body
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_giving_up_says_nothing_about_the_inside(site_without_upstreams: Site) -> None:
    for path in ("/", "/api/x"):
        body = site_without_upstreams.ask(path).body
        assert b"127.0.0.1" not in body
        assert b"dial" not in body


def test_connections_to_a_service_are_used_again(tmp_path: Path) -> None:
    clients: set[str] = set()
    with FakeUpstream("api") as api, run_site(tmp_path, api_port=api.port, web_port=1) as site:

        def note_client(request: BaseHTTPRequestHandler) -> None:
            clients.add(f"{request.client_address[1]}")
            api.tell(request)

        api.answer = note_client
        for _ in range(5):
            assert site.ask("/api/x").status == 200
    assert len(clients) == 1
