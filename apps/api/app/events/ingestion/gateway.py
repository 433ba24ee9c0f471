"""Brings a calendar's bytes from a file, within limits."""

from pathlib import Path
from typing import BinaryIO

from app.events.calendar.sniffing import LARGEST_CALENDAR_BYTES
from app.kernel.errors import Refusal


class CalendarUnavailableError(Refusal):
    """The bytes of a calendar cannot be had; the message says why."""

    status = 422
    code = "calendar_unavailable"


def is_address(location: str) -> bool:
    """Tell an address from a path: only http and https are fetched."""
    return location.lower().startswith(("http://", "https://", "webcal://"))


def read_file(path: Path) -> bytes:
    """Return a file's bytes, at most 20 MB; anything else is refused with the reason."""
    if path.is_dir():
        message = f"{path} is a directory, not a calendar file."
        raise CalendarUnavailableError(message)
    try:
        with path.open("rb") as file:
            return read_stream(file, str(path))
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise CalendarUnavailableError(message) from None


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """Return what a stream holds, at most 20 MB; `name` is what messages call it."""
    return _within_limit(stream.read(LARGEST_CALENDAR_BYTES + 1), name)


def _within_limit(content: bytes, location: str) -> bytes:
    if len(content) > LARGEST_CALENDAR_BYTES:
        limit = LARGEST_CALENDAR_BYTES // 1024**2
        message = f"{location} is larger than {limit} MB, too large for a calendar."
        raise CalendarUnavailableError(message)
    return content
