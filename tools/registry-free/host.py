"""What the tool asks of the machine it runs on: root, commands, visible progress."""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


class RefusedError(Exception):
    """Something the person at the keyboard can put right; the message is the one sentence shown."""


def cache_dir() -> Path:
    """Where downloads and images are kept between runs; outside the repository, always."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "srq-hpn" / "registry-free"


def require_root() -> None:
    """Refuse early: packages, a daemon and chroots all need it."""
    if os.geteuid() != 0:
        raise RefusedError("This needs root: run it again with sudo.")


def require_debian() -> None:
    """Refuse on a system whose packages this tool does not know."""
    if not Path("/etc/debian_version").is_file():
        raise RefusedError(
            "This tool knows Debian only: install Docker with Compose by your system's own means."
        )


def say(sentence: str) -> None:
    """One line of progress, at once also when the output is a file."""
    print(f"registry-free: {sentence}", flush=True)


def run(
    command: Sequence[str],
    *,
    failure: str,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a command quietly; when it fails, say ``failure`` and the end of what it printed."""
    finished = attempt(command, env=env, cwd=cwd)
    if finished.returncode != 0:
        for line in (finished.stdout + finished.stderr).strip().splitlines()[-25:]:
            print(f"    {line}", file=sys.stderr)
        raise RefusedError(f"{failure} (`{shlex.join(command)}` answered {finished.returncode}).")
    return finished


def attempt(
    command: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command whose failure is an answer too; a missing program answers 127."""
    try:
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            env={**os.environ, **(env or {})},
            cwd=cwd,
            check=False,
        )
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, 127, "", f"{command[0]}: not installed\n")
