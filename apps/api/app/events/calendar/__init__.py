"""Reading iCalendar from the wild (RFC 5545, RFC 7986): bytes in, sound occurrences out.

Pure: no database, no network, no clock. icalendar and recurring-ical-events are the yardstick in
the tests; they are not what reads here, because both give up a whole file for one bad line and
neither can be stopped inside a hostile rule.
"""

from app.events.calendar.errors import CalendarTooLargeError, NotACalendarError
from app.events.calendar.reading import day_window, read_calendar
from app.events.calendar.records import (
    CalendarOccurrence,
    CalendarProblem,
    CalendarReading,
    Status,
)

__all__ = [
    "CalendarOccurrence",
    "CalendarProblem",
    "CalendarReading",
    "CalendarTooLargeError",
    "NotACalendarError",
    "Status",
    "day_window",
    "read_calendar",
]
