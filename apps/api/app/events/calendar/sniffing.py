"""Telling a calendar from what arrives in its place, and undoing compression and UTF-16."""

import codecs
import re
import zlib

from app.events.calendar.errors import CalendarTooLargeError, NotACalendarError
from app.events.calendar.web_pages import is_html, obstacle

LARGEST_CALENDAR_BYTES = 20 * 1024 * 1024

_CALENDAR_START = re.compile(
    rb"^[ \t\xef\xbb\xbf]*BEGIN:(?:VCALENDAR|VEVENT)", re.IGNORECASE | re.MULTILINE
)
_FOREIGN_FORMATS = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"<", "an XML document"),
    (b"{", "JSON"),
    (b"[", "JSON"),
)


def calendar_bytes(raw: bytes, *, declared_charset: str | None = None) -> tuple[bytes, bool]:
    """Return the stream as ASCII-compatible bytes, and whether compression ended too early.

    Raises CalendarTooLargeError above 20 MB (compressed or not) and NotACalendarError, with a
    sentence about what the bytes look like, where no BEGIN:VCALENDAR starts any line.
    """
    refuse_oversized(len(raw))
    is_cut_off = False
    if raw.startswith(b"\x1f\x8b"):
        raw, is_cut_off = unpacked(raw)
    plain = _ascii_compatible(raw, declared_charset)
    if not _CALENDAR_START.search(plain.replace(b"\r", b"\n") if b"\n" not in plain else plain):
        raise NotACalendarError(
            what_it_looks_like(plain)
            or "This is not an iCalendar file: no line says BEGIN:VCALENDAR."
        )
    return plain, is_cut_off


def refuse_oversized(size: int) -> None:
    """Raise CalendarTooLargeError for `size` bytes where that is above the limit."""
    if size > LARGEST_CALENDAR_BYTES:
        limit = LARGEST_CALENDAR_BYTES // 1024**2
        raise CalendarTooLargeError(
            f"The file is {size / 1024**2:.0f} MB; calendars of up to {limit} MB are read."
        )


def unpacked(raw: bytes) -> tuple[bytes, bool]:
    """Return what gzip data holds, and whether it ends too early.

    Raises CalendarTooLargeError above 20 MB, NotACalendarError where it is damaged.
    """
    inflater = zlib.decompressobj(wbits=31)
    try:
        plain = inflater.decompress(raw, LARGEST_CALENDAR_BYTES + 1)
    except zlib.error as error:
        raise NotACalendarError("The file is gzip data that cannot be unpacked.") from error
    if len(plain) > LARGEST_CALENDAR_BYTES:
        limit = LARGEST_CALENDAR_BYTES // 1024**2
        raise CalendarTooLargeError(f"The file unpacks to more than {limit} MB; that is not read.")
    return plain, not inflater.eof


def _ascii_compatible(raw: bytes, declared_charset: str | None) -> bytes:
    """Return UTF-8 for wide encodings; leave bytes alone that are read line by line later."""
    wide = _wide_encoding(raw)
    if wide is not None:
        return raw.decode(wide, errors="replace").encode()
    if declared_charset is not None and not _is_utf8(raw):
        try:
            return raw.decode(declared_charset).encode()
        except (LookupError, UnicodeError, ValueError):
            return raw
    return raw.removeprefix(codecs.BOM_UTF8)


def _wide_encoding(raw: bytes) -> str | None:
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if raw[:4].upper() == b"B\0E\0":
        return "utf-16-le"
    if raw[:4].upper() == b"\0B\0E":
        return "utf-16-be"
    return None


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def what_it_looks_like(raw: bytes, wanted: str = "an iCalendar file") -> str | None:
    """Return a sentence about bytes that are not `wanted`; None where they look like nothing."""
    head = raw[:4096].lstrip()
    if not head:
        return "The file is empty."
    if is_html(head):
        return obstacle(raw) or f"This is a web page (HTML), not {wanted}."
    for magic, name in _FOREIGN_FORMATS:
        if head.startswith(magic):
            return f"This is {name}, not {wanted}."
    if b"\0" in head:
        return f"This is binary data, not {wanted}."
    return None
