"""One content line taken apart: name, parameters, value (RFC 5545, 3.1 and 3.2)."""

import re
from typing import NamedTuple

_DATE_NAMES = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE", "LAST-MODIFIED"})
# TZID=(UTC-05:00) Eastern Time, unquoted, has a colon of its own: look for one before a date.
_BEFORE_DATE = re.compile(r":(?=\s*(?:\d{8}|\d{4}-\d\d|[-+]?P|$))", re.ASCII)
_PARAMETERS = re.compile(r'(?:;[^";:]*(?:"[^"]*"[^";:]*)*)*')
_PARAMETER = re.compile(r';\s*([^=;"]+)=([^";]*(?:"[^"]*"[^";]*)*)')
_LONGEST_PARAMETERS = 10_000
_ESCAPE = re.compile(r"\\([\\;,:\"nN])")


class Property(NamedTuple):
    """A property: its physical line, its raw parameters (";A=b;C=d" or "") and its raw value."""

    line: int
    parameters: str
    value: str

    def parameter(self, name: str) -> str | None:
        """Return one parameter without its quotes, or None; names are in upper case."""
        if not self.parameters:
            return None
        for key, value in _PARAMETER.findall(self.parameters):
            if key.strip().upper() == name:
                return str(value).replace('"', "").strip()
        return None


def split_name(text: str) -> tuple[str, str]:
    """Return the upper-case name and the rest, which starts with ";" or ":" (or is empty)."""
    colon, semicolon = text.find(":"), text.find(";")
    end = colon if semicolon < 0 or 0 <= colon < semicolon else semicolon
    return (text[:end].upper(), text[end:]) if end >= 0 else (text.upper(), "")


def split_value(name: str, rest: str) -> tuple[str, str]:
    """Return raw parameters and raw value of what `split_name` left over for `name`."""
    if rest[:1] != ";":
        return "", rest[1:]
    if name in _DATE_NAMES:
        before_date = _BEFORE_DATE.search(rest)
        if before_date is not None:
            return rest[: before_date.start()], rest[before_date.end() :]
    parameters = _PARAMETERS.match(rest, 0, _LONGEST_PARAMETERS)
    end = parameters.end() if parameters is not None else -1
    if rest[end : end + 1] != ":":
        end = rest.find(":")
        if end < 0:
            return rest, ""
    return rest[:end], rest[end + 1 :]


def unescaped(value: str) -> str:
    r"""Return a TEXT value as text (RFC 5545, 3.3.11): \n, \, \; and \\."""
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def unescaped_list(value: str) -> list[str]:
    """Return the members of a comma-separated TEXT list; an escaped comma separates nothing."""
    return [unescaped(part).strip() for part in re.split(r"(?<!\\),", value) if part.strip()]
