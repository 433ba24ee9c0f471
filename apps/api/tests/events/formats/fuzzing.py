"""A mutation fuzzer over all adapters and the calendar reader.

    python -m tests.events.formats.fuzzing --seconds 60 --seed 1 [--keep DIRECTORY]

Every input is read, asked for its next page and recognised. A finding is an exception that is no
NotACalendarError, an input that takes above 10 seconds of the processor, a reading that breaks a
promise (order, identity, window), or a sound event that damage to its neighbour cost.
"""

import argparse
import hashlib
import random
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.events.calendar import CalendarOccurrence, CalendarReading, NotACalendarError
from app.events.formats import ADAPTERS, google_calendar_addresses, recognise
from tests.events.formats.seeds import NEIGHBOURS, Seed, seeds
from tests.factories.written_pages import SITE, WINDOW, context

MOST_SECONDS = 10.0
Neighbour = tuple[str, str, str, str]
FRAGMENTS = [
    b"", b"\0", b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"\n", b"\r\n", b"\t", b" ",
    b'"', b"'", b"\\", b"\\u", b"\\ud800", b"\\u0000", b",", b":", b";", b"=", b"|", b"{", b"}",
    b"[", b"]", b"{}", b"[]", b'{"', b'"}', b"},{", b"/*", b"*/", b"//", b"<", b">", b"</", b"/>",
    b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&", b"&amp;",
    b"&quot;", b"&#x0;", b"&#55296;", b"&a;", b"<item>", b"</item>", b"<entry>", b"</channel>",
    b"<script type=application/ld+json>", b"</script>", b"null", b"true", b"NaN", b"Infinity",
    b"-1", b"1e999", b"9" * 40, b"0001-01-01", b"9999-12-31T23:59:59", b"2026-02-30T25:61",
    b"2026-03-08T02:30", b"1900-01-01", b"2200-12-31T23:59-12:00", b"P1D", b"PT0S", b"P9999999Y",
    b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"BEGIN:VCALENDAR\r\n", b"RRULE:FREQ=DAILY\r\n",
    b'"@type":"Event"', b'"@id":"#a"', b'"startDate":', b'"subEvent":[', b"itemscope ", b"xmlns:a=",
    b"http://[", b"javascript:", b"PK\x03\x04", b"\x1f\x8b", "é".encode(), "\u2028".encode(),
]  # fmt: skip


@dataclass(slots=True)
class Report:
    """What a run has seen."""

    executions: Counter[str] = field(default_factory=Counter)
    refusals: int = 0
    neighbours_checked: int = 0
    slowest: tuple[float, str, int] = (0.0, "", 0)
    findings: list[str] = field(default_factory=list)
    kept: dict[str, bytes] = field(default_factory=dict)

    def find(self, kind: str, name: str, raw: bytes, detail: str) -> None:
        digest = hashlib.sha256(raw).hexdigest()[:12]
        self.findings.append(f"{name}: {kind} ({digest}, {len(raw)} bytes): {detail}")
        self.kept[f"{name}-{digest}"] = raw


def fuzz(seconds: float, seed: int) -> Report:
    """Mutate and read until the time is up."""
    chance = random.Random(seed)  # noqa: S311  repeatable, not secret
    report = Report()
    corpus = seeds()
    sound = {id(each): neighbours_of(read(each.name, each.whole)) for each in corpus}
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        each = chance.choice(corpus)
        if each.victim and chance.random() < 0.5:
            victim = mutated(each.victim, chance)
            run(each.name, each.before + victim + each.after, report, sound[id(each)])
        else:
            run(each.name, mutated_anywhere(each, corpus, chance), report, frozenset())
    return report


def run(name: str, raw: bytes, report: Report, sound: frozenset[Neighbour]) -> None:
    """Read one input and hold the reading to every promise."""
    report.executions[name] += 1
    began = time.process_time()
    try:
        reading = read(name, raw)
        for kind in broken_promises(reading):
            report.find(kind, name, raw, "")
        lost = sound - neighbours_of(reading)
        report.neighbours_checked += len(sound)
        if lost:
            report.find("neighbour lost", name, raw, str(sorted(lost)))
    except NotACalendarError as error:
        report.refusals += 1
        if sound:
            report.find("neighbours refused", name, raw, str(error))
        if not str(error).endswith("."):
            report.find("no sentence", name, raw, str(error))
    except Exception:  # noqa: BLE001  that is what is looked for
        report.find("exception", name, raw, traceback.format_exc(limit=-4))
    taken = time.process_time() - began
    if taken > report.slowest[0]:
        report.slowest = (taken, name, len(raw))
        report.kept["slowest"] = raw
    if taken > MOST_SECONDS:
        report.find("too slow", name, raw, f"{taken:.1f} s")
    ask_around(name, raw, report)


