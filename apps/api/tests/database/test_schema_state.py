"""Readiness: which schemas this code works with."""

import psycopg
import pytest
from sqlalchemy import URL, text
from sqlalchemy.ext.asyncio import create_async_engine

from app.kernel.dsn import parse_dsn
from app.kernel.migrations import SchemaState, code_head, schema_state
from embedded_postgres import Dsns, EmbeddedPostgres, provision
from tests.database.conftest import PASSWORDS


async def state_for(dsn: str) -> SchemaState:
    parameters = parse_dsn(dsn).connection_parameters()
    engine = create_async_engine(URL.create("postgresql+psycopg"), connect_args=parameters)
    try:
        async with engine.connect() as connection:
            state = await schema_state(connection)
            # Asking must not have broken the transaction in which it was asked.
            assert await connection.scalar(text("SELECT 1")) == 1
    finally:
        await engine.dispose()
    return state


def set_revision(dsns: Dsns, revision: str, *, follows: str | None = None) -> None:
    with psycopg.connect(dsns.superuser) as superuser:
        superuser.execute("UPDATE app_meta.alembic_version SET version_num = %s", (revision,))
        superuser.execute(
            "DELETE FROM app_meta.applied_migration WHERE revision > %s", (code_head(),)
        )
        if follows is not None:
            superuser.execute(
                "INSERT INTO app_meta.applied_migration (revision, follows) VALUES (%s, %s)",
                (revision, follows),
            )


@pytest.mark.parametrize(
    ("revision", "follows", "fit", "is_usable"),
    [
        (code_head(), None, "ok", True),
        ("29991230_0000", code_head(), "ahead_by_one", True),
        ("29991231_0000", "29991230_0000", "unknown", False),
        ("someone_elses", None, "unknown", False),
    ],
)
async def test_the_schema_at_head_or_one_ahead_is_usable_and_no_other(
    dsns: Dsns, revision: str, follows: str | None, fit: str, *, is_usable: bool
) -> None:
    set_revision(dsns, revision, follows=follows)
    try:
        state = await state_for(dsns.app)
    finally:
        set_revision(dsns, code_head())
    assert (state.fit, state.is_usable, state.database_revision) == (fit, is_usable, revision)
    assert revision in state.sentence


async def test_an_empty_or_older_database_is_behind_and_says_what_to_do(
    bare_server: EmbeddedPostgres,
) -> None:
    dsns = provision(bare_server, PASSWORDS)
    state = await state_for(dsns.app)
    assert (state.fit, state.is_usable, state.database_revision) == ("behind", False, None)
    assert "docker compose run --rm migrate" in state.sentence
    # The admin's own login may not even look into the schema, and is told the same.
    assert (await state_for(dsns.admin)).fit == "behind"
