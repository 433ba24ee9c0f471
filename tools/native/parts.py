"""`main.py part NAME`: one part of the product in the foreground, as a systemd unit runs it.

The same code as in `npm start`, but that each part is a process of its own account: what it must
know comes from the directories that systemd names (STATE_DIRECTORY, RUNTIME_DIRECTORY,
CREDENTIALS_DIRECTORY, CONFIGURATION_DIRECTORY) and from variables of the unit.
"""

import contextlib
import hashlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import product
from checkout import VENV_PYTHON
from database import SIGNING_SECRETS, kept_passwords, kept_signing_secrets, migration
from embedded_postgres import EmbeddedPostgres
from ports import parse_port
from postgres_provision import Names, Passwords, dsn, provision
from product import Plan
from progress import say
from refusals import CannotContinueError
from services import death_notice, wait_for
from stopping import StopRequested

KEPT_BACKUPS = 14
WATCH_SECONDS = 3600
APP_CREDENTIALS = ("database_url", *(name.lower() for name in SIGNING_SECRETS))
ADMIN_CREDENTIALS = ("database_url_admin",)
ROLE_CREDENTIALS = ("app_password", "admin_password")


def run_part(arguments: list[str]) -> int:
    """Run the part that is named until it ends or is asked to stop."""
    name = arguments[0] if len(arguments) == 1 else ""
    if name not in PARTS:
        raise CannotContinueError(f"Name one part: {', '.join(PARTS)}.")
    return PARTS[name]()


