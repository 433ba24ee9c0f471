"""Everything that watching looks at, gathered at one moment."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.sources.counting import feeds_by_health
from app.events.sources.rules import Health
from app.kernel import clock
from app.kernel.migrations import SchemaState, read_schema_state
from app.ops import repository
from app.ops.reports import Reports, read_reports
from app.ops.repository import AboutServer, Connections, FailedJob, QueueState, Sighting
from app.ops.settings import OperationsSettings

FAILED_SHOWN: Final = 20
# API processes look at the certificate every ten minutes; what they saw long ago tells nothing.
SIGHTING_COUNTS_FOR: Final = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Watched:
    """What there is to look at beside the database; `app.state.watched` in the API."""

    settings: OperationsSettings
    has_feeds: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """How the installation is; `reports` is None where nothing reports, as without Docker."""

    at: datetime
    server: AboutServer
    schema: SchemaState
    queue: QueueState
    failed_jobs: Sequence[FailedJob]
    connections: Connections
    feeds: Mapping[Health, int] | None
    reports: Reports | None
    certificate: Sighting | None


async def look_around(session: AsyncSession, watched: Watched) -> Sight:
    """Gather it; the session reads only."""
    now = clock.now()
    connection = await session.connection()
    reports = None
    if watched.settings.directory is not None:
        reports = await asyncio.to_thread(read_reports, watched.settings.directory)
    return Sight(
        at=now,
        server=await repository.about_server(session),
        schema=await connection.run_sync(read_schema_state),
        queue=await repository.queue_state(session),
        failed_jobs=await repository.failed_jobs(session, limit=FAILED_SHOWN),
        connections=await repository.connections(session),
        feeds=await feeds_by_health(session) if watched.has_feeds else None,
        reports=reports,
        certificate=await repository.latest_sighting(session, since=now - SIGHTING_COUNTS_FOR),
    )
