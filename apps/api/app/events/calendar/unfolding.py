"""From bytes to logical lines (RFC 5545, 3.1), joined as bytes and only then decoded.

Folds may fall inside a UTF-8 character, so decoding first would lose it. Each logical line is
decoded alone: one Latin-1 description does not spoil the UTF-8 of all the others.
"""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

# A name in one case. Title Case at the start of a line is prose that some exporters forget to fold.
_CONTENT_LINE = re.compile(rb"(?:[A-Z][A-Z0-9-]*|[a-z][a-z0-9-]*)[;:]")
_TEXT_LINE = re.compile(rb"(?:SUMMARY|DESCRIPTION|LOCATION|COMMENT|CONTACT|X-)", re.IGNORECASE)
# After these nothing can follow, so a blank before the next line is an indent and no fold.
_COMPLETE = {b"BEGIN:VCALENDAR", b"BEGIN:VEVENT", b"END:VEVENT", b"END:VCALENDAR"}
_CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n"} | {127: None}


class ContentLine(NamedTuple):
    """One logical line: the number of its first physical line, and its undecoded bytes."""

    number: int
    raw: bytes


def content_lines(stream: bytes) -> Iterator[ContentLine]:
    r"""Yield the logical lines of `stream`; CRLF, LF, CR, blank lines and \r\r\n all end one.

    A line that is no property and follows a text property is that text's unfolded rest.
    """
    number, parts = 0, list[bytes]()
    for physical_number, physical in enumerate(stream.splitlines(), start=1):
        if not physical:
            continue
        if physical[0] in b" \t" and parts and parts[0].upper() not in _COMPLETE:
            parts.append(physical[1:])
            continue
        line = physical.removeprefix(codecs.BOM_UTF8)
        if not _CONTENT_LINE.match(line):
            if parts and _TEXT_LINE.match(parts[0]):
                parts.append(b"\n" + line)
                continue
            line = line.lstrip()
        if parts:
            yield ContentLine(number, b"".join(parts))
        number, parts = physical_number, [line]
    if parts:
        yield ContentLine(number, b"".join(parts))


def decoded(raw: bytes) -> str:
    """Return one logical line as text: strict UTF-8, else Windows-1252, else Latin-1."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            text = raw.decode("latin-1")
    return text if text.isprintable() else text.translate(_CONTROLS)
