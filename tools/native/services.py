"""The product's processes: what each is started with, and what each is not told."""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NoReturn

from refusals import CannotContinueError

KEPT_LOG_BYTES = 20 * 2**20
SHOWN_LOG_LINES = 15

# The database's variables of this shell belong to another database, or hold more than a service
# may know; each service is told its own.
_NOT_INHERITED = ("POSTGRES_", "DATABASE_URL", "PG", "NPM_", "PNPM_", "PYTHON", "VIRTUAL_ENV")
# Secrets of accounts and mail: for API and worker, which are told by environment_for_app.
_FOR_THE_APP = ("ALERT_", "AUTH_", "FIRST_ADMIN_", "INTERNAL_API_", "MAIL_", "SMTP_")
_SET_PARENT_DEATH_SIGNAL = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def environment_for_services() -> dict[str, str]:
    """The shell's environment without the variables of databases, npm and Python."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith((*_NOT_INHERITED, *_FOR_THE_APP))
        and name not in {"PORT", "HOSTNAME", "BIND"}
    }


def environment_for_app(credentials: dict[str, str]) -> dict[str, str]:
    """What API and worker are told besides: all that this shell says about accounts and mail.

    `credentials` are the database's address and what is signed with, by NAME or NAME_FILE; where
    the shell names another secret to sign with, that one counts.
    """
    said = {name: value for name, value in os.environ.items() if name.startswith(_FOR_THE_APP)}
    kept = {
        name: value
        for name, value in credentials.items()
        if not any(said.get(each, "").strip() for each in _spellings(name))
    }
    return environment_for_services() | said | kept


def _spellings(name: str) -> tuple[str, str]:
    bare = name.removesuffix("_FILE")
    return bare, f"{bare}_FILE"


@dataclass
class Service:
    """A process that is meant to stay; `stop` gives it `stop_seconds` to finish.

    It prints to its log, or to the terminal where `log_path` is None.
    """

    name: str
    command: list[str]
    directory: Path
    environment: dict[str, str]
    log_path: Path | None
    stop_seconds: float = 25
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._process.pid if self._process else None

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._process.poll() if self._process else None

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C at the terminal spares it.

        On Linux it is told to stop when the launcher dies, even by SIGKILL.
        """
        if self.log_path is None:
            self._process = self._popen(None)
            return
        self.log_path.parent.mkdir(parents=True, exist_ok=True)
        keep_previous_log(self.log_path)
        with self.log_path.open("ab") as log:
            self._process = self._popen(log)

    def become(self) -> NoReturn:
        """Be it from now on, in the place of this process; whoever watches it stops it."""
        os.chdir(self.directory)
        os.execve(self.command[0], self.command, self.environment)  # noqa: S606 - no shell is meant

    def _popen(self, log: IO[bytes] | None) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.command,
            cwd=self.directory,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=_stop_with_the_launcher if _libc else None,  # noqa: PLW1509 - one libc call
        )

    def stop(self) -> None:
        """Ask it to finish, then insist; what it started ends with it, even if it died before."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(self.stop_seconds)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def refuse_if_it_ended(self) -> None:
        """Raise what is known of its end if it is no longer running."""
        if self.exit_code is not None:
            raise CannotContinueError(death_notice(self.name, self.exit_code, self.log_path))


def death_notice(name: str, exit_code: int | None, log_path: Path | None) -> str:
    """A sentence and the log's last lines, for a process that should not have ended.

    Without a log its words are on the terminal already.
    """
    if exit_code is None:
        how = "ended"
    elif exit_code < 0:
        how = f"was ended by {signal.Signals(-exit_code).name}"
    else:
        how = f"ended with exit code {exit_code}"
    if log_path is None:
        return f"The {name} {how}, so everything was stopped."
    tail = log_path.read_text(errors="replace").splitlines()[-SHOWN_LOG_LINES:]
    if any("No space left on device" in line for line in tail):
        how += " because the disk is full"
    said = "".join(f"\n  {line}" for line in tail)
    return f"The {name} {how}, so everything was stopped; {log_path} ends with:{said}"


def trim_logs(logs: Path) -> None:
    """Cut each log down that has grown beyond KEPT_LOG_BYTES; what it held is kept once.

    Whoever writes it appends, and goes on at the new end.
    """
    for log_path in logs.glob("*.log"):
        if log_path.stat().st_size > KEPT_LOG_BYTES:
            shutil.copyfile(log_path, previous(log_path))
            os.truncate(log_path, 0)


def keep_previous_log(log_path: Path) -> None:
    """Start a new log and keep the one of the run before."""
    if log_path.exists():
        log_path.replace(previous(log_path))


def previous(log_path: Path) -> Path:
    """Where the log before this one is kept."""
    return log_path.with_name(f"{log_path.name}.1")


def _stop_with_the_launcher() -> None:
    assert _libc is not None
    _libc.prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def wait_for(seconds: float, refuse_if_one_ended: Callable[[], None]) -> None:
    """Sleep, but end early with the refusal of a process that ended meanwhile."""
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        refuse_if_one_ended()
        time.sleep(min(0.1, left))
