"""Undoing the one compression that is asked for, a bounded piece at a time."""

import zlib
from collections.abc import Iterator
from typing import Final, Protocol

from app.events.fetching.errors import FetchFailedError, shown

ACCEPTED_ENCODING: Final = "gzip"

_PIECE_BYTES: Final = 64 * 1024
_GZIP_START: Final = b"\x1f\x8b"


class Decoder(Protocol):
    """Turns what came off the wire into what was meant."""

    def decode(self, content: bytes) -> Iterator[bytes]:
        """Yield what `content` unpacks to, in pieces of at most 64 KiB where it is packed."""

    def finish(self) -> None:
        """Raise FetchFailedError where the end is missing."""


def decoder_for(content_encoding: str | None, host: str) -> Decoder:
    """The decoder that undoes a Content-Encoding; raises FetchFailedError for any but gzip, once.

    An encoding within an encoding is how a few kilobytes become many gigabytes, and no calendar
    needs one.
    """
    layers = [layer.strip().lower() for layer in (content_encoding or "").split(",")]
    layers = [layer for layer in layers if layer not in {"", "identity"}]
    if not layers:
        return _Plain()
    if layers in (["gzip"], ["x-gzip"]):  # RFC 9110 section 8.4.1.3
        return _Gzip(host)
    told = shown(", ".join(layers))
    detail = f"{shown(host)} answers in the encoding '{told}', which was not asked for."
    raise FetchFailedError("protocol", detail)


class _Plain:
    def decode(self, content: bytes) -> Iterator[bytes]:
        yield content

    def finish(self) -> None:
        """Whatever came is all of it."""


class _Gzip:
    """Members one after another (RFC 1952 section 2.2); what follows the last is ignored."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._inflater = zlib.decompressobj(wbits=31)
        self._has_begun = False
        self._is_over = False

    def decode(self, content: bytes) -> Iterator[bytes]:
        while content and not self._is_over:
            self._has_begun = True
            try:
                piece = self._inflater.decompress(content, _PIECE_BYTES)
            except zlib.error:
                detail = f"{shown(self._host)} answers with gzip data that cannot be unpacked."
                raise FetchFailedError("protocol", detail) from None
            content = self._inflater.unconsumed_tail
            if self._inflater.eof:
                content = self._begin_member(self._inflater.unused_data)
            yield piece

    def finish(self) -> None:
        if self._has_begun and not self._inflater.eof:
            detail = f"{shown(self._host)} sent gzip data that ends in the middle."
            raise FetchFailedError("protocol", detail)

    def _begin_member(self, content: bytes) -> bytes:
        if content.startswith(_GZIP_START):
            self._inflater = zlib.decompressobj(wbits=31)
        elif content:
            self._is_over = True
        return content
