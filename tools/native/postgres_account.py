"""The operating system's account that runs PostgreSQL, which refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from postgres_binaries import EmbeddedPostgresError

_ACCOUNTS_FOR_ROOT = ("postgres", "_postgres", "nobody")


class AccountError(EmbeddedPostgresError):
    """No account can run the server here."""


@dataclass(frozen=True)
class ServerAccount:
    """Who runs the server (`name`, `uid`, `gid`) and who started it (`starter`)."""

    name: str
    uid: int
    gid: int
    starter: str

    @property
    def is_another(self) -> bool:
        """Whether the server runs as someone else than the one who starts it."""
        return self.uid != os.geteuid()

    def own(self, path: Path, *, mode: int = 0o700) -> None:
        """Make `path` this account's own."""
        path.chmod(mode)
        if self.is_another:
            os.chown(path, self.uid, self.gid)

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Run `command` to its end as this account."""
        return subprocess.run(
            command,
            cwd="/",
            env=_environment(),
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            user=self.uid if self.is_another else None,
            group=self.gid if self.is_another else None,
            extra_groups=[] if self.is_another else None,
        )

    def popen(self, command: list[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start `command` as this account in a session of its own, so that Ctrl-C spares it."""
        return subprocess.Popen(
            command,
            cwd="/",
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            user=self.uid if self.is_another else None,
            group=self.gid if self.is_another else None,
            extra_groups=[] if self.is_another else None,
        )


def account_for(cluster: Path) -> ServerAccount:
    """Ourselves; under root the owner of the existing cluster, or else an unprivileged account."""
    ourselves = _entry(os.geteuid())
    if ourselves.pw_uid != 0:
        return ServerAccount(
            ourselves.pw_name, ourselves.pw_uid, ourselves.pw_gid, ourselves.pw_name
        )
    if cluster.exists() and (owner := cluster.stat().st_uid) != 0:
        entry = _entry(owner)
    else:
        entry = _unprivileged_entry()
    return ServerAccount(entry.pw_name, entry.pw_uid, entry.pw_gid, ourselves.pw_name)


def can_enter(account: ServerAccount, directory: Path) -> bool:
    """Whether the account may enter the directory and read what lies in it."""
    return account.run(["/bin/sh", "-c", 'test -x "$1"', "sh", str(directory)]).returncode == 0


def _entry(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        message = (
            f"The user id {uid} has no name in /etc/passwd, and PostgreSQL needs one: "
            "run as a user that has an account."
        )
        raise AccountError(message) from None


def _unprivileged_entry() -> pwd.struct_passwd:
    for name in _ACCOUNTS_FOR_ROOT:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    message = "PostgreSQL refuses to run as root, and there is no account `nobody`: add one."
    raise AccountError(message)


def _environment() -> dict[str, str]:
    """Nothing of ours: a stray PGPORT or LC_ALL must not reach the server."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
