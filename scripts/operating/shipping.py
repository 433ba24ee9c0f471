"""Shipping a checkout to another machine over ssh, and deploying it there."""

import hashlib
import shlex
import subprocess
import tempfile
from io import BufferedRandom

from operating import memory
from operating.progress import step
from operating.project import ROOT
from operating.refusals import RefusedError

# $1: the folder; $2: the archive's SHA-256. Nothing that is there is touched before the archive has
# arrived whole, which a stream that breaks off does not say by itself.
_RECEIVE = f"""
set -eu
mkdir -p -- "$1"
cd -- "$1"
folder=$PWD
mkdir -p -m 700 {memory.FOLDER}
staged=$(mktemp -d "$folder/{memory.FOLDER}/arriving.XXXXXX")
trap 'rm -rf -- "$staged"' EXIT
cat >"$staged/archive"
if [ "$(sha256sum <"$staged/archive")" != "$2  -" ]; then
    echo "The files have not arrived whole." >&2
    exit 1
fi
mkdir "$staged/tree"
tar -xzmopf "$staged/archive" -C "$staged/tree"
cd "$staged/tree/scripts"
python3 -B -m operating.arriving "$folder"
"""


def ship(destination: str, directory: str, options: list[str]) -> int:
    """Send what the commit holds, then run the deploy of the other side; return its exit code."""
    with tempfile.TemporaryFile() as archive, step(f"Shipping to {destination}:{directory}"):
        _pack(archive)
        _send(archive, destination, directory)
    command = f"cd -- {shlex.quote(directory)} && exec scripts/deploy {shlex.join(options)}"
    return subprocess.run(["ssh", destination, command], check=False).returncode


def _pack(archive: BufferedRandom) -> None:
    # Whatever the configuration here says, who runs a container may read the files, and no group
    # may write them.
    git = ["git", "-C", str(ROOT), "-c", "tar.umask=0022"]
    command = [*git, "archive", "--format=tar.gz", "HEAD"]
    packed = subprocess.run(
        command, stdout=archive, stderr=subprocess.PIPE, text=True, errors="replace", check=False
    )
    if packed.returncode != 0:
        message = f"Only a commit is shipped, and git gives none here: {packed.stderr.strip()}"
        raise RefusedError(message)


def _send(archive: BufferedRandom, destination: str, directory: str) -> None:
    archive.seek(0)
    digest = hashlib.file_digest(archive, "sha256").hexdigest()
    archive.seek(0)
    there = shlex.join(["sh", "-c", _RECEIVE, "receive", directory, digest])
    sent = subprocess.run(["ssh", destination, there], stdin=archive, check=False)
    if sent.returncode != 0:
        message = f"{destination} did not take the files; what serves there is untouched."
        raise RefusedError(message)
