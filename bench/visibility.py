"""How soon a committed write shows on every worker process of every replica."""

import json
import socket
import time
from collections.abc import Sequence
from pathlib import Path

import psycopg

POLL_SECONDS = 0.001
GIVE_UP_SECONDS = 5.0


class Poller:
    """One kept-alive connection to one worker process, asking for the day again and again."""

    def __init__(self, port: int, target: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._file = self._socket.makefile("rb")
        self._request = f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        self.local_port: int = self._socket.getsockname()[1]

    def titles(self) -> set[str]:
        """Return the titles that the worker shows now."""
        self._socket.sendall(self._request)
        length = 0
        while (line := self._file.readline()) != b"\r\n":
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return {item["event"]["title"] for item in json.loads(self._file.read(length))}


def pollers_of_all_workers(ports: Sequence[int], target: str, workers: set[int]) -> list[Poller]:
    """Return one poller for each worker process, found by which process owns the connection."""
    found: dict[int, Poller] = {}
    deadline = time.monotonic() + GIVE_UP_SECONDS
    while set(found) != workers and time.monotonic() < deadline:
        for port in ports:
            poller = Poller(port, target)
            poller.titles()
            owner = _owner_of(poller.local_port, port, workers)
            if owner is not None:
                found.setdefault(owner, poller)
    if set(found) != workers:
        message = f"only {len(found)} of {len(workers)} worker processes could be reached"
        raise RuntimeError(message)
    return list(found.values())


def measure(dsn: str, pollers: Sequence[Poller], *, event_id: int, writes: int) -> list[float]:
    """Return for each write the milliseconds from its commit until the last worker showed it."""
    delays = []
    with psycopg.connect(dsn, autocommit=True) as connection:
        for number in range(writes):
            title = f"Written {number} at {time.time_ns()}"
            connection.execute("UPDATE app.event SET title = %s WHERE id = %s", (title, event_id))
            committed = time.perf_counter()
            waiting = list(pollers)
            while waiting:
                waiting = [poller for poller in waiting if title not in poller.titles()]
                if waiting:
                    if time.perf_counter() - committed > GIVE_UP_SECONDS:
                        message = "a write did not show within five seconds"
                        raise RuntimeError(message)
                    time.sleep(POLL_SECONDS)
            delays.append(1000 * (time.perf_counter() - committed))
    return delays


def _owner_of(client_port: int, server_port: int, workers: set[int]) -> int | None:
    inode = _inode_of(local_port=server_port, remote_port=client_port)
    for pid in workers:
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            try:
                if str(descriptor.readlink()) == f"socket:[{inode}]":
                    return pid
            except OSError:
                continue
    return None


def _inode_of(*, local_port: int, remote_port: int) -> str | None:
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        local, remote = (int(address.split(":")[1], 16) for address in fields[1:3])
        if (local, remote) == (local_port, remote_port):
            return fields[9]
    return None
