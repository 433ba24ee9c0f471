"""/metrics: behind the inner door, with few labels, and with what rules and dashboard ask for."""

import contextlib
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.http.counters import REQUEST_SECONDS, REQUESTS
from app.kernel.clock import now
from app.main import create_app
from app.ops import repository
from app.ops.metrics import Scene, render
from app.ops.repository import Sighting, Tally
from app.settings import Settings, load_settings
from embedded_postgres import Dsns
from tests.factories.sights import certificate, sight
from tests.fakes.tcp import free_port
from tests.http.serving import serving

TOKEN = "a token for our own programs"
INSIDE = {"authorization": f"Bearer {TOKEN}"}
REFERENCE = Path(__file__).resolve().parents[4] / "docs" / "reference"
PROMETHEUS = REFERENCE / "prometheus"
DASHBOARD = REFERENCE / "grafana" / "srq-hpn.json"
PROMTOOL = shutil.which("promtool")
# Prometheus's own, of the scrape itself.
OF_THE_SCRAPE = {"up"}

Samples = Mapping[tuple[str, frozenset[tuple[str, str]]], float]


def samples(text_format: str) -> Samples:
    """Every sample by its name and labels."""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text_format)
        for sample in family.samples
    }


def value(found: Samples, name: str, **labels: str) -> float | None:
    return found.get((f"srq_hpn_{name}", frozenset(labels.items())))


@pytest.fixture
def settings(dsns: Dsns, tmp_path: Path) -> Settings:
    report = {
        "name": "backup",
        "at": now().isoformat(),
        "is_ok": True,
        "last_ok_at": (now() - timedelta(hours=2)).isoformat(),
        "sentence": "A full backup.",
        "figures": {"size_bytes": 1024},
    }
    (tmp_path / "backup.json").write_text(json.dumps(report))
    return load_settings(
        {
            "DATABASE_URL": dsns.app,
            "IMAGE_TAG": "4f1c9ab",
            "INTERNAL_API_TOKEN": TOKEN,
            "LOG_FORMAT": "text",
            "OPERATIONS_DIR": str(tmp_path),
        }
    )


async def scrape(client: httpx2.AsyncClient) -> Samples:
    answer = await client.get("/metrics", headers=INSIDE)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return samples(answer.text)


@pytest.mark.parametrize("path", ["/metrics", "/metrics/", "/METRICS"])
async def test_only_the_operators_own_programs_get_in(app: FastAPI, path: str) -> None:
    for address, headers, status in (
        ("127.0.0.1", {}, 401),
        ("127.0.0.1", {"authorization": "Bearer another"}, 401),
        ("203.0.113.9", INSIDE, 403),
    ):
        transport = httpx2.ASGITransport(app=app, client=(address, 50_000))
        async with httpx2.AsyncClient(transport=transport, base_url="http://srq.test") as stranger:
            assert (await stranger.get(path, headers=headers)).status_code == status


async def test_without_a_token_there_are_no_metrics() -> None:
    transport = httpx2.ASGITransport(app=create_app(load_settings({})))
    async with httpx2.AsyncClient(transport=transport, base_url="http://srq.test") as anybody:
        assert (await anybody.get("/metrics")).status_code == 404


async def test_a_request_counts_under_its_route_and_class_of_status(
    client: httpx2.AsyncClient,
) -> None:
    described = (await client.get("/api/openapi.json")).json()
    route = next(path for path in described["paths"] if re.fullmatch(r"/api/events/{\w+}", path))
    labels = {"method": "GET", "route": route, "status": "4xx"}
    before = value(await scrape(client), "http_requests_total", **labels) or 0
    for number in range(3):
        assert (await client.get(f"/api/events/{number + 10**6}")).status_code == 404
    found = await scrape(client)
    assert value(found, "http_requests_total", **labels) == before + 3
    assert value(found, "http_request_seconds_count", method="GET", route=route)


async def test_addresses_and_methods_that_do_not_exist_share_one_label(
    client: httpx2.AsyncClient,
) -> None:
    await client.get("/api/nothing")
    before = len(await scrape(client))
    for number in range(50):
        await client.get(f"/api/nothing-{number}")
        await client.request(f"METHOD{number}", "/api/health")
    found = await scrape(client)
    assert len(found) - before < 100
    others = [labels for name, labels in found if ("method", "OTHER") in labels]
    assert others
    assert not [name for name in found if "nothing-" in str(name)]


