"""Doing the jobs: what a worker's process runs until it is asked to stop.

Whatever becomes of a worker, none of its jobs is lost: a job that is not finished when the worker
must stop is given back, and the jobs of a worker that died or lost the database are taken up by
another one as soon as its heartbeat is missed.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

import procrastinate
import psycopg
from procrastinate.exceptions import ConnectorException
from psycopg_pool import AsyncConnectionPool
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.kernel.choice import describe_connect_error
from app.kernel.database import QUEUE_CONNECTIONS, Database
from app.kernel.errors import DatabaseUnavailableError
from app.kernel.queue import Jobs

# A job whose worker died so often is taken for the cause, and left as failed.
MOST_INTERRUPTED_ATTEMPTS: Final = 25
KEPT_FAILED_HOURS: Final = 30 * 24

_STALLED: Final = text(
    """
    SELECT job.id, job.task_name, job.attempts
    FROM procrastinate_jobs AS job
    LEFT JOIN procrastinate_workers AS worker ON worker.id = job.worker_id
    WHERE job.status = 'doing'
      AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => :seconds))
    ORDER BY job.id LIMIT 100
    FOR UPDATE OF job SKIP LOCKED
    """
)
_TAKE_UP: Final = text("SELECT procrastinate_retry_job_v2(:id, now(), NULL, NULL, NULL)")
_GIVE_UP: Final = text("SELECT procrastinate_finish_job_v1(:id, 'failed', false)")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a worker does what, and how long it waits, in seconds.

    `grace` is what running jobs are given at a stop; Compose's grace period is longer.
    """

    heartbeat: float = 10.0
    stalled_after: float = 30.0
    stalled_check: float = 10.0
    poll: float = 5.0
    reconnect: float = 1.0
    grace: float = 20.0


def register_maintenance(jobs: Jobs) -> None:
    """The queue's own jobs."""

    @jobs.periodic("queue.forget_failed", cron="17 3 * * *")
    async def forget_failed() -> None:
        """Forget what failed a month ago; what succeeded is gone already."""
        await jobs.app.job_manager.delete_old_jobs(
            nb_hours=KEPT_FAILED_HOURS,
            include_failed=True,
            include_cancelled=True,
            include_aborted=True,
        )


async def run_jobs(
    jobs: Jobs,
    database: Database,
    stopping: asyncio.Event,
    *,
    concurrency: int,
    pace: Pace,
) -> None:
    """Run jobs until `stopping`, then finish those that run, or give them back after the grace.

    A database that goes away is waited for.
    """
    for name in ("procrastinate.utils", "procrastinate.worker.worker"):
        logging.getLogger(name).addFilter(_without_traceback_of_lost_database)
    while not stopping.is_set():
        try:
            async with _connected(jobs, database), _stalled_taken_up(database, pace):
                await _run_until(stopping, jobs, concurrency=concurrency, pace=pace)
        except (ConnectorException, psycopg.Error, OSError) as error:
            reason = describe_connect_error(_root(error))
            logger.warning("The queue cannot be used: %s; trying again.", reason)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), pace.reconnect)


@contextlib.asynccontextmanager
async def _connected(jobs: Jobs, database: Database) -> AsyncIterator[None]:
    """Give Procrastinate its connections to the database that was chosen."""
    pool = AsyncConnectionPool(
        kwargs=database.connect_args("queue"),
        min_size=1,
        # One of them is beside the pool: the one that listens.
        max_size=QUEUE_CONNECTIONS - 1,
        timeout=database.settings.pool_timeout,
        max_lifetime=database.settings.pool_recycle,
        check=AsyncConnectionPool.check_connection,
        open=False,
    )
    connector = procrastinate.PsycopgConnector()
    try:
        await pool.open(wait=True, timeout=database.settings.pool_timeout)
        await connector.open_async(pool)
        with jobs.app.replace_connector(connector):
            yield
    finally:
        await pool.close()


async def _run_until(stopping: asyncio.Event, jobs: Jobs, *, concurrency: int, pace: Pace) -> None:
    """Run Procrastinate's worker; it ends by itself when it loses the database."""
    working = asyncio.create_task(
        jobs.app.run_worker_async(
            concurrency=concurrency,
            delete_jobs="successful",
            listen_notify=True,
            install_signal_handlers=False,
            fetch_job_polling_interval=pace.poll,
            abort_job_polling_interval=pace.poll,
            update_heartbeat_interval=pace.heartbeat,
            stalled_worker_timeout=pace.stalled_after,
            shutdown_graceful_timeout=pace.grace,
        ),
        name="worker",
    )
    asked = asyncio.create_task(stopping.wait(), name="stop")
    try:
        await asyncio.wait({working, asked}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        asked.cancel()
        # To Procrastinate this is the wish to stop, with grace; to one that has ended, nothing.
        working.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await working


@contextlib.asynccontextmanager
async def _stalled_taken_up(database: Database, pace: Pace) -> AsyncIterator[None]:
    watching = asyncio.create_task(_watch_stalled(database, pace), name="stalled jobs")
    try:
        yield
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching


async def _watch_stalled(database: Database, pace: Pace) -> None:
    while True:
        try:
            await take_up_stalled(database, seconds=pace.stalled_after)
        except (SQLAlchemyError, DatabaseUnavailableError, OSError) as error:
            logger.debug("Cannot look for stalled jobs: %s", error)
        await asyncio.sleep(pace.stalled_check)


async def take_up_stalled(database: Database, *, seconds: float) -> None:
    """Put the jobs of workers without a heartbeat for so long back into the queue.

    The rows are locked, so that of several workers one does it.
    """
    async with database.sessions.begin() as session:
        for job in (await session.execute(_STALLED, {"seconds": seconds})).all():
            if job.attempts >= MOST_INTERRUPTED_ATTEMPTS:
                await session.execute(_GIVE_UP, {"id": job.id})
                logger.error(
                    "Job %s[%d] ended its worker %d times: given up.",
                    job.task_name,
                    job.id,
                    job.attempts,
                )
            else:
                await session.execute(_TAKE_UP, {"id": job.id})
                logger.warning(
                    "Job %s[%d] was left by its worker: taken up again.", job.task_name, job.id
                )


def _root(error: Exception) -> Exception:
    cause = error.__cause__
    return cause if isinstance(cause, Exception) else error


def _without_traceback_of_lost_database(record: logging.LogRecord) -> bool:
    """Procrastinate tells a lost connection twice, as if it were a bug; the line will do."""
    if record.exc_info and isinstance(record.exc_info[1], ConnectorException):
        record.exc_info = None
    return True
