"""Development and the database alone start by themselves, on loopback ports only."""

import os
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from composing import ROOT, Stack, docker, is_port_free

PORTS = {"compose.dev.yml": (3000, 8000, 5432), "compose.db.yml": (5432,)}
DEFAULTS = ROOT / "compose" / "development" / "defaults.env"


def started(file: str, folder: Path, *arguments: str) -> Iterator[Stack]:
    """A development stack; its tests are skipped where one of its fixed ports is taken."""
    taken = [port for port in PORTS[file] if not is_port_free(port)]
    if taken:
        pytest.skip(f"{file} not started: port {taken[0]} is in use on this machine")
    if (ROOT / ".env.local").exists():
        pytest.skip(f"{file} not started: this checkout's .env.local says how, not the defaults")
    stack = Stack(
        project="srq-hpn-development-test",
        file=file,
        env_file=folder / "env",
        variables={
            "POSTGRES_DB": "srq_hpn",
            "POSTGRES_USER": "srq_hpn",
            "EDGE_SUBNET": "10.213.63.0/26",
            "DB_APP_SUBNET": "10.213.64.0/26",
            "DB_OPS_SUBNET": "10.213.65.0/26",
        },
    )
    stack.write_env_file()
    stack.down()
    try:
        stack.up(*arguments)
        yield stack
    finally:
        stack.down()


@pytest.fixture
def database_alone(tmp_path: Path) -> Iterator[Stack]:
    yield from started("compose.db.yml", tmp_path)


@pytest.fixture(scope="module")
def development(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    yield from started("compose.dev.yml", tmp_path_factory.mktemp("development"), "--build")


def default(name: str) -> str:
    """A development default, such as a password that everybody may know."""
    rows = dict(row.partition("=")[::2] for row in DEFAULTS.read_text().splitlines())
    return rows[name]


def superuser_row(stack: Stack) -> str:
    """What a GUI tool gets that connects to localhost:5432 as the superuser."""
    password = default("POSTGRES_PASSWORD")
    command = ["-h", "127.0.0.1", "-p", "5432", "-U", "srq_hpn", "-d", "srq_hpn", "-Atc"]
    known = ["run", "--rm", "--network", "host", "--env", f"PGPASSWORD={password}"]
    image = stack.inspect("db")["Image"]
    return docker(*known, "--entrypoint", "psql", image, *command, "SELECT current_user, 1").strip()


def published(stack: Stack) -> set[tuple[str, str]]:
    """Address and port of everything that the host offers."""
    found: set[tuple[str, str]] = set()
    for service in stack.compose("ps", "--services").split():
        for bound in (stack.inspect(service)["HostConfig"]["PortBindings"] or {}).values():
            found.update((at["HostIp"], at["HostPort"]) for at in bound or [])
    return found


def test_the_database_alone_is_open_to_tools_on_loopback(database_alone: Stack) -> None:
    assert published(database_alone) == {("127.0.0.1", "5432")}
    assert superuser_row(database_alone) == "srq_hpn|1"


def test_development_offers_site_api_and_database_on_loopback(development: Stack) -> None:
    assert published(development) == {("127.0.0.1", str(p)) for p in (3000, 8000, 5432)}
    assert superuser_row(development) == "srq_hpn|1"
    for url in ("http://127.0.0.1:8000/api/health", "http://localhost:3000/health/db"):
        assert fetch(url)
    assert "<html" in compiled("http://localhost:3000/")


def fetch(url: str) -> str:
    """The body behind a loopback address."""
    with urllib.request.urlopen(url, timeout=90) as response:  # noqa: S310 - http, ours
        body: bytes = response.read()
    return body.decode()


def compiled(url: str) -> str:
    """The body of a page, which the development server compiles when it is first asked for."""
    deadline = time.monotonic() + 240
    while True:
        try:
            return fetch(url)
        except urllib.error.HTTPError as answer:
            if answer.code != 504 or time.monotonic() > deadline:
                raise


def test_a_changed_source_file_reloads_the_api(development: Stack) -> None:
    os.utime(ROOT / "apps" / "api" / "app" / "main.py")
    deadline = time.monotonic() + 30
    while "Reloading" not in development.compose("logs", "--no-color", "api"):
        assert time.monotonic() < deadline
        time.sleep(0.5)
    development.wait_until_healthy("api")


def test_the_worker_runs_from_the_mounted_sources(development: Stack) -> None:
    development.wait_until_healthy("worker")
    mounts = {mount["Destination"] for mount in development.inspect("worker")["Mounts"]}
    assert "/srv/api" in mounts


def test_the_web_app_runs_in_development_mode(development: Stack) -> None:
    command = development.exec("web", "sh", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '")
    assert "next dev" in command or "next-server" in command
