"""The worker as a process: it starts under the API's rules, stops with grace, and loses nothing."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from app.kernel.database import Database
from app.kernel.queue import defer
from app.settings import Settings, load_settings
from embedded_postgres import Dsns, EmbeddedPostgres, Passwords, provision
from tests.fakes.tcp import free_port
from tests.fakes.working import API_ROOT, started, wait_for_lines

PLACE = "/tmp"  # noqa: S108  the server's account can enter it
READY = "The worker does up to"


@pytest.fixture
async def database(settings: Settings, clean_database: Dsns) -> AsyncIterator[Database]:
    del clean_database
    opened = Database(settings.database)
    await opened.start()
    yield opened
    await opened.dispose()


async def put(database: Database, label: str) -> None:
    async with database.sessions.begin() as session:
        await defer(session, "test.step", label=label)


async def states(database: Database) -> list[str]:
    async with database.sessions() as session:
        # Beside the jobs of the test there are those that a tick of the clock brings.
        statement = "SELECT status::text FROM procrastinate_jobs WHERE task_name LIKE 'test.%'"
        found = await session.scalars(text(statement))
        return list(found)


def refusal(**environ: str) -> str:
    """What a worker that must not start says."""
    result = subprocess.run(
        [sys.executable, "-m", "app.worker"],
        cwd=API_ROOT,
        env={"PATH": os.environ["PATH"], "LOG_LEVEL": "error", **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 1
    return result.stderr.strip()


def test_a_worker_that_must_not_start_says_why_in_one_sentence(dsns: Dsns) -> None:
    nowhere = f"postgresql://u:p@127.0.0.1:{free_port()}/x"
    for environ, sentence in (
        ({}, "No database DSN provided in environment variables."),
        ({"DATABASE_URL": nowhere}, "No configured database can be reached; tried DATABASE_URL"),
        ({"DATABASE_URL": dsns.admin}, "The database role srq_hpn_admin is a member of"),
        ({"DATABASE_URL": dsns.app, "DATABASE_URL_ADMIN": "x"}, "DATABASE_URL_ADMIN is in the"),
        (
            {"DATABASE_URL": "postgresql://u:changeme@h/x", "APP_ENV": "production"},
            "DATABASE_URL holds a placeholder",
        ),
        (
            {"DATABASE_URL": dsns.app, "SMTP_HOST": "mail.example.org"},
            "SMTP_HOST is set without MAIL_FROM",
        ),
        ({"DATABASE_URL": dsns.app, "WORKER_CONCURRENCY": "0"}, "WORKER_CONCURRENCY is 0"),
    ):
        said = refusal(**environ)
        assert said.startswith(sentence)
        assert said.count("\n") == 0


async def test_the_jobs_of_a_killed_worker_are_finished_by_another(
    database: Database, clean_database: Dsns, tmp_path: Path
) -> None:
    environ = {"DATABASE_URL": clean_database.app, "WORKER_CONCURRENCY": "6"}
    for number in range(6):
        await put(database, str(number))
    with started(tmp_path, "first", **environ) as first:
        for number in range(6):
            await asyncio.to_thread(wait_for_lines, tmp_path / f"{number}.began", 1)
        with started(tmp_path, "second", **environ) as second:
            await asyncio.to_thread(second.wait_for_log, READY)
            assert first.end(signal.SIGKILL) == -signal.SIGKILL
            for number in range(6):
                (tmp_path / f"{number}.go").touch()
            for number in range(6):
                done = await asyncio.to_thread(wait_for_lines, tmp_path / f"{number}.done", 1)
                assert done == [str(second.process.pid)]
            async with asyncio.timeout(20):
                while await states(database):  # noqa: ASYNC110  another process does it
                    await asyncio.sleep(0.05)


async def test_a_job_killed_with_the_only_worker_waits_for_the_next(
    database: Database, clean_database: Dsns, tmp_path: Path
) -> None:
    await put(database, "alone")
    with started(tmp_path, "first", DATABASE_URL=clean_database.app) as first:
        await asyncio.to_thread(wait_for_lines, tmp_path / "alone.began", 1)
        first.end(signal.SIGKILL)
    assert await states(database) == ["doing"]
    (tmp_path / "alone.go").touch()
    with started(tmp_path, "second", DATABASE_URL=clean_database.app) as second:
        done = await asyncio.to_thread(wait_for_lines, tmp_path / "alone.done", 1)
        assert done == [str(second.process.pid)]


async def test_sigterm_lets_the_running_job_finish_and_takes_no_other(
    database: Database, clean_database: Dsns, tmp_path: Path
) -> None:
    environ = {"DATABASE_URL": clean_database.app, "WORKER_CONCURRENCY": "1"}
    await put(database, "running")
    with started(tmp_path, **environ) as worker:
        await asyncio.to_thread(wait_for_lines, tmp_path / "running.began", 1)
        await put(database, "waiting")
        worker.process.send_signal(signal.SIGTERM)
        worker.process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.5)
        (tmp_path / "running.go").touch()
        assert await asyncio.to_thread(worker.process.wait, 20) == 0
        assert "The worker has stopped." in worker.log.read_text()
    assert (tmp_path / "running.done").exists()
    assert not (tmp_path / "waiting.began").exists()
    assert await states(database) == ["todo"]


async def test_sigterm_gives_a_job_back_that_takes_too_long(
    database: Database, clean_database: Dsns, tmp_path: Path
) -> None:
    await put(database, "endless")
    with started(tmp_path, DATABASE_URL=clean_database.app) as worker:
        await asyncio.to_thread(wait_for_lines, tmp_path / "endless.began", 1)
        began = time.monotonic()
        assert await asyncio.to_thread(worker.end, signal.SIGTERM) == 0
        assert 3 <= time.monotonic() - began < 8
    assert await states(database) == ["todo"]


async def test_a_worker_without_a_database_stops_at_once_when_asked(tmp_path: Path) -> None:
    nowhere = f"postgresql://u:p@127.0.0.1:{free_port()}/x"
    with started(tmp_path, DATABASE_URL=nowhere, STRICT_DB_BOOTSTRAP="0") as worker:
        worker.wait_for_log("Starting anyway")
        assert worker.end(signal.SIGTERM) == 0


@pytest.fixture
def own_server() -> Iterator[EmbeddedPostgres]:
    """A server that can be stopped and started again on the same port and data."""
    with tempfile.TemporaryDirectory(prefix="srq-hpn-test-", dir=PLACE) as name:
        place = Path(name)
        place.chmod(0o755)
        server = EmbeddedPostgres(place / "postgres", wanted_port=free_port(), fsync=False)
        try:
            with server:
                yield server
        finally:
            shutil.rmtree((place / "postgres").resolve(), ignore_errors=True)


async def test_a_worker_waits_for_the_schema_and_survives_a_restart_of_the_database(
    own_server: EmbeddedPostgres, tmp_path: Path
) -> None:
    dsns = provision(own_server, Passwords(app="the app's", admin="the admin's"))
    alive = tmp_path / "alive"
    environ = {"DATABASE_URL": dsns.app, "WORKER_HEARTBEAT_PATH": str(alive)}
    with started(tmp_path, **environ) as worker:
        worker.wait_for_log("Waiting: The schema is at nothing")
        assert not alive.exists()
        migrate(dsns)
        worker.wait_for_log(READY)
        settings = load_settings({"DATABASE_URL": dsns.app})
        database = Database(settings.database)
        await database.start()
        await put(database, "before")
        await asyncio.to_thread(wait_for_lines, tmp_path / "before.began", 1)
        await asyncio.to_thread(own_server.stop)
        await asyncio.to_thread(worker.wait_for_log, "The queue cannot be used: ")
        await asyncio.sleep(3)
        silent_since = alive.stat().st_mtime
        await asyncio.sleep(3)
        assert alive.stat().st_mtime == silent_since
        await asyncio.to_thread(own_server.start)
        (tmp_path / "before.go").touch()
        await asyncio.to_thread(wait_for_lines, tmp_path / "before.done", 1)
        (tmp_path / "after.go").touch()
        await put(database, "after")
        await asyncio.to_thread(wait_for_lines, tmp_path / "after.done", 1)
        async with asyncio.timeout(20):
            while await states(database) or alive.stat().st_mtime == silent_since:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        await database.dispose()
        assert worker.process.poll() is None


def migrate(dsns: Dsns) -> None:
    subprocess.run(
        [sys.executable, "-m", "alembic", "upgrade", "head"],
        cwd=API_ROOT,
        env={**os.environ, "DATABASE_URL_ADMIN": dsns.admin},
        check=True,
        capture_output=True,
    )


def test_a_worker_says_who_it_is_and_keeps_to_its_connections(
    dsns: Dsns, app_variables: dict[str, str], tmp_path: Path
) -> None:
    with started(tmp_path, **app_variables) as worker:
        worker.wait_for_log(READY)
        time.sleep(1)
        with psycopg.connect(dsns.superuser) as superuser:
            names = superuser.execute(
                "SELECT DISTINCT application_name FROM pg_stat_activity"
                " WHERE application_name LIKE 'srq-hpn %'"
            ).fetchall()
    assert {"srq-hpn queue", "srq-hpn worker"} <= {name for (name,) in names}
