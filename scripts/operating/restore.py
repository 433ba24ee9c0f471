"""`scripts/restore`: back to a backup or a time; looked at first, then swapped in."""

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from operating import command_line, lock, memory
from operating.backup import in_service
from operating.progress import say, step
from operating.project import Project
from operating.refusals import RefusedError

_USERS = ("caddy", "web", "worker", "api", "backup")
_SECONDS_TO_START = 600
# Written before a restore stops anything, and removed once everything runs again.
_MARK = "restoring.json"
_WRITTEN_BY_ITSELF = ("app.category", "app.procrastinate_", "app.site_zone")


@dataclass(frozen=True)
class Present:
    """The database that is to be replaced; `stack` is None where it cannot be asked or is empty."""

    stack: str | None
    rows: dict[str, int]
    is_known: bool

    @property
    def is_empty(self) -> bool:
        """Whether nobody has put anything in yet; what every start writes by itself is nothing."""
        return not any(
            count
            for name, count in self.rows.items()
            if name.startswith("app.") and not name.startswith(_WRITTEN_BY_ITSELF)
        )


def main() -> int:
    """Check, restore beside, look, swap, start."""
    parser = command_line.parser_for(
        "restore",
        "Restores a backup, or the state of a time, into a new directory; looks at what is there;"
        " then puts it in the database's place. The present database is kept beside it. Whatever"
        " is refused or fails before the swap leaves the running database as it is.",
        changes=True,
    )
    parser.add_argument(
        "target",
        help="a label or dump as `scripts/backup --list` shows it, a time with its zone such as"
        " 2026-11-25T17:00:00Z, `latest` or `latest-dump`",
    )
    parser.add_argument("--force", action="store_true", help="replace a database that holds data")
    parser.add_argument(
        "--from-offsite", action="store_true", help="fetch the off-site copy and restore from it"
    )
    arguments = parser.parse_args()
    project = command_line.project_of(arguments)
    with lock.held(project.env_file.parent, "restore"):
        return _restore(project, arguments.target, arguments)


def _restore(project: Project, target: str, arguments: Any) -> int:
    _end_interrupted(project, is_dry=arguments.dry_run)
    present = _ask_present(project)
    if not (present.is_empty or arguments.force or arguments.dry_run):
        message = (
            f"The database holds {sum(present.rows.values())} rows: give --force to replace it"
            " (it is kept beside the restored one)."
            if present.is_known
            else "The database cannot be asked what it holds: give --force to replace it."
        )
        raise RefusedError(message)
    options = ["--fetched"] if arguments.from_offsite else []
    # An empty stack has no past that a backup could be foreign to.
    may_be_foreign = arguments.from_offsite and present.is_empty
    if present.stack and not may_be_foreign:
        options += ["--stack", present.stack]
    if arguments.from_offsite:
        with step("Fetching the off-site copy"):
            in_service(project, "fetch", failure="The off-site copy could not be fetched")
    with step("Verifying the backup"):
        failure = "The backup was refused and nothing was touched"
        found = json.loads(_alone(project, "check", target, *options, failure=failure))
    say(f"Restoring from {found['label']}" + (f" to {found['at']}." if found["at"] else "."))
    if arguments.dry_run:
        say("Would restore it beside the database, look at it, swap both, and start.")
        return command_line.DONE
    if present.is_known and not arguments.from_offsite and found["kind"] in {"time", "latest"}:
        with step("Archiving what was committed until now"):
            in_service(project, "archive", failure="The newest WAL could not be archived")
        options += ["--archive-is-complete"]
    directory = f"restored-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    with step("Restoring beside the database and looking at it"):
        failure = "The backup could not be restored; the running database is as it was"
        said = _alone(
            project, "prepare", target, "--directory", directory, *options, failure=failure
        )
    restored = json.loads(said)
    for remark in restored["remarks"]:
        say(remark)
    try:
        _require_known_schema(project, restored["facts"]["alembic_head"])
    except RefusedError:
        _alone(project, "discard", directory, failure="The restored directory could not be removed")
        raise
    _say_what_is_lost(present, restored["rows"])
    _swap(project, directory, is_fetched=arguments.from_offsite)
    return command_line.DONE


def _end_interrupted(project: Project, *, is_dry: bool) -> None:
    """Undo a restore that was interrupted, unless the site has run on what it had swapped in."""
    folder = project.env_file.parent
    told = memory.read(folder, _MARK)
    if told is None:
        return
    if is_dry:
        message = "A restore was interrupted: run one without --dry-run, which undoes it first."
        raise RefusedError(message)
    known = json.loads(told)
    running, previous = known["running"], known["previous"]
    if any(_containers_if_any(project, name) for name in running):
        say("A restore was interrupted, and services were started since: all stays as it is.")
        memory.forget(folder, _MARK)
        return
    with step("A restore was interrupted: putting the database from before in its place again"):
        project.run("stop", "db", failure="The restored database could not be stopped")
        _alone(project, "swap-back", previous, failure="The directories were not swapped back")
        _start(project, ["db", *reversed(running)])
        _wait_for_database(project)
    memory.forget(folder, _MARK)


