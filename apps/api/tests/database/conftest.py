"""Servers of their own for the tests that bend roles out of shape."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields
from importlib.resources import files
from pathlib import Path

import psycopg
import pytest

import converge as roles_step
from app.kernel.dsn import parse_dsn
from embedded_postgres import Dsns, EmbeddedPostgres, Passwords, provision

API_ROOT = Path(__file__).resolve().parents[2]
PASSWORDS = Passwords(app="the app's", admin="the admin's")

Converge = Callable[..., list[str]]


@pytest.fixture
def bare_server() -> Iterator[EmbeddedPostgres]:
    """A server without any roles yet."""
    with EmbeddedPostgres(fsync=False) as server:
        yield server


@pytest.fixture(scope="module")
def own_server() -> Iterator[EmbeddedPostgres]:
    """A server that a module's tests share."""
    with EmbeddedPostgres(fsync=False) as server:
        yield server


@pytest.fixture(scope="module")
def own_dsns(own_server: EmbeddedPostgres) -> Dsns:
    """The roles on it, as declared."""
    return provision(own_server, PASSWORDS)


@pytest.fixture
def superuser(own_server: EmbeddedPostgres, own_dsns: Dsns) -> Iterator[psycopg.Connection]:
    """The superuser's session; afterwards everything in the schema `app` is gone."""
    del own_server
    with psycopg.connect(own_dsns.superuser, autocommit=True) as connection:
        yield connection
        connection.execute("RESET SESSION AUTHORIZATION")
        connection.execute("DROP SCHEMA app CASCADE")


@pytest.fixture
def converge(own_server: EmbeddedPostgres, superuser: psycopg.Connection) -> Converge:
    """Run the roles step as if at a start, and return the lines that it said."""
    del superuser

    def run(passwords: Passwords = PASSWORDS) -> list[str]:
        return converge_server(own_server, passwords)

    run()
    return run


def converge_server(server: EmbeddedPostgres, passwords: Passwords = PASSWORDS) -> list[str]:
    """What provisioning does, in this process; returns the lines that were said."""
    names = server.names
    variables = {
        "POSTGRES_DB": names.database,
        "POSTGRES_USER": names.superuser,
        "POSTGRES_APP_USER": names.app,
        "POSTGRES_ADMIN_USER": names.admin,
    } | {
        f"POSTGRES_{login.upper()}_PASSWORD": password or ""
        for login, password in asdict(passwords).items()
    }
    said: list[str] = []
    declared = roles_step.declaration_from(variables)
    host, port = str(server.socket_dir), str(server.port)
    roles_step.converge(declared, host=host, port=port, report=said.append)
    return said


def passwords_of(dsns: Dsns) -> Passwords:
    """The passwords that a server was provisioned with."""
    given = asdict(dsns)
    logins = (field.name for field in fields(Passwords))
    return Passwords(
        **{login: parse_dsn(given[login]).password for login in logins if given[login]}
    )


def alembic(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Alembic as a person would, with these variables."""
    return subprocess.run(
        [sys.executable, "-m", "alembic", *arguments],
        cwd=API_ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def queue_migrations() -> dict[str, str]:
    """The migrations that the queue's package ships, by name, in their order."""
    shipped = files("procrastinate.sql.migrations").iterdir()
    sql = [file for file in shipped if file.name.endswith(".sql")]
    return {
        file.name.removesuffix(".sql"): file.read_text()
        for file in sorted(sql, key=lambda file: file.name)
    }
