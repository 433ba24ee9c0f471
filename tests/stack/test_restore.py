"""Restoring: to a backup, to a time between two writes, from elsewhere into an empty stack."""

import re
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from backing_up import (
    PROBE,
    in_volume,
    stack_at,
    start,
    status,
    verb,
    wait_for_status,
)
from composing import Stack, docker
from verbs import command

OFFSITE = "srq-backup-test-elsewhere"


@pytest.fixture(scope="module")
def restored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder = tmp_path_factory.mktemp("restore")
    stack = stack_at(folder, project="srq-restore-test")
    stack.write_env_file()
    stack.down()
    try:
        start(stack)
        stack.sql(PROBE)
        wait_for_status(stack, "backup")
        yield stack
    finally:
        stack.down()


def rows(stack: Stack) -> str:
    return stack.sql("SELECT string_agg(id::text, ',' ORDER BY id) FROM app.probe")


def pause() -> datetime:
    """A time between two writes."""
    time.sleep(1.5)
    between = datetime.now(UTC)
    time.sleep(1.5)
    return between


def test_a_time_between_two_writes_has_the_first_and_lacks_the_second(restored: Stack) -> None:
    restored.sql("INSERT INTO app.probe (id) VALUES (1)")
    between = pause()
    restored.sql("INSERT INTO app.probe (id) VALUES (2)")
    said = verb(restored, "restore", "--force", between.isoformat())
    assert "1 rows fewer: app.probe 1" in said
    assert rows(restored) == "1"
    # The new timeline is archived as the old one was.
    restored.sql("INSERT INTO app.probe (id) VALUES (3)")
    again = pause()
    restored.sql("INSERT INTO app.probe (id) VALUES (4)")
    verb(restored, "restore", "--force", again.isoformat())
    assert rows(restored) == "1,3"


def test_without_force_a_database_that_holds_data_is_refused(restored: Stack) -> None:
    before = rows(restored)
    assert "give --force" in verb(restored, "restore", "latest", check=False)
    assert rows(restored) == before


def test_a_dry_run_changes_nothing(restored: Stack) -> None:
    container = restored.inspect("db")["State"]["StartedAt"]
    assert "Would restore" in verb(restored, "restore", "--dry-run", "latest")
    assert restored.inspect("db")["State"]["StartedAt"] == container


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("yesterday", "neither the name of a backup"),
        ("2999-01-01T00:00:00Z", "has not come yet"),
        ("2001-01-01T00:00:00Z", "no backup from before"),
        ("20010101-000000F", "There is no backup"),
        ("dump-20010101T000000Z", "No backup is called dump-20010101T000000Z"),
    ],
)
def test_what_there_is_not_is_refused_with_a_sentence(
    restored: Stack, target: str, sentence: str
) -> None:
    said = verb(restored, "restore", "--force", target, check=False)
    assert sentence in said
    assert "Traceback" not in said


def test_a_dump_restores_rows_grants_and_default_privileges(restored: Stack) -> None:
    restored.sql("INSERT INTO app.probe (id) VALUES (7)")
    expected = rows(restored)
    label = re.search(r"dump-\w+", verb(restored, "backup", "--dump-only"))
    assert label is not None
    restored.sql("DELETE FROM app.probe")
    verb(restored, "restore", "--force", label[0])
    assert rows(restored) == expected
    assert restored.sql("SELECT count(*) FROM app_meta.grant_problems()") == "0"
    defaults = "SELECT count(*) FROM pg_default_acl WHERE defaclrole = 'srq_hpn_owner'::regrole"
    assert int(restored.sql(defaults)) > 2
    wait_for_status(restored, "archive")


