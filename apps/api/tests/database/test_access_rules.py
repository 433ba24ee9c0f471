"""pg_hba.conf and pg_ident.conf as the containers get them, and the start of the container."""

import os
import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest

from embedded_postgres import Dsns

BASH = shutil.which("bash") or "/bin/bash"
DB_DIR = Path(__file__).resolve().parents[4] / "db"


class Container:
    """A place that looks to db/start.sh like the database's container."""

    def __init__(self, place: Path) -> None:
        self.data = place / "18" / "docker"
        self.rules = place / "rules"
        programs = place / "bin"
        programs.mkdir()
        entrypoint = programs / "docker-entrypoint.sh"
        entrypoint.write_text('#!/bin/sh\necho "$@"\n')
        entrypoint.chmod(0o755)
        self.path = f"{programs}:{os.environ['PATH']}"

    def start(self, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": self.path,
            "PGDATA": str(self.data),
            "RULES_DIR": str(self.rules),
            "APP_SUBNET": "10.213.1.0/26",
            "OPS_SUBNET": "fd00:213::/64",
            **variables,
        }
        return subprocess.run(
            [BASH, str(DB_DIR / "start.sh"), "-c", "max_connections=50"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def initialise(self) -> None:
        self.data.mkdir(parents=True)
        (self.data / "PG_VERSION").write_text("18\n")


@pytest.fixture
def container(tmp_path: Path) -> Container:
    return Container(tmp_path)


@pytest.mark.parametrize("kind", ["production", "development"])
def test_postgresql_can_read_every_line_of_the_rules(
    container: Container, own_dsns: Dsns, kind: str
) -> None:
    assert container.start(HBA=kind, POSTGRES_DB="my-town", POSTGRES_USER="all").returncode == 0
    with psycopg.connect(own_dsns.superuser) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
        assert row is not None
        hba, ident = (Path(row[0]) / name for name in ("pg_hba.conf", "pg_ident.conf"))
        kept = hba.read_text(), ident.read_text()
        try:
            hba.write_text((container.rules / "pg_hba.conf").read_text())
            ident.write_text((container.rules / "pg_ident.conf").read_text())
            rules = connection.execute(
                "SELECT type, database, user_name, address, auth_method, error"
                " FROM pg_hba_file_rules"
            ).fetchall()
            mappings = connection.execute(
                "SELECT sys_name, pg_username, error FROM pg_ident_file_mappings"
            ).fetchall()
        finally:
            hba.write_text(kept[0])
            ident.write_text(kept[1])
    assert [rule for rule in rules if rule[-1] is not None] == []
    by_peer = ["all", "my-town_backup"] if kind == "production" else ["all"]
    assert mappings == [("postgres", role, None) for role in by_peer]
    assert {rule[4] for rule in rules} == {"peer", "scram-sha-256", "reject"}
    over_tcp = [rule for rule in rules if rule[0] == "host" and rule[4] != "reject"]
    superuser_over_tcp = [rule for rule in over_tcp if "all" in rule[2]]
    assert bool(superuser_over_tcp) == (kind == "development")
    if kind == "production":
        assert {rule[3] for rule in over_tcp} == {"127.0.0.1", "10.213.1.0", "fd00:213::"}


def test_the_embedded_rules_are_readable_too(own_dsns: Dsns) -> None:
    with psycopg.connect(own_dsns.superuser) as connection:
        errors = connection.execute(
            "SELECT error FROM pg_hba_file_rules WHERE error IS NOT NULL"
            " UNION ALL SELECT error FROM pg_ident_file_mappings WHERE error IS NOT NULL"
        )
        assert errors.fetchall() == []


def test_the_start_hands_over_with_our_rules_and_the_arguments_given(container: Container) -> None:
    said = container.start().stdout
    assert said.startswith(f"postgres -c hba_file={container.rules}/pg_hba.conf")
    assert said.rstrip().endswith("-c max_connections=50")


def test_an_interrupted_first_start_is_refused_the_next_time(container: Container) -> None:
    assert container.start().returncode == 0
    container.initialise()
    result = container.start()
    assert result.returncode == 1
    assert result.stderr.startswith("The first start of this database was interrupted")
    assert result.stderr.count("\n") == 1


def test_a_finished_first_start_and_an_older_volume_are_not(container: Container) -> None:
    container.initialise()
    assert container.start().returncode == 0
    assert container.start().returncode == 0


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("APP_SUBNET", ""),
        ("OPS_SUBNET", "all"),
        ("APP_SUBNET", "0.0.0.0/0 trust"),
        ("POSTGRES_USER", 'x" trust'),
        ("POSTGRES_DB", "a|b"),
    ],
)
def test_a_value_that_would_write_another_rule_is_refused(
    container: Container, variable: str, value: str
) -> None:
    result = container.start(**{variable: value})
    assert result.returncode == 1
    assert variable in result.stderr
    assert not container.rules.exists()
