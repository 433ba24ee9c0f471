"""Visitors who keep asking while something is done to the stack, and who miss nothing."""

import asyncio
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

FORM = (("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin"))
JSON = (("Content-Type", "application/json"),)


@dataclass(frozen=True)
class Request:
    """What a visitor asks for."""

    method: str
    path: str
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()

    def encoded(self, *, host: str, is_last: bool) -> bytes:
        """The request's bytes; `is_last` asks for the connection to be closed."""
        lines = [
            f"{self.method} {self.path} HTTP/1.1",
            f"Host: {host}",
            f"Connection: {'close' if is_last else 'keep-alive'}",
            *(f"{name}: {value}" for name, value in self.headers),
        ]
        if self.method == "POST":
            lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass
class Load:
    """Plain HTTP to a port of this machine, from a thread of its own, within a `with`.

    Each visitor keeps asking for one thing, so that slow pages do not hold up quick answers.
    """

    port: int
    requests: tuple[Request, ...]
    host: str = "localhost"
    kept: int = 5
    """Visitors who keep their connection."""
    fresh: int = 5
    """Visitors who open one for each request."""
    answered: Counter[str] = field(default_factory=Counter)
    """Good answers by method."""
    failures: list[str] = field(default_factory=list)
    slowest: float = 0

    def __enter__(self) -> Self:
        """Begin."""
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._all()), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let every visitor finish the request that is under way."""
        self._is_over.set()
        self._thread.join(90)
        assert not self._thread.is_alive(), "some visitor got no answer"

    @property
    def count(self) -> int:
        """How many requests have ended, well or not."""
        return self.answered.total() + len(self.failures)

    def wait_for(self, count: int, *, seconds: float = 600) -> None:
        """Go on until so many requests have been made."""
        deadline = time.monotonic() + seconds
        while self.count < count:
            assert time.monotonic() < deadline, f"only {self.count} requests in {seconds:g} s"
            time.sleep(0.1)

    async def _all(self) -> None:
        visitors = [
            self._visit(number, keeps=number < self.kept)
            for number in range(self.kept + self.fresh)
        ]
        await asyncio.gather(*visitors)

    async def _visit(self, number: int, *, keeps: bool) -> None:
        streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        request = self.requests[number % len(self.requests)]
        while not self._is_over.is_set():
            began = time.monotonic()
            try:
                async with asyncio.timeout(60):
                    if streams is None:
                        streams = await asyncio.open_connection("127.0.0.1", self.port)
                    status, stays = await self._ask(*streams, request, keeps=keeps)
            except (OSError, EOFError, TimeoutError, ValueError) as error:
                self.failures.append(f"{request.method} {request.path}: {error!r}")
                stays = False
            else:
                if 200 <= status < 400:
                    self.answered[request.method] += 1
                else:
                    self.failures.append(f"{request.method} {request.path}: {status}")
            self.slowest = max(self.slowest, time.monotonic() - began)
            if streams is not None and not (keeps and stays):
                streams[1].close()
                streams = None
        if streams is not None:
            streams[1].close()

    async def _ask(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        request: Request,
        *,
        keeps: bool,
    ) -> tuple[int, bool]:
        writer.write(request.encoded(host=self.host, is_last=not keeps))
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(head.split(maxsplit=2)[1])
        if "transfer-encoding: chunked" in head:
            while size := int(await reader.readline(), 16):
                await reader.readexactly(size + 2)
            await reader.readline()
        elif "content-length: " in head:
            length = head.partition("content-length: ")[2]
            await reader.readexactly(int(length.partition("\r\n")[0]))
        elif status not in {204, 304}:
            await reader.read()
        return status, "connection: close" not in head


def whole_site(port: int) -> Load:
    """Pages and API, read and written, over kept and over new connections."""
    origin = ("Origin", f"http://localhost:{port}")
    post = Request("POST", "/api/auth/logout", b'{"some": "body"}', JSON)
    page = Request("POST", "/account/name/submit", b"display_name=Ann", (origin, *FORM))
    asked = (Request("GET", "/"), post, Request("GET", "/api/categories"), page, post)
    return Load(port, asked, host=f"localhost:{port}")


def warm_up(port: int) -> None:
    """Have each kind of request answered once: a busy machine's first page takes its time."""
    deadline = time.monotonic() + 120
    while True:
        with whole_site(port) as visitors:
            time.sleep(2)
        if visitors.count and not visitors.failures:
            return
        assert time.monotonic() < deadline, visitors.failures
