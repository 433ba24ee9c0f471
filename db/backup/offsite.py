"""The copy elsewhere: restic over the whole volume of backups, encrypted before it leaves."""

import os
import shutil
import time
from pathlib import Path

from backup import status
from backup.commands import run
from backup.failures import FailedError
from backup.settings import BACKUPS, FETCHED, OFFSITE_SECRETS, Settings

_CREDENTIALS = Path("/tmp/offsite/credentials")  # noqa: S108  a tmpfs of this container alone
_LONGEST_GREETING = 30
_LONGEST_COPY = 3 * 3600
_NEVER_COPIED = ("fetched", "replaced-*", "drill-*", ".lock", "*.tmp", "*.partial", "*.new")


def _restic(settings: Settings, *arguments: str, failure: str, seconds: int = _LONGEST_COPY) -> str:
    repository = settings.offsite_repository
    if repository is None:
        message = "There is no off-site copy: OFFSITE_REPOSITORY is not set."
        raise FailedError(message)
    password = OFFSITE_SECRETS / "offsite_password"
    if not password.is_file() or password.stat().st_size == 0:
        message = "OFFSITE_PASSWORD is missing: the off-site copy is never written unencrypted."
        raise FailedError(message)
    environment = {"RESTIC_PASSWORD_FILE": str(password), "RESTIC_REPOSITORY": repository}
    if repository.startswith("s3:"):
        _write_credentials()
        environment["AWS_SHARED_CREDENTIALS_FILE"] = str(_CREDENTIALS)
    # restic itself goes on trying for a quarter of an hour, and other tasks wait for this one.
    command = [
        "timeout",
        str(seconds),
        "restic",
        "--no-cache",
        "--retry-lock=1m",
        "--quiet",
        *arguments,
    ]
    return run(command, failure=failure, environment=environment)


def _write_credentials() -> None:
    _CREDENTIALS.parent.mkdir(mode=0o700, exist_ok=True)
    key, secret = (
        (OFFSITE_SECRETS / name).read_text()
        for name in ("offsite_access_key_id", "offsite_secret_access_key")
    )
    with os.fdopen(
        os.open(_CREDENTIALS, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w"
    ) as file:
        file.write(f"[default]\naws_access_key_id = {key}\naws_secret_access_key = {secret}\n")


def copy(settings: Settings) -> None:
    """Copy what is new; says in its status how that went."""
    began = time.monotonic()
    try:
        _make_repository(settings)
        excluded = [f"--exclude={BACKUPS}/{name}" for name in _NEVER_COPIED if name[0] != "*"]
        excluded += [f"--exclude={name}" for name in _NEVER_COPIED if name[0] == "*"]
        command = ["backup", "--host=srq-hpn", *excluded, str(BACKUPS)]
        _restic(settings, *command, failure="The off-site copy failed")
    except FailedError as error:
        figures = {"seconds": round(time.monotonic() - began, 1)}
        status.write("offsite", is_ok=False, sentence=str(error), figures=figures)
        raise
    figures = {"seconds": round(time.monotonic() - began, 1)}
    figures["size_bytes"] = status.folder_bytes(BACKUPS)
    status.write("offsite", is_ok=True, sentence="The off-site copy is current.", figures=figures)


def _make_repository(settings: Settings) -> None:
    failure = "The off-site copy cannot be reached"
    try:
        _restic(settings, "cat", "config", failure=failure, seconds=_LONGEST_GREETING)
    except FailedError as error:
        # Where there is a repository, whatever else is wrong with it, restic makes no other.
        try:
            _restic(settings, "init", failure=failure, seconds=_LONGEST_GREETING)
        except FailedError:
            raise error from None


def check(settings: Settings) -> None:
    """Drop old states of the copy and read the structure of the rest."""
    kept = ["--keep-last=12", "--keep-hourly=24", "--keep-daily=14", "--keep-monthly=12"]
    _restic(settings, "forget", "--prune", *kept, failure="The off-site copy could not be thinned")
    _restic(settings, "check", failure="The off-site copy is damaged")


def fetch(settings: Settings) -> None:
    """Bring the newest copy back, beside the local one."""
    shutil.rmtree(FETCHED, ignore_errors=True)
    source = f"latest:{BACKUPS}"
    command = ["restore", source, "--target", str(FETCHED), "--verify"]
    _restic(settings, *command, failure="The off-site copy could not be fetched")
