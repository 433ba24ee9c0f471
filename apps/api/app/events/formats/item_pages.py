"""Interfaces that answer with pages of JSON items: each item is read alone."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.events.calendar.errors import NotACalendarError
from app.events.calendar.records import CalendarReading
from app.events.calendar.sniffing import what_it_looks_like
from app.events.formats.contract import FeedContext
from app.events.formats.decoding import text_of
from app.events.formats.gathering import Gathering
from app.events.formats.json_pages import Allowance, read_json
from app.events.formats.json_values import Json, first_text, part

Items = Callable[[object], Sequence[object] | None]
Take = Callable[[Json, FeedContext, Gathering, int], None]


@dataclass(frozen=True, slots=True)
class ItemFormat:
    """What tells one interface from the next.

    `items` returns the items of a value, also of one that is an item itself, and None where it
    is neither; `take` adds one item to a gathering, or tells it why not.
    """

    wanted: str
    items: Items
    take: Take


def read_item_pages(
    pages: Sequence[bytes], context: FeedContext, item_format: ItemFormat
) -> CalendarReading:
    """Read every item of every page.

    Raises NotACalendarError where a page is of another format.
    """
    if not pages:
        raise NotACalendarError("There is no page to read.")
    gathering = Gathering(context)
    allowance = Allowance()
    for page in pages:
        text, is_cut_off = text_of(page, context.charset)
        gathering.is_partial |= is_cut_off
        for item in _items(text, item_format, gathering, allowance):
            if not gathering.begins_item():
                return gathering.reading()
            if isinstance(item, dict):
                item_format.take(item, context, gathering, gathering.event_count)
            else:
                gathering.lose("The item is no object.", None, gathering.event_count)
    return gathering.reading()


def next_link(page: bytes, *path: str) -> str | None:
    """Return the text at a path of a JSON page, None where the page cannot be read."""
    return first_text(part(whole_json(page), *path)) or None


def whole_json(page: bytes) -> Any:
    """Return a page of JSON that is sound from beginning to end, else None."""
    try:
        return json.loads(text_of(page)[0], strict=False)
    except (ValueError, RecursionError, NotACalendarError):
        return None


def _items(
    text: str, item_format: ItemFormat, gathering: Gathering, allowance: Allowance
) -> list[object]:
    read = read_json(text, allowance)
    values = _nested(read.values) if read.damages else read.values
    found = [items for value in values if (items := item_format.items(value)) is not None]
    if not found:
        raise NotACalendarError(_refusal(text, item_format))
    gathering.is_partial |= bool(read.damages)
    for number, sentence in read.damages:
        gathering.lose(sentence, None, number)
    unique = {id(item): item for items in found for item in items}
    return list(unique.values())


def _nested(values: list[Any]) -> Iterator[object]:
    """Yield values and all that they hold: where brackets are missing, items swallow items."""
    open_ = list(reversed(values))
    while open_:
        value = open_.pop()
        yield value
        inner = value.values() if isinstance(value, dict) else value
        open_ += [each for each in reversed(list(inner)) if isinstance(each, (dict, list))]


def _refusal(text: str, item_format: ItemFormat) -> str:
    raw = text.encode()
    if raw.lstrip()[:1] in (b"{", b"["):
        return f"This is JSON, but not {item_format.wanted}."
    return what_it_looks_like(raw, item_format.wanted) or f"This is not {item_format.wanted}."
