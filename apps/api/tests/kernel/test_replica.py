"""Reading from a real streaming standby: when it is read, when not, and who notices."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterator

import httpx2
import psycopg
import pytest
from fastapi import FastAPI

from app.kernel.database import Database
from app.kernel.replica import Replica
from app.main import create_app
from app.settings import load_settings
from embedded_postgres import Dsns, EmbeddedPostgres, Passwords, provision
from tests.fakes.standby import Standby

MAX_LAG = 2.0
VENUES = "/api/venues"


@pytest.fixture(scope="module")
def standby(postgres_server: EmbeddedPostgres, dsns: Dsns) -> Iterator[Standby]:
    del dsns
    with Standby(postgres_server) as following:
        yield following


class Site:
    """The application with a replica, and what its requests read from."""

    def __init__(self, app: FastAPI, standby: Standby, dsns: Dsns) -> None:
        self.database: Database = app.state.database
        self.standby = standby
        self._dsns = dsns
        self._http = httpx2.ASGITransport(app=app)

    @property
    def replica(self) -> Replica:
        assert self.database.replica is not None
        return self.database.replica

    def client(self, **headers: str) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(transport=self._http, base_url="http://srq.test", headers=headers)

    async def venues(self, **headers: str) -> list[str]:
        async with self.client(**headers) as http:
            answer = await http.get(VENUES)
        assert answer.status_code == 200, answer.text
        return [venue["slug"] for venue in answer.json()]

    async def add_venue(self, slug: str) -> None:
        """Write, and wait until this process has heard of it."""
        before = self.replica._changed_at
        with psycopg.connect(self._dsns.app, autocommit=True) as connection:
            connection.execute(
                "INSERT INTO venue (slug, name, name_normal_form) VALUES (%s, %s, %s)",
                (slug, slug, slug),
            )
        await self.until(lambda: self.replica._changed_at != before)

    async def until(self, condition: Callable[[], bool], seconds: float = 40) -> None:
        async with asyncio.timeout(seconds):
            while not condition():  # noqa: ASYNC110  the condition is a state of the code's own
                await asyncio.sleep(0.01)

    async def until_read(self) -> None:
        await self.until(self.replica.may_be_read)

    async def reads_from_standby(self, **headers: str) -> bool:
        """Whether the standby's sessions saw a statement about venues for one more request."""
        before = self._last_read()
        await self.venues(**headers)
        return self._last_read() != before

    def _last_read(self) -> list[tuple[object, ...]]:
        return self.standby.execute(
            "SELECT max(query_start) FROM pg_stat_activity"
            " WHERE application_name = 'srq-hpn api' AND query LIKE '%venue%'"
        )


@contextlib.asynccontextmanager
async def running(standby: Standby, dsns: Dsns, **variables: str) -> AsyncIterator[Site]:
    app = create_app(
        load_settings(
            {
                "DATABASE_URL": dsns.app,
                "DATABASE_URL_REPLICA": standby.address(dsns.app),
                "REPLICA_MAX_LAG": str(MAX_LAG),
                "LOG_FORMAT": "text",
                "EVENTS_CACHE_MAX_BYTES": "0",
                **variables,
            }
        )
    )
    async with app.router.lifespan_context(app):
        yield Site(app, standby, dsns)


@pytest.fixture
async def site(standby: Standby, clean_database: Dsns) -> AsyncIterator[Site]:
    async with running(standby, clean_database) as started:
        await started.until_read()
        yield started


@pytest.fixture
async def caching_site(standby: Standby, clean_database: Dsns) -> AsyncIterator[Site]:
    async with running(standby, clean_database, EVENTS_CACHE_MAX_BYTES="1000000") as started:
        await started.until_read()
        yield started


@pytest.fixture
def paused(standby: Standby) -> Iterator[Callable[[], None]]:
    """Stops the standby's replay, which goes on when the test is over."""

    def pause() -> None:
        standby.execute("SELECT pg_wal_replay_pause()")

    yield pause
    standby.execute("SELECT pg_wal_replay_resume()")


async def test_public_pages_are_read_from_the_standby(site: Site) -> None:
    assert await site.reads_from_standby()


async def test_whoever_brings_cookies_or_a_token_reads_from_the_primary(site: Site) -> None:
    assert not await site.reads_from_standby(cookie="any=thing")
    assert not await site.reads_from_standby(authorization="Bearer of something")


async def test_a_write_shows_at_once_and_is_then_read_from_the_standby(site: Site) -> None:
    for number in range(10):
        await site.add_venue(f"place-{number}")
        assert f"place-{number}" in await site.venues()
    await site.until_read()
    assert await site.reads_from_standby()
    assert len(await site.venues()) == 10


async def test_behind_a_paused_standby_a_write_shows_from_the_primary(
    site: Site, paused: Callable[[], None]
) -> None:
    paused()
    await site.add_venue("new")
    for _ in range(20):
        assert await site.venues() == ["new"]
        await asyncio.sleep(0.05)
    site.standby.execute("SELECT pg_wal_replay_resume()")
    await site.until_read()
    assert await site.reads_from_standby()
    assert await site.venues() == ["new"]


