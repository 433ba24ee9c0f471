"""A small internet on loopback: names, public addresses, and servers that say what they are told.

What is not mapped leads to the canary, as everything inside the network would lead somewhere.
"""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address

import httpcore2

from app.events.fetching.addresses import IPAddress
from app.events.fetching.connecting import connect_to

Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Request:
    """A request as it arrived; `headers` have names in lower case."""

    target: str
    headers: dict[str, str]


def response(
    body: bytes = b"", *headers: str, status: str = "200 OK", length: int | None = None
) -> bytes:
    """A response with a Content-Length, and whatever headers."""
    size = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {size}", *headers]
    return "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return response(b"", f"Location: {location}", status=status)


def sending(*pieces: bytes, repeat: int = 1, pause: float = 0.0) -> Conversation:
    """Writes the pieces, the last one over and over, for as long as somebody listens."""

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for piece in (*pieces, *(pieces[-1:] * (repeat - 1))):
            writer.write(piece)
            await writer.drain()
            if pause:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(reader.read(1), pause)
                    return  # The other side hung up.

    return converse


class WebServer:
    """Answers each target with bytes, or hands the connection over; 404 for anything else."""

    def __init__(self, ssl_context: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, bytes | Conversation] = {}
        self.requests: list[Request] = []
        self.connection_count = 0
        self.most_at_once = 0
        self.port = 0
        self._open_count = 0
        self._ssl_context = ssl_context

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator["WebServer"]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._ssl_context)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            await server.wait_closed()

    def targets(self) -> list[str]:
        return [request.target for request in self.requests]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connection_count += 1
        self._open_count += 1
        self.most_at_once = max(self.most_at_once, self._open_count)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                await self._answer(reader, writer)
        finally:
            self._open_count -= 1
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if (begin := await reader.readexactly(1)) == b"\x16":  # TLS, which is not spoken here
            writer.write(response(status="400 Bad Request"))
            return
        head = (begin + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        fields = [line.partition(": ") for line in head[1:] if line]
        target = head[0].split(" ")[1]
        self.requests.append(Request(target, {name.lower(): value for name, _, value in fields}))
        page = self.pages.get(target, response(status="404 Not Found"))
        if isinstance(page, bytes):
            writer.write(page)
            await writer.drain()
        else:
            await page(reader, writer)


@dataclass
class FakeInternet:
    """Resolves names, and leads each public address to a port of loopback.

    A name has a line of answers: the last one stays.
    """

    canary: WebServer
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    connections: list[tuple[str, int]] = field(default_factory=list)

    def put(self, name: str, ip: str, server: WebServer) -> None:
        self.names[name] = [[ip]]
        self.ports[ip] = server.port

    async def resolve(self, host: str) -> Sequence[IPAddress]:
        """Answer as a system does, to numbers in any notation too (inet_aton)."""
        self.asked.append(host)
        if host in self.names:
            answers = self.names[host]
            return [ip_address(ip) for ip in (answers.pop(0) if answers[1:] else answers[0])]
        try:
            return [ip_address(socket.inet_aton(host))]
        except OSError:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known") from None

    async def connect(self, address: IPAddress, port: int) -> httpcore2.AsyncNetworkStream:
        self.connections.append((str(address), port))
        there = self.ports.get(str(address), self.canary.port)
        return await connect_to(ip_address("127.0.0.1"), there)
