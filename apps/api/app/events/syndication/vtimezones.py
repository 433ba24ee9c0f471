"""VTIMEZONE components (RFC 5545, 3.6.5), from this machine's time zone data.

icalendar's own are not used: their onset after a skipped hour is an hour late.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

# Time zone data begins and ends about here.
_FIRST_YEAR = 1900
_LAST_YEAR = 2100

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_NOTHING = timedelta(0)


@lru_cache(maxsize=128)
def vtimezone(name: str, first_year: int, last_year: int) -> str:
    """Return the component of a zone that holds for these years, each change spelled out."""
    zone = ZoneInfo(name)
    begin = datetime(max(first_year, _FIRST_YEAR), 1, 1, tzinfo=zone).astimezone(UTC)
    end = datetime(min(last_year, _LAST_YEAR) + 1, 1, 1, tzinfo=zone).astimezone(UTC)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}", *_observance(begin, begin, zone)]
    for before, after in _changes(zone, begin, end):
        lines += _observance(before, after, zone)
    return "\r\n".join([*lines, "END:VTIMEZONE", ""])


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the last second before each change of the clocks and the first one after it."""
    while begin < end:
        day_after = begin + _DAY
        if _rules(begin, zone) != _rules(day_after, zone):
            yield _narrow(begin, day_after, zone)
        begin = day_after


def _narrow(before: datetime, after: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if _rules(middle, zone) == _rules(before, zone):
            before = middle
        else:
            after = middle
    return before, after


def _rules(moment: datetime, zone: ZoneInfo) -> tuple[timedelta | None, str | None]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.tzname()


def _observance(before: datetime, after: datetime, zone: ZoneInfo) -> list[str]:
    """Return the lines of what holds from `after`; its onset is told by the clock of before."""
    offset_before = before.astimezone(zone).utcoffset() or _NOTHING
    local = after.astimezone(zone)
    kind = "DAYLIGHT" if local.dst() else "STANDARD"
    onset = (after + offset_before).replace(tzinfo=None)
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{onset:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset(offset_before)}",
        f"TZOFFSETTO:{_offset(local.utcoffset() or _NOTHING)}",
        f"TZNAME:{local.tzname()}",
        f"END:{kind}",
    ]


def _offset(offset: timedelta) -> str:
    sign = "-" if offset < _NOTHING else "+"
    minutes, seconds = divmod(abs(int(offset.total_seconds())), 60)
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{seconds:02}" if seconds else "")
