"""Hearing of changes from a real PostgreSQL."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import psycopg
import pytest
from sqlalchemy import text

from app.kernel.announcements import Announcements
from app.kernel.database import Database
from app.settings import Settings
from embedded_postgres import Dsns


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110  the condition is a counter of the code's own
            await asyncio.sleep(0.005)


@pytest.fixture
async def database(settings: Settings, clean_database: Dsns) -> AsyncIterator[Database]:
    del clean_database
    opened = Database(settings.database)
    await opened.start()
    yield opened
    await opened.dispose()


@pytest.fixture
async def announcements(database: Database) -> AsyncIterator[Announcements]:
    heard = Announcements(database.connect_alone)
    listening = asyncio.create_task(heard.listen())
    await until(lambda: heard.generation is not None)
    yield heard
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening


async def test_every_committed_write_to_public_content_is_heard(
    database: Database, announcements: Announcements
) -> None:
    for statement in (
        "INSERT INTO app.venue (slug, name, name_normal_form) VALUES ('a', 'A', 'a')",
        "UPDATE app.venue SET name = 'B'",
        "DELETE FROM app.venue",
    ):
        before = announcements.generation
        async with database.connection() as connection:
            await connection.execute(text(statement))
        await until(lambda before=before: announcements.generation != before)  # type: ignore[misc]


async def test_a_write_that_is_rolled_back_is_not_heard(
    database: Database, announcements: Announcements
) -> None:
    before = announcements.generation
    async with database.engine.connect() as connection:
        await connection.execute(
            text("INSERT INTO app.venue (slug, name, name_normal_form) VALUES ('a', 'A', 'a')")
        )
        await connection.rollback()
    await asyncio.sleep(0.2)
    assert announcements.generation == before


async def test_a_lost_connection_is_noticed_and_made_again(
    dsns: Dsns, announcements: Announcements
) -> None:
    seen = []
    before = announcements.generation
    with psycopg.connect(dsns.superuser, autocommit=True) as superuser:
        superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'srq-hpn listener'"
        )

    def is_back() -> bool:
        seen.append(announcements.generation)
        return announcements.generation not in (None, before)

    await until(is_back)
    assert None in seen
