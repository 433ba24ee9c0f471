"""One small file for each task, which says how its last run went; others watch them."""

import json
import os
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from backup.settings import BACKUPS, OPERATIONS


def now() -> datetime:
    """The time, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def stamp(moment: datetime) -> str:
    """Write a time as 2026-11-25T17:00:00Z."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def read(name: str, folder: Path = OPERATIONS) -> dict[str, Any]:
    """What was written last; empty if that was never."""
    try:
        known: dict[str, Any] = json.loads((folder / f"{name}.json").read_text())
    except (OSError, ValueError):
        return {}
    return known


def last_ok(name: str, folder: Path = OPERATIONS) -> datetime | None:
    """When the task last succeeded."""
    at = read(name, folder).get("last_ok_at")
    return datetime.fromisoformat(at) if at else None


def write(
    name: str,
    *,
    is_ok: bool,
    sentence: str,
    figures: Mapping[str, float | int | str | None],
    folder: Path = OPERATIONS,
) -> None:
    """Say how a run went. On a full disk the file is overwritten where it lies."""
    at = stamp(now())
    text = json.dumps(
        {
            "name": name,
            "at": at,
            "is_ok": is_ok,
            "last_ok_at": at if is_ok else read(name, folder).get("last_ok_at"),
            "sentence": sentence,
            "figures": dict(figures),
        }
    )
    path = folder / f"{name}.json"
    new = folder / f".{name}.json.new"
    try:
        new.write_text(text)
        new.chmod(0o644)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        with path.open("r+") as file:
            file.write(text)
            file.truncate()


def write_disk(data_directory: Path) -> None:
    """Say how much room there is for the database and for backups."""
    database, backups = shutil.disk_usage(data_directory), shutil.disk_usage(BACKUPS)
    scarce = [
        name
        for name, usage in (("database", database), ("backups", backups))
        if usage.free < usage.total // 10
    ]
    write(
        "disk",
        is_ok=not scarce,
        sentence=(
            f"Less than a tenth of the disk is free for the {' and the '.join(scarce)}."
            if scarce
            else "There is room on the disk."
        ),
        figures={
            "database_free_bytes": database.free,
            "database_total_bytes": database.total,
            "backups_free_bytes": backups.free,
            "backups_total_bytes": backups.total,
        },
    )


def folder_bytes(folder: Path) -> int:
    """How much the files below a folder take."""
    return sum(
        os.lstat(Path(parent) / name).st_size
        for parent, _, names in os.walk(folder)
        for name in names
    )