async def test_an_answer_from_memory_counts_under_its_route_too(dsns: Dsns) -> None:
    told = {"DATABASE_URL": dsns.app, "INTERNAL_API_TOKEN": TOKEN, "LOG_FORMAT": "text"}
    application = create_app(load_settings(told))
    transport = httpx2.ASGITransport(app=application)
    labels = {"method": "GET", "route": "/api/categories", "status": "2xx"}
    async with (
        application.router.lifespan_context(application),
        httpx2.AsyncClient(transport=transport, base_url="http://srq.test") as client,
    ):
        deadline = time.monotonic() + 20
        while application.state.announcements.generation is None:
            assert time.monotonic() < deadline
            await client.get("/api/db-health")
        before = await scrape(client)
        for _ in range(4):
            assert (await client.get("/api/categories")).status_code == 200
        after = await scrape(client)
    for name, names, more in (
        ("http_requests_total", labels, 4),
        ("cache_answers_total", {"source": "memory"}, 3),
        ("cache_answers_total", {"source": "made"}, 1),
    ):
        assert (value(after, name, **names) or 0) - (value(before, name, **names) or 0) == more
    assert (value(after, "cache_bytes") or 0) > 0


async def test_how_the_installation_is_can_be_read(
    client: httpx2.AsyncClient, session: AsyncSession
) -> None:
    moment = now()
    await repository.note_sighting(
        session,
        Sighting("srq.test", moment, moment, moment + timedelta(days=30), None),
    )
    await repository.count_job(
        session, task="events.run_feed", outcome="succeeded", seconds=1.5, at=moment
    )
    await session.execute(
        text("INSERT INTO app.procrastinate_jobs (queue_name, task_name) VALUES ('default', 'x')")
    )
    await session.commit()
    found = await scrape(client)
    assert value(found, "build_info", release="4f1c9ab") == 1
    assert value(found, "database_up") == 1
    assert value(found, "schema_usable") == 1
    assert value(found, "jobs", state="waiting") == 1
    assert value(found, "workers") == 0
    assert value(found, "job_runs_total", task="events.run_feed", outcome="succeeded") == 1
    assert value(found, "job_seconds_total", task="events.run_feed", outcome="succeeded") == 1.5
    assert value(found, "operation_ok", operation="backup") == 1
    age = value(found, "operation_success_age_seconds", operation="backup")
    assert age is not None
    assert 7200 <= age < 7800
    assert value(found, "operation_figure", operation="backup", figure="size_bytes") == 1024
    left = value(found, "certificate_remaining_seconds", host="srq.test")
    assert left is not None
    assert left > 29 * 86_400
    assert value(found, "database_connections_limit", of="login") == 80
    assert (value(found, "database_connections", of="login") or 0) >= 1
    assert value(found, "database_pool_size") == 5
    assert (value(found, "database_pool_in_use") or 0) >= 0
    assert value(found, "feeds", health="trouble") == 0
    assert value(found, "alerts_open", severity="act") == 0


async def test_without_a_database_the_rest_is_told_still() -> None:
    nowhere = f"postgresql://u:p@127.0.0.1:{free_port()}/x"
    told = {"DATABASE_URL": nowhere, "STRICT_DB_BOOTSTRAP": "0", "INTERNAL_API_TOKEN": TOKEN}
    application = create_app(load_settings(told))
    transport = httpx2.ASGITransport(app=application)
    async with (
        application.router.lifespan_context(application),
        httpx2.AsyncClient(transport=transport, base_url="http://srq.test") as client,
    ):
        await client.get("/api/health")
        found = await scrape(client)
    assert value(found, "database_up") == 0
    assert value(found, "http_requests_total", method="GET", route="/api/health", status="2xx")
    assert value(found, "workers") is None


