"""What operators ask of the database beside whether it answers."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_QUEUE: Final = text(
    """
    SELECT count(*) FILTER (WHERE status = 'todo') AS waiting_count,
        count(*) FILTER (WHERE status = 'doing') AS running_count,
        count(*) FILTER (WHERE status = 'failed') AS failed_count,
        extract(epoch FROM now() - min(coalesce(deferred.at, now())) FILTER (
            WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()
        ))::float AS oldest_due_seconds,
        (SELECT count(*) FROM app.procrastinate_workers
         WHERE last_heartbeat > now() - interval '1 minute') AS worker_count
    FROM app.procrastinate_jobs AS job
    LEFT JOIN LATERAL (
        SELECT min(event.at) AS at FROM app.procrastinate_events AS event
        WHERE event.job_id = job.id
    ) AS deferred ON true
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


async def queue_state(session: AsyncSession) -> QueueState:
    """Count the jobs by what has become of them, and the workers heard of within a minute."""
    row = (await session.execute(_QUEUE)).one()
    return QueueState(*row)
