"""Uploaded tables: CSV and Excel."""

import struct
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from app.events.calendar import CalendarTooLargeError, NotACalendarError
from tests.factories.written_calendars import only, reasons, starts
from tests.factories.written_pages import excel_number, read, workbook

HEAD = "Title,Start,End,Location,Description,Cost,Link,Category,ID"
ROW = 'Kite Day,2026-03-06 19:00,2026-03-06 21:00,Dune Park,"Bring, a kite",$5,x.example/1,Kids,k1'


def table(*lines: str) -> bytes:
    return "\r\n".join([*lines, ""]).encode()


def test_a_row_is_read_with_all_it_says() -> None:
    row = ROW.replace("x.example", "https://x.example")
    found = only(read("csv", table(HEAD, row)).occurrences)
    assert starts([found]) == ["2026-03-06T19:00:00-05:00"]
    assert found.end is not None
    assert (found.uid, found.summary, found.location) == ("k1", "Kite Day", "Dune Park")
    assert (found.description, found.cost) == ("Bring, a kite", "$5")
    assert (found.url, found.categories) == ("https://x.example/1", ("Kids",))


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Event Name,Start Date,Start Time", "Kite,3/6/2026,7:00 PM"),
        ("NAME;Begin;Time", "Kite;March 6, 2026;7pm"),
        ("Summary\tWhen", "Kite\tFri, Mar 6, 2026, 7-9 pm"),
        ("event | date | time", "Kite | 6 Mar 2026 | 19:00-21:00"),
        ("Event Title,Date (local),Hours", "Kite,2026-03-06,19:00"),
        ("Event Name,Start Time,End Time", "Kite,2026-03-06 19:00,2026-03-06 21:00"),
        ("Event,Date,Start Time", "Kite,2026-03-06,2026-03-06 19:00"),
        ("title,dtstart", "Kite,20260306T190000"),
        ("﻿Title,Date,Time", "Kite,03/06/26,7 p.m."),
    ],
)
def test_headings_and_dates_are_read_in_many_spellings(head: str, row: str) -> None:
    found = only(read("csv", table(head, row)).occurrences)
    assert starts([found]) == ["2026-03-06T19:00:00-05:00"]
    assert found.summary == "Kite"


def test_day_or_month_first_is_decided_by_the_whole_column() -> None:
    day_first = table("Title,Date", "A,3/6/2026", "B,25/6/2026")
    assert starts(read("csv", day_first).occurrences)[0].startswith("2026-06-03")
    month_first = table("Title,Date", "A,3/6/2026", "B,6/25/2026")
    assert starts(read("csv", month_first).occurrences)[0].startswith("2026-03-06")
    unclear = read("csv", table("Title,Date", "A,3/6/2026"))
    assert starts(unclear.occurrences)[0].startswith("2026-03-06")
    assert "read with the month first" in reasons(unclear)
    european = read("csv", table("Title,Date", "A,3/6/2026"), zone="Europe/Rome")
    assert starts(european.occurrences)[0].startswith("2026-06-03")


def test_a_date_alone_and_a_mark_of_all_day_are_whole_days() -> None:
    lines = ("Title,Start,End,All Day", "A,2026-03-06,2026-03-08,", "B,2026-03-06 10:00,,yes")
    first, second = read("csv", table(*lines)).occurrences
    assert (first.all_day, second.all_day) == (True, True)
    assert first.end is not None
    assert first.end.date() == date(2026, 3, 9)


def test_an_end_that_is_a_time_alone_is_on_the_same_day() -> None:
    found = only(read("csv", table("Title,Start,End", "A,2026-03-06 19:00,9pm")).occurrences)
    assert found.end is not None
    assert found.end.isoformat() == "2026-03-06T21:00:00-05:00"


def test_a_bad_row_is_a_problem_with_its_line() -> None:
    raw = table("Title,Start", "A,2026-03-06", '"B\nb",someday', ",2026-03-06", "", "C,2026-03-07")
    reading = read("csv", raw)
    assert [each.summary for each in reading.occurrences] == ["A", "C"]
    assert [problem.line for problem in reading.problems] == [3, 5]
    assert '"someday" is no date' in reasons(reading)


@pytest.mark.parametrize(
    "stray",
    ['X,"2026-03-06,open', '"X,2026-03-06', 'X"x,"y', '"""', "X,2026-03-06,a,b,c,d,e", '","'],
)
def test_a_stray_quote_costs_one_line(stray: str) -> None:
    raw = table(
        "Title,Start,Notes",
        'A,2026-03-06,"two\r\nlines, quoted ""so"""',
        stray,
        'B,2026-03-07,"more, than that"',
        'C,2026-03-08,"and a last one"',
    )
    found = {each.summary: each for each in read("csv", raw).occurrences}
    assert {"A", "B", "C"} <= found.keys()
    assert found["A"].description == 'two\nlines, quoted "so"'


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_table_in_any_encoding_is_read(charset: str) -> None:
    raw = table("Title,Start", "Café – Kites,2026-03-06").decode().encode(charset)
    assert only(read("csv", raw).occurrences).summary == "Café – Kites"


