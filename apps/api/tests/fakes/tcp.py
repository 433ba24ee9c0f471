"""Addresses on loopback that behave badly on purpose."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator


def free_port() -> int:
    """A port on which nothing listens: connections to it are refused."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def black_hole() -> Iterator[int]:
    """A port whose connections are established by the kernel and never answered."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        yield listener.getsockname()[1]


class Forwarder:
    """Passes connections on to another port, counts them, and can fall silent or hang up."""

    def __init__(self, target_port: int, port: int = 0) -> None:
        self.port = port
        self.connection_count = 0
        self._target_port = target_port
        self._passes = asyncio.Event()
        self._passes.set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen, on the same port as before."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Hang up on everybody and refuse new connections."""
        if self._server is not None:
            self._server.close()
        for writer in list(self._writers):
            writer.transport.abort()
        self._passes.set()

    def fall_silent(self) -> None:
        """Keep every connection and pass nothing on."""
        self._passes.clear()

    def speak_again(self) -> None:
        """Pass on again, what was held back included."""
        self._passes.set()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connection_count += 1
        self._writers.add(writer)
        await self._passes.wait()
        with contextlib.suppress(OSError):
            there = await asyncio.open_connection("127.0.0.1", self._target_port)
            self._writers.add(there[1])
            await asyncio.gather(self._pump(reader, there[1]), self._pump(there[0], writer))

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while chunk := await reader.read(65536):
                await self._passes.wait()
                writer.write(chunk)
                await writer.drain()
        self._writers.discard(writer)
        writer.close()


@contextlib.asynccontextmanager
async def forwarding(target_port: int) -> AsyncIterator[Forwarder]:
    """An open forwarder, closed in the end."""
    forwarder = Forwarder(target_port)
    await forwarder.open()
    try:
        yield forwarder
    finally:
        await forwarder.close()
