"""One launcher per data directory: the second is told who the first is."""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from refusals import CannotContinueError

try:
    import fcntl
except ImportError:  # no such thing outside Unix
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def one_launcher_at_a_time(data: Path, site_port: int) -> Iterator[None]:
    """Hold the data directory's lock; the kernel lets it go when this process dies."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "launcher.lock").open("a+") as lock:
        if fcntl is not None:
            _take(lock, data)
        lock.truncate(0)
        lock.write(json.dumps({"pid": os.getpid(), "port": site_port}))
        lock.flush()
        yield


def _take(lock: IO[str], data: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CannotContinueError(_who_holds(lock, data)) from None


def _who_holds(lock: IO[str], data: Path) -> str:
    lock.seek(0)
    try:
        first = json.load(lock)
        return (
            f"npm start already runs in this folder, on http://localhost:{first['port']}: "
            f"use that one, or stop it with Ctrl-C or `kill {first['pid']}`."
        )
    except (ValueError, KeyError):
        return f"Another npm start holds {data}: use that one or stop it."
