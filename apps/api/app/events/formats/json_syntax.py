"""JSON from the wild: strict where it can be, lenient where it must, never deeper than 64.

Lenient: comments, trailing and missing commas, control characters in strings, several values in
a row, and wrappers that templates put around JSON in HTML.
"""

import json
import re
from typing import Any

MOST_DEPTH = 64
_MOST_CONTAINERS = 400_000
_MOST_COMMAS = 1_500_000
_LONGEST_INTEGER = 18
_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"', re.DOTALL)
_LITERAL = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null")
_LONGEST_LITERAL = 5
_WORDS = {"true": True, "false": False, "null": None}
_BLANK = re.compile(r"\s*")
# What follows // on its line is believed to be a comment unless it could hide an object.
_COMMENT = re.compile(
    r"/\*.*?\*/|(?<=\n)[^\S\n]*//[^\n]{0,2000}(?=\n)|//[^\n{]{0,500}(?=\n)", re.DOTALL
)
_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')


class JsonError(ValueError):
    """The text is no JSON at `position`, even leniently; `is_end` where it merely stops."""

    def __init__(self, position: int, *, is_end: bool) -> None:
        """Keep where it went wrong."""
        super().__init__("The JSON is damaged")
        self.position = position
        self.is_end = is_end


def _integer(text: str) -> int | float:
    return int(text) if len(text) <= _LONGEST_INTEGER else float(text)


_DECODER = json.JSONDecoder(strict=False, parse_int=_integer, parse_constant=lambda _: None)


def is_excessive(text: str) -> bool:
    """Whether a text has more values than any page of events; each takes memory."""
    return text.count("{") + text.count("[") > _MOST_CONTAINERS or text.count(",") > _MOST_COMMAS


def strict_value(text: str, position: int) -> tuple[Any, int]:
    """Return the JSON value at `position` and where it ends, at the speed of the library.

    Raises JsonError.
    """
    try:
        return _DECODER.raw_decode(text, position)
    except json.JSONDecodeError as error:
        raise JsonError(error.pos, is_end=error.pos >= len(text)) from None
    except (RecursionError, ValueError):
        raise JsonError(position, is_end=False) from None


def skip_blanks(text: str, position: int) -> int:
    """Return where the next thing that is neither blank nor comment begins."""
    while True:
        blank = _BLANK.match(text, position)
        position = blank.end() if blank is not None else position
        comment = _COMMENT.match(text, position)
        if comment is None:
            return position
        position = comment.end()


class LenientWalk:
    """One value at a position, forgiving what templates get wrong; takes at most `most` steps.

    There is no recursion; `open_` holds the containers around the place, `steps` counts the work.
    """

    def __init__(self, text: str, position: int, most: int) -> None:
        self.text = text
        self.position = position
        self.most = most
        self.steps = 0
        self.open_: list[dict[str, Any] | list[Any]] = []
        self.keys: list[str] = []

    def value(self) -> tuple[Any, int]:
        """Return the value and where it ends. Raises JsonError."""
        while True:
            value, is_open = self._start()
            if is_open:
                continue
            while self.open_:
                self._put(value)
                if not self._closes():
                    break
                value = self._close()
            else:
                return value, self.position

    def _start(self) -> tuple[Any, bool]:
        """Read a scalar or an empty container, or open a container."""
        letter = self._next()
        if letter in "{[":
            if len(self.open_) >= MOST_DEPTH:
                raise self._error()
            self.position += 1
            self.open_.append({} if letter == "{" else [])
            if letter == "{":
                self.keys.append("")
            if self._closes():
                return self._close(), False
            return None, True
        if letter == '"':
            return self._string(), False
        literal = _LITERAL.match(self.text, self.position)
        if literal is None:
            raise self._error()
        self.position = literal.end()
        return _scalar(literal[0]), False

    def _closes(self) -> bool:
        """Skip commas, read the next key of an object; True at the container's end."""
        container = self.open_[-1]
        while self._next() == ",":
            self.position += 1
        if self._next() == ("}" if isinstance(container, dict) else "]"):
            self.position += 1
            return True
        if isinstance(container, dict):
            if self._next() != '"':
                raise self._error()
            self.keys[-1] = self._string()
            if self._next() != ":":
                raise self._error()
            self.position += 1
        return False

    def _close(self) -> dict[str, Any] | list[Any]:
        container = self.open_.pop()
        if isinstance(container, dict):
            self.keys.pop()
        return container

    def _put(self, value: Any) -> None:
        container = self.open_[-1]
        if isinstance(container, dict):
            container[self.keys[-1]] = value
        else:
            container.append(value)

    def _string(self) -> str:
        found = _STRING.match(self.text, self.position)
        if found is None:
            raise JsonError(self.position, is_end=True)
        self.position = found.end()
        raw = found[1]
        if "\\" not in raw:
            return raw
        try:
            return str(json.loads(f'"{_ESCAPE.sub(_both, raw)}"', strict=False))
        except ValueError:
            raise self._error() from None

    def _next(self) -> str:
        self.position = skip_blanks(self.text, self.position)
        self.steps += 1
        if self.steps > self.most:
            raise JsonError(self.position, is_end=False)
        if self.position >= len(self.text):
            raise self._error()
        return self.text[self.position]

    def _error(self) -> JsonError:
        is_end = len(self.text) - self.position < _LONGEST_LITERAL
        return JsonError(self.position, is_end=is_end)


def _scalar(text: str) -> float | bool | None:
    if text in _WORDS:
        return _WORDS[text]
    return _integer(text) if text.lstrip("-").isdigit() else float(text)


def _both(_: re.Match[str]) -> str:
    return r"\\"
