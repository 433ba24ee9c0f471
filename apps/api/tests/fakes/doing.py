"""Does a job at once, as a worker would call it, without a queue."""

import time
from typing import Any

from procrastinate.job_context import JobContext
from procrastinate.jobs import Job

from app.kernel.queue import Jobs


async def do_at_once(jobs: Jobs, name: str, /, **arguments: Any) -> None:
    """Call the function that is registered for jobs of this name."""
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name=name)
    context = JobContext(
        app=jobs.app, job=job, start_timestamp=time.time(), abort_reason=lambda: None
    )
    await jobs.app.tasks[name].func(context, **arguments)
