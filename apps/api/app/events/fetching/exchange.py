"""One request over one connection of its own: nothing is kept, followed or decoded unasked."""

import contextlib
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import httpcore2

from app.events.fetching.addresses import IPAddress, WebAddress
from app.events.fetching.connecting import CheckedBackend, Connect, Meter, connect_to
from app.events.fetching.decoding import ACCEPTED_ENCODING, decoder_for
from app.events.fetching.errors import FetchFailedError, shown
from app.events.fetching.records import Limits

Headers = Sequence[tuple[str, str]]

# An answer may take this much to begin, early hints (RFC 8297) included, and one that begins this
# much more than its content to be framed; a single block of headers the library stops at 100 KiB.
_PREFACE_BYTES: Final = 256 * 1024
_FRAMING_BYTES: Final = 1024 * 1024
# Each costs microseconds that a server can make us spend with six bytes (RFC 9112 section 7.1).
_CHUNKS_MAX: Final = 100_000


@dataclass(frozen=True)
class Wire:
    """How connections are made; tests put their own network here, and their own authority."""

    connect: Connect = connect_to
    ssl_context: ssl.SSLContext = field(default_factory=httpcore2.default_ssl_context)


class Answer:
    """A response whose headers are there and whose body is still to be read."""

    def __init__(
        self, address: WebAddress, response: httpcore2.Response, meter: Meter, limits: Limits
    ) -> None:
        self.address = address
        self.status = response.status
        self._response = response
        self._meter = meter
        self._limits = limits

    def header(self, name: str) -> str | None:
        """A header's value, several joined as RFC 9110 section 5.3 says; None without one."""
        values = self.header_lines(name)
        return ", ".join(values) if values else None

    def header_lines(self, name: str) -> list[str]:
        """Each line's value; UTF-8 where it is, which some servers send against the rules."""
        wanted = name.lower().encode()
        return [_text(value) for key, value in self._response.headers if key.lower() == wanted]

    async def read_body(self) -> bytes:
        """The whole body, decoded; raises FetchFailedError where it is too large, or broken."""
        limit = self._limits.body_bytes
        if self._announced_size() > limit:
            raise self._too_large()
        body = bytearray()
        async with contextlib.aclosing(self._pieces()) as pieces:
            async for piece in pieces:
                body += piece
                if len(body) > limit:
                    raise self._too_large()
        return bytes(body)

    async def read_beginning(self, size: int) -> bytes:
        """The first `size` bytes of the body, decoded."""
        body = bytearray()
        async with contextlib.aclosing(self._pieces()) as pieces:
            async for piece in pieces:
                body += piece
                if len(body) >= size:
                    break
        return bytes(body[:size])

    async def _pieces(self) -> AsyncGenerator[bytes, None]:
        decoder = decoder_for(self.header("content-encoding"), self.address.host)
        self._meter.limit = self._limits.body_bytes + _PREFACE_BYTES + _FRAMING_BYTES
        chunk_count = 0
        async with contextlib.aclosing(self._response.aiter_stream()) as chunks:
            async for chunk in chunks:
                chunk_count += 1
                if chunk_count > _CHUNKS_MAX:
                    detail = f"{shown(self.address.host)} sends its answer in too many crumbs."
                    raise FetchFailedError("protocol", detail)
                for piece in decoder.decode(chunk):
                    yield piece
        decoder.finish()

    def _announced_size(self) -> int:
        text = self.header("content-length") or ""
        return int(text) if text.isascii() and text.isdigit() else 0

    def _too_large(self) -> FetchFailedError:
        limit = self._limits.body_bytes / 1024**2
        detail = f"{shown(self.address.host)} sends more than {limit:.0f} MB, too much to read."
        return FetchFailedError("too_large", detail)


@contextlib.asynccontextmanager
async def asking(
    address: WebAddress,
    addresses: Sequence[IPAddress],
    headers: Headers,
    *,
    wire: Wire,
    limits: Limits,
) -> AsyncIterator[Answer]:
    """Send a GET to one of `addresses` under the name in `address`, and yield the answer.

    The name is in the Host header, in TLS's SNI, and what the certificate has to be for. What goes
    wrong on the way, inside the block too, is a FetchFailedError.
    """
    meter = Meter(address.host, _PREFACE_BYTES)
    backend = CheckedBackend(addresses, wire.connect, seconds=limits.connect_seconds, meter=meter)
    origin = (address.scheme.encode(), address.host.encode(), address.port)
    connection = httpcore2.AsyncHTTPConnection(
        httpcore2.Origin(*origin), wire.ssl_context, network_backend=backend
    )
    request = httpcore2.Request(
        "GET",
        httpcore2.URL(
            scheme=origin[0], host=origin[1], port=origin[2], target=address.target.encode()
        ),
        headers=[
            ("Host", address.host_header),
            *headers,
            ("Accept-Encoding", ACCEPTED_ENCODING),
            ("Connection", "close"),
        ],
    )
    try:
        response = await connection.handle_async_request(request)
        yield Answer(address, response, meter, limits)
    except (httpcore2.RemoteProtocolError, httpcore2.NetworkError) as error:
        is_broken_off = meter.has_ended or isinstance(error, httpcore2.NetworkError)
        raise _failure(address.host, is_broken_off=is_broken_off) from None
    finally:
        await backend.close()


def _failure(host: str, *, is_broken_off: bool) -> FetchFailedError:
    if is_broken_off:
        detail = f"{shown(host)} broke off before its answer was complete."
        return FetchFailedError("connect", detail)
    return FetchFailedError("protocol", f"{shown(host)} answers in something that is not HTTP.")


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
