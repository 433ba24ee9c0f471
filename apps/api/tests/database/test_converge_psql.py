"""The same roles step as the containers run it: bash and psql over the socket."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

import scram
from embedded_postgres import EmbeddedPostgres
from postgres_provision import dsn
from tests.database import snapshot
from tests.database.conftest import PASSWORDS, Converge, converge_server

CONVERGE = Path(__file__).resolve().parents[4] / "db" / "converge.sh"
BASH = shutil.which("bash") or "bash"

pytestmark = pytest.mark.skipif(
    shutil.which("psql") is None, reason="psql is not installed here; the stack test runs it too"
)

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run db/converge.sh on a server with verifiers as its container finds them."""

    def converge(
        server: EmbeddedPostgres, verifiers: dict[str, str], **variables: str
    ) -> subprocess.CompletedProcess[str]:
        for login, verifier in verifiers.items():
            (tmp_path / login).write_text(verifier)
        environment = {
            "PATH": os.environ["PATH"],
            "PGHOST": str(server.socket_dir),
            "PGPORT": str(server.port),
            "ROLES_SECRETS_DIR": str(tmp_path),
            **variables,
        }
        return subprocess.run(
            [BASH, str(CONVERGE)], env=environment, capture_output=True, text=True, check=False
        )

    return converge


def test_psql_and_psycopg_bring_a_database_to_the_same_state(
    bare_server: EmbeddedPostgres, run: Run
) -> None:
    verifiers = {"app": scram.verifier(PASSWORDS.app), "admin": scram.verifier(PASSWORDS.admin)}
    first = run(bare_server, verifiers)
    assert first.stderr == ""
    assert first.stdout.splitlines() == [
        "Role srq_hpn_admin created.",
        "Limited app user 'srq_hpn_app' created successfully",
        "The roles are as declared.",
    ]
    with psycopg.connect(bare_server.superuser_dsn(), autocommit=True) as superuser:
        before = snapshot.rows(superuser)
        assert converge_server(bare_server) == []
        assert run(bare_server, verifiers).stdout == "The roles are as declared.\n"
        assert snapshot.rows(superuser) == before
    app = dsn(user="srq_hpn_app", password=PASSWORDS.app, database="srq_hpn", port=bare_server.port)
    with psycopg.connect(app):
        pass


def test_a_refusal_is_one_sentence_and_a_failure(
    own_server: EmbeddedPostgres, superuser: psycopg.Connection, converge: Converge, run: Run
) -> None:
    del converge
    superuser.execute("CREATE ROLE stranger LOGIN")
    result = run(own_server, {})
    superuser.execute("DROP ROLE stranger")
    assert result.returncode != 0
    assert result.stdout.startswith('Role "stranger" can log in and nobody declared it')
    assert result.stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"POSTGRES_USER": "someone"}, "must be the superuser that this volume was first started"),
        ({"POSTGRES_APP_USER": "a'b"}, "POSTGRES_APP_USER is 'a'b': use at most 50"),
        ({"PGPORT": "1"}, "The database does not let srq_hpn in over its socket"),
    ],
)
def test_what_is_wrong_from_the_beginning_is_said(
    own_server: EmbeddedPostgres, run: Run, variables: dict[str, str], sentence: str
) -> None:
    result = run(own_server, {}, **variables)
    assert result.returncode != 0
    assert sentence in result.stderr
