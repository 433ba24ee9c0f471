"""The service: one loop that does one thing at a time, and makes up for what it missed."""

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from types import FrameType
from typing import NoReturn

from backup import drill, dumps, manifests, offsite, repository, schedule, status
from backup.commands import one_at_a_time
from backup.failures import FailedError, StoppedError
from backup.settings import ALIVE, Settings

_PAUSE = 5.0
_STATUS_EVERY = timedelta(seconds=30)
_TRY_AGAIN_AFTER = timedelta(minutes=10)
_LONGEST_TASK = timedelta(hours=6)


def say(line: str) -> None:
    """One line for the container's log."""
    print(line, flush=True)


class Service:
    """Knows what is due, and when each task was tried last."""

    def __init__(self, settings: Settings) -> None:
        """Prepare; nothing is asked yet."""
        self._settings = settings
        self._tried: dict[str, datetime] = {}
        self._busy_since: float | None = None

    def serve(self) -> None:
        """Work until SIGTERM."""
        signal.signal(signal.SIGTERM, _stop)
        signal.signal(signal.SIGINT, _stop)
        threading.Thread(target=self._show_life, daemon=True).start()
        say("The backup service works.")
        with contextlib.suppress(StoppedError):
            with one_at_a_time(is_quiet=True):
                drill.tidy()
                dumps.tidy()
            while True:
                for name, task in self._due():
                    self._do(name, task)
                time.sleep(_PAUSE)
        say("The backup service has stopped.")

    def _due(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Yield what is to be done now, in its order; a task is looked at when its turn comes."""
        settings = self._settings
        if self._may_try("status", _STATUS_EVERY):
            yield "status", self._write_statuses
        kind = self._due_kind()
        if kind and self._may_try("backup"):
            yield "backup", lambda: self._take_base(kind)
        is_due = schedule.is_daily_due(status.now(), settings.at, status.last_ok("dump"))
        if is_due and self._may_try("dump"):
            yield "dump", lambda: say(f"{dumps.take(settings).label} is taken.")
        is_due = schedule.is_daily_due(status.now(), settings.at, status.last_ok("verify"))
        if is_due and status.last_ok("backup") and self._may_try("verify"):
            yield "verify", self._verify
        if settings.offsite_repository and self._may_try("offsite", settings.offsite_every):
            yield "offsite", lambda: offsite.copy(settings)
        is_due = schedule.is_weekly_due(status.now(), settings.at, status.last_ok("drill"))
        if is_due and status.last_ok("backup") and self._may_try("drill"):
            yield "drill", lambda: say(" ".join(drill.run(settings)))

    def _may_try(self, name: str, every: timedelta = _TRY_AGAIN_AFTER) -> bool:
        last = self._tried.get(name)
        return last is None or status.now() - last >= every

    def _do(self, name: str, task: Callable[[], None]) -> None:
        self._tried[name] = status.now()
        self._busy_since = time.monotonic()
        try:
            with one_at_a_time(is_quiet=True):
                task()
        except FailedError as error:
            say(f"{name}: {error}")
            if name == "status":
                _tell_of_silence(str(error))
        except OSError as error:
            say(f"{name}: {error.strerror}: {error.filename}")
        finally:
            self._busy_since = None

    def _due_kind(self) -> str | None:
        """Which base backup is due: a full one every week, a differential one every day."""
        settings, now = self._settings, status.now()
        taken = status.read("taken")["figures"] if status.read("taken") else {}
        full = _time(taken.get("full"))
        daily = max(filter(None, (full, _time(taken.get("differential")))), default=None)
        last = max(filter(None, (daily, _time(taken.get("incremental")))), default=None)
        if schedule.is_weekly_due(now, settings.at, full):
            return "full"
        if schedule.is_daily_due(now, settings.at, daily):
            return "differential"
        every = settings.incremental_every
        if every and last and now - last >= every:
            return "incremental"
        return None

    def _take_base(self, kind: str) -> None:
        manifest = take_base(self._settings, kind)
        say(f"{manifest.label} is taken and verified.")

    def _write_statuses(self) -> None:
        status.write_disk(self._settings.data_directory)
        kept = repository.prepare(self._settings)
        repository.write_archive_status(self._settings, kept)

    def _verify(self) -> None:
        try:
            kept = repository.prepare(self._settings)
            kept.verify()
            if self._settings.offsite_repository and status.last_ok("offsite"):
                offsite.check(self._settings)
        except FailedError as error:
            status.write("verify", is_ok=False, sentence=str(error), figures={})
            raise
        status.write("verify", is_ok=True, sentence="Every checksum is right.", figures={})

    def _show_life(self) -> None:
        while True:
            since = self._busy_since
            if since is None or time.monotonic() - since < _LONGEST_TASK.total_seconds():
                ALIVE.touch()
            time.sleep(_PAUSE)


def take_base(settings: Settings, kind: str) -> manifests.Manifest:
    """Take a base backup and remember when, by what it is."""
    manifest = repository.take(settings, kind)
    label = manifest.label.rpartition("_")[2]
    real = {"F": "full", "D": "differential", "I": "incremental"}[label[-1]]
    known = status.read("taken").get("figures", {})
    known[real] = manifest.at
    status.write("taken", is_ok=True, sentence="When each kind was taken last.", figures=known)
    return manifest


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _tell_of_silence(reason: str) -> None:
    status.write("archive", is_ok=False, sentence=reason, figures={})


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise StoppedError
