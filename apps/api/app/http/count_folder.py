"""The folder in which gunicorn's processes count together: in memory, where there is some.

A folder is held by a lock that the kernel lets go when the last of its processes has ended, however
that came about, so that no process id is trusted. What nobody holds goes at the next start.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

MEMORY: Final = Path("/dev") / "shm"
_PREFIX: Final = "srq-hpn-counters-"


def make_count_folder(place: Path | None = None) -> Path:
    """Make a folder that this process and its children hold, and remove what ended ones left."""
    if place is None:
        place = MEMORY if MEMORY.is_dir() else Path(tempfile.gettempdir())
    _remove_abandoned(place)
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
        # Another start may have found it before it was held.
        with contextlib.suppress(FileNotFoundError, BlockingIOError):
            held = _hold(folder)
            if folder.exists():
                return folder
            os.close(held)


def _remove_abandoned(place: Path) -> None:
    for folder in place.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if folder.lstat().st_uid != os.geteuid():
                continue
            held = _hold(folder)
            shutil.rmtree(folder, ignore_errors=True)
            os.close(held)


def _hold(folder: Path) -> int:
    """Lock a folder until every process that has the descriptor ended or closed it.

    Raises BlockingIOError where others hold it.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
