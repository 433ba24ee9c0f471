"""pgBackRest: base backups, WAL, and what it says of them."""

import contextlib
import json
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backup import database, manifests, status
from backup.commands import run
from backup.failures import FailedError
from backup.settings import (
    BACKUPS,
    CONFIG,
    DATABASE_CODE,
    MANIFESTS,
    REPOSITORY,
    SOCKET_DIR,
    Settings,
)

STACK_FILE = BACKUPS / "stack.json"
KINDS = {"full": "full", "differential": "diff", "incremental": "incr"}


@dataclass(frozen=True)
class Repository:
    """The repository as one configuration file tells of it."""

    config: Path = CONFIG
    path: Path = REPOSITORY

    def configure(self, data_directory: Path) -> None:
        """Write the configuration."""
        script = str(DATABASE_CODE / "pgbackrest.sh")
        command = ["bash", script, str(self.config), str(data_directory), str(self.path)]
        run(command, failure="pgBackRest could not be configured")

    def run(self, command: str, *options: str, failure: str) -> str:
        """Run pgBackRest and return what it printed."""
        known = [f"--config={self.config}", "--stanza=main"]
        return run(["pgbackrest", *known, *options, command], failure=failure)

    def info(self) -> dict[str, Any]:
        """What pgBackRest knows of the stanza."""
        said = self.run("info", "--output=json", failure="The repository cannot be read")
        known: list[dict[str, Any]] = json.loads(said)
        if not known or known[0]["status"]["code"] not in (0, 2):
            reason = known[0]["status"]["message"] if known else "it is empty"
            message = f"The repository cannot be used: {reason}."
            raise FailedError(message)
        return known[0]

    def backups(self) -> list[dict[str, Any]]:
        """Every base backup, oldest first."""
        found: list[dict[str, Any]] = self.info()["backup"]
        return found

    def trusted(self, folder: Path = MANIFESTS) -> list[dict[str, Any]]:
        """Every base backup that was verified and given its manifest, oldest first."""
        return [one for one in self.backups() if (folder / f"{one['label']}.json").exists()]

    def own_manifest(self, label: str) -> Path:
        """The file in which pgBackRest lists a backup's files and their checksums."""
        return self.path / "backup" / "main" / label / "backup.manifest"

    def verify(self, label: str | None = None) -> None:
        """Read a backup, or everything, and compare every checksum."""
        chosen = [f"--set={label}"] if label else []
        failure = f"The backup {label} is damaged" if label else "The repository is damaged"
        said = self.run("verify", "--output=text", "--verbose", *chosen, failure=failure)
        if re.search(r"^status: ok$", said, re.MULTILINE):
            return
        # pgBackRest ends with 0 whatever it finds.
        wrong = [line.strip() for line in said.splitlines() if re.search(r": [1-9]|invalid,", line)]
        message = f"{failure}: {'; '.join(wrong)[:300] or 'pgBackRest says no more'}."
        raise FailedError(message)

    def remove_unfinished(self) -> None:
        """Remove what a backup left behind that did not get as far as being listed."""
        listed = {one["label"] for one in self.backups()}
        for folder in (self.path / "backup" / "main").glob("*F*"):
            if folder.is_dir() and not folder.is_symlink() and folder.name not in listed:
                shutil.rmtree(folder, ignore_errors=True)

    def is_archived(self, segment: str) -> bool:
        """Whether a finished piece of WAL is in the repository."""
        folder = self.path / "archive" / "main"
        return any(folder.glob(f"*/{segment[:16]}/{segment}-*"))


def prepare(settings: Settings) -> Repository:
    """Make the repository ready for the database that runs; refuses another stack's."""
    repository = Repository()
    repository.configure(settings.data_directory)
    with database.Session(address(settings)) as session:
        stack = database.facts(session)["stack_id"]
    if stack is None:
        message = "The database says of no stack that it is its own: run the roles step first."
        raise FailedError(message)
    if STACK_FILE.exists():
        known = json.loads(STACK_FILE.read_text())["stack_id"]
        if known != stack:
            message = (
                f"The volume of backups belongs to another stack ({known}), not to this one"
                f" ({stack}): mount an empty one, or restore from it."
            )
            raise FailedError(message)
    try:
        repository.run("stanza-create", failure="The repository could not be made")
    except FailedError as error:
        # The database was made anew, as it is when a dump is restored.
        if "BackupMismatch" not in str(error) and "[028]" not in str(error):
            raise
        repository.run("stanza-upgrade", failure="The repository could not be made ready")
    if not STACK_FILE.exists():
        STACK_FILE.write_text(json.dumps({"stack_id": stack}))
    return repository


