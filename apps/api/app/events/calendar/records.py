"""What a reading gives: occurrences, problems, and whether the file was whole."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Status = Literal["scheduled", "cancelled", "tentative"]


@dataclass(frozen=True, slots=True)
class CalendarOccurrence:
    """One date of one event.

    `start` and `end` are aware, in `zone`. `end` is exclusive and None where the file gives no
    sound one; all-day occurrences run from local midnight to local midnight.
    `recurrence_key` is the ORIGINAL start (RFC 5545, 3.8.4.4) in the form of `start.isoformat()`.
    `variant` numbers different events that share both UID and start (0 for nearly all), so that
    (uid, recurrence_key, variant) is unique in a reading.
    `cost` and `is_free` hold what a format says about the price in a field of its own; iCalendar
    has none. `address` is a postal address apart from the name in `location`.
    """

    uid: str
    recurrence_key: str
    is_recurring: bool
    start: datetime
    end: datetime | None
    all_day: bool
    zone: str
    status: Status
    summary: str
    description: str | None
    location: str | None
    url: str | None
    categories: tuple[str, ...]
    organizer: str | None
    geo: tuple[float, float] | None
    sequence: int
    last_modified: datetime | None
    warnings: tuple[str, ...]
    variant: int = 0
    cost: str | None = None
    is_free: bool | None = None
    address: str | None = None
    image_url: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarProblem:
    """Something that could not be read. `line` is 1-based in the file as received."""

    reason: str
    uid: str | None
    line: int | None
    loses_event: bool = True


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """Everything that one file says about a window of days.

    `occurrences` are sorted by start. `is_partial` means that the file was cut off or not all of
    it was expanded: what is absent from it must not be taken as removed.
    """

    occurrences: list[CalendarOccurrence]
    problems: list[CalendarProblem]
    is_partial: bool
    calendar_name: str | None
    event_count: int
