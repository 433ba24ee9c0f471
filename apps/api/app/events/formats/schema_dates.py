"""When a schema.org Event takes place: startDate, endDate, eventSchedule, previousStartDate."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from app.events.calendar.errors import UnreadableValueError
from app.events.calendar.moments import read_duration
from app.events.calendar.rule_dates import TooMuchWorkError, WorkBudget
from app.events.calendar.series import Window
from app.events.formats.clocks import Clock, Times
from app.events.formats.contract import FeedContext
from app.events.formats.gathering import Draft, Gathering
from app.events.formats.json_values import Json, first_text, listed, part
from app.events.formats.schema_schedules import read_schedule
from app.events.formats.written_dates import Written, read_written

_MOST_DATES = 366
_MOST_SCHEDULES = 50
_STEPS = 1_000_000  # of all schedules and dates of a reading
_STEPS_OF_A_DATE = 20
_LONGEST_DURATION = timedelta(days=3_660)

Dates = Iterator[tuple[Times, datetime | None]]


def written_starts(node: Json) -> Iterator[Written]:
    """Yield the starts of an event that can be read."""
    for value in listed(node.get("startDate"))[:_MOST_DATES]:
        try:
            yield read_written(_text(value))
        except UnreadableValueError:
            continue


@dataclass(slots=True)
class EventDates:
    """Reads the dates of events; what is wrong goes to the gathering."""

    clock: Clock
    context: FeedContext
    gathering: Gathering
    budget: WorkBudget = field(default_factory=lambda: WorkBudget(steps_of_file=_STEPS))

    def read(self, node: Json, draft: Draft, number: int) -> Dates:
        """Yield when the event is, and the start that each date was moved from."""
        schedules = [each for each in listed(node.get("eventSchedule")) if isinstance(each, dict)]
        if schedules:
            times = self._scheduled(node, schedules[:_MOST_SCHEDULES], draft, number)
            if times is not None:
                yield from ((each, None) for each in times)
                return
        yield from self._single(node, draft, number)

    def _scheduled(
        self, node: Json, schedules: list[Json], draft: Draft, number: int
    ) -> list[Times] | None:
        """Return the dates of all schedules, None where none can be read."""
        window = Window.of_days(self.context.window, self.context.fallback_zone)
        start = next(written_starts(node), None)
        found: list[Times] | None = None
        for each in schedules:
            self.budget.start_series()
            try:
                self.budget.spend(_STEPS_OF_A_DATE)
                times = list(
                    read_schedule(each, start, self.clock).times(
                        window, self.budget, draft.warnings
                    )
                )
            except (UnreadableValueError, OverflowError) as error:
                self._report(f"The event's schedule cannot be read: {error}.", draft, number)
            except TooMuchWorkError:
                self.gathering.is_partial = True
                self._report("The event's schedule takes too much work.", draft, number)
            else:
                found = [*(found or []), *times]
        return found

    def _single(self, node: Json, draft: Draft, number: int) -> Dates:
        starts = listed(node.get("startDate"))[:_MOST_DATES]
        ends = listed(node.get("endDate"))
        if not starts:
            self.gathering.lose("The event has no startDate.", draft.uid, number)
        for index, value in enumerate(starts):
            is_paired = len(ends) == len(starts)
            self.budget.start_series()
            try:
                self.budget.spend(_STEPS_OF_A_DATE)
                start = read_written(_text(value))
                end = self._end(node, _text(ends[index]) if is_paired else "", start, draft)
                times = self.clock.times(start, end, draft.warnings)
                yield times, self._original(node, times)
            except (UnreadableValueError, OverflowError) as error:
                self.gathering.lose(f"startDate {error}.", draft.uid, number)
            except TooMuchWorkError:
                self.gathering.is_partial = True
                self.gathering.lose("The page holds too many dates.", draft.uid, number)
                return

    def _end(self, node: Json, text: str, start: Written, draft: Draft) -> Written | None:
        if text:
            try:
                return read_written(text)
            except UnreadableValueError as error:
                draft.warnings.append(f"endDate {error}.")
        duration = first_text(node.get("duration"))
        if not duration or not start.has_time:
            return None
        try:
            span = read_duration(duration)
            length = timedelta(days=span.days, seconds=span.seconds)
        except (UnreadableValueError, OverflowError):
            return None
        is_sound = timedelta() < length < _LONGEST_DURATION
        return Written(start.wall + length, offset=start.offset) if is_sound else None

    def _original(self, node: Json, times: Times) -> datetime | None:
        """Return previousStartDate, the first of several, in the zone of the event."""
        previous = next(iter(listed(node.get("previousStartDate"))), None)
        if previous is None:
            return None
        try:
            original = self.clock.times(read_written(_text(previous)), None, []).start
        except (UnreadableValueError, OverflowError):
            return None
        return original if original.astimezone(UTC) != times.start.astimezone(UTC) else None

    def _report(self, reason: str, draft: Draft, number: int) -> None:
        self.gathering.note(reason, draft.uid, number)
        draft.warnings.append(reason)


def _text(value: object) -> str:
    return first_text(part(value, "@value"), value)
