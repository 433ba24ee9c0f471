"""What a login may do, asked of the server as that login."""

from collections.abc import Iterator

import psycopg
import pytest

from app.kernel.database import (
    connections_of_a_process,
    connections_of_a_worker,
    connections_of_the_pooler,
)
from app.kernel.errors import StartRefusedError
from app.kernel.login import Login, connection_warning, read_login, refuse_powerful_login
from app.kernel.settings import DatabaseSettings
from embedded_postgres import Dsns

LIMITED = Login("app", connection_limit=60, max_connections=100, reserved_connections=3, powers=[])

POWERS = {
    "alter role tester superuser": "is a superuser",
    "alter role tester createrole": "may create roles",
    "alter role tester createdb": "may create databases",
    "alter role tester replication": "may replicate the whole server",
    "alter role tester bypassrls": "bypasses row level security",
    "grant srq_hpn_owner to tester with inherit false": "is a member of srq_hpn_owner",
    "grant srq_hpn_admin to tester with inherit false": "is a member of srq_hpn_owner",
    "grant pg_execute_server_program to tester": "is a member of pg_execute_server_program",
    "grant create on schema app to tester": "may create things in the schema app",
    "grant create on schema app to public": "may create things in the schema app",
    "grant create on database srq_hpn to tester": "may create schemas in the database srq_hpn",
    "create table scratch (); alter table scratch owner to tester": "owns 1 relation",
}


@pytest.fixture
def superuser(logins: Dsns) -> Iterator[psycopg.Connection]:
    with psycopg.connect(logins.superuser, autocommit=True) as connection:
        connection.execute("create role tester login in role srq_hpn_rw")
        yield connection
        connection.execute("revoke create on schema app from public")
        connection.execute("drop owned by tester cascade; drop role tester")


async def login_of(role: str, logins: Dsns) -> Login:
    async with await psycopg.AsyncConnection.connect(logins.superuser) as connection:
        await connection.execute(f"set session authorization {role}")
        return await read_login(connection)


@pytest.mark.parametrize("grant", POWERS)
async def test_each_power_that_an_application_must_not_have_is_named(
    grant: str, superuser: psycopg.Connection, logins: Dsns
) -> None:
    assert (await login_of("tester", logins)).powers == []
    superuser.execute(grant)
    with pytest.raises(StartRefusedError) as refusal:
        refuse_powerful_login(await login_of("tester", logins))
    assert str(refusal.value).startswith(f"The database role tester {POWERS[grant]}")


@pytest.mark.parametrize("role", ["srq_hpn_app", "srq_hpn_app_b", "srq_hpn_readonly"])
async def test_the_declared_logins_have_none_of_them(role: str, logins: Dsns) -> None:
    assert (await login_of(role, logins)).powers == []


def test_too_many_connections_are_warned_of_with_the_numbers() -> None:
    assert connection_warning(LIMITED, processes=4, per_process=17, worker=4) == (
        "This installation may ask for 72 database connections (4 API processes x 17 + 4 for the "
        "worker), but only 60 are to be had (the connection limit of app): lower WEB_CONCURRENCY, "
        "DB_POOL_SIZE or DB_MAX_OVERFLOW, or raise the limit."
    )


def test_behind_a_pooler_its_connections_are_added_up() -> None:
    pooled = DatabaseSettings.from_environment(
        {"DATABASE_URL_DIRECT": "postgresql://x", "PGBOUNCER_POOL_SIZE": "55"}
    )
    warning = connection_warning(
        LIMITED,
        processes=4,
        per_process=connections_of_a_process(pooled),
        worker=connections_of_a_worker(pooled, 4),
        pooler=connections_of_the_pooler(pooled),
    )
    assert warning is not None
    assert warning.startswith(
        "This installation may ask for 62 database connections (4 API processes x 1 + 3 for the "
        "worker + 55 of the pooler), but only 60 are to be had"
    )


def test_a_replica_is_one_connection_more_for_each_process() -> None:
    plain = DatabaseSettings.from_environment({})
    with_replica = DatabaseSettings.from_environment({"DATABASE_URL_REPLICA": "postgresql://x"})
    assert connections_of_a_process(with_replica) == connections_of_a_process(plain) + 1


def test_connections_that_just_fit_are_no_reason_to_warn() -> None:
    assert connection_warning(LIMITED, processes=3, per_process=17, worker=9) is None


@pytest.mark.parametrize("limit", [-1, 500])
def test_without_a_lower_limit_of_the_role_the_servers_counts(limit: int) -> None:
    login = Login("app", limit, max_connections=20, reserved_connections=3, powers=[])
    assert login.available_connections() == (17, "max_connections 20 less 3 reserved")
