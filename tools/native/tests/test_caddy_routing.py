"""Who answers which path, and what is never reached from outside."""

from collections.abc import Iterator

import pytest

from caddy_site import Site, run_site
from fake_upstream import FakeUpstream


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with (
        FakeUpstream("api") as api,
        FakeUpstream("web") as web,
        run_site(tmp_path_factory.mktemp("caddy"), api_port=api.port, web_port=web.port) as running,
    ):
        yield running


@pytest.mark.parametrize(
    "path",
    [
        "/api/health",
        "/api/events/day?day=2026-11-21",
        "/api/events/a%2Fb",
        "/feeds/events.ics?category=live-music",
        "/feeds/venues/harbor-hall.json",
        "/webhook/stripe",
        "/static/3f/poster.webp",
        "/health",
        "/health/db",
    ],
)
def test_these_paths_reach_the_api_unchanged(site: Site, path: str) -> None:
    answer = site.ask(path)
    assert answer.status == 200
    assert (answer.told("name"), answer.told("path")) == ("api", path)


@pytest.mark.parametrize(
    "path",
    ["/", "/day/2026-11-21", "/events/jazz--e7", "/venues", "/healthy", "/health/x", "/apix"],
)
def test_everything_else_reaches_the_web_app(site: Site, path: str) -> None:
    answer = site.ask(path)
    assert answer.status == 200
    assert (answer.told("name"), answer.told("path")) == ("web", path)


@pytest.mark.parametrize(
    "path",
    [
        "/metrics",
        "/metrics/",
        "/metrics/x",
        "//metrics",
        "/METRICS",
        "/%6detrics",
        "/internal",
        "/internal/",
        "/internal/ready",
        "//internal",
        "//internal//x",
        "/%69nternal",
        "/%69nternal%2fx",
        "/Internal/x",
        "/./internal",
        "/api/../internal",
        "/api/..%2finternal",
        "/api/%2e%2e/metrics",
        "/static/..%2f..%2fmetrics",
        "/internal?x=1",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_metrics_and_internal_paths_do_not_exist_from_outside(
    site: Site, path: str, method: str
) -> None:
    assert site.ask(path, method=method).status == 404


def test_a_head_request_is_answered_without_a_body(site: Site) -> None:
    answer = site.ask("/api/health", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")


def test_the_health_port_answers_whatever_is_behind_caddy(site: Site) -> None:
    beside = Site(site.health_port, site.health_port, site.log_file)
    assert beside.ask("/healthz").body == b"ok"


def test_a_body_below_the_limit_arrives_whole(site: Site) -> None:
    answer = site.ask("/api/submissions", method="POST", body=b"x" * 9_000_000)
    assert answer.told("body_length") == 9_000_000


def test_a_calendars_file_arrives_whole(site: Site) -> None:
    answer = site.ask("/admin/feeds/7/upload/submit", method="POST", body=b"x" * 20_500_000)
    assert answer.told("body_length") == 20_500_000


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("/api/submissions", 11_000_000),
        ("/webhook/stripe", 1_100_000),
        ("/", 1_100_000),
        ("/admin/feeds/7/settings/submit", 1_100_000),
        ("/admin/feeds/7/upload/submit", 22_000_000),
    ],
)
def test_a_body_above_the_limit_is_refused_in_words(site: Site, path: str, size: int) -> None:
    answer = site.ask(path, method="POST", body=b"x" * size)
    assert answer.status == 413
    assert b"larger than this address accepts" in answer.body
