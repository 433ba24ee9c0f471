"""What operators ask of the database beside whether it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_QUEUE: Final = text(
    """
    SELECT count(*) FILTER (WHERE status = 'todo') AS waiting_count,
        count(*) FILTER (WHERE status = 'doing') AS running_count,
        count(*) FILTER (WHERE status = 'failed') AS failed_count,
        extract(epoch FROM now() - min(greatest(coalesce(deferred.at, now()), scheduled_at))
            FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now())
        )::float AS oldest_due_seconds,
        (SELECT count(*) FROM app.procrastinate_workers
         WHERE last_heartbeat > now() - interval '1 minute') AS worker_count
    FROM app.procrastinate_jobs AS job
    LEFT JOIN LATERAL (
        SELECT min(event.at) AS at FROM app.procrastinate_events AS event
        WHERE event.job_id = job.id
    ) AS deferred ON true
    """
)
_FAILED: Final = text(
    """
    SELECT job.id, job.task_name AS task, job.attempts,
        coalesce(failure.at, ended.at) AS at, failure.error
    FROM app.procrastinate_jobs AS job
    LEFT JOIN app.job_failure AS failure ON failure.job_id = job.id
    LEFT JOIN LATERAL (
        SELECT max(event.at) AS at FROM app.procrastinate_events AS event
        WHERE event.job_id = job.id AND event.type = 'failed'
    ) AS ended ON true
    WHERE job.status = 'failed'
    ORDER BY coalesce(failure.at, ended.at) DESC NULLS LAST, job.id DESC LIMIT :limit
    """
)
_CONNECTIONS: Final = text(
    """
    SELECT current_user::text AS login,
        (SELECT count(*) FROM pg_stat_activity WHERE usename = current_user) AS login_count,
        nullif(role.rolconnlimit, -1) AS login_limit,
        (SELECT coalesce(sum(numbackends), 0) FROM pg_stat_database)::bigint AS server_count,
        (current_setting('max_connections')::int
            - current_setting('superuser_reserved_connections')::int
            - coalesce(current_setting('reserved_connections', true)::int, 0)) AS server_limit
    FROM pg_roles AS role WHERE role.rolname = current_user
    """
)
_ABOUT_SERVER: Final = text(
    """
    SELECT current_setting('server_version') AS version,
        (SELECT min(applied_at) FROM app_meta.applied_migration) AS begun_at
    """
)
_TALLIES: Final = text(
    """
    SELECT task, outcome, job_count, seconds FROM app.job_tally ORDER BY task, outcome LIMIT 1000
    """
)
_SIGHTING: Final = text(
    """
    SELECT host, seen_at, begins_at, ends_at, problem FROM app.certificate_sighting
    WHERE seen_at > :since ORDER BY seen_at DESC, host LIMIT 1
    """
)
_NOTE_SIGHTING: Final = text(
    """
    INSERT INTO app.certificate_sighting (host, seen_at, begins_at, ends_at, problem)
    VALUES (:host, :seen_at, :begins_at, :ends_at, :problem)
    ON CONFLICT (host) DO UPDATE SET seen_at = excluded.seen_at, begins_at = excluded.begins_at,
        ends_at = excluded.ends_at, problem = excluded.problem
    """
)
_COUNT_JOB: Final = text(
    """
    INSERT INTO app.job_tally AS tally (task, outcome, job_count, seconds, last_at)
    VALUES (:task, :outcome, 1, :seconds, :at)
    ON CONFLICT (task, outcome) DO UPDATE SET job_count = tally.job_count + 1,
        seconds = tally.seconds + excluded.seconds, last_at = excluded.last_at
    """
)
_NOTE_FAILURE: Final = text(
    """
    INSERT INTO app.job_failure (job_id, at, error) VALUES (:job_id, :at, :error)
    ON CONFLICT (job_id) DO UPDATE SET at = excluded.at, error = excluded.error
    """
)


@dataclass(frozen=True, slots=True)
class QueueState:
    """How the job queue stands; `oldest_due_seconds` is None where nothing waits that is due."""

    waiting_count: int
    running_count: int
    failed_count: int
    oldest_due_seconds: float | None
    worker_count: int


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that was given up; `error` is None for one whose worker died of it."""

    id: int
    task: str
    attempts: int
    at: datetime | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Connections:
    """How many connections there are, of this login and of everybody, and how many may be."""

    login: str
    login_count: int
    login_limit: int | None
    server_count: int
    server_limit: int


@dataclass(frozen=True, slots=True)
class AboutServer:
    """The server's version, and when this database was first migrated."""

    version: str
    begun_at: datetime | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many jobs of a task ended in one way since the database began, and in how long."""

    task: str
    outcome: str
    job_count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Sighting:
    """The certificate that the site showed, or why none was seen."""

    host: str
    seen_at: datetime
    begins_at: datetime | None
    ends_at: datetime | None
    problem: str | None


async def queue_state(session: AsyncSession) -> QueueState:
    """Count the jobs by what has become of them, and the workers heard of within a minute."""
    row = (await session.execute(_QUEUE)).one()
    return QueueState(*row)


async def failed_jobs(session: AsyncSession, *, limit: int) -> Sequence[FailedJob]:
    """Return the jobs that were given up, the latest first."""
    rows = await session.execute(_FAILED, {"limit": limit})
    return [FailedJob(*row) for row in rows]


async def connections(session: AsyncSession) -> Connections:
    """Count the connections."""
    return Connections(*(await session.execute(_CONNECTIONS)).one())


async def about_server(session: AsyncSession) -> AboutServer:
    """Ask the server who it is."""
    return AboutServer(*(await session.execute(_ABOUT_SERVER)).one())


async def tallies(session: AsyncSession) -> Sequence[Tally]:
    """Return how jobs ended."""
    return [Tally(*row) for row in await session.execute(_TALLIES)]


async def latest_sighting(session: AsyncSession, *, since: datetime) -> Sighting | None:
    """Return the certificate that was seen last."""
    row = (await session.execute(_SIGHTING, {"since": since})).one_or_none()
    return None if row is None else Sighting(*row)


async def note_sighting(session: AsyncSession, sighting: Sighting) -> None:
    """Keep what was seen."""
    await session.execute(
        _NOTE_SIGHTING,
        {
            "host": sighting.host,
            "seen_at": sighting.seen_at,
            "begins_at": sighting.begins_at,
            "ends_at": sighting.ends_at,
            "problem": sighting.problem,
        },
    )


async def count_job(
    session: AsyncSession, *, task: str, outcome: str, seconds: float, at: datetime
) -> None:
    """Count a job's end."""
    await session.execute(
        _COUNT_JOB, {"task": task, "outcome": outcome, "seconds": seconds, "at": at}
    )


async def note_failure(session: AsyncSession, *, job_id: int, error: str, at: datetime) -> None:
    """Keep why a job was given up."""
    await session.execute(_NOTE_FAILURE, {"job_id": job_id, "error": error, "at": at})


async def forget_failures(session: AsyncSession, *, before: datetime) -> None:
    """Forget why jobs failed that the queue has forgotten too."""
    await session.execute(
        text("DELETE FROM app.job_failure WHERE at < :before"), {"before": before}
    )