def ask_around(name: str, raw: bytes, report: Report) -> None:
    """Ask for the next page and what the input is; neither may ever fail."""
    try:
        for address in (raw[:300].decode("latin-1"), f"https://[{raw[:9].hex()}", SITE):
            ADAPTERS[name].first_address(address, WINDOW)
            ADAPTERS[name].next_address(raw, address)
        recognise(raw, None, SITE)
        google_calendar_addresses(raw.decode("latin-1"))
    except Exception:  # noqa: BLE001  that is what is looked for
        report.find("exception beside reading", name, raw, traceback.format_exc(limit=-4))


def read(name: str, raw: bytes) -> CalendarReading:
    return ADAPTERS[name].read([raw], context())


def neighbours_of(reading: CalendarReading) -> frozenset[Neighbour]:
    """Return what must be left of the neighbours.

    An identity that the victim claims as well falls to neither; a place may be inherited.
    """
    return frozenset(
        (each.summary, each.start.isoformat(), str(each.end), each.status)
        for each in reading.occurrences
        if each.summary in NEIGHBOURS
    )


def broken_promises(reading: CalendarReading) -> Iterator[str]:
    """Yield every promise of a reading that it breaks."""
    found = reading.occurrences
    starts = [each.start for each in found]
    if starts != sorted(starts):
        yield "unsorted"
    if len({(each.uid, each.recurrence_key, each.variant) for each in found}) != len(found):
        yield "identities repeat"
    for each in found:
        yield from broken_dates(each)
        yield from broken_texts(each)


def broken_dates(each: CalendarOccurrence) -> Iterator[str]:
    opens, closes = (datetime.combine(day, datetime.min.time(), UTC) for day in WINDOW)
    if each.start >= closes + timedelta(days=2):
        yield "after the window"
    if (each.end or each.start) < opens - timedelta(days=1):
        yield "before the window"
    if each.end is not None and each.end <= each.start:
        yield "end before start"
    if str(each.start.tzinfo) != each.zone:
        yield "another zone"


def broken_texts(each: CalendarOccurrence) -> Iterator[str]:
    for text in (each.uid, each.summary, each.description, each.location, each.url, each.cost):
        (text or "").encode()
        if "\0" in (text or ""):
            yield "a NUL in a text"
    if not (each.url or "https:").lower().startswith(("http:", "https:")):
        yield "an address that must not be linked"


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """Return bytes with up to six places changed."""
    for _ in range(chance.randint(1, 6)):
        first = chance.randint(0, len(raw))
        length = chance.choice((0, 0, 1, 1, 2, 5, 20))
        nasty = chance.choice(
            (chance.choice(FRAGMENTS), bytes([chance.randrange(256)]), chance.randbytes(3))
        )
        raw = raw[:first] + nasty + raw[first + length :]
    return raw


def mutated_anywhere(seed: Seed, corpus: list[Seed], chance: random.Random) -> bytes:
    """Return a page changed beyond any promise: cut, doubled, blown up, crossed with another."""
    raw = seed.whole
    kind = chance.randrange(6)
    first = chance.randint(0, len(raw))
    last = min(len(raw), first + chance.randint(1, 400))
    if kind == 0:
        return mutated(raw[:first], chance)
    if kind == 1:  # blown up: what is quadratic shows
        part = chance.choice((chance.choice(FRAGMENTS), raw[first:last])) or b"<"
        times = chance.choice((3, 200, 20_000, 300_000 // len(part)))
        return raw[:first] + part * min(times, 600_000 // len(part)) + raw[last:]
    if kind == 2:
        other = chance.choice(corpus).whole
        return raw[:first] + other[chance.randint(0, len(other)) :]
    if kind == 3:
        encoded = raw.decode("latin-1").encode(chance.choice(("utf-16", "utf-32", "utf-16-le")))
        return mutated(encoded, chance)
    if kind == 4:
        return raw[:first] + raw[first:last] * 2 + raw[last:]
    return mutated(raw, chance)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=None, help="where to put inputs of findings")
    options = parser.parse_args()
    report = fuzz(options.seconds, options.seed)
    if options.keep is not None:
        options.keep.mkdir(parents=True, exist_ok=True)
        for name, raw in report.kept.items():
            (options.keep / name).write_bytes(raw)
    taken, name, size = report.slowest
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    by_name = ", ".join(f"{key} {count}" for key, count in sorted(report.executions.items()))
    sys.stdout.write(
        f"executions: {report.executions.total()} ({by_name}); refused: {report.refusals}; "
        f"neighbours checked: {report.neighbours_checked}\n"
        f"slowest: {taken:.2f} s of the processor, {name}, {size} bytes; "
        f"peak memory: {peak:.0f} MB\n"
        f"findings: {len(report.findings)}\n"
    )
    for finding in report.findings[:50]:
        sys.stdout.write(f"  {finding}\n")
    return 1 if report.findings else 0


if __name__ == "__main__":
    raise SystemExit(main())
