"""Running programs: every exit code counts, and what they said last is the reason."""

import contextlib
import fcntl
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from backup.failures import FailedError
from backup.settings import BACKUPS

_SECONDS_TO_STOP = 20


def run(
    command: Sequence[str],
    *,
    failure: str,
    environment: Mapping[str, str] | None = None,
    given: str | None = None,
) -> str:
    """Run a program and return what it printed; raises FailedError unless it ends with 0."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE if given is not None else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        env={**os.environ, **(environment or {})},
    )
    with ended_with_us(process):
        printed, complaints = process.communicate(given)
    if process.returncode != 0:
        raise FailedError(sentence(failure, complaints or printed))
    return printed


def sentence(failure: str, said: str) -> str:
    """Put the reason that a program gave behind what failed."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    reasons = [line for line in lines if re.search("ERROR|F(ATAL|atal)|rror:", line)]
    reason = (reasons or lines[-1:] or ["no reason was given"])[0]
    return f"{failure}: {reason[:400].rstrip('.')}."


@contextlib.contextmanager
def ended_with_us(*processes: subprocess.Popen[str] | subprocess.Popen[bytes]) -> Iterator[None]:
    """End the programs if this one is told to stop meanwhile."""
    try:
        yield
    except BaseException:
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(_SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        raise


@contextlib.contextmanager
def one_at_a_time(folder: Path = BACKUPS, *, is_quiet: bool = False) -> Iterator[None]:
    """Hold the lock of the volume, which every container that works on it takes."""
    with (folder / ".lock").open("a") as file:
        has_waited = is_quiet
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not has_waited:
                    sys.stderr.write("Waiting for another task of the backups to end …\n")
                    has_waited = True
                time.sleep(0.5)
        yield


def synchronise(path: Path) -> None:
    """Have a file and its name on disk, not on their way there."""
    for name in (path, path.parent):
        handle = os.open(name, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
