"""A small HTTP/1.1 load generator on kept-alive connections: requests per second and latencies.

Every connection has one request under way; answers are read whole and must be 200 (or `expect`).
"""

import selectors
import socket
import time
from dataclasses import dataclass

RECEIVE_BYTES = 1 << 20
# Connections, plans and caches are made in it; what it measures is not counted.
WARM_UP_SECONDS = 1.0


@dataclass(frozen=True)
class Load:
    """What one run measured; latencies in milliseconds."""

    requests_per_second: float
    p50: float
    p99: float
    body_bytes: int


class _Connection:
    def __init__(self, port: int, request: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._request = request
        self._buffer = bytearray(RECEIVE_BYTES)
        self._missing = 0
        self._head = b""
        self.body_bytes = 0
        self.sent_at = 0.0

    def send(self) -> None:
        self._missing, self._head = -1, b""
        self.sent_at = time.perf_counter()
        self.socket.sendall(self._request)

    def receive(self, expect: int) -> bool:
        """Take what has arrived; tell whether the answer is whole."""
        count = self.socket.recv_into(self._buffer)
        if count == 0:
            message = "the server closed a connection"
            raise RuntimeError(message)
        if self._missing < 0:
            self._head += bytes(self._buffer[:count])
            end = self._head.find(b"\r\n\r\n")
            if end < 0:
                return False
            self._check(self._head[:end].lower(), expect)
            self._missing = self.body_bytes - (len(self._head) - end - 4)
        else:
            self._missing -= count
        return self._missing == 0

    def _check(self, head: bytes, expect: int) -> None:
        status = int(head.split(b" ", 2)[1])
        if status != expect:
            message = f"answered {status} instead of {expect}"
            raise RuntimeError(message)
        _, found, rest = head.partition(b"content-length:")
        self.body_bytes = int(rest.split(b"\r\n", 1)[0]) if found else 0


def generate(
    port: int,
    target: str,
    *,
    seconds: float,
    connections: int = 8,
    headers: str = "",
    expect: int = 200,
) -> Load:
    """Ask `target` for `seconds` over `connections` connections, after a second of warming up."""
    request = f"GET {target} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n".encode()
    clients = [_Connection(port, request) for _ in range(connections)]
    latencies: list[float] = []
    with selectors.DefaultSelector() as selector:
        for client in clients:
            selector.register(client.socket, selectors.EVENT_READ, client)
            client.send()
        started = time.perf_counter() + WARM_UP_SECONDS
        while (now := time.perf_counter()) - started < seconds:
            for key, _ in selector.select(timeout=10):
                client = key.data
                if client.receive(expect):
                    if client.sent_at >= started:
                        latencies.append(time.perf_counter() - client.sent_at)
                    client.send()
        elapsed = now - started
    for client in clients:
        client.socket.close()
    latencies.sort()
    return Load(
        requests_per_second=len(latencies) / elapsed,
        p50=1000 * latencies[len(latencies) // 2],
        p99=1000 * latencies[int(len(latencies) * 0.99)],
        body_bytes=clients[0].body_bytes,
    )
