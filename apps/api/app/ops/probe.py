"""What this process currently knows about its database, always answered in bounded time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from app.kernel.database import Database
from app.kernel.errors import DatabaseUnavailableError
from app.kernel.migrations import Fit, schema_state

Answer = TypeVar("Answer")

DEADLINE_SECONDS = 2.0
# A cancelled psycopg query waits for the server's consent; cancelling again closes the connection.
SECOND_CANCEL_SECONDS = 0.05

logger = logging.getLogger(__name__)


class Question(Generic[Answer]):
    """One question to the database, in flight at most once; all who wait share the answer.

    A database that accepts connections and never answers costs one connection and no caller
    more than `deadline_seconds`.
    """

    def __init__(
        self,
        database: Database,
        ask: Callable[[AsyncConnection], Awaitable[Answer]],
        *,
        deadline_seconds: float = DEADLINE_SECONDS,
    ) -> None:
        """Prepare; nothing is asked yet."""
        self._database = database
        self._ask = ask
        self._deadline_seconds = deadline_seconds
        self._task: asyncio.Task[Answer | None] | None = None
        self._deadline = 0.0
        self._is_abandoned = False
        self._is_failing = False

    async def answer(self) -> Answer | None:
        """The database's answer, or None when there is none within the deadline."""
        loop = asyncio.get_running_loop()
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())
            self._deadline = loop.time() + self._deadline_seconds
            self._is_abandoned = False
        task = self._task
        done, _ = await asyncio.wait({task}, timeout=max(0.0, self._deadline - loop.time()))
        if done:
            return None if task.cancelled() else task.result()
        if not self._is_abandoned:
            self._is_abandoned = True
            self._note_failure(f"no answer within {self._deadline_seconds:g} seconds")
            task.cancel()
            loop.call_later(SECOND_CANCEL_SECONDS, task.cancel)
        return None

    async def _run(self) -> Answer | None:
        try:
            async with self._database.probe_engine.connect() as connection:
                answer = await self._ask(connection)
        except (SQLAlchemyError, OSError, DatabaseUnavailableError) as error:
            self._note_failure(str(getattr(error, "orig", None) or error))
            return None
        if self._is_failing:
            self._is_failing = False
            logger.warning("The database answers again.")
        return answer

    def _note_failure(self, reason: str) -> None:
        level = logging.DEBUG if self._is_failing else logging.WARNING
        self._is_failing = True
        logger.log(level, "The database does not answer: %s", reason.partition("\n")[0])


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the process may be given traffic, and why (not)."""

    is_ready: bool
    is_database_reachable: bool
    schema: Fit | None
    detail: str


class Probe:
    """The questions that health and readiness ask."""

    def __init__(self, database: Database) -> None:
        """Watch `database`."""
        self._time = Question(database, _read_time)
        self._schema = Question(database, schema_state)
        self._workers = Question(database, _count_workers)

    async def database_time(self) -> datetime | None:
        """The database's clock, or None when it does not answer."""
        return await self._time.answer()

    async def has_worker(self) -> bool:
        """Whether a worker was heard of within a minute; not where the database does not answer."""
        return bool(await self._workers.answer())

    async def readiness(self) -> Readiness:
        """Ask the database which schema it has."""
        state = await self._schema.answer()
        if state is None:
            return Readiness(
                is_ready=False,
                is_database_reachable=False,
                schema=None,
                detail="The database does not answer.",
            )
        return Readiness(
            is_ready=state.is_usable,
            is_database_reachable=True,
            schema=state.fit,
            detail=state.sentence,
        )


async def _read_time(connection: AsyncConnection) -> datetime:
    moment: datetime = await connection.scalar(text("select now()"))
    return moment


async def _count_workers(connection: AsyncConnection) -> int:
    statement = """
        SELECT count(*) FROM app.procrastinate_workers
        WHERE last_heartbeat > now() - interval '1 minute'
    """
    found: int = await connection.scalar(text(statement))
    return found
