"""`python bench/search.py [events…]`: how long searching takes, at 50,000 and at a million dates.

What is timed is the search's service function, from the words to the bytes of the answer: reading
the query, every statement on one connection as the app's login, facets, JSON. Not included: HTTP,
and the kept answers, which would hide all of it. Every query of the mix is asked once to warm up,
then twice in different orders; no time is left out.
"""

import asyncio
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import LiteralString, cast
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools" / "native"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "apps" / "api"))

import psycopg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.repository import OccurrenceFilter
from app.events.search import service
from app.events.search.indexing import rebuild, refresh_search, refresh_words
from app.kernel.database import Database
from app.kernel.settings import DatabaseSettings
from embedded_postgres import Dsns
from servers import ROOT, empty_database

ZONE = ZoneInfo("America/New_York")
ROUNDS = 2
REFRESHED = 6500
REFRESH_SECONDS = 1.5
# Events, each with 7.7 dates on average, and the slowest that 19 of 20 searches may be.
TARGETS = {6_500: 80, 130_000: 200}


@dataclass(frozen=True)
class Question:
    """One search of the mix."""

    kind: str
    q: str
    filters: OccurrenceFilter = field(default_factory=OccurrenceFilter)
    start: str | None = None
    end: str | None = None


def main(sizes: Sequence[int] = tuple(TARGETS)) -> int:
    """Measure each size, print, and return 1 if a target was missed."""
    return max(asyncio.run(_measure(events, TARGETS.get(events))) for events in sizes)


async def _measure(events: int, target: int | None) -> int:
    with empty_database() as dsns:
        database = Database(DatabaseSettings.from_environment({"DATABASE_URL": dsns.app}))
        await database.start()
        try:
            await _seed(dsns, database, events)
            async with database.reading_sessions() as session:
                times = await _ask_all(session, _mix(dsns))
                scans = await _scan_all(session)
            refreshing = await _refresh(database)
        finally:
            await database.dispose()
    return _report(times, scans, refreshing, target)


async def _seed(dsns: Dsns, database: Database, events: int) -> None:
    started = time.perf_counter()
    with psycopg.connect(dsns.superuser, autocommit=True) as connection:
        connection.execute("SELECT set_config('bench.events', %s, false)", [str(events)])
        connection.execute((ROOT / "bench" / "search_seed.sql").read_bytes())
        async with database.sessions.begin() as session:
            await rebuild(session)
        indexes = connection.execute("SELECT indexdef FROM pg_temp.dropped_index").fetchall()
        for (definition,) in indexes:
            connection.execute(cast("LiteralString", definition))
        connection.execute("VACUUM ANALYZE")
        row = connection.execute("SELECT count(*) FROM app.occurrence").fetchone()
    dates = row[0] if row else 0
    seconds = time.perf_counter() - started
    print(f"\n{dates:,} dates of {events:,} events, laid out in {seconds:.0f} s")


def _mix(dsns: Dsns) -> list[Question]:
    """Return some 270 different questions; the same ones for the same data."""
    with psycopg.connect(dsns.superuser) as connection:
        rows = connection.execute(
            "SELECT word FROM app.search_word WHERE word ~ '^[a-z]{4,}$'"
            " ORDER BY event_count DESC, word LIMIT 1200"
        )
        words = [str(word) for (word,) in rows]
        places = connection.execute("SELECT slug, name FROM app.venue ORDER BY id").fetchall()
        row = connection.execute("SELECT current_date").fetchone()
    assert row is not None
    chance = random.Random(42)  # noqa: S311  the same mix each time
    return list(dict.fromkeys(_questions(words, places, row[0], chance)))


def _questions(
    words: list[str], places: list[tuple[str, str]], today: date, chance: random.Random
) -> Iterator[Question]:
    common, known = words[:150], words[150:]
    week = str(today), str(today + timedelta(days=6))
    month = str(today + timedelta(days=30)), str(today + timedelta(days=60))
    anything = OccurrenceFilter()
    filters = [
        OccurrenceFilter(category="live-music"),
        OccurrenceFilter(free="yes"),
        OccurrenceFilter(venue=places[0][0]),
        OccurrenceFilter(category="film", free="no", venue=places[1][0]),
    ]
    yield from (Question("one word of the 40 most frequent", word) for word in common[:40])
    yield from (Question("one word", word) for word in chance.sample(known, 30))
    yield from (Question("two words", " ".join(chance.sample(common, 2))) for _ in range(40))
    yield from (Question("three words", " ".join(chance.sample(common, 3))) for _ in range(20))
    yield from (Question("half a word", word[:4]) for word in chance.sample(words, 25))
    yield from (Question("typo", _misspelled(word, chance)) for word in chance.sample(words, 35))
    yield from (Question("venue", name) for _, name in chance.sample(places, 15))
    yield from (
        Question("phrase, OR, without", q)
        for q in (
            *('"live music"', '"art class"', "music OR jazz OR night", "beach OR opera"),
            *("music -night", "free -kids", '"jazz band" OR opera', "family -music -art"),
        )
    )
    yield from (
        Question("as one would say it", f"{a} {b} {chance.choice(known)} this friday")
        for a, b in (chance.sample(common, 2) for _ in range(15))
    )
    for each in filters:
        yield from (Question("with filters", word, each) for word in common[:6])
        yield Question("no words, filters", "", each)
        yield Question("no words, filters", "", each, *month)
    yield from (Question("in a week", word, anything, *week) for word in common[:8])
    yield from (Question("in a month", word, anything, *month) for word in common[:8])
    yield Question("no words", "")
    yield Question("no words, a week", "", anything, *week)


