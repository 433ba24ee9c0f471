"""iCalendar, read by the calendar reader."""

from collections.abc import Sequence
from datetime import date

from app.events.calendar.errors import NotACalendarError
from app.events.calendar.reading import read_calendar
from app.events.calendar.records import CalendarReading
from app.events.formats.addresses import web_scheme
from app.events.formats.contract import FeedContext, OnePage


class Ical(OnePage):
    """Reads one iCalendar file (RFC 5545)."""

    name = "ical"
    label = "iCalendar"
    accept = "text/calendar, */*;q=0.5"

    def first_address(self, address: str, window: tuple[date, date]) -> str:  # noqa: ARG002
        """Return the address as it is, webcal as https."""
        return web_scheme(address)

    def read(self, pages: Sequence[bytes], context: FeedContext) -> CalendarReading:
        """Read the one page."""
        if not pages:
            raise NotACalendarError("There is no page to read.")
        return read_calendar(
            pages[0],
            fallback_zone=context.fallback_zone,
            window=context.window,
            feed_zone=context.feed_zone,
            declared_charset=context.charset,
        )