def test_a_time_amid_a_migration_can_be_restored(restored: Stack) -> None:
    before = rows(restored)
    alter = "BEGIN; ALTER TABLE app.probe ADD COLUMN more int; SELECT pg_sleep(12); COMMIT;"
    migration = threading.Thread(target=restored.sql, args=(alter,))
    migration.start()
    held = "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation = "
    while restored.sql(f"{held} to_regclass('app.probe')") != "1":
        assert migration.is_alive()
    between = pause()
    migration.join()
    said = verb(restored, "restore", "--force", between.isoformat())
    assert "app.probe was being altered at that moment" in said
    assert rows(restored) == before
    column = "SELECT count(*) FROM information_schema.columns WHERE column_name = 'more'"
    assert restored.sql(column) == "0"


def test_a_restore_that_is_killed_after_the_swap_is_undone_by_the_next(restored: Stack) -> None:
    label = status(restored, "backup")["figures"]["label"]
    restored.sql("INSERT INTO app.probe (id) VALUES (9)")
    before = rows(restored)
    restore, variables = command(restored, "restore", "--force", label)
    with subprocess.Popen(restore, env=variables, stdout=subprocess.PIPE, text=True) as restoring:
        assert restoring.stdout is not None
        said = ""
        for line in restoring.stdout:
            said += line
            if "Starting the restored database" in line:
                break
        restoring.kill()
    assert "Starting the restored database" in said
    assert "run one without --dry-run" in verb(
        restored, "restore", "--dry-run", "latest", check=False
    )
    said = verb(restored, "restore", "latest", check=False)
    assert "A restore was interrupted" in said
    assert "give --force" in said
    assert rows(restored) == before
    restored.wait_until_healthy("backup")


def test_the_backup_service_goes_on_after_a_restore(restored: Stack) -> None:
    before = status(restored, "backup")["figures"]["label"]
    verb(restored, "backup", "--full")
    assert status(restored, "backup")["figures"]["label"] != before


def test_an_empty_stack_takes_over_the_off_site_copy_of_a_lost_one(
    restored: Stack, tmp_path_factory: pytest.TempPathFactory
) -> None:
    docker("volume", "rm", "--force", OFFSITE, check=False)
    restored.sql("INSERT INTO app.probe (id) VALUES (11)")
    verb(restored, "backup")
    expected, stack_id = rows(restored), restored.sql("SELECT id FROM app_meta.stack_id")
    folder = tmp_path_factory.mktemp("elsewhere")
    elsewhere = folder / "copy"
    elsewhere.mkdir()
    elsewhere.chmod(0o777)
    mounted = ["--volume", f"{elsewhere}:/elsewhere"]
    secret = ["--env", "RESTIC_PASSWORD=elsewhere", "--env", "RESTIC_REPOSITORY=/elsewhere"]
    volume = ["--volume", f"{restored.project}_backups:/var/lib/backups:ro", "--user", "999:999"]
    copying = "restic --no-cache init -q && restic --no-cache backup -q /var/lib/backups"
    image = ["--entrypoint", "sh", restored.image("backup"), "-c", copying]
    docker("run", "--rm", *mounted, *secret, *volume, *image)
    restored.down()

    override = folder / "elsewhere.yml"
    override.write_text(f"services:\n  backup:\n    volumes:\n      - {elsewhere}:/elsewhere\n")
    fresh = stack_at(
        folder,
        project=restored.project,
        OFFSITE_REPOSITORY="/elsewhere",
        OFFSITE_PASSWORD="elsewhere",
        OFFSITE_INTERVAL="1d",
        COMPOSE_FILE=f"compose.yml:{override}",
    )
    fresh.write_env_file()
    try:
        fresh.compose("-f", str(override), "up", "-d", "db", "roles", "migrate")
        said = verb(
            fresh, "restore", "--from-offsite", "latest", "-f", "compose.yml", "-f", str(override)
        )
        assert "Restored" in said
        assert rows(fresh) == expected
        assert fresh.sql("SELECT id FROM app_meta.stack_id") == stack_id
        assert in_volume(fresh, "ls -d replaced-*")
    finally:
        fresh.down()
