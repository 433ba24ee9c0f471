"""What a launcher that was killed leaves behind: a running server, or the file of a dead one."""

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from postgres_failures import ServerFailedError

STOP_SECONDS = 30
STILL_STARTING_SECONDS = 60
THROW_AWAY_PLACE = "/tmp"  # noqa: S108  the server's account must be able to enter it
THROW_AWAY_PREFIX = "srq-hpn-postgres-"
_SOCKET_DIR_LINE = 4  # of postmaster.pid, counted from 0


def stop_orphan(cluster: Path) -> None:
    """Stop a server that still runs on `cluster`, and remove a postmaster.pid that lies.

    Call it only while holding our lock on the cluster: then its server has no launcher any more.
    PostgreSQL removes most stale files itself, but not when the number now belongs to another
    process of the same account.
    """
    pid_file = cluster / "postmaster.pid"
    try:
        lines = pid_file.read_text().splitlines()
        pid = int(lines[0])
    except (FileNotFoundError, ValueError, IndexError):
        return
    if _is_server_on(pid, cluster):
        _stop(pid, cluster)
    pid_file.unlink(missing_ok=True)
    for socket_dir in lines[_SOCKET_DIR_LINE : _SOCKET_DIR_LINE + 1]:
        if Path(socket_dir).name.startswith("srq-hpn-"):
            shutil.rmtree(socket_dir, ignore_errors=True)


def sweep_throw_aways() -> None:
    """Stop and delete the throw-away servers of launchers that were killed, such as test runs."""
    for lock_path in Path(THROW_AWAY_PLACE).glob(f"{THROW_AWAY_PREFIX}*/cluster.lock"):
        home = lock_path.parent
        with contextlib.suppress(OSError), lock_path.open("ab") as lock:
            if time.time() - home.stat().st_mtime < STILL_STARTING_SECONDS:
                continue
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            stop_orphan(home / "cluster")
            shutil.rmtree(home, ignore_errors=True)


def _is_server_on(pid: int, cluster: Path) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_text()
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return False
        question = ["ps", "-o", "command=", "-p", str(pid)]
        command = subprocess.run(question, capture_output=True, text=True, check=False).stdout
    return "postgres" in command and str(cluster) in command


def _stop(pid: int, cluster: Path) -> None:
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + STOP_SECONDS
    while _is_server_on(pid, cluster):
        if time.monotonic() > deadline:
            message = f"A PostgreSQL (process {pid}) still runs on {cluster}: stop it first."
            raise ServerFailedError(message)
        time.sleep(0.05)
