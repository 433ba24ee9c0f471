"""One embedded PostgreSQL for the whole session, emptied after every test that asked for it.

`dsns` names every role's way in; `client` speaks HTTP to the application on the app's login. With
TEST_THROUGH_PGBOUNCER=1 the application asks through a PgBouncer, which must be installed.
"""

import contextlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx2
import psycopg
import pytest
from fastapi import FastAPI
from psycopg import sql
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from app.kernel.database import Database
from app.main import create_app
from app.settings import Settings, load_settings
from embedded_postgres import Dsns, EmbeddedPostgres, Passwords, provision
from tests.fakes.pooler import Pooler, pgbouncer

IS_POOLED = os.environ.get("TEST_THROUGH_PGBOUNCER") == "1"
API_ROOT = Path(__file__).resolve().parents[1]
# Variables of ours that a developer's shell may hold.
OUTSIDE = (
    "ALERT_", "APP_ENV", "AUTH_", "CERTIFICATE_", "DATABASE_URL", "DB_", "EVENTS_", "FEATURES",
    "FIRST_ADMIN_", "FRONTEND_", "IMAGE_TAG", "INTERNAL_", "LOG_", "MAIL_", "OPERATIONS_", "PG",
    "POSTGRES_", "REPDUEL_", "REPLICA_", "SITE_", "SMTP_", "STRICT_", "TRUSTED_", "WEATHER_",
    "WEB_", "WORKER_",
)  # fmt: skip
# Every character that has ever broken a connection string.
HOSTILE = "p@ss/w%rd:#'\"+$ ?&=[]{}\\é"


@pytest.fixture(autouse=True, scope="session")
def _no_settings_from_outside() -> Iterator[None]:
    """Keep the developer's own variables out of every test and every process it starts."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name.startswith(OUTSIDE):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[EmbeddedPostgres]:
    """A throw-away server."""
    with EmbeddedPostgres(fsync=False) as server:
        yield server


@pytest.fixture(scope="session")
def logins(postgres_server: EmbeddedPostgres) -> Dsns:
    """Every role's DSN, the roles being as declared; there may be no tables yet."""
    return provision(
        postgres_server,
        Passwords(
            app=f"app {HOSTILE}",
            admin=f"admin {HOSTILE}",
            app_b=f"app_b {HOSTILE}",
            readonly=f"readonly {HOSTILE}",
            backup=f"backup {HOSTILE}",
            monitor=f"monitor {HOSTILE}",
        ),
    )


@pytest.fixture(scope="session")
def _rows_of_migrations(logins: Dsns) -> dict[str, list[str]]:
    """Bring the schema to head; what that puts into each table of `app`, as JSON rows."""
    subprocess.run(
        [sys.executable, "-m", "alembic", "upgrade", "head"],
        cwd=API_ROOT,
        env={**os.environ, "DATABASE_URL_ADMIN": logins.admin},
        check=True,
        capture_output=True,
        text=True,
    )
    with psycopg.connect(logins.superuser) as connection:
        tables = connection.execute(
            "select tablename from pg_tables where schemaname = 'app' order by tablename"
        ).fetchall()
        return {
            table: [
                row
                for (row,) in connection.execute(
                    sql.SQL("select to_json(t)::text from app.{} t").format(sql.Identifier(table))
                )
            ]
            for (table,) in tables
        }


@pytest.fixture(scope="session")
def dsns(logins: Dsns, _rows_of_migrations: dict[str, list[str]]) -> Dsns:
    """Every role's DSN on a database with the schema at head."""
    return logins


@pytest.fixture
def clean_database(dsns: Dsns, _rows_of_migrations: dict[str, list[str]]) -> Iterator[Dsns]:
    """The database as the migrations left it, before the test and for the next one."""
    yield dsns
    with psycopg.connect(dsns.superuser) as connection:
        _restore(connection, _rows_of_migrations)


# Deleted rather than truncated: a truncation makes new files for every table and index.
_EMPTY = """
DO $$
DECLARE
    name text;
    is_filled boolean;
BEGIN
    FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
        WHERE schemaname = 'app'
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO is_filled;
        IF is_filled THEN
            EXECUTE format('DELETE FROM %s', name);
        END IF;
    END LOOP;
END $$
"""
_MOVED = """
SELECT 'app.' || quote_ident(s.sequencename), t.relname
FROM pg_sequences s
JOIN pg_depend d ON d.objid = format('%I.%I', s.schemaname, s.sequencename)::regclass
JOIN pg_class t ON t.oid = d.refobjid
WHERE s.schemaname = 'app' AND s.last_value IS NOT NULL AND d.deptype IN ('a', 'i')
"""
_FILL = (
    "INSERT INTO app.{0} OVERRIDING SYSTEM VALUE"
    " SELECT * FROM json_populate_recordset(NULL::app.{0}, {1})"
)


def _restore(connection: psycopg.Connection, rows_of_migrations: dict[str, list[str]]) -> None:
    connection.execute("SET session_replication_role = replica")
    connection.execute(_EMPTY)
    for sequence, table in connection.execute(_MOVED).fetchall():
        if not rows_of_migrations[table]:
            connection.execute(f"ALTER SEQUENCE {sequence} RESTART")
    for table, rows in rows_of_migrations.items():
        if rows:
            content = sql.Literal(f"[{','.join(rows)}]")
            connection.execute(sql.SQL(_FILL).format(sql.Identifier(table), content))


@pytest.fixture(scope="session")
def app_variables(postgres_server: EmbeddedPostgres, dsns: Dsns) -> Iterator[dict[str, str]]:
    """How the application is told where its database is."""
    if not IS_POOLED:
        yield {"DATABASE_URL": dsns.app}
        return
    assert pgbouncer() is not None, "TEST_THROUGH_PGBOUNCER needs PgBouncer 1.21 or newer"
    with Pooler(postgres_server, dsns) as pooler:
        yield pooler.variables


@pytest.fixture
def settings(app_variables: dict[str, str]) -> Settings:
    """The defaults, on the app's login; nothing is cached, so that a write shows at once."""
    return load_settings({**app_variables, "LOG_FORMAT": "text", "EVENTS_CACHE_MAX_BYTES": "0"})


@pytest.fixture
async def app(settings: Settings, clean_database: Dsns) -> AsyncIterator[FastAPI]:
    """The application, started."""
    del clean_database
    application = create_app(settings)
    async with application.router.lifespan_context(application):
        yield application


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """An HTTP client of the application."""
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=app), base_url="http://srq.test"
    ) as http:
        yield http


@pytest.fixture
async def app_engine(app: FastAPI) -> AsyncEngine:
    """The application's own pool."""
    database: Database = app.state.database
    return database.engine


@pytest.fixture
async def session(app: FastAPI) -> AsyncIterator[AsyncSession]:
    """A session beside the application's requests; commit what they shall see."""
    database: Database = app.state.database
    async with database.sessions() as opened:
        yield opened
        with contextlib.suppress(Exception):
            await opened.rollback()
