"""The doctor as an operator runs it, on the real database."""

import psycopg
import pytest
from typer.testing import CliRunner

from app.cli import cli
from embedded_postgres import Dsns
from tests.fakes.tcp import free_port


class Doctor:
    """What one run said."""

    def __init__(self, **environ: str) -> None:
        result = CliRunner().invoke(cli, ["doctor"], env=environ)
        self.output = result.output
        self.exit_code = result.exit_code
        self.problems = [
            line.removeprefix("PROBLEM  ")
            for line in result.output.splitlines()
            if line.startswith("PROBLEM")
        ]
        assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_sound_installation_has_no_problem(dsns: Dsns) -> None:
    result = Doctor(DATABASE_URL=dsns.app)
    assert result.problems == []
    assert result.exit_code == 0
    assert "Owners and grants are as declared." in result.output
    assert "can create and alter nothing" in result.output


def test_every_problem_is_listed_at_once_with_a_remedy(dsns: Dsns) -> None:
    result = Doctor(
        DATABASE_URL_INTERNAL=f"postgresql://u:sesame@127.0.0.1:{free_port()}/srq_hpn",
        DATABASE_URL_LOCAL="http://sesame/",
        DATABASE_URL=dsns.app,
        POSTGRES_PASSWORD="sesame",
        WEB_CONCURRENCY="8",
    )
    found = result.problems
    assert [line.split()[0] for line in found] == [
        "POSTGRES_PASSWORD", "DATABASE_URL_LOCAL", "DATABASE_URL_INTERNAL", "This",
    ]  # fmt: skip
    assert result.output.count("\n         ") == len(found)
    assert "145 database connections (8 API processes x 17 + 9 for the worker)" in found[-1]
    assert "the connection limit of srq_hpn_app" in found[-1]
    assert result.exit_code == 1
    assert "sesame" not in result.output


def test_without_any_dsn_it_says_which_variable_to_set() -> None:
    result = Doctor()
    assert result.problems == ["No database DSN provided in environment variables."]
    assert "DATABASE_URL" in result.output


def test_a_placeholder_is_a_problem_in_production() -> None:
    result = Doctor(APP_ENV="production", DATABASE_URL="postgresql://app:change-me@127.0.0.1:1/x")
    assert result.problems[0] == "DATABASE_URL holds no real password."


@pytest.mark.parametrize("login", ["admin", "superuser"])
def test_a_login_with_too_much_power_is_a_problem(dsns: Dsns, login: str) -> None:
    found = Doctor(DATABASE_URL=getattr(dsns, login)).problems
    assert any(line.startswith("The database role srq_hpn") for line in found)


def test_a_hand_revoked_grant_is_found(dsns: Dsns) -> None:
    with psycopg.connect(dsns.superuser, autocommit=True) as connection:
        connection.execute("revoke all on app.event from srq_hpn_rw")
        try:
            result = Doctor(DATABASE_URL=dsns.app)
        finally:
            connection.execute("grant select, insert, update, delete on app.event to srq_hpn_rw")
    assert result.exit_code == 1
    assert any("event" in line for line in result.problems)


def test_what_production_signs_with_is_looked_at(dsns: Dsns) -> None:
    result = Doctor(DATABASE_URL=dsns.app, APP_ENV="production")
    (problem,) = result.problems
    assert problem.startswith("AUTH_ACCESS_SECRET is missing")
    secrets = {f"AUTH_{name}_SECRET": name * 32 for name in ("ACCESS", "REFRESH", "LINK")}
    assert Doctor(DATABASE_URL=dsns.app, APP_ENV="production", **secrets).problems == []
