"""Migrations: one at a time, as the owner, patient with locks, undone if their grants are wrong."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from alembic.script import ScriptDirectory

from app.kernel import migration_runner
from embedded_postgres import Dsns, EmbeddedPostgres, provision
from tests.database.conftest import (
    API_ROOT,
    PASSWORDS,
    alembic,
    converge_server,
    passwords_of,
    queue_migrations,
)

HEAD = ScriptDirectory(str(API_ROOT / "alembic")).get_current_head()
AS_ADMIN = "Migrations run as admin"


@pytest.fixture
def logins_alone(bare_server: EmbeddedPostgres) -> Dsns:
    """The roles on a server of its own, without any table yet."""
    return provision(bare_server, PASSWORDS)


class Copy:
    """A copy of Alembic's folder to which a test adds a migration of its own."""

    def __init__(self, place: Path) -> None:
        self.place = place
        shutil.copytree(API_ROOT / "alembic", place / "alembic")
        shutil.copy(API_ROOT / "alembic.ini", place)
        (place / "app").symlink_to(API_ROOT / "app")

    def add(self, upgrade: str, *, revision: str = "29991231_0000") -> None:
        source = f"""
from alembic import op
revision, down_revision, branch_labels, depends_on = {revision!r}, {HEAD!r}, None, None
def upgrade() -> None:
    op.execute({upgrade!r})
def downgrade() -> None:
    pass
"""
        (self.place / "alembic" / "versions" / f"{revision}.py").write_text(source)

    def command(self, *arguments: str) -> list[str]:
        configuration = str(self.place / "alembic.ini")
        return [sys.executable, "-m", "alembic", "-c", configuration, *arguments]

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            cwd=self.place,
            env={**os.environ, **variables},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


@pytest.fixture
def migrated(dsns: Dsns) -> Iterator[Dsns]:
    """At head; what a test adds to the history is put back."""
    yield dsns
    with psycopg.connect(dsns.superuser) as superuser:
        superuser.execute("UPDATE app_meta.alembic_version SET version_num = %s", (HEAD,))
        superuser.execute("DELETE FROM app_meta.applied_migration WHERE revision > %s", (HEAD,))
        superuser.execute("DROP TABLE IF EXISTS app.added")


def version(dsns: Dsns) -> str | None:
    with psycopg.connect(dsns.superuser) as superuser:
        row = superuser.execute("SELECT version_num FROM app_meta.alembic_version").fetchone()
        return row[0] if row else None


def test_of_five_started_together_one_applies_and_the_others_have_nothing_to_do(
    logins_alone: Dsns,
) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "alembic", "upgrade", "head"],
            cwd=API_ROOT,
            env={**os.environ, "DATABASE_URL_ADMIN": logins_alone.admin},
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(5)
    ]
    said = [run.communicate()[1] for run in runs]
    assert [run.returncode for run in runs] == [0] * 5
    assert sorted("Running upgrade" in text for text in said) == [False] * 4 + [True]
    assert version(logins_alone) == HEAD


def test_there_is_one_head_and_the_models_match_it(dsns: Dsns) -> None:
    assert len(alembic("heads").stdout.splitlines()) == 1
    result = alembic("check", DATABASE_URL_ADMIN=dsns.admin)
    assert (result.returncode, "No new upgrade operations detected." in result.stdout) == (0, True)


def test_everything_belongs_to_the_owner_and_the_app_can_use_it(dsns: Dsns) -> None:
    with psycopg.connect(dsns.superuser) as superuser:
        owners = superuser.execute(
            "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class"
            " WHERE relnamespace::regnamespace::text IN ('app', 'app_meta')"
        ).fetchall()
        problems = superuser.execute("SELECT * FROM app_meta.grant_problems()").fetchall()
    assert (owners, problems) == ([("srq_hpn_owner",)], [])


def test_reading_commands_work_with_the_apps_login(dsns: Dsns) -> None:
    for arguments in (["current"], ["check"], ["history"], ["heads"]):
        result = alembic(*arguments, DATABASE_URL=dsns.app)
        assert result.returncode == 0, result.stderr
    assert f"{HEAD} (head)" in alembic("current", DATABASE_URL=dsns.app).stdout


@pytest.mark.parametrize(
    "arguments", [["upgrade", "head"], ["downgrade", "base"], ["stamp", "head"]]
)
def test_changing_commands_without_the_admin_say_in_one_sentence_how(
    dsns: Dsns, arguments: list[str]
) -> None:
    result = alembic(*arguments, DATABASE_URL=dsns.app)
    assert result.returncode != 0
    said = (result.stdout + result.stderr).strip()
    assert said.count("\n") == 0
    assert AS_ADMIN in said
    assert "docker compose run --rm migrate" in said
    assert version(dsns) == HEAD


