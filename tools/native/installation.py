"""What a fresh checkout needs before it can run or be tested; each step only if it is due.

Stamps lie inside what they vouch for (.venv, node_modules, the build), so that deleting a result
is all it takes to have it made again.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import stamps
from checkout import API_DIR, NATIVE_DIR, ROOT, VENV_DIR, VENV_PYTHON, WEB_DIR, WEB_SERVER
from postgres_binaries import install_binaries
from progress import say, seconds
from refusals import CannotContinueError, refuse_too_little_space
from steps import one_installer_at_a_time, run_side_by_side, run_step

SPACE_FOR_PACKAGES = 2_000 * 2**20
OLDEST_NODE = (20, 9)

_CADDY_LOCK = NATIVE_DIR / "requirements.lock"
_RUNTIME_LOCKS = (API_DIR / "requirements.lock", _CADDY_LOCK)
_DEVELOPMENT_LOCKS = (API_DIR / "requirements-dev.lock", _CADDY_LOCK)
_NOT_WEB_SOURCES = frozenset(
    {
        *("node_modules", ".next", "e2e", "test-results", "playwright-report", "coverage"),
        *("next-env.d.ts", "tsconfig.tsbuildinfo", "Dockerfile", ".dockerignore", "README.md"),
    }
)


def install_to_run() -> None:
    """Everything that the product needs: Python and Node packages, PostgreSQL, the web build."""
    with one_installer_at_a_time():
        _refuse_if_there_is_no_space()
        run_side_by_side(_install_runtime_packages, _install_and_build_web)


def install_to_develop() -> None:
    """What the checks need too; the web app is not built."""
    with one_installer_at_a_time():
        _refuse_if_there_is_no_space()
        run_side_by_side(_install_development_packages, _install_node_packages)


def install_for_command_line() -> None:
    """What the API's command line needs: the Python packages and PostgreSQL."""
    with one_installer_at_a_time():
        run_side_by_side(_install_runtime_packages, _install_postgres)


def node() -> str:
    """The Node.js to run with: the one that runs this command, else the one on the PATH."""
    found = os.environ.get("SRQ_NODE") or shutil.which("node")
    if found is None:
        raise CannotContinueError("Node.js is missing: install version 20 or newer, nodejs.org.")
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=True)
    numbers = tuple(int(part) for part in version.stdout.strip().lstrip("v").split(".")[:2])
    if numbers < OLDEST_NODE:
        raise CannotContinueError(
            f"Node.js {version.stdout.strip()} is too old: install version 20.9 or newer."
        )
    return found


def npm() -> str:
    """The npm that comes with Node.js."""
    found = shutil.which("npm")
    if found is None:
        raise CannotContinueError("npm is missing: install Node.js 20 or newer, it brings npm.")
    return found


def npm_environment() -> dict[str, str]:
    """Ours without what the calling npm or pnpm set."""
    environment = {
        name: value for name, value in os.environ.items() if not _is_set_by_a_running_npm(name)
    }
    environment |= {"NEXT_TELEMETRY_DISABLED": "1", "CI": "1"}
    environment.pop("NODE_ENV", None)
    return environment


def _is_set_by_a_running_npm(name: str) -> bool:
    lowered = name.lower()
    if lowered.startswith("npm_config_"):
        kept = ("registry", "proxy", "https_proxy", "noproxy", "cafile", "cache", "strict_ssl")
        option = lowered.removeprefix("npm_config_")
        return option not in kept and not option.startswith("fetch_")
    return lowered.startswith(("npm_package_", "npm_lifecycle_", "npm_command", "pnpm_script"))


def _refuse_if_there_is_no_space() -> None:
    if not (VENV_DIR.exists() and (WEB_DIR / "node_modules").exists()):
        refuse_too_little_space(ROOT, SPACE_FOR_PACKAGES)


def _install_runtime_packages() -> None:
    if not _has_packages("runtime", _RUNTIME_LOCKS):
        _install_python_packages("runtime", _RUNTIME_LOCKS)


def _install_development_packages() -> None:
    if not _has_packages("development", _DEVELOPMENT_LOCKS):
        _install_python_packages("development", _DEVELOPMENT_LOCKS)
        _stamp_of("runtime").write_text(_python_digest(_RUNTIME_LOCKS))


def _has_packages(purpose: str, locks: tuple[Path, ...]) -> bool:
    return VENV_PYTHON.exists() and stamps.is_fresh(_stamp_of(purpose), _python_digest(locks))


def _stamp_of(purpose: str) -> Path:
    return VENV_DIR / f".installed-{purpose}"


def _python_digest(locks: tuple[Path, ...]) -> str:
    return stamps.digest(locks, also=[sys.version])


def _install_python_packages(purpose: str, locks: tuple[Path, ...]) -> None:
    _make_virtual_environment()
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps"]
    command += ["--disable-pip-version-check", "--no-input", "--progress-bar=off"]
    command += ["--no-compile"]  # the first import compiles what is really used
    for lock in locks:
        title = f"Python packages of {lock.relative_to(ROOT)}"
        run_step(title, [*command, "-r", str(lock)])
    _stamp_of(purpose).write_text(_python_digest(locks))


def _make_virtual_environment() -> None:
    """Make .venv unless the one that is there still runs, with this version of Python."""
    question = "import sys, pip; print(sys.version_info[:2] == " + f"{sys.version_info[:2]})"
    if VENV_PYTHON.exists():
        answer = subprocess.run(
            [str(VENV_PYTHON), "-c", question], capture_output=True, text=True, check=False
        )
        if answer.stdout.strip() == "True":
            return
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian ships Python without it
        import venv  # noqa: F401, PLC0415 - the same
    except ImportError:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        raise CannotContinueError(
            f"This Python cannot make virtual environments: on Debian and Ubuntu "
            f"`apt-get install {package}` adds what is missing."
        ) from None
    run_step("Python environment", [sys.executable, "-m", "venv", "--clear", str(VENV_DIR)])


def _install_and_build_web() -> None:
    _install_node_packages()
    _build_web()


def _install_node_packages() -> None:
    _install_postgres()
    _install_web_packages()


def _install_web_packages() -> None:
    modules = WEB_DIR / "node_modules"
    stamp = modules / ".installed"
    expected = stamps.digest([WEB_DIR / "package.json", WEB_DIR / "package-lock.json"])
    if stamps.is_fresh(stamp, expected):
        return
    command = [npm(), "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=http"]
    run_step("Node packages of apps/web", command, directory=WEB_DIR, environment=npm_environment())
    stamp.write_text(expected)


def _install_postgres() -> None:
    began = time.monotonic()
    install_binaries()
    if (took := time.monotonic() - began) > 1:
        say(f"PostgreSQL: done in {seconds(took)}")


def _build_web() -> None:
    stamp = WEB_SERVER.with_name(".built")
    sources = stamps.files_below(WEB_DIR, without=_NOT_WEB_SOURCES)
    expected = stamps.digest(sources)
    if WEB_SERVER.exists() and stamps.is_fresh(stamp, expected):
        return
    stamp.unlink(missing_ok=True)
    environment = npm_environment() | {"NODE_ENV": "production"}
    run_step("Web build", [npm(), "run", "build"], directory=WEB_DIR, environment=environment)
    stamp.write_text(expected)
