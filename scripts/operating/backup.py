"""`scripts/backup`: a verified backup, now."""

from operating import command_line, lock
from operating.progress import say, step
from operating.project import Project
from operating.refusals import RefusedError

_FAILED = "No backup was taken; the earlier ones are kept"


def main() -> int:
    """Take a base backup and a dump; both are verified before they count."""
    parser = command_line.parser_for(
        "backup",
        "Takes a base backup and a logical dump now, reads both back, copies them off-site if"
        " there is such a place, and prints their names.",
        changes=True,
    )
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument(
        "--full", action="store_true", help="a full base backup, not what changed since the last"
    )
    kind.add_argument("--dump-only", action="store_true", help="the logical dump alone")
    kind.add_argument("--list", action="store_true", help="list the backups that there are")
    arguments = parser.parse_args()
    project = command_line.project_of(arguments)
    if arguments.list:
        print(in_service(project, "list", failure="The backups cannot be listed"), end="")
        return command_line.DONE
    options = ["--kind", "full"] if arguments.full else []
    options += ["--dump-only"] if arguments.dump_only else []
    if arguments.dry_run:
        require_database(project)
        say(f"Would run in the container of backups: now {' '.join(options)}".rstrip() + ".")
        return command_line.DONE
    with lock.held(project.env_file.parent, "backup"), step("Backing up"):
        said = take(project, *options)
    print(said, end="")
    return command_line.DONE


def take(project: Project, *options: str) -> str:
    """Take a verified backup and return what was said of it; the caller holds the lock."""
    require_database(project)
    return in_service(project, "now", *options, failure=_FAILED)


def in_service(project: Project, *command: str, failure: str) -> str:
    """Run a command of db/backup in a container of its own; it waits for what the service does."""
    known = ["run", "--rm", "--no-deps", "-T", "backup"]
    return project.run(*known, *command, failure=failure)


def require_database(project: Project) -> None:
    """Refuse where the database does not run."""
    if not project.containers("db"):
        message = "The database does not run: start it with `docker compose up -d db`."
        raise RefusedError(message)
