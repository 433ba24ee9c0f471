"""What a backup holds, written beside it: a restore is compared with this."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from backup.commands import synchronise
from backup.failures import FailedError
from backup.settings import MANIFESTS


@dataclass(frozen=True)
class TableRows:
    """How many rows a table has; exact unless it changed while the backup was taken."""

    rows: int
    is_exact: bool


@dataclass(frozen=True)
class Manifest:
    """One backup. `checksum` is the SHA-256 of `file`: the dump, or pgBackRest's own manifest."""

    label: str
    kind: str
    at: str
    seconds: float
    size_bytes: int
    stored_bytes: int
    file: str
    checksum: str
    postgres: str
    system_identifier: str
    stack_id: str | None
    alembic_head: str | None
    release: str
    tables: dict[str, TableRows]

    def write(self, folder: Path = MANIFESTS) -> None:
        """Put it beside the backup."""
        path = folder / f"{self.label}.json"
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        try:
            new.write_text(json.dumps(asdict(self), indent=1, sort_keys=True))
            synchronise(new)
            new.replace(path)
        except OSError as error:
            new.unlink(missing_ok=True)
            message = f"The manifest could not be written: {error.strerror}."
            raise FailedError(message) from None


def read(label: str, folder: Path = MANIFESTS) -> Manifest:
    """The manifest of a backup; raises FailedError if there is none that can be read."""
    try:
        known = json.loads((folder / f"{label}.json").read_text())
        tables = {name: TableRows(**rows) for name, rows in known.pop("tables").items()}
        return Manifest(**known, tables=tables)
    except FileNotFoundError:
        message = (
            f"No backup is called {label}: `scripts/backup --list` names those that are there."
        )
        raise FailedError(message) from None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        message = f"The backup {label} has no manifest that can be read, so it cannot be trusted."
        raise FailedError(message) from None


def forget_all_but(labels: set[str], folder: Path = MANIFESTS) -> None:
    """Remove the manifests of backups that are no more."""
    for path in folder.glob("*.json"):
        if path.stem not in labels:
            path.unlink()


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def between(
    before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]
) -> dict[str, TableRows]:
    """Rows of the tables around a backup that took a while: exact where nothing changed.

    A table that was made meanwhile may be in the backup or not, so nothing is said of it.
    """
    return {
        name: TableRows(rows=known[0], is_exact=before[name] == known)
        for name, known in after.items()
        if name in before
    }


def differences(expected: dict[str, TableRows], found: dict[str, int]) -> list[str]:
    """What a restored database has otherwise than the manifest says."""
    missing = [f"{name} is missing" for name in expected if name not in found]
    return missing + [
        f"{name} has {found[name]} rows instead of {table.rows}"
        for name, table in expected.items()
        if name in found and table.is_exact and found[name] != table.rows
    ]
