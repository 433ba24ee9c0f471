"""How fast the calendar is told to other programs, beside icalendar's own writing of the same.

    python bench/feeds_out.py

Whole answers come from the API as it is deployed, with one process and nothing kept: 10,000 dates
of the bench's data, nearly all one-offs. The writing alone is also measured on 200 weekly series.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools" / "native"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "apps" / "api"))

import icalendar

from app.events.syndication.icalendar_form import write_icalendar
from app.events.syndication.records import Feed, FeedDate, FeedEvent
from servers import database, serving_product

ROUNDS = 5
LONGEST_MILLISECONDS = 300
TO_ICALENDAR = 4
CALENDAR = "/feeds/events.ics"
ADDRESSES = (CALENDAR, "/feeds/events.rss", "/feeds/events.json")
ZONE = ZoneInfo("America/New_York")
FIRST = date(2026, 11, 20)


@dataclass(frozen=True)
class Figure:
    """The best of the rounds, in milliseconds, and what came of it."""

    milliseconds: float
    body: bytes


def measure(dsn: str) -> dict[str, Figure]:
    """Return the figure of every feed of the data behind a DSN, made anew each time."""
    environment = {"DATABASE_URL": dsn, "LOG_LEVEL": "warning", "EVENTS_CACHE_MAX_BYTES": "0"}
    with serving_product(environment=environment) as server:
        return {address: _figure(lambda: _get(server.port, address)) for address in ADDRESSES}  # noqa: B023


def report(figures: dict[str, Figure]) -> bool:
    """Print the figures; tell whether the calendar reached its ratio to icalendar."""
    for address, figure in figures.items():
        print(f"{address:<28}{figure.milliseconds:8.0f} ms  {len(figure.body) / 1e6:6.2f} MB")
    calendar = figures[CALENDAR]
    is_quick = calendar.milliseconds <= LONGEST_MILLISECONDS
    print(f"the calendar within {LONGEST_MILLISECONDS} ms: {'yes' if is_quick else 'NO'}")
    ratio = _written_by_icalendar(calendar.body) / calendar.milliseconds
    is_reached = ratio >= TO_ICALENDAR
    word = "yes" if is_reached else "NO"
    print(f"the whole answer to icalendar's to_ical() of it: {ratio:.1f} x the rate", end=" ")
    print(f"(at least {TO_ICALENDAR}: {word})")
    return is_reached


def weekly_series(count: int, dates: int) -> tuple[Feed, list[FeedEvent]]:
    """Return a feed of weekly series, all with as many dates."""
    site = "https://bench.example"
    feed = Feed(
        title="Bench",
        description="",
        site=site,
        home=site,
        address=f"{site}/feeds/events.ics",
        host="bench.example",
        zone=ZONE.key,
        year=FIRST.year,
    )
    return feed, [_series(number, dates) for number in range(count)]


def _series(number: int, count: int) -> FeedEvent:
    changed = int(datetime(2026, 11, 1, tzinfo=UTC).timestamp())
    begin = datetime(FIRST.year, FIRST.month, FIRST.day, 19, tzinfo=ZONE)
    starts = [begin + timedelta(weeks=n, days=number % 7) for n in range(count)]
    dates = tuple(
        FeedDate(
            id=number * count + n,
            title=f"An evening of music, number {number}",
            starts=start,
            ends=start + timedelta(hours=2),
            all_day=False,
            zone=ZONE.key,
            status="scheduled",
            original=start,
            place="Harbor Hall",
            address="710 Bayshore Promenade",
            modified=changed,
        )
        for n, start in enumerate(starts)
    )
    words = "Doors open at half past six. Seats are not numbered; come early. "
    return FeedEvent(
        id=number,
        title=dates[0].title,
        segment=f"music-{number}",
        description=words * 3,
        is_free=None,
        price_text=None,
        source_url=None,
        image_url=None,
        categories=("Live Music",),
        created=changed,
        modified=changed,
        dates=dates,
    )


def _get(port: int, address: str) -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 200, answer.status  # noqa: PLR2004
    return body


def _written_by_icalendar(raw: bytes) -> float:
    """Return how long icalendar takes to write what it has parsed, in milliseconds."""
    calendar = icalendar.Calendar.from_ical(raw)
    return _figure(calendar.to_ical).milliseconds


def _figure(make: Callable[[], bytes]) -> Figure:
    body, seconds = b"", []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        body = make()
        seconds.append(time.perf_counter() - began)
    return Figure(min(seconds) * 1000, body)


def main() -> int:
    """Measure, print, and exit with 1 if the target was missed."""
    with database() as dsns:
        is_reached = report(measure(dsns.app))
    feed, events = weekly_series(200, 50)
    alone = _figure(lambda: write_icalendar(feed, events))
    theirs = _written_by_icalendar(alone.body)
    print(
        f"writing 200 weekly series of 50 dates: {alone.milliseconds:.0f} ms with finding their"
        f" rules; icalendar, given the rules, {theirs:.0f} ms"
    )
    return 0 if is_reached else 1


if __name__ == "__main__":
    raise SystemExit(main())
