"""A PostgreSQL server of our own for running and testing without Docker.

Standard library only: it runs before the virtual environment exists.
"""

import fcntl
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

from postgres_account import ServerAccount, account_for, can_enter
from postgres_binaries import (
    STATE_DIR,
    EmbeddedPostgresError,
    copy_for_other_account,
    install_binaries,
)
from postgres_failures import (
    AlreadyRunningError,
    DiskFullError,
    NotWritableError,
    PortInUseError,
    ServerFailedError,
    disk_full,
    failure_from,
)
from postgres_orphan import (
    THROW_AWAY_PLACE,
    THROW_AWAY_PREFIX,
    stop_orphan,
    sweep_throw_aways,
)
from postgres_provision import Dsns, Names, Passwords, dsn, provision

__all__ = [
    "AlreadyRunningError",
    "DiskFullError",
    "Dsns",
    "EmbeddedPostgres",
    "EmbeddedPostgresError",
    "Names",
    "NotWritableError",
    "Passwords",
    "PortInUseError",
    "ServerFailedError",
    "provision",
]

MAJOR_VERSION = "18"
START_SECONDS = 60
STOP_SECONDS = 30
PORT_ATTEMPTS = 5
LONGEST_LOG = 10 * 1024 * 1024
_STATUS_LINE = 7  # of postmaster.pid, counted from 0
SPACE_FOR_A_NEW_CLUSTER = 200 * 1024 * 1024
_HBA_DIR = Path(__file__).resolve().parents[2] / "db" / "hba" / "embedded"


