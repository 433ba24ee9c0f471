"""Brings a calendar's bytes from a file or an address, within limits."""

import asyncio
from pathlib import Path
from typing import BinaryIO

import httpx2

from app.events.calendar.sniffing import LARGEST_CALENDAR_BYTES
from app.kernel.errors import Refusal

SECONDS_MAX = 30.0
REDIRECTS_MAX = 5
USER_AGENT = "srq-hpn calendar import"


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


async def fetch(address: str) -> bytes:
    """Return what an address answers, at most 20 MB within 30 seconds in all."""
    if address.lower().startswith("webcal://"):
        address = "https://" + address[len("webcal://") :]
    try:
        async with asyncio.timeout(SECONDS_MAX):
            return await _fetch(address)
    except TimeoutError:
        message = f"{address} did not answer within {SECONDS_MAX:.0f} seconds."
        raise CalendarUnavailableError(message) from None
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        message = f"{address} cannot be fetched: {str(error) or type(error).__name__}."
        raise CalendarUnavailableError(message) from None


async def _fetch(address: str) -> bytes:
    content = bytearray()
    async with (
        httpx2.AsyncClient(
            follow_redirects=True,
            max_redirects=REDIRECTS_MAX,
            timeout=SECONDS_MAX,
            headers={"User-Agent": USER_AGENT, "Accept": "text/calendar, */*;q=0.5"},
        ) as client,
        client.stream("GET", address) as response,
    ):
        if response.status_code != httpx2.codes.OK:
            message = f"{address} answered {response.status_code} instead of a calendar."
            raise CalendarUnavailableError(message)
        async for chunk in response.aiter_bytes():
            content += chunk
            if len(content) > LARGEST_CALENDAR_BYTES:
                break
    return _within_limit(bytes(content), address)


def _within_limit(content: bytes, location: str) -> bytes:
    if len(content) > LARGEST_CALENDAR_BYTES:
        limit = LARGEST_CALENDAR_BYTES // 1024**2
        message = f"{location} is larger than {limit} MB, too large for a calendar."
        raise CalendarUnavailableError(message)
    return content
