"""Workers as processes, with a job whose course a test can follow: `python -m tests.fakes.working`.

The job `test.step` writes what becomes of it into a folder and waits there to be let go.
"""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app import worker
from app.kernel.database import Database
from app.kernel.logs import configure_logging
from app.kernel.queue import Jobs
from app.kernel.queue_runner import Pace
from app.settings import Settings, load_settings

API_ROOT = Path(__file__).resolve().parents[2]
FOLDER = "TEST_FOLDER"
PACE = Pace(heartbeat=0.3, stalled_after=1.5, stalled_check=0.3, poll=0.3, reconnect=0.2, grace=3)


def register(jobs: Jobs, database: Database, settings: Settings) -> None:
    """The job that a test follows, beside the product's own."""
    worker.register_jobs(jobs, database, settings)
    folder = Path(os.environ[FOLDER])

    @jobs.job("test.step")
    async def step(*, label: str) -> None:
        note(folder / f"{label}.began")
        while not (folder / f"{label}.go").exists():  # noqa: ASYNC110  another process makes it
            await asyncio.sleep(0.02)
        note(folder / f"{label}.done")


def note(file: Path) -> None:
    """One line more, with who wrote it."""
    with file.open("a") as lines:
        lines.write(f"{os.getpid()}\n")


@dataclass
class Worker:
    """A worker's process, and where it and its jobs write."""

    process: subprocess.Popen[str]
    folder: Path
    log: Path

    def wait_for_log(self, words: str, *, seconds: float = 30) -> None:
        """Wait until it has said so."""
        deadline = time.monotonic() + seconds
        while words not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.02)

    def end(self, number: signal.Signals) -> int:
        """Send the signal and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(30)


@contextlib.contextmanager
def started(folder: Path, name: str = "worker", **environ: str) -> Iterator[Worker]:
    """A worker's process; it need not be ready yet."""
    log = folder / f"{name}.log"
    with log.open("w") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.fakes.working"],
            cwd=API_ROOT,
            env={"PATH": os.environ["PATH"], FOLDER: str(folder), "LOG_FORMAT": "text", **environ},
            stdout=stderr,
            stderr=stderr,
            text=True,
        )
    try:
        yield Worker(process, folder, log)
    finally:
        process.kill()
        process.wait()


def wait_for_lines(file: Path, count: int, *, seconds: float = 30) -> list[str]:
    """The lines of a file, once there are as many."""
    deadline = time.monotonic() + seconds
    while len(lines := file.read_text().splitlines() if file.exists() else []) < count:
        assert time.monotonic() < deadline, f"{file.name} has {lines}"
        time.sleep(0.02)
    return lines


if __name__ == "__main__":
    told = load_settings()
    configure_logging(told.logging)
    asyncio.run(worker.work(told, register=register, pace=PACE))
