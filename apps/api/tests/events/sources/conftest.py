from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.sources.running import run_feed
from app.kernel import clock
from app.kernel.database import Database
from tests.factories.calendars import NEW_YORK
from tests.fakes.feeds import FakeFetcher

AddFeed = Callable[..., Awaitable[int]]
RunAt = Callable[[int, datetime], Awaitable[None]]


@pytest.fixture
def fetcher() -> FakeFetcher:
    return FakeFetcher()


@pytest.fixture
def database(app: FastAPI) -> Database:
    found: Database = app.state.database
    return found


@pytest.fixture
def add_feed(session: AsyncSession) -> AddFeed:
    """Adds a feed of a source of its own; returns the feed's id."""

    async def add(url: str, *, kind: str = "organiser", rank: int = 20, **columns: object) -> int:
        source_id = await session.scalar(
            text(
                "INSERT INTO app.source (slug, name, kind, rank)"
                " VALUES (:slug, :slug, :kind, :rank)"
                " RETURNING id"
            ),
            {"slug": f"source-of-{url}", "kind": kind, "rank": rank},
        )
        names = "".join(f", {name}" for name in columns)
        values = "".join(f", :{name}" for name in columns)
        feed_id = await session.scalar(
            text(
                f"INSERT INTO app.feed (source_id, url, adapter, next_due{names})"  # noqa: S608
                f" VALUES (:source_id, :url, 'ical', now(){values}) RETURNING id"
            ),
            {"source_id": source_id, "url": url, **columns},
        )
        await session.commit()
        assert isinstance(feed_id, int)
        return feed_id

    return add


@pytest.fixture
def run_at(database: Database, fetcher: FakeFetcher) -> RunAt:
    """Runs a feed as the clock stands at a moment."""

    async def run(feed_id: int, moment: datetime) -> None:
        with clock.freeze(moment):
            await run_feed(database, fetcher, feed_id, zone=NEW_YORK, trigger="schedule")

    return run
