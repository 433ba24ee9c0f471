"""Reading a whole calendar: every group of VEVENTs alone, so that none costs its neighbours."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.events.calendar.blocks import CalendarBlock, EventBlock, Stream, split_stream
from app.events.calendar.errors import EventRefusedError
from app.events.calendar.normalising import Entry, read_entry
from app.events.calendar.occurrences import GroupReader
from app.events.calendar.records import CalendarOccurrence, CalendarProblem, CalendarReading
from app.events.calendar.rule_dates import TooMuchWorkError, WorkBudget
from app.events.calendar.rules import RuleRefusedError
from app.events.calendar.series import Window
from app.events.calendar.sniffing import calendar_bytes
from app.events.calendar.unfolding import content_lines
from app.events.calendar.zones import ZoneBook

MOST_OCCURRENCES_OF_A_FILE = 100_000
MOST_PROBLEMS_OF_A_FILE = 10_000
_STEPS_OF_ALL_ZONES = 2_000_000


def read_calendar(
    raw: bytes,
    *,
    fallback_zone: ZoneInfo,
    window: tuple[date, date],
    feed_zone: str | None = None,
    declared_charset: str | None = None,
) -> CalendarReading:
    """Read every event of an iCalendar file that falls on the days of `window`.

    Both days are included and are days of `fallback_zone`, which is also the last resort for
    floating times, after X-WR-TIMEZONE and `feed_zone` (an IANA name). `declared_charset` is what
    the HTTP header said. Raises NotACalendarError (CalendarTooLargeError above 20 MB); whatever
    else is wrong is a problem or a warning in the result. The time it takes is bounded.
    """
    stream_bytes, is_cut_off = calendar_bytes(raw, declared_charset=declared_charset)
    stream = split_stream(content_lines(stream_bytes))
    reader = _Reader(stream, fallback_zone, feed_zone, Window.of_days(window, fallback_zone))
    occurrences = reader.occurrences()
    occurrences.sort(key=lambda item: (item.start, item.uid, item.recurrence_key, item.variant))
    return CalendarReading(
        occurrences=occurrences,
        problems=listed_problems(stream.problems),
        is_partial=is_cut_off or stream.is_cut_off or reader.is_exhausted,
        calendar_name=_calendar_name(stream),
        event_count=len(stream.events),
    )


def listed_problems(problems: list[CalendarProblem]) -> list[CalendarProblem]:
    """Return the problems by line, the first 10,000 of them and a word on the rest."""
    listed = sorted(problems, key=lambda problem: problem.line or 0)
    rest = listed[MOST_PROBLEMS_OF_A_FILE:]
    if not rest:
        return listed
    loses_event = any(problem.loses_event for problem in rest)
    reason = f"{len(rest)} further problems are not listed."
    return [
        *listed[:MOST_PROBLEMS_OF_A_FILE],
        CalendarProblem(reason, None, rest[0].line, loses_event),
    ]


def _calendar_name(stream: Stream) -> str | None:
    for calendar in stream.calendars:
        name = calendar.text("NAME") or calendar.text("X-WR-CALNAME")
        if name is not None:
            return name[:200]
    return None


class _Reader:
    """One pass over a stream; `is_exhausted` when the file asked for more than is given."""

    def __init__(
        self, stream: Stream, fallback: ZoneInfo, feed_zone: str | None, window: Window
    ) -> None:
        self._stream = stream
        self._fallback = fallback
        self._feed_zone = feed_zone
        self._latest = window.end.replace(tzinfo=None) + timedelta(days=2)
        self._books: dict[int, ZoneBook] = {}
        self._zone_budget = WorkBudget(_STEPS_OF_ALL_ZONES, _STEPS_OF_ALL_ZONES)
        self._groups = GroupReader(window, WorkBudget(), self._note)
        self.is_exhausted = False

    def occurrences(self) -> list[CalendarOccurrence]:
        found: list[CalendarOccurrence] = []
        for entries in self._entries_by_uid().values():
            if len(found) >= MOST_OCCURRENCES_OF_A_FILE:
                self.is_exhausted = True
                self._lose(
                    f"The file holds more than {MOST_OCCURRENCES_OF_A_FILE} occurrences; "
                    "the rest is left out.",
                    entries[0].uid,
                    entries[0].block.line,
                )
                break
            found += self._group(entries)
        return found

    def _group(self, entries: list[Entry]) -> list[CalendarOccurrence]:
        first = entries[0]
        try:
            return self._groups.read(entries)
        except RuleRefusedError as error:
            self._lose(f"The series is refused: {error}.", first.uid, first.block.line)
        except TooMuchWorkError:
            self.is_exhausted = self.is_exhausted or self._groups.budget.steps_of_file < 0
            self._lose("The series takes too much work to expand.", first.uid, first.block.line)
        except OverflowError:
            self._lose("The series leaves the calendar's years.", first.uid, first.block.line)
        return []

    def _entries_by_uid(self) -> dict[str, list[Entry]]:
        groups: dict[str, list[Entry]] = {}
        for block in self._stream.events:
            entry = self._entry(block)
            if entry is not None:
                groups.setdefault(entry.uid, []).append(entry)
        return groups

    def _entry(self, block: EventBlock) -> Entry | None:
        try:
            return read_entry(block, self._book(block.calendar), self._note)
        except EventRefusedError as error:
            self._lose(str(error), block.uid, error.line)
        except OverflowError:
            self._lose("The event leaves the calendar's years.", block.uid, block.line)
        return None

    def _book(self, calendar: CalendarBlock) -> ZoneBook:
        book = self._books.get(id(calendar))
        if book is None:
            book = ZoneBook(
                calendar, self._fallback, self._feed_zone, self._latest, self._zone_budget
            )
            self._books[id(calendar)] = book
        return book

    def _note(self, reason: str, uid: str | None, line: int | None) -> None:
        self._stream.problems.append(CalendarProblem(reason, uid, line, loses_event=False))

    def _lose(self, reason: str, uid: str | None, line: int | None) -> None:
        self._stream.problems.append(CalendarProblem(reason, uid, line, loses_event=True))


def day_window(today: datetime) -> tuple[date, date]:
    """Return the days that are read by default: yesterday to 365 days ahead of local `today`."""
    return today.date() - timedelta(days=1), today.date() + timedelta(days=365)
