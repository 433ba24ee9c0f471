"""`dev:api` and `dev:web`: one part from its sources, reloaded on every change; Ctrl-C stops it.

The API takes the database that its environment names (DATABASE_URL and its kin); else the one of
`npm run db:up` on 127.0.0.1:5432; else the embedded one of `npm start`, which then must not run.
"""

import os
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from checkout import API_DIR, ROOT, VENV_PYTHON, WEB_DIR, data_dir
from database import kept_signing_secrets, migrate, prepare, start_server
from installation import install_to_develop, node
from launcher_lock import one_launcher_at_a_time
from ports import free_port, is_listened_on, parse_port, refuse_taken_port
from postgres_provision import dsn
from product import WORKER_STOP_SECONDS, Plan, caddy
from progress import say
from refusals import CannotContinueError
from services import Service, environment_for_app, environment_for_services, wait_for
from stopping import StopRequested

API_PORT = 8000
COMPOSED_DATABASE_PORT = 5432
CANDIDATES = (
    *("DATABASE_URL_INTERNAL", "DATABASE_URL_LOCAL"),
    *("DATABASE_URL", "DATABASE_URL_REMOTE"),
)


def develop_api() -> int:
    """Run the API on 127.0.0.1:8000, restarted when a source changes, and a worker beside it."""
    refuse_taken_port(API_PORT)
    install_to_develop()
    with ExitStack() as stopping:
        database = _database(stopping)
        command = ["-m", "uvicorn", "app.main:app", "--host", "127.0.0.1", "--port", str(API_PORT)]
        environment = environment_for_app(kept_signing_secrets(data_dir())) | database
        api = Service(
            name="API",
            command=[str(VENV_PYTHON), *command, "--reload", "--reload-dir", "app"],
            directory=API_DIR,
            environment=environment,
            log_path=None,
        )
        worker = Service(
            name="worker",
            command=[str(VENV_PYTHON), "-m", "app.worker"],
            directory=API_DIR,
            environment=environment | {"LOG_FORMAT": os.environ.get("LOG_FORMAT") or "text"},
            log_path=None,
            stop_seconds=WORKER_STOP_SECONDS,
        )
        return _run(stopping, [api, worker], f"API: http://127.0.0.1:{API_PORT}/api/health")


def develop_web() -> int:
    """Run the web app behind Caddy on PORT [3000]; /api/* goes to the API on 127.0.0.1:8000."""
    site_port = parse_port(os.environ.get("PORT", ""))
    refuse_taken_port(site_port)
    install_to_develop()
    plan = Plan(data_dir(), site_port, API_PORT, free_port(), free_port())
    told = {
        "API_INTERNAL_URL": f"http://127.0.0.1:{API_PORT}",
        "NEXT_TELEMETRY_DISABLED": "1",
        "SITE_URL": plan.site_url,
    }
    next_command = str(WEB_DIR / "node_modules" / "next" / "dist" / "bin" / "next")
    where = ["--hostname", "127.0.0.1", "--port", str(plan.web_port)]
    web = Service(
        name="web server",
        command=[node(), next_command, "dev", *where],
        directory=WEB_DIR,
        environment=environment_for_services() | told,
        log_path=None,
    )
    with ExitStack() as stopping:
        return _run(stopping, [web, caddy(plan)], f"Site: {plan.site_url}")


def _run(stopping: ExitStack, services: list[Service], where: str) -> int:
    def refuse_if_one_ended() -> None:
        for service in services:
            service.refuse_if_it_ended()

    try:
        for service in services:
            stopping.callback(service.stop)
            service.start()
        say(where)
        while True:
            wait_for(60, refuse_if_one_ended)
    except StopRequested:
        say("Stopping ...")
        return 0


def _database(stopping: ExitStack) -> dict[str, str]:
    """The variables that tell the API its database, which is migrated unless it is foreign."""
    named = {name: value for name in CANDIDATES if (value := os.environ.get(name, "").strip())}
    if named:
        say(f"Database: as {' and '.join(named)} says.")
        return named
    if is_listened_on(COMPOSED_DATABASE_PORT):
        say(f"Database: 127.0.0.1:{COMPOSED_DATABASE_PORT}, with the passwords of development.")
        values = composed_values(ROOT) | os.environ
        migrate(_composed_dsn(values, "ADMIN"))
        return {"DATABASE_URL": _composed_dsn(values, "APP")}
    data = data_dir()
    say(f"Database: the embedded PostgreSQL in {data}.")
    stopping.enter_context(one_launcher_at_a_time(data, API_PORT))
    server = start_server(data)
    stopping.callback(server.stop)
    return {"DATABASE_URL": prepare(server, data, say)}


def _composed_dsn(values: Mapping[str, str], login: str) -> str:
    password = values.get(f"POSTGRES_{login}_PASSWORD")
    if not password:
        raise CannotContinueError(
            f"Port {COMPOSED_DATABASE_PORT} is taken by a database whose password is not known: "
            f"set POSTGRES_{login}_PASSWORD in .env.local, or DATABASE_URL."
        )
    return dsn(
        user=values.get(f"POSTGRES_{login}_USER") or f"srq_hpn_{login.lower()}",
        password=password,
        database=values.get("POSTGRES_DB") or "srq_hpn",
        port=COMPOSED_DATABASE_PORT,
    )


def composed_values(root: Path) -> dict[str, str]:
    """What compose.db.yml is told: its defaults, then .env.local."""
    values: dict[str, str] = {}
    for path in (root / "compose" / "development" / "defaults.env", root / ".env.local"):
        if path.is_file():
            values |= read_env_file(path.read_text())
    return values


def read_env_file(text: str) -> dict[str, str]:
    """NAME=value lines; a value may stand in single or double quotes. No substitution is done."""
    values = {}
    for line in text.splitlines():
        name, separator, value = line.strip().removeprefix("export ").partition("=")
        if not separator or name.startswith("#"):
            continue
        value = value.strip()
        is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
        values[name.strip()] = value[1:-1] if is_quoted else value
    return values
