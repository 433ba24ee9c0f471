"""Pure decisions about what a form says: its times are local ones of the site."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.events.submissions.errors import InvalidSubmissionError

FURTHEST = timedelta(days=731)
LONGEST = timedelta(days=60)
FIRST_YEAR, LAST_YEAR = 1900, 2999

_LOCAL = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2})?)?([+-]\d{2}:\d{2})?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Times:
    """When something is: aware moments; of whole days the midnights, the end exclusive."""

    start: datetime
    end: datetime | None


def read_times(
    start: str, end: str | None, *, all_day: bool, zone: ZoneInfo, now: datetime
) -> Times:
    """Read the times of a form, or refuse them with a sentence that names the field."""
    if all_day:
        first = _day("start", start)
        last = _day("end", end) if end else first
        if last < first:
            raise InvalidSubmissionError("end: It lies before the start.")
        times = Times(_midnight(first, zone), _midnight(last + timedelta(days=1), zone))
    else:
        times = Times(read_moment("start", start, zone), None)
        if end:
            times = Times(times.start, read_moment("end", end, zone))
    _refuse_impossible(times, now)
    return times


def read_moment(field: str, text: str, zone: ZoneInfo) -> datetime:
    """Read a local time of the site, such as 2026-03-06T19:00.

    Where the clocks go back one time happens twice; an offset (-04:00) after it tells which.
    """
    match = _LOCAL.fullmatch(text.strip())
    if match is None or match[2] is None:
        raise InvalidSubmissionError(f"{field}: Give a day and a time such as 2026-03-06T19:00.")
    day = _day(field, match[1])
    try:
        naive = datetime.combine(day, time.fromisoformat(match[2]))
    except ValueError:
        raise InvalidSubmissionError(f"{field}: There is no such time as {match[2]}.") from None
    first, second = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != naive:
        raise InvalidSubmissionError(
            f"{field}: On {_words(day)} the clocks go forward and {match[2]} does not exist;"
            " choose another time."
        )
    if match[3] is not None:
        return _with_offset(field, (first, second), match[3])
    if first.utcoffset() != second.utcoffset():
        raise InvalidSubmissionError(
            f"{field}: On {_words(day)} the clocks go back and {match[2]} happens twice; write"
            f" {_written(first)} for the first time or {_written(second)} for the second."
        )
    return first


def local_text(moment: datetime, zone: ZoneInfo, *, all_day: bool) -> str:
    """Write a moment as the form has it; one that happens twice with its offset."""
    local = moment.astimezone(zone)
    if all_day:
        return local.date().isoformat()
    is_ambiguous = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    return _written(local) if is_ambiguous else local.strftime("%Y-%m-%dT%H:%M")


def _refuse_impossible(times: Times, now: datetime) -> None:
    # In UTC, because an hour of the night in which the clocks go back comes twice.
    start = times.start.astimezone(UTC)
    end = start if times.end is None else times.end.astimezone(UTC)
    if end < start or (times.end is not None and end == start):
        raise InvalidSubmissionError("end: It must lie after the start.")
    # An hour more, where the clocks go back meanwhile.
    if end - start > LONGEST + timedelta(hours=1):
        raise InvalidSubmissionError(f"end: An event may last at most {LONGEST.days} days.")
    if end < now:
        raise InvalidSubmissionError("start: This lies in the past.")
    if start > now + FURTHEST:
        raise InvalidSubmissionError("start: This is more than two years ahead.")


def _with_offset(field: str, readings: tuple[datetime, datetime], offset: str) -> datetime:
    for reading in readings:
        if reading.strftime("%z") == offset.replace(":", ""):
            return reading
    raise InvalidSubmissionError(
        f"{field}: The clocks of the site do not stand at {offset} then; leave that out."
    )


def _day(field: str, text: str) -> date:
    match = _LOCAL.fullmatch(text.strip())
    try:
        day = date.fromisoformat(match[1] if match else text)
    except ValueError:
        day = date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InvalidSubmissionError(f"{field}: Give a day such as 2026-03-06.")
    return day


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
