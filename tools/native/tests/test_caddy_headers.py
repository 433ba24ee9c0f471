"""What Caddy adds to answers, removes from requests, compresses, caches and logs."""

import gzip
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from caddy_site import CADDYFILE, Site, run_site
from fake_upstream import FakeUpstream, send


@dataclass(frozen=True)
class Behind:
    site: Site
    api: FakeUpstream
    web: FakeUpstream


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    with (
        FakeUpstream("api") as api,
        FakeUpstream("web") as web,
        run_site(tmp_path_factory.mktemp("caddy"), api_port=api.port, web_port=web.port) as site,
    ):
        yield Behind(site, api, web)


@pytest.fixture
def behind(running: Behind) -> Iterator[Behind]:
    yield running
    running.api.answer = running.web.answer = None


def answer_with(
    status: int, body: bytes, headers: dict[str, str]
) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(request: BaseHTTPRequestHandler) -> None:
        send(request, status, body, headers)

    return answer


@pytest.mark.parametrize("path", ["/", "/api/health", "/metrics"])
def test_every_answer_carries_the_security_headers(behind: Behind, path: str) -> None:
    headers = behind.site.ask(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "server" not in headers
    assert "x-powered-by" not in headers
    assert "via" not in headers


def test_the_policy_that_a_page_brings_is_kept(behind: Behind) -> None:
    policy = "script-src 'nonce-abc'"
    behind.web.answer = answer_with(200, b"page", {"Content-Security-Policy": policy})
    assert behind.site.ask("/").headers["content-security-policy"] == policy


def test_a_page_may_tell_others_less_of_its_address(behind: Behind) -> None:
    behind.web.answer = answer_with(200, b"page", {"Referrer-Policy": "same-origin"})
    assert behind.site.ask("/").headers["referrer-policy"] == "same-origin"


def test_strict_transport_security_is_not_claimed_over_plain_http(behind: Behind) -> None:
    assert "strict-transport-security" not in behind.site.ask("/").headers


def test_the_request_id_is_fresh_and_the_same_on_both_sides(behind: Behind) -> None:
    answer = behind.site.ask("/api/health", headers={"X-Request-Id": "chosen-by-the-client"})
    seen = answer.upstream_header("X-Request-Id")
    assert seen == answer.headers["x-request-id"]
    assert str(uuid.UUID(seen)) == seen
    assert behind.site.ask("/api/health").headers["x-request-id"] != seen


@pytest.mark.parametrize(
    "name",
    [
        "Forwarded",
        "X-Real-IP",
        "X-Forwarded-Port",
        "X-Forwarded-Prefix",
        "X-Original-URL",
        "X-Middleware-Subrequest",
        "True-Client-IP",
    ],
)
def test_a_client_cannot_pretend_to_be_a_proxy(behind: Behind, name: str) -> None:
    answer = behind.site.ask("/api/health", headers={name: "10.9.8.7"})
    assert answer.upstream_header(name) is None


def test_the_forwarded_headers_are_caddys_own(behind: Behind) -> None:
    forged = {
        "X-Forwarded-For": "10.9.8.7",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "elsewhere.example",
    }
    answer = behind.site.ask("/api/health", headers=forged)
    assert answer.upstream_header("X-Forwarded-For") == "127.0.0.1"
    assert answer.upstream_header("X-Forwarded-Proto") == "http"
    assert answer.upstream_header("X-Forwarded-Host") == f"127.0.0.1:{behind.site.port}"


@pytest.mark.parametrize(("accepted", "encoding"), [("gzip", "gzip"), ("zstd, gzip", "zstd")])
def test_text_is_compressed(behind: Behind, accepted: str, encoding: str) -> None:
    behind.web.answer = answer_with(200, b"word " * 2000, {"Content-Type": "text/html"})
    answer = behind.site.ask("/", headers={"Accept-Encoding": accepted})
    assert answer.headers["content-encoding"] == encoding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert len(answer.body) < 1000


@pytest.mark.parametrize(
    "kind", ["text/calendar; charset=utf-8", "application/rss+xml", "application/feed+json"]
)
def test_every_form_of_a_feed_is_compressed(behind: Behind, kind: str) -> None:
    behind.api.answer = answer_with(200, b"word " * 2000, {"Content-Type": kind})
    answer = behind.site.ask("/feeds/events.x", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.body) < 1000


def test_a_body_that_comes_compressed_is_left_alone(behind: Behind) -> None:
    body = gzip.compress(b"word " * 2000)
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip", "ETag": '"v7"'}
    behind.api.answer = answer_with(200, body, headers)
    answer = behind.site.ask("/api/x", headers={"Accept-Encoding": "zstd, gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["etag"] == '"v7"'
    assert answer.body == body


def test_a_revalidation_with_the_tag_of_a_compressed_answer_reaches_the_upstream(
    behind: Behind,
) -> None:
    headers = {"Content-Type": "application/json", "ETag": '"v7"'}
    behind.api.answer = answer_with(200, b"[" + b"1," * 2000 + b"1]", headers)
    tag = behind.site.ask("/api/x", headers={"Accept-Encoding": "gzip"}).headers["etag"]
    behind.api.answer = None
    again = behind.site.ask("/api/x", headers={"Accept-Encoding": "gzip", "If-None-Match": tag})
    assert again.upstream_header("If-None-Match") == '"v7"'


def test_an_upload_that_is_found_is_cached_for_ever(behind: Behind) -> None:
    cached = "public, max-age=31536000, immutable"
    assert behind.site.ask("/static/3f/poster.webp").headers["cache-control"] == cached
    behind.api.answer = answer_with(404, b"no", {"Cache-Control": "public, max-age=60"})
    assert behind.site.ask("/static/3f/poster.webp").headers["cache-control"] == "no-store"


def test_other_answers_keep_the_caching_that_they_ask_for(behind: Behind) -> None:
    for caching in ("private, no-cache", "public, max-age=31536000, immutable"):
        behind.web.answer = answer_with(200, b"found", {"Cache-Control": caching})
        assert behind.site.ask("/_next/static/a.js").headers["cache-control"] == caching
    behind.web.answer = None
    assert "cache-control" not in behind.site.ask("/").headers


def test_the_access_log_tells_who_asked_what_and_keeps_no_secret(behind: Behind) -> None:
    secrets = {
        "Authorization": "Bearer s3cret-a",
        "Cookie": "session=s3cret-b",
        "Referer": "http://localhost/reset?token=s3cret-c",
        "X-Telegram-Bot-Api-Secret-Token": "s3cret-d",
        "User-Agent": "a browser",
    }
    query = "token=s3cret-e&day=2026-11-21&Api_Key=s3cret-f&code=s3cret-g&reset-token=s3cret-h"
    behind.api.answer = answer_with(200, b"{}", {"Set-Cookie": "session=s3cret-i"})
    answer = behind.site.ask(f"/api/x?{query}", headers=secrets)
    entry = wait_for_entry(behind.site, answer.headers["x-request-id"])
    request = entry["request"]
    assert isinstance(request, dict)
    assert "day=2026-11-21" in request["uri"]
    assert "Api_Key=REDACTED" in request["uri"]
    assert entry["user_agent"] == "a browser"
    assert entry["status"] == 200
    assert "s3cret" not in behind.site.log_file.read_text()


def wait_for_entry(site: Site, request_id: str) -> dict[str, object]:
    for _ in range(100):
        for entry in site.access_log():
            if entry.get("request_id") == request_id:
                return entry
        time.sleep(0.02)
    raise AssertionError(f"The access log has no entry for the request {request_id}.")


def test_strict_transport_security_is_claimed_over_tls(tmp_path: Path) -> None:
    """TLS by Caddy's own authority, and no redirecting listener on port 80."""
    options = "\tadmin off\n\tlocal_certs\n\tauto_https disable_redirects\n"
    secured = tmp_path / "Caddyfile"
    secured.write_text(CADDYFILE.read_text().replace("\tadmin off\n", options))
    with (
        FakeUpstream("web") as web,
        run_site(
            tmp_path, api_port=1, web_port=web.port, caddyfile=secured, scheme="https"
        ) as site,
    ):
        for path in ("/", "/metrics"):
            claim = site.ask(path).headers["strict-transport-security"]
            assert claim == "max-age=31536000"
