"""Reading DATE, DATE-TIME, DURATION and PERIOD values (RFC 5545, 3.3.4 to 3.3.9)."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from app.events.calendar.errors import UnreadableValueError
from app.events.calendar.properties import Property

_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?"
    r"\s*([Zz]|[-+]\d\d:?\d\d)?)?",
    re.ASCII,
)
_DURATION = re.compile(
    r"([-+])?P(?:(\d{1,7})W)?(?:(\d{1,7})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A DATE or DATE-TIME as written: wall time, and what it is anchored to.

    A date is midnight of its day. Neither `is_utc` nor a `tzid` means floating.
    """

    wall: datetime
    is_date: bool = False
    is_utc: bool = False
    tzid: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A DURATION: days are nominal, seconds are exact (RFC 5545, 3.3.6)."""

    days: int
    seconds: int


def read_moment(text: str, tzid: str | None = None, *, as_date: bool = False) -> Moment:
    """Read one DATE or DATE-TIME; also ISO 8601 with separators, and 24:00.

    Raises UnreadableValueError with the reason.
    """
    text = text.strip()
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise UnreadableValueError(f"{_shown(text)} is no date or time")
    year, month, day, hour, minute, second, offset = found.groups()
    try:
        if hour is None or as_date:
            return Moment(datetime(int(year), int(month), int(day)), is_date=True)  # noqa: DTZ001
        is_next_midnight = hour == "24" and minute == "00"
        wall = datetime(  # noqa: DTZ001
            int(year),
            int(month),
            int(day),
            0 if is_next_midnight else int(hour),
            int(minute),
            min(int(second or 0), 59),
        )
        if is_next_midnight:
            wall += timedelta(days=1)
        if offset is None:
            return Moment(wall, tzid=tzid)
        if offset not in "Zz":
            wall -= _offset(offset)
    except (ValueError, OverflowError) as error:
        raise UnreadableValueError(f"{_shown(text)} is no date or time that exists") from error
    return Moment(wall, is_utc=True)


def read_moments(written: Property) -> list[Moment | str]:
    """Read a comma-separated property; a member that cannot be read stays as its text."""
    tzid = written.parameter("TZID")
    as_date = (written.parameter("VALUE") or "").upper() == "DATE"
    members: list[Moment | str] = []
    for text in written.value.split(","):
        if text.strip():
            try:
                members.append(read_moment(text.partition("/")[0], tzid, as_date=as_date))
            except UnreadableValueError:
                members.append(text)
    return members


def read_duration(text: str) -> Span:
    """Read a DURATION, which may be negative. Raises UnreadableValueError."""
    found = _DURATION.fullmatch(text.strip())
    if found is None or not any(found.groups()[1:]):
        raise UnreadableValueError(f"{_shown(text)} is no duration")
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:])
    sign = -1 if found[1] == "-" else 1
    return Span(sign * (weeks * 7 + days), sign * (hours * 3600 + minutes * 60 + seconds))


def read_offset(text: str) -> timedelta:
    """Read a UTC-OFFSET such as -0500 (RFC 5545, 3.3.14). Raises UnreadableValueError."""
    if re.fullmatch(r"[-+]\d\d:?\d\d(?::?\d\d)?", text.strip(), re.ASCII) is None:
        raise UnreadableValueError(f"{_shown(text)} is no offset from UTC")
    return _offset(text.strip())


def midnight(day: date) -> datetime:
    """Return the naive start of a day."""
    return datetime.combine(day, time())


def naive_utc(instant: datetime) -> datetime:
    """Return the UTC wall time of an aware datetime."""
    return instant.astimezone(UTC).replace(tzinfo=None)


def _offset(text: str) -> timedelta:
    digits = text[1:].replace(":", "")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]), seconds=int(digits[4:6] or 0))
    if size >= timedelta(hours=24):
        raise UnreadableValueError(f"{_shown(text)} is no offset from UTC")
    return -size if text[0] == "-" else size


def _shown(text: str) -> str:
    """Return a value fit for a sentence, whatever it holds."""
    return f'"{text[:40]}"' if text.isprintable() else repr(text[:40])
