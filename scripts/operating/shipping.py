"""Shipping a checkout to another machine over ssh, and deploying it there."""

import shlex
import subprocess

from operating.progress import step
from operating.project import ROOT
from operating.refusals import RefusedError

# What the other machine keeps for itself; everything else there that is not in the archive goes.
_KEPT = (".env*", ".git", ".releases", ".operating.lock", ".data", "backups")

_UNPACK = """
set -eu
rm -rf "$1.arriving"
mkdir -p "$1.arriving" "$1"
tar -x -f - -C "$1.arriving"
cd "$1"
find . -mindepth 1 -maxdepth 1 {kept} -exec rm -rf {{}} +
cp -a "$1.arriving/." .
rm -rf "$1.arriving"
"""


def ship(destination: str, directory: str, options: list[str]) -> int:
    """Send what the commit holds, then run the deploy of the other side; return its exit code."""
    commit = ["git", "-C", str(ROOT), "rev-parse", "--verify", "--quiet", "HEAD"]
    if subprocess.run(commit, capture_output=True, check=False).returncode != 0:
        message = "Only what is committed is shipped, and there is no commit here."
        raise RefusedError(message)
    with step(f"Shipping to {destination}:{directory}"):
        _send(destination, directory)
    command = f"cd {shlex.quote(directory)} && exec scripts/deploy {shlex.join(options)}"
    return subprocess.run(["ssh", destination, command], check=False).returncode


def _send(destination: str, directory: str) -> None:
    kept = " ".join(f"! -name {shlex.quote(name)}" for name in _KEPT)
    unpack = _UNPACK.format(kept=kept)
    there = f'sh -c {shlex.quote(unpack)} unpack "$(realpath -m {shlex.quote(directory)})"'
    archive = ["git", "-C", str(ROOT), "archive", "--format=tar", "HEAD"]
    with subprocess.Popen(archive, stdout=subprocess.PIPE) as packing:
        sent = subprocess.run(["ssh", destination, there], stdin=packing.stdout, check=False)
    if sent.returncode != 0 or packing.returncode != 0:
        message = f"{destination} did not take the files; what serves there is untouched."
        raise RefusedError(message)
