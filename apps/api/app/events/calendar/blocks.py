"""Splitting a stream into its VEVENT and VTIMEZONE blocks, however badly they are closed.

Nothing here fails: what cannot be placed is a problem, and its neighbours stay whole.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.events.calendar.properties import Property, split_name, split_value, unescaped
from app.events.calendar.records import CalendarProblem
from app.events.calendar.unfolding import ContentLine, decoded

Properties = dict[str, list[Property]]

_READ_OF_EVENT = frozenset(
    {
        "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE",
        "RECURRENCE-ID", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS", "CATEGORIES",
        "ORGANIZER", "GEO", "SEQUENCE", "LAST-MODIFIED", "X-MICROSOFT-CDO-ALLDAYEVENT",
    }
)  # fmt: skip
_READ_OF_CALENDAR = frozenset({"X-WR-TIMEZONE", "X-WR-CALNAME", "NAME", "METHOD"})
_READ_OF_OBSERVANCE = frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"})
_READ_OF_TIMEZONE = frozenset({"TZID", "X-LIC-LOCATION"})


@dataclass(slots=True)
class TimezoneBlock:
    """One VTIMEZONE (RFC 5545, 3.6.5): its own properties and those of each observance."""

    properties: Properties = field(default_factory=dict)
    observances: list[Properties] = field(default_factory=list)


@dataclass(slots=True)
class CalendarBlock:
    """One VCALENDAR's own properties and time zones."""

    properties: Properties = field(default_factory=dict)
    timezones: list[TimezoneBlock] = field(default_factory=list)

    def text(self, name: str) -> str | None:
        """Return the first value of a property as text, None where absent or empty."""
        values = self.properties.get(name)
        return unescaped(values[0].value).strip() or None if values else None


@dataclass(slots=True)
class EventBlock:
    """One VEVENT: where it begins, which calendar it is in, what it says."""

    line: int
    calendar: CalendarBlock
    properties: Properties = field(default_factory=dict)

    @property
    def uid(self) -> str | None:
        """The UID, or None where absent or blank."""
        uids = self.properties.get("UID")
        return uids[0].value.strip() or None if uids else None


@dataclass(slots=True)
class Stream:
    """All blocks of a file, in its order."""

    calendars: list[CalendarBlock] = field(default_factory=list)
    events: list[EventBlock] = field(default_factory=list)
    problems: list[CalendarProblem] = field(default_factory=list)
    is_cut_off: bool = False


class _Splitter:
    """Where in the nesting the line-by-line walk is."""

    def __init__(self) -> None:
        self.stream = Stream()
        self.is_calendar_open = False
        self.event: EventBlock | None = None
        self.timezone: TimezoneBlock | None = None
        self.observance: Properties | None = None
        self.inner: list[str] = []  # alarms inside an event; other components outside of one
        self.open_names = Counter[str]()

    @property
    def calendar(self) -> CalendarBlock:
        if not self.stream.calendars:
            self.stream.calendars.append(CalendarBlock())
        return self.stream.calendars[-1]

    def report(self, reason: str, line: int, uid: str | None = None, *, loses: bool) -> None:
        self.stream.problems.append(CalendarProblem(reason, uid, line, loses))

    def begin(self, name: str, line: int) -> None:
        if name == "VCALENDAR":
            self.close_unended_event()
            self.stream.calendars.append(CalendarBlock())
            self.is_calendar_open, self.timezone = True, None
            self.leave_all()
        elif name == "VEVENT":
            self.close_unended_event()
            self.event = EventBlock(line, self.calendar)
            self.timezone = None
            self.leave_all()
        elif self.event is not None:
            self.enter(name)
        elif name == "VTIMEZONE":
            self.timezone, self.observance = TimezoneBlock(), None
            self.leave_all()
            self.calendar.timezones.append(self.timezone)
        elif self.timezone is not None and name in ("STANDARD", "DAYLIGHT"):
            self.observance = {}
            self.timezone.observances.append(self.observance)
        else:
            self.enter(name)

    def end(self, name: str, line: int) -> None:
        if name == "VEVENT":
            if self.event is None:
                self.report("An END:VEVENT has no BEGIN:VEVENT.", line, loses=True)
            else:
                self.stream.events.append(self.event)
            self.event = None
            self.leave_all()
        elif name == "VCALENDAR":
            self.close_unended_event()
            self.is_calendar_open, self.timezone = False, None
            self.leave_all()
        elif self.open_names[name]:
            self.leave(name)
        elif name == "VTIMEZONE":
            self.timezone = self.observance = None
        elif name in ("STANDARD", "DAYLIGHT"):
            self.observance = None

    def enter(self, name: str) -> None:
        self.inner.append(name)
        self.open_names[name] += 1

    def leave(self, name: str) -> None:
        """Close the innermost component of that name and whatever is still open inside it."""
        while self.open_names[name]:
            closed = self.inner.pop()
            self.open_names[closed] -= 1
            if closed == name:
                return

    def leave_all(self) -> None:
        self.inner.clear()
        self.open_names.clear()

    def close_unended_event(self) -> None:
        """Keep an event whose END is missing although the file goes on after it."""
        if self.event is not None:
            self.report(
                "The event has no END:VEVENT.", self.event.line, self.event.uid, loses=False
            )
            self.stream.events.append(self.event)
            self.event = None

    def wanted(self) -> tuple[frozenset[str], Properties]:
        """Return which names are read here, and where they go."""
        if self.event is not None:
            return _READ_OF_EVENT, self.event.properties
        if self.timezone is not None:
            if self.observance is not None:
                return _READ_OF_OBSERVANCE, self.observance
            return _READ_OF_TIMEZONE, self.timezone.properties
        return _READ_OF_CALENDAR, self.calendar.properties

    def finish(self) -> Stream:
        if self.event is not None:
            self.report(
                "The file ends in the middle of an event.",
                self.event.line,
                self.event.uid,
                loses=True,
            )
            self.stream.is_cut_off = True
        elif self.is_calendar_open:
            self.report("The file ends before END:VCALENDAR.", 0, loses=False)
            self.stream.is_cut_off = True
        return self.stream


def split_stream(lines: Iterable[ContentLine]) -> Stream:
    """Sort the logical lines of a file into calendars, time zones and events."""
    splitter = _Splitter()
    for number, raw in lines:
        head = raw[:6].upper()
        if head == b"BEGIN:":
            splitter.begin(decoded(raw[6:]).strip().upper(), number)
        elif head[:4] == b"END:":
            splitter.end(decoded(raw[4:]).strip().upper(), number)
        elif not splitter.inner:
            names, properties = splitter.wanted()
            name, rest = split_name(decoded(raw))
            if name in names:
                parameters, value = split_value(name, rest)
                properties.setdefault(name, []).append(Property(number, parameters, value))
    return splitter.finish()
