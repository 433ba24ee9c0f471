"""The roles step, run again and again on databases that somebody has bent out of shape."""

import contextlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from converge import ConvergeError, declaration_from
from embedded_postgres import Dsns, EmbeddedPostgres, EmbeddedPostgresError, Passwords, provision
from postgres_provision import dsn
from tests.database import snapshot
from tests.database.bends import GIVEN, TAKEN_AWAY
from tests.database.conftest import PASSWORDS, Converge, converge_server

CONVERGE = Path(__file__).resolve().parents[4] / "db" / "converge.py"


def make_table(superuser: psycopg.Connection, name: str = "note") -> None:
    superuser.execute("SET ROLE srq_hpn_owner")
    superuser.execute(f"CREATE TABLE app.{name} (id bigint PRIMARY KEY, body text)")
    superuser.execute("RESET ROLE")


def privileges(superuser: psycopg.Connection, role: str, table: str = "app.note") -> set[str]:
    rows = superuser.execute(
        "SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS p"
        " WHERE has_table_privilege(%s, %s, p)",
        (role, table),
    )
    return {privilege for (privilege,) in rows}


def value(superuser: psycopg.Connection, query: str) -> object:
    row = superuser.execute(query).fetchone()
    assert row is not None
    return row[0]


def refused(converge: Converge) -> str:
    with pytest.raises(psycopg.errors.RaiseException) as caught:
        converge()
    return str(caught.value.diag.message_primary)


def test_a_first_run_says_that_the_app_user_was_created(bare_server: EmbeddedPostgres) -> None:
    said: list[str] = []
    provision(bare_server, PASSWORDS, report=said.append)
    assert "Limited app user 'srq_hpn_app' created successfully" in said
    said.clear()
    provision(bare_server, PASSWORDS, report=said.append)
    assert said == []


def test_a_second_run_changes_nothing(superuser: psycopg.Connection, converge: Converge) -> None:
    make_table(superuser)
    converge()
    before = snapshot.rows(superuser)
    assert converge() == []
    assert snapshot.rows(superuser) == before


def test_runs_at_the_same_time_wait_for_one_another(bare_server: EmbeddedPostgres) -> None:
    environment = {
        "PGHOST": str(bare_server.socket_dir),
        "PGPORT": str(bare_server.port),
        "POSTGRES_APP_PASSWORD": "app",
        "POSTGRES_ADMIN_PASSWORD": "admin",
    }
    runs = [
        subprocess.Popen(
            [sys.executable, str(CONVERGE)], env=environment, stderr=subprocess.PIPE, text=True
        )
        for _ in range(5)
    ]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [("", 0)] * 5


@pytest.mark.parametrize("revoke", TAKEN_AWAY)
def test_what_was_taken_away_by_hand_is_given_back(
    superuser: psycopg.Connection, converge: Converge, own_dsns: Dsns, revoke: str
) -> None:
    make_table(superuser)
    superuser.execute(revoke)
    converge()
    with psycopg.connect(own_dsns.app) as app:
        app.execute("INSERT INTO note VALUES (1, 'x')")
        app.execute("SELECT similarity(body, 'x') FROM note")
    assert converge() == []


@pytest.mark.parametrize(("grant", "is_still_so"), GIVEN)
def test_what_was_given_by_hand_is_taken_away_and_said(
    superuser: psycopg.Connection, converge: Converge, grant: str, is_still_so: str
) -> None:
    make_table(superuser)
    superuser.execute(grant)
    assert value(superuser, f"SELECT {is_still_so}") is True
    said = converge()
    assert value(superuser, f"SELECT {is_still_so}") is False
    assert converge() == []
    if "PUBLIC" not in grant:
        assert [line for line in said if line.startswith("WARNING: ")]


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    bends=st.lists(
        st.sampled_from([*TAKEN_AWAY, *(grant for grant, _ in GIVEN)]), min_size=2, unique=True
    )
)
def test_whatever_is_bent_together_ends_up_where_it_was(
    superuser: psycopg.Connection, converge: Converge, bends: list[LiteralString]
) -> None:
    superuser.execute("DROP TABLE IF EXISTS app.note")
    make_table(superuser)
    converge()
    before = snapshot.state(superuser)
    for bend in bends:
        # Some need what an earlier one took away.
        with contextlib.suppress(psycopg.Error):
            superuser.execute(bend)
    converge()
    assert snapshot.state(superuser) == before
    assert converge() == []


def test_a_narrowed_table_stays_narrowed(superuser: psycopg.Connection, converge: Converge) -> None:
    make_table(superuser)
    superuser.execute("REVOKE UPDATE, DELETE ON app.note FROM srq_hpn_rw")
    superuser.execute("GRANT UPDATE (body) ON app.note TO srq_hpn_rw")
    assert converge() == []
    assert privileges(superuser, "srq_hpn_app") == {"SELECT", "INSERT"}
    superuser.execute("SET SESSION AUTHORIZATION srq_hpn_app")
    superuser.execute("UPDATE app.note SET body = 'x'")


def test_a_new_table_is_at_once_usable_by_the_groups_and_nobody_else(
    superuser: psycopg.Connection, converge: Converge
) -> None:
    del converge
    superuser.execute("CREATE ROLE passer_by")
    make_table(superuser, "fresh")
    assert privileges(superuser, "srq_hpn_app", "app.fresh") == {
        *("SELECT", "INSERT", "UPDATE", "DELETE")
    }
    assert privileges(superuser, "srq_hpn_readonly", "app.fresh") == {"SELECT"}
    assert privileges(superuser, "passer_by", "app.fresh") == set()
    superuser.execute("DROP ROLE passer_by")


