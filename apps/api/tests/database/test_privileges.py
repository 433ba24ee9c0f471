"""Least privilege, proven statement by statement; `privileges` says how on other databases."""

from collections.abc import Iterator
from dataclasses import asdict

import pytest

from embedded_postgres import Dsns, EmbeddedPostgres
from postgres_provision import dsn
from tests.database.privileges.allowed import ALLOWED
from tests.database.privileges.connections import refused_connections, try_refused
from tests.database.privileges.denied import DENIED, OBJECTS, SERVER
from tests.database.privileges.matrix import LOGINS, Matrix, open_matrix


@pytest.fixture(scope="module")
def matrix(dsns: Dsns) -> Iterator[Matrix]:
    with open_matrix({login: asdict(dsns)[login] for login in LOGINS}) as opened:
        yield opened


@pytest.mark.parametrize("seat", DENIED)
def test_every_statement_that_a_role_must_not_run_is_denied_with_its_sqlstate(
    matrix: Matrix, seat: str
) -> None:
    results = [(attempt.sql, matrix.try_denied(seat, attempt)) for attempt in DENIED[seat]]
    assert [result for result in results if result[1] is not None] == []


@pytest.mark.parametrize("seat", ALLOWED)
def test_every_statement_that_a_role_is_there_for_succeeds(matrix: Matrix, seat: str) -> None:
    results = [(attempt.sql, matrix.try_allowed(seat, attempt)) for attempt in ALLOWED[seat]]
    assert [result for result in results if result[1] is not None] == []


def test_the_matrix_covers_more_than_a_hundred_distinct_denials_and_every_login() -> None:
    assert len({attempt.sql for attempts in DENIED.values() for attempt in attempts}) >= 160
    assert len({attempt.sql for attempts in ALLOWED.values() for attempt in attempts}) >= 60
    assert {*LOGINS, "owner"} <= DENIED.keys() & ALLOWED.keys()


def test_a_statement_that_is_not_denied_is_noticed(matrix: Matrix) -> None:
    # The owner of the objects, used as if it were the app, is what the matrix must tell apart.
    noticed = [attempt for attempt in OBJECTS if matrix.try_denied("owner", attempt) is not None]
    assert len(noticed) >= 50
    assert all(matrix.try_denied("owner", attempt) is None for attempt in SERVER)


def test_connections_to_other_databases_and_the_superuser_over_tcp_are_refused(
    dsns: Dsns, postgres_server: EmbeddedPostgres
) -> None:
    by_login = {login: asdict(dsns)[login] for login in LOGINS}
    by_login["superuser"] = dsn(
        user=postgres_server.names.superuser,
        password="any",
        database=postgres_server.names.database,
        port=postgres_server.port,
    )
    results = {name: try_refused(address) for name, address in refused_connections(by_login)}
    assert {name: said for name, said in results.items() if said is not None} == {}
    assert "the superuser over TCP" in results
