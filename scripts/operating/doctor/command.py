"""`scripts/doctor`: everything that a start needs, looked at before anything starts."""

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from operating.command_line import DONE, REFUSED, parser_for, project_of
from operating.doctor import machine
from operating.doctor.database_volume import examine_volume
from operating.doctor.findings import Finding, warning
from operating.doctor.networks import examine_domain, examine_ports, examine_subnets
from operating.doctor.secret_values import examine_env_file, examine_references, examine_secrets
from operating.project import Project

_API_SECONDS = 60


def examine(project: Project) -> Iterator[Finding]:
    """Look at everything, in the order in which a start would meet it."""
    variables = project.variables()
    yield from examine_env_file(project.env_file)
    yield from examine_secrets(variables)
    yield examine_domain(variables.get("DOMAIN", ""), variables.get("SITE_ADDRESS", ""))
    yield machine.examine_clock(
        machine.newest_source(), time.time(), is_synchronised=machine.is_clock_synchronised()
    )
    engine = list(machine.examine_engine())
    yield from engine
    if any(finding.is_problem for finding in engine):
        return
    yield machine.examine_disk(machine.engine_folder())
    described = project.attempt("config", "--format", "json")
    if described.returncode != 0:
        told = described.stderr.strip().splitlines()
        yield Finding(
            f"Compose does not accept the files: {told[-1] if told else 'it does not say why'}",
            "Mend the variable or the file that it names.",
        )
        return
    config: dict[str, Any] = json.loads(described.stdout)
    yield Finding(f"Compose accepts the files; the project is {config['name']}.")
    told_secrets = config["services"]["secrets"]["environment"]
    understood = {name: (value or "").replace("$$", "$") for name, value in told_secrets.items()}
    yield from examine_references(variables, understood)
    memory = Path("/proc/meminfo")
    if memory.exists():
        yield machine.examine_memory(config["services"], memory.read_text(encoding="ascii"))
    yield from examine_ports(config["services"], config["name"])
    yield from examine_subnets(config["networks"], config["name"])
    yield from examine_volume(config, understood | variables)
    yield from _ask_the_api(project)


def _ask_the_api(project: Project) -> Iterator[Finding]:
    if not project.containers("api"):
        yield Finding("The stack is not running; the API's own doctor looks once it is.")
        return
    told = project.attempt(
        *("exec", "-T", "api", "python", "-m", "app.cli", "doctor"), seconds=_API_SECONDS
    )
    lines = told.stdout.splitlines()
    found = [
        Finding(line[9:], lines[number + 1].strip() if number + 1 < len(lines) else "See above.")
        if line.startswith("PROBLEM")
        else Finding(line[9:])
        for number, line in enumerate(lines)
        if line.startswith(("ok ", "PROBLEM"))
    ]
    yield from found
    if told.returncode != 0 and not any(finding.is_problem for finding in found):
        yield warning(
            "The API's own doctor could not be asked.",
            "`scripts/logs api` may say why.",
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the verb."""
    parser = parser_for(
        "doctor",
        "Look over what a start needs: secrets, machine, networks, the existing volume. Ends with "
        "1 when something must be mended; warnings stop nothing.",
        changes=False,
    )
    parser.add_argument("path", type=Path, nargs="?", help="the env file [that of --env-file]")
    options = parser.parse_args(arguments)
    if options.path is not None:
        options.env_file = options.path
    has_problem = False
    for finding in examine(project_of(options)):
        has_problem |= finding.is_problem
        sys.stdout.write("".join(f"{line}{os.linesep}" for line in finding.lines()))
        sys.stdout.flush()
    return REFUSED if has_problem else DONE
