"""The dates of a recurrence rule, in a walk that can be measured and therefore stopped.

Every day that is looked at is paid for out of a `WorkBudget`. The walk starts near the window
and never goes past it, so no rule, however empty its result, keeps a reader busy; and since work
is counted rather than timed, the same file reads the same on a busy machine. (python-dateutil
walks to the year 9999 inside one step when a rule names no date that exists; nothing short of
killing the process stops it. The tests check this walk against it.)
"""

from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.events.calendar.rules import Rule

STEPS_OF_A_SERIES = 400_000  # a daily series of a thousand years
_DAYS_AT_A_TIME = 365


class TooMuchWorkError(Exception):
    """A series or a file asked for more steps than any sound one needs."""


@dataclass(slots=True)
class WorkBudget:
    """How many days a reader may still look at, for one series and for the whole file."""

    steps_of_file: int = 10_000_000
    steps_of_series: int = STEPS_OF_A_SERIES

    def start_series(self, steps: int = STEPS_OF_A_SERIES) -> None:
        """Give the next series its own allowance."""
        self.steps_of_series = steps

    def spend(self, steps: int) -> None:
        """Take `steps` from both allowances. Raises TooMuchWorkError when one is used up."""
        self.steps_of_series -= steps
        self.steps_of_file -= steps
        if self.steps_of_series < 0 or self.steps_of_file < 0:
            raise TooMuchWorkError


def rule_dates(
    rule: Rule, start: datetime, earliest: datetime, latest: datetime, budget: WorkBudget
) -> Iterator[datetime]:
    """Yield the rule's naive wall times in [earliest, latest], ascending, DTSTART included.

    `start` is the series' DTSTART and always a date of it. Where the rule does not name it, what
    COUNT counts is undefined (RFC 5545, 3.8.5.3); as in most calendars, it counts what the rule
    names. UNTIL is the caller's business: it needs a time zone.
    """
    remaining = rule.count
    if earliest <= start <= latest:
        yield start
    for moment in _rule_moments(rule, start, earliest, latest, budget):
        if moment < start:
            continue
        if moment > latest:
            return
        if remaining is not None:
            if remaining <= 0:
                return
            remaining -= 1
        if moment >= earliest and moment != start:
            yield moment


def _rule_moments(
    rule: Rule, start: datetime, earliest: datetime, latest: datetime, budget: WorkBudget
) -> Iterator[datetime]:
    """Yield every moment of each period from the first that matters, in order."""
    times = _times(rule, start)
    filled = _Filters(rule, start.date())
    for ordinals in _periods(rule, start, earliest, latest):
        budget.spend(len(ordinals))
        days = [day for day in map(date.fromordinal, ordinals) if filled.admits(day)]
        moments = [datetime.combine(day, clock) for day in days for clock in times]
        budget.spend(len(moments))
        yield from _at_positions(moments, rule.positions)


def _periods(rule: Rule, start: datetime, earliest: datetime, latest: datetime) -> Iterator[range]:
    """Yield the day ordinals of every INTERVAL-th day, week, month or year.

    With COUNT the walk has to begin at DTSTART; otherwise it skips to the window at once. Single
    days come many at a time, unless BYSETPOS picks among the times of each.
    """
    origin = _period_number(rule, start)
    first = origin
    if rule.count is None and earliest > start:
        first += (_period_number(rule, earliest) - origin) // rule.interval * rule.interval
    last = _period_number(rule, latest)
    if rule.frequency == "DAILY" and not rule.positions:
        stride = rule.interval * _DAYS_AT_A_TIME
        for number in range(first, last + 1, stride):
            yield range(number, min(number + stride, last + 1), rule.interval)
        return
    for number in range(first, last + 1, rule.interval):
        yield range(*_period_bounds(rule, number))


def _period_number(rule: Rule, moment: datetime) -> int:
    if rule.frequency == "YEARLY":
        return moment.year
    if rule.frequency == "MONTHLY":
        return moment.year * 12 + moment.month - 1
    if rule.frequency == "WEEKLY":
        return (moment.toordinal() - 1 - rule.week_start) // 7
    return moment.toordinal()


