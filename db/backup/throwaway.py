"""A server that nobody but its maker reaches: no port, a socket in a private folder."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from backup.commands import run
from backup.database import Address, Session
from backup.failures import FailedError
from backup.settings import Settings

_SECONDS_TO_STOP = 120


class Server:
    """PostgreSQL on a directory, for as long as the context lasts."""

    def __init__(self, settings: Settings, directory: Path, *options: str) -> None:
        """Prepare; `options` are settings of the server, as name=value."""
        self._settings = settings
        self._directory = directory
        self._options = options
        self._private = Path(tempfile.mkdtemp(prefix="throwaway-"))
        self._log = self._private / "log"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Start it; the first session tells when it answers."""
        (self._private / "pg_hba.conf").write_text("local all all trust\n")
        (self._private / "pg_ident.conf").touch()
        chosen = {
            "listen_addresses": "",
            "unix_socket_directories": str(self._private),
            "hba_file": str(self._private / "pg_hba.conf"),
            "ident_file": str(self._private / "pg_ident.conf"),
            "archive_mode": "off",
            "hot_standby": "on",
            "lock_timeout": "60s",
            "max_wal_size": "1GB",
            "log_timezone": "UTC",
            "timezone": "UTC",
        }
        known = [f"{name}={value}" for name, value in chosen.items()] + list(self._options)
        command = ["postgres", "-D", str(self._directory)]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command + [part for one in known for part in ("-c", one)],
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it as one does before a copy: everything is on disk then."""
        assert self._process is not None
        if self._process.poll() is None:
            stopping = ["pg_ctl", "stop", "-D", str(self._directory), "-m", "fast", "-s"]
            run(
                [*stopping, "-t", str(_SECONDS_TO_STOP)],
                failure="The throw-away server did not stop",
            )
            self._process.wait(_SECONDS_TO_STOP)
        shutil.rmtree(self._private, ignore_errors=True)

    @property
    def socket_dir(self) -> Path:
        """Where its socket is."""
        return self._private

    def address(self, database: str | None = None) -> Address:
        """The server, asked as the superuser."""
        chosen = database or self._settings.database
        return Address(self._private, chosen, self._settings.superuser)

    def fatal_line(self) -> str:
        """What it said last before it gave up."""
        lines = self._log.read_text(errors="replace").splitlines()
        told = [line for line in lines if re.search(r"\b(FATAL|PANIC|ERROR)\b", line)] or lines
        return re.sub(r"^.*?(FATAL|PANIC|ERROR):\s*", "", told[-1]) if told else "it said nothing"

    def is_running(self) -> bool:
        """Whether it has not ended by itself."""
        return self._process is not None and self._process.poll() is None

    def wait_until(self, sql: str, *, seconds: float = 6 * 3600) -> None:
        """Wait for a statement to answer `t`; raises FailedError if the server ends before."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not self.is_running():
                message = f"The restored database does not start: {self.fatal_line()}."
                raise FailedError(message)
            try:
                with Session(self.address("postgres")) as session:
                    if session.one(sql) == "t":
                        return
            except FailedError:
                pass
            time.sleep(0.3)
        message = "The restored database was not ready in time."
        raise FailedError(message)


def superuser_environment(settings: Settings, server: Server) -> dict[str, str]:
    """What converge.sh needs to work on a throw-away server."""
    names = ("POSTGRES_APP_USER", "POSTGRES_ADMIN_USER", "POSTGRES_APP_CONNECTION_LIMIT")
    return {
        "PGHOST": str(server.socket_dir),
        "POSTGRES_DB": settings.database,
        "POSTGRES_USER": settings.superuser,
        **{name: os.environ[name] for name in names if os.environ.get(name)},
    }
