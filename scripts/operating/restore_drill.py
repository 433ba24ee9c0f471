"""`scripts/restore-drill`: the newest backups, restored on trial."""

from operating import command_line, lock
from operating.backup import in_service, require_database
from operating.progress import say, step


def main() -> int:
    """Restore into a throw-away server and compare; the running database is not touched."""
    parser = command_line.parser_for(
        "restore-drill",
        "Restores the newest base backup and the newest dump into a throw-away server, compares"
        " them with their manifests, and removes what it restored. The service does so weekly.",
        changes=True,
    )
    arguments = parser.parse_args()
    project = command_line.project_of(arguments)
    require_database(project)
    if arguments.dry_run:
        say("Would restore the newest base backup and the newest dump on trial.")
        return command_line.DONE
    with lock.held(project.env_file.parent, "restore-drill"), step("Restoring on trial"):
        said = in_service(project, "drill", failure="The drill failed")
    print(said, end="")
    return command_line.DONE
