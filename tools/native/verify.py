"""`npm test`, `npm run check` and the lint scripts: run checks two at a time, tell the result."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import checks
from checks import Check
from installation import install_to_develop, install_to_run
from progress import say, seconds
from steps import run_command, run_side_by_side

Group = Callable[[], Iterator[Check]]


@dataclass(frozen=True)
class Result:
    """How one check went; `exit_code` is None where it was skipped."""

    check: Check
    exit_code: int | None
    took_seconds: float = 0


def verify_everything() -> int:
    """Run all that this machine can run; 0 only if nothing failed."""
    began = time.monotonic()
    install_to_develop()
    results: list[Result] = []
    run_side_by_side(
        partial(_run_groups, results, checks.python_lint, checks.python_tests),
        partial(
            _run_groups, results, checks.web_lint, checks.web_tests, checks.shell_and_docker_lint
        ),
    )
    install_to_run()
    _run_groups(results, checks.product_tests)
    say("")
    say(f"Not run  stack test: it is apart, `npm run test:stack` ({checks.docker_in_words()})")
    return _sum_up(results, time.monotonic() - began)


def verify_api_lint() -> int:
    """Style, types and layers of all Python, every shell script and Dockerfile."""
    install_to_develop()
    return _verify_groups(checks.python_lint, checks.shell_and_docker_lint)


def verify_web_lint() -> int:
    """Style and types of the web app."""
    install_to_develop()
    return _verify_groups(checks.web_lint)


def _verify_groups(*groups: Group) -> int:
    began = time.monotonic()
    results: list[Result] = []
    _run_groups(results, *groups)
    return _sum_up(results, time.monotonic() - began)


def _run_groups(results: list[Result], *groups: Group) -> None:
    for group in groups:
        for check in group():
            results.append(_run(check))  # noqa: PERF401 - a failure later keeps what is known


def _run(check: Check) -> Result:
    if check.skipped is not None:
        return Result(check, None)
    began = time.monotonic()
    output: list[str] = []
    exit_code = run_command(
        check.command,
        directory=check.directory,
        environment=os.environ | check.environment,
        output=output,
    )
    took = time.monotonic() - began
    if exit_code == 0:
        say(f"ok       {check.name} ({seconds(took)}) {_last_words(output)}")
        for line in output:
            if line.startswith("SKIPPED"):
                say(f"         {line.strip()}")
    else:
        said = "".join(f"  {line}" for line in output)
        say(f"FAILED   {check.name} ({seconds(took)})\n{said}")
    return Result(check, exit_code, took)


def _last_words(output: list[str]) -> str:
    """The line in which most tools sum up."""
    lines = [line.strip(" =\n") for line in output if line.strip(" =\n")]
    return lines[-1][:100] if lines else ""


def _sum_up(results: list[Result], took_seconds: float) -> int:
    skipped = [result.check for result in results if result.exit_code is None]
    failed = [result.check.name for result in results if result.exit_code]
    for check in skipped:
        say(f"Skipped  {check.name}: {check.skipped}")
    passed = len(results) - len(skipped) - len(failed)
    say(
        f"{passed} passed, {len(failed)} failed, {len(skipped)} skipped in {seconds(took_seconds)}"
        + (f"; failed: {', '.join(failed)}" if failed else "")
    )
    return 1 if failed else 0
