"""Putting a reading together, item by item, within the calendar reader's limits."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.events.calendar.normalising import EARLIEST_YEAR, LATEST_YEAR, bounded_uid, made_up_uid
from app.events.calendar.occurrences import distinct_dates
from app.events.calendar.reading import MOST_OCCURRENCES_OF_A_FILE, listed_problems
from app.events.calendar.records import (
    CalendarOccurrence,
    CalendarProblem,
    CalendarReading,
    Status,
)
from app.events.calendar.series import Window
from app.events.formats.clocks import Times
from app.events.formats.contract import FeedContext

MOST_ITEMS = 20_000  # more than any city's; each may take a millisecond
_MOST_KEPT_PROBLEMS = 20_000


@dataclass(slots=True)
class Draft:
    """One event as a page states it, in its published form, apart from its dates."""

    uid: str | None
    title: str
    description: str | None = None
    location: str | None = None
    address: str | None = None
    url: str | None = None
    image_url: str | None = None
    categories: tuple[str, ...] = ()
    organizer: str | None = None
    geo: tuple[float, float] | None = None
    cost: str | None = None
    is_free: bool | None = None
    status: Status = "scheduled"
    last_modified: datetime | None = None
    warnings: list[str] = field(default_factory=list)


class Gathering:
    """What has been read of a feed's pages so far."""

    def __init__(self, context: FeedContext) -> None:
        self._window = Window.of_days(context.window, context.fallback_zone)
        self._occurrences: list[CalendarOccurrence] = []
        self._problems: list[CalendarProblem] = []
        self._starts: defaultdict[str, set[str]] = defaultdict(set)
        self.event_count = 0
        self.is_partial = False

    def begins_item(self) -> bool:
        """Count one more item. False where there are too many, with one problem that says so."""
        self.event_count += 1
        if self.event_count == MOST_ITEMS + 1:
            self.is_partial = True
            self.lose(
                f"The feed holds more than {MOST_ITEMS} items; the rest is left out.",
                None,
                self.event_count,
            )
        return self.event_count <= MOST_ITEMS

    def add(
        self, draft: Draft, times: Times, *, item: int | None, original: datetime | None = None
    ) -> None:
        """Take up one date. `original` is the start that it was moved from, where there is one."""
        if not draft.title:
            self.lose("The event has no title.", draft.uid, item)
            return
        if not EARLIEST_YEAR <= times.start.year <= LATEST_YEAR:
            self.lose(f"The event starts in the year {times.start.year}.", draft.uid, item)
            return
        key = (original or times.start).isoformat()
        uid = bounded_uid(draft.uid) if draft.uid else _stand_in(draft, key)
        if self._is_full(uid, item):
            return
        self._starts[uid].add(key)
        if self._window.meets(times.start, times.end):
            self._occurrences.append(_occurrence(uid, key, draft, times))

    def lose(self, reason: str, uid: str | None = None, item: int | None = None) -> None:
        """Record what costs an event."""
        self._record(CalendarProblem(reason, uid, item, loses_event=True))

    def note(self, reason: str, uid: str | None = None, item: int | None = None) -> None:
        """Record what does not."""
        self._record(CalendarProblem(reason, uid, item, loses_event=False))

    def reading(self, calendar_name: str | None = None) -> CalendarReading:
        """Return everything, sorted; several dates under one UID are a series."""
        by_uid: defaultdict[str, list[CalendarOccurrence]] = defaultdict(list)
        for occurrence in self._occurrences:
            by_uid[occurrence.uid].append(occurrence)
        occurrences = [
            each
            for uid, dates in by_uid.items()
            for each in distinct_dates(self._series(uid, dates))
        ]
        occurrences.sort(key=lambda each: (each.start, each.uid, each.recurrence_key, each.variant))
        return CalendarReading(
            occurrences=occurrences,
            problems=listed_problems(self._problems),
            is_partial=self.is_partial,
            calendar_name=calendar_name or None,
            event_count=self.event_count,
        )

    def _series(self, uid: str, dates: list[CalendarOccurrence]) -> list[CalendarOccurrence]:
        titles = {each.summary.casefold() for each in dates}
        if len(self._starts[uid]) == 1 or len(titles) > 1:
            return dates
        return [replace(each, is_recurring=True) for each in dates]

    def _is_full(self, uid: str, item: int | None) -> bool:
        if len(self._occurrences) < MOST_OCCURRENCES_OF_A_FILE:
            return False
        if not self.is_partial:
            self.is_partial = True
            self.lose(
                f"The feed holds more than {MOST_OCCURRENCES_OF_A_FILE} occurrences; "
                "the rest is left out.",
                uid,
                item,
            )
        return True

    def _record(self, problem: CalendarProblem) -> None:
        if len(self._problems) < _MOST_KEPT_PROBLEMS:
            self._problems.append(problem)


def _stand_in(draft: Draft, key: str) -> str:
    draft.warnings.append("The event has no identifier; title, start and place stand in for it.")
    return made_up_uid(draft.title, key, draft.location or draft.address or "")


def _occurrence(uid: str, key: str, draft: Draft, times: Times) -> CalendarOccurrence:
    zone = str(times.start.tzinfo)
    return CalendarOccurrence(
        uid=uid,
        recurrence_key=key,
        is_recurring=False,
        start=times.start,
        end=times.end,
        all_day=times.all_day,
        zone=zone,
        status=draft.status,
        summary=draft.title,
        description=draft.description,
        location=draft.location,
        url=draft.url,
        categories=draft.categories,
        organizer=draft.organizer,
        geo=draft.geo,
        sequence=0,
        last_modified=draft.last_modified,
        warnings=tuple(dict.fromkeys(draft.warnings)),
        cost=draft.cost,
        is_free=draft.is_free,
        address=draft.address,
        image_url=draft.image_url,
    )
