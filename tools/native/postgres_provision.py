"""The roles of an embedded server: who there is, with which password, and how each connects."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from postgres_binaries import EmbeddedPostgresError

_ROOT = Path(__file__).resolve().parents[2]


class ProvisionError(EmbeddedPostgresError):
    """The roles could not be made as declared."""


@dataclass(frozen=True)
class Names:
    """The database's name and the roles' names; those without a variable derive from the rest."""

    database: str = "srq_hpn"
    superuser: str = "srq_hpn"
    app: str = "srq_hpn_app"
    admin: str = "srq_hpn_admin"

    @property
    def app_b(self) -> str:
        """The other half of the pair of app logins."""
        return f"{self.app}_b"

    @property
    def readonly(self) -> str:
        """For people and dashboards."""
        return f"{self.database}_readonly"

    @property
    def backup(self) -> str:
        """For backups."""
        return f"{self.database}_backup"

    @property
    def monitor(self) -> str:
        """For metrics."""
        return f"{self.database}_monitor"

    def words(self) -> dict[str, str]:
        """By the words that stand for them in db/hba."""
        return {
            "DATABASE": self.database,
            "SUPERUSER": self.superuser,
            "APP": self.app,
            "APP_B": self.app_b,
            "ADMIN": self.admin,
            "READONLY": self.readonly,
            "BACKUP": self.backup,
            "MONITOR": self.monitor,
        }


@dataclass(frozen=True)
class Passwords:
    """A password for each login; a login without one cannot be used."""

    app: str
    admin: str
    app_b: str | None = None
    readonly: str | None = None
    backup: str | None = None
    monitor: str | None = None


@dataclass(frozen=True)
class Dsns:
    """How each login connects, as `postgresql://` URLs; None for a login without a password."""

    app: str
    admin: str
    superuser: str
    app_b: str | None = None
    readonly: str | None = None
    backup: str | None = None
    monitor: str | None = None


class Server(Protocol):
    """What provisioning needs to know of a running server."""

    names: Names
    port: int
    socket_dir: Path

    def superuser_dsn(self, database: str | None = None) -> str:
        """How the superuser connects."""
        ...


def dsn(
    *,
    user: str,
    database: str,
    port: int,
    password: str | None = None,
    socket_dir: Path | None = None,
) -> str:
    """A URL that libpq reads back to the very same values, whatever they contain."""
    login = quote(user, safe="") + ("" if password is None else f":{quote(password, safe='')}")
    name = quote(database, safe="")
    if socket_dir is not None:
        return f"postgresql://{login}@/{name}?host={quote(str(socket_dir), safe='')}&port={port}"
    return f"postgresql://{login}@127.0.0.1:{port}/{name}"


def provision(
    server: Server,
    passwords: Passwords,
    *,
    python: str | None = None,
    report: Callable[[str], None] | None = None,
) -> Dsns:
    """Make the database, roles and grants as declared; `report` gets each line that is said.

    `python` is an interpreter that has psycopg: this one where it has it, else the checkout's.
    """
    environment = os.environ | {
        "PGHOST": str(server.socket_dir),
        "PGPORT": str(server.port),
        "POSTGRES_DB": server.names.database,
        "POSTGRES_USER": server.names.superuser,
        "POSTGRES_APP_USER": server.names.app,
        "POSTGRES_ADMIN_USER": server.names.admin,
    }
    for login in ("app", "app_b", "admin", "readonly", "backup", "monitor"):
        variable = f"POSTGRES_{login.upper()}_PASSWORD"
        environment.pop(f"{variable}_FILE", None)
        environment[variable] = getattr(passwords, login) or ""
    for stranger in ("POSTGRES_PASSWORD", "POSTGRES_PASSWORD_FILE", "PGPASSWORD", "PGSERVICE"):
        environment.pop(stranger, None)
    result = subprocess.run(
        [python or _python_with_psycopg(), str(_ROOT / "db" / "converge.py")],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    lines = result.stdout.strip().splitlines()
    if report is not None:
        for line in lines:
            report(line)
    if result.returncode != 0:
        raise ProvisionError(lines[-1] if lines else "db/converge.py failed and said nothing.")
    return _dsns(server, passwords)


def _dsns(server: Server, passwords: Passwords) -> Dsns:
    def of(login: str) -> str | None:
        password = getattr(passwords, login)
        if not password:
            return None
        return dsn(
            user=getattr(server.names, login),
            password=password,
            database=server.names.database,
            port=server.port,
        )

    app, admin = of("app"), of("admin")
    if app is None or admin is None:
        message = "The app and the admin need a password each."
        raise ProvisionError(message)
    return Dsns(
        app=app,
        admin=admin,
        superuser=server.superuser_dsn(),
        app_b=of("app_b"),
        readonly=of("readonly"),
        backup=of("backup"),
        monitor=of("monitor"),
    )


def _python_with_psycopg() -> str:
    if importlib.util.find_spec("psycopg") is not None:
        return sys.executable
    return str(_ROOT / ".venv" / "bin" / "python")
