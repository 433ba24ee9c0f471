"""`scripts/logs`: what the services logged; with a request's id, its way through them."""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from operating.command_line import DONE, REFUSED, parser_for, project_of
from operating.project import Project
from operating.refusals import RefusedError

_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,127}")
_CARRIERS: Final = ("caddy", "api", "worker")
_PREFIXED: Final = re.compile(r"(?P<service>\S+)\s+\| (?P<time>\d{4}-\S+) ?(?P<line>.*)")


def carrying(lines: Iterable[str], request_id: str) -> Iterator[str]:
    """Yield the lines that hold a request's id as a whole word."""
    whole = re.compile(rf"(?<![A-Za-z0-9_-]){re.escape(request_id)}(?![A-Za-z0-9_-])")
    return (line for line in lines if whole.search(line))


def in_order(lines: Iterable[str]) -> list[str]:
    """Return lines of several services in the order of time; one without a time follows its own."""
    timed: list[tuple[str, str]] = []
    for line in lines:
        found = _PREFIXED.match(line)
        timed.append((found["time"] if found else (timed[-1][0] if timed else ""), line))
    return [line for _, line in sorted(timed, key=lambda entry: entry[0])]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the verb."""
    parser = parser_for(
        "logs", "Show what the services logged, all of them or some.", changes=False
    )
    parser.add_argument("service", nargs="*")
    parser.add_argument("--request", metavar="ID", help="only lines of this request and its jobs")
    parser.add_argument("--since", metavar="TIME", help="such as 2026-11-25T17:00:00Z, or 42m")
    parser.add_argument("--tail", metavar="LINES", help="only the last lines of each container")
    parser.add_argument("--follow", action="store_true", help="go on as long as lines come")
    options = parser.parse_args(arguments)
    if options.request and not _REQUEST_ID.fullmatch(options.request):
        parser.error(f"{options.request!r} is no request id: X-Request-Id of an answer holds one")
    given = [
        *(["--since", options.since] if options.since else []),
        *(["--tail", options.tail] if options.tail else []),
        *(["--follow"] if options.follow else []),
    ]
    project = project_of(options)
    if not options.request:
        return project.show("logs", *given, *options.service)
    services = options.service or _CARRIERS
    command = ["logs", "--no-color", "--timestamps", *given, *services]
    if options.follow:
        return _follow(project, command, options.request)
    told = project.run(*command, failure="Compose does not show the logs")
    found = in_order(carrying(told.splitlines(), options.request))
    sys.stdout.write("".join(f"{line}\n" for line in found))
    if not found:
        sys.stderr.write(f"No line of {', '.join(services)} carries {options.request}.\n")
    return DONE if found else REFUSED


def _follow(project: Project, command: Sequence[str], request_id: str) -> int:
    with subprocess.Popen(
        project.command(*command), cwd=project.folder, stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdout is None:
            message = "Compose does not show the logs."
            raise RefusedError(message)
        for line in carrying(process.stdout, request_id):
            sys.stdout.write(line)
            sys.stdout.flush()
    return process.returncode