def test_the_processes_of_a_server_count_together_and_one_that_died_stays_counted(
    dsns: Dsns, tmp_path: Path
) -> None:
    environ = {
        "DATABASE_URL": dsns.app,
        "INTERNAL_API_TOKEN": TOKEN,
        "WEB_CONCURRENCY": "3",
    }
    labels = {"method": "GET", "route": "/api/health", "status": "2xx"}
    with serving(tmp_path / "log", **environ) as server:

        def count() -> float:
            status, _, body = server.get("/metrics", **INSIDE)
            assert status == 200
            found = samples(body.decode())
            assert value(found, "database_pool_size") in {5, 10, 15}
            return value(found, "http_requests_total", **labels) or 0

        # The server's start asks for it, too.
        before = count()
        for _ in range(60):
            server.get("/api/health")
        assert count() == before + 60
        parent = server.process.pid
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        assert len(children) == 3
        os.kill(int(children[0]), signal.SIGKILL)
        for _ in range(40):
            with contextlib.suppress(OSError):
                server.get("/api/health")
        assert before + 80 <= count() <= before + 100
        assert count() == count()


def test_what_is_counted_leaves_nothing_behind(dsns: Dsns, tmp_path: Path) -> None:
    def folders() -> set[Path]:
        places = (Path("/dev") / "shm", tmp_path)
        return {folder for place in places for folder in place.glob("srq-hpn-counters-*")}

    before = folders()
    environ = {"DATABASE_URL": dsns.app, "TMPDIR": str(tmp_path)}
    with serving(tmp_path / "log", **environ) as server:
        assert len(folders() - before) == 1
        server.process.terminate()
        server.process.wait(30)
    assert folders() - before == set()


def exposed() -> set[str]:
    """Every name that /metrics can show, from an installation where all of it is there."""
    REQUESTS.labels("GET", "/", "2xx")
    REQUEST_SECONDS.labels("GET", "/")
    seen = sight(certificate=certificate(left=timedelta(days=30)))
    scene = Scene("x", seen, [Tally("a.job", "succeeded", 1, 1.0)], ["act"])
    return {name for name, _ in samples(render(scene).decode())} | OF_THE_SCRAPE


def names_in(*expressions: str) -> set[str]:
    """The metrics that an expression asks for."""
    found: set[str] = set()
    for expression in expressions:
        found |= set(re.findall(r"\b(?:srq_hpn_\w+|up)\b(?!\s*=)", expression))
    return found


def test_every_metric_in_the_dashboard_is_one_that_is_shown() -> None:
    panels = json.loads(DASHBOARD.read_text())["panels"]
    expressions = [target["expr"] for panel in panels for target in panel.get("targets", [])]
    assert len(expressions) >= 15
    for expression in expressions:
        assert names_in(expression) - exposed() == set(), expression
        assert names_in(expression), expression


def test_every_metric_in_the_rules_is_one_that_is_shown() -> None:
    text_of_rules = (PROMETHEUS / "alerts.yml").read_text()
    expressions = re.findall(r"^\s+expr: (.+)$", text_of_rules, re.MULTILINE)
    assert len(expressions) >= 15
    for expression in expressions:
        assert names_in(expression) - exposed() == set(), expression
        assert names_in(expression), expression


def test_every_panel_has_a_title_a_unit_and_a_place_of_its_own() -> None:
    panels = [p for p in json.loads(DASHBOARD.read_text())["panels"] if p["type"] != "row"]
    titles = [panel["title"] for panel in panels]
    assert len(set(titles)) == len(titles)
    assert all(panel["fieldConfig"]["defaults"]["unit"] for panel in panels)
    for one, other in itertools.combinations([panel["gridPos"] for panel in panels], 2):
        apart = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
        below = one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"]
        assert apart or below, (one, other)


@pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed (Debian: prometheus)")
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "config", "prometheus.yml"),
        ("check", "rules", "alerts.yml"),
        ("test", "rules", "alerts_test.yml"),
    ],
    ids=" ".join,
)
def test_promtool_accepts_configuration_and_rules(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    assert PROMTOOL is not None
    folder = shutil.copytree(PROMETHEUS, tmp_path / "prometheus")
    (folder / "token").write_text(TOKEN)
    result = subprocess.run(
        [PROMTOOL, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed (Debian: prometheus)")
async def test_promtool_accepts_what_is_shown(client: httpx2.AsyncClient) -> None:
    assert PROMTOOL is not None
    shown = (await client.get("/metrics", headers=INSIDE)).content
    result = subprocess.run(  # noqa: ASYNC221  the test does nothing else meanwhile
        [PROMTOOL, "check", "metrics"], input=shown, capture_output=True, check=False
    )
    ours = [line for line in result.stderr.decode().splitlines() if "srq_hpn" in line]
    assert (result.returncode in {0, 3}, ours) == (True, []), result.stderr
