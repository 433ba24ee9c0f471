"""One VEVENT made sound: a start, an end that can be, and warnings for what was repaired."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.events.calendar.blocks import EventBlock
from app.events.calendar.errors import EventRefusedError, UnreadableValueError
from app.events.calendar.moments import Moment, midnight, read_duration, read_moment
from app.events.calendar.properties import Property
from app.events.calendar.texts import line_of
from app.events.calendar.zones import Zone, ZoneBook

_EARLIEST_SERIES_YEAR = 1583  # Birthdays without a year start in 1604; before lies no calendar.
EARLIEST_YEAR = 1900
LATEST_YEAR = 2200
_LONGEST_UID = 500

Report = Callable[[str, str | None, int | None], None]


@dataclass(frozen=True, slots=True)
class Length:
    """How long an event lasts: nominal days, then exact time (RFC 5545, 3.3.6)."""

    days: int = 0
    exact: timedelta = timedelta()

    @property
    def longest(self) -> timedelta:
        """An upper bound, whatever the clocks do."""
        return timedelta(days=self.days + 1) + self.exact


@dataclass(slots=True)
class Entry:
    """A readable VEVENT. `start` is naive wall time in `zone`; `length` None means no sound end."""

    block: EventBlock
    uid: str
    summary: str
    start: Moment
    zone: Zone
    book: ZoneBook
    all_day: bool
    length: Length | None
    recurrence_id: Moment | None
    sequence: int
    warnings: list[str] = field(default_factory=list)

    @property
    def is_series(self) -> bool:
        """Whether the entry itself names more than one date."""
        return "RRULE" in self.block.properties or "RDATE" in self.block.properties

    @property
    def original_start(self) -> Moment:
        """The RECURRENCE-ID of an override; of a master, its own start."""
        return self.recurrence_id or self.start

    def end(self, wall: datetime, length: Length | None) -> datetime | None:
        """Return the UTC instant at which a date ends that starts at `wall` and lasts `length`."""
        if length is None:
            return None
        return self.zone.instant(wall + timedelta(days=length.days)) + length.exact


def read_entry(block: EventBlock, book: ZoneBook, report: Report) -> Entry:
    """Make one block sound. `report` hears of values that are dropped (reason, uid, line).

    Raises EventRefusedError where nothing is left to publish.
    """
    properties = block.properties
    warnings: list[str] = []
    recurrence_id = _recurrence_id(block, report, warnings)
    start = _start(block, recurrence_id, report, warnings)
    zone = book.zone_of(start)
    if zone.warning is not None and not start.is_date:
        warnings.append(zone.warning)
    all_day = start.is_date or _is_outlook_day(block, start)
    summary = line_of(properties.get("SUMMARY", ()))
    uid = block.uid
    if uid is None:
        uid = _made_up_uid(block, summary, start)
        warnings.append("The event has no UID; title, start and place stand in for it.")
    else:
        uid = bounded_uid(uid)
    entry = Entry(
        block=block,
        uid=uid,
        summary=summary,
        start=start,
        zone=zone,
        book=book,
        all_day=all_day,
        length=None,
        recurrence_id=recurrence_id,
        sequence=_sequence(properties.get("SEQUENCE", [])),
        warnings=warnings,
    )
    entry.length = _all_day_length(entry, report) if all_day else _timed_length(entry, report)
    return entry


def bounded_uid(uid: str) -> str:
    """Return the UID, or a hash of one that is longer than any sound one."""
    if len(uid) <= _LONGEST_UID:
        return uid
    return f"sha256:{hashlib.sha256(uid.encode()).hexdigest()}"


def made_up_uid(summary: str, start: str, place: str) -> str:
    """Return what stands in for a UID that is not there: the next fetch gives it again."""
    text = f"{summary.casefold()}\n{start}\n{place.casefold()}"
    return f"no-uid-{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def _start(
    block: EventBlock, recurrence_id: Moment | None, report: Report, warnings: list[str]
) -> Moment:
    written = block.properties.get("DTSTART", [])
    moments: list[Moment] = []
    refusal = "The event has no DTSTART."
    for value in written:
        try:
            moments.append(_moment(value))
        except UnreadableValueError as error:
            refusal = f"DTSTART {error}."
    if not moments:
        if recurrence_id is not None and not written:
            return recurrence_id
        raise EventRefusedError(refusal, written[0].line if written else block.line)
    if len(set(moments)) > 1 or len(moments) < len(written):
        warnings.append("The event has more than one DTSTART; the first readable one counts.")
        report(warnings[-1], block.uid, written[1].line)
    year = moments[0].wall.year
    earliest = _EARLIEST_SERIES_YEAR if "RRULE" in block.properties else EARLIEST_YEAR
    if not earliest <= year <= LATEST_YEAR:
        raise EventRefusedError(f"DTSTART is in the year {year}.", written[0].line)
    return moments[0]


def _recurrence_id(block: EventBlock, report: Report, warnings: list[str]) -> Moment | None:
    for value in block.properties.get("RECURRENCE-ID", ()):
        try:
            moment = _moment(value)
        except UnreadableValueError as error:
            report(f"RECURRENCE-ID {error}.", block.uid, value.line)
            warnings.append("Its RECURRENCE-ID cannot be read.")
            continue
        if _EARLIEST_SERIES_YEAR <= moment.wall.year <= LATEST_YEAR:
            return moment
        report(f"RECURRENCE-ID is in the year {moment.wall.year}.", block.uid, value.line)
    return None


def _moment(value: Property) -> Moment:
    as_date = bool(value.parameters) and (value.parameter("VALUE") or "").upper() == "DATE"
    return read_moment(value.value, value.parameter("TZID"), as_date=as_date)


def _is_outlook_day(block: EventBlock, start: Moment) -> bool:
    """Whether Outlook marks the event as all-day although it writes midnights."""
    marks = block.properties.get("X-MICROSOFT-CDO-ALLDAYEVENT")
    return (
        marks is not None
        and marks[0].value.strip().upper() == "TRUE"
        and not start.is_utc
        and start.wall == midnight(start.wall)
    )


def _all_day_length(entry: Entry, report: Report) -> Length:
    """DTEND is exclusive; none, or DTEND = DTSTART, is one day (RFC 5545, 3.6.1)."""
    end = _written_end(entry, report)
    if end is not None:
        last = end.wall
        if not end.is_date and last != midnight(last):
            last += timedelta(days=1)
        days = (last.date() - entry.start.wall.date()).days
        if days < 0:
            entry.warnings.append("The event ends before it starts; it is taken as one day.")
        return Length(max(1, days))
    duration = _written_duration(entry, report)
    if duration is None:
        return Length(1)
    return Length(max(1, duration.days + -(-int(duration.exact.total_seconds()) // 86_400)))


def _timed_length(entry: Entry, report: Report) -> Length | None:
    end = _written_end(entry, report)
    if end is None:
        return _written_duration(entry, report)
    start_wall = entry.start.wall
    floats = not (end.is_utc or end.tzid)
    end_zone = entry.zone if floats or end.is_date else entry.book.zone_of(end)
    exact = end_zone.instant(end.wall) - entry.zone.instant(start_wall)
    if exact > timedelta():
        return Length(exact=exact)
    if not exact:
        return None
    end_wall = entry.zone.local(end_zone.instant(end.wall))
    next_day = end_zone.instant(end.wall + timedelta(days=1)) - entry.zone.instant(start_wall)
    if end_wall.date() == start_wall.date() and next_day <= timedelta(hours=12) and not end.is_date:
        entry.warnings.append("The event ends before it starts; it is taken to end the next day.")
        return Length(exact=next_day)
    entry.warnings.append("The event ends before it starts; it is shown without an end.")
    return None


def _written_end(entry: Entry, report: Report) -> Moment | None:
    for value in entry.block.properties.get("DTEND", ()):
        if not value.value.strip():
            continue
        try:
            end = _moment(value)
        except UnreadableValueError as error:
            _drop(entry, f"DTEND {error}.", value, report)
            continue
        if _EARLIEST_SERIES_YEAR <= end.wall.year <= LATEST_YEAR:
            return end
        _drop(entry, f"DTEND is in the year {end.wall.year}.", value, report)
    return None


def _written_duration(entry: Entry, report: Report) -> Length | None:
    for value in entry.block.properties.get("DURATION", ()):
        try:
            span = read_duration(value.value)
            length = Length(span.days, timedelta(seconds=span.seconds))
            is_long = (entry.start.wall + length.longest).year > LATEST_YEAR
        except UnreadableValueError as error:
            _drop(entry, f"DURATION {error}.", value, report)
            continue
        except OverflowError:
            is_long = True
        if is_long:
            _drop(entry, f"DURATION {value.value[:30]} is beyond belief.", value, report)
        elif timedelta(days=length.days) + length.exact > timedelta():
            return length
        elif length != Length():
            _drop(entry, f"DURATION {value.value[:30]} is negative.", value, report)
    return None


def _drop(entry: Entry, reason: str, value: Property, report: Report) -> None:
    entry.warnings.append(reason)
    report(reason, entry.uid, value.line)


def _made_up_uid(block: EventBlock, summary: str, start: Moment) -> str:
    """Return a key that the next fetch gives again (RFC 5545, 3.8.4.7 requires a UID)."""
    place = line_of(block.properties.get("LOCATION", ()))
    return made_up_uid(summary, start.wall.isoformat(), place)


def _sequence(written: list[Property]) -> int:
    text = written[0].value.strip() if written else ""
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else 0
