"""The operator's verbs, run on a stack as an operator runs them."""

import subprocess

from composing import ROOT, Stack, environment


def command(stack: Stack, name: str, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """A verb's command line and environment."""
    files = (stack.file, *stack.more_files) if stack.more_files else ()
    options = [word for file in files for word in ("-f", file)]
    known = {"COMPOSE_PROJECT_NAME": stack.project, "ENV_FILE": str(stack.env_file)}
    return [str(ROOT / "scripts" / name), *options, *arguments], environment() | known


def verb(
    stack: Stack, name: str, *arguments: str, given: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a verb to its end, whatever its exit code."""
    line, variables = command(stack, name, *arguments)
    return subprocess.run(
        line, env=variables, input=given, capture_output=True, text=True, check=False, timeout=900
    )
