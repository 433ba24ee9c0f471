"""The rule behind the dates of a series, found from the dates themselves. Pure.

What sources said is not needed, so a rule is also found for a merged event and for one that was
never written as a series. Rules are those of RFC 5545, section 3.3.10.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

# A rule may name this part of its dates as exceptions, and must tell of this part of the series.
LARGEST_EXCLUDED_SHARE = 0.25
SMALLEST_COVERED_SHARE = 0.5

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST = -1
# Two dates repeat after a day, a week or a month, or they share no rule.
_GAPS_OF_TWO = frozenset({1, 7, 28, 29, 30, 31, 35})

# Where a date lies in its period: (0, weekday of a week), (which, weekday of a month),
# (0, day of a month).
Slot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule, the first of its dates and those that it names but that are not published.

    `rule` is a value of RRULE with a COUNT, which includes the excluded dates. The first and the
    last date are published ones.
    """

    rule: str
    first: datetime
    published: frozenset[datetime]
    excluded: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class _Family:
    """A kind of rule: how its periods are numbered and what a date is called in its period.

    `locate` returns no slot for a date that no rule of the family can name, `place` no day for a
    slot that a period lacks. Days are proleptic ordinals.
    """

    locate: Callable[[int], tuple[int, Slot | None]]
    place: Callable[[int, Slot], int | None]
    write: Callable[[int, Sequence[Slot]], str]
    longest_interval: int
    most_slots: int
    fewest_when_skipping: int = 3


@dataclass(frozen=True, slots=True)
class _Fit:
    rule: str
    slot_count: int
    published: list[int]
    excluded: list[int]


def infer_recurrence(starts: Collection[datetime]) -> Recurrence | None:
    """Return the rule that tells of most of these local starts with the fewest exceptions.

    None where every date is better told by itself. Starts that the rule does not name (a matinee,
    an extra date) are not in `published`.
    """
    clock_time, days = _days_of_commonest_time(starts)
    fewest = max(2, SMALLEST_COVERED_SHARE * len(starts))
    fit = _best_fit(days) if len(days) >= fewest else None
    if fit is None or len(fit.published) < fewest:
        return None
    published = [_at(day, clock_time) for day in fit.published]
    count = len(fit.published) + len(fit.excluded)
    return Recurrence(
        rule=f"{fit.rule};COUNT={count}",
        first=published[0],
        published=frozenset(published),
        excluded=tuple(_at(day, clock_time) for day in fit.excluded),
    )


def _days_of_commonest_time(starts: Iterable[datetime]) -> tuple[time, list[int]]:
    days_of_time: dict[time, set[int]] = {}
    for start in starts:
        days_of_time.setdefault(start.time(), set()).add(start.toordinal())
    commonest = min(days_of_time, key=lambda each: (-len(days_of_time[each]), each), default=time())
    return commonest, sorted(days_of_time.get(commonest, ()))


def _best_fit(days: list[int]) -> _Fit | None:
    if len(days) == 2 and days[1] - days[0] not in _GAPS_OF_TWO:  # noqa: PLR2004
        return None
    best: tuple[int, _Fit] | None = None
    for family in _FAMILIES:
        fit = _fit(family, days)
        if fit is None:
            continue
        exceptions = len(fit.excluded) + len(days) - len(fit.published)
        if exceptions == 0:
            return fit
        # A rule of many parts is as hard to follow as exceptions are.
        cost = exceptions + fit.slot_count
        if best is None or cost < best[0]:
            best = cost, fit
    return best and best[1]


def _fit(family: _Family, days: list[int]) -> _Fit | None:
    """Return the family's rule for these days, None where it would need too many exceptions."""
    located = [
        (period, slot, day)
        for day in days
        for period, slot in (family.locate(day),)
        if slot is not None
    ]
    interval = _commonest_gap([period for period, _, _ in located])
    if not 0 < interval <= family.longest_interval:
        return None
    phase = _commonest(period % interval for period, _, _ in located)
    named = [each for each in located if each[0] % interval == phase]
    periods = range(named[0][0], named[-1][0] + 1, interval)
    counts = Counter(slot for _, slot, _ in named)
    slots = sorted(slot for slot, count in counts.items() if 2 * count >= len(periods))
    # Any two dates share some rule; one that repeats nothing tells nobody anything.
    fewest = max(len(slots) + 1, family.fewest_when_skipping if interval > 1 else 0)
    matched = [day for _, slot, day in named if slot in slots]
    if not 0 < len(slots) <= family.most_slots or len(matched) < fewest:
        return None
    # Some months lack the slot of a rule, but never most of them.
    if len(periods) * len(slots) > 4 * len(days) + 2 * len(slots):
        return None
    rule_days = [
        day
        for period in periods
        for slot in slots
        if (day := family.place(period, slot)) and matched[0] <= day <= matched[-1]
    ]
    excluded = sorted(set(rule_days).difference(days))
    if len(excluded) > LARGEST_EXCLUDED_SHARE * len(rule_days):
        return None
    return _Fit(family.write(interval, slots), len(slots), matched, excluded)


