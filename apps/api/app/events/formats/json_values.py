"""Taking what is there out of parsed JSON, whatever its shape."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from app.events.formats.texts import scalar

Json = dict[str, Any]

_POLE, _DATE_LINE = 90, 180
_MILLISECONDS_A_DAY = 86_400_000
_LAST_EPOCH_DAY = 84_000  # in the year 2199
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def part(value: object, *path: str) -> Any:
    """Return what lies at a path of keys, None where a step leads nowhere."""
    for key in path:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def listed(value: object) -> list[Any]:
    """Return a list as it is, nothing as an empty one, anything else as its only member."""
    if isinstance(value, list):
        return value
    return [] if value is None or value == "" else [value]


def objects(value: object) -> Iterator[Json]:
    """Yield the objects of a list, or the object itself."""
    return (each for each in listed(value) if isinstance(each, dict))


def first_text(*values: object) -> str:
    """Return the first scalar that says something, as it is written."""
    return next((text for text in map(scalar, values) if text.strip()), "")


def truth(value: object) -> bool | None:
    """Return what a flag says: true, "True", 1, "yes", https://schema.org/True."""
    if isinstance(value, bool):
        return value
    word = scalar(value).strip().lower().rpartition("/")[2]
    if word in ("true", "1", "yes", "y", "x"):
        return True
    return False if word in ("false", "0", "no", "n") else None


def position(latitude: object, longitude: object) -> tuple[float, float] | None:
    """Return a place on Earth in degrees; 0, 0 is a form that nobody filled in."""
    try:
        found = float(scalar(latitude)), float(scalar(longitude))
    except ValueError:
        return None
    is_on_earth = abs(found[0]) <= _POLE and abs(found[1]) <= _DATE_LINE
    return found if is_on_earth and found != (0.0, 0.0) else None


def epoch_moment(value: object) -> datetime | None:
    """Return the UTC moment of milliseconds since 1970, None where that is no sound one."""
    try:
        milliseconds = float(scalar(value))
    except ValueError:
        return None
    is_sound = math.isfinite(milliseconds)
    if not is_sound or abs(milliseconds) > _LAST_EPOCH_DAY * _MILLISECONDS_A_DAY:
        return None
    return _EPOCH + timedelta(seconds=milliseconds // 1000)
