"""What a launcher that was killed left running, ended before the next run begins.

On Linux the services are told to stop when their launcher dies; this waits for them, and ends
what did not obey. PostgreSQL's leftovers are its own module's business.
"""

import contextlib
import json
import os
import signal
import time
from pathlib import Path

from services import Service

OBEY_SECONDS = 10


def note_running(data: Path, services: list[Service]) -> None:
    """Write down which processes this run has started."""
    noted = [
        {"pid": service.pid, "began": began}
        for service in services
        if service.pid is not None and (began := beginning_of(service.pid)) is not None
    ]
    _note(data).write_text(json.dumps(noted))


def stop_leftovers(data: Path) -> None:
    """End what the run before noted and what is still the same process; forget the rest."""
    try:
        noted = json.loads(_note(data).read_text())
        leftovers = [(int(entry["pid"]), str(entry["began"])) for entry in noted]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return
    for pid, began in leftovers:
        _end(pid, began)
    _note(data).unlink(missing_ok=True)


def beginning_of(pid: int) -> str | None:
    """When the process began, in the kernel's ticks: with the number it names one process only."""
    with contextlib.suppress(OSError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return None if fields[0] == "Z" else fields[19]
    return None


def _end(pid: int, began: str) -> None:
    """End the process and whatever it started, which is in its group, also when it died first."""
    if beginning_of(pid) == began:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + OBEY_SECONDS
        while beginning_of(pid) == began and time.monotonic() < deadline:
            time.sleep(0.05)
    # The number of a group is not given to a new process while the group has members.
    if beginning_of(pid) in {began, None}:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)


def _note(data: Path) -> Path:
    return data / "running.json"
