"""`scripts/rotate-password`: a new password, while everything runs.

The app has a pair of logins. The one that is not in use gets a new password, API and worker are
renewed with it, and then the other one's password is replaced by one that nobody knows. Whatever
interrupts this, the env file names a login whose password the database accepts; running the verb
again begins by finishing that.
"""

import getpass
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from operating import envfile, lock, swap, verifiers
from operating.command_line import DONE, parser_for, project_of
from operating.doctor.secret_values import is_placeholder, weakness
from operating.init_env import strong_secret
from operating.progress import say, step
from operating.project import Project, docker
from operating.refusals import RefusedError
from operating.rotation import database
from operating.rotation.database import Names
from operating.rotation.secret_store import SecretStore

ROLES: Final = ("app", "admin", "superuser")
_VARIABLES: Final = {
    "app": "POSTGRES_APP_PASSWORD",
    "app_b": "POSTGRES_APP_B_PASSWORD",
    "admin": "POSTGRES_ADMIN_PASSWORD",
    "superuser": "POSTGRES_PASSWORD",
}
_READERS: Final = ("api", "worker")
_POOLER: Final = "pgbouncer"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the verb."""
    parser = parser_for(
        "rotate-password",
        "Give one of the database's roles a new random password while everything runs, and write "
        "it into the env file, or into the file that the env file names.",
        changes=True,
    )
    parser.add_argument("role", choices=ROLES)
    parser.add_argument(
        "--stdin",
        action="store_true",
        help="take the password from standard input instead, or ask for it at a terminal",
    )
    options = parser.parse_args(arguments)
    project = project_of(options)
    store = SecretStore(project.env_file)
    store.refuse_exported(*_VARIABLES.values())
    database.require_running(project)
    if options.dry_run:
        say(f"Would give {options.role} a new password and write it to {project.env_file}:")
        say(_plan(options.role, store))
        return DONE
    secret = _given() if options.stdin else strong_secret()
    with lock.held(project.env_file.parent, "rotate-password"):
        known = database.names(project)
        if options.role == "app":
            rotate_app(project, store, known, secret)
        else:
            rotate_other(project, store, known, options.role, secret)
    say(f"The password of {options.role} is new; the old one is refused.")
    return DONE


def _plan(role: str, store: SecretStore) -> str:
    if role != "app":
        return "the roles step sets it at once; nothing that serves uses it."
    current, following = _logins(store)
    return f"{following} gets it, api and worker are renewed, then {current}'s is made invalid."


def _given() -> str:
    if sys.stdin.isatty():
        secret = getpass.getpass("The new password: ")
        if getpass.getpass("Once more: ") != secret:
            message = "These were two different passwords: nothing was changed."
            raise RefusedError(message)
    else:
        secret = sys.stdin.read().removesuffix("\n").removesuffix("\r")
    if is_placeholder(secret) or weakness("POSTGRES_PASSWORD", secret) or "\n" in secret:
        message = (
            "This password is a placeholder, too short or of several lines: nothing was changed."
        )
        raise RefusedError(message)
    if envfile.parse(f"X={envfile.quoted(secret)}", Path("-"))["X"] != secret:
        message = "This password cannot be written into an env file: leave out its backslashes."
        raise RefusedError(message)
    return secret


def _logins(store: SecretStore) -> tuple[str, str]:
    """Return the login of the pair that the env file names, and the other one."""
    current = store.get("POSTGRES_APP_LOGIN").strip() or "app"
    return ("app", "app_b") if current == "app" else ("app_b", "app")


def rotate_app(project: Project, store: SecretStore, known: Names, secret: str) -> None:
    """Move api and worker to the other login of the pair, with a new password."""
    for service in _READERS:
        refuse_other_image(project, service)
    current, following = _logins(store)
    role = {"app": known.app, "app_b": f"{known.app}_b"}
    if database.sessions_of(project, known, role[following]):
        say("An earlier rotation was interrupted: it is finished first.")
        converge(project)
        _renew(project)
        database.end_sessions_of(project, known, role[following])
    old = store.get(_VARIABLES[current])
    with step(f"{role[following]} gets the new password"):
        store.put(_VARIABLES[following], secret, beside=_VARIABLES[current])
        converge(project)
        _expect(project, known, role[following], secret, over="api", let_in=True)
    with step(f"New containers are told to use {role[following]}"):
        store.set({"POSTGRES_APP_LOGIN": following})
        converge(project)
    _renew(project)
    with step(f"{role[current]}'s old password is made invalid"):
        store.put(_VARIABLES[current], strong_secret(), beside=_VARIABLES[following])
        converge(project)
        database.end_sessions_of(project, known, role[current])
        _expect(project, known, role[current], old, over="api", let_in=False)


def rotate_other(
    project: Project, store: SecretStore, known: Names, role: str, secret: str
) -> None:
    """Change the password of a role that nothing which serves uses."""
    variable = _VARIABLES[role]
    old = store.get(variable)
    with step(f"{role} gets the new password"):
        store.put(variable, secret, beside=variable)
        converge(project)
    if role == "admin":
        _expect(project, known, known.admin, secret, over="migrate", let_in=True)
        _expect(project, known, known.admin, old, over="migrate", let_in=False)
        return
    # No network reaches the superuser, so what the database keeps is compared.
    kept = database.verifier_of(project, known, known.superuser)
    if not verifiers.belongs(secret, kept) or verifiers.belongs(old, kept):
        message = "The database has another password for the superuser than the new one."
        raise RefusedError(message)


def converge(project: Project) -> None:
    """Have the secrets handed out and the roles made as declared; nothing that serves restarts."""
    for service in ("secrets", "roles"):
        project.run(
            *("up", "--no-deps", "--no-build", "--force-recreate", "--exit-code-from", service),
            service,
            failure=f"The step `{service}` failed; what runs goes on",
        )
    if _POOLER in project.config()["services"] and project.containers(_POOLER):
        project.run("kill", "--signal", "HUP", _POOLER, failure="The pooler reads no new logins")


def _renew(project: Project) -> None:
    services = project.config()["services"]
    for service in _READERS:
        swap.swap(
            swap.with_tag(project, IMAGE_TAG=_running_tag(project, service)), services, service
        )


def _running_tag(project: Project, service: str) -> str:
    running = project.containers(service)
    if not running:
        message = f"{service} is not running: start the stack, then try again."
        raise RefusedError(message)
    image: str = project.inspect(running[0])["Config"]["Image"]
    return image.rpartition(":")[2]


def refuse_other_image(project: Project, service: str) -> None:
    """Raise RefusedError where new containers would run another build than the running ones."""
    for container in project.containers(service):
        found = project.inspect(container)
        tag = found["Config"]["Image"]
        failure = f"The image of {service} is gone"
        known = docker("image", "inspect", "--format", "{{.Id}}", tag, failure=failure)
        if known.strip() != found["Image"]:
            message = (
                f"{tag} was built anew since {service} was started, so new containers would run "
                "other code: deploy that first, then try again."
            )
            raise RefusedError(message)


def _expect(
    project: Project, known: Names, login: str, password: str, *, over: str, let_in: bool
) -> None:
    if password and database.is_let_in(project, known, login, password, over=over) != let_in:
        what = "refuses the new password" if let_in else "still accepts the old password"
        message = f"The database {what} of {login}: run `scripts/doctor`."
        raise RefusedError(message)
