"""Public responses kept as bytes for as long as nothing that they could show has changed.

A hit costs a dictionary look-up: no routing, no parsing, no database. Each entry belongs to the
generation of content in which its query began; the next announced change makes it unreachable.
Conditional requests follow RFC 9110 section 13.1.2 (If-None-Match, weak comparison).
"""

import asyncio
import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.counters import CACHE_ANSWERS, CACHE_BYTES, CACHE_ENTRIES
from app.kernel import clock
from app.kernel.announcements import Announcements

REVALIDATE = "public, max-age=0, must-revalidate"
COMPRESSED_FROM_BYTES = 1024
# What an entry costs beside its bodies: key, headers, bookkeeping.
ENTRY_OVERHEAD_BYTES = 1024
_SLOT = "app.cache_slot"
_ENTITY_TAG = re.compile(rb'"[^"]*"')

Headers = list[tuple[bytes, bytes]]
Key = tuple[bytes, bytes]


class Entry:
    """A finished 200 response in its plain and, once it pays, compressed form."""

    __slots__ = (
        *("_compressed", "_not_modified", "_plain", "body", "etag", "expires_at", "hits"),
        "route",
    )

    def __init__(
        self, body: bytes, headers: Headers, etag: bytes, expires_at: datetime | None
    ) -> None:
        self.body = body
        self.etag = etag
        self.expires_at = expires_at
        self.hits = 0
        # Who made it, so that answers from memory are counted as that route's.
        self.route: object = None
        shared = [header for header in headers if header[0] != b"content-length"]
        self._plain = [*shared, _content_length(body)]
        self._not_modified = [header for header in shared if header[0] != b"content-type"]
        self._compressed: tuple[Headers, bytes] | None = None

    def compress(self) -> None:
        """Make the gzip form; CPU work of some milliseconds for a large body."""
        compressed = gzip.compress(self.body, 6, mtime=0)
        headers = [header for header in self._plain if header[0] != b"content-length"]
        headers += [(b"content-encoding", b"gzip"), _content_length(compressed)]
        self._compressed = headers, compressed

    async def send(self, scope: Scope, send: Send) -> None:
        """Answer with 304, the compressed or the plain body, as the request asks."""
        status, headers, body = 200, self._plain, self.body
        for name, value in scope["headers"]:
            if name == b"if-none-match" and _names_tag(value, self.etag):
                status, headers, body = 304, self._not_modified, b""
                break
            if name == b"accept-encoding" and self._compressed and _accepts_gzip(value):
                headers, body = self._compressed
        # A copy: outer layers add headers of their own.
        await send({"type": "http.response.start", "status": status, "headers": list(headers)})
        await send({"type": "http.response.body", "body": body})

    @property
    def cost(self) -> int:
        """Bytes of memory that the entry is charged with."""
        compressed = len(self._compressed[1]) if self._compressed else 0
        return len(self.body) + compressed + ENTRY_OVERHEAD_BYTES


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a response that is being made may be kept, and whether it still may."""

    keep: Callable[[Entry], None]


def entity_tag(content: bytes) -> str:
    """Return a weak validator for the content, the same for every coding of it."""
    digest = hashlib.blake2b(content, digest_size=12).hexdigest()
    return f'W/"{digest}"'


class PublicContent(Response):
    """Bytes for everybody, with an entity tag; kept by `ResponseCache` where there is one.

    `lifetime` bounds how long a response that depends on the time of day is kept; None means
    that only a change of content ends it.
    """

    def __init__(
        self,
        content: bytes,
        *,
        media_type: str,
        lifetime: timedelta | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(
            content,
            media_type=media_type,
            headers={
                "Cache-Control": REVALIDATE,
                "ETag": entity_tag(content),
                "Vary": "Accept-Encoding",
                **(headers or {}),
            },
        )
        self._lifetime = lifetime

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Send the response, leaving a copy in the cache slot of the request."""
        expires_at = None if self._lifetime is None else clock.now() + self._lifetime
        etag = self.headers["etag"].encode()
        entry = Entry(bytes(self.body), self.raw_headers, etag, expires_at)
        slot: _Slot | None = scope.get(_SLOT)
        if slot is not None:
            entry.route = scope.get("route")
            slot.keep(entry)
        await entry.send(scope, send)