def _alone(project: Project, *command: str, failure: str) -> str:
    """Run a command of db/backup where the data directory can be written and no network is."""
    known = ["--profile", "restore", "run", "--rm", "--no-deps", "-T", "restore"]
    return project.run(*known, *command, failure=failure)


def _ask_present(project: Project) -> Present:
    if not project.containers("db"):
        return Present(stack=None, rows={"app.unknown": 1}, is_known=False)
    try:
        known = json.loads(in_service(project, "state", failure="The database does not answer"))
    except RefusedError:
        return Present(stack=None, rows={"app.unknown": 1}, is_known=False)
    return Present(stack=known["facts"]["stack_id"], rows=known["rows"], is_known=True)


def _require_known_schema(project: Project, head: str | None) -> None:
    """Refuse a schema that the code of this release has never heard of."""
    if not head:
        return
    command = ["run", "--rm", "--no-deps", "-T", "migrate", "alembic", "show", head]
    if project.attempt(*command).returncode != 0:
        message = (
            f"The backup's schema ({head}) is newer than this release: deploy the release that it"
            " was taken with, then restore. The running database is as it was."
        )
        raise RefusedError(message)


def _say_what_is_lost(present: Present, restored: dict[str, int]) -> None:
    if not present.is_known:
        return
    lacking = {
        name: count - restored.get(name, 0)
        for name, count in present.rows.items()
        if count > restored.get(name, 0)
    }
    if not lacking:
        say("The restored database lacks no row that the present one has, by their counts.")
        return
    most = sorted(lacking, key=lambda name: lacking[name], reverse=True)[:5]
    shown = ", ".join(f"{name} {lacking[name]}" for name in most)
    say(f"The restored database has {sum(lacking.values())} rows fewer: {shown}.")


def _swap(project: Project, directory: str, *, is_fetched: bool) -> None:
    running = [name for name in _USERS if _containers_if_any(project, name)]
    began = time.monotonic()
    folder, planned = project.env_file.parent, directory.replace("restored", "previous", 1)
    memory.write(folder, _MARK, json.dumps({"running": running, "previous": planned}))
    if running:
        project.run("stop", *running, failure="The services could not be stopped")
    project.run("stop", "db", failure="The database could not be stopped")
    options = ["--fetched"] if is_fetched else []
    try:
        previous = _alone(
            project, "swap", directory, *options, failure="The directories were not swapped"
        ).strip()
    except RefusedError:
        _start(project, ["db", *reversed(running)])
        memory.forget(folder, _MARK)
        raise
    try:
        with step("Starting the restored database"):
            _start(project, ["db"])
            _wait_for_database(project)
            for name in ("roles", "migrate"):
                command = ["run", "--rm", "--no-deps", "-T", name]
                project.run(*command, failure=f"The step {name} failed on the restored database")
    except RefusedError as refusal:
        project.run("stop", "db", failure="The restored database could not be stopped")
        _alone(project, "swap-back", previous, failure="The directories were not swapped back")
        _start(project, ["db", *reversed(running)])
        memory.forget(folder, _MARK)
        message = f"{refusal}\nThe database from before is in its place again."
        raise RefusedError(message) from None
    _start(project, list(reversed(running)))
    memory.forget(folder, _MARK)
    say(f"Restored; the database was away for {time.monotonic() - began:.0f} s.")
    say(
        f"The one from before is kept as {previous}. Once nobody misses it, remove it:"
        f" docker compose --env-file {project.env_file} --profile restore"
        f" run --rm restore discard {previous}"
    )
    with step("Taking a full backup of what was restored"):
        failure = "It is restored and runs, but no backup could be taken of it"
        in_service(project, "now", "--kind", "full", failure=failure)


def _containers_if_any(project: Project, service: str) -> list[str]:
    said = project.attempt("ps", "--quiet", service)
    return said.stdout.split() if said.returncode == 0 else []


def _start(project: Project, services: list[str]) -> None:
    """Start the very containers that were stopped."""
    if services:
        failure = f"{', '.join(services)} could not be started"
        project.run("start", *services, failure=failure)


def _wait_for_database(project: Project) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline:
        containers = project.containers("db")
        if containers:
            state = project.inspect(containers[0])["State"]
            if state["Health"]["Status"] == "healthy" and not _is_recovering(project):
                return
        time.sleep(1)
    message = "The restored database did not become ready: `docker compose logs db` says why."
    raise RefusedError(message)


def _is_recovering(project: Project) -> bool:
    said = project.attempt("exec", "-T", "db", "sh", "-c", 'test -e "$PGDATA/recovery.signal"')
    return said.returncode == 0
