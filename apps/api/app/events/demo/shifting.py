"""Moving every date of a calendar by whole weeks: weekdays and wall times stay what they are."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.events.calendar.rule_dates import WorkBudget, rule_dates
from app.events.calendar.rules import read_rule

ANCHOR_MONDAY = date(2026, 1, 5)
CITY_ZONE = ZoneInfo("America/New_York")

_EVENT = re.compile(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
_DATED_LINE = re.compile(
    r"^((?:DTSTART|DTEND|RECURRENCE-ID|EXDATE)\b[^:\r]*:)([^\r]*)", re.MULTILINE
)
_UNTIL = re.compile(r"(UNTIL=)(\w+)")
_MONTHLY = re.compile(r"^RRULE:(FREQ=MONTHLY[^\r]*)", re.MULTILINE)
_START_DAY = re.compile(r"^DTSTART\b[^:\r]*:(\d{8})", re.MULTILINE)
_MOMENT = re.compile(r"\d{8}(?:T\d{6}Z?)?")


def weeks_to(today: date) -> int:
    """Return by how many weeks the anchor's week lies before (or after) that of `today`."""
    monday = today - timedelta(days=today.weekday())
    return (monday - ANCHOR_MONDAY).days // 7


def shifted_calendar(calendar: str, weeks: int) -> str:
    """Return the calendar with each event `weeks` later; its VTIMEZONE stays as it is."""
    return _EVENT.sub(lambda event: _shifted_event(event[0], timedelta(weeks=weeks)), calendar)


def _shifted_event(event: str, by: timedelta) -> str:
    by += _to_named_weekday(event, by)
    event = _DATED_LINE.sub(lambda line: line[1] + _shifted_moments(line[2], by), event)
    return _UNTIL.sub(lambda until: until[1] + _shifted_moments(until[2], by), event)


def _to_named_weekday(event: str, by: timedelta) -> timedelta:
    """Return what is left to the next date that a monthly rule names.

    Four weeks after a first Friday is often no first Friday.
    """
    rule, start = _MONTHLY.search(event), _START_DAY.search(event)
    if rule is None or start is None:
        return timedelta()
    earliest = datetime.strptime(start[1], "%Y%m%d") + by  # noqa: DTZ007  a day has no zone
    before = earliest - timedelta(days=1)
    named = rule_dates(
        read_rule(rule[1]), before, earliest, earliest + timedelta(days=62), WorkBudget()
    )
    return next(named) - earliest


def _shifted_moments(text: str, by: timedelta) -> str:
    return _MOMENT.sub(lambda moment: _shifted_moment(moment[0], by), text)


def _shifted_moment(text: str, by: timedelta) -> str:
    """Move one DATE or DATE-TIME; a UTC time keeps its wall time in the city, not its UTC time."""
    if len(text) == len("20260105"):
        return f"{_naive(text + 'T000000') + by:%Y%m%d}"
    if not text.endswith("Z"):
        return f"{_naive(text) + by:%Y%m%dT%H%M%S}"
    wall = _naive(text.removesuffix("Z")).replace(tzinfo=UTC).astimezone(CITY_ZONE)
    return f"{(wall + by).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _naive(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%dT%H%M%S")  # noqa: DTZ007  wall time by design
