"""How fast a feed becomes the public calendar, as ratios to icalendar's parsing of the same bytes.

    python bench/ingest.py

A feed of 6,500 events is read, reconciled and stored in an empty database by the worker's own
code, then answered again: the same bytes, "not modified", the same events in another order, and
with one in twenty changed. Everything runs in one process beside one PostgreSQL; the network is
left out. Memory is the process's largest resident set.
"""

import asyncio
import resource
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools" / "native"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "db"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "apps" / "api"))

import icalendar
import psycopg
from pydantic import SecretStr

from app.events.fetching.records import Fetched, Validators
from app.events.sources.running import run_feed
from app.kernel import clock
from app.kernel.database import Database
from app.kernel.settings import DatabaseSettings
from read_calendar import feed
from servers import empty_database

EVENTS = 6_500
ROUNDS = 5
STORED_TO_PARSED = 0.5
UNCHANGED_MILLISECONDS = 20
MEGABYTES = 250
SITE_ZONE = ZoneInfo("America/New_York")
URL = "https://feeds.example/large.ics"


class OneAnswer:
    """Answers every request with the bytes at hand, or that they have not changed."""

    def __init__(self, body: bytes) -> None:
        """Answer `body` until told otherwise."""
        self.body = body
        self.is_unmodified = False

    async def fetch(
        self, url: str, *, validators: Validators | None = None, accept: str = "*/*"
    ) -> Fetched:
        """Return the answer."""
        del validators, accept
        return Fetched(
            url=url,
            status=304 if self.is_unmodified else 200,
            body=b"" if self.is_unmodified else self.body,
            content_type="text/calendar",
            charset=None,
            etag='"one"',
            last_modified=None,
            moved_to=None,
            seconds=0.0,
        )


def main() -> int:
    """Measure, print, and exit with 1 if a target was missed."""
    # The events lie around a fixed day, like the benchmark of reading.
    raw = feed(EVENTS)
    parsing = min(_timed(lambda: icalendar.Calendar.from_ical(raw)) for _ in range(3))
    with empty_database() as dsns:
        seconds = asyncio.run(_measure(dsns.app, raw))
    ratio = parsing / seconds["new"]
    unchanged = 1000 * max(seconds["the same bytes"], seconds["not modified"])
    print(f"icalendar parses {EVENTS} events in {parsing:.2f} s")
    for name, value in seconds.items():
        print(f"{name:<42}{value:>9.3f} s {parsing / value:>9.2f} x icalendar")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    verdicts = (
        ("read, reconciled and stored, to parsing", ratio, ratio >= STORED_TO_PARSED),
        ("an unchanged feed, milliseconds", unchanged, unchanged <= UNCHANGED_MILLISECONDS),
        ("largest resident set, MB (icalendar's parsing included)", peak, peak <= MEGABYTES),
    )
    for name, value, is_met in verdicts:
        print(f"{name}: {value:.2f} ({'as it should be' if is_met else 'MISSED'})")
    return 0 if all(is_met for *_, is_met in verdicts) else 1


async def _measure(dsn: str, raw: bytes) -> dict[str, float]:
    database = Database(DatabaseSettings(url=SecretStr(dsn)), program="bench")
    await database.start()
    web = OneAnswer(raw)
    feed_id = _add_feed(dsn)

    async def run() -> None:
        await run_feed(database, web, feed_id, zone=SITE_ZONE, trigger="schedule")

    try:
        seconds = {"new": await _awaited(run)}
        seconds["the same bytes"] = await _shortest(run)
        web.is_unmodified = True
        seconds["not modified"] = await _shortest(run)
        web.is_unmodified = False
        web.body = _reversed(raw)
        seconds["the same events in another order"] = await _awaited(run)
        web.body = raw.replace(b"number 1", b"No. 1")
        seconds["a part of the events retitled"] = await _awaited(run)
    finally:
        await database.dispose()
    return seconds


def _add_feed(dsn: str) -> int:
    with psycopg.connect(dsn, autocommit=True) as connection:
        row = connection.execute(
            "WITH added AS (INSERT INTO app.source (slug, name, kind, rank)"
            " VALUES ('bench', 'Bench', 'organiser', 20) RETURNING id)"
            " INSERT INTO app.feed (source_id, url, adapter, next_due)"
            " SELECT id, %s, 'ical', now() FROM added RETURNING id",
            [URL],
        ).fetchone()
    return int(row[0]) if row else 0


def _reversed(raw: bytes) -> bytes:
    head, *events = raw.split(b"BEGIN:VEVENT")
    *events, last = events
    last, _, tail = last.partition(b"END:VCALENDAR")
    return (
        head
        + b"".join(b"BEGIN:VEVENT" + each for each in [last, *reversed(events)])
        + (b"END:VCALENDAR" + tail)
    )


async def _shortest(run: Callable[[], Awaitable[None]]) -> float:
    return min([await _awaited(run) for _ in range(ROUNDS)])


async def _awaited(run: Callable[[], Awaitable[None]]) -> float:
    started = time.perf_counter()
    await run()
    return time.perf_counter() - started


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    with clock.freeze(clock.now()):
        sys.exit(main())
