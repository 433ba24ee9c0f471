"""Uploaded tables of events as Excel workbooks (.xlsx)."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from typing import TypeVar

from python_calamine import CalamineWorkbook

from app.events.calendar.errors import NotACalendarError
from app.events.calendar.records import CalendarReading
from app.events.calendar.sniffing import refuse_oversized, what_it_looks_like
from app.events.formats.contract import FeedContext, OnePage
from app.events.formats.gathering import MOST_ITEMS, Gathering
from app.events.formats.tables import NO_HEADINGS, Row, headed_rows, read_rows
from app.events.formats.workbook_archives import OLD_EXCEL, packed_anew

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_SHEETS = 10
_MOST_ROWS = MOST_ITEMS + 100
T = TypeVar("T")
_DAMAGED = "The spreadsheet is damaged: it cannot be opened."


class Spreadsheet(OnePage):
    """Reads the first sheet that has a recognisable row of headings."""

    name = "xlsx"
    label = "Spreadsheet (Excel)"
    accept = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, */*;q=0.5"

    def read(self, pages: Sequence[bytes], context: FeedContext) -> CalendarReading:
        """Read every row below the headings."""
        if not pages:
            raise NotACalendarError("There is no page to read.")
        gathering = Gathering(context)
        for page in pages:
            _read_workbook(page, context, gathering)
        return gathering.reading()


def _read_workbook(page: bytes, context: FeedContext, gathering: Gathering) -> None:
    refuse_oversized(len(page))
    if page.startswith(OLD_EXCEL):
        raise NotACalendarError(
            "This spreadsheet is protected with a password; save it without one."
            if _ENCRYPTED in page
            else "This is an old Excel file (.xls); save it as .xlsx or as CSV."
        )
    if not page.startswith(b"PK"):
        raise NotACalendarError(
            what_it_looks_like(page, "a spreadsheet") or "This is not a spreadsheet."
        )
    for rows in _sheets(packed_anew(page)):
        try:
            columns, below = headed_rows(rows)
        except NotACalendarError:
            continue
        read_rows(columns, below, context, gathering)
        return
    raise NotACalendarError(NO_HEADINGS)


def _sheets(workbook: bytes) -> Iterator[list[Row]]:
    """Yield the rows of every sheet."""
    opened = _guarded(lambda: CalamineWorkbook.from_filelike(BytesIO(workbook)))
    for name in opened.sheet_names[:_MOST_SHEETS]:
        yield _guarded(partial(_rows, opened, name))


def _guarded(read: Callable[[], T]) -> T:
    """Return what the library reads; a fault of its parser is a BaseException and ends nothing.

    Raises NotACalendarError.
    """
    try:
        return read()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise NotACalendarError(_DAMAGED) from error


def _rows(workbook: CalamineWorkbook, name: str) -> list[Row]:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=_MOST_ROWS)
    return [Row(number, list(cells)) for number, cells in enumerate(rows, start=1)]
