"""The dates that a series itself names: RRULE, RDATE, EXDATE and UNTIL, inside a window."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.events.calendar.errors import UnreadableValueError
from app.events.calendar.moments import Moment, midnight, naive_utc, read_duration, read_moment
from app.events.calendar.moments import read_moments as read_all
from app.events.calendar.normalising import Entry, Length, Report
from app.events.calendar.rule_dates import WorkBudget, rule_dates
from app.events.calendar.rules import MOST_TIMES_A_DAY, Rule, RuleRefusedError, read_rule

_SLACK = timedelta(days=2)  # more than any zone's distance from UTC and any change of clocks
_FIRST, _LAST = datetime(1, 1, 1), datetime(9998, 12, 31)  # noqa: DTZ001  naive as the walk is
_FIRST_DAY, _LAST_DAY = date(1600, 1, 1), date(9990, 1, 1)
_DAY_END = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Window:
    """The instants that a reading covers: `end` is exclusive, both aware."""

    start: datetime
    end: datetime

    @classmethod
    def of_days(cls, days: tuple[date, date], zone: ZoneInfo) -> "Window":
        """Return the instants of whole days of `zone`, both included, in the calendar's years."""
        first, last = (min(max(day, _FIRST_DAY), _LAST_DAY) for day in days)
        return cls(
            midnight(first).replace(tzinfo=zone),
            midnight(last + timedelta(days=1)).replace(tzinfo=zone),
        )

    def meets(self, start: datetime, end: datetime | None) -> bool:
        """Whether an occurrence lies in the window, at least in part."""
        return start < self.end and (start >= self.start or (end is not None and end > self.start))


@dataclass(frozen=True, slots=True)
class SeriesDate:
    """One date of a series: naive wall time in its zone, and a length of its own if it has one."""

    wall: datetime
    length: Length | None = None


@dataclass(frozen=True, slots=True)
class Exclusions:
    """The EXDATEs of a series: whole days, and single UTC instants."""

    days: frozenset[date]
    instants: frozenset[datetime]

    @property
    def most_dates(self) -> int:
        """How many dates they can exclude at most."""
        return len(self.days) * MOST_TIMES_A_DAY + len(self.instants)

    def covers(self, entry: Entry, wall: datetime) -> bool:
        """Whether the date of `entry` at `wall` is excluded."""
        if wall.date() in self.days:
            return True
        return bool(self.instants) and entry.zone.instant(wall) in self.instants


@dataclass(frozen=True, slots=True)
class Reach:
    """Which dates of a series can matter, as naive wall times; `most` of them is enough."""

    earliest: datetime
    surely_inside: datetime
    latest: datetime
    most: int


def reach_of(entry: Entry, window: Window, *, margin: timedelta, most: int) -> Reach:
    """Return how far to look for `most` dates in a window when overrides shift by `margin`."""
    longest = entry.length.longest if entry.length is not None else timedelta()
    return Reach(
        earliest=_shifted(naive_utc(window.start), -(longest + margin + _SLACK)),
        surely_inside=_shifted(naive_utc(window.start), margin + _SLACK),
        latest=_shifted(naive_utc(window.end), margin + _SLACK),
        most=most,
    )


def series_dates(
    entry: Entry, excluded: Exclusions, reach: Reach, budget: WorkBudget, report: Report
) -> Iterator[SeriesDate]:
    """Yield the dates of `entry` within reach, ascending, without excluded ones.

    A rule that cannot be read costs its dates, not DTSTART. Raises RuleRefusedError (nothing of
    the series is published) and TooMuchWorkError.
    """
    start = entry.start.wall
    dates: dict[datetime, SeriesDate] = {}
    rules = _rules(entry, "RRULE", report)
    if not rules and reach.earliest <= start <= reach.latest:
        dates[start] = SeriesDate(start)
    for rule in rules:
        remaining = reach.most + excluded.most_dates
        for wall in _bounded_dates(entry, rule, reach, budget):
            dates[wall] = SeriesDate(wall)
            remaining -= wall >= reach.surely_inside
            if remaining <= 0:
                break
    for added in _added_dates(entry, report):
        if reach.earliest <= added.wall <= reach.latest:
            dates[added.wall] = added
    for rule in _rules(entry, "EXRULE", report):  # RFC 2445; some calendars still write it
        within = replace(reach, latest=max(dates, default=reach.earliest))
        for wall in _bounded_dates(entry, rule, within, budget):
            dates.pop(wall, None)
    yield from (dates[wall] for wall in sorted(dates) if not excluded.covers(entry, wall))


