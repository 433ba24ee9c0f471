"""Readiness over HTTP, on schemas that fit the code, are too old or too new."""

from collections.abc import Iterator

import httpx2
import psycopg
import pytest

from app.kernel.migrations import code_head
from embedded_postgres import Dsns


@pytest.fixture
def superuser(dsns: Dsns) -> Iterator[psycopg.Connection]:
    """A connection whose changes to the recorded revision are taken back."""
    with psycopg.connect(dsns.superuser, autocommit=True) as connection:
        yield connection
        connection.execute("delete from app_meta.applied_migration where revision like 'future%'")
        set_revision(connection, code_head())


def set_revision(connection: psycopg.Connection, revision: str) -> None:
    connection.execute("delete from app_meta.alembic_version")
    connection.execute("insert into app_meta.alembic_version values (%s)", [revision])


def record(connection: psycopg.Connection, revision: str, *, follows: str) -> None:
    connection.execute(
        "insert into app_meta.applied_migration (revision, follows) values (%s, %s)",
        [revision, follows],
    )


async def test_a_schema_at_head_is_ready(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/ready")
    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "database": "reachable",
        "schema": "ok",
        "detail": f"The schema is at {code_head()}, as the code is.",
    }


async def test_a_schema_one_migration_ahead_is_ready(
    client: httpx2.AsyncClient, superuser: psycopg.Connection
) -> None:
    record(superuser, "future_1", follows=code_head())
    set_revision(superuser, "future_1")
    answer = await client.get("/api/ready")
    assert (answer.status_code, answer.json()["schema"]) == (200, "ahead_by_one")


async def test_a_schema_two_migrations_ahead_is_not_ready_and_says_so(
    client: httpx2.AsyncClient, superuser: psycopg.Connection
) -> None:
    record(superuser, "future_1", follows=code_head())
    record(superuser, "future_2", follows="future_1")
    set_revision(superuser, "future_2")
    answer = await client.get("/api/ready")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)
    assert "future_2" in answer.json()["detail"]


async def test_a_schema_without_any_migration_is_not_ready_and_says_what_to_do(
    client: httpx2.AsyncClient, superuser: psycopg.Connection
) -> None:
    superuser.execute("delete from app_meta.alembic_version")
    answer = await client.get("/api/ready")
    assert (answer.status_code, answer.json()["schema"]) == (503, "behind")
    assert "migrate" in answer.json()["detail"]


async def test_liveness_does_not_care_about_the_schema(
    client: httpx2.AsyncClient, superuser: psycopg.Connection
) -> None:
    superuser.execute("delete from app_meta.alembic_version")
    assert (await client.get("/api/health")).status_code == 200
    assert (await client.get("/api/db-health")).status_code == 200
