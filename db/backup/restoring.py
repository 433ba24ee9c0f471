"""From a backup or a time to a data directory that has been looked at and can be started.

The restored database is looked at while it still recovers (a hot standby, paused), so that looking
changes nothing: it becomes a database of its own only when the real server starts on it, and that
one archives the new timeline from its first byte.
"""

import json
import re
import secrets
import shutil
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from backup import database, dumps, manifests, repository, throwaway
from backup.commands import run
from backup.failures import FailedError
from backup.settings import BACKUPS, CONFIG, DATABASE_CODE, FETCHED, Settings

_LABEL = re.compile(r"\d{8}-\d{6}F(_\d{8}-\d{6}[DI])?")
_CAUGHT_UP = """
SELECT NOT pg_is_in_recovery()
    OR (SELECT wait_event = 'RecoveryRetrieveRetryInterval' FROM pg_stat_activity
        WHERE backend_type = 'startup');
"""
_PAUSED = "SELECT pg_is_in_recovery() AND pg_get_wal_replay_pause_state() = 'paused';"
_UNFIT = """
SELECT format('constraint %s of %s is not valid', conname, conrelid::regclass)
FROM pg_constraint WHERE NOT convalidated AND contype IN ('f', 'c', 'n')
UNION ALL
SELECT format('index %s is not valid', indexrelid::regclass)
FROM pg_index WHERE NOT (indisvalid AND indisready);
"""
_ROLES = """
SELECT format('CREATE ROLE %I NOLOGIN', name) FROM unnest(ARRAY[{names}]) AS name
WHERE to_regrole(quote_ident(name)) IS NULL \\gexec
"""


@dataclass(frozen=True)
class Plan:
    """What is to be restored."""

    kind: Literal["base", "dump", "time", "latest"]
    label: str | None = None
    """The backup; for a time and for the latest state pgBackRest finds the one before it."""
    at: str | None = None


@dataclass(frozen=True)
class Result:
    """A restored directory and what is in it."""

    directory: str
    plan: Plan
    facts: dict[str, Any]
    rows: dict[str, int]
    remarks: list[str] = field(default_factory=list)


def source(*, is_fetched: bool) -> Path:
    """The volume of backups, or the copy that was fetched."""
    return FETCHED if is_fetched else BACKUPS


