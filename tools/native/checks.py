"""The checks that `npm test` runs: what each is called, what it runs, and when it is skipped."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import stamps
from checkout import API_DIR, NATIVE_DIR, ROOT, VENV_BIN, VENV_PYTHON, WEB_DIR
from chromium import chromium
from installation import npm

_NOT_OURS = frozenset(
    {
        *(".git", ".venv", ".data", "node_modules", ".next", "__pycache__", "test-results"),
        *(".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis"),
    }
)
_PYTHON_ROOTS = ("tools", "db", "bench", "tests", "scripts")


@dataclass(frozen=True)
class Check:
    """One command whose exit code 0 means that all is well; `skipped` says why it cannot run."""

    name: str
    command: list[str]
    directory: Path = ROOT
    environment: dict[str, str] = field(default_factory=dict)
    skipped: str | None = None


def python_lint() -> Iterator[Check]:
    """Style, types and layers of the Python code, and the SQL of the migrations."""
    tools = [str(ROOT / name) for name in _PYTHON_ROOTS if (ROOT / name).is_dir()]
    yield Check("ruff", _python("ruff", "check", str(API_DIR), *tools))
    yield Check("ruff format", _python("ruff", "format", "--check", str(API_DIR), *tools))
    yield Check("mypy of the API", _python("mypy"), API_DIR)
    # Apart, since names of files recur.
    for names in (("tools", "db"), ("bench",), ("tests",), ("scripts",)):
        folders = [str(ROOT / name) for name in names if (ROOT / name).is_dir()]
        if folders:
            yield Check(f"mypy of {' and '.join(names)}", _python("mypy", *folders))
    yield Check("import-linter", [str(VENV_PYTHON), "-c", _LINT_IMPORTS], API_DIR)


def python_tests() -> Iterator[Check]:
    """The API's tests against the embedded PostgreSQL, and those of Caddyfile and launcher."""
    yield Check("tests of the API", _python("pytest", "-q", "-rs"), API_DIR)
    yield Check("tests of Caddyfile and tools", _python("pytest", "-q", "-rs", "-m", "not slow"))


def product_tests() -> Iterator[Check]:
    """What starts the whole product: the launcher's tests, and a browser's where there is one."""
    yield Check("npm start, really", _python("pytest", "-q", "-rs", "-m", "slow"))
    browser = chromium()
    yield Check(
        "end to end in Chromium",
        [str(VENV_PYTHON), str(NATIVE_DIR / "end_to_end.py")],
        environment={"CHROMIUM_PATH": browser or ""},
        skipped=None if browser else "there is no Chromium here (Debian: apt-get install chromium)",
    )


def web_lint() -> Iterator[Check]:
    """The web app's style, boundaries and types, and that its API types are those of the API."""
    yield _web_script("lint")
    yield _web_script("api:types:check")


def web_tests() -> Iterator[Check]:
    """The web app's unit tests."""
    yield _web_script("test")


def shell_and_docker_lint() -> Iterator[Check]:
    """Every shell script and Dockerfile."""
    files = [path for path in stamps.files_below(ROOT, without=_NOT_OURS) if path.is_file()]
    scripts = sorted(str(path) for path in files if _is_shell(path))
    dockerfiles = sorted(str(path) for path in files if path.name.startswith("Dockerfile"))
    if scripts:
        yield Check("shellcheck", [str(VENV_BIN / "shellcheck"), "-x", "-P", "SCRIPTDIR", *scripts])
        yield Check("shfmt", [str(VENV_BIN / "shfmt"), "-d", "-i", "4", *scripts])
    if dockerfiles:
        yield Check("hadolint", [str(VENV_BIN / "hadolint"), *dockerfiles])


_LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def _python(module: str, *arguments: str) -> list[str]:
    """A tool as a module: its script would hold the path where the environment was made."""
    return [str(VENV_PYTHON), "-m", module, *arguments]


def _web_script(script: str) -> Check:
    command = [npm(), "run", "--silent", script]
    return Check(f"web {script}", command, WEB_DIR, {"PYTHON": str(VENV_PYTHON)})


def _is_shell(path: Path) -> bool:
    if path.suffix == ".sh":
        return True
    if path.suffix or path.stat().st_size == 0:
        return False
    with path.open("rb") as file:
        first_line = file.readline(200)
    return first_line.startswith(b"#!") and first_line.rstrip().endswith((b"/sh", b"bash"))


def docker_in_words() -> str:
    """Whether the stack test could run here."""
    try:
        answer = subprocess.run(["docker", "info"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return "there is no Docker here"
    return "a Docker engine is here" if answer.returncode == 0 else "no Docker engine answers here"