def _misspelled(word: str, chance: random.Random) -> str:
    index = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(3)
    if kind == 0:
        return word[:index] + word[index + 1] + word[index] + word[index + 2 :]
    return word[:index] + (word[index + 1 :] if kind == 1 else "q" + word[index:])


async def _ask_all(session: AsyncSession, mix: list[Question]) -> dict[Question, list[float]]:
    times: dict[Question, list[float]] = {question: [] for question in mix}
    for question in mix:
        await _ask(session, question)
    for seed in range(ROUNDS):
        order = list(mix)
        random.Random(seed).shuffle(order)  # noqa: S311  the same orders each time
        for question in order:
            started = time.perf_counter()
            await _ask(session, question)
            times[question].append((time.perf_counter() - started) * 1000)
    return times


async def _ask(session: AsyncSession, question: Question) -> None:
    position = service.parse_position(None)
    span = service.parse_span(question.start, question.end, position.as_of, ZONE)
    await service.search(session, question.q, question.filters, span, position)


async def _scan_all(session: AsyncSession) -> list[float]:
    """Time what a calendar without a search would do: count the events that hold the letters."""
    statement = text(
        "SELECT count(*) FROM app.event WHERE title ILIKE :like OR description ILIKE :like"
    )
    times = []
    for word in ("music", "jazz", "opera", "dinosaur", "zqx"):
        started = time.perf_counter()
        await session.execute(statement, {"like": f"%{word}%"})
        times.append((time.perf_counter() - started) * 1000)
    return times


async def _refresh(database: Database) -> tuple[float, float]:
    """Return the seconds for documents of 6,500 events that are all new, and for the words."""
    async with database.sessions() as session:
        newest = text("SELECT id FROM app.event ORDER BY id DESC LIMIT :count")
        event_ids = list((await session.execute(newest, {"count": REFRESHED})).scalars())
        forget = text("DELETE FROM app.event_search WHERE event_id = ANY(:event_ids)")
        await session.execute(forget, {"event_ids": event_ids})
        started = time.perf_counter()
        await refresh_search(session, event_ids)
        documents = time.perf_counter() - started
        started = time.perf_counter()
        await refresh_words(session)
        words = time.perf_counter() - started
        await session.rollback()
    return documents, words


def _report(
    times: dict[Question, list[float]],
    scans: list[float],
    refreshing: tuple[float, float],
    target: int | None,
) -> int:
    print(f"{'what is asked':<36}{'asked':>7}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}")
    for kind in dict.fromkeys(question.kind for question in times):
        _line(
            kind,
            [each for question, all_ in times.items() for each in all_ if question.kind == kind],
        )
    every = [each for all_ in times.values() for each in all_]
    _line(f"all {len(times)} questions", every)
    p50, p95 = statistics.median(every), _percentile(every, 95)
    scan = statistics.median(scans)
    print(f"a sequential count(*) … ILIKE: {scan:.1f} ms; to the searches' p50 {scan / p50:.1f},")
    print(f"to their p95 {scan / p95:.2f}")
    documents, words = refreshing
    is_quick = documents <= REFRESH_SECONDS
    print(f"documents of {REFRESHED} events: {documents:.2f} s (at most {REFRESH_SECONDS}:", end="")
    print(f" {_yes(is_quick)}); the words: {words:.2f} s")
    is_reached = target is None or p95 <= target
    if target is not None:
        print(f"p95 {p95:.1f} ms (at most {target}: {_yes(is_reached)})")
    return 0 if is_reached and is_quick else 1


def _line(name: str, times: list[float]) -> None:
    p50, p95 = statistics.median(times), _percentile(times, 95)
    print(f"{name:<36}{len(times):>7}{p50:>9.1f}{p95:>9.1f}{max(times):>9.1f}")


def _percentile(times: list[float], percent: int) -> float:
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)]


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "NO"


if __name__ == "__main__":
    raise SystemExit(main([int(size) for size in sys.argv[1:]] or tuple(TARGETS)))