def test_an_unreachable_database_and_a_wrong_password_are_one_sentence(dsns: Dsns) -> None:
    wrong = re.sub(r":[^:@]*@", ":wrong@", dsns.admin)
    for address in ("postgresql://a:hidden@127.0.0.1:1/x", wrong, "mysql://a:hidden@b/c"):
        result = alembic("upgrade", "head", DATABASE_URL_ADMIN=address)
        said = (result.stdout + result.stderr).strip()
        assert result.returncode != 0
        assert said.count("\n") == 0
        assert "hidden" not in said


def test_a_database_that_was_never_converged_is_refused_before_any_table(
    bare_server: EmbeddedPostgres,
) -> None:
    dsns = provision(bare_server, PASSWORDS)
    with psycopg.connect(dsns.superuser, autocommit=True) as superuser:
        superuser.execute("REVOKE srq_hpn_owner FROM srq_hpn_admin")
        result = alembic("upgrade", "head", DATABASE_URL_ADMIN=dsns.admin)
        assert result.returncode != 0
        assert "cannot act as srq_hpn_owner" in result.stdout + result.stderr
        assert "docker compose run --rm roles" in result.stdout + result.stderr
        tables = superuser.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'app'")
        assert tables.fetchone() == (0,)


def test_a_migration_waits_for_a_lock_in_short_attempts_and_then_succeeds(
    migrated: Dsns, copy: Copy
) -> None:
    copy.add("CREATE TABLE app.added (id bigint); LOCK TABLE app.category IN ACCESS EXCLUSIVE MODE")
    with psycopg.connect(migrated.superuser) as reader:
        reader.execute("SELECT * FROM app.category")
        run = subprocess.Popen(
            copy.command("upgrade", "head"),
            cwd=copy.place,
            env={**os.environ, "DATABASE_URL_ADMIN": migrated.admin},
            stderr=subprocess.PIPE,
            text=True,
        )
        waited = _first_wait(migrated, run)
    said = run.communicate()[1]
    assert run.returncode == 0, said
    assert "Something holds a lock that the migration needs; attempt 2 of" in said
    assert waited < 4.5
    assert version(migrated) == "29991231_0000"


def _first_wait(dsns: Dsns, run: subprocess.Popen[str]) -> float:
    """Seconds for which other queries would have queued behind the migration's first attempt."""
    began: float | None = None
    with psycopg.connect(dsns.superuser, autocommit=True) as watcher:
        for _ in range(600):
            waiting = watcher.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation IS NOT NULL"
            ).fetchone()
            if waiting != (0,) and began is None:
                began = time.monotonic()
            elif waiting == (0,) and began is not None:
                return time.monotonic() - began
            if run.poll() is not None:
                break
            time.sleep(0.05)
    pytest.fail("the migration never waited for the lock")


@pytest.mark.parametrize(
    ("upgrade", "problem"),
    [
        (
            "CREATE TABLE app.added (id bigint); GRANT SELECT ON app.added TO PUBLIC",
            "table app.added is open to PUBLIC",
        ),
        (
            "CREATE TABLE app.added (id bigint); GRANT INSERT ON app.added TO srq_hpn_app",
            "srq_hpn_app has INSERT on table app.added",
        ),
        (
            "CREATE TABLE app.added (id bigint); GRANT TRUNCATE ON app.added TO srq_hpn_rw",
            "srq_hpn_rw has TRUNCATE on table app.added",
        ),
        (
            "CREATE TABLE app.added (id bigint); REVOKE ALL ON app.added FROM srq_hpn_ro",
            "srq_hpn_ro has no SELECT on table app.added",
        ),
        (
            "CREATE FUNCTION app.added() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
            "function app.added() runs with its owner's rights and sets no search_path",
        ),
    ],
)
def test_a_migration_with_wrong_grants_is_undone_and_says_what_is_wrong(
    migrated: Dsns, copy: Copy, upgrade: str, problem: str
) -> None:
    copy.add(upgrade)
    result = copy.run("upgrade", "head", DATABASE_URL_ADMIN=migrated.admin)
    assert result.returncode != 0
    assert problem in result.stdout + result.stderr
    assert version(migrated) == HEAD
    with psycopg.connect(migrated.superuser) as superuser:
        assert superuser.execute("SELECT to_regclass('app.added')").fetchone() == (None,)
        assert superuser.execute("SELECT to_regproc('app.added')").fetchone() == (None,)