@dataclass
class EmbeddedPostgres:
    """A server on `data_dir`, or a throw-away one where that is None: `stop` then deletes it.

    Listens on 127.0.0.1:`port` (a free one unless given) for logins with passwords, and on a unix
    socket in `socket_dir` (a new one unless given) where only the account that started it is let
    in, as the superuser.
    `fsync=False` trades safety against a crash of the machine for speed: for tests.
    """

    data_dir: Path | None = None
    names: Names = field(default_factory=Names)
    wanted_port: int | None = None
    wanted_socket_dir: Path | None = None
    fsync: bool = True
    log_path: Path | None = None
    port: int = field(default=0, init=False)
    socket_dir: Path = field(default=Path(), init=False)
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _lock: IO[bytes] | None = field(default=None, init=False)
    _account: ServerAccount = field(init=False)
    _cluster: Path = field(default=Path(), init=False)
    _temporary: Path | None = field(default=None, init=False)
    _binaries: Path = field(default=Path(), init=False)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def is_running(self) -> bool:
        """Whether the server process is alive."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The postmaster's process id while it runs."""
        return self._process.pid if self._process and self.is_running else None

    def superuser_dsn(self, database: str | None = None) -> str:
        """For libpq: the superuser by peer over the unix socket; no password is in it."""
        return dsn(
            user=self.names.superuser,
            database=database or self.names.database,
            socket_dir=self.socket_dir,
            port=self.port,
        )

    def start(self) -> None:
        """Start the server, creating the cluster first where there is none; returns when ready.

        Raises a subclass of EmbeddedPostgresError whose message is one sentence with the remedy.
        """
        if self.is_running:
            return
        native = install_binaries()
        try:
            self._prepare(native)
            self._start_on_a_port()
        except OSError as error:
            self._give_up()
            raise self._failure(str(error)) from error
        except BaseException:
            self._give_up()
            raise

    def stop(self) -> None:
        """Stop the server (open sessions are ended) and delete it if it was a throw-away one."""
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGQUIT)
                process.wait(STOP_SECONDS)
        self._give_up()

    def _give_up(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(STOP_SECONDS)
        self._process = None
        if self.wanted_socket_dir is None and self.socket_dir.name.startswith("srq-hpn-"):
            shutil.rmtree(self.socket_dir, ignore_errors=True)
        if self._temporary is not None:
            shutil.rmtree(self._temporary, ignore_errors=True)
            self._temporary = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _failure(self, said: str) -> EmbeddedPostgresError:
        place = self.data_dir or self._cluster
        return failure_from(said, place, port=self.port, log_path=self.log_path or place)

    def _prepare(self, native: Path) -> None:
        if self.data_dir is None:
            sweep_throw_aways()
            self._temporary = Path(tempfile.mkdtemp(prefix=THROW_AWAY_PREFIX, dir=THROW_AWAY_PLACE))
            self._temporary.chmod(0o755)
            wanted = self._temporary / "cluster"
        else:
            wanted = self.data_dir.absolute()
            wanted.parent.mkdir(parents=True, exist_ok=True)
        self._take_lock(wanted)
        self._account = account_for(wanted)
        self._binaries = (
            native if can_enter(self._account, native) else copy_for_other_account(native)
        )
        self._cluster = self._reachable_cluster(wanted)
        if self.log_path is None:
            self.log_path = wanted.with_name(f"{wanted.name}.log")
        self._refuse_other_version()
        stop_orphan(self._cluster)
        if not (self._cluster / "PG_VERSION").exists():
            self._create_cluster()
        self._write_access_rules()

    def _take_lock(self, wanted: Path) -> None:
        lock = wanted.with_name(f"{wanted.name}.lock").open("ab")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            message = f"Another process already runs the database in {wanted}: stop that one first."
            raise AlreadyRunningError(message) from None
        self._lock = lock

    def _reachable_cluster(self, wanted: Path) -> Path:
        """`wanted`, or what it links to: a directory that the server's account can get at.

        PostgreSQL refuses to run as root, so under root another account runs it, and that account
        cannot enter a checkout below /root. The cluster then lives in STATE_DIR.
        """
        if wanted.is_symlink() and not wanted.exists():
            wanted.unlink()
        if not wanted.exists() and not can_enter(self._account, wanted.parent):
            STATE_DIR.mkdir(mode=0o755, parents=True, exist_ok=True)
            home = Path(tempfile.mkdtemp(prefix="postgres-", dir=STATE_DIR))
            self._account.own(home)
            wanted.symlink_to(home)
        cluster = wanted.resolve()
        if cluster.exists() and not can_enter(self._account, cluster):
            message = (
                f"The database's account {self._account.name!r} cannot enter {cluster}: "
                "move the checkout where every account may enter, or run as a user without root."
            )
            raise NotWritableError(message)
        return cluster

    def _refuse_other_version(self) -> None:
        version_file = self._cluster / "PG_VERSION"
        if version_file.exists() and (found := version_file.read_text().strip()) != MAJOR_VERSION:
            message = (
                f"{self._cluster} was made by PostgreSQL {found} and this is {MAJOR_VERSION}: "
                "move that directory away, or dump it with the old version and load it here."
            )
            raise ServerFailedError(message)

    def _create_cluster(self) -> None:
        """Run initdb beside the final place and rename, so that half a cluster is never used."""
        if shutil.disk_usage(self._cluster.parent).free < SPACE_FOR_A_NEW_CLUSTER:
            raise disk_full(self._cluster)
        unfinished = self._cluster.with_name(f"{self._cluster.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        self._account.own(unfinished)
        command = [
            *(str(self._binaries / "bin" / "initdb"), "--pgdata", str(unfinished)),
            *("--username", self.names.superuser, "--encoding", "UTF8", "--locale", "C"),
            *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
            *("--auth-local", "peer", "--auth-host", "scram-sha-256", "--data-checksums"),
            *([] if self.fsync else ["--no-sync"]),
        ]
        result = self._account.run(command)
        if result.returncode != 0:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise self._failure(result.stderr)
        if self._cluster.exists():
            self._cluster.rmdir()
        unfinished.rename(self._cluster)

    def _write_access_rules(self) -> None:
        words = self.names.words() | {
            "SERVER_ACCOUNT": self._account.name,
            "STARTER_ACCOUNT": self._account.starter,
        }
        for name in ("pg_hba.conf", "pg_ident.conf"):
            text = (_HBA_DIR / name).read_text()
            for word, value in words.items():
                text = text.replace(f"@{word}@", value)
            path = self._cluster / name
            path.write_text(text)
            self._account.own(path, mode=0o600)

    def _start_on_a_port(self) -> None:
        self.socket_dir = self._make_socket_dir()
        if self.wanted_port is not None:
            self.port = self.wanted_port
            self._launch()
            return
        for _ in range(PORT_ATTEMPTS - 1):
            self.port = _free_port()
            try:
                self._launch()
            except PortInUseError:
                continue
            else:
                return
        self.port = _free_port()
        self._launch()

    def _make_socket_dir(self) -> Path:
        if self.wanted_socket_dir is not None:
            self._account.own(self.wanted_socket_dir)
            return self.wanted_socket_dir
        # A socket's whole path may have 107 bytes at most, and a checkout can lie deep.
        path = Path(tempfile.mkdtemp(prefix="srq-hpn-", dir="/tmp"))
        self._account.own(path)
        return path

    def _settings(self) -> dict[str, str]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": str(self.socket_dir),
            "unix_socket_permissions": "0700",
            "hba_file": str(self._cluster / "pg_hba.conf"),
            "ident_file": str(self._cluster / "pg_ident.conf"),
            "password_encryption": "scram-sha-256",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "jit": "off",
            "logging_collector": "off",
            "log_line_prefix": "%m [%p] %q%u@%d ",
        }
        if not self.fsync:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return settings

    def _launch(self) -> None:
        command = [str(self._binaries / "bin" / "postgres"), "-D", str(self._cluster)]
        for name, value in self._settings().items():
            command += ["-c", f"{name}={value}"]
        assert self.log_path is not None
        if self.log_path.exists() and self.log_path.stat().st_size > LONGEST_LOG:
            self.log_path.replace(self.log_path.with_name(f"{self.log_path.name}.1"))
        with self.log_path.open("ab") as log:
            start_of_ours = log.tell()
            self._process = self._account.popen(command, log)
        deadline = time.monotonic() + START_SECONDS
        while not _is_ready(self._cluster, self._process.pid):
            if self._process.poll() is not None:
                said = self.log_path.read_bytes()[start_of_ours:].decode(errors="replace")
                raise self._failure(said)
            if time.monotonic() > deadline:
                message = f"PostgreSQL was not ready in {START_SECONDS} s: see {self.log_path}."
                raise ServerFailedError(message)
            time.sleep(0.02)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_ready(cluster: Path, pid: int) -> bool:
    """What pg_ctl looks at: the status in postmaster.pid, in a file of this very process."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    status = lines[_STATUS_LINE : _STATUS_LINE + 1]
    return lines[:1] == [str(pid)] and [word.strip() for word in status] == ["ready"]
