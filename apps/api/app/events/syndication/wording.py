"""What feeds say in words, the same in every form."""

from datetime import datetime, timedelta

from app.events.syndication.records import FeedDate, FeedEvent

_CANCELLED = "CANCELLED"
# Not strftime's, which depend on the process's locale.
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def next_date(event: FeedEvent) -> FeedDate:
    """Return the first date that takes place, else the first."""
    return next((date for date in event.dates if date.status != "cancelled"), event.dates[0])


def headline(date: FeedDate) -> str:
    """Return a date's title; a cancelled one says so, because some calendars ignore STATUS."""
    if date.status != "cancelled" or date.title.upper().startswith((_CANCELLED, "CANCELED")):
        return date.title
    return f"{_CANCELLED}: {date.title}"


def moved_notice(date: FeedDate) -> str:
    """Return a sentence about where a date stood before, empty where it was not moved."""
    if date.starts == date.original:
        return ""
    return f"Moved from {_day(date.original)}{_clock(date, date.original)}."


def time_span(date: FeedDate) -> str:
    """Return when a date is, as people write it."""
    starts, ends = date.starts, date.ends
    if date.all_day:
        last = ends - timedelta(days=1) if ends else starts
        return _day(starts) if last <= starts else f"{_day(starts)} – {_day(last)}"
    first = f"{_day(starts)}{_clock(date, starts)}"
    if ends is None or ends == starts:
        return first
    # What ends at night is still of the evening.
    is_same_day = ends.date() == starts.date() or ends - starts < timedelta(hours=12)
    return f"{first} – {_time(ends) if is_same_day else _day(ends) + _clock(date, ends)}"


def dates_to_come(event: FeedEvent) -> int:
    """Return how many of the feed's dates take place."""
    return sum(date.status != "cancelled" for date in event.dates)


def more_dates(event: FeedEvent) -> str:
    """Return how many dates there are beside the one that is told, empty for none."""
    count = dates_to_come(event) - 1
    return "" if count < 1 else f"{count} more {'date' if count == 1 else 'dates'} to come."


def machine_time(moment: datetime, date: FeedDate) -> str:
    """Return a start as ISO 8601: with its offset, or a day where the date is whole days."""
    return moment.date().isoformat() if date.all_day else moment.isoformat()


def machine_end(date: FeedDate) -> str | None:
    """Return an end as ISO 8601, for whole days the last one; None where nobody knows it."""
    if date.ends is None:
        return None
    last = date.ends - timedelta(days=1) if date.all_day else date.ends
    return machine_time(max(last, date.starts), date)


def _clock(date: FeedDate, moment: datetime) -> str:
    return "" if date.all_day else f", {_time(moment)}"


def _day(moment: datetime) -> str:
    weekday, month = _WEEKDAYS[moment.weekday()], _MONTHS[moment.month - 1]
    return f"{weekday}, {moment.day} {month} {moment.year}"


def _time(moment: datetime) -> str:
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {'PM' if moment.hour >= 12 else 'AM'}"  # noqa: PLR2004
