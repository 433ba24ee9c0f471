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

# Made up, for a database that lives as long as the tests do.
ADMIN_EMAIL = "admin@example.org"
ADMIN_PASSWORD = "a-lighthouse-made-of-tests"  # noqa: S105 - of no account elsewhere

# Without a server, mail is printed where the tests can read it. They publish calendars themselves.
PRODUCT = {
    "EVENTS_FETCH_ALLOWED_HOSTS": "127.0.0.1",
    "FIRST_ADMIN_EMAIL": ADMIN_EMAIL,
    "FIRST_ADMIN_PASSWORD": ADMIN_PASSWORD,
    "SMTP_HOST": "",
    "SMTP_HOST_FILE": "",
}


def main() -> int:
    """Run the tests; arguments are handed on to Playwright."""
    with tempfile.TemporaryDirectory(prefix="srq-hpn-e2e-") as folder, ExitStack() as ending:
        ending.callback(discard, Path(folder) / "data")
        product = ending.enter_context(StartedProduct(Path(folder) / "data", environment=PRODUCT))
        told = {
            "E2E_BASE_URL": product.url,
            "E2E_ADMIN_EMAIL": ADMIN_EMAIL,
            "E2E_ADMIN_PASSWORD": ADMIN_PASSWORD,
            "E2E_MAIL_LOG": str(product.data / "logs" / "worker.log"),
            "CHROMIUM_PATH": os.environ.get("CHROMIUM_PATH", ""),
        }
        command = [npm(), "run", "--silent", "e2e", "--", *sys.argv[1:]]
        return subprocess.run(
            command, cwd=WEB_DIR, env=npm_environment() | told, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