class PublicJSON(PublicContent):
    """JSON for everybody."""

    def __init__(
        self,
        content: bytes,
        *,
        lifetime: timedelta | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(content, media_type="application/json", lifetime=lifetime, headers=headers)


class ResponseCache:
    """ASGI middleware: answers repeated public GETs from memory.

    Holds at most `max_bytes`, least recently used out first. Concurrent requests for
    one missing response wait for the first, so a change never causes a stampede.
    """

    def __init__(
        self, app: ASGIApp, *, announcements: Announcements, prefix: tuple[str, ...], max_bytes: int
    ) -> None:
        self._app = app
        self._announcements = announcements
        self._prefix = prefix
        self._max_bytes = max_bytes
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self._entries_generation: int | None = None
        self._bytes = 0
        self._in_flight: dict[Key, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory or hand on, offering a slot to the response."""
        generation = self._announcements.generation
        if (
            generation is None
            or scope["type"] != "http"
            or scope["method"] != "GET"
            or not scope["path"].startswith(self._prefix)
        ):
            await self._app(scope, receive, send)
            return
        if generation != self._entries_generation:
            self._forget_all(generation)
        key = (scope.get("raw_path") or scope["path"].encode(), scope["query_string"])
        entry = self._find(key)
        if entry is None:
            await self._make(key, generation, scope, receive, send)
        else:
            await self._compress_if_it_pays(key, entry)
            await self._send(entry, scope, send)

    async def _send(self, entry: Entry, scope: Scope, send: Send) -> None:
        scope["route"] = entry.route
        CACHE_ANSWERS.labels("memory").inc()
        await entry.send(scope, send)

    def _find(self, key: Key) -> Entry | None:
        entry = self._entries.get(key)
        if entry is None:
            return None
        if entry.expires_at is not None and clock.now() >= entry.expires_at:
            self._forget(key)
            return None
        self._entries.move_to_end(key)
        return entry

    async def _make(
        self, key: Key, generation: int, scope: Scope, receive: Receive, send: Send
    ) -> None:
        made = self._in_flight.get(key)
        if made is not None:
            await made.wait()
            if self._announcements.generation == self._entries_generation and (
                entry := self._find(key)
            ):
                await self._send(entry, scope, send)
                return
        made = self._in_flight[key] = asyncio.Event()

        def keep(entry: Entry) -> None:
            if self._announcements.generation == generation == self._entries_generation:
                self._keep(key, entry)
            made.set()

        CACHE_ANSWERS.labels("made").inc()
        scope[_SLOT] = _Slot(keep)
        try:
            await self._app(scope, receive, send)
        finally:
            made.set()
            if self._in_flight.get(key) is made:
                del self._in_flight[key]

    def _keep(self, key: Key, entry: Entry) -> None:
        if entry.cost > self._max_bytes:
            return
        self._forget(key)
        self._entries[key] = entry
        self._bytes += entry.cost
        while self._bytes > self._max_bytes:
            self._forget(next(iter(self._entries)))
        self._count()

    def _forget(self, key: Key) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._bytes -= entry.cost

    def _forget_all(self, generation: int) -> None:
        self._entries.clear()
        self._bytes = 0
        self._entries_generation = generation
        self._count()

    def _count(self) -> None:
        CACHE_BYTES.set(self._bytes)
        CACHE_ENTRIES.set(len(self._entries))

    async def _compress_if_it_pays(self, key: Key, entry: Entry) -> None:
        entry.hits += 1
        if entry.hits == 1 and len(entry.body) >= COMPRESSED_FROM_BYTES:
            cost_before = entry.cost
            await asyncio.to_thread(entry.compress)
            if self._entries.get(key) is entry:
                self._bytes += entry.cost - cost_before


def _content_length(body: bytes) -> tuple[bytes, bytes]:
    return b"content-length", str(len(body)).encode()


def _names_tag(if_none_match: bytes, etag: bytes) -> bool:
    opaque = etag.removeprefix(b"W/")
    return if_none_match.strip() == b"*" or opaque in _ENTITY_TAG.findall(if_none_match)


def _accepts_gzip(accept_encoding: bytes) -> bool:
    for coding in accept_encoding.lower().split(b","):
        name, _, quality = coding.partition(b";")
        if name.strip() in (b"gzip", b"*"):
            return quality.replace(b" ", b"") not in (b"q=0", b"q=0.0", b"q=0.00", b"q=0.000")
    return False
