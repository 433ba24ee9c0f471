"""When a task is due and which dumps are kept. Pure: nothing here looks at a clock or a disk."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def last_slot(now: datetime, at: time) -> datetime:
    """The latest moment of the daily hour that is not in the future."""
    slot = now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return slot if slot <= now else slot - DAY


def is_daily_due(now: datetime, at: time, last: datetime | None) -> bool:
    """Whether the daily hour has passed since the last success; so what was missed is made up."""
    return last is None or last < last_slot(now, at)


def is_weekly_due(now: datetime, at: time, last: datetime | None) -> bool:
    """Whether a daily hour has passed that came seven days after the last success, or nearly."""
    return last is None or last < last_slot(now, at) - WEEK + DAY / 2


def kept(taken: Mapping[str, datetime], days: int, weeks: int, months: int) -> set[str]:
    """The newest of each of the last days, weeks and months that have one; never nothing.

    And all of the day before the newest: what was taken before a deploy outlives the next one.
    """
    newest_first = sorted(taken, key=lambda name: taken[name], reverse=True)
    result = {name for name in newest_first if taken[newest_first[0]] - taken[name] < DAY}
    periods: tuple[tuple[int, Callable[[datetime], str]], ...] = (
        (days, lambda at: at.date().isoformat()),
        (weeks, lambda at: at.strftime("%G-%V")),
        (months, lambda at: at.strftime("%Y-%m")),
    )
    for count, period in periods:
        newest_of: dict[str, str] = {}
        for name in newest_first:
            newest_of.setdefault(period(taken[name]), name)
        result.update(list(newest_of.values())[:count])
    return result
