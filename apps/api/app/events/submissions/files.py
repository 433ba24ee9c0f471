"""A calendar file from which somebody fills in the form."""

import asyncio
from collections.abc import AsyncIterator
from typing import Final
from zoneinfo import ZoneInfo

from app.events.calendar.reading import read_calendar
from app.events.submissions.errors import FileTooLargeError
from app.events.submissions.prefilling import Prefill, prefills_of_calendar
from app.events.submissions.rules import FURTHEST
from app.kernel import clock

LARGEST_BYTES: Final = 1024 * 1024


async def receive(stream: AsyncIterator[bytes]) -> bytes:
    """Return a body of at most 1 MB; raises FileTooLargeError."""
    received = bytearray()
    async for chunk in stream:
        received += chunk
        if len(received) > LARGEST_BYTES:
            raise FileTooLargeError("The file is larger than 1 MB.")
    return bytes(received)


async def read(raw: bytes, zone: ZoneInfo) -> list[Prefill]:
    """Return the events of a file that are to come; raises NotACalendarError."""
    today = clock.now().astimezone(zone).date()
    reading = await asyncio.to_thread(
        read_calendar, raw, fallback_zone=zone, window=(today, today + FURTHEST)
    )
    return prefills_of_calendar(reading, zone)
