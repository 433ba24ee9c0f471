"""A composed stack under a name of its own, as the tests see it from the host."""

import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NOT_INHERITED = (
    *("AUTH_", "COMPOSE_", "DATABASE_URL", "DB_", "DOMAIN", "FIRST_ADMIN_", "IMAGE_TAG"),
    *("INTERNAL_API_", "MAIL_", "POSTGRES_", "SITE_", "SMTP_", "TRUSTED_PROXIES", "WORKER_"),
)

HOSTILE = "@/%:#'\"+$ {0} \\ ${{HOME}} ü%41"
"""Every character that a DSN, a shell, Compose, an ini file or SQL could take for its own."""


class CommandFailedError(AssertionError):
    """A docker command ended otherwise than the test needs; the message holds its output."""


def environment() -> dict[str, str]:
    """The caller's environment without what would change the stack's settings."""
    return {k: v for k, v in os.environ.items() if not k.startswith(NOT_INHERITED)}


def docker(*arguments: str, given: str | None = None, check: bool = True) -> str:
    """Run docker and return what it printed on both streams."""
    command = ["docker", *arguments]
    finished = subprocess.run(
        command,
        input=given if given is not None else "",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        cwd=ROOT,
        env=environment(),
        check=False,
        timeout=900,
    )
    if check and finished.returncode != 0:
        end = "\n".join(finished.stdout.splitlines()[-60:])
        raise CommandFailedError(f"{' '.join(command)} answered {finished.returncode}:\n{end}")
    return finished.stdout


def quoted(value: str) -> str:
    """A value as Compose's env files take it literally."""
    return "'" + value.replace("'", "\\'") + "'"


def why_not() -> str | None:
    """Why the stack cannot be composed on this machine, or None."""
    if shutil.which("docker") is None:
        return "there is no docker here"
    try:
        docker("version", "--format", "{{.Server.Version}}")
    except AssertionError:
        return "no Docker engine answers"
    version = re.match(r"v?(\d+)\.(\d+)", docker("compose", "version", "--short", check=False))
    if version is None or tuple(map(int, version.groups())) < (2, 24):
        return "Docker Compose 2.24 or newer is missing"
    return None


