"""A server on the copied files that nobody can reach: no network, and a socket of its own."""

import json
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from operating import project as docker_commands
from operating import volume
from operating.project import ROOT
from operating.refusals import RefusedError

_DATA: Final = f"/var/lib/postgresql/{volume.DATA_FOLDER}"
_START: Final = """
set -eu
umask 077
mkdir -p /tmp/adoption
echo 'local all all peer map=adoption' >/tmp/adoption/hba
echo 'adoption postgres all' >/tmp/adoption/ident
exec postgres -D "$1" -c listen_addresses= -c unix_socket_directories=/tmp/adoption \\
    -c hba_file=/tmp/adoption/hba -c ident_file=/tmp/adoption/ident \\
    -c shared_preload_libraries= -c ssl=off -c archive_mode=off -c logging_collector=off \\
    -c password_encryption=scram-sha-256 -c max_connections=20
"""
_BOOTSTRAP: Final = """
echo 'SELECT rolname AS bootstrap FROM pg_authid WHERE oid = 10' |
    postgres --single -D "$1" -c shared_preload_libraries= -c ssl=off -c archive_mode=off \\
        -c logging_collector=off template1
"""
_SECONDS: Final = 300


@dataclass(frozen=True)
class Server:
    """The running server."""

    container: str

    def ask(self, statement: str, *, user: str, database: str, **values: str) -> str:
        """Run SQL, `:'name'` in which is a value; unaligned rows."""
        given = [f"--set={name}={value}" for name, value in values.items()]
        return docker_commands.docker(
            *("exec", "--interactive", self.container, "psql", "--no-psqlrc", "--quiet"),
            *("--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", "--host=/tmp/adoption"),
            *(f"--username={user}", f"--dbname={database}", *given),
            failure="The older database refused a statement",
            given=statement,
        ).strip()

    def write(self, path: Path, *command: str) -> None:
        """Write what a command in the server's container prints into a file of this machine."""
        path.touch(mode=0o600)
        with path.open("wb") as file:
            finished = subprocess.run(
                ["docker", "exec", self.container, *command],
                stdout=file,
                stderr=subprocess.PIPE,
                check=False,
            )
        if finished.returncode != 0:
            said = finished.stderr.decode(errors="replace").strip()
            message = f"{command[0]} failed: {said}"
            raise RefusedError(message)

    def converge(self, names: Mapping[str, str]) -> str:
        """Run the roles step on this server and return what it said."""
        told = [part for name, value in names.items() for part in ("--env", f"{name}={value}")]
        return docker_commands.docker(
            *("exec", "--env", "PGHOST=/tmp/adoption", *told, self.container),
            *("bash", "/srv/db/converge.sh"),
            failure="The roles could not be made as declared",
        )


@contextmanager
def running(target: str, image: str, secrets: str) -> Iterator[tuple[Server, str]]:
    """Start a server on a volume; yields it and the name of its first superuser."""
    common = [
        *("--network", "none", "--read-only", "--cap-drop", "ALL", "--user", "999:999"),
        *("--security-opt", "no-new-privileges:true", "--shm-size", "256m"),
        *("--tmpfs", "/tmp:size=64m,mode=1777"),  # noqa: S108 -- in the container
        *("--volume", f"{target}:/var/lib/postgresql", "--env", "PGDATA=" + _DATA),
    ]
    superuser = _bootstrap_superuser(common, image)
    container = docker_commands.docker(
        *("run", "--detach", *common),
        *("--volume", f"{ROOT / 'db'}:/srv/db:ro", "--volume", f"{secrets}:/run/secrets-roles:ro"),
        *("--stop-signal", "SIGINT", "--entrypoint", "sh", image, "-c", _START, "sh", _DATA),
        failure="No server could be started on the copy",
    ).strip()
    try:
        server = Server(container)
        _wait(server, superuser)
        yield server, superuser
        docker_commands.docker(
            "stop", "--time", "120", container, failure="The throw-away server does not stop"
        )
        state = json.loads(
            docker_commands.docker("inspect", container, failure="The server is gone")
        )[0]["State"]
        if state["ExitCode"] != 0:
            message = f"The throw-away server ended with {state['ExitCode']}."
            raise RefusedError(message)
    finally:
        docker_commands.docker("rm", "--force", container, failure="A container is not removed")


def _bootstrap_superuser(common: list[str], image: str) -> str:
    said = docker_commands.docker(
        *("run", "--rm", *common, "--entrypoint", "sh", image, "-c", _BOOTSTRAP, "sh", _DATA),
        failure="The older database cannot be opened",
    )
    found = re.search(r'bootstrap = "([^"]+)"', said)
    if found is None:
        message = "The older database does not name its superuser."
        raise RefusedError(message)
    return found[1]


def _wait(server: Server, superuser: str) -> None:
    deadline = time.monotonic() + _SECONDS
    while True:
        answer = docker_commands.attempt(
            [
                *("docker", "exec", server.container, "psql", "--no-psqlrc", "-Atc", "SELECT 1"),
                *("--host=/tmp/adoption", f"--username={superuser}", "--dbname=template1"),
            ],
            folder=ROOT,
        )
        if answer.returncode == 0:
            return
        if time.monotonic() > deadline or "is not running" in answer.stderr:
            logs = docker_commands.attempt(["docker", "logs", server.container], folder=ROOT)
            end = "\n".join(logs.stderr.splitlines()[-5:])
            message = f"The older database does not start:\n{end}"
            raise RefusedError(message)
        time.sleep(0.3)
