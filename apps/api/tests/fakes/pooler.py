"""Our PgBouncer, with its own configuration, in front of the embedded server."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

import psycopg

from embedded_postgres import Dsns, EmbeddedPostgres
from tests.fakes.tcp import free_port

CONFIGURATION = Path(__file__).resolve().parents[4] / "db" / "pgbouncer" / "pgbouncer.ini"
# Since then it knows prepared statements in transaction mode, and tells what its options are.
OLDEST = (1, 21)


class Pooler:
    """Runs `pgbouncer` from the PATH with the server's own verifiers."""

    def __init__(self, server: EmbeddedPostgres, dsns: Dsns, *, pool_size: int = 10) -> None:
        self._server = server
        self._dsns = dsns
        self._pool_size = pool_size
        self._place = Path(tempfile.mkdtemp(prefix="srq-hpn-pgbouncer-", dir="/tmp"))
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()

    def __enter__(self) -> Self:
        self._write_configuration()
        self._write_userlist()
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self._place, ignore_errors=True)

    @property
    def variables(self) -> dict[str, str]:
        """How the application is told: through the pooler, and past it."""
        return {
            "DATABASE_URL": self.address(self._dsns.app),
            "DATABASE_URL_DIRECT": self._dsns.app,
            "PGBOUNCER_POOL_SIZE": str(self._pool_size),
        }

    def address(self, dsn: str) -> str:
        return dsn.replace(f"@127.0.0.1:{self._server.port}/", f"@127.0.0.1:{self.port}/")

    def start(self) -> None:
        account = self._server._account
        with (self._place / "log").open("ab") as log:
            self._process = account.popen(
                [str(pgbouncer()), str(self._place / "pgbouncer.ini")], log
            )
        deadline = time.monotonic() + 20
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            said = (self._place / "log").read_text()
            assert self._process.poll() is None, said
            assert time.monotonic() < deadline, said
            time.sleep(0.02)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()  # waits for clients to leave; a second one does not
            self._process.terminate()
            try:
                self._process.wait(2)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(10)
            self._process = None

    def _write_configuration(self) -> None:
        text = CONFIGURATION.read_text()
        for word, value in (
            ("@DATABASE_HOST@", "127.0.0.1"),
            ("@DATABASE_PORT@", str(self._server.port)),
            ("@POOL_SIZE@", str(self._pool_size)),
            ("@CLIENTS@", "400"),
            ("listen_addr = *", "listen_addr = 127.0.0.1"),
            ("listen_port = 6432", f"listen_port = {self.port}"),
            ("/run/secrets-pgbouncer/", f"{self._place}/"),
        ):
            assert word in text, word
            text = text.replace(word, value)
        self._give("pgbouncer.ini", text)

    def _write_userlist(self) -> None:
        with psycopg.connect(self._server.superuser_dsn()) as connection:
            rows = connection.execute(
                "SELECT rolname, rolpassword FROM pg_authid"
                " WHERE rolname LIKE '%\\_app%' AND rolpassword IS NOT NULL"
            ).fetchall()
        self._give("userlist.txt", "".join(f'"{name}" "{verifier}"\n' for name, verifier in rows))

    def _give(self, name: str, text: str) -> None:
        account = self._server._account
        account.own(self._place)
        (self._place / name).write_text(text)
        account.own(self._place / name, mode=0o400)


def pgbouncer() -> Path | None:
    """The program, where there is one that is new enough."""
    found = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        return None
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"PgBouncer (\d+)\.(\d+)", said)
    is_usable = version is not None and tuple(map(int, version.groups())) >= OLDEST
    return Path(found) if is_usable else None
