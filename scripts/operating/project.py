"""The Compose project that the verbs work on, and the docker commands that they give."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from operating import envfile
from operating.refusals import RefusedError

ROOT = Path(__file__).resolve().parents[2]
"""The checkout: where compose.yml is."""

LAST_LINES = 15


@dataclass(frozen=True)
class Project:
    """One stack: its checkout, its env file, and the files that describe it.

    `files` are compose files in their order; COMPOSE_PROJECT_NAME names another project, as it does
    for docker compose itself.
    """

    env_file: Path
    folder: Path = ROOT
    files: Sequence[str] = ()
    overrides: Mapping[str, str] = field(default_factory=dict)

    def variables(self) -> dict[str, str]:
        """What the env file says, with what this process's environment says in its place."""
        written = envfile.read(self.env_file)
        return {name: os.environ.get(name, value) for name, value in written.items()}

    def command(self, *arguments: str) -> list[str]:
        """Return a whole `docker compose` command."""
        chosen = [part for file in self.files for part in ("-f", file)]
        return ["docker", "compose", "--env-file", str(self.env_file), *chosen, *arguments]

    def run(
        self, *arguments: str, failure: str, given: str | None = None, seconds: float | None = None
    ) -> str:
        """Run `docker compose` and return its standard output.

        Raises RefusedError with `failure` and the end of what was printed unless it ends with 0.
        """
        finished = self.attempt(*arguments, given=given, seconds=seconds)
        if finished.returncode != 0:
            raise RefusedError(_told(failure, finished))
        return finished.stdout

    def attempt(
        self, *arguments: str, given: str | None = None, seconds: float | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run `docker compose`, whatever its exit code."""
        return attempt(
            self.command(*arguments),
            folder=self.folder,
            overrides=self.overrides,
            given=given,
            seconds=seconds,
        )

    def config(self) -> dict[str, Any]:
        """Return what Compose makes of the files and the env file."""
        told = self.run("config", "--format", "json", failure="Compose does not accept the files")
        found: dict[str, Any] = json.loads(told)
        return found

    def show(self, *arguments: str) -> int:
        """Run `docker compose` on this very terminal and return its exit code."""
        environment = {**os.environ, **self.overrides}
        command = self.command(*arguments)
        return subprocess.run(command, cwd=self.folder, env=environment, check=False).returncode

    def containers(self, service: str, *, everything: bool = False) -> list[str]:
        """Return the ids of a service's containers, running ones unless `everything`."""
        shown = ["--all"] if everything else []
        said = self.run(
            "ps",
            *shown,
            "--quiet",
            service,
            failure=f"Compose does not tell of {service}",
        )
        return said.split()

    def inspect(self, container: str) -> dict[str, Any]:
        """Return what docker knows of a container."""
        found: list[dict[str, Any]] = json.loads(
            docker("inspect", container, failure="The container cannot be looked at")
        )
        return found[0]


def docker(*arguments: str, failure: str, given: str | None = None) -> str:
    """Run docker and return its standard output; raises RefusedError unless it ends with 0."""
    finished = attempt(["docker", *arguments], folder=ROOT, given=given)
    if finished.returncode != 0:
        raise RefusedError(_told(failure, finished))
    return finished.stdout


def has_image(name: str) -> bool:
    """Whether the engine has an image."""
    return attempt(["docker", "image", "inspect", name], folder=ROOT).returncode == 0


def attempt(
    command: Sequence[str],
    *,
    folder: Path,
    overrides: Mapping[str, str] | None = None,
    given: str | None = None,
    seconds: float | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a command without a terminal; raises RefusedError where it is missing or too slow."""
    try:
        return subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **(overrides or {})},
            input=given if given is not None else "",
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=seconds,
        )
    except FileNotFoundError:
        message = f"{command[0]} is not installed here."
        raise RefusedError(message) from None
    except subprocess.TimeoutExpired:
        message = f"`{' '.join(command[:4])} …` gave no answer within {seconds:g} seconds."
        raise RefusedError(message) from None


def attempt_with(given: IO[bytes], command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a command on the content of a file."""
    return subprocess.run(
        command, stdin=given, capture_output=True, text=True, errors="replace", check=False
    )


def _told(failure: str, finished: subprocess.CompletedProcess[str]) -> str:
    lines = (finished.stdout + finished.stderr).strip().splitlines()[-LAST_LINES:]
    return "\n".join([f"{failure}:", *lines]) if lines else f"{failure}."
