"""The contract over Caddy: health, routing, pages, errors, what must stay inside."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from composing import Stack

HEALTH = {
    "/api/health": {"ok": True, "service": "api"},
    "/health": {"status": "ok"},
    "/health/db": {"status": "ok", "database": "reachable"},
}


@pytest.mark.parametrize(("path", "body"), HEALTH.items())
def test_health_answers_as_agreed(production: Stack, path: str, body: dict[str, object]) -> None:
    answer = production.ask(path)
    assert (answer.status, answer.json()) == (200, body)


def test_database_health_tells_the_databases_time(production: Stack) -> None:
    told = production.ask("/api/db-health").json()
    assert told["db_ok"] is True
    assert abs(datetime.fromisoformat(told["now"]) - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("path", [*HEALTH, "/api/db-health", "/"])
def test_head_works(production: Stack, path: str) -> None:
    answer = production.ask(path, method="HEAD")
    assert (answer.status, answer.body) == (200, b"")


@pytest.mark.parametrize(
    "path",
    [
        *("/metrics", "/metrics/", "/METRICS", "//metrics", "/%6detrics", "/x/../metrics"),
        *("/internal", "/internal/x", "/Internal/x", "/internal%2Fx"),
    ],
)
def test_what_is_inside_stays_inside(production: Stack, path: str) -> None:
    assert production.ask(path).status == 404


def test_a_page_comes_from_the_web_app_with_a_policy_of_its_own(production: Stack) -> None:
    answer = production.ask("/", headers={"Accept": "text/html"})
    assert answer.status == 200
    assert "text/html" in answer.headers["content-type"]
    policy = answer.headers["content-security-policy"]
    assert re.search(r"script-src[^;]*'nonce-", policy)
    assert "unsafe-inline" not in re.search(r"script-src[^;]*", policy).group()  # type: ignore[union-attr]
    assert "max-age=" in answer.headers["strict-transport-security"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_answer_names_its_request_and_takes_no_name_from_outside(production: Stack) -> None:
    first = production.ask("/api/health", headers={"X-Request-Id": "mine"})
    second = production.ask("/api/health", headers={"X-Request-Id": "mine"})
    names = {first.headers["x-request-id"], second.headers["x-request-id"]}
    assert len(names) == 2
    assert "mine" not in names


def test_a_requests_name_is_in_the_logs_of_caddy_and_of_the_api(production: Stack) -> None:
    answer = production.ask("/api/events/day?day=not-a-day")
    assert answer.status == 422
    name = answer.headers["x-request-id"]
    assert name in production.compose("logs", "--no-color", "caddy")
    assert name in production.compose("logs", "--no-color", "api")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/nothing", 404),
        ("/api/events/day?day=9999-12-32", 422),
        ("/api/events/range?start=2026-02-02&end=2026-02-01", 422),
        ("/api/events/100000000000000000000", 404),
    ],
)
def test_refusals_are_problems_in_json(production: Stack, path: str, status: int) -> None:
    answer = production.ask(path)
    assert answer.status == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["detail"]


def test_answers_are_compressed(production: Stack) -> None:
    answer = production.ask("/", headers={"Accept-Encoding": "zstd, gzip"})
    assert answer.headers.get("content-encoding") in {"zstd", "gzip"}


def test_hashed_assets_may_be_kept_for_ever(production: Stack) -> None:
    page = production.ask("/").body.decode()
    assets = re.findall(r'"(/_next/static/[^"]+)"', page)
    assert assets
    answer = production.ask(assets[0])
    assert answer.status == 200
    assert "immutable" in answer.headers["cache-control"]


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//stack//test//EN
BEGIN:VEVENT
UID:stack-test@example.org
DTSTAMP:20260101T000000Z
DTSTART:{day}T230000Z
DTEND:{later}T010000Z
SUMMARY:Concert of the composed stack
LOCATION:Town Hall
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_is_imported_in_the_api_container_and_served(production: Stack) -> None:
    day = datetime.now(UTC).date() + timedelta(days=7)
    later = day + timedelta(days=1)
    text = CALENDAR.format(day=f"{day:%Y%m%d}", later=f"{later:%Y%m%d}")
    production.exec("api", "sh", "-c", "cat > /tmp/x.ics", given=text.replace("\n", "\r\n"))
    first = production.exec("api", "python", "-m", "app.cli", "import", "/tmp/x.ics")
    second = production.exec("api", "python", "-m", "app.cli", "import", "/tmp/x.ics")
    assert re.search(r"\b1\b.*new|new.*\b1\b", first), first
    assert re.search(r"\b1\b.*unchanged|unchanged.*\b1\b", second), second
    served = production.ask(f"/api/events/range?start={day}&end={later}")
    assert "Concert of the composed stack" in served.body.decode()
    assert "Concert of the composed stack" in production.ask(f"/day/{day}").body.decode()


def test_the_command_line_reads_a_calendar_without_the_database(production: Stack) -> None:
    text = CALENDAR.format(day="20261201", later="20261202")
    production.exec("api", "sh", "-c", "cat > /tmp/y.ics", given=text)
    said = production.exec("api", "python", "-m", "app.cli", "read-calendar", "/tmp/y.ics")
    assert '"uid":' in said


def test_alembic_tells_the_revision_and_leaves_upgrading_to_migrate(production: Stack) -> None:
    assert "(head)" in production.exec("api", "alembic", "current")
    said = production.exec("api", "alembic", "upgrade", "head", check=False).strip()
    assert "docker compose run --rm migrate" in said
    assert len(said.splitlines()) == 1


def test_migrate_runs_again_by_hand(production: Stack) -> None:
    production.compose("run", "--rm", "-T", "migrate")
