"""What a request may say of days, filters and pages: read, or refused with a sentence."""

import re
from datetime import UTC, date, datetime, timedelta

from app.events.errors import InvalidDayError, InvalidFilterError
from app.events.repository import OccurrenceFilter, Position

WIDEST_RANGE_DAYS = 92

_FREE_WORDS = {"true": "yes", "false": "no"}
_CURSOR = re.compile(r"(\d{1,18})-(\d{1,18})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def parse_day(value: str, name: str) -> date:
    """Read YYYY-MM-DD; anything else, such as 2026-02-30, is refused."""
    try:
        if _DAY.fullmatch(value.strip()):
            return date.fromisoformat(value.strip())
    except ValueError:
        pass
    message = f"{name} must be a day such as 2026-03-08."
    raise InvalidDayError(message)


def parse_days(start: str, end: str) -> tuple[date, date]:
    """Read two days, both inclusive, that lie in order and at most 92 days apart."""
    first, last = parse_day(start, "start"), parse_day(end, "end")
    if last < first:
        message = "end must not lie before start."
        raise InvalidDayError(message)
    if (last - first).days >= WIDEST_RANGE_DAYS:
        message = f"A range may span at most {WIDEST_RANGE_DAYS} days."
        raise InvalidDayError(message)
    return first, last


def parse_filter(*, category: str | None, venue: str | None, free: str | None) -> OccurrenceFilter:
    """Read the filters: trimmed, case-insensitive, empty means absent."""
    word = _trimmed(free)
    if word is not None and word not in _FREE_WORDS:
        message = "free must be true or false."
        raise InvalidFilterError(message)
    return OccurrenceFilter(
        category=_trimmed(category), venue=_trimmed(venue), free=word and _FREE_WORDS[word]
    )


def parse_cursor(cursor: str | None) -> Position | None:
    """Read the opaque text that `format_cursor` wrote."""
    if not cursor:
        return None
    match = _CURSOR.fullmatch(cursor)
    if match is None:
        message = "cursor must be one that this address gave."
        raise InvalidFilterError(message)
    try:
        return Position(_EPOCH + timedelta(microseconds=int(match[1])), int(match[2]))
    except OverflowError:
        message = "cursor must be one that this address gave."
        raise InvalidFilterError(message) from None


def format_cursor(position: Position) -> str:
    """Write a position as opaque text for a URL."""
    microseconds = (position.starts_at - _EPOCH) // timedelta(microseconds=1)
    return f"{microseconds}-{position.occurrence_id}"


def normalised(value: str) -> str:
    """Return a slug or word as it is compared: trimmed, in lower case."""
    return value.strip().lower()


def _trimmed(value: str | None) -> str | None:
    return (normalised(value) or None) if value else None
