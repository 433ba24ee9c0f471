"""All VEVENTs of one UID made into occurrences."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from app.events.calendar.details import Details, inherited, read_details
from app.events.calendar.groups import (
    Override,
    by_original_start,
    current_masters,
    revision,
    wall_shift,
    with_overrides,
)
from app.events.calendar.normalising import Entry, Report
from app.events.calendar.records import CalendarOccurrence
from app.events.calendar.rule_dates import WorkBudget
from app.events.calendar.series import (
    SeriesDate,
    Window,
    exclusions,
    reach_of,
    series_dates,
    wall_in_series,
)

MOST_OCCURRENCES_OF_A_SERIES = 2_000


@dataclass(frozen=True, slots=True)
class _Placed:
    """One date of an entry: UTC start and end, the original start, the master it belongs to."""

    entry: Entry
    start: datetime
    end: datetime | None
    key: datetime
    master: Entry | None = None


@dataclass(slots=True)
class GroupReader:
    """Turns groups of entries into occurrences within one window and one work budget."""

    window: Window
    budget: WorkBudget
    report: Report
    _details: dict[int, Details] = field(default_factory=dict)

    def read(self, entries: list[Entry]) -> list[CalendarOccurrence]:
        """Return the occurrences of one UID, unsorted.

        Raises RuleRefusedError and TooMuchWorkError when a series is not to be published.
        """
        if len(entries) == 1 and entries[0].recurrence_id is None and not entries[0].is_series:
            return [self._published(placed) for placed in self._single(entries[0])]
        self.budget.start_series()
        masters = current_masters([entry for entry in entries if entry.recurrence_id is None])
        overrides = [entry for entry in entries if entry.recurrence_id is not None]
        found: list[CalendarOccurrence] = []
        for master, own in with_overrides(masters, overrides):
            is_recurring = master.is_series or bool(own)
            found += [
                self._published(placed, is_recurring=is_recurring)
                for placed in self._series(master, own)
            ]
        if not masters:
            found += [
                self._published(placed, is_recurring=True) for placed in self._orphans(overrides)
            ]
        return distinct_dates(found)

    def _single(self, entry: Entry) -> Iterator[_Placed]:
        start = entry.zone.instant(entry.start.wall)
        end = entry.end(entry.start.wall, entry.length)
        if self.window.meets(start, end):
            yield _Placed(entry, start, end, start)

    def _series(self, master: Entry, entries: list[Entry]) -> Iterator[_Placed]:
        """Yield the dates of a series: its own, without those replaced, then the replacements."""
        overrides = by_original_start(master, entries)
        ranges = sorted(
            (override for override in overrides.values() if override.reaches_on),
            key=lambda override: override.key,
        )
        margin = max((abs(wall_shift(master, change)) for change in ranges), default=timedelta())
        excluded = exclusions(master, self.report)
        most = MOST_OCCURRENCES_OF_A_SERIES + len(overrides) + 1
        reach = reach_of(master, self.window, margin=margin, most=most)
        emitted = 0
        for date in series_dates(master, excluded, reach, self.budget, self.report):
            key = master.zone.instant(date.wall)
            if key in overrides:
                overrides[key].is_used = True
                continue
            placed = _date_of_series(master, date, key, ranges)
            if not self.window.meets(placed.start, placed.end):
                continue
            if emitted == MOST_OCCURRENCES_OF_A_SERIES:
                self.report(
                    f"The series is cut after {emitted} occurrences.", master.uid, master.block.line
                )
                break
            emitted += 1
            yield placed
        for override in overrides.values():
            if override.is_used or not excluded.covers(master, master.zone.local(override.key)):
                yield from self._replacement(master, override)

    def _replacement(self, master: Entry, override: Override) -> Iterator[_Placed]:
        """Yield an override where it lies in the window, wherever its original start lay."""
        entry = override.entry
        start = entry.zone.instant(entry.start.wall)
        says_end = bool({"DTEND", "DURATION"} & entry.block.properties.keys())
        length = entry.length if says_end or entry.all_day != master.all_day else master.length
        end = entry.end(entry.start.wall, length)
        if not self.window.meets(start, end):
            return
        if not override.is_used and master.is_series and self.window.meets(override.key, None):
            if entry.sequence < master.sequence:
                return  # left over from before its series was revised
            entry.warnings.append("It replaces a date that its series does not have.")
        yield _Placed(entry, start, end, override.key, master)

    def _orphans(self, entries: list[Entry]) -> Iterator[_Placed]:
        """Yield overrides whose series is not in the file, under their original starts."""
        newest: dict[datetime, Entry] = {}
        for entry in sorted(entries, key=revision):
            newest[entry.zone.instant(wall_in_series(entry, entry.original_start))] = entry
        for key, entry in newest.items():
            for placed in self._single(entry):
                entry.warnings.append("The series that this date belongs to is not in the file.")
                yield replace(placed, key=key)

    def _published(self, placed: _Placed, *, is_recurring: bool = False) -> CalendarOccurrence:
        """Put one date together; what an override does not say is taken from its master."""
        entry, master = placed.entry, placed.master
        details = self._details_of(entry, master)
        shown = entry.zone.shown
        summary = entry.summary or (master.summary if master is not None else "")
        warnings = entry.warnings if summary else [*entry.warnings, "The event has no title."]
        return CalendarOccurrence(
            uid=entry.uid,
            recurrence_key=placed.key.astimezone((master or entry).zone.shown).isoformat(),
            is_recurring=is_recurring,
            start=placed.start.astimezone(shown),
            end=placed.end.astimezone(shown) if placed.end is not None else None,
            all_day=entry.all_day,
            zone=shown.key,
            status=details.status,
            summary=summary,
            description=details.description,
            location=details.location,
            url=details.url,
            categories=details.categories,
            organizer=details.organizer,
            geo=details.geo,
            sequence=entry.sequence,
            last_modified=details.last_modified,
            warnings=tuple(dict.fromkeys(warnings)),
        )

    def _details_of(self, entry: Entry, master: Entry | None) -> Details:
        known = self._details.get(id(entry.block))
        if known is None:
            known = read_details(entry)
            if master is not None:
                known = inherited(known, self._details_of(master, None), entry)
            self._details[id(entry.block)] = known
        return known


def _date_of_series(
    master: Entry, date: SeriesDate, key: datetime, ranges: list[Override]
) -> _Placed:
    """Return a date that no override replaces, changed by the last THISANDFUTURE before it."""
    index = bisect_right(ranges, key, key=lambda override: override.key)
    if not index:
        return _Placed(master, key, master.end(date.wall, date.length or master.length), key)
    entry = ranges[index - 1].entry
    wall = date.wall + wall_shift(master, ranges[index - 1])
    return _Placed(entry, entry.zone.instant(wall), entry.end(wall, entry.length), key, master)


def distinct_dates(found: list[CalendarOccurrence]) -> list[CalendarOccurrence]:
    """Number different events that share UID and original start, drop exact copies."""
    if len({item.recurrence_key for item in found}) == len(found):
        return found
    unique = {
        (item.recurrence_key, item.summary, item.start, item.location or ""): item for item in found
    }
    numbers: dict[str, int] = {}
    distinct: list[CalendarOccurrence] = []
    for key in sorted(unique):
        variant = numbers.get(key[0], 0)
        numbers[key[0]] = variant + 1
        distinct.append(replace(unique[key], variant=variant))
    return distinct
