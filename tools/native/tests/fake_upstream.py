"""A tiny HTTP server that says what it was asked, to stand behind the real Caddy."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that Caddy closes early is what some tests are about."""


class FakeUpstream:
    """Serves on a loopback port; `answer` may replace what it says by default.

    The default answer is 200 with JSON: who answered, the method, the path as it arrived on the
    wire, the headers and the length of the body.
    """

    def __init__(self, name: str, port: int = 0) -> None:
        self.name = name
        self.answer: Callable[[BaseHTTPRequestHandler], None] | None = None
        self.requests: list[str] = []
        upstream = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                upstream.requests.append(f"{self.command} {self.path}")
                (upstream.answer or upstream.tell)(self)

            do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Keep the test's output quiet."""

        self._server = _QuietServer(("127.0.0.1", port), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def tell(self, request: BaseHTTPRequestHandler) -> None:
        """Answer with what was asked."""
        length = int(request.headers.get("Content-Length") or 0)
        body = request.rfile.read(length)
        told = {
            "name": self.name,
            "method": request.command,
            "path": request.path,
            "headers": {key.lower(): value for key, value in request.headers.items()},
            "body_length": len(body),
        }
        send(request, 200, json.dumps(told).encode(), {"Content-Type": "application/json"})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def send(
    request: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str]
) -> None:
    """Send a whole answer; a HEAD gets the headers only."""
    request.send_response(status)
    for key, value in headers.items():
        request.send_header(key, value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    if request.command != "HEAD":
        request.wfile.write(body)
