"""Uploaded tables of events as comma-separated values."""

from collections.abc import Sequence

from app.events.calendar.errors import NotACalendarError
from app.events.calendar.records import CalendarReading
from app.events.calendar.sniffing import what_it_looks_like
from app.events.formats.contract import FeedContext, OnePage
from app.events.formats.csv_records import csv_rows, sniffed_delimiter
from app.events.formats.decoding import text_of
from app.events.formats.gathering import Gathering
from app.events.formats.tables import NO_HEADINGS, headed_rows, read_rows


class CommaSeparated(OnePage):
    """Reads tables whose cells are separated by commas, semicolons, tabs or bars."""

    name = "csv"
    label = "Table (CSV)"
    accept = "text/csv, text/tab-separated-values, text/plain;q=0.8, */*;q=0.5"

    def read(self, pages: Sequence[bytes], context: FeedContext) -> CalendarReading:
        """Read every row below the headings."""
        if not pages:
            raise NotACalendarError("There is no page to read.")
        gathering = Gathering(context)
        for page in pages:
            text, is_cut_off = text_of(page, context.charset)
            gathering.is_partial |= is_cut_off
            if "\n" not in text and "\r" not in text:
                raise NotACalendarError(_refusal(text))
            try:
                columns, rows = headed_rows(csv_rows(text, sniffed_delimiter(text)))
            except NotACalendarError:
                raise NotACalendarError(_refusal(text)) from None
            read_rows(columns, rows, context, gathering)
        return gathering.reading()


def _refusal(text: str) -> str:
    return what_it_looks_like(text.encode(), "a table of events") or NO_HEADINGS
