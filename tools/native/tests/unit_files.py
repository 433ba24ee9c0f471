"""Unit files read as systemd reads them, and their commands run by hand in its place."""

import os
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

START_SECONDS = 240
FIRST_STAND_IN = 61_001
DATABASE_STAND_IN = 65_534  # PostgreSQL needs an account that has a name: nobody


class DidNotStartError(AssertionError):
    """A unit's command failed or did not say that it is ready; the message is what it said."""


@dataclass
class UnitFile:
    """One file; every key of a section may come several times."""

    name: str
    settings: dict[str, list[str]]

    @classmethod
    def read(cls, path: Path) -> "UnitFile":
        settings: dict[str, list[str]] = {}
        for line in path.read_text().splitlines():
            key, equals, value = line.partition("=")
            if equals and not line.startswith(("#", "[")):
                settings.setdefault(key, []).append(value)
        return cls(path.name, settings)

    def one(self, key: str, default: str = "") -> str:
        return self.settings.get(key, [default])[-1]

    def words(self, key: str) -> list[str]:
        return [word for value in self.settings.get(key, []) for word in value.split()]


def in_order(units: list[UnitFile]) -> Iterator[UnitFile]:
    """As After= says."""
    left = {unit.name: unit for unit in units}
    while left:
        ready = [unit for unit in left.values() if not set(unit.words("After")) & set(left)]
        assert ready, f"{sorted(left)} wait for each other"
        for unit in ready:
            del left[unit.name]
            yield unit


@dataclass
class Manager:
    """What systemd does for a service, as far as it can be done by hand, below `prefix`.

    Accounts are stood in for by ids of their own where `has_accounts`; else all is done as
    ourselves.
    """

    prefix: Path
    has_accounts: bool
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _stand_ins: dict[str, int] = field(default_factory=dict)

    def start(self, unit: UnitFile) -> None:
        """Start it and return when its type says that it has started."""
        log = self.log(unit)
        log.parent.mkdir(parents=True, exist_ok=True)
        account = self._account(unit)
        with self._notifications(unit) as told, log.open("ab") as output:
            environment = self._environment(unit) | {"NOTIFY_SOCKET": told.getsockname()}
            process = subprocess.Popen(
                shlex.split(unit.one("ExecStart")),
                cwd=unit.one("WorkingDirectory"),
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                user=account,
                group=account,
                extra_groups=None if account is None else [],
            )
            if unit.one("Type") == "oneshot":
                if process.wait(START_SECONDS) != 0:
                    raise DidNotStartError(log.read_text())
                return
            self.running[unit.name] = process
            if unit.one("Type") == "notify":
                self._wait_until_ready(process, told, log)

    def stop(self, unit: UnitFile) -> int:
        """SIGTERM to its first process, and its exit code."""
        process = self.running.pop(unit.name)
        process.send_signal(signal.SIGTERM)
        try:
            return process.wait(float(unit.one("TimeoutStopSec")))
        finally:
            self._end(process)

    def stop_all(self) -> None:
        for process in reversed(self.running.values()):
            process.terminate()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                self._end(process)

    def log(self, unit: UnitFile) -> Path:
        return self.prefix / "journal" / f"{unit.name}.log"

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        process.wait()

    def _environment(self, unit: UnitFile) -> dict[str, str]:
        told = {"PATH": os.environ["PATH"], "HOME": "/", "LANG": "C.UTF-8"}
        for value in unit.settings.get("Environment", []):
            told |= dict(word.split("=", 1) for word in shlex.split(value))
        for value in unit.settings.get("EnvironmentFile", []):
            path = Path(value.removeprefix("-"))
            if path.exists():
                lines = path.read_text().splitlines()
                told |= dict(line.split("=", 1) for line in lines if "=" in line)
        homes = {"State": "var/lib", "Runtime": "run", "Configuration": "etc"}
        for kind, home in homes.items():
            if name := unit.one(f"{kind}Directory"):
                path = self.prefix / home / name
                self._give(path, unit, int(unit.one(f"{kind}DirectoryMode"), 8))
                told[f"{kind.upper()}_DIRECTORY"] = str(path)
        if credentials := unit.settings.get("LoadCredential"):
            folder = self.prefix / "run" / "credentials" / unit.name
            shutil.rmtree(folder, ignore_errors=True)
            self._give(folder, unit, 0o700)
            for name, _, source in (value.partition(":") for value in credentials):
                (folder / name).write_text(Path(source).read_text())
                self._give(folder / name, unit, 0o400)
            told["CREDENTIALS_DIRECTORY"] = str(folder)
        return told

    def _give(self, path: Path, unit: UnitFile, mode: int) -> None:
        if not path.exists():
            path.mkdir(parents=True)
        path.chmod(mode)
        if self.has_accounts:
            os.chown(path, self._uid(unit), self._uid(unit))

    def _account(self, unit: UnitFile) -> int | None:
        return self._uid(unit) if self.has_accounts and unit.one("User") != "root" else None

    def _uid(self, unit: UnitFile) -> int:
        account = unit.one("User")
        if account == "root":
            return 0
        if account.endswith("-db"):
            return DATABASE_STAND_IN
        return self._stand_ins.setdefault(account, FIRST_STAND_IN + len(self._stand_ins))

    def _notifications(self, unit: UnitFile) -> socket.socket:
        path = self.prefix / "run" / f"{unit.one('ExecStart').rpartition(' ')[2]}.notify"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        channel = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        channel.bind(str(path))
        path.chmod(0o777)
        channel.settimeout(0.25)
        return channel

    @staticmethod
    def _wait_until_ready(process: subprocess.Popen[bytes], told: socket.socket, log: Path) -> None:
        deadline = time.monotonic() + START_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            try:
                if b"READY=1" in told.recv(4096).splitlines():
                    return
            except TimeoutError:
                continue
        raise DidNotStartError(log.read_text())
