"""Content lines of iCalendar (RFC 5545, 3.1): at most 75 octets, folded between characters."""

import re
from collections.abc import Iterable

_LINE_OCTETS = 75
_CONTINUED_OCTETS = _LINE_OCTETS - 1
_CONTINUED = re.compile(f".{{1,{_CONTINUED_OCTETS}}}", re.DOTALL)


def fold(line: str) -> str:
    """Return a content line with its CRLF, folded where it is too long."""
    if line.isascii():
        if len(line) <= _LINE_OCTETS:
            return line + "\r\n"
        parts = _CONTINUED.findall(line, _LINE_OCTETS)
        return "\r\n ".join([line[:_LINE_OCTETS], *parts]) + "\r\n"
    return _fold_octets(line.encode()).decode()


def _fold_octets(line: bytes) -> bytes:
    parts = []
    begin, room = 0, _LINE_OCTETS
    while len(line) - begin > room:
        end = begin + room
        while line[end] & 0xC0 == 0x80:  # noqa: PLR2004 - inside a character of UTF-8
            end -= 1
        parts.append(line[begin:end])
        begin, room = end, _CONTINUED_OCTETS
    return b"\r\n ".join([*parts, line[begin:]]) + b"\r\n"


def escape(text: str) -> str:
    """Return a value of type TEXT (RFC 5545, 3.3.11); its line ends are LF."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def text_line(name: str, text: str) -> str:
    """Return a folded line with a TEXT value, nothing for an empty one."""
    return fold(f"{name}:{escape(text)}") if text else ""


def list_line(name: str, texts: Iterable[str]) -> str:
    """Return a folded line with several TEXT values, nothing for none."""
    values = ",".join(escape(text) for text in texts)
    return fold(f"{name}:{values}") if values else ""
