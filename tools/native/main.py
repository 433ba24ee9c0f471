"""Every developer command that needs more than one line of shell; `npm run` lists them all."""

import inspect
import os
import sys
from collections.abc import Callable
from pathlib import Path

import stopping
from checkout import ROOT, data_dir
from command_line import run_cli, run_import
from develop import develop_api, develop_web
from parts import run_part
from postgres_binaries import EmbeddedPostgresError
from progress import complain, say
from refusals import CannotContinueError, from_os_error
from scripts import run_bench, run_chaos, run_scores, run_stack_test
from start import start
from systemd import write_units
from verify import verify_api_lint, verify_everything, verify_web_lint

COMMANDS: dict[str, Callable[[], int]] = {
    "start": start,
    "test": verify_everything,
    "check": verify_everything,
    "lint:api": verify_api_lint,
    "lint:web": verify_web_lint,
    "dev:api": develop_api,
    "dev:web": develop_web,
}
COMMANDS_WITH_ARGUMENTS: dict[str, Callable[[list[str]], int]] = {
    "import": run_import,
    "cli": run_cli,
    "test:stack": run_stack_test,
    "chaos": run_chaos,
    "systemd": write_units,
    "part": run_part,
    "bench": run_bench,
    "scores": run_scores,
}


def run(verb: str, arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    if verb in COMMANDS_WITH_ARGUMENTS:
        return COMMANDS_WITH_ARGUMENTS[verb](arguments)
    command = COMMANDS.get(verb)
    if command is None:
        complain(f"There is no command {verb!r}: `npm run` lists what there is.")
        return 2
    if arguments:
        module = inspect.getmodule(command)
        say(f"{verb}: {inspect.getdoc(command)}\n\n{module and inspect.getdoc(module)}")
        return 0 if set(arguments) <= {"-h", "--help"} else 2
    return command()


def main() -> int:
    """Run the command; whatever ends it early is one sentence on stderr and exit code 1."""
    _settle_npm()
    stopping.raise_on_stop_signals()
    try:
        verb, *arguments = sys.argv[1:] or [""]
        return run(verb, arguments)
    except (CannotContinueError, EmbeddedPostgresError) as error:
        complain(str(error))
    except OSError as error:
        refusal = from_os_error(error, data_dir())
        if refusal is None:
            raise
        complain(str(refusal))
    except stopping.StopRequested:
        complain("Stopped.")
    return 1


def _settle_npm() -> None:
    """Give up on an absent registry in seconds, and do without a home that cannot be written."""
    os.environ.setdefault("npm_config_fetch_retry_mintimeout", "2000")
    os.environ.setdefault("npm_config_fetch_retry_maxtimeout", "10000")
    if not os.access(Path.home(), os.W_OK):
        os.environ.setdefault("npm_config_cache", str(ROOT / ".data" / "cache" / "npm"))


if __name__ == "__main__":
    sys.exit(main())
