"""schema.org's Schedule: a repeating event, expanded by the calendar reader's own walk."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from app.events.calendar.errors import UnreadableValueError
from app.events.calendar.moments import Moment, midnight, read_duration
from app.events.calendar.occurrences import MOST_OCCURRENCES_OF_A_SERIES
from app.events.calendar.rule_dates import WorkBudget, rule_dates
from app.events.calendar.rules import Rule, read_rule
from app.events.calendar.series import Window
from app.events.calendar.zones import known_zone
from app.events.formats.clocks import Clock, Times
from app.events.formats.json_values import Json, first_text, listed
from app.events.formats.written_dates import Written, read_times, read_written

_DAYS = {"mo": "MO", "tu": "TU", "we": "WE", "th": "TH", "fr": "FR", "sa": "SA", "su": "SU"}
_WORDS = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y"}
_Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
_UNITS: tuple[tuple[str, _Frequency], ...] = (
    ("Y", "YEARLY"), ("M", "MONTHLY"), ("W", "WEEKLY"), ("D", "DAILY"),
)  # fmt: skip
_DAYS_OF_A_WEEK = 7
_LONGEST_LIST = 400
_SLACK = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A repetition: its rule, its first start, and how long each date lasts."""

    rule: Rule
    start: Written
    length: timedelta | None
    clock: Clock
    excluded: frozenset[date]

    def times(self, window: Window, budget: WorkBudget, warnings: list[str]) -> Iterator[Times]:
        """Yield the dates that lie in the window, at most 2,000.

        Raises TooMuchWorkError.
        """
        lasting = self.length or timedelta()
        earliest = window.start.astimezone(UTC).replace(tzinfo=None) - lasting - _SLACK
        latest = window.end.astimezone(UTC).replace(tzinfo=None) + _SLACK
        until = self.rule.until
        if until is not None:
            latest = min(latest, midnight(until.wall) + timedelta(days=1) - timedelta(seconds=1))
        found = 0
        for wall in rule_dates(self.rule, self._first_start(), earliest, latest, budget):
            if wall.date() in self.excluded:
                continue
            times = self._on(wall, warnings)
            if window.meets(times.start, times.end):
                yield times
                found += 1
            if found >= MOST_OCCURRENCES_OF_A_SERIES:
                return

    def _first_start(self) -> datetime:
        """Return the first date that the rule names, for startDate only says from when on."""
        start = self.start.wall
        weekdays = {weekday for _, weekday in self.rule.weekdays}
        if self.rule.frequency not in ("WEEKLY", "DAILY") or not weekdays:
            return start
        days = (start + timedelta(days=day) for day in range(_DAYS_OF_A_WEEK))
        return next(day for day in days if day.weekday() in weekdays)

    def _on(self, wall: datetime, warnings: list[str]) -> Times:
        start = Written(wall, has_time=self.start.has_time)
        end = Written(wall + self.length) if self.length and start.has_time else None
        return self.clock.times(start, end, warnings)


def read_schedule(node: Json, event_start: Written | None, clock: Clock) -> Schedule:
    """Read one Schedule. `event_start` is the event's own start, for what the schedule lacks.

    Raises UnreadableValueError (RuleRefusedError for rules below a day).
    """
    zone = known_zone(first_text(node.get("scheduleTimezone")))
    start = _start(node, event_start)
    return Schedule(
        rule=_rule(node, start),
        start=start,
        length=_length(node, start),
        clock=Clock(zone) if zone is not None else clock,
        excluded=frozenset(_excluded(node)),
    )


def _start(node: Json, event_start: Written | None) -> Written:
    text = first_text(node.get("startDate"))
    if not text and event_start is None:
        raise UnreadableValueError("the schedule has no startDate")
    start = read_written(text) if text or event_start is None else event_start
    start = Written(start.wall, has_time=start.has_time)
    clock = first_text(node.get("startTime"))
    if clock:
        return Written(datetime.combine(start.wall, _time_of(clock)))
    if not start.has_time and event_start is not None and event_start.has_time:
        return Written(datetime.combine(start.wall, event_start.wall.time()))
    return start


def _time_of(text: str) -> time:
    if "T" in text or len(text) > len("00:00:00 pm"):
        written = read_written(text)
        return written.wall.time()
    return read_times(text.removesuffix("Z"))[0]


def _length(node: Json, start: Written) -> timedelta | None:
    duration = first_text(node.get("duration"))
    if duration:
        span = read_duration(duration)
        return timedelta(days=span.days, seconds=span.seconds)
    clock = first_text(node.get("endTime"))
    if not clock or not start.has_time:
        return None
    end = datetime.combine(start.wall, _time_of(clock))
    return (end - start.wall) % timedelta(days=1) or None


def _rule(node: Json, start: Written) -> Rule:
    """Write the schedule as an RRULE and read that, with all that is refused of one."""
    frequency, interval = _frequency(first_text(node.get("repeatFrequency")))
    parts = [f"FREQ={frequency}", f"INTERVAL={interval}"]
    weekdays = [_weekday(first_text(each)) for each in listed(node.get("byDay"))[:_LONGEST_LIST]]
    weeks = [first_text(each) for each in listed(node.get("byMonthWeek"))]
    if weekdays and weeks and frequency == "MONTHLY":
        weekdays = [f"{week}{day}" for week in weeks[:5] for day in weekdays[:7]]
    lists = {
        "BYDAY": weekdays,
        "BYMONTHDAY": [first_text(each) for each in listed(node.get("byMonthDay"))],
        "BYMONTH": [first_text(each) for each in listed(node.get("byMonth"))],
        "COUNT": [first_text(node.get("repeatCount"))],
    }
    parts += [
        f"{name}={','.join(filter(None, values[:_LONGEST_LIST]))}"
        for name, values in lists.items()
        if any(values)
    ]
    rule = read_rule(";".join(parts))
    end = first_text(node.get("endDate"))
    if not end:
        return rule
    until = Moment(read_written(end).wall, is_date=True)
    if until.wall.date() < start.wall.date():
        raise UnreadableValueError("the schedule ends before it starts")
    return replace(rule, until=until)


def _frequency(text: str) -> tuple[_Frequency, int]:
    written = _WORDS.get(text.strip().lower().rpartition("/")[2], text.strip().upper())
    for unit, frequency in _UNITS:
        number = written.removeprefix("P").removesuffix(unit)
        if written.startswith("P") and written.endswith(unit) and number.isdecimal():
            return frequency, int(number[:9])
    raise UnreadableValueError(f'repeatFrequency "{text[:40]}" is none that events follow')


def _weekday(text: str) -> str:
    """Return MO or 2MO for https://schema.org/Monday, "Monday", "Mo" and "2MO"."""
    word = text.strip().rpartition("/")[2].rpartition(":")[2]
    digits = word.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    day = _DAYS.get(word[len(digits) :][:2].lower())
    if day is None:
        raise UnreadableValueError(f'byDay "{text[:40]}" is no weekday')
    return f"{digits}{day}"


def _excluded(node: Json) -> Iterator[date]:
    for each in listed(node.get("exceptDate"))[:_LONGEST_LIST]:
        try:
            yield read_written(first_text(each)).wall.date()
        except UnreadableValueError:
            continue
