"""Looking into a workbook's ZIP archive before anything opens it.

What is handed on is packed anew from what was counted here, so that no other reading of the
archive (a second directory, sizes that are not so) can bring in more.
"""

import re
import zlib
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from app.events.calendar.errors import CalendarTooLargeError, NotACalendarError

OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_BYTES = 50 * 1024 * 1024
MOST_MEMBERS = 1_000
_MOST_CELLS = 2_000_000  # of a sheet, empty ones between others included
_CHUNK = 64 * 1024
_WORKBOOK = "xl/workbook.xml"
_MACROS = "xl/vbaproject.bin"
_NEEDED = re.compile(
    r"(?:\[content_types\]\.xml|_rels/\.rels|xl/(?:workbook|sharedstrings|styles)\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/worksheets/[^/]+\.xml)",
    re.IGNORECASE,
)
_SHEET = re.compile(r"xl/worksheets/", re.IGNORECASE)
_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*\$?([A-Za-z]{0,9})\$?(\d{1,9})""")
_ELEMENT = re.compile(rb"<(?:[\w.-]{1,40}:)?(row|c)[\s/>]")
# What calamine would only take as a promise of size, and cells that have a style but no content.
_DIMENSION = re.compile(rb"<(?:[\w.-]{1,40}:)?dimension\b[^<>]*/>")
_EMPTY_CELL = re.compile(rb"""<c\b[^<>]*\br="[A-Z]{1,3}\d{1,7}"[^<>]*/>""")
_EMPTY_ROW = re.compile(rb"""<row\b[^<>]*\br="\d{1,7}"[^<>]*(?:/>|>\s*</row>)""")
_A = ord("A") - 1
_TOO_LARGE = "The spreadsheet unpacks to more than 50 MB; that is not read."
_DAMAGED = "The spreadsheet is damaged: its archive cannot be unpacked."


def is_archive(body: bytes) -> bool:
    """Whether bytes begin as a workbook does, a modern or an old one."""
    return body.startswith((b"PK\x03\x04", OLD_EXCEL))


def packed_anew(archive: bytes) -> bytes:
    """Return the members that a table needs, uncompressed, as an archive of their own.

    Raises CalendarTooLargeError above 50 MB or 1,000 members, NotACalendarError with what it is
    instead of a workbook.
    """
    try:
        with ZipFile(BytesIO(archive)) as opened:
            members = opened.infolist()
            _refuse(members)
            return _copied(opened, members)
    except (BadZipFile, zlib.error, OSError, EOFError) as error:
        raise NotACalendarError(_DAMAGED) from error
    except (ValueError, RuntimeError, NotImplementedError, LookupError) as error:
        raise NotACalendarError(_DAMAGED) from error


def _refuse(members: list[ZipInfo]) -> None:
    names = {member.filename.lower() for member in members}
    if len(members) > MOST_MEMBERS:
        raise CalendarTooLargeError(f"The archive has more than {MOST_MEMBERS} members.")
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise CalendarTooLargeError(_TOO_LARGE)
    if any(member.flag_bits & 1 for member in members):
        raise NotACalendarError("This archive is protected with a password.")
    if _MACROS in names:
        raise NotACalendarError("This spreadsheet holds macros; save it as .xlsx without them.")
    if "xl/workbook.bin" in names:
        raise NotACalendarError("This is a binary Excel file (.xlsb); save it as .xlsx or as CSV.")
    if "content.xml" in names and "mimetype" in names:
        raise NotACalendarError("This is an OpenDocument file; save it as .xlsx or as CSV.")
    if _WORKBOOK not in names:
        raise NotACalendarError("This is a ZIP archive, not a spreadsheet.")


def _copied(opened: ZipFile, members: list[ZipInfo]) -> bytes:
    copy = BytesIO()
    left = MOST_BYTES
    known: set[str] = set()
    with ZipFile(copy, "w", ZIP_STORED) as packed:
        for member in members:
            name = member.filename
            if _NEEDED.fullmatch(name) is None or name.lower() in known:
                continue
            known.add(name.lower())
            content = _content(opened, member, left)
            left -= len(content)
            if _SHEET.match(name):
                content = _without_far_cells(content)
            packed.writestr(name, content)
    return copy.getvalue()


def _content(opened: ZipFile, member: ZipInfo, most: int) -> bytes:
    content = bytearray()
    with opened.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            content += chunk
            if len(content) > most:
                raise CalendarTooLargeError(_TOO_LARGE)
    return bytes(content)


def _without_far_cells(sheet: bytes) -> bytes:
    """Return a sheet that spans a table of bearable size, without empty cells where it must be.

    Raises CalendarTooLargeError where its cells lie so far apart that the table between them
    would fill the memory.
    """
    sheet = _DIMENSION.sub(b"", sheet)
    if _is_bearable(sheet):
        return sheet
    sheet = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", sheet))
    if _is_bearable(sheet):
        return sheet
    raise CalendarTooLargeError("The spreadsheet's cells lie too far apart to be a table.")


def _is_bearable(sheet: bytes) -> bool:
    rows = cells = references = last_row = last_column = 0
    for place in _REFERENCE.finditer(sheet):
        references += 1
        last_row = max(last_row, int(place[2]))
        last_column = max(last_column, _column(place[1]))
    for element in _ELEMENT.finditer(sheet):
        rows += element[1] == b"row"
        cells += element[1] == b"c"
    # Cells may leave out where they are; then they follow one another.
    width = last_column + (0 if references >= cells else cells)
    return b"\0" not in sheet and (last_row + rows) * max(width, 1) <= _MOST_CELLS


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - _A
    return number
