"""Connects to addresses that were checked, and to nothing else, and counts what comes in."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Final

import httpcore2

from app.events.fetching.addresses import IPAddress
from app.events.fetching.errors import FetchFailedError, shown

Connect = Callable[[IPAddress, int], Awaitable[httpcore2.AsyncNetworkStream]]

_EXPIRED: Final = 10
_SELF_SIGNED: Final = frozenset({18, 19})
_UNKNOWN_ISSUER: Final = frozenset({2, 20, 21})
_OTHER_NAME: Final = frozenset({62, 64})


async def connect_to(address: IPAddress, port: int) -> httpcore2.AsyncNetworkStream:
    """Open a TCP connection to an IP address, past every resolver and proxy."""
    return await httpcore2.AnyIOBackend().connect_tcp(str(address), port)


class Meter:
    """Counts bytes off the wire, framing and headers included, and stops at `limit`.

    `has_ended` tells that the server closed its side.
    """

    def __init__(self, host: str, limit: int) -> None:
        self.limit = limit
        self.has_ended = False
        self._host = host
        self._count = 0

    def count(self, size: int) -> None:
        """Raise FetchFailedError where this is more than is put up with."""
        self._count += size
        self.has_ended = size == 0
        if self._count > self.limit:
            detail = f"{shown(self._host)} sends more than is read before an answer is complete."
            raise FetchFailedError("too_large", detail)


class CheckedBackend(httpcore2.AsyncNetworkBackend):
    """Connects one request: whatever host it is for, to the first checked address that answers."""

    def __init__(
        self, addresses: Sequence[IPAddress], connect: Connect, *, seconds: float, meter: Meter
    ) -> None:
        self._addresses = addresses
        self._connect = connect
        self._seconds = seconds
        self._meter = meter
        self._opened: list[httpcore2.AsyncNetworkStream] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  the library's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Try the checked addresses in the resolver's order; each has `seconds`."""
        del timeout, local_address, socket_options
        for address in self._addresses:
            try:
                async with asyncio.timeout(self._seconds):
                    stream = await self._connect(address, port)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout, OSError):
                continue  # TimeoutError is an OSError.
            self._opened.append(stream)
            return _MeteredStream(stream, host, self._meter)
        raise FetchFailedError("connect", f"{shown(host)} accepts no connection on port {port}.")

    async def close(self) -> None:
        """Close what was opened, also where the library was interrupted before it could."""
        for stream in self._opened:
            await stream.aclose()


class _MeteredStream(httpcore2.AsyncNetworkStream):
    def __init__(self, stream: httpcore2.AsyncNetworkStream, host: str, meter: Meter) -> None:
        self._stream = stream
        self._host = host
        self._meter = meter

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        content = await self._stream.read(max_bytes, timeout)
        self._meter.count(len(content))
        return content

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore2.AsyncNetworkStream:
        try:
            stream = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except (httpcore2.ConnectError, ssl.SSLError, OSError) as error:
            reason = _tls_reason(error)
            raise FetchFailedError("tls", f"{shown(self._host)} {reason}.") from None
        return _MeteredStream(stream, self._host, self._meter)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def _tls_reason(error: BaseException | None) -> str:
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__
    if error is None:
        return "does not set up an encrypted connection; perhaps it speaks no https"
    if error.verify_code == _EXPIRED:
        return "shows a certificate that has expired"
    if error.verify_code in _SELF_SIGNED:
        return "shows a certificate that only it vouches for"
    if error.verify_code in _UNKNOWN_ISSUER:
        return "shows a certificate whose issuer is not trusted, or leaves out a part of it"
    if error.verify_code in _OTHER_NAME:
        return "shows a certificate that is for another name"
    return "shows a certificate that is not valid"
