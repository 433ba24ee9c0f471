"""Jobs on a real PostgreSQL: with their data or not at all, tried again, and never lost."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from procrastinate.jobs import Job
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from app.kernel import queue
from app.kernel.clock import now
from app.kernel.database import Database
from app.kernel.errors import DatabaseUnavailableError, PermanentFailureError
from app.kernel.logs import request_id
from app.kernel.queue import Backoff, Jobs, defer
from app.kernel.queue_runner import (
    MOST_INTERRUPTED_ATTEMPTS,
    Pace,
    register_maintenance,
    run_jobs,
    take_up_stalled,
)
from app.settings import Settings
from embedded_postgres import Dsns

QUICK = Pace(
    heartbeat=0.2, stalled_after=1.5, stalled_check=0.2, poll=0.1, reconnect=0.1, grace=0.5
)
AT_ONCE = Backoff(attempts=3, first_wait_seconds=0.01)


@pytest.fixture
async def database(settings: Settings, clean_database: Dsns) -> AsyncIterator[Database]:
    del clean_database
    opened = Database(settings.database)
    await opened.start()
    yield opened
    await opened.dispose()


@pytest.fixture
def jobs() -> Jobs:
    return Jobs()


@contextlib.asynccontextmanager
async def working(
    jobs: Jobs, database: Database, *, concurrency: int = 2, pace: Pace = QUICK
) -> AsyncIterator[None]:
    """A worker in this process, asked to stop in the end."""
    stopping = asyncio.Event()
    running = asyncio.create_task(
        run_jobs(jobs, database, stopping, concurrency=concurrency, pace=pace)
    )
    try:
        yield
    finally:
        stopping.set()
        async with asyncio.timeout(30):
            await running


async def until(condition: Callable[[], bool], *, seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110  what the test waits for has no event
            await asyncio.sleep(0.01)


async def queued(database: Database) -> list[Any]:
    async with database.sessions() as session:
        found = await session.execute(
            text(
                "SELECT task_name, status::text, attempts, args FROM procrastinate_jobs ORDER BY id"
            )
        )
        return list(found.all())


async def put(database: Database, name: str, /, **arguments: queue.Argument) -> int:
    async with database.sessions.begin() as session:
        return await defer(session, name, **arguments)


async def until_queued(database: Database, *states: str) -> None:
    """Wait until the jobs that there are have these states."""
    async with asyncio.timeout(20):
        while [job.status for job in await queued(database)] != [*states]:  # noqa: ASYNC110  so is this
            await asyncio.sleep(0.02)


async def test_a_job_is_there_once_its_data_is_and_not_before(database: Database) -> None:
    identifier = uuid4()
    async with database.sessions.begin() as session:
        await session.execute(
            text("INSERT INTO venue (slug, name, name_normal_form) VALUES ('a', 'A', 'a')")
        )
        await defer(session, "test.greet", venue="a", run_id=identifier, is_loud=True)
        assert await queued(database) == []
    (job,) = await queued(database)
    assert (job.task_name, job.status, job.attempts) == ("test.greet", "todo", 0)
    assert job.args == {"venue": "a", "run_id": str(identifier), "is_loud": True}


async def test_a_job_rolls_back_with_its_data(database: Database) -> None:
    async def fail(session: AsyncSession) -> None:
        await session.execute(
            text("INSERT INTO venue (slug, name, name_normal_form) VALUES ('a', 'A', 'a')")
        )
        await defer(session, "test.greet")
        raise LookupError

    with pytest.raises(LookupError):
        async with database.sessions.begin() as session:
            await fail(session)
    assert await queued(database) == []
    async with database.sessions() as session:
        assert await session.scalar(text("SELECT count(*) FROM venue")) == 0


async def test_a_job_that_a_savepoint_takes_back_is_gone_too(database: Database) -> None:
    async with database.sessions.begin() as session:
        await defer(session, "test.kept")
        inner = await session.begin_nested()
        await defer(session, "test.taken_back")
        await inner.rollback()
    assert [job.task_name for job in await queued(database)] == ["test.kept"]


async def test_deferring_on_a_lost_database_is_told_as_such(
    database: Database, clean_database: Dsns
) -> None:
    async with database.sessions() as session:
        backend = await session.scalar(text("SELECT pg_backend_pid()"))
        with psycopg.connect(clean_database.superuser) as superuser:
            superuser.execute("SELECT pg_terminate_backend(%s, 5000)", (backend,))
        with pytest.raises(DatabaseUnavailableError):
            await defer(session, "test.greet")


async def test_a_worker_does_what_is_deferred_and_forgets_what_succeeded(
    database: Database, jobs: Jobs
) -> None:
    done: list[tuple[str, int]] = []

    @jobs.job("test.greet")
    async def greet(*, name: str, times: int) -> None:
        done.append((name, times))

    await put(database, "test.greet", name="before", times=1)
    async with working(jobs, database):
        await put(database, "test.greet", name="during", times=2)
        await until(lambda: len(done) == 2)
        await until_queued(database)
    assert sorted(done) == [("before", 1), ("during", 2)]


async def test_a_new_job_wakes_the_worker_at_once(database: Database, jobs: Jobs) -> None:
    done = asyncio.Event()

    @jobs.job("test.wake")
    async def wake() -> None:
        done.set()

    async with working(jobs, database, pace=Pace(poll=60, grace=0.5)):
        await asyncio.sleep(0.5)
        began = time.monotonic()
        await put(database, "test.wake")
        await asyncio.wait_for(done.wait(), 20)
    assert time.monotonic() - began < 5


async def test_jobs_run_side_by_side_up_to_the_limit(database: Database, jobs: Jobs) -> None:
    running = 0
    most = 0

    @jobs.job("test.count")
    async def count() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.05)
        running -= 1

    for _ in range(12):
        await put(database, "test.count")
    async with working(jobs, database, concurrency=3):
        await until_queued(database)
    assert most == 3


async def test_a_job_that_fails_is_tried_again_and_kept_when_it_never_succeeds(
    database: Database, jobs: Jobs
) -> None:
    tried: list[str] = []

    @jobs.job("test.fragile", retry=AT_ONCE)
    async def fragile(*, heals: bool) -> None:
        tried.append("heals" if heals else "never")
        if not heals or tried.count("heals") < 3:
            raise LookupError

    await put(database, "test.fragile", heals=True)
    await put(database, "test.fragile", heals=False)
    async with working(jobs, database):
        await until(lambda: len(tried) == 6)
        await until_queued(database, "failed")
    assert (tried.count("heals"), tried.count("never")) == (3, 3)
    (kept,) = await queued(database)
    assert (kept.args["heals"], kept.attempts) == (False, 3)


async def test_what_cannot_succeed_is_not_tried_again(database: Database, jobs: Jobs) -> None:
    tried = 0

    @jobs.job("test.hopeless", retry=AT_ONCE)
    async def hopeless() -> None:
        nonlocal tried
        tried += 1
        raise PermanentFailureError

    await put(database, "test.hopeless")
    async with working(jobs, database):
        await until_queued(database, "failed")
        await asyncio.sleep(0.3)
    assert tried == 1


async def test_a_job_of_another_release_waits_for_it(database: Database, jobs: Jobs) -> None:
    await put(database, "test.of_the_next_release", number=1)
    async with working(jobs, database):
        async with asyncio.timeout(20):
            while (await queued(database))[0].attempts == 0:  # noqa: ASYNC110  so is this
                await asyncio.sleep(0.02)
    assert [(job.status, job.args) for job in await queued(database)] == [("todo", {"number": 1})]


def test_each_wait_is_twice_the_one_before_and_no_longer_than_the_longest() -> None:
    backoff = Backoff(attempts=8, first_wait_seconds=5, longest_wait_seconds=60)
    waits = []
    for attempts in range(8):
        job = Job(queue="q", lock=None, queueing_lock=None, task_name="t", attempts=attempts)
        decision = backoff.get_retry_decision(exception=LookupError(), job=job)
        if decision is not None and decision.retry_at is not None:
            waits.append((decision.retry_at - now()) / timedelta(seconds=1))
    assert waits == pytest.approx([5, 10, 20, 40, 60, 60, 60], rel=0.11)


async def test_a_job_that_meets_a_full_disk_is_tried_until_there_is_space(
    database: Database, jobs: Jobs
) -> None:
    done: list[int] = []

    @jobs.job("test.full", retry=Backoff(attempts=2, first_wait_seconds=0.01))
    async def fill() -> None:
        if len(done) < 5:
            done.append(0)
            refused = psycopg.errors.DiskFull("could not extend file: No space left on device")
            raise OperationalError("INSERT", {}, refused)
        done.append(1)

    await put(database, "test.full")
    async with working(jobs, database):
        await until_queued(database)
    assert done == [0, 0, 0, 0, 0, 1]


async def test_a_job_says_which_request_it_is_from(database: Database, jobs: Jobs) -> None:
    seen: list[tuple[str | None, dict[str, int]]] = []

    @jobs.job("test.trace")
    async def trace(**arguments: int) -> None:
        seen.append((request_id.get(), arguments))

    token = request_id.set("request-1")
    await put(database, "test.trace", number=1)
    request_id.reset(token)
    await put(database, "test.trace", number=2)
    async with working(jobs, database, concurrency=1):
        await until_queued(database)
    assert seen == [("request-1", {"number": 1}), (None, {"number": 2})]


async def test_of_two_workers_one_runs_each_tick_of_a_periodic_job(database: Database) -> None:
    ticks: list[float] = []

    def worker() -> Jobs:
        jobs = Jobs()

        @jobs.periodic("test.tick", cron="* * * * * *")
        async def tick() -> None:
            ticks.append(time.monotonic())

        return jobs

    async with working(worker(), database), working(worker(), database):
        await until(lambda: len(ticks) >= 5)
    async with database.sessions() as session:
        ids = await session.scalar(text("SELECT last_value FROM procrastinate_jobs_id_seq"))
    # Five ticks take four seconds, and two if each were deferred by both.
    assert ticks[4] - ticks[0] > 2.5
    # A job that both had run would be there twice.
    assert len(ticks) + len(await queued(database)) == ids


async def test_a_stop_lets_a_running_job_finish(database: Database, jobs: Jobs) -> None:
    began, may_end = asyncio.Event(), asyncio.Event()
    done: list[int] = []

    @jobs.job("test.slow")
    async def slow(*, number: int) -> None:
        began.set()
        await may_end.wait()
        done.append(number)

    await put(database, "test.slow", number=1)
    async with working(jobs, database, concurrency=1, pace=Pace(poll=0.1, grace=20)):
        await began.wait()
        await put(database, "test.slow", number=2)
        asyncio.get_running_loop().call_later(0.3, may_end.set)
    assert done == [1]
    assert [(job.status, job.args["number"]) for job in await queued(database)] == [("todo", 2)]


async def test_a_job_that_outlasts_the_grace_is_given_back(database: Database, jobs: Jobs) -> None:
    began = asyncio.Event()
    done: list[str] = []

    @jobs.job("test.endless", retry=Backoff(attempts=1))
    async def endless() -> None:
        if not began.is_set():
            began.set()
            await asyncio.Event().wait()
        done.append("the second time")

    await put(database, "test.endless")
    async with working(jobs, database):
        await began.wait()
    assert [(job.status, job.attempts) for job in await queued(database)] == [("todo", 1)]
    async with working(jobs, database):
        await until_queued(database)
    assert done == ["the second time"]


@pytest.fixture
async def left_alone(database: Database) -> int:
    """A job that is being done by a worker that has not been heard of for a minute."""
    job = await put(database, "test.left")
    async with database.sessions.begin() as session:
        worker = await session.scalar(text("SELECT procrastinate_register_worker_v1()"))
        await session.execute(
            text("SELECT procrastinate_fetch_job_v2(NULL, :worker)"), {"worker": worker}
        )
        await session.execute(
            text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
        )
    return job


@pytest.mark.usefixtures("left_alone")
async def test_the_job_of_a_dead_worker_is_done_by_another(database: Database, jobs: Jobs) -> None:
    done = asyncio.Event()

    @jobs.job("test.left")
    async def left() -> None:
        done.set()

    async with working(jobs, database):
        await asyncio.wait_for(done.wait(), 20)
        await until_queued(database)


@pytest.mark.usefixtures("left_alone")
async def test_a_worker_that_lives_keeps_its_job(database: Database) -> None:
    await take_up_stalled(database, seconds=120)
    assert [job.status for job in await queued(database)] == ["doing"]
    await asyncio.gather(*(take_up_stalled(database, seconds=30) for _ in range(4)))
    assert [(job.status, job.attempts) for job in await queued(database)] == [("todo", 1)]


async def test_a_job_that_ends_every_worker_is_given_up(
    database: Database, left_alone: int
) -> None:
    async with database.sessions.begin() as session:
        await session.execute(
            text("UPDATE procrastinate_jobs SET attempts = :most WHERE id = :id"),
            {"most": MOST_INTERRUPTED_ATTEMPTS, "id": left_alone},
        )
    await take_up_stalled(database, seconds=30)
    assert [job.status for job in await queued(database)] == ["failed"]


async def test_failed_jobs_are_forgotten_after_a_month(database: Database, jobs: Jobs) -> None:
    register_maintenance(jobs)
    for name, age in (("old", "31 days"), ("recent", "29 days")):
        job = await put(database, f"test.{name}")
        async with database.sessions.begin() as session:
            await session.execute(
                text("SELECT procrastinate_finish_job_v1(:id, 'failed', false)"), {"id": job}
            )
            await session.execute(
                text("UPDATE procrastinate_events SET at = now() - CAST(:age AS interval)"
                     " WHERE job_id = :id"),
                {"age": age, "id": job},
            )  # fmt: skip
    await put(database, "queue.forget_failed", timestamp=0)
    async with working(jobs, database):
        await until_queued(database, "failed")
    assert [job.task_name for job in await queued(database)] == ["test.recent"]


async def test_a_worker_goes_on_after_its_connections_were_cut(
    database: Database, jobs: Jobs, clean_database: Dsns
) -> None:
    done: list[int] = []

    @jobs.job("test.number", retry=AT_ONCE)
    async def number(*, value: int) -> None:
        done.append(value)

    async with working(jobs, database):
        await put(database, "test.number", value=1)
        await until(lambda: done == [1])
        with psycopg.connect(clean_database.superuser) as superuser:
            superuser.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name LIKE 'srq-hpn %'"
            )
        await put(database, "test.number", value=2)
        await until(lambda: 2 in done)
