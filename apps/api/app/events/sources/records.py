"""A feed as a run needs it, and the pages that it answered."""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

_LENGTH_BYTES = 8


@dataclass(frozen=True, slots=True)
class FeedToRun:
    """A feed as it stands before a run."""

    id: int
    url: str
    name: str
    adapter: str
    state: str
    zone: str | None
    venue_id: int | None
    interval_minutes: int
    etag: str | None
    last_modified: str | None
    validators_given_by: str | None
    body_sha256: bytes | None
    has_body: bool
    read_at: datetime | None
    accepts_next_drop: bool
    failure_count: int
    trouble_kind: str | None
    trouble_since: datetime | None


@dataclass(frozen=True, slots=True)
class Pages:
    """What a feed answered, page by page."""

    pages: tuple[bytes, ...]

    @property
    def sha256(self) -> bytes:
        """A digest of all pages and where one ends."""
        digest = hashlib.sha256()
        for page in self.pages:
            digest.update(len(page).to_bytes(_LENGTH_BYTES, "big"))
            digest.update(page)
        return digest.digest()

    @property
    def byte_count(self) -> int:
        """How many bytes were read."""
        return sum(map(len, self.pages))

    def packed(self) -> bytes:
        """Return them compressed, each behind its length."""
        framed = (part for page in self.pages for part in (_length(page), page))
        return zlib.compress(b"".join(framed), level=1)

    @classmethod
    def unpacked(cls, packed: bytes) -> "Pages":
        """Read what `packed` wrote."""
        plain = zlib.decompress(packed)
        pages: list[bytes] = []
        position = 0
        while position < len(plain):
            begin = position + _LENGTH_BYTES
            position = begin + int.from_bytes(plain[position:begin], "big")
            pages.append(plain[begin:position])
        return cls(tuple(pages))

    @classmethod
    def of(cls, pages: Sequence[bytes]) -> "Pages":
        """Hold pages as they came."""
        return cls(tuple(pages))


def _length(page: bytes) -> bytes:
    return len(page).to_bytes(_LENGTH_BYTES, "big")
