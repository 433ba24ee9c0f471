"""What watching does while the API runs: looks at the certificate, and counts its pool."""

import asyncio
import logging
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy.exc import SQLAlchemyError

from app.kernel import clock
from app.kernel.database import Database
from app.kernel.errors import DatabaseUnavailableError
from app.ops import certificates, repository
from app.ops.pool_gauges import count_pool
from app.ops.repository import Sighting

LOOK_SECONDS: Final = 600.0
# At a start Caddy comes after the API; it is no news that it does not answer yet.
LOOK_AGAIN_SECONDS: Final = 10.0
COUNT_SECONDS: Final = 5.0

logger = logging.getLogger(__name__)


async def watch_certificate(database: Database, address: tuple[str, int], site_url: str) -> None:
    """Look every ten minutes, and keep what was seen: the worker, which alerts, cannot reach it.

    Every API process does, and the latest sighting counts.
    """
    await database.wait_until_settled()
    while True:
        sighting = await see(address, site_url)
        try:
            async with database.sessions.begin() as session:
                await repository.note_sighting(session, sighting)
        except (SQLAlchemyError, DatabaseUnavailableError, OSError) as error:
            logger.debug("What was seen of the certificate cannot be kept: %s", error)
        await asyncio.sleep(LOOK_SECONDS if sighting.problem is None else LOOK_AGAIN_SECONDS)


async def see(address: tuple[str, int], site_url: str) -> Sighting:
    """Look once."""
    name = urlsplit(site_url).hostname or address[0]
    try:
        validity = await certificates.look(*address, server_name=name)
    except certificates.NotACertificateError as error:
        return Sighting(name, clock.now(), None, None, str(error))
    except (OSError, TimeoutError) as error:
        reason = str(error.strerror or error) or "no answer in time"
        return Sighting(name, clock.now(), None, None, reason)
    return Sighting(name, clock.now(), validity.begins_at, validity.ends_at, None)


async def keep_counting_pool(database: Database) -> None:
    """Every process can tell of its own pool alone, whichever of them answers /metrics."""
    await database.wait_until_settled()
    while True:
        count_pool(database.engine.pool)
        await asyncio.sleep(COUNT_SECONDS)
