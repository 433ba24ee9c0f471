"""From dates as written to instants in the feed's zone, and what to believe of their offsets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.events.calendar.moments import midnight
from app.events.formats.written_dates import Written

_A_DAY = timedelta(days=1)
_LATEST_NIGHT = timedelta(hours=12)
_LAST_MINUTE = time(23, 59)
_SMALL_HOURS = range(6)
_ORDINARY_HOURS = range(8, 23)
_FEWEST_STARTS = 2


@dataclass(frozen=True, slots=True)
class Times:
    """When one date of an event is: aware in the feed's zone; whole days from midnight on."""

    start: datetime
    end: datetime | None
    all_day: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """Reads written dates in one zone.

    An offset that the zone has at another time of that year, but not at the written one, is a
    template's constant (-05:00 in July): the wall time counts. Any other offset is believed; so
    is UTC, unless `distrusts_utc`.
    """

    zone: ZoneInfo
    distrusts_utc: bool = False

    def instant(self, written: Written, warnings: list[str]) -> datetime:
        """Return the moment in the zone; a wall time in a spring gap is an hour later."""
        wall, offset = written.wall, written.offset
        if offset is None:
            return self._local(wall)
        if not offset and self.distrusts_utc:
            warnings.append(f"Its time says UTC but is taken as local time in {self.zone.key}.")
            return self._local(wall)
        if self._is_of_another_season(wall, offset):
            warnings.append(
                f"Its offset from UTC is not that of {self.zone.key} on that day; "
                "the time of day counts."
            )
            return self._local(wall)
        return (wall - offset).replace(tzinfo=UTC).astimezone(self.zone)

    def at(self, instant: datetime) -> datetime:
        """Return an aware moment in the zone."""
        return instant.astimezone(self.zone)

    def day(self, moment: datetime) -> datetime:
        """Return the midnight with which the day of a wall time begins."""
        return midnight(moment.date()).replace(tzinfo=self.zone)

    def times(self, start: Written, end: Written | None, warnings: list[str]) -> Times:
        """Return when an event is whose end, where it is a date alone, is its last day."""
        if not start.has_time or self._fills_days(start, end):
            return self._whole_days(start, end, warnings)
        begins = self.instant(start, warnings)
        if end is None and start.until is not None:
            end = Written(datetime.combine(start.wall, start.until), offset=start.offset)
        if end is None:
            return Times(begins, None)
        if not end.has_time:
            last = self.day(end.wall + _A_DAY) if end.wall.date() > start.wall.date() else None
            return Times(begins, last)
        ends = self.instant(end, [])
        return Times(begins, sound_end(begins, ends, warnings))

    def _whole_days(self, start: Written, end: Written | None, warnings: list[str]) -> Times:
        first = last = start.wall
        if end is not None:
            is_exclusive = end.has_time and end.wall.time() == time() and end.wall > start.wall
            last = end.wall - _A_DAY if is_exclusive else end.wall
        if last.date() < first.date():
            warnings.append("The event ends before it starts; it is taken as one day.")
            last = first
        return Times(self.day(first), self.day(last + _A_DAY), all_day=True)

    def _fills_days(self, start: Written, end: Written | None) -> bool:
        """Whether midnights stand for whole days: to midnight, to 23:59, or with no end at all."""
        if start.wall.time() != time() or start.until is not None:
            return False
        if self.instant(start, []).time() != time():
            return False
        if end is None or not end.has_time:
            return True
        is_last = end.wall.time().replace(second=0) in (time(), _LAST_MINUTE)
        return is_last and end.offset == start.offset

    def _local(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=self.zone).astimezone(UTC).astimezone(self.zone)

    def _is_of_another_season(self, wall: datetime, offset: timedelta) -> bool:
        here = {wall.replace(tzinfo=self.zone, fold=fold).utcoffset() for fold in (0, 1)}
        seasons = (wall.replace(month=month, day=15) for month in (1, 7))
        return offset not in here and offset in {
            season.replace(tzinfo=self.zone).utcoffset() for season in seasons
        }


def sound_end(start: datetime, end: datetime, warnings: list[str]) -> datetime | None:
    """Return an end after the start: the next day's where that is within 12 hours, else None."""
    if end > start:
        return end
    if end == start:
        return None
    next_day = (end + _A_DAY).astimezone(UTC).astimezone(end.tzinfo)
    if end.date() == start.date() and next_day - start <= _LATEST_NIGHT:
        warnings.append("The event ends before it starts; it is taken to end the next day.")
        return next_day
    warnings.append("The event ends before it starts; it is shown without an end.")
    return None


def says_utc_for_local(starts: Iterable[Written], zone: ZoneInfo) -> bool:
    """Whether a page's UTC times are local times in disguise.

    Only where it has at least two, and each falls into the small hours (0 to 6) of the zone while
    its own reading is an ordinary hour (8 to 22): nobody lists nothing but events at 4 am.
    """
    walls = {each.wall for each in starts if each.has_time and each.offset == timedelta()}
    return len(walls) >= _FEWEST_STARTS and all(
        wall.hour in _ORDINARY_HOURS
        and wall.replace(tzinfo=UTC).astimezone(zone).hour in _SMALL_HOURS
        for wall in walls
    )
