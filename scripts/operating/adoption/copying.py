"""A cluster's files, copied from the volume of an older system; that volume stays as it is."""

from typing import Final

from operating import project as docker_commands
from operating import volume
from operating.volume import Cluster

ADOPTED: Final = "adopted-from"

_COPY: Final = """
set -eu
mkdir -p "$2"
touch "/new/$1"
rm -rf -- "${2:?}"
mkdir -p "$2"
cp -a "$3/." "$2/"
rm -f -- "$2/postmaster.pid" "$2/postmaster.opts"
chown -R 999:999 /new
chmod 700 "$2"
sync
"""
_CAPABILITIES: Final = ("CHOWN", "DAC_OVERRIDE", "FOWNER")


def adopted_from(target: str, image: str) -> str:
    """Return from which volume a volume was adopted, empty where it was not."""
    return volume.peek(target, image, f"cat /volume/{ADOPTED} 2>/dev/null; true").strip()


def copy(source: str, cluster: Cluster, target: str, image: str) -> None:
    """Copy a cluster to where this stack's images look for it."""
    folder = f"/new/{volume.DATA_FOLDER}"
    added = [part for name in _CAPABILITIES for part in ("--cap-add", name)]
    docker_commands.docker(
        *("run", "--rm", "--network", "none", "--read-only", "--cap-drop", "ALL", *added),
        *("--user", "0:0", "--security-opt", "no-new-privileges:true"),
        *("--volume", f"{source}:/old:ro", "--volume", f"{target}:/new"),
        *(
            "--entrypoint",
            "sh",
            image,
            "-c",
            _COPY,
            "sh",
            volume.MARK,
            folder,
            f"/old/{cluster.folder}",
        ),
        failure=f"{source} could not be copied",
    )


def finish(source: str, target: str, image: str) -> None:
    """Remember where the data came from, and let the stack start on it."""
    script = f'printf "%s\\n" "$1" >/new/{ADOPTED} && rm -f /new/{volume.MARK} && sync'
    docker_commands.docker(
        *("run", "--rm", "--network", "none", "--read-only", "--cap-drop", "ALL"),
        *("--user", "999:999", "--volume", f"{target}:/new"),
        *("--entrypoint", "sh", image, "-c", script, "sh", source),
        failure="The adoption could not be finished",
    )
