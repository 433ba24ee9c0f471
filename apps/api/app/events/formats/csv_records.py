"""Splitting comma-separated text into records, so that a stray quote costs one line.

RFC 4180; Python's own reader lets an unclosed quote swallow all the rows that follow.
"""

import re
from collections import Counter
from collections.abc import Iterator

from app.events.formats.tables import Row

_DELIMITERS = (",", ";", "\t", "|")
_LINES_SNIFFED = 20
_LONGEST_RECORD = 200_000
_MOST_CELLS = 300
_LINE_END = re.compile(r"\r\n|\n|\r")
_BLANK_LINES = re.compile(r"[ \t\r\n]*[\r\n]")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def sniffed_delimiter(text: str) -> str:
    """Return the delimiter that stands in the most of the first lines, evenly often."""
    lines = [
        _QUOTED.sub("", line)
        for line in text[:50_000].splitlines()[:_LINES_SNIFFED]
        if line.strip()
    ]
    scores = {}
    for delimiter in _DELIMITERS:
        counts = Counter(line.count(delimiter) for line in lines)
        counts.pop(0, None)
        often, lines_like_it = counts.most_common(1)[0] if counts else (0, 0)
        scores[delimiter] = (lines_like_it, often)
    return max(_DELIMITERS, key=lambda delimiter: scores[delimiter])


def csv_rows(text: str, delimiter: str) -> Iterator[Row]:
    """Yield every record with its first line.

    One that spans lines must be as wide as one before it was; else its first line stands alone.
    """
    cell = _cell_pattern(delimiter)
    position, line, widths = 0, 1, set[int]()
    while True:
        blank = _BLANK_LINES.match(text, position)
        if blank is not None:
            line += _line_ends(text, position, blank.end())
            position = blank.end()
        if position >= len(text):
            return
        cells, end = _record(text, position, cell, delimiter)
        lines = max(1, _line_ends(text, position, end))
        if lines > 1 and (len(cells) not in widths or end - position > _LONGEST_RECORD):
            cells, end = _single_line(text, position, delimiter)
            lines = 1
        widths.add(len(cells))
        yield Row(line, list(cells[:_MOST_CELLS]))
        position, line = end, line + lines


def _cell_pattern(delimiter: str) -> re.Pattern[str]:
    """Return a cell in quotes (1, 2) or without (3, 4), each with what ends it."""
    mark = re.escape(delimiter)
    blanks = "" if delimiter == "\t" else r"[ \t]*"
    ends = rf"({mark}|\r?\n|\r|\Z)"
    return re.compile(rf'{blanks}"([^"]*(?:""[^"]*)*)"{blanks}{ends}|([^{mark}\r\n]*){ends}')


def _single_line(text: str, position: int, delimiter: str) -> tuple[list[str], int]:
    end = _end_of_line(text, position)
    cells = text[position:end].split(delimiter, _MOST_CELLS)
    return [cell.strip().strip('"') for cell in cells], end


def _record(
    text: str, position: int, cell: re.Pattern[str], delimiter: str
) -> tuple[list[str], int]:
    cells: list[str] = []
    while True:
        found = cell.match(text, position)
        if found is None:  # cannot be: the second alternative takes anything
            return cells, len(text)
        is_quoted = found[1] is not None
        cells.append(found[1].replace('""', '"') if is_quoted else found[3].strip())
        position = found.end()
        if (found[2] if is_quoted else found[4]) != delimiter:
            return cells, position
        if len(cells) > _MOST_CELLS:
            return cells, _end_of_line(text, position)


def _line_ends(text: str, start: int, end: int) -> int:
    breaks = text.count("\n", start, end) + text.count("\r", start, end)
    return breaks - text.count("\r\n", start, end)


def _end_of_line(text: str, position: int) -> int:
    found = _LINE_END.search(text, position)
    return found.end() if found is not None else len(text)
