"""/metrics, for Prometheus; `app.http.internal` stands in front of it."""

import asyncio
import logging
from typing import Final

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from app.http.internal import METRICS
from app.http.session import database_of
from app.kernel.database import Database
from app.kernel.errors import DatabaseUnavailableError
from app.ops import alerting, repository
from app.ops.metrics import Scene, render
from app.ops.pool_gauges import count_pool
from app.ops.sight import Watched, look_around

# Prometheus waits ten seconds unless told otherwise; without the database the rest is told still.
DATABASE_SECONDS: Final = 5.0

router = APIRouter(include_in_schema=False)
logger = logging.getLogger(__name__)


@router.get(METRICS)
async def metrics(request: Request) -> Response:
    """What this container's processes counted, and how the installation is."""
    scene = await _scene(database_of(request), request.app.state.watched)
    body = await asyncio.to_thread(render, scene)
    return Response(body, media_type=CONTENT_TYPE_LATEST, headers={"cache-control": "no-store"})


async def _scene(database: Database, watched: Watched) -> Scene:
    release = watched.settings.release
    try:
        count_pool(database.engine.pool)
        async with asyncio.timeout(DATABASE_SECONDS), database.reading_sessions() as session:
            sight = await look_around(session, watched)
            tallies = await repository.tallies(session)
            severities = [alert.severity for alert in await alerting.open_alerts(session)]
    except (SQLAlchemyError, DatabaseUnavailableError, OSError) as error:
        logger.debug("What the database knows is left out of /metrics: %s", error)
        return Scene(release, None)
    return Scene(release, sight, tallies, severities)
