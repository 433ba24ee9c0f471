"""The transaction of a request, on the real database."""

import time
from collections.abc import AsyncIterator, Iterator

import httpx2
import psycopg
import pytest
from fastapi import FastAPI
from sqlalchemy import text

import app.http.session
from app.http.problems import add_problem_handlers
from app.http.session import SessionDep
from app.kernel.database import Database
from app.kernel.dsn import parse_dsn
from app.kernel.errors import Refusal
from app.kernel.settings import DatabaseSettings
from embedded_postgres import Dsns
from tests.fakes.tcp import forwarding


class NotTodayError(Refusal):
    status = 409
    code = "not_today"


@pytest.fixture(autouse=True)
def _note_table(logins: Dsns) -> Iterator[None]:
    with psycopg.connect(logins.superuser, autocommit=True) as connection:
        connection.execute(
            "create schema scratch;"
            "create table scratch.note (word text not null,"
            " constraint only_once unique (word) deferrable initially deferred);"
            "grant usage on schema scratch to srq_hpn_app;"
            "grant select, insert on scratch.note to srq_hpn_app"
        )
        yield
        connection.execute("drop schema scratch cascade")


def make_app(url: str) -> FastAPI:
    app = FastAPI()
    add_problem_handlers(app)
    app.state.database = Database(DatabaseSettings.from_environment({"DATABASE_URL": url}))

    @app.post("/notes/{word}")
    async def add_note(session: SessionDep, word: str) -> str:
        await session.execute(text("insert into scratch.note values (:word)"), {"word": word})
        if word == "never":
            raise NotTodayError("Not today.")
        return word

    @app.get("/settings")
    async def read_settings(session: SessionDep) -> dict[str, str]:
        rows = await session.execute(
            text("select name, setting from pg_settings where name in ('jit', 'application_name')")
        )
        return {row.name: row.setting for row in rows}

    return app


@pytest.fixture
async def client(logins: Dsns) -> AsyncIterator[httpx2.AsyncClient]:
    application = make_app(logins.app)
    database: Database = application.state.database
    await database.start()
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=application, raise_app_exceptions=False),
        base_url="http://srq.test",
    ) as http:
        yield http
    await database.dispose()


def notes(logins: Dsns) -> list[str]:
    with psycopg.connect(logins.superuser) as connection:
        return [word for (word,) in connection.execute("select word from scratch.note")]


async def test_a_request_that_ends_well_is_committed(
    client: httpx2.AsyncClient, logins: Dsns
) -> None:
    assert (await client.post("/notes/hello")).status_code == 200
    assert notes(logins) == ["hello"]


async def test_a_refused_request_leaves_nothing_behind(
    client: httpx2.AsyncClient, logins: Dsns
) -> None:
    assert (await client.post("/notes/never")).status_code == 409
    assert notes(logins) == []


async def test_a_commit_that_fails_is_never_reported_as_a_success(
    client: httpx2.AsyncClient, logins: Dsns
) -> None:
    assert (await client.post("/notes/once")).status_code == 200
    assert (await client.post("/notes/once")).status_code == 500
    assert notes(logins) == ["once"]


async def test_connections_compile_nothing_just_in_time(client: httpx2.AsyncClient) -> None:
    found = (await client.get("/settings")).json()
    assert found == {"jit": "off", "application_name": "srq-hpn api"}


async def test_a_database_that_falls_silent_costs_a_request_bounded_time(
    logins: Dsns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.http.session, "REQUEST_SECONDS", 0.5)
    async with forwarding(int(parse_dsn(logins.app).port)) as forwarder:
        url = logins.app.replace(str(parse_dsn(logins.app).port), str(forwarder.port))
        application = make_app(url)
        database: Database = application.state.database
        await database.start()
        async with httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=application), base_url="http://srq.test"
        ) as http:
            assert (await http.get("/settings")).status_code == 200
            forwarder.fall_silent()
            began = time.monotonic()
            answer = await http.get("/settings")
            assert answer.status_code == 503
            assert answer.headers["content-type"] == "application/problem+json"
            assert time.monotonic() - began < 3
        await database.dispose()
