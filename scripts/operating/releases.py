"""Which releases have run here: `.releases/releases.jsonl` beside the env file, newest last."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from operating import memory

_NAME = "releases.jsonl"


@dataclass(frozen=True)
class Release:
    """One version that has served."""

    tag: str
    revision: str
    """The migration that the schema was at when it began to serve."""
    images: Mapping[str, str]
    """The id of each service's image."""
    previous: str | None
    """What served before it."""
    backup: str | None = None
    """What was printed when the data was saved before it."""
    at: str = field(default_factory=lambda: f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")


def known(folder: Path) -> list[Release]:
    """Return every release, oldest first."""
    lines = (memory.read(folder, _NAME) or "").splitlines()
    return [Release(**json.loads(line)) for line in lines if line.strip()]


def record(folder: Path, release: Release) -> None:
    """Add a release."""
    before = memory.read(folder, _NAME) or ""
    memory.write(folder, _NAME, before + json.dumps(asdict(release)) + "\n")


def newest_tags(folder: Path, count: int) -> list[str]:
    """Return the tags of the releases that served last, newest first, each once."""
    tags = dict.fromkeys(release.tag for release in reversed(known(folder)))
    return list(tags)[:count]