def test_a_new_password_replaces_the_old_one(
    superuser: psycopg.Connection, converge: Converge, own_server: EmbeddedPostgres, own_dsns: Dsns
) -> None:
    del superuser
    rotated = provision(own_server, replace(PASSWORDS, app="a new one"))
    with psycopg.connect(rotated.app):
        pass
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(own_dsns.app)
    converge()


def test_the_pair_of_app_logins_lets_a_password_rotate_without_downtime(
    superuser: psycopg.Connection, converge: Converge, own_server: EmbeddedPostgres, own_dsns: Dsns
) -> None:
    make_table(superuser)
    with psycopg.connect(own_dsns.app, autocommit=True) as serving:
        both = provision(own_server, replace(PASSWORDS, app_b="the other half"))
        assert both.app_b is not None
        with psycopg.connect(both.app_b) as other:
            other.execute("INSERT INTO note VALUES (1, 'by the other half')")
        provision(own_server, replace(PASSWORDS, app="a new one", app_b="the other half"))
        assert serving.execute("SELECT count(*) FROM note").fetchone() == (1,)
    converge()


def test_a_login_whose_secret_is_gone_is_shut_out_and_stays_so(
    superuser: psycopg.Connection, converge: Converge, own_server: EmbeddedPostgres
) -> None:
    with_reader = replace(PASSWORDS, readonly="for people")
    dsns = provision(own_server, with_reader)
    assert dsns.readonly is not None
    with psycopg.connect(dsns.readonly, autocommit=True) as reader:
        said = converge()
        assert "WARNING: Role srq_hpn_readonly has no secret: it can no longer log in." in said
        with pytest.raises(psycopg.OperationalError):
            reader.execute("SELECT 1")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(dsns.readonly)
    assert converge() == []
    assert superuser.execute(
        "SELECT rolcanlogin, rolpassword FROM pg_authid WHERE rolname = 'srq_hpn_readonly'"
    ).fetchone() == (False, None)


@pytest.mark.parametrize(
    ("bend", "sentence", "mend"),
    [
        ("CREATE ROLE stranger LOGIN", 'Role "stranger" can log in', "DROP ROLE stranger"),
        ("CREATE ROLE stranger SUPERUSER", 'Role "stranger" is a superuser', "DROP ROLE stranger"),
        (
            "CREATE ROLE stranger REPLICATION NOLOGIN",
            'Role "stranger" can log in',
            "DROP ROLE stranger",
        ),
        (
            "CREATE ROLE stranger; GRANT SELECT ON app.note TO stranger",
            "stranger, a role that nobody declared, has rights on or owns table app.note",
            "DROP OWNED BY stranger; DROP ROLE stranger",
        ),
        (
            "CREATE ROLE stranger; GRANT CREATE ON DATABASE srq_hpn TO stranger",
            "stranger, a role that nobody declared, has rights on or owns database srq_hpn",
            "DROP OWNED BY stranger; DROP ROLE stranger",
        ),
        (
            (
                "CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.t (a int);"
                " GRANT SELECT ON elsewhere.t TO srq_hpn_app"
            ),
            "srq_hpn_app has rights on or owns table elsewhere.t",
            "DROP SCHEMA elsewhere CASCADE",
        ),
    ],
)
def test_what_nobody_declared_stops_the_start_with_a_sentence(
    superuser: psycopg.Connection, converge: Converge, bend: str, sentence: str, mend: str
) -> None:
    make_table(superuser)
    superuser.execute(bend)
    said = refused(converge)
    assert sentence in said
    assert said.endswith("then start again.")
    superuser.execute(mend)
    converge()


def test_names_may_be_chosen(bare_server: EmbeddedPostgres) -> None:
    names = replace(
        bare_server.names,
        database="My-Town",
        app="town-api",
        admin="Town_Admin",
        superuser="srq_hpn",
    )
    bare_server.names = names
    provision(bare_server, PASSWORDS)
    assert converge_server(bare_server) == []
    with psycopg.connect(bare_server.superuser_dsn()) as superuser:
        roles = superuser.execute("SELECT rolname FROM pg_roles WHERE rolname ILIKE '%town%'")
        assert {name for (name,) in roles} == {
            *("town-api", "town-api_b", "Town_Admin", "My-Town_owner", "My-Town_rw", "My-Town_ro"),
            *("My-Town_readonly", "My-Town_backup", "My-Town_monitor"),
        }


@pytest.mark.parametrize("name", ["a b", "pg_app", "1app", 'a"b', "a" * 51, "é"])
def test_a_name_that_could_break_something_is_refused(name: str) -> None:
    with pytest.raises(ConvergeError, match=r"POSTGRES_APP_USER is .*: use at most 50"):
        declaration_from({"POSTGRES_APP_USER": name})


def test_a_missing_secret_leaves_the_superuser_the_only_way_in(
    bare_server: EmbeddedPostgres,
) -> None:
    with pytest.raises(EmbeddedPostgresError, match="need a password each"):
        provision(bare_server, Passwords(app="", admin=""))
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(
            dsn(user="srq_hpn_app", password="x", database="srq_hpn", port=bare_server.port)
        )