def test_headings_may_stand_below_other_lines() -> None:
    raw = table(
        "Events of the Dune Park", "", "made 2026-02-01,,", "Title,Date", '"A\nB",2026-03-06'
    )
    assert only(read("csv", raw).occurrences).summary == "A B"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "No row of headings"),
        (b"<html><title>Just a moment...</title>\n</html>", "bot check"),
        (b"%PDF-1.7\n\n", "PDF"),
        (b"Title,Date", "No row of headings"),
    ],
)
def test_what_is_no_table_is_called_what_it_is(raw: bytes, words: str) -> None:
    with pytest.raises(NotACalendarError, match=words):
        read("csv", raw)


def test_a_workbook_is_read_with_dates_as_cells() -> None:
    day = date(2026, 3, 6)
    raw = workbook(
        ["Events", ""],
        ["Title", "Date", "Time", "Ends", "Venue", "Price", "Free"],
        [
            "Kites",
            (excel_number(day), 1),
            (19 / 24, 3),
            (excel_number(day, 21), 2),
            "Dunes",
            5,
            False,
        ],
        ["Talk", (excel_number(day), 1), "7:30 PM", "", "", "", True],
        ["Numbers", excel_number(day, 19.5), "", "", "", "", ""],
        ["Bad", "someday", "", "", "", "", ""],
    )
    reading = read("xlsx", raw)
    kites, numbers, talk = sorted(reading.occurrences, key=lambda each: each.summary)
    assert starts([kites, numbers, talk]) == [
        "2026-03-06T19:00:00-05:00", "2026-03-06T19:30:00-05:00", "2026-03-06T19:30:00-05:00",
    ]  # fmt: skip
    assert kites.end is not None
    assert (kites.end.hour, kites.cost, kites.is_free, talk.is_free) == (21, "5", False, True)
    assert [problem.line for problem in reading.problems] == [6]


def zipped(members: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (zipped({"xl/workbook.xml": b"<x/>", "xl/vbaProject.bin": b""}), "macros"),
        (zipped({"xl/workbook.bin": b""}), "xlsb"),
        (zipped({"mimetype": b"", "content.xml": b""}), "OpenDocument"),
        (zipped({"a.txt": b"x"}), "not a spreadsheet"),
        (zipped({"xl/workbook.xml": b"<broken"}), "damaged|headings"),
        (b"PK\x03\x04 nonsense", "damaged"),
        (workbook(["a", "b"], [1, 2]), "No row of headings"),
        (b"Title,Date\nA,2026-03-06\n", "not a spreadsheet"),
        (b"<html><p>Hello</html>", "web page"),
    ],
)
def test_what_is_no_workbook_is_called_what_it_is(raw: bytes, words: str) -> None:
    with pytest.raises(NotACalendarError, match=words):
        read("xlsx", raw)


def test_an_archive_that_unpacks_to_too_much_is_refused_unopened() -> None:
    bomb = workbook(["Title", "Date"], extra={"xl/sharedStrings.xml": b" " * (51 * 1024**2)})
    with pytest.raises(CalendarTooLargeError, match="more than 50 MB"):
        read("xlsx", bomb)
    many = workbook(["Title", "Date"], extra={f"x/{number}": b"" for number in range(1_000)})
    with pytest.raises(CalendarTooLargeError, match="1000 members"):
        read("xlsx", many)


def test_an_archive_that_lies_about_its_size_is_refused_too() -> None:
    bomb = workbook(["Title", "Date"], extra={"xl/sharedStrings.xml": b" " * (51 * 1024**2)})
    honest = struct.pack("<L", 51 * 1024**2)
    with pytest.raises(NotACalendarError):
        read("xlsx", bomb.replace(honest, struct.pack("<L", 100)))


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1048576'><c x='>' r = 'XFD1048576'><v>1</v></c></row>",
    ],
)
def test_two_cells_at_the_ends_of_the_sheet_do_not_fill_the_memory(cells: str) -> None:
    sheet = f"<worksheet><sheetData>{cells}</sheetData></worksheet>"
    with pytest.raises(CalendarTooLargeError, match="too far apart"):
        read("xlsx", workbook(sheet=sheet))


def test_styled_empty_cells_at_the_end_of_the_sheet_are_passed_over() -> None:
    text = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    head = text.format("A1", "Title") + text.format("B1", "Date")
    row = text.format("A2", "Kites") + '<c r="B2" s="1"><v>46087</v></c>'
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<dimension ref="A1:XFD1048576"/><sheetData>'
        f'<row r="1">{head}</row><row r="2">{row}</row>{far}</sheetData></worksheet>'
    )
    found = only(read("xlsx", workbook(sheet=sheet)).occurrences)
    assert (found.summary, found.start.date()) == ("Kites", date(2026, 3, 6))
