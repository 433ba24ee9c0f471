"""What the running database says about its logins; no secret is in a command line."""

import json
import re
from dataclasses import dataclass
from typing import Final

from operating.project import Project
from operating.refusals import RefusedError

# A container that has just started may not find the database's name at once on a busy host.
_LOG_IN: Final = """
import json, sys, time
import psycopg
user, password, name = json.load(sys.stdin)
known = dict(host="db", dbname=name, user=user, connect_timeout=10)
deadline = time.monotonic() + 30
while True:
    try:
        psycopg.connect(**known, password=password).close()
        said = "let in"
    except psycopg.OperationalError as error:
        said = str(error)
    if said == "let in" or "authentication failed" in said or time.monotonic() > deadline:
        break
    time.sleep(1)
print(said)
"""
_ROLE_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


@dataclass(frozen=True)
class Names:
    """Roles and database as this stack calls them."""

    database: str
    superuser: str
    app: str
    admin: str


def require_running(project: Project) -> None:
    """Refuse where no database runs."""
    if not project.containers("db"):
        message = "The database is not running: start the stack, then try again."
        raise RefusedError(message)


def names(project: Project) -> Names:
    """Ask Compose how this stack calls them."""
    told = project.config()["services"]["db"]["environment"]
    found = Names(
        told["POSTGRES_DB"],
        told["POSTGRES_USER"],
        told["POSTGRES_APP_USER"],
        told["POSTGRES_ADMIN_USER"],
    )
    for name in (found.database, found.superuser, found.app, found.admin):
        if not _ROLE_NAME.fullmatch(name):
            message = f"{name!r} is no name that db/names.sh accepts."
            raise RefusedError(message)
    return found


def ask(project: Project, known: Names, statement: str, *, role: str = "") -> str:
    """Run SQL as the superuser, by peer over the socket; :'role' in it is a role's name."""
    psql = ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align"]
    return project.run(
        *("exec", "-T", "--user", "postgres", "db", *psql, "--set=ON_ERROR_STOP=1"),
        f"--set=role={role}",
        *("--username", known.superuser, "--dbname", known.database),
        failure="The database does not answer",
        given=statement,
    ).strip()


def sessions_of(project: Project, known: Names, login: str) -> int:
    """Return how many sessions a login has."""
    statement = "SELECT count(*) FROM pg_stat_activity WHERE usename = :'role'"
    return int(ask(project, known, statement, role=login))


def end_sessions_of(project: Project, known: Names, login: str) -> None:
    """End what is left of a login's sessions."""
    statement = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :'role'"
    ask(project, known, statement, role=login)


def verifier_of(project: Project, known: Names, role: str) -> str:
    """Return the verifier that the database has for a role."""
    statement = "SELECT rolpassword FROM pg_authid WHERE rolname = :'role'"
    return ask(project, known, statement, role=role)


def is_let_in(project: Project, known: Names, login: str, password: str, *, over: str) -> bool:
    """Try a password over the network that a login comes from: that of `api` or of `migrate`."""
    command = ["run", "--rm", "-T", "--no-deps", "--entrypoint", "python", over, "-c", _LOG_IN]
    said = project.run(
        *command,
        failure="The new password could not be tried",
        given=json.dumps([login, password, known.database]),
    ).strip()
    if said == "let in":
        return True
    if "password authentication failed" in said:
        return False
    message = f"The database did not judge the password of {login}: {said}"
    raise RefusedError(message)