def _period_bounds(rule: Rule, number: int) -> tuple[int, int]:
    if rule.frequency == "YEARLY":
        first = date(number, 1, 1).toordinal()
        return first, first + 365 + isleap(number)
    if rule.frequency == "MONTHLY":
        year, month = divmod(number, 12)
        first = date(year, month + 1, 1).toordinal()
        return first, first + monthrange(year, month + 1)[1]
    if rule.frequency == "WEEKLY":
        first = number * 7 + 1 + rule.week_start
        return max(1, first), min(first + 7, date.max.toordinal() + 1)
    return number, number + 1


def _times(rule: Rule, start: datetime) -> list[time]:
    return [
        time(hour, minute, min(second, 59))
        for hour in sorted(rule.hours or {start.hour})
        for minute in sorted(rule.minutes or {start.minute})
        for second in sorted(rule.seconds or {start.second})
    ]


def _at_positions(moments: list[datetime], positions: frozenset[int]) -> list[datetime]:
    """Apply BYSETPOS: the n-th of a period's set, from either end."""
    if not positions:
        return moments
    size = len(moments)
    indexes = {position - 1 if position > 0 else size + position for position in positions}
    return [moments[index] for index in sorted(indexes) if 0 <= index < size]


class _Filters:
    """The BY parts as conditions on a day, with what RFC 5545 derives from DTSTART filled in."""

    def __init__(self, rule: Rule, start: date) -> None:
        self.rule = rule
        self.months = rule.months
        self.month_days = rule.month_days
        self.weekdays = rule.weekdays
        if not (rule.weekdays or rule.month_days or rule.year_days):
            if rule.frequency == "WEEKLY" or rule.weeks:
                self.weekdays = frozenset({(0, start.weekday())})
            elif rule.frequency in ("MONTHLY", "YEARLY"):
                self.month_days = frozenset({start.day})
                if rule.frequency == "YEARLY" and not rule.months:
                    self.months = frozenset({start.month})
        self.plain_weekdays = {weekday for ordinal, weekday in self.weekdays if ordinal == 0}
        self.has_ordinals = len(self.plain_weekdays) < len(self.weekdays)
        self.counts_in_year = rule.frequency == "YEARLY" and not rule.months

    def admits(self, day: date) -> bool:
        """Whether the day meets every BY part."""
        if self.months and day.month not in self.months:
            return False
        if self.month_days and not self._is_month_day(day):
            return False
        if self.weekdays and not self._is_weekday(day):
            return False
        if self.rule.year_days and not self._is_year_day(day):
            return False
        return not self.rule.weeks or self._is_week(day)

    def _is_month_day(self, day: date) -> bool:
        from_end = day.day - monthrange(day.year, day.month)[1] - 1
        return day.day in self.month_days or from_end in self.month_days

    def _is_weekday(self, day: date) -> bool:
        weekday = day.weekday()
        if weekday in self.plain_weekdays or not self.has_ordinals:
            return weekday in self.plain_weekdays
        if self.counts_in_year:
            first, length = date(day.year, 1, 1).toordinal(), 365 + isleap(day.year)
        else:
            first = day.replace(day=1).toordinal()
            length = monthrange(day.year, day.month)[1]
        index = day.toordinal() - first
        ordinals = (index // 7 + 1, -((length - 1 - index) // 7 + 1))
        return any((ordinal, weekday) in self.weekdays for ordinal in ordinals)

    def _is_year_day(self, day: date) -> bool:
        number = day.timetuple().tm_yday
        from_end = number - (365 + isleap(day.year)) - 1
        return number in self.rule.year_days or from_end in self.rule.year_days

    def _is_week(self, day: date) -> bool:
        """Whether BYWEEKNO names the day's week; week 1 holds four days of its year."""
        middle = day - timedelta(days=(day.weekday() - self.rule.week_start) % 7) + timedelta(3)
        number = (middle.timetuple().tm_yday - 1) // 7 + 1
        return number in self.rule.weeks or number - self._last_week(middle.year) - 1 in (
            self.rule.weeks
        )

    def _last_week(self, year: int) -> int:
        """Return 52 or 53: the number of the last week that has its middle in the year."""
        last = date(year, 12, 31)
        middle = last - timedelta(days=(last.weekday() - self.rule.week_start) % 7 - 3)
        if middle.year > year:
            middle -= timedelta(days=7)
        return (middle.timetuple().tm_yday - 1) // 7 + 1