def plan_for(target: str, folder: Path) -> Plan:
    """Read what the operator named: a label, a dump, a time with its zone, `latest`."""
    if target == "latest":
        return Plan("latest")
    if target == "latest-dump":
        known = dumps.labels(folder / "dumps")
        if not known:
            message = "There is no dump."
            raise FailedError(message)
        return Plan("dump", label=known[-1])
    if _LABEL.fullmatch(target):
        return Plan("base", label=target)
    if target.startswith("dump-"):
        return Plan("dump", label=target.partition(".")[0])
    try:
        at = datetime.fromisoformat(target)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        message = (
            f"{target} is neither the name of a backup, nor `latest`, nor a time with its zone"
            " such as 2026-11-25T17:00:00Z."
        )
        raise FailedError(message)
    if at > datetime.now(UTC):
        message = f"{target} has not come yet."
        raise FailedError(message)
    return Plan("time", at=at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f+00"))


def check(plan: Plan, folder: Path, *, stack: str | None) -> Plan:
    """Refuse what is damaged or another stack's, before anything is touched.

    `stack` is the one that is to be restored into; None where that one is empty.
    """
    if plan.kind == "dump":
        assert plan.label is not None
        manifest = manifests.read(plan.label, folder / "manifests")
        path = dumps.find(plan.label, folder / "dumps")
        _refuse_foreign(manifest, stack)
        if path.stat().st_size != manifest.stored_bytes:
            message = (
                f"{plan.label} is cut off or grown: it has {path.stat().st_size} bytes"
                f" instead of {manifest.stored_bytes}."
            )
            raise FailedError(message)
        if manifests.checksum(path) != manifest.checksum:
            message = f"{plan.label} was altered: its SHA-256 is not that of its manifest."
            raise FailedError(message)
        dumps.check_contents(path, is_encrypted=path.suffix == ".gpg")
        return plan
    kept = _repository(folder)
    kept.configure(Path("/nonexistent"))
    label = plan.label or _base_for(kept, plan, folder)
    known = {one["label"]: one for one in kept.backups()}
    if label not in known:
        message = f"There is no backup {label}."
        raise FailedError(message)
    for part in [*(known[label].get("reference") or []), label]:
        manifest = manifests.read(part, folder / "manifests")
        _refuse_foreign(manifest, stack)
        file = kept.own_manifest(part)
        if not file.is_file() or manifests.checksum(file) != manifest.checksum:
            message = f"The backup {part} is not the one that its manifest was written for."
            raise FailedError(message)
        kept.verify(part)
    if plan.kind in {"time", "latest"}:
        kept.verify()
    return replace(plan, label=label)


def _refuse_foreign(manifest: manifests.Manifest, stack: str | None) -> None:
    if stack is not None and manifest.stack_id != stack:
        message = (
            f"{manifest.label} is a backup of another stack ({manifest.stack_id}),"
            f" not of this one ({stack})."
        )
        raise FailedError(message)


def _repository(folder: Path) -> repository.Repository:
    config = CONFIG.with_name("restore.conf")
    return repository.Repository(config=config, path=folder / "repository")


def _base_for(kept: repository.Repository, plan: Plan, folder: Path) -> str:
    known = kept.trusted(folder / "manifests")
    if plan.at is not None:
        limit = datetime.fromisoformat(plan.at).timestamp()
        known = [one for one in known if one["timestamp"]["stop"] <= limit]
    if not known:
        message = f"There is no backup from before {plan.at}." if plan.at else "There is no backup."
        raise FailedError(message)
    label: str = known[-1]["label"]
    return label


def prepare(
    settings: Settings, plan: Plan, folder: Path, directory: Path, *, is_complete: bool = False
) -> Result:
    """Restore into a new directory and look at what is there; leaves nothing behind if it fails.

    `is_complete`: everything that the running database has done is in the archive.
    """
    try:
        if plan.kind == "dump":
            return _from_dump(settings, plan, folder, directory)
        return _from_base(settings, plan, folder, directory, is_complete=is_complete)
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        raise


def _from_base(
    settings: Settings, plan: Plan, folder: Path, directory: Path, *, is_complete: bool
) -> Result:
    kept = _repository(folder)
    directory.mkdir(mode=0o700)
    kept.configure(directory)
    chosen = {
        "base": ["--type=immediate", "--target-action=pause"],
        "time": ["--type=time", f"--target={plan.at}", "--target-action=pause"],
        "latest": ["--type=standby"],
    }[plan.kind]
    command = f'pgbackrest --config={CONFIG} --stanza=main archive-get %f "%p"'
    kept.run(
        "restore",
        f"--set={plan.label}",
        *chosen,
        f"--recovery-option=restore_command={command}",
        failure="The backup could not be restored",
    )
    here = f'restore_command=pgbackrest --config={kept.config} --stanza=main archive-get %f "%p"'
    expected = manifests.read(plan.label or "", folder / "manifests").tables
    try:
        with throwaway.Server(settings, directory, here) as server:
            server.wait_until(_CAUGHT_UP if plan.kind == "latest" else _PAUSED)
            result = _look(server, directory, plan, expected if plan.kind == "base" else {})
    except FailedError as error:
        if plan.kind != "time" or "ended before configured recovery target" not in str(error):
            raise
        if not is_complete:
            message = f"The archive ends before {plan.at}: restore `latest`, or an earlier time."
            raise FailedError(message) from None
        # Nothing was committed after that time, so the newest state is the state of that time.
        shutil.rmtree(directory)
        newest = replace(plan, kind="latest")
        return _from_base(settings, newest, folder, directory, is_complete=True)
    _let_go_on_start(directory)
    return result


def _let_go_on_start(directory: Path) -> None:
    """Have the real server recover to the same point and then begin a timeline of its own."""
    with (directory / "postgresql.auto.conf").open("a") as options:
        options.write("recovery_target_action = 'promote'\n")
    standby = directory / "standby.signal"
    if standby.exists():
        standby.rename(directory / "recovery.signal")


def _from_dump(settings: Settings, plan: Plan, folder: Path, directory: Path) -> Result:
    assert plan.label is not None
    manifest = manifests.read(plan.label, folder / "manifests")
    password = Path("/tmp/throwaway-password")  # noqa: S108  a tmpfs of this container alone
    password.write_text(secrets.token_urlsafe(24))
    command = ["initdb", "-D", str(directory), f"--username={settings.superuser}"]
    run(
        [*command, f"--pwfile={password}", *settings.initdb_arguments.split()],
        failure="A new database could not be made",
    )
    password.unlink()
    with throwaway.Server(settings, directory, "fsync=off") as server:
        server.wait_until("SELECT true;", seconds=120)
        _make_roles(settings, server)
        _restore_dump(settings, server, dumps.find(plan.label, folder / "dumps"))
        said = run(
            ["bash", str(DATABASE_CODE / "converge.sh")],
            environment=throwaway.superuser_environment(settings, server),
            failure="Roles and grants of the restored database could not be put right",
        )
        result = _look(server, directory, plan, manifest.tables)
    # Everything was written without waiting for the disk.
    run(["sync", "--file-system", str(directory)], failure="The disk did not take the database")
    warnings = [line for line in said.splitlines() if line.startswith("WARNING")]
    return replace(result, remarks=[*result.remarks, *warnings])


def _make_roles(settings: Settings, server: throwaway.Server) -> None:
    """The dump grants to them; what they may is declared afterwards."""
    environment = throwaway.superuser_environment(settings, server)
    app = environment.get("POSTGRES_APP_USER", "srq_hpn_app")
    names = [f"{settings.database}_{role}" for role in ("owner", "rw", "ro")]
    names += [f"{settings.database}_{role}" for role in ("readonly", "backup", "monitor")]
    names += [app, f"{app}_b", environment.get("POSTGRES_ADMIN_USER", "srq_hpn_admin")]
    with database.Session(server.address("postgres")) as session:
        session.ask(_ROLES.format(names=", ".join(f"'{name}'" for name in names)))
        session.ask(f'CREATE DATABASE "{settings.database}";')


def _restore_dump(settings: Settings, server: throwaway.Server, path: Path) -> None:
    command = ["pg_restore", "--exit-on-error", "--single-transaction"]
    command += ["--host", str(server.socket_dir), "--username", settings.superuser]
    command += ["--dbname", settings.database]
    failure = "The dump could not be restored"
    dumps.read_by(command, path, is_encrypted=path.suffix == ".gpg", failure=failure)


def _look(
    server: throwaway.Server,
    directory: Path,
    plan: Plan,
    expected: dict[str, manifests.TableRows],
) -> Result:
    """Count every row, which reads every page, and ask for constraints, indexes and grants."""
    with database.Session(server.address()) as session:
        known = database.facts(session)
        altered = database.being_altered(session)
        rows = {name: count for name, (count, _) in database.rows_of_tables(session).items()}
        wrong = [row[0] for row in session.ask(_UNFIT)]
        if known["stack_id"] is None:
            wrong.append("it does not say which stack it belongs to")
        else:
            grants = "SELECT * FROM app_meta.grant_problems();"
            wrong += [row[0] for row in session.ask(grants)]
    readable = {name: table for name, table in expected.items() if name not in altered}
    wrong += manifests.differences(readable, rows)
    if wrong:
        shown = "; ".join(wrong[:5])
        message = f"The restored database is not as it must be: {shown}."
        raise FailedError(message)
    remarks = [
        f"{name} was being altered at that moment: its rows cannot be counted before the start."
        for name in sorted(altered)
    ]
    return Result(str(directory), plan, known, rows, remarks)


def swap(settings: Settings, restored: Path) -> Path:
    """Put the restored directory in the place of the present one, which is kept; db is stopped."""
    present = settings.data_directory
    if (present / "postmaster.pid").exists():
        message = "The database still runs on its directory: nothing was swapped."
        raise FailedError(message)
    previous = present.with_name(restored.name.replace("restored", "previous", 1))
    present.rename(previous)
    restored.rename(present)
    return previous


def swap_back(settings: Settings, previous: Path) -> Path:
    """Undo a swap, wherever it was interrupted; keeps what did not start."""
    present = settings.data_directory
    failed = present.with_name(previous.name.replace("previous", "failed", 1))
    if previous.exists():
        if present.exists():
            present.rename(failed)
        previous.rename(present)
    return failed


def adopt_fetched() -> None:
    """Make what was fetched the volume's own backups; what was there is kept beside."""
    aside = BACKUPS / f"replaced-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    aside.mkdir(mode=0o750)
    for name in ("repository", "dumps", "manifests", "stack.json"):
        if (BACKUPS / name).exists():
            (BACKUPS / name).rename(aside / name)
        if (FETCHED / name).exists():
            (FETCHED / name).rename(BACKUPS / name)
    shutil.rmtree(FETCHED, ignore_errors=True)


def as_json(result: Result) -> str:
    """Write a result for the verb that reads it."""
    return json.dumps(asdict(result))