async def test_what_is_announced_to_nobody_shows_within_the_bound(
    site: Site, dsns: Dsns, paused: Callable[[], None]
) -> None:
    await site.add_venue("old")
    await site.until_read()
    paused()
    with psycopg.connect(dsns.superuser) as connection:
        connection.execute("ALTER TABLE app.venue DISABLE TRIGGER USER")
        connection.execute("UPDATE app.venue SET slug = 'renamed'")
        connection.execute("ALTER TABLE app.venue ENABLE TRIGGER USER")
    written_at = time.monotonic()
    last_stale_began = written_at
    while time.monotonic() - written_at < MAX_LAG + 2:
        began = time.monotonic()
        if await site.venues() == ["old"]:
            last_stale_began = began
    assert written_at < last_stale_began <= written_at + MAX_LAG
    assert await site.venues() == ["renamed"]


async def test_an_idle_primary_is_no_lag(site: Site) -> None:
    await asyncio.sleep(MAX_LAG + 1)
    assert site.replica.state().is_used
    assert (site.replica.state().lag_seconds or 0) < MAX_LAG
    assert await site.reads_from_standby()


async def test_an_answer_without_the_change_is_not_kept_under_the_change(
    caching_site: Site, paused: Callable[[], None]
) -> None:
    site = caching_site
    assert await site.venues() == []
    paused()
    await site.add_venue("new")
    assert await site.venues() == ["new"]
    site.standby.execute("SELECT pg_wal_replay_resume()")
    await site.until_read()
    assert await site.venues() == ["new"]


async def test_while_changes_are_not_heard_the_standby_is_not_read(site: Site) -> None:
    site.replica.note(None)
    assert not await site.reads_from_standby()
    assert site.replica.state().sentence.endswith("changes of the primary are not heard.")
    site.replica.note(1)
    await site.until_read()


async def asking(site: Site, statuses: list[int], stopping: asyncio.Event) -> None:
    async with site.client() as http:
        while not stopping.is_set():
            statuses.append((await http.get(VENUES)).status_code)


@contextlib.asynccontextmanager
async def under_load(site: Site) -> AsyncIterator[list[int]]:
    """Eight clients; the statuses of all their answers."""
    statuses: list[int] = []
    stopping = asyncio.Event()
    clients = [asyncio.create_task(asking(site, statuses, stopping)) for _ in range(8)]
    yield statuses
    stopping.set()
    await asyncio.gather(*clients)


async def test_a_killed_standby_fails_no_request_and_is_read_when_it_is_back(site: Site) -> None:
    async with under_load(site) as statuses:
        await asyncio.sleep(0.5)
        await asyncio.to_thread(site.standby.kill)
        await site.until(lambda: not site.replica.may_be_read())
        so_far = len(statuses)
        await site.until(lambda: len(statuses) > so_far + 50)
        await asyncio.to_thread(site.standby.start)
        await site.until_read()
        await asyncio.sleep(0.2)
    assert len(statuses) > 100
    assert set(statuses) == {200}
    assert await site.reads_from_standby()


async def test_a_frozen_standby_fails_no_request(site: Site) -> None:
    async with under_load(site) as statuses:
        await asyncio.sleep(0.3)
        await asyncio.to_thread(site.standby.freeze)
        try:
            await site.until(lambda: not site.replica.may_be_read())
            so_far = len(statuses)
            await site.until(lambda: len(statuses) > so_far + 50)
        finally:
            site.standby.freeze(is_frozen=False)
    assert set(statuses) == {200}
    await site.until_read()


async def test_a_server_that_is_no_copy_of_the_primary_is_not_read(
    dsns: Dsns, standby: Standby
) -> None:
    with EmbeddedPostgres(fsync=False) as stranger:
        address = provision(stranger, Passwords(app="an app's", admin="an admin's")).app
        async with running(standby, dsns, DATABASE_URL_REPLICA=address) as site:
            await site.until(lambda: "no copy" in site.replica.state().sentence)
            assert await site.venues() == []


async def test_the_primary_itself_is_no_replica(dsns: Dsns, standby: Standby) -> None:
    async with running(standby, dsns, DATABASE_URL_REPLICA=dsns.app) as site:
        await site.until(lambda: "no standby" in site.replica.state().sentence)
        assert await site.venues() == []


async def test_a_promoted_standby_is_read_no_more(
    postgres_server: EmbeddedPostgres, clean_database: Dsns
) -> None:
    with Standby(postgres_server) as other:
        async with running(other, clean_database) as site:
            await site.until_read()
            other.execute("SELECT pg_promote()")
            await site.add_venue("after")
            await site.until(lambda: "no standby" in site.replica.state().sentence)
            assert await site.venues() == ["after"]
            assert not site.replica.may_be_read()
