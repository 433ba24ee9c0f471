"""From any format to one reading: every adapter turns bytes into a `CalendarReading`.

Pure: no database, no network, no clock. Bad items are problems of the reading and never cost their
neighbours; what is not of an adapter's format raises NotACalendarError with a sentence.
"""

from app.events.formats.contract import Adapter, FeedContext
from app.events.formats.google import google_calendar_addresses
from app.events.formats.recognising import recognise
from app.events.formats.registry import ADAPTERS

__all__ = ["ADAPTERS", "Adapter", "FeedContext", "google_calendar_addresses", "recognise"]
