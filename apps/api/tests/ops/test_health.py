"""Health over HTTP, with a database that goes away, falls silent and comes back."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from app.kernel.dsn import parse_dsn
from app.main import create_app
from app.settings import load_settings
from embedded_postgres import Dsns
from tests.fakes.tcp import Forwarder, black_hole, forwarding

ALIVE = {"/api/health": {"ok": True, "service": "api"}, "/health": {"status": "ok"}}
DATABASE = {
    "/api/db-health": {"db_ok": False},
    "/health/db": {"status": "error", "database": "unreachable"},
}


@pytest.fixture
async def forwarder(logins: Dsns) -> AsyncIterator[Forwarder]:
    async with forwarding(int(parse_dsn(logins.app).port)) as opened:
        yield opened


@asynccontextmanager
async def serving(url: str, **environ: str) -> AsyncIterator[httpx2.AsyncClient]:
    app = create_app(load_settings({"DATABASE_URL": url, **environ}))
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=app), base_url="http://srq.test"
        ) as client,
    ):
        yield client


def through(forwarder: Forwarder, logins: Dsns) -> str:
    return logins.app.replace(str(parse_dsn(logins.app).port), str(forwarder.port))


async def assert_database_is_up(client: httpx2.AsyncClient) -> None:
    found = await client.get("/api/db-health")
    assert found.status_code == 200
    body = found.json()
    assert body.pop("db_ok") is True
    moment = datetime.fromisoformat(body.pop("now"))
    assert abs(moment - datetime.now(UTC)) < timedelta(minutes=1)
    assert body == {}
    other = await client.get("/health/db")
    assert (other.status_code, other.json()) == (200, {"status": "ok", "database": "reachable"})


async def assert_database_is_down(client: httpx2.AsyncClient) -> None:
    for path, body in DATABASE.items():
        found = await client.get(path)
        assert (found.status_code, found.json()) == (503, body)
        assert found.headers["content-type"] == "application/json"
    for path, body in ALIVE.items():
        found = await client.get(path)
        assert (found.status_code, found.json()) == (200, body)


async def test_all_four_answer_as_agreed(logins: Dsns) -> None:
    async with serving(logins.app) as client:
        await assert_database_is_up(client)
        for path, body in ALIVE.items():
            found = await client.get(path)
            assert (found.status_code, found.json()) == (200, body)


async def test_head_is_answered_like_get_without_a_body(logins: Dsns) -> None:
    async with serving(logins.app) as client:
        for path in (*ALIVE, *DATABASE):
            found = await client.head(path)
            assert (found.status_code, found.content) == (200, b"")
            assert int(found.headers["content-length"]) > 0


async def test_a_database_that_hangs_up_is_reported_and_comes_back_without_a_restart(
    forwarder: Forwarder, logins: Dsns
) -> None:
    async with serving(through(forwarder, logins)) as client:
        await assert_database_is_up(client)
        await forwarder.close()
        await assert_database_is_down(client)
        await forwarder.open()
        await assert_database_is_up(client)


async def test_a_silent_database_is_reported_in_bounded_time_however_many_ask(
    forwarder: Forwarder, logins: Dsns
) -> None:
    async with serving(through(forwarder, logins)) as client:
        await assert_database_is_up(client)
        connections_before = forwarder.connection_count
        forwarder.fall_silent()
        began = time.monotonic()
        answers = await asyncio.gather(*(client.get("/api/db-health") for _ in range(50)))
        assert {answer.status_code for answer in answers} == {503}
        assert time.monotonic() - began < 3
        began = time.monotonic()
        await assert_database_is_down(client)
        assert time.monotonic() - began < 5
        assert forwarder.connection_count - connections_before < 10
        forwarder.speak_again()
        await asyncio.sleep(0.2)
        await assert_database_is_up(client)


async def test_lax_start_without_any_database_reports_it_at_once_and_recovers(
    forwarder: Forwarder, logins: Dsns
) -> None:
    await forwarder.close()
    with black_hole() as swallowing:
        hole = f"postgresql://u:p@127.0.0.1:{swallowing}/srq_hpn"
        options = {"DATABASE_URL_INTERNAL": hole, "DB_BOOTSTRAP_TIMEOUT": "0.5"}
        async with serving(
            through(forwarder, logins), STRICT_DB_BOOTSTRAP="0", **options
        ) as client:
            began = time.monotonic()
            await assert_database_is_down(client)
            assert time.monotonic() - began < 0.5
            await forwarder.open()
            await asyncio.sleep(3)
            await assert_database_is_up(client)


async def test_health_is_never_cached(logins: Dsns) -> None:
    async with serving(logins.app) as client:
        for path in (*ALIVE, *DATABASE):
            assert (await client.get(path)).headers["cache-control"] == "no-store"