@dataclass(frozen=True)
class Answer:
    """What came back over HTTP."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: Sequence[str] = ()

    def json(self) -> Any:
        """The body, parsed."""
        return json.loads(self.body)


@dataclass
class Stack:
    """One project: its file, its variables, and the means to look at what became of it."""

    project: str
    file: str
    variables: dict[str, str]
    env_file: Path
    ca_file: Path | None = None
    more_files: Sequence[str] = ()
    """Compose files that are merged over the first."""
    first_states: dict[str, Any] = field(default_factory=dict)
    """Each service's state right after the very first start, as `docker inspect` tells it."""
    first_logs: dict[str, str] = field(default_factory=dict)
    made_secrets: dict[str, str] = field(default_factory=dict)
    """What the `secrets` step made up by itself, by the name of the file."""

    def write_env_file(self) -> None:
        """Put the variables where `--env-file` finds them."""
        lines = [f"{name}={quoted(value)}\n" for name, value in self.variables.items()]
        self.env_file.write_text("".join(lines))
        self.env_file.chmod(0o600)

    def compose(self, *arguments: str, given: str | None = None, check: bool = True) -> str:
        """Run `docker compose` for this project."""
        return docker(*self.command(*arguments), given=given, check=check)

    def command(self, *arguments: str) -> list[str]:
        """The arguments of docker for a `docker compose` command of this project."""
        known = ["--env-file", str(self.env_file)] if self.variables else []
        files = [word for file in (self.file, *self.more_files) for word in ("-f", file)]
        return ["compose", *known, *files, "-p", self.project, *arguments]

    def first_up(self) -> None:
        """`up -d` for the first time; where it fails, with what the services said."""
        try:
            self.up()
        except AssertionError as failure:
            raise AssertionError(f"{failure}\n{self.compose('logs', '--tail', '30')}") from None

    def trust_caddy(self) -> None:
        """Believe certificates of this stack's own authority, once it has made its own."""
        path, deadline = "/data/caddy/pki/authorities/local/root.crt", time.monotonic() + 90
        while "BEGIN" not in (root := self.exec("caddy", "cat", path, check=False)):
            assert time.monotonic() < deadline, root
            time.sleep(0.5)
        self.ca_file = self.env_file.with_name("root.crt")
        self.ca_file.write_text(root)

    def up(self, *arguments: str) -> str:
        """`up -d`, which returns when everything has been started in its order."""
        self.write_env_file()
        return self.compose("up", "-d", *arguments)

    def remember_first_start(self) -> None:
        """Keep what later restarts overwrite."""
        for service in self.compose("config", "--services").split():
            self.first_states[service] = self.inspect(service)["State"]
            self.first_logs[service] = self.compose("logs", "--no-color", service)

    def secret_files(self) -> dict[str, str]:
        """What API and worker are given to sign with, by the name of the file."""
        read = "cd /run/secrets-app && grep -H '' auth_*"
        lines = self.exec("api", "sh", "-c", read).splitlines()
        return {name: text for name, _, text in (line.partition(":") for line in lines)}

    def down(self) -> None:
        """Remove containers, networks and volumes."""
        self.compose("down", "--volumes", "--remove-orphans", "--timeout", "20", check=False)

    def container(self, service: str) -> str:
        """The id of the service's newest container, running or ended."""
        ids = self.containers(service)
        assert ids, f"{service} has no container"
        return ids[0]

    def containers(self, service: str) -> list[str]:
        """The ids of all containers of a service."""
        return self.compose("ps", "--all", "--quiet", service).split()

    def inspect(self, service: str) -> dict[str, Any]:
        """`docker inspect` of the service's container."""
        found: dict[str, Any] = json.loads(docker("inspect", self.container(service)))[0]
        return found

    def image(self, service: str) -> str:
        """The name of the image that the service runs."""
        described = self.compose("config", "--format", "json")
        found: str = json.loads(described[described.index("{") :])["services"][service]["image"]
        return found

    def exec(
        self, service: str, *command: str, given: str | None = None, check: bool = True
    ) -> str:
        """Run a command inside a running container."""
        return self.compose("exec", "-T", service, *command, given=given, check=check)

    def sql(self, statement: str) -> str:
        """Run SQL as the superuser, by peer over the socket; unaligned rows."""
        user, database = self.variables["POSTGRES_USER"], self.variables["POSTGRES_DB"]
        known = ["--username", user, "--dbname", database]
        psql = ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align"]
        return self.exec("db", *psql, "-v", "ON_ERROR_STOP=1", *known, given=statement).strip()

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        seconds: float = 30,
    ) -> Answer:
        """One request through Caddy over verified TLS."""
        context = ssl.create_default_context(cafile=str(self.ca_file))
        port = int(self.variables["HTTPS_PORT"].rpartition(":")[2])
        connection = LocalHTTPS(port, context, seconds)
        try:
            connection.request(method, path, body=body, headers=dict(headers or {}))
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            cookies = response.headers.get_all("set-cookie") or []
            return Answer(response.status, found, response.read(), cookies)
        finally:
            connection.close()

    def wait_until_healthy(self, service: str, *, seconds: float = 90) -> None:
        """Wait for every container of the service to be healthy."""
        deadline = time.monotonic() + seconds
        while True:
            states = [self.health(one) for one in self.containers(service)]
            if states and all(state == "healthy" for state in states):
                return
            assert time.monotonic() < deadline, f"{service} is {states}"
            time.sleep(0.5)

    @staticmethod
    def health(container: str) -> str:
        """What the container's health check says."""
        return docker("inspect", "--format", "{{.State.Health.Status}}", container).strip()


class LocalHTTPS(http.client.HTTPSConnection):
    """HTTPS to 127.0.0.1 for the name `localhost`, whatever that name resolves to."""

    def __init__(self, port: int, context: ssl.SSLContext, seconds: float) -> None:
        """Prepare; nothing is connected yet."""
        super().__init__("localhost", timeout=seconds, context=context)
        self._tls = context
        self._published_port = port

    def connect(self) -> None:
        """Connect to the published port; the Host header stays `localhost`."""
        plain = socket.create_connection(("127.0.0.1", self._published_port), self.timeout)
        self.sock = self._tls.wrap_socket(plain, server_hostname="localhost")


def free_ports(count: int) -> list[int]:
    """Ports of the loopback interface that nobody holds at this moment."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def is_port_free(port: int) -> bool:
    """Whether somebody listens on a loopback port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def at_once(commands: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """Start docker commands together; exit code and output of each."""
    running = [
        subprocess.Popen(
            ["docker", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=ROOT,
            env=environment(),
        )
        for command in commands
    ]
    printed = [process.communicate(timeout=300)[0] for process in running]
    return [(process.returncode, text) for process, text in zip(running, printed, strict=True)]
