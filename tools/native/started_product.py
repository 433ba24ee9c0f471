"""A second product beside the developer's own, with data of its own: for tests that need one."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Self

from checkout import NATIVE_DIR
from ports import free_port

READY_SECONDS = 240
STOP_SECONDS = 60


class DidNotStartError(Exception):
    """The launcher ended or fell silent; the message is all that it said."""


def discard(data: Path) -> None:
    """Delete a stopped product's data, and its cluster where that had to lie elsewhere."""
    shutil.rmtree((data / "postgres").resolve(), ignore_errors=True)
    shutil.rmtree(data, ignore_errors=True)


class StartedProduct:
    """`npm start` on `port` with its data in `data`; `said` is what it has printed so far.

    `environment` is what it is told beside our own.
    """

    def __init__(
        self, data: Path, *, port: int | None = None, environment: dict[str, str] | None = None
    ) -> None:
        self.data = data
        self.port = port or free_port()
        self.environment = environment or {}
        self.said: list[str] = []
        self.start_seconds = 0.0
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    @property
    def url(self) -> str:
        """What a browser opens."""
        return f"http://localhost:{self.port}"

    @property
    def process(self) -> subprocess.Popen[str]:
        """The launcher."""
        assert self._process is not None
        return self._process

    def launch(self) -> None:
        """Start the launcher and return at once."""
        self._process = subprocess.Popen(
            [sys.executable, str(NATIVE_DIR / "main.py"), "start"],
            env=os.environ
            | self.environment
            | {"SRQ_DATA_DIR": str(self.data), "PORT": str(self.port)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def wait_until_ready(self) -> None:
        """Return when the launcher says that the site answers."""
        began = time.monotonic()
        while f"Ready: {self.url}\n" not in self.said:
            if self.process.poll() is not None or time.monotonic() - began > READY_SECONDS:
                self.stop()
                raise DidNotStartError("".join(self.said))
            time.sleep(0.02)
        self.start_seconds = time.monotonic() - began

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send the signal and return the launcher's exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            exit_code = self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            exit_code = self.process.wait()
        assert self._reader is not None
        self._reader.join(5)
        return exit_code

    def __enter__(self) -> Self:
        self.launch()
        self.wait_until_ready()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.said.append(line)
