"""The production Caddyfile, run by the real Caddy on loopback ports."""

import contextlib
import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CADDYFILE = Path(__file__).resolve().parents[3] / "caddy" / "Caddyfile"


@dataclass(frozen=True)
class Answer:
    """What came back: header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> dict[str, object]:
        parsed = json.loads(self.body)
        assert isinstance(parsed, dict)
        return parsed

    def told(self, key: str) -> object:
        """One thing that the fake upstream says about the request it got."""
        return self.json()[key]

    def upstream_header(self, name: str) -> str | None:
        """A header as the upstream received it."""
        headers = self.json()["headers"]
        assert isinstance(headers, dict)
        value = headers.get(name.lower())
        assert value is None or isinstance(value, str)
        return value


@dataclass(frozen=True)
class Site:
    """A running Caddy; `ask` sends the path exactly as given, without normalising it."""

    port: int
    health_port: int
    log_file: Path
    is_secured: bool = False

    def connect(self) -> http.client.HTTPConnection:
        if not self.is_secured:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        untrusting = ssl.create_default_context()
        untrusting.check_hostname = False
        untrusting.verify_mode = ssl.CERT_NONE
        return http.client.HTTPSConnection("localhost", self.port, timeout=30, context=untrusting)

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        headers: dict[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        with contextlib.closing(self.connect()) as connection:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders()
            if body is not None:
                # Caddy may refuse and answer before it has read everything.
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    connection.send(body)
            response = connection.getresponse()
            return Answer(
                response.status,
                {name.lower(): value for name, value in response.getheaders()},
                response.read(),
            )

    def access_log(self) -> list[dict[str, object]]:
        lines = self.log_file.read_text().splitlines()
        entries = [json.loads(line) for line in lines if line.startswith("{")]
        return [entry for entry in entries if entry.get("msg") == "handled request"]


def caddy_binary() -> str:
    """The Caddy of this virtual environment, else the one on the PATH."""
    beside_python = Path(sys.executable).parent / "caddy"
    found = str(beside_python) if beside_python.exists() else shutil.which("caddy")
    assert found, "Caddy is not installed; npm test installs tools/native/requirements.lock."
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def run_site(
    directory: Path,
    *,
    api_port: int,
    web_port: int,
    caddyfile: Path = CADDYFILE,
    scheme: str = "http",
) -> Iterator[Site]:
    """Start Caddy in front of the two ports; its log is a file in `directory`."""
    port, health_port = free_port(), free_port()
    site = Site(port, health_port, directory / "caddy.log", is_secured=scheme == "https")
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(directory),
        "XDG_DATA_HOME": str(directory),
        "XDG_CONFIG_HOME": str(directory),
        "SITE_ADDRESS": f"{scheme}://localhost:{port}, {scheme}://127.0.0.1:{port}",
        "LISTEN": "loopback_ipv4",
        "API_HOST": "127.0.0.1",
        "API_PORT": str(api_port),
        "WEB_HOST": "127.0.0.1",
        "WEB_PORT": str(web_port),
        "HEALTH_PORT": str(health_port),
    }
    with site.log_file.open("w") as log:
        process = subprocess.Popen(
            [caddy_binary(), "run", "--adapter", "caddyfile", "--config", str(caddyfile)],
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            wait_until_listening(site, process)
            yield site
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_until_listening(site: Site, process: subprocess.Popen[bytes]) -> None:
    """Under TLS until the certificate is there, which comes a moment after the listener."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        assert process.poll() is None, site.log_file.read_text()
        with contextlib.suppress(OSError), contextlib.closing(site.connect()) as connection:
            connection.connect()
            return
        time.sleep(0.02)
    raise AssertionError(site.log_file.read_text())
