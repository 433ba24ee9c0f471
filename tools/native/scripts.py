"""`npm run bench`, `scores`, `test:stack`, `chaos`: other folders' programs, in our Python."""

import subprocess
from pathlib import Path

from checkout import API_DIR, ROOT, VENV_PYTHON
from installation import install_to_develop


def run_bench(arguments: list[str]) -> int:
    """Measure the events API against what stands beside it: bench/run.py."""
    return _run_python([str(ROOT / "bench" / "run.py"), *arguments])


def run_scores(arguments: list[str]) -> int:
    """Score the matchers on cases that people labelled: apps/api/tests/labelled."""
    return _run_python(["-m", "tests.labelled", *arguments], API_DIR)


def run_stack_test(arguments: list[str]) -> int:
    """Build and start the composed stack in a real Docker engine and test it: tests/stack."""
    return _run_python(["-m", "pytest", str(ROOT / "tests" / "stack"), *arguments])


def run_chaos(arguments: list[str]) -> int:
    """Break a composed stack in every way and tell what was seen: tests/stack/faults."""
    return _run_python(["-m", "faults", *arguments], ROOT / "tests" / "stack")


def _run_python(arguments: list[str], directory: Path = ROOT) -> int:
    """In our own process group, so that Ctrl-C at the terminal reaches it as it reaches us."""
    install_to_develop()
    process = subprocess.Popen([str(VENV_PYTHON), *arguments], cwd=directory)
    try:
        return process.wait()
    except BaseException:
        process.terminate()
        process.wait()
        raise
