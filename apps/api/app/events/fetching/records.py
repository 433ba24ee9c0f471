"""What is asked for, what comes back, and how much of anything is put up with."""

from dataclasses import dataclass
from typing import Final, Protocol

from app.events.calendar.sniffing import LARGEST_CALENDAR_BYTES


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said about the copy that is at hand (RFC 9110 section 8.8).

    `given_by` is the address that gave them (`Fetched.url`): they are shown to no other, because a
    feed that moved could have another page under the same tag. None shows them to any.
    """

    etag: str | None = None
    last_modified: str | None = None
    given_by: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: `body` is decoded, and empty where `status` is 304 (the copy at hand is current).

    `url` is where the redirects ended; `moved_to` repeats it where every redirect was permanent, so
    that the address may be replaced. `content_type` has no parameters and is in lower case.
    `seconds` were spent on the network, without waiting for a turn.
    """

    url: str
    status: int
    body: bytes
    content_type: str | None
    charset: str | None
    etag: str | None
    last_modified: str | None
    moved_to: str | None
    seconds: float


class Fetching(Protocol):
    """Whoever brings what an address answers: the Fetcher, or a test in its place."""

    async def fetch(
        self, url: str, *, validators: Validators | None = None, accept: str = "*/*"
    ) -> Fetched:
        """Return the answer; raises FetchFailedError."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may cost: seconds on the network in all, bytes before and after decoding."""

    seconds: float = 30.0
    connect_seconds: float = 10.0
    robots_seconds: float = 10.0
    body_bytes: int = LARGEST_CALENDAR_BYTES
    redirects: int = 5


LIMITS: Final = Limits()
