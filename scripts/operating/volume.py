"""What a database volume holds, read without starting a server on it."""

import re
from dataclasses import dataclass
from typing import Final

from operating import project
from operating.refusals import RefusedError

MAJOR: Final = 18
DATA_FOLDER: Final = f"{MAJOR}/docker"
"""Where the postgres images from 18 on keep the data below /var/lib/postgresql."""

MARK: Final = f"{MAJOR}/first-start-unfinished"
"""While it is there, db/start.sh starts no server on the volume."""

# Each folder that may hold a cluster: that of images from 18 on, a volume that older images had
# mounted at /var/lib/postgresql/data, one mounted a folder higher.
_LOOK: Final = """
cd /volume || exit 1
[ ! -e @MARK@ ] || echo unfinished
for folder in */docker . data pgdata; do
    [ ! -f "$folder/PG_VERSION" ] || echo "cluster $folder $(cat "$folder/PG_VERSION")"
    [ ! -f "$folder/postmaster.pid" ] || echo "pid $folder"
done
[ -z "$(ls -A)" ] && echo empty
true
""".replace("@MARK@", MARK)
_NAME_BYTES: Final = 64


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL data directory in a volume."""

    folder: str
    """Relative to the volume's root."""
    major: int
    was_shut_down: bool
    """Whether no postmaster.pid is left in it."""


@dataclass(frozen=True)
class Contents:
    """What was seen in a volume."""

    clusters: tuple[Cluster, ...]
    is_empty: bool
    is_unfinished: bool


def exists(volume: str) -> bool:
    """Whether the engine knows a volume of this name."""
    listed = project.docker(
        *("volume", "ls", "--quiet", "--filter", f"name=^{re.escape(volume)}$"),
        failure="The volumes cannot be listed",
    )
    return volume in listed.split()


def users(volume: str) -> list[str]:
    """Return the names of the running containers that have a volume mounted."""
    return project.docker(
        *("ps", "--filter", f"volume={volume}", "--format", "{{.Names}}"),
        failure="The containers cannot be listed",
    ).split()


def contents(volume: str, image: str) -> Contents:
    """Look into a volume through a container that can change nothing and has no network."""
    lines = peek(volume, image, _LOOK).splitlines()
    running = {line.partition(" ")[2] for line in lines if line.startswith("pid ")}
    clusters = []
    for line in lines:
        found = re.fullmatch(r"cluster (\S+) (\d+)(?:\.\d+)?", line)
        if found:
            folder = found[1]
            clusters.append(Cluster(folder, int(found[2]), folder not in running))
    return Contents(tuple(clusters), "empty" in lines, "unfinished" in lines)


def peek(volume: str, image: str, script: str) -> str:
    """Run a shell script as postgres beside a volume that is mounted read-only at /volume."""
    looking = ["run", "--rm", "--network", "none", "--read-only", "--cap-drop", "ALL"]
    return project.docker(
        *looking,
        *("--security-opt", "no-new-privileges:true", "--user", "999:999"),
        *("--volume", f"{volume}:/volume:ro", "--entrypoint", "sh", image, "-c", script),
        failure=f"The volume {volume} cannot be read",
    )


def knows_name(volume: str, image: str, cluster: Cluster, *, catalogue: int, name: str) -> bool:
    """Whether a shared catalogue's file holds a row of this name.

    1260 is pg_authid, 1262 is pg_database. A catalogue that was rewritten has moved to another
    file; then nothing can be said, and the answer is yes.
    """
    path = f"/volume/{cluster.folder}/global/{catalogue}"
    text = peek(volume, image, f"[ ! -s {path} ] || tr '\\0' '\\n' <{path}")
    if not text:
        return True
    # A name fills 64 bytes; its padding came out as line breaks.
    padding = "\n" * (_NAME_BYTES - len(name))
    return re.search(rf"(?:^|[^A-Za-z0-9_-]){re.escape(name)}{padding}", text) is not None


def cluster_of(found: Contents, volume: str) -> Cluster:
    """Return the one cluster of a volume; raises RefusedError where there is none or several."""
    if len(found.clusters) != 1:
        which = ", ".join(one.folder for one in found.clusters) or "none"
        message = f"The volume {volume} must hold one PostgreSQL data directory; it holds {which}."
        raise RefusedError(message)
    return found.clusters[0]
