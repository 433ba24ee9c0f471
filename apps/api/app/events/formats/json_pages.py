"""All JSON values of a page; where it is cut off or damaged, every object that is still whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from app.events.calendar.errors import NotACalendarError
from app.events.formats.json_syntax import JsonError, LenientWalk, is_excessive, strict_value

# What reading a damaged page may take, in rough microseconds of a small machine: counted, so that
# the same page reads the same on every machine.
_BUDGET = 3_000_000
_STRICT_CHARACTERS = 50  # in one of them
_COUNTED_CHARACTERS = 4_000  # the library counts lines up to an error
_COST_OF_A_STEP = 6
_COST_OF_AN_ATTEMPT = 4
_COST_OF_A_DEEP_ATTEMPT = 200
_MOST_PLACES = 1_000
_OPENING = re.compile(r"[{\[]")


@dataclass(slots=True)
class Allowance:
    """How much work all damaged pages of one reading may still take."""

    left: int = _BUDGET


@dataclass(slots=True)
class JsonPage:
    """The values of a page in their order, and the places that could not be read.

    `damages` are (line, sentence). Objects out of a damaged value stand in `values` by themselves.
    """

    values: list[Any] = field(default_factory=list)
    damages: list[tuple[int, str]] = field(default_factory=list)
    is_cut_off: bool = False


def read_json(text: str, allowance: Allowance) -> JsonPage:
    """Read every value of a text, whatever stands between them.

    Raises NotACalendarError where there are more values than any page of events has.
    """
    if is_excessive(text):
        raise NotACalendarError("The page holds more values than any list of events.")
    if "&quot;" in text and '"' not in text:
        text = unescape(text)
    return _PageReader(text, allowance).page()


class _PageReader:
    def __init__(self, text: str, allowance: Allowance) -> None:
        self.text = text
        self.read = JsonPage()
        self.allowance = allowance
        self.places: dict[int, bool] = {}

    def page(self) -> JsonPage:
        self.read.values.extend(self._values())
        self._describe_damages()
        return self.read

    def _values(self) -> Iterator[Any]:
        """Yield what can be read, outermost first; what cannot is searched for what it holds."""
        position = 0
        while (opening := _OPENING.search(self.text, position)) is not None:
            position = opening.start()
            if self.allowance.left < 0:
                self.places[position] = True
                return
            try:
                value, position = self._value(position)
            except JsonError as error:
                self.places.setdefault(error.position, error.is_end)
                position += 1
            else:
                yield value

    def _value(self, position: int) -> tuple[Any, int]:
        try:
            return strict_value(self.text, position)
        except JsonError as error:
            is_deep = error.position == position
            self.allowance.left -= (error.position - position) // _STRICT_CHARACTERS
            self.allowance.left -= error.position // _COUNTED_CHARACTERS
            self.allowance.left -= _COST_OF_A_DEEP_ATTEMPT if is_deep else _COST_OF_AN_ATTEMPT
        walk = LenientWalk(self.text, position, self.allowance.left // _COST_OF_A_STEP)
        try:
            return walk.value()
        finally:
            self.allowance.left -= walk.steps * _COST_OF_A_STEP

    def _describe_damages(self) -> None:
        line, counted = 1, 0
        for position in sorted(self.places)[:_MOST_PLACES]:
            line += self.text.count("\n", counted, position)
            counted = position
            if self.places[position]:
                self.read.is_cut_off = True
            sentence = (
                "The page ends in the middle of its JSON."
                if self.places[position]
                else "A part of the page is damaged JSON; what is whole around it is kept."
            )
            self.read.damages.append((line, sentence))
