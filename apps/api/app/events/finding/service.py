"""Looks for the feeds of a homepage, through the same guard as every fetch."""

import asyncio
import time
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from app.events.calendar.errors import NotACalendarError
from app.events.calendar.records import CalendarReading
from app.events.fetching.errors import FetchFailedError
from app.events.fetching.records import Fetched, Fetching
from app.events.finding.places import BEST_FIRST, Place, places_of
from app.events.formats import ADAPTERS, FeedContext, recognise
from app.kernel import clock

# A search asks one site: this often and this long at most.
MOST_REQUESTS: Final = 24
SECONDS: Final = 90.0
MOST_CANDIDATES: Final = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feed that was found, and what it says."""

    url: str
    adapter: str
    reading: CalendarReading


async def find_feeds(
    fetcher: Fetching, homepage: str, window: tuple[date, date], zone: ZoneInfo
) -> list[Candidate]:
    """Return the feeds of a homepage that have events to come, the most telling first.

    Raises FetchFailedError where the homepage itself cannot be had.
    """
    page = await fetcher.fetch(homepage, accept="text/html, */*;q=0.5")
    search = _Search(fetcher, window, zone)
    search.keep(page)
    for place in await asyncio.to_thread(places_of, page.url, page.body):
        if search.is_over:
            break
        await search.look_at(place)
    return search.candidates()


class _Search:
    """What was seen so far, each address once."""

    def __init__(self, fetcher: Fetching, window: tuple[date, date], zone: ZoneInfo) -> None:
        self._fetcher = fetcher
        self._window = window
        self._zone = zone
        self._seen: dict[str, Fetched | None] = {}
        self._found: dict[tuple[object, ...], Candidate] = {}
        self._end = time.monotonic() + SECONDS
        self._requests = 1

    @property
    def is_over(self) -> bool:
        """Whether enough was asked, or found."""
        return (
            self._requests >= MOST_REQUESTS
            or len(self._found) >= MOST_CANDIDATES
            or time.monotonic() > self._end
        )

    def keep(self, page: Fetched) -> None:
        """Remember a page that was fetched already."""
        self._seen[page.url] = page

    async def look_at(self, place: Place) -> None:
        """Fetch a place and read it as what it is, or may be."""
        address = place.url
        if place.adapter is not None:
            address = ADAPTERS[place.adapter].first_address(place.url, self._window)
        answer = await self._answer(address)
        if answer is None:
            return
        names = [place.adapter] if place.adapter else []
        names += recognise(answer.body, answer.content_type, answer.url)
        for name in dict.fromkeys(names):
            reading = await asyncio.to_thread(self._read, name, answer)
            if reading is not None and self._is_telling(reading):
                self._add(Candidate(place.url, name, reading))
                return

    def candidates(self) -> list[Candidate]:
        """Return what was found, the most telling first."""
        return sorted(
            self._found.values(),
            key=lambda each: (-len(each.reading.occurrences), _rank(each.adapter)),
        )

    async def _answer(self, address: str) -> Fetched | None:
        if address in self._seen:
            return self._seen[address]
        self._requests += 1
        try:
            self._seen[address] = await self._fetcher.fetch(address)
        except FetchFailedError:
            self._seen[address] = None
        return self._seen[address]

    def _read(self, name: str, answer: Fetched) -> CalendarReading | None:
        context = FeedContext(
            address=answer.url,
            fallback_zone=self._zone,
            window=self._window,
            content_type=answer.content_type,
            charset=answer.charset,
        )
        try:
            return ADAPTERS[name].read([answer.body], context)
        except NotACalendarError:
            return None

    def _is_telling(self, reading: CalendarReading) -> bool:
        now = clock.now()
        return any(each.start >= now for each in reading.occurrences)

    def _add(self, candidate: Candidate) -> None:
        """Keep the more telling of two that list the same."""
        known = self._found.setdefault(_content(candidate.reading), candidate)
        if _rank(candidate.adapter) < _rank(known.adapter):
            self._found[_content(candidate.reading)] = candidate


def _rank(adapter: str) -> int:
    return BEST_FIRST.index(adapter) if adapter in BEST_FIRST else len(BEST_FIRST)


def _content(reading: CalendarReading) -> tuple[tuple[str, datetime], ...]:
    return tuple(sorted((each.summary, each.start) for each in reading.occurrences[:20]))
