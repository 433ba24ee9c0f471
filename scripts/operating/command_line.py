"""What every verb's command line has in common: options, exit codes, one sentence on failure."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from operating.project import ROOT, Project
from operating.refusals import RefusedError

DONE, REFUSED, INTERRUPTED = 0, 1, 130


def parser_for(verb: str, description: str, *, changes: bool) -> argparse.ArgumentParser:
    """Return a parser with the options of every verb; `changes` adds --dry-run."""
    parser = argparse.ArgumentParser(prog=f"scripts/{verb}", description=description)
    parser.add_argument(
        "--env-file",
        type=Path,
        default=Path(os.environ.get("ENV_FILE") or ROOT / ".env.production"),
        help="the stack's variables [.env.production beside compose.yml]",
    )
    parser.add_argument(
        "--file",
        "-f",
        action="append",
        default=[],
        metavar="COMPOSE_FILE",
        help="a compose file, in place of compose.yml; may be given several times",
    )
    if changes:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done and change nothing"
        )
    return parser


def project_of(arguments: argparse.Namespace) -> Project:
    """Return the project that the options name."""
    return Project(env_file=arguments.env_file.resolve(), files=tuple(arguments.file))


def run(main: Callable[[], int]) -> None:
    """Run a verb and end the process with its exit code."""
    try:
        sys.exit(main())
    except RefusedError as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(REFUSED)
    except BrokenPipeError:
        sys.exit(REFUSED)
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        sys.exit(INTERRUPTED)
