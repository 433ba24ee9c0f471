"""The demo city's calendars as the bytes that their publishers would send today.

One publisher's site answers with a bot check instead, so that a feed in trouble can be seen.
"""

from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from app.events.demo.catalogue import DemoSource, demo_catalogue
from app.events.demo.shifting import shifted_calendar, weeks_to


@dataclass(frozen=True, slots=True)
class DemoFeed:
    """One calendar: who publishes it, where it would be fetched from, and its bytes."""

    slug: str
    name: str
    url: str
    source: DemoSource
    raw_bytes: bytes

    @property
    def content_type(self) -> str:
        """What the answer says that it is."""
        return "text/calendar" if self.raw_bytes.startswith(b"BEGIN:VCALENDAR") else "text/html"


def demo_feeds(today: date) -> list[DemoFeed]:
    """Return every feed with its dates moved by whole weeks, so that they surround `today`.

    The dates lie from nine weeks before to nine weeks after the week of `today`; weekly series
    go on. Wall times stay, whatever the clocks do; a day of the week stays that day.
    """
    weeks = weeks_to(today)
    folder = files(__package__) / "feeds"
    return [
        DemoFeed(
            slug=feed.slug,
            name=feed.name,
            url=feed.url,
            source=source,
            raw_bytes=shifted_calendar((folder / feed.file).read_bytes().decode(), weeks).encode(),
        )
        for source in demo_catalogue().sources
        for feed in source.feeds
    ]
