"""Jobs: deferred with the caller's data, in its transaction, and done by a worker afterwards.

The queue is Procrastinate's, in the same database. A job may run twice, when the worker that had
it dies or loses the database, so it must do no harm the second time.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal, TypeVar
from uuid import UUID

import procrastinate
import psycopg
from procrastinate.exceptions import ConnectorException
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job
from procrastinate.tasks import Task
from sqlalchemy.ext.asyncio import AsyncSession

from app.kernel.clock import now
from app.kernel.errors import DatabaseUnavailableError, PermanentFailureError
from app.kernel.logs import request_id
from app.kernel.passing import is_away

# What a job is told: stored, and logged, so it names things by their ids.
Argument = str | int | float | bool | UUID | None
JobFunction = TypeVar("JobFunction", bound=Callable[..., Awaitable[None]])

_REQUEST_ID: Final = "_request_id"
_LONGEST_WAIT_FOR_DATABASE: Final = 60.0
_DOUBLINGS: Final = 20  # beyond them every wait is the longest
_deferring: Final = procrastinate.App(connector=procrastinate.PsycopgConnector())  # never opened


@dataclass(frozen=True)
class Backoff(procrastinate.BaseRetryStrategy):
    """How often a job is tried, and how long it waits in between: twice as long each time.

    The defaults give up after about eleven minutes. A job that its worker had to leave, because it
    was asked to stop, is taken up again at once, however often it was tried; one that the database
    could not serve, because it was away or its disk full, is tried until it can.
    """

    attempts: int = 8
    first_wait_seconds: float = 5.0
    longest_wait_seconds: float = 3600.0

    def get_retry_decision(
        self, *, exception: BaseException, job: Job
    ) -> procrastinate.RetryDecision | None:
        """When to try again, or None where that is hopeless."""
        if isinstance(exception, asyncio.CancelledError):
            return procrastinate.RetryDecision(retry_at=now())
        longest = self.longest_wait_seconds
        if is_away(exception):
            longest = min(longest, _LONGEST_WAIT_FOR_DATABASE)
        elif isinstance(exception, PermanentFailureError) or job.attempts + 1 >= self.attempts:
            return None
        seconds = min(self.first_wait_seconds * 2 ** min(job.attempts, _DOUBLINGS), longest)
        spread = random.uniform(0.9, 1.1)  # noqa: S311  jitter, no secret
        return procrastinate.RetryDecision(retry_at=now() + timedelta(seconds=seconds * spread))


DEFAULT_BACKOFF: Final = Backoff()
# An hour, in which the release that knows the job comes, or comes back.
_UNTIL_ITS_RELEASE: Final = Backoff(attempts=64, first_wait_seconds=15.0, longest_wait_seconds=60.0)


@dataclass(frozen=True, slots=True)
class Terms:
    """When a job may begin, and which jobs it must not run beside: those of the same lock."""

    not_before: datetime | None = None
    lock: str | None = None


async def defer(session: AsyncSession, name: str, /, **arguments: Argument) -> int:
    """Put a job into the queue as part of the session's transaction; returns the job's id.

    The worker sees it once that commits, and never if it rolls back. The job's log lines carry the
    id of the request that deferred it. Raises DatabaseUnavailableError when the database is lost.
    """
    return await defer_on(session, Terms(), name, **arguments)


async def defer_on(session: AsyncSession, terms: Terms, name: str, /, **arguments: Argument) -> int:
    """Put a job into the queue that begins on these terms; otherwise as `defer`."""
    connection = await session.connection()
    driver: Any = (await connection.get_raw_connection()).driver_connection
    told = {
        key: str(value) if isinstance(value, UUID) else value for key, value in arguments.items()
    }
    if current := request_id.get():
        told[_REQUEST_ID] = current
    task = _deferring.configure_task(
        name, connection=driver, lock=terms.lock, schedule_at=terms.not_before
    )
    try:
        return await task.defer_async(**told)
    except ConnectorException as error:
        if isinstance(error.__cause__, psycopg.OperationalError):
            if driver.closed:
                await connection.invalidate()
            raise DatabaseUnavailableError from error
        raise


Outcome = Literal["succeeded", "tried_again", "failed"]


@dataclass(frozen=True, slots=True)
class Ended:
    """How one try of a job ended; a job that its worker had to leave has not ended."""

    job_id: int
    task: str
    outcome: Outcome
    seconds: float
    error: Exception | None = None


Listener = Callable[[Ended], Awaitable[None]]


class Jobs:
    """What a worker can do: every module registers its functions here."""

    def __init__(self) -> None:
        self.app = procrastinate.App(connector=procrastinate.PsycopgConnector())
        self.app.tasks = _KnownTasks(self.app)
        self._listener: Listener | None = None

    def on_end(self, listener: Listener) -> None:
        """Let the listener, which must not raise, hear how each try of a job ends."""
        self._listener = listener

    def job(
        self, name: str, *, retry: Backoff = DEFAULT_BACKOFF
    ) -> Callable[[JobFunction], JobFunction]:
        """Register the function that does the jobs of this name; it gets their arguments."""

        def register(function: JobFunction) -> JobFunction:
            async def run(context: JobContext, /, **arguments: Any) -> None:
                _take_over_request_id(arguments)
                await self._told(context, retry, function(**arguments))

            self.app.task(name=name, retry=retry, pass_context=True)(run)
            return function

        return register

    def periodic(
        self, name: str, *, cron: str, retry: Backoff = DEFAULT_BACKOFF
    ) -> Callable[[JobFunction], JobFunction]:
        """Register a function without arguments that runs at each tick of `cron` (UTC).

        Once for all workers; a tick that none was there for is made up within ten minutes or left
        out.
        """

        def register(function: JobFunction) -> JobFunction:
            async def run(context: JobContext, timestamp: int) -> None:
                del timestamp
                await self._told(context, retry, function())

            self.app.periodic(cron=cron)(
                self.app.task(name=name, retry=retry, pass_context=True)(run)
            )
            return function

        return register

    async def _told(self, context: JobContext, retry: Backoff, work: Awaitable[None]) -> None:
        """Await the work and tell the listener how it ended, before the queue notes it."""
        began = time.perf_counter()
        try:
            await work
        except Exception as error:
            again = retry.get_retry_decision(exception=error, job=context.job)
            await self._tell(
                context.job, "failed" if again is None else "tried_again", began, error
            )
            raise
        await self._tell(context.job, "succeeded", began)

    async def _tell(
        self, job: Job, outcome: Outcome, began: float, error: Exception | None = None
    ) -> None:
        if self._listener is not None and job.id is not None:
            seconds = time.perf_counter() - began
            await self._listener(Ended(job.id, job.task_name, outcome, seconds, error))


class UnknownJobError(Exception):
    """Another release, newer or older, deferred a job that this one does not know."""


class _KnownTasks(dict[str, Task[Any, Any, Any]]):
    """The registered jobs; one that only another release knows waits instead of failing at once.

    While a release is being deployed its API may defer what the old worker has never heard of.
    """

    def __init__(self, app: procrastinate.App) -> None:
        super().__init__(app.tasks)
        self._unknown: Task[Any, Any, Any] = Task(
            _refuse_unknown, blueprint=app, name="unknown", queue="", retry=_UNTIL_ITS_RELEASE
        )

    def get(self, name: str, default: Any = None, /) -> Any:
        """The job's task, or the one that refuses."""
        return super().get(name, default or self._unknown)


async def _refuse_unknown(**_arguments: Any) -> None:
    raise UnknownJobError("This release does not know the job; it waits for one that does.")


def _take_over_request_id(arguments: dict[str, Any]) -> None:
    """For the rest of this job's own task, in which Procrastinate tells how the job ended too."""
    request_id.set(arguments.pop(_REQUEST_ID, None))
