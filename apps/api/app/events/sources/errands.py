"""What the worker finds out for somebody who waits: the API itself has no way to the internet."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.models import Errand
from app.events.sources import repository
from app.events.sources.errors import ErrandUnknownError
from app.kernel import clock, queue
from app.kernel.database import Database
from app.kernel.errors import Refusal

RUN_ERRAND: Final = "events.run_errand"
WENT_WRONG: Final = "This could not be looked at: something went wrong on our side."

Finding = dict[str, Any]
Handlers = Mapping[str, Callable[[Finding], Awaitable[Finding]]]

logger = logging.getLogger(__name__)


async def ask(session: AsyncSession, kind: str, request: Finding) -> UUID:
    """Ask the worker to find something out; returns the id to ask for the answer with."""
    errand_id = await repository.insert_errand(session, kind, request)
    await queue.defer(session, RUN_ERRAND, errand_id=errand_id)
    return errand_id


async def answer(session: AsyncSession, errand_id: UUID, kind: str) -> Errand:
    """Return what was found so far; raises ErrandUnknownError."""
    errand = await repository.errand(session, errand_id)
    if errand is None or errand.kind != kind:
        raise ErrandUnknownError
    return errand


async def run(database: Database, errand_id: UUID, handlers: Handlers) -> None:
    """Find out what was asked, once; a refusal is an answer too."""
    async with database.reading_sessions() as session:
        errand = await repository.errand(session, errand_id)
    if errand is None or errand.state != "waiting":
        return
    values: dict[str, Any]
    try:
        values = {"state": "done", "result": await handlers[errand.kind](errand.request)}
    except Refusal as refusal:
        values = {"state": "failed", "failure": str(refusal)}
    except Exception:
        logger.exception("Errand %s went wrong.", errand_id)
        values = {"state": "failed", "failure": WENT_WRONG}
    async with database.sessions.begin() as session:
        await repository.finish_errand(session, errand_id, values | {"finished_at": clock.now()})
