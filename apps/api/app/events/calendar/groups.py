"""Which VEVENTs of one UID are masters, revisions of one another, or overrides of a date."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from app.events.calendar.details import last_modified
from app.events.calendar.moments import Moment
from app.events.calendar.normalising import Entry
from app.events.calendar.series import wall_in_series
from app.events.calendar.zones import Zone


@dataclass(slots=True)
class Override:
    """An entry that replaces the date whose original start was `key` (UTC)."""

    entry: Entry
    key: datetime
    is_used: bool = False

    @property
    def reaches_on(self) -> bool:
        """Whether it also changes every later date (RANGE=THISANDFUTURE)."""
        written = self.entry.block.properties["RECURRENCE-ID"][0]
        return (written.parameter("RANGE") or "").upper() == "THISANDFUTURE"


def revision(entry: Entry) -> tuple[int, datetime, int]:
    """Order revisions of one event: SEQUENCE, then LAST-MODIFIED, then place in the file."""
    modified = last_modified(entry) or datetime.min.replace(tzinfo=UTC)
    return entry.sequence, modified, entry.block.line


def current_masters(entries: list[Entry]) -> list[Entry]:
    """Drop superseded revisions, keep different events that share a UID.

    The same title or the same start with a higher SEQUENCE, or both the same, is the same event
    again (RFC 5545, 3.8.7.4); another title at another time is another event.
    """
    if len(entries) <= 1:
        return entries
    newest: dict[str | Moment, int] = {}
    for entry in entries:
        for mark in (entry.summary, entry.start):
            newest[mark] = max(newest.get(mark, 0), entry.sequence)
    current: dict[tuple[str, Moment], Entry] = {}
    for entry in sorted(entries, key=revision):
        if entry.sequence == newest[entry.summary] == newest[entry.start]:
            current[entry.summary, entry.start] = entry
    return sorted(current.values(), key=lambda entry: entry.block.line)


def with_overrides(
    masters: list[Entry], overrides: list[Entry]
) -> Iterator[tuple[Entry, list[Entry]]]:
    """Give each override to one master: a series before a single event, then the likest one.

    That is the one of its own calendar and title, then of its calendar, then the first.
    """
    owned: dict[int, list[Entry]] = {id(master): [] for master in masters}
    likest: dict[tuple[int, str | None], Entry] = {}
    candidates = [master for master in masters if master.is_series] or masters
    for master in candidates:
        calendar = id(master.block.calendar)
        likest.setdefault((calendar, master.summary), master)
        likest.setdefault((calendar, None), master)
    for override in overrides if candidates else ():
        calendar = id(override.block.calendar)
        near = likest.get((calendar, None), candidates[0])
        owned[id(likest.get((calendar, override.summary), near))].append(override)
    for master in masters:
        yield master, owned[id(master)]


def by_original_start(master: Entry, entries: list[Entry]) -> dict[datetime, Override]:
    """Return the newest override of each original start (a UTC instant)."""
    overrides: dict[datetime, Override] = {}
    for entry in sorted(entries, key=revision):
        wall = wall_in_series(master, entry.original_start)
        key = master.zone.instant(wall)
        overrides[key] = Override(_in_zone_of(master, entry, wall), key)
    return overrides


def _in_zone_of(master: Entry, entry: Entry, wall: datetime) -> Entry:
    """Let an override without a start of its own keep the original's; show UTC in its zone."""
    if "DTSTART" not in entry.block.properties:
        start = replace(master.start, wall=wall)
        return replace(entry, start=start, zone=master.zone, all_day=master.all_day)
    if entry.start.is_utc:
        return replace(entry, zone=Zone(entry.zone.rules, master.zone.shown))
    return entry


def wall_shift(master: Entry, override: Override) -> timedelta:
    """Return by how much wall time an override moves its date."""
    return override.entry.start.wall - master.zone.local(override.key)
