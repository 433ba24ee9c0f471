"""From the rows of a table, whatever file it came in, to a reading."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from app.events.calendar.errors import NotACalendarError, UnreadableValueError
from app.events.calendar.records import Status
from app.events.calendar.zones import known_zone
from app.events.formats.clocks import Clock, Times
from app.events.formats.contract import FeedContext
from app.events.formats.gathering import MOST_ITEMS, Draft, Gathering
from app.events.formats.json_values import position, truth
from app.events.formats.table_columns import Columns, columns_of
from app.events.formats.texts import joined, line, names, paragraphs, web_address
from app.events.formats.written_dates import (
    Written,
    day_comes_first,
    is_numeric_date,
    read_times,
    read_written,
)

Cell = str | int | float | bool | date | time | datetime | timedelta | None

NO_HEADINGS = (
    "No row of headings was found: a table of events needs a column for the title and one for the "
    "date, for example Title, Start, End, Location."
)
_ROWS_SEARCHED_FOR_HEADINGS = 20
_STATUSES: dict[str, Status] = {
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "postponed": "cancelled",
    "tentative": "tentative",
}
_HIDDEN = ("draft", "pending", "deleted", "private", "rejected")
_LIST = re.compile(r"[;,|]")
_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  wall time
_EXCEL_DAYS = range(1, 109_575)  # up to 2199


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its 1-based line in the file as received, and its cells."""

    line: int
    cells: list[Cell]


def headed_rows(rows: Iterable[Row]) -> tuple[Columns, list[Row]]:
    """Return the columns that the first row of headings names, and the rows below it.

    Raises NotACalendarError where there is none among the first 20.
    """
    ordered = list(islice(rows, MOST_ITEMS + _ROWS_SEARCHED_FOR_HEADINGS))
    for number, row in enumerate(ordered[:_ROWS_SEARCHED_FOR_HEADINGS]):
        columns = columns_of(row.cells)
        if columns is not None:
            return columns, ordered[number + 1 :]
    raise NotACalendarError(NO_HEADINGS)


def read_rows(
    columns: Columns, rows: list[Row], context: FeedContext, gathering: Gathering
) -> None:
    """Add the event of every row; a row that has none is a problem with its line."""
    table = _Table(columns, context, _day_first(columns, rows, context, gathering))
    for row in rows:
        if not any(_text(cell).strip() for cell in row.cells):
            continue
        if not gathering.begins_item():
            break
        table.take(row, gathering)


def _day_first(
    columns: Columns, rows: list[Row], context: FeedContext, gathering: Gathering
) -> bool:
    """Decide for all rows what 3/6/2026 means: one 25/6/2026 or 6/25/2026 in the column tells."""
    texts = [text for row in rows for text in _texts(row, columns, "start", "end")]
    told = [first for text in texts if (first := day_comes_first(text)) is not None]
    if told and len(set(told)) == 1:
        return told[0]
    is_american = context.zone.key.startswith(("America/", "US/", "Pacific/Honolulu"))
    if told or any(is_numeric_date(text) for text in texts):
        order = "month first" if is_american else "day first"
        gathering.note(f"Dates such as 3/6/2026 are read with the {order}.", None, None)
    return not is_american


def _texts(row: Row, columns: Columns, *fields: str) -> Iterator[str]:
    for field in fields:
        index = columns.get(field)
        if index is not None and index < len(row.cells):
            cell = row.cells[index]
            if isinstance(cell, str):
                yield cell