def _shifted(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment + by
    except OverflowError:
        return _FIRST if by < timedelta() else _LAST


def _rules(entry: Entry, name: str, report: Report) -> list[Rule]:
    rules: list[Rule] = []
    for written in entry.block.properties.get(name, ()):
        if not written.value.strip():
            continue
        try:
            rules.append(read_rule(written.value))
        except RuleRefusedError:
            raise
        except UnreadableValueError as error:
            reason = f"{name} cannot be read: {error}."
            entry.warnings.append(reason)
            report(reason, entry.uid, written.line)
    return rules


def _bounded_dates(
    entry: Entry, rule: Rule, reach: Reach, budget: WorkBudget
) -> Iterator[datetime]:
    """Yield the dates of a rule up to and including its UNTIL."""
    until, latest = rule.until, reach.latest
    if until is not None:
        latest = min(latest, _shifted(until.wall, _SLACK))
    for wall in rule_dates(rule, entry.start.wall, reach.earliest, latest, budget):
        if until is None or _is_up_to(entry, wall, until):
            yield wall


def _is_up_to(entry: Entry, wall: datetime, until: Moment) -> bool:
    """Whether UNTIL still includes a date; it bounds inclusively (RFC 5545, 3.3.10).

    A date includes all of its day in DTSTART's zone, and a local time is in that zone. Local
    midnight on a DTSTART with a TZID, where UNTIL had to be in UTC, is a date in disguise.
    """
    if entry.all_day:
        return wall.date() <= until.wall.date()
    if until.is_utc:
        return naive_utc(entry.zone.instant(wall)) <= until.wall
    is_disguised = entry.start.tzid is not None and until.wall.time() == time.min
    if until.is_date or is_disguised:
        return wall <= datetime.combine(until.wall, _DAY_END)
    return wall <= until.wall


def _added_dates(entry: Entry, report: Report) -> Iterator[SeriesDate]:
    for written in entry.block.properties.get("RDATE", ()):
        tzid = written.parameter("TZID")
        as_date = (written.parameter("VALUE") or "").upper() == "DATE"
        for text in written.value.split(","):
            if not text.strip():
                continue
            first, _, last = text.partition("/")
            try:
                moment = read_moment(first, tzid, as_date=as_date)
                wall = wall_in_series(entry, moment)
                yield SeriesDate(wall, _period_length(entry, wall, last, tzid) if last else None)
            except (UnreadableValueError, OverflowError) as error:
                reason = f"RDATE {error}."
                entry.warnings.append(reason)
                report(reason, entry.uid, written.line)


def _period_length(entry: Entry, wall: datetime, text: str, tzid: str | None) -> Length | None:
    """Read the second half of a PERIOD: an end or a duration (RFC 5545, 3.3.9)."""
    if text.lstrip("+-")[:1] in "Pp":
        span = read_duration(text)
        length = Length(span.days, timedelta(seconds=span.seconds))
    else:
        end = read_moment(text, tzid)
        exact = entry.book.zone_of(end).instant(end.wall) - entry.zone.instant(wall)
        length = Length(exact=exact)
    return length if timedelta(length.days) + length.exact > timedelta() else None


def wall_in_series(entry: Entry, moment: Moment) -> datetime:
    """Return which of the series' wall times a RECURRENCE-ID or RDATE means.

    A DATE on a timed series means that day's date of it; a floating time is in DTSTART's zone;
    on an all-day series only the day counts.
    """
    if entry.all_day:
        return midnight(day_in_series(entry, moment))
    if moment.is_date:
        return datetime.combine(moment.wall, entry.start.wall.time())
    if not (moment.is_utc or moment.tzid):
        return moment.wall
    zone = entry.book.zone_of(moment)
    return entry.zone.local(zone.instant(moment.wall))


def day_in_series(entry: Entry, moment: Moment) -> date:
    """Return the day that a moment means on an all-day series; midnight UTC is its own day."""
    if moment.is_utc and moment.wall.time() != time():
        return entry.zone.local(entry.book.zone_of(moment).instant(moment.wall)).date()
    return moment.wall.date()


def exclusions(entry: Entry, report: Report) -> Exclusions:
    """Read every EXDATE, in DTSTART's zone where it names none.

    A local midnight on a series that starts at another time is a date that lost its VALUE=DATE.
    """
    days: set[date] = set()
    instants: set[datetime] = set()
    for written in entry.block.properties.get("EXDATE", ()):
        for moment in read_all(written):
            if isinstance(moment, str):
                reason = f"EXDATE {moment[:40]!r} is no date or time."
                entry.warnings.append(reason)
                report(reason, entry.uid, written.line)
            elif entry.all_day:
                days.add(day_in_series(entry, moment))
            elif moment.is_date or _means_a_day(entry, moment):
                days.add(moment.wall.date())
            else:
                instants.add(entry.zone.instant(wall_in_series(entry, moment)))
    return Exclusions(frozenset(days), frozenset(instants))


def _means_a_day(entry: Entry, moment: Moment) -> bool:
    return not moment.is_utc and moment.wall.time() == time() != entry.start.wall.time()
