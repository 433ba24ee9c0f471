from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.ingestion.records import ImportReport
from app.identity import passwords
from app.identity.models import Role
from app.kernel import clock
from tests.factories.calendars import import_calendar
from tests.factories.people import People

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


@pytest.fixture
async def people(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[People]:
    """Makes accounts; their passwords are hashed as cheaply as can be."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", hasher)
    async with People(app) as made:
        yield made


@pytest.fixture
async def curator(people: People) -> httpx2.AsyncClient:
    """The browser of a curator, who stays signed in whenever a test plays."""
    with clock.freeze(max(clock.now(), NOW + timedelta(days=30))):
        await people.make("curator@example.org", role=Role.CURATOR)
        return await people.sign_in("curator@example.org")
