"""Starts what is measured: a throw-away PostgreSQL with the bench's data, and API servers."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg

from embedded_postgres import Dsns, EmbeddedPostgres, Passwords, provision

ROOT = Path(__file__).resolve().parents[1]
API = ROOT / "apps" / "api"
START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running API server."""

    port: int
    master: int

    def workers(self) -> set[int]:
        """Return the process ids of its workers."""
        children = Path(f"/proc/{self.master}/task/{self.master}/children").read_text()
        return {int(pid) for pid in children.split()}


@contextlib.contextmanager
def database() -> Iterator[Dsns]:
    """Run a throw-away server with roles, schema and the bench's data."""
    with empty_database() as dsns:
        with psycopg.connect(dsns.superuser, autocommit=True) as connection:
            seed = (ROOT / "bench" / "seed.sql").read_text()
            connection.execute(seed.encode())
            # Else autovacuum would begin with it in the middle of a measurement.
            connection.execute("VACUUM ANALYZE")
        yield dsns


@contextlib.contextmanager
def empty_database() -> Iterator[Dsns]:
    """Run a throw-away server with roles and schema."""
    server = EmbeddedPostgres(fsync=False)
    server.start()
    try:
        dsns = provision(server, Passwords(app="bench app", admin="bench admin"))
        environment = _clean_environment() | {"DATABASE_URL_ADMIN": dsns.admin}
        subprocess.run(
            [sys.executable, "-m", "alembic", "upgrade", "head"],
            cwd=API,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        yield dsns
    finally:
        server.stop()


@contextlib.contextmanager
def serving_product(*, workers: int = 1, environment: Mapping[str, str]) -> Iterator[Server]:
    """Run the API as it is deployed."""
    command = ["gunicorn", "-c", "gunicorn.conf.py", "app.main:app"]
    port = _free_port()
    variables = {"BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": str(workers), **environment}
    with _running(command, variables) as process:
        _wait_until_up(port, process)
        server = Server(port, process.pid)
        while len(server.workers()) < workers:
            time.sleep(0.1)
        yield server


@contextlib.contextmanager
def serving_one_process(application: str, *, environment: Mapping[str, str]) -> Iterator[Server]:
    """Run another application on the same event loop and HTTP parser, without a log."""
    port = _free_port()
    command = ["uvicorn", application, "--port", str(port), "--loop", "uvloop"]
    command += ["--http", "httptools", "--no-access-log", "--log-level", "warning"]
    with _running(command, environment) as process:
        _wait_until_up(port, process)
        yield Server(port, process.pid)


@contextlib.contextmanager
def _running(
    command: Sequence[str], environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=API,
        env=_clean_environment()
        | {"PYTHONPATH": f"{API}{os.pathsep}{ROOT / 'bench'}"}
        | dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _wait_until_up(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).read()
            return
        time.sleep(0.1)
    message = f"the server on port {port} did not start"
    raise RuntimeError(message)


def _clean_environment() -> dict[str, str]:
    """Return this environment without what would lead the API to another database."""
    prefixes = ("DATABASE_URL", "POSTGRES_", "PG")
    return {name: value for name, value in os.environ.items() if not name.startswith(prefixes)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
