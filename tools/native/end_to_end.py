"""Start the product on a throw-away database and run the web app's browser tests against it."""

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from checkout import WEB_DIR
from installation import npm, npm_environment
from started_product import StartedProduct, discard


def main() -> int:
    """Run the tests; arguments are handed on to Playwright."""
    with tempfile.TemporaryDirectory(prefix="srq-hpn-e2e-") as folder, ExitStack() as ending:
        ending.callback(discard, Path(folder) / "data")
        product = ending.enter_context(StartedProduct(Path(folder) / "data"))
        told = {"E2E_BASE_URL": product.url, "CHROMIUM_PATH": os.environ.get("CHROMIUM_PATH", "")}
        command = [npm(), "run", "--silent", "e2e", "--", *sys.argv[1:]]
        return subprocess.run(
            command, cwd=WEB_DIR, env=npm_environment() | told, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
