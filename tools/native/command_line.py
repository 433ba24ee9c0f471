"""`npm run import` and `npm run cli`: the API's command line on the database of `npm start`.

While the product runs its database is used as it is; otherwise it is started for the command.
"""

import os
import subprocess
from contextlib import ExitStack

from checkout import API_DIR, ROOT, VENV_PYTHON, data_dir
from database import kept_passwords, prepare, start_server
from embedded_postgres import AlreadyRunningError, Names
from installation import install_for_command_line
from postgres_provision import dsn
from progress import complain
from services import environment_for_services

_NEED_NO_DATABASE = {"read-calendar", "export-openapi", "--help"}


def run_import(arguments: list[str]) -> int:
    """Import calendars: `npm run import -- FILE-OR-URL`."""
    return run_cli(["import", *arguments])


def run_cli(arguments: list[str]) -> int:
    """Run `python -m app.cli` with these arguments, in the folder from which npm was called."""
    install_for_command_line()
    with ExitStack() as stopping:
        told = {"PYTHONPATH": str(API_DIR)}
        if arguments and not _NEED_NO_DATABASE & set(arguments):
            told["DATABASE_URL"] = _database(stopping)
        process = subprocess.Popen(
            [str(VENV_PYTHON), "-m", "app.cli", *arguments],
            cwd=os.environ.get("INIT_CWD", ROOT),
            env=environment_for_services() | told,
        )
        try:
            return process.wait()
        except BaseException:
            process.terminate()
            process.wait()
            raise


def _database(stopping: ExitStack) -> str:
    """How the app's login connects to the database of `npm start`."""
    data = data_dir()
    try:
        server = start_server(data)
    except AlreadyRunningError:
        return _dsn_of_the_running_server()
    stopping.callback(server.stop)
    return prepare(server, data, complain)


def _dsn_of_the_running_server() -> str:
    """The fourth line of postmaster.pid is the port; see PostgreSQL's miscadmin.h."""
    data, names = data_dir(), Names()
    lines = (data / "postgres" / "postmaster.pid").read_text().splitlines()
    return dsn(
        user=names.app,
        password=kept_passwords(data).app,
        database=names.database,
        port=int(lines[3]),
    )
