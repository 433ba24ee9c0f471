"""Volumes as three older systems leave them are taken over, with everything that is in them."""

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from composing import Stack, docker
from operated import own_stack, up
from verbs import verb

NAME = "srq-hpn-adopt-test"
OLD_LAYOUT = "/var/lib/postgresql/data"

TABLES = """
CREATE TYPE mood AS ENUM ('calm', 'wild');
CREATE TABLE person (
    id serial PRIMARY KEY, name text NOT NULL UNIQUE, mood mood, born timestamptz, extra jsonb,
    tags text[], raw bytea, weight double precision);
CREATE TABLE score (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, person int REFERENCES person,
    points numeric);
CREATE VIEW ranking AS
    SELECT name, sum(points) AS points FROM person JOIN score ON score.person = person.id
    GROUP BY name;
CREATE FUNCTION doubled(int) RETURNS int LANGUAGE sql AS 'SELECT $1 * 2';
INSERT INTO person (name, mood, born, extra, tags, raw, weight)
SELECT 'Ünïque ' || i, 'wild', now() - i * interval '1 hour', jsonb_build_object('i', i),
       ARRAY['a', i::text], decode('00ff', 'hex'), i / 3.0
FROM generate_series(1, 500) AS i;
INSERT INTO score (person, points) SELECT 1 + i % 500, i FROM generate_series(1, 2000) AS i;
SELECT lo_from_bytea(0, 'a large object');
"""
FIGURES = """
SELECT (SELECT md5(string_agg(p::text, '|' ORDER BY id)) FROM public.person AS p),
       (SELECT md5(string_agg(s::text, '|' ORDER BY id)) FROM public.score AS s),
       (SELECT sum(points) FROM public.ranking), nextval('public.person_id_seq')
"""


@dataclass(frozen=True)
class Older:
    """What an older system left: how its volume came to be, and how it is adopted."""

    superuser: str
    database: str
    as_superuser: str
    login: str
    """Who made the tables; empty is the superuser."""
    afterwards: str
    retire: tuple[str, ...]


SYSTEMS = {
    "a superuser who is the app too": Older("quiz", "quiz", "", "", "", ()),
    "an app with grants on old tables only": Older(
        "postgres",
        "repduel",
        "CREATE ROLE srq_hpn_app LOGIN PASSWORD 'old' CREATEDB;",
        "",
        "GRANT SELECT, INSERT ON person TO srq_hpn_app; GRANT USAGE ON SEQUENCE person_id_seq TO "
        "srq_hpn_app; ALTER TABLE score OWNER TO srq_hpn_app; CREATE TABLE later (id int);",
        (),
    ),
    "a plain owner": Older(
        "postgres",
        "srq_hpn",
        "CREATE ROLE appuser LOGIN PASSWORD 'old'; ALTER DATABASE srq_hpn OWNER TO appuser; "
        "GRANT ALL ON SCHEMA public TO appuser;",
        "appuser",
        "ALTER DEFAULT PRIVILEGES FOR ROLE appuser GRANT SELECT ON TABLES TO PUBLIC;",
        ("appuser",),
    ),
}


