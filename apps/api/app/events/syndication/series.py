"""How the dates of an event stand in a calendar: as a series, its exceptions, or one by one. Pure.

A date that differs from its series replaces one of the rule's dates (RFC 5545, 3.8.4.4).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from app.events.syndication.records import Feed, FeedDate, FeedEvent
from app.events.syndication.recurrence import Recurrence, infer_recurrence

# With more dates that differ from the series, each is told by itself.
LARGEST_REPLACED_SHARE = 0.5

_NOTHING = timedelta(0)
_Shape = tuple[str, str, str | None, str | None, timedelta | None, timedelta | None]


class Component(NamedTuple):
    """One VEVENT.

    `date` says what is told beside the times. With a recurrence it is the whole series, whose
    first date `starts` is; `replaces` is the original start of a date of the series.
    """

    uid: str
    date: FeedDate
    starts: datetime
    ends: datetime | None
    recurrence: Recurrence | None = None
    replaces: datetime | None = None


def components_of(feed: Feed, event: FeedEvent) -> list[Component]:
    """Return the VEVENTs that tell of an event's dates, each date exactly once."""
    if len(event.dates) == 1:
        return [_one(feed.event_uid(event), event.dates[0])]
    regular = _dates_of_one_frame(event.dates)
    recurrence = infer_recurrence(regular)
    covered = {
        date.id: date
        for start, date in regular.items()
        if recurrence is not None and start in recurrence.published
    }
    series = recurrence and _series(feed.event_uid(event), recurrence, list(covered.values()))
    if not series:
        return [_one(feed.date_uid(date), date) for date in event.dates]
    rest = [date for date in event.dates if date.id not in covered]
    return series + [_one(feed.date_uid(date), date) for date in rest]


def _dates_of_one_frame(dates: Iterable[FeedDate]) -> dict[datetime, FeedDate]:
    """Return what may share a rule, by original wall time: whole days, or times of one zone."""
    frames = Counter((date.all_day, date.zone) for date in dates)
    frame = min(frames, key=lambda each: (-frames[each], each))
    regular: dict[datetime, FeedDate] = {}
    for date in dates:
        if (date.all_day, date.zone) == frame:
            regular.setdefault(date.original.replace(tzinfo=None, fold=0), date)
    return regular


def _series(
    uid: str, recurrence: Recurrence, covered: Sequence[FeedDate]
) -> list[Component] | None:
    """Return the series and the dates that replace its own, None where it does not pay.

    Programs disagree on rules that name a time which the clocks skip, and on whether a date's
    length is counted by the clock or in hours; so a series never depends on either.
    """
    zone = covered[0].starts.tzinfo
    model = _commonest(covered)
    if model is None or not all(
        _exists(start.replace(tzinfo=zone)) for start in recurrence.excluded
    ):
        return None
    shape = _shape(model)
    replaced = [date for date in covered if _is_moved(date) or _shape(date) != shape]
    starts = recurrence.first.replace(tzinfo=zone)
    ends = None if model.ends is None else starts + (model.ends - model.starts)
    lengths_differ = ends is not None and not model.all_day and _shift(starts, ends) != _NOTHING
    if lengths_differ or len(replaced) > LARGEST_REPLACED_SHARE * len(covered):
        return None
    return [
        Component(uid, model, starts, ends, recurrence=recurrence),
        *(_one(uid, date, replaces=date.original) for date in replaced),
    ]


def _one(uid: str, date: FeedDate, *, replaces: datetime | None = None) -> Component:
    return Component(uid, date, date.starts, date.ends, replaces=replaces)


def _commonest(dates: Iterable[FeedDate]) -> FeedDate | None:
    """Return a date that stands where the rule says and looks like most of those."""
    in_place = [date for date in dates if not _is_moved(date)]
    shapes = Counter(_shape(date) for date in in_place)
    ordinary = [date for date in in_place if _is_of_even_length(date)]
    return max(ordinary, key=lambda date: shapes[_shape(date)], default=None)


def _shape(date: FeedDate) -> _Shape:
    """Return what makes two dates of a series look the same."""
    length = None if date.ends is None else date.ends - date.starts
    shift = None if date.ends is None or date.all_day else _shift(date.starts, date.ends)
    return date.title, date.status, date.place, date.address, length, shift


def _is_moved(date: FeedDate) -> bool:
    """Tell whether a date is not where its original wall time leads (the second 01:30 is not)."""
    return date.starts != date.original or date.starts.fold == 1


def _is_of_even_length(date: FeedDate) -> bool:
    return date.ends is None or date.all_day or _shift(date.starts, date.ends) == _NOTHING


def _shift(starts: datetime, ends: datetime) -> timedelta:
    """Return by how much the clocks were changed in between."""
    return (ends.utcoffset() or _NOTHING) - (starts.utcoffset() or _NOTHING)


def _exists(moment: datetime) -> bool:
    """Tell whether the clocks ever show a wall time; in spring they skip an hour."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo) == moment
