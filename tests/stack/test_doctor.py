"""`scripts/doctor` on a running stack, and on env files that would go wrong beside it."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from composing import Stack, docker
from operated import altered, written
from verbs import verb

OTHER = "srq-hpn-doctor-test"


def problems(stack: Stack, env_file: Path) -> str:
    """What must be mended, in the order in which it is said."""
    ended = verb(stack, "doctor", str(env_file))
    assert ended.returncode == 1, ended.stdout
    return ended.stdout[ended.stdout.index("PROBLEM") :]


def test_a_running_stack_has_nothing_to_mend(operated: Stack) -> None:
    ended = verb(operated, "doctor")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "PROBLEM" not in ended.stdout
    for told in ("own caddy", "Owners and grants are as declared", "PostgreSQL 18"):
        assert told in ended.stdout


def test_it_shows_no_secret(operated: Stack) -> None:
    said = verb(operated, "doctor").stdout
    assert written(operated, "POSTGRES_APP_PASSWORD") not in said


def test_every_missing_secret_is_named(operated: Stack, tmp_path: Path) -> None:
    names = ("POSTGRES_PASSWORD", "POSTGRES_APP_PASSWORD", "POSTGRES_ADMIN_PASSWORD")
    said = problems(operated, altered(operated, tmp_path, **dict.fromkeys(names, "")))
    for name in names:
        assert f"PROBLEM  {name} is missing." in said
    assert "Compose does not accept the files" in said


def test_a_placeholder_is_named(operated: Stack, tmp_path: Path) -> None:
    env_file = altered(operated, tmp_path, POSTGRES_ADMIN_PASSWORD="changeme")
    assert "PROBLEM  POSTGRES_ADMIN_PASSWORD is a placeholder." in problems(operated, env_file)


def test_an_env_file_that_others_can_read_is_told(operated: Stack, tmp_path: Path) -> None:
    env_file = altered(operated, tmp_path)
    env_file.chmod(0o644)
    assert f"chmod 600 {env_file}" in problems(operated, env_file)


def test_a_dollar_that_compose_takes_for_a_reference_is_told(
    operated: Stack, tmp_path: Path
) -> None:
    env_file = altered(
        operated, tmp_path, POSTGRES_ADMIN_PASSWORD='"a long pass$word with a reference"'
    )
    assert "Compose reads another POSTGRES_ADMIN_PASSWORD" in problems(operated, env_file)


def test_a_port_that_somebody_else_holds_is_named(operated: Stack, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        env_file = altered(operated, tmp_path, HTTP_PORT=f"127.0.0.1:{port}")
        assert f"PROBLEM  Port {port}/tcp is taken" in problems(operated, env_file)


def test_another_superuser_than_the_volumes_is_told(operated: Stack, tmp_path: Path) -> None:
    env_file = altered(operated, tmp_path, POSTGRES_USER="someone_else", POSTGRES_DB="elsewhere")
    said = problems(operated, env_file)
    assert "another POSTGRES_USER than someone_else" in said
    assert "another POSTGRES_DB than elsewhere" in said


def test_a_password_that_differs_from_the_volumes_is_a_warning(
    operated: Stack, tmp_path: Path
) -> None:
    env_file = altered(operated, tmp_path, POSTGRES_ADMIN_PASSWORD="another strong password")
    ended = verb(operated, "doctor", str(env_file))
    assert ended.returncode == 0
    assert "warning  POSTGRES_ADMIN_PASSWORD is another one than at the last start." in ended.stdout
    assert "POSTGRES_APP_PASSWORD is another" not in ended.stdout


@pytest.fixture
def beside(operated: Stack) -> Iterator[Stack]:
    """Another project that would use the very same env file."""
    other = Stack(OTHER, operated.file, operated.variables, operated.env_file)
    docker("tag", operated.image("db"), other.image("db"))
    yield other
    docker("image", "rm", other.image("db"))
    for name in ("postgres_data", "secrets_roles"):
        docker("volume", "rm", "--force", f"{OTHER}_{name}")


def test_a_second_stack_would_meet_the_first_ones_networks_and_ports(beside: Stack) -> None:
    said = problems(beside, beside.env_file)
    assert "meets Docker's network srq-hpn-verbs-test_edge" in said
    assert "is taken by the container srq-hpn-verbs-test-caddy-1" in said


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (
            "mkdir -p 18/docker; touch 18/first-start-unfinished; echo 18 >18/docker/PG_VERSION",
            "half",
        ),
        ("echo 17 >PG_VERSION", "holds PostgreSQL 17"),
        ("echo 18 >PG_VERSION", "`scripts/adopt --from-volume"),
    ],
)
def test_a_volume_that_cannot_be_started_is_told(beside: Stack, made: str, told: str) -> None:
    mount = f"{OTHER}_postgres_data:/v"
    known = ["run", "--rm", "--user", "0:0", "--network", "none", "--volume", mount]
    docker(*known, "--workdir", "/v", "postgres:18.6", "sh", "-c", f"{made}; chown -R 999 .")
    assert told in problems(beside, beside.env_file)


def test_without_an_engine_it_says_so_and_looks_at_the_rest(
    operated: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{os.devnull}")
    said = problems(operated, operated.env_file)
    assert "PROBLEM  No Docker engine answers." in said
