from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.ingestion.service import ImportReport
from app.kernel import clock
from tests.factories.calendars import import_calendar

# A Friday evening in New York, two days before its clocks go forward.
NOW = datetime(2026, 3, 6, 23, 0, tzinfo=UTC)

Importing = Callable[..., Awaitable[ImportReport]]


@pytest.fixture
def frozen_now() -> Iterator[datetime]:
    with clock.freeze(NOW) as moment:
        yield moment


@pytest.fixture
def importing(session: AsyncSession, frozen_now: datetime) -> Importing:
    """Imports VEVENTs, as the clock stands at NOW."""
    del frozen_now

    async def run(*events: str, **options: object) -> ImportReport:
        return await import_calendar(session, *events, **options)  # type: ignore[arg-type]

    return run
