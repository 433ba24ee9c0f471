"""Servers of our own, started as processes."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.fakes.tcp import free_port

API_ROOT = Path(__file__).resolve().parents[2]
GUNICORN = ("gunicorn", "-c", "gunicorn.conf.py", "app.main:app")
UVICORN = ("uvicorn", "app.main:app")


@dataclass
class Server:
    process: subprocess.Popen[str]
    port: int
    log: Path

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with contextlib.closing(connection):
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            found = {name.lower(): text for name, text in answer.getheaders()}
            return answer.status, found, answer.read()

    def send(self, raw: bytes) -> bytes:
        """The answer to raw bytes, up to the end of the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            with contextlib.suppress(ConnectionError, BrokenPipeError):
                connection.sendall(raw)
            answer = b""
            with contextlib.suppress(ConnectionError):
                while chunk := connection.recv(65536):
                    answer += chunk
            return answer

    def log_lines_of(self, request_id: str) -> list[dict[str, object]]:
        return [line for line in self.log_lines() if line.get("request_id") == request_id]

    def log_lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]


def start(command: tuple[str, ...], log: Path, **environ: str) -> subprocess.Popen[str]:
    with log.open("w") as stderr:
        return subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=API_ROOT,
            env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **environ},
            stdout=stderr,
            stderr=stderr,
            text=True,
        )


@contextlib.contextmanager
def serving(log: Path, **environ: str) -> Iterator[Server]:
    port = free_port()
    environ = {"WEB_CONCURRENCY": "1"} | environ
    process = start(GUNICORN, log, BIND=f"127.0.0.1:{port}", **environ)
    server = Server(process, port, log)
    try:
        deadline = time.monotonic() + 60
        while True:
            with contextlib.suppress(OSError):
                if server.get("/api/health")[0] == 200:
                    break
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        yield server
    finally:
        process.kill()
        process.wait()
