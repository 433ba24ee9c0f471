"""Installing and building: commands that end, shown while they run, logged, stopped together."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from pathlib import Path
from typing import IO

from checkout import ROOT
from progress import say, seconds
from refusals import from_failed_step

try:
    import fcntl
except ImportError:  # no such thing outside Unix
    fcntl = None  # type: ignore[assignment]

SAY_AGAIN_SECONDS = 10
KEPT_LINES = 200

_running: set[subprocess.Popen[str]] = set()
_inherited: set[int] = set()


def run_step(
    title: str,
    command: list[str],
    *,
    directory: Path = ROOT,
    environment: dict[str, str] | None = None,
) -> None:
    """Run a command to its end; its output goes to a log, its last line is shown now and then.

    Raises CannotContinueError with what is known about the failure.
    """
    log_path = ROOT / ".data" / "logs" / "setup.log"
    log_path.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    say(f"{title} ...")
    with log_path.open("a") as log:
        log.write(f"\n== {title}: {' '.join(command)}\n")
        lines: list[str] = []
        with _saying_again(title, began, lines):
            exit_code = run_command(
                command, directory=directory, environment=environment, output=lines, log=log
            )
    if exit_code != 0:
        raise from_failed_step(title, "".join(lines[-KEPT_LINES:]), log_path)
    say(f"{title}: done in {seconds(time.monotonic() - began)}")


def run_command(
    command: list[str],
    *,
    directory: Path = ROOT,
    environment: dict[str, str] | None = None,
    output: list[str],
    log: IO[str] | None = None,
) -> int:
    """Run a command to its end and return its exit code; a stop signal ends it early.

    Each line that it prints is added to `output` and written to `log`.
    """
    process = subprocess.Popen(
        command,
        cwd=directory,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
        pass_fds=tuple(_inherited),
    )
    _running.add(process)
    try:
        assert process.stdout is not None
        for line in process.stdout:
            output.append(line)
            if log is not None:
                log.write(line)
        return process.wait()
    finally:
        _stop(process)
        _running.discard(process)


def run_side_by_side(*tracks: Callable[[], None]) -> None:
    """Run the tracks at the same time; the first exception or signal stops them all."""
    with ThreadPoolExecutor(max_workers=len(tracks)) as executor:
        futures = [executor.submit(track) for track in tracks]
        try:
            done, _ = wait(futures, return_when=FIRST_EXCEPTION)
            for future in done:
                future.result()
        except BaseException:
            for process in list(_running):
                _stop(process)
            raise


@contextlib.contextmanager
def one_installer_at_a_time() -> Iterator[None]:
    """Hold the checkout's installation lock.

    The steps inherit it: what a killed launcher left running is waited for, not collided with.
    """
    path = ROOT / ".data" / "installation.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        if fcntl is not None:
            _wait_for(lock)
        _inherited.add(lock.fileno())
        try:
            yield
        finally:
            _inherited.discard(lock.fileno())


def _wait_for(lock: IO[str]) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another command is installing packages in this folder: waiting for it ...")
        fcntl.flock(lock, fcntl.LOCK_EX)


@contextlib.contextmanager
def _saying_again(title: str, began: float, lines: list[str]) -> Iterator[None]:
    is_over = threading.Event()

    def repeat() -> None:
        while not is_over.wait(SAY_AGAIN_SECONDS):
            latest = lines[-1].strip()[:80] if lines else "nothing said yet"
            say(f"  {title}: {seconds(time.monotonic() - began)} so far ({latest})")

    thread = threading.Thread(target=repeat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _stop(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