def address(settings: Settings) -> database.Address:
    """The running database, asked as the backups' login."""
    return database.Address(SOCKET_DIR, settings.database, settings.login)


def take(settings: Settings, kind: str) -> manifests.Manifest:
    """Take a base backup, verify it, and write its manifest; says in its status how that went."""
    began = time.monotonic()
    try:
        manifest = _take(settings, prepare(settings), kind, began)
    except FailedError as error:
        figures = {"seconds": round(time.monotonic() - began, 1)}
        status.write("backup", is_ok=False, sentence=str(error), figures=figures)
        raise
    status.write(
        "backup",
        is_ok=True,
        sentence=f"{manifest.label} is taken and verified.",
        figures={
            "size_bytes": manifest.size_bytes,
            "stored_bytes": manifest.stored_bytes,
            "seconds": manifest.seconds,
            "label": manifest.label,
            "kind": manifest.kind,
        },
    )
    return manifest


def _take(
    settings: Settings, repository: Repository, kind: str, began: float
) -> manifests.Manifest:
    with database.Session(address(settings)) as session:
        with database.snapshot(session):
            before = database.rows_of_tables(session)
        failure = "The base backup failed and the last good one is kept"
        try:
            repository.run("backup", f"--type={KINDS[kind]}", failure=failure)
        except FailedError:
            # The next one would remove it, but the archive needs the room now.
            with contextlib.suppress(FailedError):
                repository.remove_unfinished()
            raise
        newest = repository.backups()[-1]
        with database.snapshot(session):
            after = database.rows_of_tables(session)
            known = database.facts(session)
    label = newest["label"]
    repository.verify(label)
    manifest = manifests.Manifest(
        label=label,
        kind=kind,
        at=status.stamp(status.now()),
        seconds=round(time.monotonic() - began, 1),
        stored_bytes=newest["info"]["repository"]["delta"],
        file=str(repository.own_manifest(label).relative_to(BACKUPS)),
        checksum=manifests.checksum(repository.own_manifest(label)),
        release=settings.release,
        tables=manifests.between(before, after),
        **known,
    )
    manifest.write()
    forget_expired(repository)
    return manifest


def forget_expired(repository: Repository) -> None:
    """Remove the manifests of base backups that pgBackRest has removed."""
    kept = {backup["label"] for backup in repository.backups()}
    dumps = {path.stem for path in MANIFESTS.glob("dump-*.json")}
    manifests.forget_all_but(kept | dumps)


def write_archive_status(settings: Settings, repository: Repository) -> None:
    """Say whether finished WAL arrives in the repository."""
    ready = settings.data_directory / "pg_wal" / "archive_status"
    waiting = sum(1 for _ in ready.glob("*.ready"))
    with database.Session(address(settings)) as session:
        last, age, failed, is_failing = session.ask(
            "SELECT last_archived_wal, extract(epoch FROM now() - last_archived_time)::int,"
            " failed_count, coalesce(last_failed_time > last_archived_time,"
            " last_failed_time IS NOT NULL) FROM pg_stat_archiver;"
        )[0]
    is_lost = bool(last) and "." not in last and not repository.is_archived(last)
    if is_lost:
        sentence = (
            f"{last} was given up, since the archive could not be written: take a full backup."
        )
    elif is_failing == "t":
        sentence = f"WAL cannot be archived; {waiting} files wait. The database's log says why."
    else:
        sentence = "WAL is archived."
    status.write(
        "archive",
        is_ok=not is_lost and is_failing != "t",
        sentence=sentence,
        figures={
            "age_seconds": int(age) if age else None,
            "failed_count": int(failed),
            "ready_files": waiting,
        },
    )
