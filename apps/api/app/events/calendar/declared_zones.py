"""A time zone as a file's own VTIMEZONE declares it (RFC 5545, 3.6.5)."""

from bisect import bisect_right
from datetime import datetime, timedelta, tzinfo

from app.events.calendar.blocks import Properties, TimezoneBlock
from app.events.calendar.errors import UnreadableValueError
from app.events.calendar.moments import read_moment, read_moments, read_offset
from app.events.calendar.rule_dates import WorkBudget, rule_dates
from app.events.calendar.rules import read_rule


class DeclaredZone(tzinfo):
    """Offsets by onset. A wall time that occurs twice is the first; one in a gap, the old offset.

    `onsets` are (wall time by the offset before, offset before, offset after), ascending.
    """

    def __init__(self, name: str, onsets: list[tuple[datetime, timedelta, timedelta]]) -> None:
        """Keep the onsets; there must be at least one."""
        self._name = name
        self._onsets = onsets
        # Going forward, the old offset lasts through the gap; going back, until the second time.
        self._changes = [wall + max(after - before, timedelta()) for wall, before, after in onsets]
        self._instants = [wall - before for wall, before, _ in onsets]

    def utcoffset(self, moment: datetime | None, /) -> timedelta:
        """Return the offset at a wall time."""
        if moment is None:
            return self._onsets[0][1]
        index = bisect_right(self._changes, moment.replace(tzinfo=None))
        return self._onsets[index - 1][2] if index else self._onsets[0][1]

    def dst(self, moment: datetime | None, /) -> timedelta:  # noqa: ARG002
        """Return zero: nothing here asks which part of an offset is summer time."""
        return timedelta()

    def tzname(self, moment: datetime | None, /) -> str:  # noqa: ARG002
        """Return the TZID."""
        return self._name

    def fromutc(self, moment: datetime, /) -> datetime:
        """Return the wall time of an instant that is given in UTC but labelled with this zone."""
        index = bisect_right(self._instants, moment.replace(tzinfo=None))
        offset = self._onsets[index - 1][2] if index else self._onsets[0][1]
        return moment + offset


def declared_zone(
    name: str, block: TimezoneBlock, latest: datetime, budget: WorkBudget
) -> DeclaredZone:
    """Return the zone that `block` declares, right up to `latest` (naive), out of `budget`.

    Raises UnreadableValueError where no observance is sound, TooMuchWorkError for hostile rules.
    """
    onsets: list[tuple[datetime, timedelta, timedelta]] = []
    for observance in block.observances:
        try:
            before = read_offset(observance["TZOFFSETFROM"][0].value)
            after = read_offset(observance["TZOFFSETTO"][0].value)
            onsets += [(wall, before, after) for wall in _walls(observance, latest, budget)]
        except (UnreadableValueError, KeyError):
            continue
    if not onsets:
        raise UnreadableValueError("its VTIMEZONE holds no sound observance")
    return DeclaredZone(name, sorted(onsets))


def _walls(observance: Properties, latest: datetime, budget: WorkBudget) -> set[datetime]:
    """Return every onset of one observance up to `latest`, in wall time before the change."""
    start = read_moment(observance["DTSTART"][0].value).wall
    walls = {start}
    for written in observance.get("RRULE", []):
        rule = read_rule(written.value)
        until = latest if rule.until is None else min(latest, rule.until.wall + timedelta(days=1))
        walls.update(rule_dates(rule, start, start, until, budget))
    for written in observance.get("RDATE", []):
        walls.update(moment.wall for moment in read_moments(written) if not isinstance(moment, str))
    return walls
