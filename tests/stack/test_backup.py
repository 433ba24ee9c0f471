"""Backups as an operator sees them: taken while everybody writes, unreadable, copied, honest."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from backing_up import (
    MARKER,
    PASSPHRASE,
    PROBE,
    S3_KEY,
    S3_SECRET,
    Writer,
    in_volume,
    limit_backups,
    s3_server,
    stack_at,
    start,
    status,
    verb,
    wait_for_status,
)
from composing import Stack, docker

RPO_SECONDS = 60
BACKUPS_MEGABYTES = 500
TOO_FEW_KILOBYTES = 1500
"""Less than a full backup takes, more than a piece of WAL does."""


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder = tmp_path_factory.mktemp("backup")
    stack = stack_at(
        folder,
        EDGE_SUBNET="10.213.80.64/26",
        DB_APP_SUBNET="10.213.81.64/26",
        DB_OPS_SUBNET="10.213.82.64/26",
        BACKUP_PASSPHRASE=PASSPHRASE,
    )
    limit_backups(stack, folder, BACKUPS_MEGABYTES)
    stack.write_env_file()
    stack.down()
    try:
        start(stack)
        stack.sql(PROBE)
        yield stack
    finally:
        docker("rm", "--force", s3_name(stack), check=False)
        stack.down()


def s3_name(stack: Stack) -> str:
    return f"{stack.project}-s3"


def start_s3(stack: Stack, program: Path, folder: Path) -> None:
    name = s3_name(stack)
    identity = {
        "name": "backups",
        "credentials": [{"accessKey": S3_KEY, "secretKey": S3_SECRET}],
        "actions": ["Admin", "Read", "Write", "List"],
    }
    config = folder / "s3.json"
    config.write_text(json.dumps({"identities": [identity]}))
    config.chmod(0o644)
    serve = "mkdir /tmp/w && exec /weed server -dir=/tmp/w -s3 -s3.config=/s3.json"
    network = ["--network", f"{stack.project}_offsite", "--network-alias", "s3"]
    files = ["-v", f"{program}:/weed:ro", "-v", f"{config}:/s3.json:ro"]
    limits = "-ip.bind=0.0.0.0 -volume.max=20 -master.volumeSizeLimitMB=64"
    docker("rm", "--force", name, check=False)
    docker(
        *["run", "--detach", "--name", name, *network, *files, "python:3.14-slim"],
        *["sh", "-c", f"{serve} {limits}"],
    )


def test_the_service_takes_its_first_backup_by_itself(backed_up: Stack) -> None:
    assert wait_for_status(backed_up, "backup")["figures"]["kind"] == "full"
    assert wait_for_status(backed_up, "dump")["figures"]["stored_bytes"] > 0
    disk = wait_for_status(backed_up, "disk")["figures"]
    assert 0 < disk["backups_free_bytes"] <= disk["backups_total_bytes"]


def test_the_service_tries_its_newest_backups_by_itself(backed_up: Stack) -> None:
    wait_for_status(backed_up, "drill")
    assert in_volume(backed_up, "ls -d drill-data 2>/dev/null || true") == ""


def test_the_backups_login_needs_no_password_and_is_no_superuser(backed_up: Stack) -> None:
    row = "SELECT rolcanlogin, rolsuper, rolpassword IS NULL FROM pg_authid WHERE rolname = "
    assert backed_up.sql(row + "'srq_hpn_backup'") == "t|f|t"


def test_a_backup_taken_while_everybody_writes_restores_to_what_its_manifest_says(
    backed_up: Stack,
) -> None:
    writer = Writer(backed_up)
    writer.start()
    said = verb(backed_up, "backup", "--full")
    assert said.count("verified") == 2
    written = writer.stop()
    assert written > 100
    assert int(backed_up.sql("SELECT count(*) FROM app.probe")) >= written
    tried = verb(backed_up, "restore-drill")
    assert tried.count("as its manifest says") == 2


def test_the_manifest_of_a_dump_has_every_row_of_its_snapshot(backed_up: Stack) -> None:
    rows = int(backed_up.sql("SELECT count(*) FROM app.probe"))
    label = verb(backed_up, "backup", "--dump-only").split("dump-")[1].split(":")[0]
    manifest = json.loads(in_volume(backed_up, f"cat manifests/dump-{label}.json"))
    assert manifest["tables"]["app.probe"] == {"rows": rows, "is_exact": True}
    assert manifest["alembic_head"]
    assert manifest["stack_id"] == backed_up.sql("SELECT id FROM app_meta.stack_id")


def test_a_commit_is_in_the_archive_within_a_minute(backed_up: Stack) -> None:
    backed_up.sql("INSERT INTO app.probe (id) VALUES (-1)")
    committed = datetime.now(UTC)
    segment = backed_up.sql("SELECT pg_walfile_name(pg_current_wal_lsn())")
    find = f"find repository/archive -name '{segment}-*'"
    while not in_volume(backed_up, find):
        # The load of the machine that tests is not the archive's delay.
        assert (datetime.now(UTC) - committed).total_seconds() < 2 * RPO_SECONDS
        time.sleep(1)
    archived = backed_up.sql("SELECT extract(epoch FROM last_archived_time) FROM pg_stat_archiver")
    seconds = float(archived) - committed.timestamp()
    print(f"A commit was in the archive after {seconds:.1f} s.")
    assert seconds < RPO_SECONDS
    assert wait_for_status(backed_up, "archive")["figures"]["ready_files"] <= 1


def archived(stack: Stack, segment: str) -> bool:
    return in_volume(stack, f"find repository/archive -name '{segment}-*'") != ""


def test_a_row_is_in_dump_and_archive_for_those_alone_who_have_the_passphrase(
    backed_up: Stack,
) -> None:
    backed_up.sql("INSERT INTO app.probe (id) VALUES (-2)")
    segment = backed_up.sql("SELECT pg_walfile_name(pg_switch_wal())")
    label = verb(backed_up, "backup").split("dump-")[1].split(":")[0]
    deadline = time.monotonic() + 2 * RPO_SECONDS
    while not archived(backed_up, segment):
        assert time.monotonic() < deadline
        time.sleep(1)
    secret = "--passphrase-file /run/secrets-repository/passphrase --pinentry-mode loopback"
    gpg = f"gpg --homedir /tmp/gnupg --batch --quiet {secret} --decrypt"
    dump = f"{gpg} /var/lib/backups/dumps/dump-{label}.dump.gpg | pg_restore --file=-"
    known = "pgbackrest --config=/tmp/pgbackrest/pgbackrest.conf --stanza=main"
    wal = f"{known} archive-get {segment} /tmp/wal && cat /tmp/wal; rm /tmp/wal"
    for read in (dump, wal):
        found = backed_up.exec("backup", "bash", "-c", f"({read}) | grep -acF '{MARKER}'")
        assert int(found) > 0

    # Compressed rows would not be found either, so every file must be what was encrypted.
    openpgp, pgbackrest = "8c", "53616c7465645f5f"
    first = 'head -c 8 "$1" | od -An -tx1 | tr -d " "'
    every = f"find repository dumps -type f -exec sh -c '{first}' - {{}} ';'"
    begins = in_volume(backed_up, every).split()
    assert len(begins) > 10
    assert all(one == pgbackrest or one.startswith(openpgp) for one in begins)


def test_nothing_can_be_read_in_the_volume_without_the_passphrase(backed_up: Stack) -> None:
    assert int(backed_up.sql("SELECT count(*) FROM app.probe")) > 0
    plain = f"grep -rlF '{MARKER}' . ; find . -name '*.dump' ; grep -rlF app.probe repository dumps"
    assert in_volume(backed_up, f"({plain}) || true") == ""
    shown = docker("inspect", backed_up.container("db"), backed_up.container("backup"))
    processes = docker("top", backed_up.container("backup"), "-eo", "pid,args")
    assert PASSPHRASE not in shown + processes + backed_up.compose("logs")


def test_a_killed_database_has_every_commit_that_it_acknowledged(backed_up: Stack) -> None:
    first = 10_000_000
    writer = Writer(backed_up, first)
    writer.start()
    deadline = time.monotonic() + 60
    while writer.acknowledged < first + 200 and time.monotonic() < deadline:
        time.sleep(0.05)
    docker("kill", "--signal", "KILL", backed_up.container("db"))
    acknowledged = writer.stop()
    backed_up.compose("start", "db")
    backed_up.wait_until_healthy("db")
    count = f"SELECT count(*) FROM app.probe WHERE id BETWEEN {first} AND {acknowledged}"
    assert int(backed_up.sql(count)) == acknowledged - first + 1 >= 200


def test_a_full_disk_of_backups_stops_neither_the_database_nor_a_restore(
    backed_up: Stack,
) -> None:
    verb(backed_up, "backup", "--full")
    good = status(backed_up, "backup")
    writer = Writer(backed_up, 20_000_000)
    writer.start()
    fill = f"$(( ($(df --output=avail --block-size=1K . | tail -1) - {TOO_FEW_KILOBYTES}) * 1024 ))"
    in_volume(backed_up, f"head -c {fill} /dev/zero > ballast")
    try:
        said = verb(backed_up, "backup", "--full", check=False)
        assert "the last good one is kept" in said
        assert "unable to write" in said
        known = status(backed_up, "backup")
        assert known["is_ok"] is False
        assert "unable to write" in known["sentence"]
        assert known["last_ok_at"] == good["at"]
        assert wait_for_status(backed_up, "disk", is_ok=False)["sentence"].endswith("the backups.")
        written = writer.acknowledged
        dry = verb(backed_up, "restore", "--dry-run", "latest")
        assert f"Restoring from {good['figures']['label']}" in dry
        assert writer.acknowledged > written
    finally:
        in_volume(backed_up, "rm ballast")
        last = writer.stop()
    count = f"SELECT count(*) FROM app.probe WHERE id BETWEEN 20000000 AND {last}"
    assert int(backed_up.sql(count)) == last - 20_000_000 + 1
    assert f"{good['figures']['label']}: " in verb(backed_up, "restore-drill")
    verb(backed_up, "backup", "--full")
    assert status(backed_up, "backup")["is_ok"] is True


def test_an_altered_backup_fails_the_drill_and_is_refused(backed_up: Stack) -> None:
    label = verb(backed_up, "backup", "--dump-only").split("dump-")[1].split(":")[0]
    file = f"dumps/dump-{label}.dump.gpg"
    in_volume(backed_up, f"cp {file} kept && printf X | dd of={file} bs=1 seek=9000 conv=notrunc")
    try:
        said = verb(backed_up, "restore", "--force", f"dump-{label}", check=False)
        assert "was altered" in said
        assert "nothing was touched" in said
        assert "was altered" in verb(backed_up, "restore-drill", check=False)
        assert status(backed_up, "drill")["is_ok"] is False
        in_volume(backed_up, f"head -c 9000 kept > {file}")
        assert "cut off" in verb(backed_up, "restore", "--force", f"dump-{label}", check=False)
    finally:
        in_volume(backed_up, f"mv kept {file}")


def test_an_altered_base_backup_is_refused(backed_up: Stack) -> None:
    lines = verb(backed_up, "backup", "--full").splitlines()
    label = next(line.split(":")[0] for line in lines if "F: verified" in line)
    file = f"repository/backup/main/{label}/bundle/1"
    in_volume(backed_up, f"cp {file} kept && printf XX | dd of={file} bs=1 seek=3000 conv=notrunc")
    try:
        refused = verb(backed_up, "restore", "--force", label, check=False)
        assert "is damaged" in refused
        assert "nothing was touched" in refused
    finally:
        in_volume(backed_up, f"mv kept {file}")


def test_another_stacks_backup_is_refused(backed_up: Stack) -> None:
    label = verb(backed_up, "backup", "--dump-only").split("dump-")[1].split(":")[0]
    own = backed_up.sql("SELECT id FROM app_meta.stack_id")
    other = "00000000-0000-4000-8000-000000000000"
    in_volume(backed_up, f"sed -i 's/{own}/{other}/' manifests/dump-{label}.json")
    said = verb(backed_up, "restore", "--force", f"dump-{label}", check=False)
    assert "another stack" in said
    in_volume(backed_up, f"rm manifests/dump-{label}.json dumps/dump-{label}.*")


def test_the_volume_of_another_stack_is_left_alone(backed_up: Stack) -> None:
    in_volume(backed_up, """sed -i.kept 's/: "/: "0/' stack.json""")
    try:
        said = verb(backed_up, "backup", "--full", check=False)
        assert "belongs to another stack" in said
    finally:
        in_volume(backed_up, "mv stack.json.kept stack.json")


def test_the_off_site_copy_reaches_a_real_s3_server(backed_up: Stack, tmp_path: Path) -> None:
    program = s3_server(tmp_path)
    if program is None:
        pytest.skip("no package index gives an S3 server here")
    start_s3(backed_up, program, tmp_path)
    backed_up.variables.update(
        OFFSITE_REPOSITORY="s3:http://s3:8333/backups",
        OFFSITE_ACCESS_KEY_ID=S3_KEY,
        OFFSITE_SECRET_ACCESS_KEY=S3_SECRET,
        OFFSITE_PASSWORD="the off-site password",
        OFFSITE_INTERVAL="10s",
    )
    backed_up.up("backup")
    assert wait_for_status(backed_up, "offsite")["figures"]["size_bytes"] > 0
