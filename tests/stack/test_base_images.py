"""The base images behave as the official ones do where the stack relies on it.

They may be the official ones, or those that tools/registry-free makes: the claims are the same.
"""

import gzip
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from composing import Stack, docker

SCRIPT = """psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
INSERT INTO ran VALUES ('sh');
SQL
"""
NAME = "srq-hpn-stack-test-entrypoint"
VOLUME = f"{NAME}-data"


@pytest.fixture
def postgres(production: Stack) -> Iterator[str]:
    """The postgres image, with no container or volume of ours left before or after."""
    docker("rm", "--force", "--volumes", NAME, check=False)
    docker("volume", "rm", "--force", VOLUME)
    yield production.inspect("db")["Config"]["Image"]
    docker("rm", "--force", "--volumes", NAME, check=False)
    docker("volume", "rm", "--force", VOLUME)


def run(image: str, *arguments: str) -> str:
    """Start a server on the test's volume and wait until it answers over TCP."""
    known = ["--name", NAME, "--volume", f"{VOLUME}:/var/lib/postgresql"]
    docker("run", "--detach", *known, *arguments, image)
    deadline = time.monotonic() + 60
    while "accepting" not in docker("exec", NAME, "pg_isready", "-h", "127.0.0.1", check=False):
        assert time.monotonic() < deadline, docker("logs", NAME, check=False)
        time.sleep(0.3)
    return docker("logs", NAME)


def ask(statement: str) -> str:
    command = ["psql", "-U", "chief", "-d", "town", "-Atc", statement]
    return docker("exec", NAME, *command).strip()


def test_the_first_start_runs_the_init_files_and_later_ones_do_not(
    postgres: str, tmp_path: Path
) -> None:
    (tmp_path / "password").write_text("of the file")
    init = tmp_path / "init"
    init.mkdir()
    (init / "1.sql").write_text("CREATE TABLE ran (what text); INSERT INTO ran VALUES ('sql');")
    (init / "2.sql.gz").write_bytes(gzip.compress(b"INSERT INTO ran VALUES ('gz');"))
    (init / "3.sh").write_text(SCRIPT)
    for path in (tmp_path, init, *init.iterdir()):
        path.chmod(0o755)
    arguments = [
        *("--env", "POSTGRES_USER=chief", "--env", "POSTGRES_DB=town"),
        *("--env", "POSTGRES_PASSWORD_FILE=/given/password"),
        *(
            "--volume",
            f"{tmp_path}:/given:ro",
            "--volume",
            f"{init}:/docker-entrypoint-initdb.d:ro",
        ),
    ]
    assert "PostgreSQL init process complete" in run(postgres, *arguments)
    assert ask("SELECT string_agg(what, ' ' ORDER BY what) FROM ran") == "gz sh sql"
    docker("rm", "--force", NAME)
    assert "Skipping initialization" in run(postgres, *arguments)
    assert ask("SELECT count(*) FROM ran") == "3"
    assert ask("SELECT rolpassword LIKE 'SCRAM-SHA-256%' FROM pg_authid WHERE rolcanlogin") == "t"


def test_a_server_started_as_root_runs_as_user_999(postgres: str) -> None:
    run(postgres, "--env", "POSTGRES_PASSWORD=x", "--env", "POSTGRES_USER=chief")
    assert docker("exec", NAME, "stat", "-c", "%u", "/proc/1").strip() == "999"
    owner = docker("exec", NAME, "stat", "-c", "%u %a", "/var/lib/postgresql/18/docker").strip()
    assert owner == "999 700"


def test_a_server_without_a_password_is_not_made(postgres: str) -> None:
    said = docker("run", "--name", NAME, postgres, check=False)
    assert "superuser password is not specified" in said


def test_a_password_given_twice_is_refused(postgres: str) -> None:
    given = ["--env", "POSTGRES_PASSWORD=x", "--env", "POSTGRES_PASSWORD_FILE=/etc/hostname"]
    said = docker("run", "--name", NAME, *given, postgres, check=False)
    assert "exclusive" in said


def test_the_server_stops_fast_and_clean(postgres: str) -> None:
    run(postgres, "--env", "POSTGRES_PASSWORD=x")
    assert docker("inspect", "--format", "{{.Config.StopSignal}}", NAME).strip() == "SIGINT"
    docker("stop", NAME)
    assert docker("inspect", "--format", "{{.State.ExitCode}}", NAME).strip() == "0"
