"""Dates and times as people and programs write them, in English and in ISO 8601."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from app.events.calendar.errors import UnreadableValueError
from app.events.calendar.moments import read_offset
from app.events.calendar.normalising import EARLIEST_YEAR, LATEST_YEAR

_LONGEST = 100
_NOON = 12
_TWO_DIGITS = 2
_LAST_MONTH = 12
_WIDEST_OFFSET = 14
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7,
}  # fmt: skip
_FLAGS = re.ASCII | re.IGNORECASE
_ISO_DATE = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)", _FLAGS)
_BASIC_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)", _FLAGS)
_NUMERIC_DATE = re.compile(r"(\d{1,2})\s*([/-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d\d)(?!\d)", _FLAGS)
_DOTTED_DATE = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d\d)(?!\d)", _FLAGS)
_MONTH_FIRST = re.compile(rf"{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", _FLAGS)
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+(?:of\s+)?{_MONTH},?[\s-]+(\d{{4}}|\d\d)(?!\d)", _FLAGS
)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?:the\s+)?", _FLAGS)
_BETWEEN = re.compile(r"\s*(?:[Tt](?=\d)|,|@|\bat\b|[-–—|•](?=\s))*\s*(?:\bat\b\s*)?", _FLAGS)
_TIME = re.compile(
    r"(\d{1,2})(?:[:.h](\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?\s*(?:([ap])\.?\s?m?\b\.?)?", _FLAGS
)
_BASIC_TIME = re.compile(r"(\d\d)(\d\d)(\d\d)?(?![\d:])", _FLAGS)
_HALF = re.compile(r"[ap]\.?\s?m?\b", _FLAGS)
_LAST_MIDNIGHT = re.compile(r"24(?::?00)*(?!\d)", _FLAGS)  # ISO 8601: the end of the day
_NAMED_TIME = re.compile(r"(noon|midday|midnight)\b", _FLAGS)
_OFFSET = re.compile(r"\s*(?:(?:utc|gmt)?([-+]\d\d:?\d\d)|([a-z]{1,4})\b\.?)", _FLAGS)
_SHORT_OFFSET = re.compile(r"([-+]\d\d)(?![\d:])", _FLAGS)
_LATER_TIME = re.compile(r"\s*(?:-|–|—|to|until|till|bis)\s*", _FLAGS)
_ENDS = re.compile(
    r"(?:\s*\([^()]{0,20}\)|[\s.;,Z]|\b(?:ET|CT|MT|PT|AT)\b|\bUhr\b|\[[\w/+-]*\])*", _FLAGS
)


@dataclass(frozen=True, slots=True)
class Written:
    """A date, perhaps with a time, as written: naive wall time and what offset stands beside it.

    `until` is the time of day after "to" in "March 6, 2026, 7-9 pm".
    """

    wall: datetime
    has_time: bool = True
    offset: timedelta | None = None
    until: time | None = None


def read_written(text: str, *, day_first: bool = False) -> Written:
    """Read one date with or without a time. Raises UnreadableValueError with the reason.

    `day_first` decides what 3/6/2026 means; a number above 12 decides by itself.
    """
    rest = _WEEKDAY.sub("", " ".join(text[:_LONGEST].split()), count=1)
    found, date_end = _date(rest, text, day_first=day_first)
    written, end = _with_time(found, rest, date_end)
    if _ENDS.fullmatch(rest, end) is None:
        raise UnreadableValueError(f"{_shown(text)} is no date or time")
    return written


def read_times(text: str) -> tuple[time, time | None]:
    """Read "7pm", "19:30" or "7-9 pm": a time, and the one that it lasts to.

    Raises UnreadableValueError.
    """
    rest = " ".join(text[:_LONGEST].split())
    first, last, end = _times(rest, 0)
    if first is None or _ENDS.fullmatch(rest, end) is None:
        raise UnreadableValueError(f"{_shown(text)} is no time")
    return first, last


def day_comes_first(text: str) -> bool | None:
    """Whether a numeric date can only have its day (True) or its month (False) first."""
    found = _NUMERIC_DATE.search(text[:_LONGEST])
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    if (first > _LAST_MONTH) == (second > _LAST_MONTH):
        return None
    return first > _LAST_MONTH


def is_numeric_date(text: str) -> bool:
    """Whether a date is written such that day and month can be mistaken for each other."""
    return _NUMERIC_DATE.search(text[:_LONGEST]) is not None


def _date(rest: str, text: str, *, day_first: bool) -> tuple[datetime, int]:
    for pattern, order in (
        (_BASIC_DATE, (1, 2, 3)),
        (_ISO_DATE, (1, 3, 4)),
        (_MONTH_FIRST, (3, 1, 2)),
        (_DAY_FIRST, (3, 2, 1)),
        (_DOTTED_DATE, (3, 2, 1)),
        (_NUMERIC_DATE, (4, 3, 1) if day_first else (4, 1, 3)),
    ):
        found = pattern.match(rest)
        if found is not None:
            year, month, day = (_number(found[group]) for group in order)
            if len(found[order[0]]) == _TWO_DIGITS:
                year += 2000
            if month > _LAST_MONTH >= day and pattern is _NUMERIC_DATE:
                month, day = day, month
            return _day(year, month, day, text), found.end()
    raise UnreadableValueError(f"{_shown(text)} is no date or time")


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3].lower()) + 1


def _day(year: int, month: int, day: int, text: str) -> datetime:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise UnreadableValueError(f"{_shown(text)} is in the year {year}")
    try:
        return datetime(year, month, day)  # noqa: DTZ001  wall time
    except ValueError:
        raise UnreadableValueError(f"{_shown(text)} is no date that exists") from None


def _with_time(day: datetime, rest: str, end: int) -> tuple[Written, int]:
    between = _BETWEEN.match(rest, end)
    start = between.end() if between is not None else end
    if _LAST_MIDNIGHT.match(rest, start):
        day, rest = day + timedelta(days=1), f"{rest[:start]}00{rest[start + 2 :]}"
    first, after = _time(rest, start)
    last = None
    if first is None or not _is_offset(rest, start, after, first):
        first, last, after = _times(rest, start)
    if first is None:
        return Written(day, has_time=False), end
    return _with_offset(Written(datetime.combine(day, first), until=last), rest, after)


def _is_offset(rest: str, start: int, end: int, clock: time) -> bool:
    """Whether -05:00 after a time is an offset; after 09:00 and without T, -11:00 is an end."""
    found = _OFFSET.match(rest, end)
    if found is None or not found[1]:
        return False
    hours = int(found[1][1:3])
    is_plain = ":" in found[1] and ":" in rest[start:end] and rest[start:end].count(":") == 1
    if found[1][0] == "-" and is_plain and rest[start - 1] not in "Tt":
        return hours <= clock.hour and hours <= _WIDEST_OFFSET
    return hours <= _WIDEST_OFFSET


def _with_offset(written: Written, rest: str, end: int) -> tuple[Written, int]:
    found = _OFFSET.match(rest, end)
    short = _SHORT_OFFSET.match(rest, end)
    if found is not None and found[1]:
        return replace(written, offset=read_offset(found[1])), found.end()
    if short is not None:
        return replace(written, offset=read_offset(f"{short[1]}00")), short.end()
    if found is not None and found[2].lower() in _ZONES:
        hours = _ZONES[found[2].lower()]
        return replace(written, offset=timedelta(hours=hours)), found.end()
    return written, end


def _times(text: str, position: int) -> tuple[time | None, time | None, int]:
    """Read a time and, after a dash or "to", the one that it lasts to; and where they end."""
    first, end = _time(text, position)
    later = _LATER_TIME.match(text, end)
    if first is None or later is None:
        return first, None, end
    last, after = _time(text, later.end())
    if last is None:
        return first, None, end
    has_half = _HALF.search(text, position, end) is not None
    if not has_half and _HALF.search(text, later.end(), after) and first.hour < _NOON <= last.hour:
        afternoon = first.replace(hour=first.hour + _NOON)
        first = afternoon if afternoon < last else first
    return first, last, after


def _time(text: str, position: int) -> tuple[time | None, int]:
    named = _NAMED_TIME.match(text, position)
    if named is not None:
        return time(0 if named[1].lower() == "midnight" else _NOON), named.end()
    basic = _BASIC_TIME.match(text, position)
    found = basic or _TIME.match(text, position)
    if found is None:
        return None, position
    hour, minute, second = (int(number or 0) for number in found.groups()[:3])
    half = (found[4] or "").lower() if basic is None else ""
    if basic is None and not half and found[2] is None and not _is_before_half(text, found.end()):
        return None, position
    if half and not 1 <= hour <= _NOON and not (half == "p" and hour > _NOON):
        return None, position
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    try:
        return time(hour, minute, min(second, 59)), found.end()
    except ValueError:
        return None, position


def _is_before_half(text: str, position: int) -> bool:
    """Whether a bare number is the first of "7-9 pm", which only its end tells to be a time."""
    later = _LATER_TIME.match(text, position)
    last = _TIME.match(text, later.end()) if later is not None else None
    return last is not None and bool(last[4] or last[2])


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return f'"{text[:40]}"' if text.isprintable() else repr(text[:40])