@pytest.fixture(params=SYSTEMS)
def older(request: pytest.FixtureRequest, stack: Stack) -> Iterator[tuple[Older, str]]:
    """The volume of an older system, shut down; its layout is that of images before 18."""
    system = SYSTEMS[request.param]
    volume = f"{NAME}-{sorted(SYSTEMS).index(request.param)}"
    docker("volume", "rm", "--force", volume)
    make(system, volume)
    yield system, volume
    stack.down()
    docker("volume", "rm", "--force", volume)


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack that has never been started."""
    found = own_stack(NAME, tmp_path_factory.mktemp("adopt"), block=0)
    found.down()
    found.compose("build")
    yield found
    found.down()


def make(system: Older, volume: str, *, stop: bool = True) -> None:
    names = [
        "--env",
        f"POSTGRES_USER={system.superuser}",
        "--env",
        f"POSTGRES_DB={system.database}",
    ]
    docker("rm", "--force", "--volumes", volume, check=False)
    docker(
        *("run", "--detach", "--name", volume, *names, "--env", "POSTGRES_PASSWORD=old"),
        *("--env", f"PGDATA={OLD_LAYOUT}", "--volume", f"{volume}:{OLD_LAYOUT}"),
        *("--network", "none", "postgres:18.6"),
    )
    deadline = time.monotonic() + 90
    while "accepting" not in docker("exec", volume, "pg_isready", "-h", "127.0.0.1", check=False):
        assert time.monotonic() < deadline, docker("logs", volume, check=False)
        time.sleep(0.3)
    for user, statement in (
        (system.superuser, system.as_superuser),
        (system.login or system.superuser, TABLES),
        (system.superuser, system.afterwards),
    ):
        docker("exec", "-i", volume, *psql(user, system.database), given=statement)
    if stop:
        docker("stop", volume)
        docker("rm", volume)


def psql(user: str, database: str) -> list[str]:
    return ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-U", user, "-d", database]


def figures_of_older(system: Older, volume: str) -> str:
    """What a server on the older volume itself counts; the volume stays as it is."""
    docker("rm", "--force", volume, check=False)
    docker(
        *("run", "--detach", "--name", volume, "--env", f"PGDATA={OLD_LAYOUT}"),
        *("--volume", f"{volume}:{OLD_LAYOUT}", "--network", "none", "postgres:18.6"),
    )
    try:
        deadline = time.monotonic() + 90
        while "accepting" not in docker("exec", volume, "pg_isready", check=False):
            assert time.monotonic() < deadline
            time.sleep(0.3)
        ask = psql(system.superuser, system.database)
        return docker("exec", "-i", volume, *ask, given=FIGURES).strip()
    finally:
        docker("stop", volume)
        docker("rm", volume)


def test_an_older_volume_is_adopted_whole_and_the_site_answers_on_it(
    stack: Stack, older: tuple[Older, str], tmp_path: Path
) -> None:
    system, volume = older
    arguments = ["--from-volume", volume, "--backup-to", str(tmp_path)]
    for role in system.retire:
        arguments += ["--retire", role]
    adopted = verb(stack, "adopt", *arguments)
    assert adopted.returncode == 0, adopted.stdout + adopted.stderr
    again = verb(stack, "adopt", *arguments)
    assert (again.returncode, "nothing is left to do" in again.stdout) == (0, True), again.stderr

    place = next(tmp_path.iterdir())
    for line in (place / "SHA256SUMS").read_text().splitlines():
        sha256, name = line.split()
        assert hashlib.sha256((place / name).read_bytes()).hexdigest() == sha256
        assert (place / name).stat().st_mode & 0o077 == 0
    manifest = json.loads((place / "manifest.json").read_text())
    assert manifest["public.person"]["rows"] == 500
    assert manifest["large objects"]["rows"] == 1

    up(stack)
    assert stack.ask("/health/db").status == 200
    assert stack.ask("/").status == 200
    assert stack.sql(FIGURES) == figures_of_older(system, volume)
    owners = stack.sql("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")
    assert owners == "srq_hpn_owner"
    for role in ("srq_hpn_app", "srq_hpn_app_b"):
        assert stack.sql(f"SELECT has_table_privilege('{role}', 'public.score', 'INSERT')") == "t"
    logins = stack.sql("SELECT rolname FROM pg_roles WHERE rolcanlogin ORDER BY 1").split()
    assert logins == ["srq_hpn", "srq_hpn_admin", "srq_hpn_app", "srq_hpn_backup"]
    read = verb(stack, "psql", "--role", "app", "--", "-Atc", "SELECT count(*) FROM public.person")
    assert read.stdout.strip() == "500"


@pytest.fixture
def plain(stack: Stack) -> Iterator[str]:
    volume = f"{NAME}-plain"
    docker("volume", "rm", "--force", volume)
    stack.down()
    yield volume
    docker("rm", "--force", volume, check=False)
    docker("volume", "rm", "--force", volume)
    stack.down()


def test_a_role_that_nobody_mentions_stops_the_adoption(stack: Stack, plain: str) -> None:
    make(SYSTEMS["a plain owner"], plain)
    refused = verb(stack, "adopt", "--from-volume", plain)
    assert refused.returncode == 1
    assert "`--retire appuser`" in refused.stderr
    assert "half made" in verb(stack, "doctor").stdout
    said = stack.compose("up", "-d", "db", check=False) + stack.compose("logs", "db")
    assert "first start of this database was interrupted" in said


def test_a_volume_in_use_is_not_copied(stack: Stack, plain: str) -> None:
    make(SYSTEMS["a superuser who is the app too"], plain, stop=False)
    refused = verb(stack, "adopt", "--from-volume", plain)
    assert (refused.returncode, f"{plain} uses {plain}" in refused.stderr) == (1, True)


def test_another_major_version_is_refused_before_anything_is_made(stack: Stack, plain: str) -> None:
    write = "mkdir -p /data && echo 16 >/v/PG_VERSION && chmod 644 /v/PG_VERSION"
    docker("run", "--rm", "--user", "0", "-v", f"{plain}:/v", "postgres:18.6", "sh", "-c", write)
    refused = verb(stack, "adopt", "--from-volume", plain)
    assert (refused.returncode, "holds PostgreSQL 16" in refused.stderr) == (1, True)
    assert f"{NAME}_postgres_data" not in docker("volume", "ls", "--quiet").split()


def test_a_dry_run_makes_no_volume(stack: Stack, plain: str) -> None:
    make(SYSTEMS["a superuser who is the app too"], plain)
    told = verb(stack, "adopt", "--from-volume", plain, "--dry-run")
    assert (told.returncode, "Would copy" in told.stdout) == (0, True)
    assert f"{NAME}_postgres_data" not in docker("volume", "ls", "--quiet").split()
