"""The embedded database as the product needs it: running, with its roles, migrated, not empty."""

import json
import os
import secrets
import subprocess
from collections.abc import Callable
from pathlib import Path

import checkout
import stamps
from checkout import API_DIR, VENV_PYTHON
from embedded_postgres import EmbeddedPostgres
from postgres_provision import Passwords, provision
from refusals import CannotContinueError, disk_full
from services import Service, environment_for_services

ROLES = ("app", "admin")
SIGNING_SECRETS = ("AUTH_ACCESS_SECRET", "AUTH_REFRESH_SECRET", "AUTH_LINK_SECRET")


def kept_passwords(data_dir: Path) -> Passwords:
    """The passwords of this data directory's roles, made up once and readable by us alone."""
    kept = _kept_secrets(data_dir)
    return Passwords(app=kept["app"], admin=kept["admin"])


def kept_signing_secrets(data_dir: Path) -> dict[str, str]:
    """What API and worker sign with, by variable; made once, so that nobody is signed out."""
    kept = _kept_secrets(data_dir)
    return {name: kept[name] for name in SIGNING_SECRETS}


def _kept_secrets(data_dir: Path) -> dict[str, str]:
    """The file of secrets, to which those are added that it lacks: an older checkout made fewer."""
    path = data_dir / "secrets.json"
    try:
        kept = dict(json.loads(path.read_text()))
        _ = [kept[role] for role in ROLES]
    except FileNotFoundError:
        kept = {}
    except (ValueError, KeyError, TypeError):
        raise CannotContinueError(
            f"{path} cannot be read as what it was written: delete it, new secrets are made then."
        ) from None
    missing = [name for name in (*ROLES, *SIGNING_SECRETS) if not kept.get(name)]
    if missing:
        kept |= {name: secrets.token_urlsafe(32) for name in missing}
        _write_secrets(path, kept)
    return dict(kept)


def _write_secrets(path: Path, kept: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(kept, file)
    unfinished.replace(path)


def start_server(data_dir: Path) -> EmbeddedPostgres:
    """Start PostgreSQL on the data directory's cluster, made first where there is none."""
    log_path = data_dir / "logs" / "postgres.log"
    log_path.parent.mkdir(parents=True, exist_ok=True)
    server = EmbeddedPostgres(data_dir / "postgres", log_path=log_path)
    server.start()
    return server


def prepare(server: EmbeddedPostgres, data_dir: Path, report: Callable[[str], None]) -> str:
    """Make the roles as declared, migrate as admin, load the demo city into a new database.

    Returns how the app's login connects; how the admin's does stays here.
    """
    dsns = provision(server, kept_passwords(data_dir), python=str(VENV_PYTHON))
    migrate(dsns.admin)
    _load_demo_city_once(dsns.app, data_dir, report)
    return dsns.app


def migrate(admin_dsn: str) -> None:
    """Bring the schema to the code's head; only this process is told the admin's DSN."""
    step = migration({"DATABASE_URL_ADMIN": admin_dsn})
    _run("The migration", step.command, step.environment)


def migration(credentials: dict[str, str]) -> Service:
    """What brings the schema to the code's head, by DATABASE_URL_ADMIN or its _FILE."""
    return Service(
        name="migration",
        command=[str(VENV_PYTHON), "-m", "alembic", "upgrade", "head"],
        directory=API_DIR,
        environment=environment_for_services() | credentials,
        log_path=None,
    )


def _load_demo_city_once(app_dsn: str, data_dir: Path, report: Callable[[str], None]) -> None:
    """Load it into a cluster that never had it; the stamp names the cluster."""
    stamp = data_dir / "demo-city-loaded-into"
    cluster = _system_identifier(data_dir / "postgres")
    if stamps.is_fresh(stamp, cluster):
        return
    report("Demo city ...")
    environment = environment_for_services() | {"DATABASE_URL": app_dsn}
    command = [str(VENV_PYTHON), "-m", "app.cli", "load-demo"]
    _run("Loading the demo city", command, environment)
    stamp.write_text(cluster)


def _system_identifier(cluster: Path) -> str:
    """What initdb gave this cluster: the first eight bytes of its control file."""
    return (cluster / "global" / "pg_control").read_bytes()[:8].hex()


def _run(what: str, command: list[str], environment: dict[str, str]) -> None:
    result = subprocess.run(
        command,
        cwd=API_DIR,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
        check=False,
    )
    if "No space left on device" in result.stdout:
        raise disk_full(checkout.data_dir())
    if result.returncode != 0:
        said = "".join(f"\n  {line}" for line in result.stdout.strip().splitlines()[-15:])
        raise CannotContinueError(f"{what} failed with exit code {result.returncode}:{said}")
