"""What every adapter is given, and what it must be able to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from app.events.calendar.records import CalendarReading
from app.events.calendar.zones import known_zone


@dataclass(frozen=True, slots=True)
class FeedContext:
    """Where pages came from and how to read what they leave open.

    `address` is the base of relative links; `window` are days of `fallback_zone`, both included;
    `feed_zone` is the zone that somebody set for the feed; `content_type` and `charset` are what
    the HTTP header said.
    """

    address: str
    fallback_zone: ZoneInfo
    window: tuple[date, date]
    feed_zone: str | None = None
    content_type: str | None = None
    charset: str | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The zone of times that name none."""
        return (known_zone(self.feed_zone) if self.feed_zone else None) or self.fallback_zone


class Adapter(Protocol):
    """Reads one format. Pure: no network, no database, no clock."""

    @property
    def name(self) -> str:
        """The name under which feeds are stored."""

    @property
    def label(self) -> str:
        """The name that people read."""

    @property
    def accept(self) -> str:
        """The Accept header to ask with."""

    def first_address(self, address: str, window: tuple[date, date]) -> str:
        """Return what to fetch for a feed that somebody entered as `address`."""

    def next_address(self, page: bytes, address: str) -> str | None:
        """Return the address of the page after this one, None after the last; never raises."""

    def read(self, pages: Sequence[bytes], context: FeedContext) -> CalendarReading:
        """Read all pages as one reading.

        Raises NotACalendarError, with a sentence, where the pages are not of this format; all
        else that is wrong is a problem or a warning in the reading. The time it takes is bounded.
        """


class OnePage:
    """How adapters are led through feeds that are a single page, at the address as it is."""

    def first_address(self, address: str, window: tuple[date, date]) -> str:  # noqa: ARG002
        """Return the address as it is."""
        return address

    def next_address(self, page: bytes, address: str) -> str | None:  # noqa: ARG002
        """Return None: there is one page."""
        return None