@dataclass(frozen=True, slots=True)
class _Table:
    columns: Columns
    context: FeedContext
    day_first: bool

    def take(self, row: Row, gathering: Gathering) -> None:
        status = self._line(row, "status").lower()
        if status in _HIDDEN:
            return
        draft = self._draft(row, status)
        try:
            times = self._times(row, draft.warnings)
        except (UnreadableValueError, OverflowError) as error:
            gathering.lose(f"The row's date cannot be read: {error}.", draft.uid, row.line)
            return
        gathering.add(draft, times, item=row.line)

    def _cell(self, row: Row, field: str) -> Cell:
        index = self.columns.get(field)
        return row.cells[index] if index is not None and index < len(row.cells) else None

    def _line(self, row: Row, field: str) -> str:
        return line(_text(self._cell(row, field)))

    def _draft(self, row: Row, status: str) -> Draft:
        return Draft(
            uid=self._line(row, "uid") or None,
            title=self._line(row, "title"),
            description=paragraphs(_text(self._cell(row, "description"))),
            location=self._line(row, "location") or None,
            address=joined(*(self._line(row, key) for key in ("address", "city", "state", "zip"))),
            url=web_address(self._line(row, "url"), self.context.address),
            image_url=web_address(self._line(row, "image_url"), self.context.address),
            categories=names(_LIST.split(self._line(row, "categories"))),
            organizer=self._line(row, "organizer") or None,
            geo=position(self._line(row, "latitude"), self._line(row, "longitude")),
            cost=self._line(row, "cost") or None,
            is_free=truth(self._cell(row, "is_free")),
            status=_STATUSES.get(status, "scheduled"),
        )

    def _times(self, row: Row, warnings: list[str]) -> Times:
        start = self._moment(self._cell(row, "start"))
        if start is None:
            raise UnreadableValueError("it is empty")
        written_end = self._cell(row, "end")
        clocks = _clocks(self._cell(row, "start_time"))
        end_clock = _clocks(self._cell(row, "end_time"))[0]
        end = None
        if isinstance(written_end, (time, str)) and _is_clock(written_end):
            end_clock = end_clock or _clocks(written_end)[0]
        else:
            end = self._moment(written_end)
        if clocks[0] is not None:
            start = Written(datetime.combine(start.wall, clocks[0]), until=clocks[1])
        if end_clock is not None and start.has_time:
            day = end.wall if end is not None else start.wall
            end = Written(datetime.combine(day, end_clock))
        if truth(self._cell(row, "all_day")):
            start = Written(start.wall, has_time=False)
            end = Written(end.wall, has_time=False) if end is not None else None
        return Clock(self._zone(row)).times(start, end, warnings)

    def _zone(self, row: Row) -> ZoneInfo:
        return known_zone(self._line(row, "zone")) or self.context.zone

    def _moment(self, cell: Cell) -> Written | None:
        if isinstance(cell, datetime):
            has_time = cell.time() != time()
            return Written(cell.replace(tzinfo=None), has_time=has_time)
        if isinstance(cell, date):
            return Written(datetime.combine(cell, time()), has_time=False)
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return _excel_moment(cell)
        text = _text(cell)
        return read_written(text, day_first=self.day_first) if text.strip() else None


def _excel_moment(days: float) -> Written:
    """Return what a number means in a column of dates: days since the end of 1899."""
    if not _EXCEL_DAYS.start <= days < _EXCEL_DAYS.stop:  # also false of NaN
        raise UnreadableValueError(f"{days:.10g} is no date")
    wall = _EXCEL_EPOCH + timedelta(seconds=round(days * 86_400))
    return Written(wall, has_time=days != int(days))


def _is_clock(cell: time | str) -> bool:
    if isinstance(cell, time):
        return True
    try:
        return bool(read_times(cell))
    except UnreadableValueError:
        return False


def _clocks(cell: Cell) -> tuple[time | None, time | None]:
    """Return the time of day in a cell, and the one that it lasts to."""
    if isinstance(cell, (datetime, time)):
        clock = cell.time() if isinstance(cell, datetime) else cell
        return clock.replace(microsecond=0, tzinfo=None), None
    if isinstance(cell, float) and 0 <= cell < 1:
        cell = timedelta(days=cell)
    if isinstance(cell, timedelta):
        moment = _EXCEL_EPOCH + timedelta(seconds=round(cell.total_seconds() % 86_400))
        return moment.time(), None
    text = _text(cell).strip()
    if not text or text.lower() in ("all day", "allday", "tba", "tbd", "n/a", "-"):
        return None, None
    try:
        return read_times(text)
    except UnreadableValueError:
        written = read_written(text)  # a column of times may repeat the date
        return (written.wall.time() if written.has_time else None), written.until


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell) if isinstance(cell, (str, int, float)) else ""
