"""Where everything lies in the containers, and what the operator chose."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path

from backup.failures import FailedError

SOCKET_DIR = Path("/var/run/postgresql")
BACKUPS = Path("/var/lib/backups")
REPOSITORY = BACKUPS / "repository"
DUMPS = BACKUPS / "dumps"
MANIFESTS = BACKUPS / "manifests"
FETCHED = BACKUPS / "fetched"
OPERATIONS = Path("/var/lib/operations")
PASSPHRASE = Path("/run/secrets-repository/passphrase")
OFFSITE_SECRETS = Path("/run/secrets-offsite")
ALIVE = Path("/tmp/backup-alive")  # noqa: S108  a tmpfs of this container alone
CONFIG = Path("/tmp/pgbackrest/pgbackrest.conf")  # noqa: S108  the same
DATABASE_CODE = Path(__file__).resolve().parents[1]

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True)
class Settings:
    """The variables of the service."""

    database: str
    superuser: str
    release: str
    at: time
    incremental_every: timedelta | None
    keep_daily: int
    keep_weekly: int
    keep_monthly: int
    offsite_repository: str | None
    offsite_every: timedelta
    data_directory: Path
    initdb_arguments: str

    @property
    def login(self) -> str:
        """The role that backs up."""
        return f"{self.database}_backup"

    @property
    def is_encrypted(self) -> bool:
        """Whether there is a passphrase to encrypt with."""
        return PASSPHRASE.is_file() and PASSPHRASE.stat().st_size > 0


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Read the variables; raises FailedError for one that says nothing sensible."""

    def value(name: str, default: str) -> str:
        return environment.get(name, "").strip() or default

    kept = value("BACKUP_KEEP_DUMPS", "7,4,12")
    if not re.fullmatch(r"\d+,\d+,\d+", kept):
        message = (
            f"BACKUP_KEEP_DUMPS is {kept!r}: say how many days, weeks and months, as in 7,4,12."
        )
        raise FailedError(message)
    daily, weekly, monthly = map(int, kept.split(","))
    at = value("BACKUP_AT", "03:00")
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", at):
        message = f"BACKUP_AT is {at!r}: give hour and minute in UTC, as in 03:00."
        raise FailedError(message)
    every = value("BACKUP_INCREMENTAL_EVERY", "0s")
    return Settings(
        database=value("POSTGRES_DB", "srq_hpn"),
        superuser=value("POSTGRES_USER", "srq_hpn"),
        release=value("RELEASE", "latest"),
        at=time.fromisoformat(at),
        incremental_every=duration("BACKUP_INCREMENTAL_EVERY", every) or None,
        keep_daily=daily,
        keep_weekly=weekly,
        keep_monthly=monthly,
        offsite_repository=value("OFFSITE_REPOSITORY", "") or None,
        offsite_every=duration("OFFSITE_INTERVAL", value("OFFSITE_INTERVAL", "5m")),
        data_directory=Path(environment["PGDATA"]),
        initdb_arguments=environment.get("POSTGRES_INITDB_ARGS", ""),
    )


def duration(name: str, text: str) -> timedelta:
    """Read 90s, 5m, 1h or 2d."""
    found = re.fullmatch(r"(\d+)([smhd])", text)
    if found is None:
        message = f"{name} is {text!r}: give a number with s, m, h or d, as in 5m."
        raise FailedError(message)
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])


def load() -> Settings:
    """Read this process's environment."""
    return settings_from(os.environ)
