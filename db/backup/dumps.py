"""Logical dumps, for another server or another major version; encrypted where there is a secret."""

import os
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

from backup import database, manifests, repository, schedule, status
from backup.commands import ended_with_us, sentence, synchronise
from backup.failures import FailedError
from backup.settings import BACKUPS, DUMPS, MANIFESTS, PASSPHRASE, SOCKET_DIR, Settings

_GPG_HOME = Path("/tmp/gnupg")  # noqa: S108  a tmpfs of this container alone
_GPG = ["gpg", "--homedir", str(_GPG_HOME), "--batch", "--quiet", "--no-tty"]
_GPG += ["--pinentry-mode", "loopback", "--passphrase-file", str(PASSPHRASE)]
_FAILED = "The dump failed and the last good one is kept"


def take(settings: Settings) -> manifests.Manifest:
    """Dump the database, verify the file, write its manifest, and remove what is too old."""
    began = time.monotonic()
    label = f"dump-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    ending = ".dump.gpg" if settings.is_encrypted else ".dump"
    final, partial = DUMPS / f"{label}{ending}", DUMPS / f".{label}.partial"
    try:
        DUMPS.mkdir(mode=0o750, exist_ok=True)
        manifest = _take(settings, label, partial, final, began)
    except (FailedError, OSError) as error:
        partial.unlink(missing_ok=True)
        said = (
            str(error) if isinstance(error, FailedError) else f"The dump failed: {error.strerror}."
        )
        figures = {"seconds": round(time.monotonic() - began, 1)}
        status.write("dump", is_ok=False, sentence=said, figures=figures)
        raise FailedError(said) from None
    status.write(
        "dump",
        is_ok=True,
        sentence=f"{label} is taken and verified.",
        figures={
            "size_bytes": manifest.size_bytes,
            "stored_bytes": manifest.stored_bytes,
            "seconds": manifest.seconds,
            "label": label,
        },
    )
    return manifest


def _take(
    settings: Settings, label: str, partial: Path, final: Path, began: float
) -> manifests.Manifest:
    with (
        database.Session(repository.address(settings)) as session,
        database.snapshot(session) as name,
    ):
        _write(settings, name, partial)
        rows = database.rows_of_tables(session)
        known = database.facts(session)
    synchronise(partial)
    manifest = manifests.Manifest(
        label=label,
        kind="dump",
        at=status.stamp(status.now()),
        seconds=round(time.monotonic() - began, 1),
        stored_bytes=partial.stat().st_size,
        file=str(final.relative_to(BACKUPS)),
        checksum=manifests.checksum(partial),
        release=settings.release,
        tables={
            table: manifests.TableRows(count, is_exact=True) for table, (count, _) in rows.items()
        },
        **known,
    )
    check_contents(partial, is_encrypted=final.suffix == ".gpg")
    manifest.write()
    partial.rename(final)
    synchronise(final)
    expire(settings)
    return manifest


def _write(settings: Settings, snapshot: str, path: Path) -> None:
    command = ["pg_dump", "--format=custom", "--compress=zstd:3", f"--snapshot={snapshot}"]
    command += ["--host", str(SOCKET_DIR), "--username", settings.login, settings.database]
    with path.open("wb") as file:
        os.fchmod(file.fileno(), 0o640)
        if not settings.is_encrypted:
            _finish(_FAILED, subprocess.Popen(command, stdout=file, stderr=subprocess.PIPE))
            return
        dumping = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        encrypting = subprocess.Popen(
            [*_gpg(), "--symmetric", "--cipher-algo", "AES256", "--compress-algo", "none"],
            stdin=dumping.stdout,
            stdout=file,
            stderr=subprocess.PIPE,
        )
        assert dumping.stdout is not None
        dumping.stdout.close()
        _finish(_FAILED, encrypting, dumping)


def _gpg() -> list[str]:
    _GPG_HOME.mkdir(mode=0o700, exist_ok=True)
    return _GPG


def _finish(failure: str, *processes: subprocess.Popen[bytes]) -> None:
    with ended_with_us(*processes):
        said = [process.communicate()[1].decode(errors="replace") for process in processes]
    for process, complaints in zip(processes, said, strict=True):
        if process.returncode != 0:
            raise FailedError(sentence(failure, complaints))


def check_contents(path: Path, *, is_encrypted: bool) -> None:
    """Read the whole file as a restore does, without a server; raises FailedError."""
    command = ["pg_restore", "--file=/dev/null"]
    failure = f"The dump {path.name} cannot be read"
    read_by(command, path, is_encrypted=is_encrypted, failure=failure)


def read_by(command: list[str], path: Path, *, is_encrypted: bool, failure: str) -> None:
    """Run a command on what a dump holds, in the clear; raises FailedError with `failure`."""
    with path.open("rb") as file:
        if not is_encrypted:
            _finish(failure, subprocess.Popen(command, stdin=file, stderr=subprocess.PIPE))
            return
        decrypting = subprocess.Popen(
            [*_gpg(), "--decrypt"], stdin=file, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        reading = subprocess.Popen(command, stdin=decrypting.stdout, stderr=subprocess.PIPE)
        assert decrypting.stdout is not None
        decrypting.stdout.close()
        _finish(failure, reading, decrypting)


def find(label: str, folder: Path = DUMPS) -> Path:
    """The file of a dump; raises FailedError if it is not there."""
    for path in folder.glob(f"{label}.dump*"):
        return path
    message = f"There is no dump {label}."
    raise FailedError(message)


def tidy() -> None:
    """Remove what a dump left that was killed."""
    for path in DUMPS.glob(".*.partial"):
        path.unlink()


def labels(folder: Path = DUMPS) -> list[str]:
    """Every dump, oldest first."""
    return sorted(path.name.split(".")[0] for path in folder.glob("dump-*"))


def expire(settings: Settings) -> None:
    """Remove dumps that neither a day, a week nor a month keeps."""
    taken = {label: datetime.strptime(label, "dump-%Y%m%dT%H%M%S%z") for label in labels()}
    kept = schedule.kept(taken, settings.keep_daily, settings.keep_weekly, settings.keep_monthly)
    for label in taken.keys() - kept:
        find(label).unlink()
        (MANIFESTS / f"{label}.json").unlink(missing_ok=True)
