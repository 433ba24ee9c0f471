"""iCalendar files for tests, written line by line so that any fault can be put in."""

from datetime import date
from zoneinfo import ZoneInfo

from app.events.calendar import CalendarOccurrence, CalendarReading, read_calendar

NEW_YORK = ZoneInfo("America/New_York")
WINDOW = (date(2026, 1, 1), date(2026, 12, 31))


def event(*lines: str, uid: str | None = "one@example.org", summary: str = "Jazz") -> str:
    """Return one VEVENT with the given lines between its UID and its SUMMARY."""
    head = ["BEGIN:VEVENT", *([] if uid is None else [f"UID:{uid}"])]
    return "\r\n".join([*head, *lines, f"SUMMARY:{summary}", "END:VEVENT", ""])


def calendar(*events: str, head: tuple[str, ...] = ()) -> bytes:
    """Return a whole VCALENDAR around events, with `head` as lines of its own."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//EN", *head, ""]
    return ("\r\n".join(lines) + "".join(events) + "END:VCALENDAR\r\n").encode()


def read(raw: bytes, window: tuple[date, date] = WINDOW, **options: str) -> CalendarReading:
    """Read as a site in New York would."""
    return read_calendar(raw, fallback_zone=NEW_YORK, window=window, **options)


def read_event(*lines: str) -> list[CalendarOccurrence]:
    """Return the occurrences of a calendar that holds one event."""
    return read(calendar(event(*lines))).occurrences


def only(occurrences: list[CalendarOccurrence]) -> CalendarOccurrence:
    """Return the one occurrence that there must be."""
    assert len(occurrences) == 1, occurrences
    return occurrences[0]


def starts(occurrences: list[CalendarOccurrence]) -> list[str]:
    """Return the starts as ISO 8601."""
    return [occurrence.start.isoformat() for occurrence in occurrences]


def days(occurrences: list[CalendarOccurrence]) -> list[str]:
    """Return month and day of every start."""
    return [occurrence.start.strftime("%m-%d") for occurrence in occurrences]


def reasons(reading: CalendarReading) -> str:
    """Return every problem's reason as one text."""
    return "\n".join(problem.reason for problem in reading.problems)