def test_a_privilege_that_was_revoked_by_hand_is_given_back_and_said(
    migrated: Dsns, postgres_server: EmbeddedPostgres
) -> None:
    with psycopg.connect(migrated.superuser, autocommit=True) as superuser:
        superuser.execute("REVOKE UPDATE, INSERT ON app.venue FROM srq_hpn_rw")
        (said,) = converge_server(postgres_server, passwords_of(migrated))
        assert said.startswith("WARNING: srq_hpn_rw lacked INSERT, UPDATE on app.venue")
        assert converge_server(postgres_server, passwords_of(migrated)) == []
        answer = superuser.execute(
            "SELECT has_table_privilege('srq_hpn_app', 'app.venue', 'UPDATE')"
        )
        assert answer.fetchone() == (True,)


def test_what_a_migration_narrowed_stays_narrowed(
    migrated: Dsns, copy: Copy, postgres_server: EmbeddedPostgres
) -> None:
    copy.add("REVOKE UPDATE, DELETE ON app.venue FROM srq_hpn_rw")
    copy.run("upgrade", "head", DATABASE_URL_ADMIN=migrated.admin)
    with psycopg.connect(migrated.superuser, autocommit=True) as superuser:
        try:
            assert converge_server(postgres_server, passwords_of(migrated)) == []
            answer = superuser.execute(
                "SELECT has_table_privilege('srq_hpn_app', 'app.venue', 'UPDATE')"
            )
            assert answer.fetchone() == (False,)
        finally:
            superuser.execute("GRANT UPDATE, DELETE ON app.venue TO srq_hpn_rw")


def test_an_unqualified_name_does_not_end_up_just_anywhere(migrated: Dsns, copy: Copy) -> None:
    copy.add("CREATE TABLE added (id bigint)")
    result = copy.run("upgrade", "head", DATABASE_URL_ADMIN=migrated.admin)
    assert result.returncode != 0
    assert version(migrated) == HEAD


def test_the_previous_release_finds_nothing_to_do_on_the_next_ones_schema(
    migrated: Dsns, copy: Copy
) -> None:
    copy.add("SELECT 1")
    assert copy.run("upgrade", "head", DATABASE_URL_ADMIN=migrated.admin).returncode == 0
    result = alembic("upgrade", "head", DATABASE_URL_ADMIN=migrated.admin)
    assert result.returncode == 0
    assert "one migration ahead of the code" in result.stderr
    assert version(migrated) == "29991231_0000"


def test_a_schema_that_the_code_does_not_know_is_one_sentence(migrated: Dsns) -> None:
    with psycopg.connect(migrated.superuser) as superuser:
        superuser.execute("UPDATE app_meta.alembic_version SET version_num = 'someone_elses'")
    result = alembic("upgrade", "head", DATABASE_URL_ADMIN=migrated.admin)
    said = (result.stdout + result.stderr).strip()
    assert result.returncode != 0
    assert said.count("\n") == 0
    assert "someone_elses, which this code" in said


def test_migrations_and_the_roles_step_share_one_lock() -> None:
    db = API_ROOT.parents[1] / "db"
    for script in ("converge.py", "converge.sh"):
        text = (db / script).read_text().replace("_", "")
        assert str(migration_runner.LOCK_KEY) in text


def test_a_migration_waits_while_the_roles_step_runs(
    migrated: Dsns, postgres_server: EmbeddedPostgres
) -> None:
    with contextlib.ExitStack() as stack:
        guard = stack.enter_context(
            psycopg.connect(postgres_server.superuser_dsn("postgres"), autocommit=True)
        )
        guard.execute("SELECT pg_advisory_lock(%s)", (migration_runner.LOCK_KEY,))
        run = subprocess.Popen(
            [sys.executable, "-m", "alembic", "upgrade", "head"],
            cwd=API_ROOT,
            env={**os.environ, "DATABASE_URL_ADMIN": migrated.admin},
            stderr=subprocess.PIPE,
            text=True,
        )
        assert run.stderr is not None
        assert "waiting for it" in run.stderr.readline()
        assert run.poll() is None
    run.communicate()
    assert run.returncode == 0


def test_squawk_finds_nothing_in_the_migrations_sql() -> None:
    squawk = Path(sys.executable).with_name("squawk")
    sql = alembic("upgrade", "head", "--sql")
    assert sql.returncode == 0, sql.stderr
    assert "SET lock_timeout" in sql.stdout
    # Alembic's own table has a column that squawk would rather have as text.
    ours = re.sub(r"CREATE TABLE app_meta\.alembic_version .*?;", "", sql.stdout, flags=re.DOTALL)
    # What the queue's package ships is run as it is, on tables that nobody uses yet.
    for shipped in queue_migrations().values():
        printed = f"{shipped.replace(chr(9), '    ').strip()};"
        assert printed in ours
        ours = ours.replace(printed, "", 1)
    result = subprocess.run(
        [str(squawk), "--stdin-filepath", "migrations.sql"],
        cwd=API_ROOT,
        input=ours,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