def _commonest_gap(periods: Sequence[int]) -> int:
    """Return the commonest distance of neighbouring periods; 1 for one period, 0 for none."""
    distinct = sorted(set(periods))
    if len(distinct) < 2:  # noqa: PLR2004 - a gap has two sides
        return len(distinct)
    return _commonest(after - before for before, after in pairwise(distinct))


def _commonest(values: Iterable[int]) -> int:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def _at(day: int, clock_time: time) -> datetime:
    return datetime.combine(date.fromordinal(day), clock_time)


def _locate_in_week(day: int) -> tuple[int, Slot]:
    week, weekday = divmod(day - 1, 7)
    return week, (0, weekday)


def _place_in_week(week: int, slot: Slot) -> int:
    return 7 * week + slot[1] + 1


def _write_weekly(interval: int, slots: Sequence[Slot]) -> str:
    weekdays = ",".join(_WEEKDAYS[weekday] for _, weekday in slots)
    # Which days a skipped week holds depends on the day that weeks begin with.
    skipping = "" if interval == 1 else f";INTERVAL={interval};WKST=MO"
    return f"FREQ=WEEKLY{skipping};BYDAY={weekdays}"


def _write_daily(interval: int, _slots: Sequence[Slot]) -> str:
    return "FREQ=DAILY" if interval == 1 else f"FREQ=DAILY;INTERVAL={interval}"


def _month_of(day: int) -> tuple[int, date]:
    found = date.fromordinal(day)
    return 12 * found.year + found.month - 1, found


def _locate_by_which_weekday(day: int) -> tuple[int, Slot]:
    month, found = _month_of(day)
    return month, ((found.day + 6) // 7, found.weekday())


def _locate_by_last_weekday(day: int) -> tuple[int, Slot | None]:
    month, found = _month_of(day)
    is_last = found.day + 7 > monthrange(found.year, found.month)[1]
    return month, (_LAST, found.weekday()) if is_last else None


def _place_weekday_in_month(month: int, slot: Slot) -> int | None:
    which, weekday = slot
    first_weekday, length = monthrange(month // 12, month % 12 + 1)
    day = 1 + (weekday - first_weekday) % 7
    day += 7 * ((length - day) // 7 if which == _LAST else which - 1)
    return date(month // 12, month % 12 + 1, day).toordinal() if day <= length else None


def _write_monthly_by_weekday(interval: int, slots: Sequence[Slot]) -> str:
    weekdays = [f"{which}{_WEEKDAYS[weekday]}" for which, weekday in slots]
    return f"{_monthly(interval)};BYDAY={','.join(weekdays)}"


def _locate_by_day_of_month(day: int) -> tuple[int, Slot]:
    month, found = _month_of(day)
    return month, (0, found.day)


def _locate_by_last_day(day: int) -> tuple[int, Slot | None]:
    month, found = _month_of(day)
    is_last = found.day == monthrange(found.year, found.month)[1]
    return month, (0, _LAST) if is_last else None


def _place_day_in_month(month: int, slot: Slot) -> int | None:
    length = monthrange(month // 12, month % 12 + 1)[1]
    day = length if slot[1] == _LAST else slot[1]
    return date(month // 12, month % 12 + 1, day).toordinal() if day <= length else None


def _write_monthly_by_day(interval: int, slots: Sequence[Slot]) -> str:
    return f"{_monthly(interval)};BYMONTHDAY={','.join(str(day) for _, day in slots)}"


def _monthly(interval: int) -> str:
    return "FREQ=MONTHLY" if interval == 1 else f"FREQ=MONTHLY;INTERVAL={interval}"


# Among equally good ones the first wins.
_FAMILIES = (
    _Family(
        locate=lambda day: (day, (0, 0)),
        place=lambda day, _: day,
        write=_write_daily,
        longest_interval=6,
        most_slots=1,
        fewest_when_skipping=4,
    ),
    _Family(_locate_in_week, _place_in_week, _write_weekly, longest_interval=8, most_slots=7),
    _Family(
        _locate_by_which_weekday,
        _place_weekday_in_month,
        _write_monthly_by_weekday,
        longest_interval=12,
        most_slots=2,
    ),
    _Family(
        _locate_by_last_weekday,
        _place_weekday_in_month,
        _write_monthly_by_weekday,
        longest_interval=12,
        most_slots=2,
    ),
    _Family(
        _locate_by_day_of_month,
        _place_day_in_month,
        _write_monthly_by_day,
        longest_interval=12,
        most_slots=2,
    ),
    _Family(
        _locate_by_last_day,
        _place_day_in_month,
        _write_monthly_by_day,
        longest_interval=12,
        most_slots=2,
    ),
)
