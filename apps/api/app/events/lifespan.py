"""What the calendar does while the API runs."""

import asyncio
import logging
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError

from app.events.ingestion import service
from app.kernel.database import Database

RETRY_SECONDS = 10.0

logger = logging.getLogger(__name__)


async def follow_site_zone(database: Database, zone: ZoneInfo) -> None:
    """Recount local dates if SITE_TIMEZONE is not the zone that they were stored in.

    Tries until the database lets it: the API may have started before its database.
    """
    await database.wait_until_settled()
    while True:
        try:
            async with database.sessions.begin() as session:
                if await service.align_local_dates(session, zone):
                    logger.info("Local dates are now counted in %s.", zone.key)
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", error)).partition("\n")[0]
            logger.warning("Cannot see yet which zone local dates are in: %s", reason)
            await asyncio.sleep(RETRY_SECONDS)
        else:
            return
