"""The worker: `python -m app.worker` does every module's jobs until it is asked to stop."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any, Final

from app.events.fetching.fetcher import Fetcher, user_agent
from app.events.jobs import Newsroom
from app.events.jobs import register as register_events
from app.events.submissions.jobs import MailRoom
from app.events.submissions.jobs import register as register_submissions
from app.identity.jobs import Office
from app.identity.jobs import register as register_identity
from app.identity.settings import refuse_unsafe_secrets
from app.identity.tokens import Keys
from app.kernel.credentials import refuse_unsafe_environment
from app.kernel.database import Database
from app.kernel.errors import StartRefusedError
from app.kernel.logs import configure_logging
from app.kernel.queue import Jobs
from app.kernel.queue_runner import Pace, register_maintenance, run_jobs
from app.kernel.settings import DatabaseSettings
from app.ops.jobs import Watch
from app.ops.jobs import register as register_watching
from app.ops.probe import Probe
from app.settings import Settings, load_settings

LOOK_AGAIN_SECONDS: Final = 2.0

# Not by __name__, which is __main__ here.
logger = logging.getLogger("app.worker")

Register = Callable[[Jobs, Database, Settings], None]


def register_jobs(jobs: Jobs, database: Database, settings: Settings) -> None:
    """Every module's jobs, a line each."""
    register_maintenance(jobs)
    keys = Keys.from_settings(settings.identity)
    office = Office(database, settings.site, settings.mail, keys)
    register_identity(jobs, office)
    register_watching(jobs, Watch(database, settings.site, settings.mail, settings.operations))
    if "events" in settings.site.features:
        register_submissions(jobs, MailRoom(database, settings.site, settings.mail, keys))
        agent = user_agent(settings.site.name, settings.site.url)
        fetcher = Fetcher(settings.events, user_agent=agent)
        register_events(
            jobs,
            Newsroom(
                database,
                settings.site,
                settings.mail,
                settings.events,
                fetcher,
                settings.weather,
            ),
        )


async def work(
    settings: Settings, *, register: Register = register_jobs, pace: Pace | None = None
) -> None:
    """Do jobs until SIGTERM or SIGINT; raises StartRefusedError."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    concurrency = settings.server.worker_concurrency
    if concurrency == 0:
        raise StartRefusedError("WORKER_CONCURRENCY is 0, so this worker would do no job.")
    database = Database(_with_a_connection_for_each_job(settings), program="worker")
    probe = Probe(database)
    jobs = Jobs()
    register(jobs, database, settings)
    try:
        if not await _unless(stopping, _prepare(database, probe)):
            return
        logger.info("The worker does up to %d jobs at once.", concurrency)
        if settings.mail.host is None:
            logger.warning("SMTP_HOST is not set: mail is printed to this log instead of sent.")
        async with _told_alive(probe, settings.worker.heartbeat_path):
            await run_jobs(jobs, database, stopping, concurrency=concurrency, pace=pace or Pace())
        logger.info("The worker has stopped.")
    finally:
        await database.dispose()


def _with_a_connection_for_each_job(settings: Settings) -> DatabaseSettings:
    concurrency = settings.server.worker_concurrency
    return settings.database.model_copy(update={"pool_size": concurrency, "max_overflow": 0})


async def _unless(stopping: asyncio.Event, preparation: Coroutine[Any, Any, None]) -> bool:
    """Whether the preparation came to its end before the wish to stop."""
    preparing = asyncio.create_task(preparation)
    asked = asyncio.create_task(stopping.wait())
    await asyncio.wait({preparing, asked}, return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    if preparing.done():
        preparing.result()
        return True
    preparing.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await preparing
    return False


async def _prepare(database: Database, probe: Probe) -> None:
    """Choose the database and wait until it has a schema that this code can use."""
    await database.start()
    await database.wait_until_settled()
    said = ""
    while not (readiness := await probe.readiness()).is_ready:
        if readiness.detail != said:
            logger.warning("Waiting: %s", readiness.detail)
            said = readiness.detail
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
    logger.info("%s", readiness.detail)


@contextlib.asynccontextmanager
async def _told_alive(probe: Probe, file: Path | None) -> AsyncIterator[None]:
    """Touch the file as long as this loop runs and the database answers; its age tells the rest."""
    if file is None:
        yield
        return
    telling = asyncio.create_task(_tell_alive(probe, file), name="alive")
    try:
        yield
    finally:
        telling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await telling


async def _tell_alive(probe: Probe, file: Path) -> None:
    while True:
        if await probe.database_time() is not None:
            _touch(file)
        await asyncio.sleep(LOOK_AGAIN_SECONDS)


def _touch(file: Path) -> None:
    try:
        file.touch()
    except OSError as error:
        logger.warning("WORKER_HEARTBEAT_PATH names %s: %s.", file, error.strerror)


def main() -> None:
    """Start, or refuse to in one sentence."""
    try:
        settings = load_settings()
        configure_logging(settings.logging)
        refuse_unsafe_environment(os.environ, settings.site, settings.database)
        refuse_unsafe_secrets(settings.site, settings.identity)
        asyncio.run(work(settings))
    except StartRefusedError as refusal:
        sys.exit(str(refusal))


if __name__ == "__main__":
    main()
