"""Reading a RECUR value (RFC 5545, 3.3.10) and refusing the ones that no event follows."""

import re
from dataclasses import dataclass
from typing import Literal, cast, get_args

from app.events.calendar.errors import UnreadableValueError
from app.events.calendar.moments import Moment, read_moment

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = re.compile(r"([-+]?\d{1,3})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
MOST_TIMES_A_DAY = 48
_LIMITS = {
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (1, 31),
    "BYYEARDAY": (1, 366),
    "BYWEEKNO": (1, 53),
    "BYSETPOS": (1, 366),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
    "BYSECOND": (0, 60),
}
_MOST_WEEKS_OF_A_YEAR = 53
_MAY_COUNT_FROM_THE_END = {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"}


class RuleRefusedError(UnreadableValueError):
    """The rule can be read, but a series like that is not published."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence rule. Empty sets are absent parts; weekdays are (ordinal or 0, 0=Monday)."""

    frequency: Frequency
    interval: int
    count: int | None
    until: Moment | None
    week_start: int
    weekdays: frozenset[tuple[int, int]]
    months: frozenset[int]
    month_days: frozenset[int]
    year_days: frozenset[int]
    weeks: frozenset[int]
    positions: frozenset[int]
    hours: frozenset[int]
    minutes: frozenset[int]
    seconds: frozenset[int]


def read_rule(text: str) -> Rule:
    """Read one RRULE value, whatever the case and order of its parts.

    An empty part (UNTIL= without a date) counts as absent. Raises RuleRefusedError for rules
    below a day, INTERVAL=0 and more than 48 times a day, UnreadableValueError for broken ones.
    """
    parts = _parts(text)
    frequency = parts.get("FREQ", "")
    if frequency in ("SECONDLY", "MINUTELY", "HOURLY"):
        raise RuleRefusedError(f"FREQ={frequency} repeats more often than daily")
    if frequency not in get_args(Frequency):
        raise UnreadableValueError(f"the rule has no known FREQ ({text[:60]!r})")
    if parts.get("RSCALE", "GREGORIAN") != "GREGORIAN" or parts.get("SKIP", "OMIT") != "OMIT":
        raise RuleRefusedError("RSCALE and SKIP of RFC 7529 are not read")
    interval = _number("INTERVAL", parts.get("INTERVAL", "1"))
    if interval < 1:
        raise RuleRefusedError(f"INTERVAL={interval} never advances")
    count = _number("COUNT", parts["COUNT"]) if "COUNT" in parts else None
    rule = Rule(
        frequency=cast("Frequency", frequency),
        interval=interval,
        count=count if count is None or count >= 0 else None,
        until=read_moment(parts["UNTIL"]) if "UNTIL" in parts else None,
        week_start=_week_start(parts.get("WKST", "MO")),
        weekdays=_weekdays(parts.get("BYDAY", ""), frequency),
        months=_numbers(parts, "BYMONTH"),
        month_days=_numbers(parts, "BYMONTHDAY"),
        year_days=_numbers(parts, "BYYEARDAY"),
        weeks=_numbers(parts, "BYWEEKNO") if frequency == "YEARLY" else frozenset(),
        positions=_numbers(parts, "BYSETPOS"),
        hours=_numbers(parts, "BYHOUR"),
        minutes=_numbers(parts, "BYMINUTE"),
        seconds=_numbers(parts, "BYSECOND"),
    )
    times = max(1, len(rule.hours)) * max(1, len(rule.minutes)) * max(1, len(rule.seconds))
    if times > MOST_TIMES_A_DAY:
        raise RuleRefusedError(f"the rule repeats {times} times a day")
    return rule


def _parts(text: str) -> dict[str, str]:
    """Return the parts that say something; the first of each name counts."""
    parts: dict[str, str] = {}
    for part in text.upper().replace("\\", "").removeprefix("RRULE:").split(";"):
        name, _, value = part.partition("=")
        if value.strip():
            parts.setdefault(name.strip(), value.strip())
    return parts


def _number(name: str, text: str) -> int:
    if re.fullmatch(r"[-+]?\d{1,9}", text, re.ASCII) is None:
        raise UnreadableValueError(f"{name}={text[:20]} is no number")
    return int(text)


def _numbers(parts: dict[str, str], name: str) -> frozenset[int]:
    lowest, highest = _LIMITS[name]
    numbers = {_number(name, text.strip()) for text in parts.get(name, "").split(",") if text}
    for number in numbers:
        size = abs(number) if name in _MAY_COUNT_FROM_THE_END else number
        if not lowest <= size <= highest:
            raise UnreadableValueError(f"{name}={number} does not exist")
    return frozenset(numbers)


def _week_start(text: str) -> int:
    if text not in _WEEKDAYS:
        raise UnreadableValueError(f"WKST={text[:20]} is no weekday")
    return _WEEKDAYS.index(text)


def _weekdays(text: str, frequency: str) -> frozenset[tuple[int, int]]:
    """Read BYDAY; ordinals mean something in months and years only."""
    weekdays: set[tuple[int, int]] = set()
    for part in text.split(","):
        if not part.strip():
            continue
        found = _WEEKDAY.fullmatch(part.strip())
        if found is None or abs(int(found[1] or 1)) not in range(1, _MOST_WEEKS_OF_A_YEAR + 1):
            raise UnreadableValueError(f"BYDAY={part[:20]} is no weekday")
        ordinal = int(found[1] or 0) if frequency in ("MONTHLY", "YEARLY") else 0
        weekdays.add((ordinal, _WEEKDAYS.index(found[2])))
    return frozenset(weekdays)
