"""What admins see of the installation, and what the worker keeps of its jobs."""

import asyncio
from typing import Any

import httpx2
import psycopg
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.identity.models import Role
from app.kernel.database import Database
from app.kernel.errors import PermanentFailureError
from app.kernel.migrations import code_head
from app.kernel.queue import Backoff, Jobs, defer
from app.kernel.queue_runner import Pace, run_jobs
from app.ops import repository
from app.ops.jobs import Watch, register
from app.settings import Settings
from embedded_postgres import Dsns
from tests.factories.people import People

PAGE = "/api/admin/operations"
QUICK = Pace(heartbeat=0.2, stalled_after=5, stalled_check=1, poll=0.1, reconnect=0.1, grace=1)


async def look(admin: httpx2.AsyncClient) -> dict[str, Any]:
    answer = await admin.get(PAGE)
    answer.raise_for_status()
    assert answer.headers["cache-control"] == "no-store"
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CURATOR])
async def test_only_admins_get_in(people: People, role: Role) -> None:
    nobody = await people.browser()
    assert (await nobody.get(PAGE)).status_code == 401
    await people.make("ada@example.org", role=role)
    answer = await (await people.sign_in("ada@example.org")).get(PAGE)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


async def test_an_admin_sees_versions_and_how_everything_is(admin: httpx2.AsyncClient) -> None:
    found = await look(admin)
    assert found["versions"]["release"] == "latest"
    assert found["versions"]["schema_revision"] == code_head()
    assert found["versions"]["postgresql"].startswith("18")
    checks = {check["key"]: check for check in found["checks"]}
    assert checks["schema"]["state"] == checks["connections"]["state"] == "fine"
    # No worker runs beside this test, and that is what is worst.
    assert (checks["worker"]["state"], found["state"]) == ("act", "act")
    assert "backup" not in checks


async def test_open_and_closed_alerts_are_shown(
    admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    await session.execute(
        text(
            """
            INSERT INTO app.alert (key, title, severity, sentence, first_seen_at, last_seen_at,
                opened_at, closed_at)
            VALUES ('backup', 'Backup', 'act', 'Open.', now(), now(), now(), NULL),
                ('drill', 'Restore drill', 'look', 'Closed.', now(), now(), now(), now()),
                ('queue', 'Job queue', 'look', 'Only just seen.', now(), now(), NULL, NULL)
            """
        )
    )
    await session.commit()
    found = await look(admin)
    assert [alert["sentence"] for alert in found["open_alerts"]] == ["Open."]
    assert [alert["sentence"] for alert in found["closed_alerts"]] == ["Closed."]


async def test_how_jobs_end_is_counted_and_why_one_failed_is_shown(
    admin: httpx2.AsyncClient, app: FastAPI, settings: Settings
) -> None:
    database: Database = app.state.database
    jobs = Jobs()
    register(jobs, Watch(database, settings.site, settings.mail, settings.operations))

    @jobs.job("test.well")
    async def well() -> None:
        """Do nothing, and well."""

    @jobs.job("test.fragile", retry=Backoff(attempts=2, first_wait_seconds=0.01))
    async def fragile() -> None:
        raise LookupError("postgresql://u:sesame@db/srq does not answer\nand more")

    @jobs.job("test.hopeless")
    async def hopeless() -> None:
        async with database.sessions() as session:
            try:
                await session.execute(
                    text("SELECT 1/:nought, :secret"), {"nought": 0, "secret": "s"}
                )
            except Exception as error:
                raise PermanentFailureError("There is no such thing.") from error

    async with database.sessions.begin() as session:
        for name in ("test.well", "test.well", "test.fragile", "test.hopeless"):
            await defer(session, name)
    stopping = asyncio.Event()
    running = asyncio.create_task(run_jobs(jobs, database, stopping, concurrency=2, pace=QUICK))
    wanted = {
        ("test.well", "succeeded", 2),
        ("test.fragile", "tried_again", 1),
        ("test.fragile", "failed", 1),
        ("test.hopeless", "failed", 1),
    }
    async with asyncio.timeout(60):
        while not wanted <= await _counted(database):  # noqa: ASYNC110  a worker does it
            await asyncio.sleep(0.05)
        while len((await look(admin))["failed_jobs"]) < 2:  # noqa: ASYNC110  the same
            await asyncio.sleep(0.05)
    found = await look(admin)
    stopping.set()
    await running
    failed = {job["task"]: job for job in found["failed_jobs"]}
    assert failed["test.fragile"]["attempts"] == 2
    assert failed["test.fragile"]["error"] == (
        "LookupError: postgresql://u:***@db/srq does not answer"
    )
    assert failed["test.hopeless"]["error"] == "PermanentFailureError: There is no such thing."
    assert failed["test.hopeless"]["failed_at"] is not None
    checks = {check["key"]: check for check in found["checks"]}
    assert checks["failed_jobs"]["sentence"].startswith("2 jobs failed within a day")


async def _counted(database: Database) -> set[tuple[str, str, int]]:
    async with database.reading_sessions() as session:
        found = await repository.tallies(session)
    return {(tally.task, tally.outcome, tally.job_count) for tally in found}


async def test_the_parameters_of_a_statement_that_failed_are_not_kept(
    app: FastAPI, settings: Settings, session: AsyncSession
) -> None:
    database: Database = app.state.database
    jobs = Jobs()
    register(jobs, Watch(database, settings.site, settings.mail, settings.operations))

    @jobs.job("test.private", retry=Backoff(attempts=1))
    async def private() -> None:
        async with database.sessions() as opened:
            await opened.execute(
                text("SELECT CAST(:email AS text), 1/:nought"),
                {"email": "ada@example.org", "nought": 0},
            )

    await defer(session, "test.private")
    await session.commit()
    stopping = asyncio.Event()
    running = asyncio.create_task(run_jobs(jobs, database, stopping, concurrency=1, pace=QUICK))
    async with asyncio.timeout(60):
        while not (failed := await repository.failed_jobs(session, limit=5)):
            await session.commit()
            await asyncio.sleep(0.05)
    stopping.set()
    await running
    assert failed[0].error == "DataError: division by zero"


async def test_a_job_that_waits_for_its_moment_is_not_late(session: AsyncSession) -> None:
    await session.execute(
        text(
            """
            WITH job AS (
                INSERT INTO app.procrastinate_jobs (queue_name, task_name, scheduled_at)
                VALUES ('default', 'test.later', now() - interval '1 minute') RETURNING id
            )
            SELECT * FROM job
            """
        )
    )
    await session.execute(text("UPDATE app.procrastinate_events SET at = now() - interval '1 day'"))
    await session.commit()
    state = await repository.queue_state(session)
    assert state.oldest_due_seconds is not None
    assert 60 <= state.oldest_due_seconds < 600


async def test_whether_anybody_does_the_jobs_can_be_asked_from_outside(
    client: httpx2.AsyncClient, dsns: Dsns
) -> None:
    answer = await client.get("/api/worker-health")
    assert (answer.status_code, answer.json()) == (503, {"worker_ok": False})
    with psycopg.connect(dsns.superuser) as connection:
        connection.execute("INSERT INTO app.procrastinate_workers DEFAULT VALUES")
    answer = await client.get("/api/worker-health")
    assert (answer.status_code, answer.json()) == (200, {"worker_ok": True})
