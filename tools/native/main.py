"""Every developer command that needs more than one line of shell; see `npm run`."""

import os
import sys
from pathlib import Path

import stopping
from checkout import ROOT, data_dir
from postgres_binaries import EmbeddedPostgresError
from progress import complain
from refusals import CannotContinueError, from_os_error

OLDEST_PYTHON = (3, 11)


def run(verb: str, arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    if verb == "start":
        from start import start  # noqa: PLC0415 - each command loads only what it needs

        return start()
    complain(f"There is no command {verb!r} {arguments}; `npm run` lists what there is.")
    return 2


def main() -> int:
    """Run the command; whatever ends it early is one sentence on stderr and exit code 1."""
    if not os.access(Path.home(), os.W_OK):
        os.environ.setdefault("npm_config_cache", str(ROOT / ".data" / "cache" / "npm"))
    stopping.raise_on_stop_signals()
    try:
        return run(sys.argv[1], sys.argv[2:])
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


if __name__ == "__main__":
    sys.exit(main())
