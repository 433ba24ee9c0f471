"""How fast calendars are read, as a ratio to icalendar's parsing of the same bytes.

    python bench/read_calendar.py

Runs beside icalendar (parsing alone) and recurring-ical-events (parsing and expanding) in one
process, the best of three rounds each, on a feed of 6,500 single events and one of 500 series.
"""

import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "apps" / "api"))

import icalendar
import recurring_ical_events

from app.events.calendar import read_calendar

ROUNDS = 3
FIRST = date(2026, 11, 20)
LAST = FIRST + timedelta(days=366)
SITE_ZONE = ZoneInfo("America/New_York")


def feed(event_count: int, *rule: str) -> bytes:
    """Return a feed of events like a real one's, spread over a year from FIRST."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//EN"]
    for number in range(event_count):
        day = FIRST + timedelta(days=number % 360)
        lines += [
            "BEGIN:VEVENT",
            f"UID:event-{number}@bench.example",
            "DTSTAMP:20261101T000000Z",
            f"DTSTART;TZID=America/New_York:{day:%Y%m%d}T190000",
            f"DTEND;TZID=America/New_York:{day:%Y%m%d}T210000",
            *rule,
            f"SUMMARY:An evening of music\\, number {number}",
            "DESCRIPTION:Doors open at half past six. Seats are not numbered\\; come ear",
            " ly. Tickets $12 at the door.",
            "LOCATION:Harbor Hall\\, 710 Bayshore Promenade\\, Sarasota",
            f"URL:https://bench.example/events/{number}",
            "CATEGORIES:Live Music,Community",
            "STATUS:CONFIRMED",
            "END:VEVENT",
        ]
    return ("\r\n".join([*lines, "END:VCALENDAR"]) + "\r\n").encode()


def ours(raw: bytes) -> int:
    """Read with srq-hpn's reader."""
    return len(read_calendar(raw, fallback_zone=SITE_ZONE, window=(FIRST, LAST)).occurrences)


def parsed(raw: bytes) -> int:
    """Parse with icalendar, without expanding anything."""
    return len(icalendar.Calendar.from_ical(raw).events)


def expanded(raw: bytes) -> int:
    """Parse with icalendar and expand with recurring-ical-events."""
    calendar = icalendar.Calendar.from_ical(raw)
    return len(recurring_ical_events.of(calendar).between(FIRST, LAST + timedelta(days=1)))


def best_seconds(read: Callable[[bytes], int], raw: bytes) -> tuple[float, int]:
    """Return the shortest of the rounds and what it counted."""
    count, seconds = 0, []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        count = read(raw)
        seconds.append(time.perf_counter() - began)
    return min(seconds), count


def main() -> None:
    """Print a line per reader, and our rate over icalendar's."""
    feeds = {
        "6,500 single events": feed(6_500),
        "500 weekly series": feed(500, "RRULE:FREQ=WEEKLY"),
    }
    for name, raw in feeds.items():
        print(f"{name} ({len(raw) / 1024**2:.1f} MB)")
        alone, _ = best_seconds(parsed, raw)
        both, expanded_count = best_seconds(expanded, raw)
        our_seconds, our_count = best_seconds(ours, raw)
        print(f"  icalendar, parsing alone           {alone:7.3f} s")
        print(f"  with recurring-ical-events         {both:7.3f} s  {expanded_count} occurrences")
        print(f"  read_calendar                      {our_seconds:7.3f} s  {our_count} occurrences")
        print(f"  read_calendar / icalendar alone    {alone / our_seconds:7.2f} x the rate")
        print(f"  read_calendar / both               {both / our_seconds:7.2f} x the rate")


if __name__ == "__main__":
    main()