def make_secrets() -> int:
    """Make what is missing of the secrets, and a file of each credential, for root alone."""
    home = _directory("CONFIGURATION")
    passwords, database_port = kept_passwords(home), _port("DB_PORT")
    values = {name.lower(): secret for name, secret in kept_signing_secrets(home).items()} | {
        "app_password": passwords.app,
        "admin_password": passwords.admin,
        "database_url": _dsn(Names().app, passwords.app, database_port),
        "database_url_admin": _dsn(Names().admin, passwords.admin, database_port),
    }
    folder = home / "credentials"
    folder.mkdir(mode=0o700, exist_ok=True)
    for name, value in values.items():
        unfinished = folder / f".{name}"
        unfinished.unlink(missing_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(value)
        unfinished.replace(folder / name)
    return 0


def run_database() -> int:
    """PostgreSQL on the state directory's cluster, made first where there is none."""
    state = _directory("STATE")
    log_path = state / "postgres.log"
    server = EmbeddedPostgres(
        state / "postgres",
        wanted_port=_port("DB_PORT"),
        wanted_socket_dir=_directory("RUNTIME"),
        log_path=log_path,
    )
    try:
        server.start()
        tell_systemd("READY=1")

        def refuse_if_it_ended() -> None:
            if not server.is_running:
                raise CannotContinueError(death_notice("database", None, log_path))

        while True:
            wait_for(WATCH_SECONDS, refuse_if_it_ended)
    except StopRequested:
        return 0
    finally:
        server.stop()


def make_roles() -> int:
    """Make roles, passwords and grants be as declared; the superuser's way in is the socket."""
    passwords = Passwords(app=_credential("app_password"), admin=_credential("admin_password"))
    provision(_RunningServer(), passwords, python=str(VENV_PYTHON), report=say)
    return 0


def migrate_schema() -> int:
    """`alembic upgrade head`, as the admin."""
    migration(_credential_files(ADMIN_CREDENTIALS)).become()


def run_api() -> int:
    """The API under gunicorn."""
    product.api(_plan(), _credential_files(APP_CREDENTIALS)).become()


def run_worker() -> int:
    """What does the jobs."""
    product.worker(_plan(), _credential_files(APP_CREDENTIALS)).become()


def run_web() -> int:
    """The web app."""
    product.web(_plan()).become()


def run_caddy() -> int:
    """The one door."""
    product.caddy(_plan()).become()


def back_up() -> int:
    """Dump the database into the state directory, prove that the dump can be read, keep 14.

    PG_BINDIR names the folder with pg_dump and pg_restore of PostgreSQL 18 or newer: the programs
    that npm ships do not include them.
    """
    state, server = _directory("STATE"), _RunningServer()
    dump, restore = _client_program("pg_dump"), _client_program("pg_restore")
    began = datetime.now(UTC)
    final = state / f"{server.names.database}-{began:%Y%m%dT%H%M%SZ}.dump"
    unfinished = final.with_suffix(".unfinished")
    for left in state.glob("*.unfinished"):
        left.unlink()
    where = server.superuser_dsn()
    _run_client("The dump", [dump, "--format=custom", f"--file={unfinished}", where])
    _run_client("Reading the dump back", [restore, "--file=/dev/null", str(unfinished)])
    with unfinished.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    final.with_suffix(".sha256").write_text(f"{digest}  {final.name}\n")
    unfinished.replace(final)
    for old in sorted(state.glob("*.dump"))[:-KEPT_BACKUPS]:
        old.unlink()
        old.with_suffix(".sha256").unlink(missing_ok=True)
    say(f"{final} holds {final.stat().st_size} bytes.")
    return 0


PARTS: dict[str, Callable[[], int]] = {
    "secrets": make_secrets,
    "db": run_database,
    "roles": make_roles,
    "migrate": migrate_schema,
    "api": run_api,
    "worker": run_worker,
    "web": run_web,
    "caddy": run_caddy,
    "backup": back_up,
}


@dataclass
class _RunningServer:
    """The server of the `db` unit, as its own account reaches it."""

    names: Names = field(default_factory=Names)
    port: int = field(default_factory=lambda: _port("DB_PORT"))
    socket_dir: Path = field(default_factory=lambda: Path(_said("DB_SOCKET_DIR")))

    def superuser_dsn(self, database: str | None = None) -> str:
        """By peer over the socket."""
        return dsn(
            user=self.names.superuser,
            database=database or self.names.database,
            socket_dir=self.socket_dir,
            port=self.port,
        )


def tell_systemd(state: str) -> None:
    """What sd_notify(3) does: one datagram to the socket that systemd listens on, if it does."""
    address = os.environ.pop("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):
        address = f"\0{address[1:]}"
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.sendto(state.encode(), address)


def _plan() -> Plan:
    return Plan(
        data=_directory("STATE") if os.environ.get("STATE_DIRECTORY") else Path("/nonexistent"),
        site_port=_port("PORT"),
        api_port=_port("API_PORT"),
        web_port=_port("WEB_PORT"),
        health_port=_port("HEALTH_PORT"),
        site_address=os.environ.get("SITE_ADDRESS", "").strip() or None,
        is_logging=False,
    )


def _credential_files(names: tuple[str, ...]) -> dict[str, str]:
    folder = _directory("CREDENTIALS")
    return {f"{name.upper()}_FILE": str(folder / name) for name in names}


def _credential(name: str) -> str:
    return (_directory("CREDENTIALS") / name).read_text()


def _directory(kind: str) -> Path:
    return Path(_said(f"{kind}_DIRECTORY").partition(":")[0])


def _port(name: str) -> int:
    return parse_port(_said(name))


def _said(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise CannotContinueError(f"{name} is not set: parts are run by the units of systemd.")
    return value


def _dsn(user: str, password: str, port: int) -> str:
    return dsn(user=user, password=password, database=Names().database, port=port)


def _client_program(name: str) -> str:
    folder = os.environ.get("PG_BINDIR", "").strip()
    found = shutil.which(name, path=folder or None)
    if found is None:
        raise CannotContinueError(
            f"{name} is missing: install PostgreSQL's client programs of version 18 or newer "
            "(such as postgresql-client-18) and name their folder in PG_BINDIR."
        )
    return found


def _run_client(what: str, command: list[str]) -> None:
    began = time.monotonic()
    result = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if result.returncode != 0:
        said = result.stderr.strip().splitlines() or ["it said nothing"]
        raise CannotContinueError(f"{what} failed: {said[-1]}")
    say(f"{what} took {time.monotonic() - began:.1f} s.")
