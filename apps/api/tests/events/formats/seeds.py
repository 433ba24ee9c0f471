"""Sound pages to mutate, each in three parts: what stands before, one victim event, what follows.

The victim stands between two sound neighbours, which no damage to it may cost.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.factories.written_calendars import event
from tests.factories.written_pages import (
    ld_event,
    ld_page,
    localist_event,
    localist_page,
    rss_item,
    rss_page,
    squarespace_item,
    squarespace_page,
    tribe_event,
    tribe_page,
    workbook,
)

VICTIM = "victim-event"
NEIGHBOURS = ("neighbour-before", "neighbour-after")


@dataclass(frozen=True, slots=True)
class Seed:
    """A page for the adapter `name`; without a victim no neighbour is promised anything."""

    name: str
    before: bytes
    victim: bytes = b""
    after: bytes = b""

    @property
    def whole(self) -> bytes:
        return self.before + self.victim + self.after


def seeds() -> list[Seed]:
    """Return every seed, several for most adapters."""
    return [
        *_of_json(),
        *_of_pages(),
        *_of_feeds(),
        *_of_calendars(),
        *_of_tables(),
        Seed("xlsx", workbook(["Title", "Date"], ["A", (46087, 1)], ["B", "3/7/2026 7pm"])),
        Seed("google", _calendar("Google", "DTSTART:20260310T190000Z").whole),
    ]


def _parted(name: str, page: bytes, victim: bytes) -> Seed:
    before, found, after = page.partition(victim)
    assert found, (name, victim)
    return Seed(name, before, victim, after)


def _of_json() -> list[Seed]:
    before, after = NEIGHBOURS
    makers: list[tuple[str, Callable[..., Any], Callable[..., bytes], Any]] = [
        ("tribe", tribe_event, tribe_page, 1),
        ("squarespace", squarespace_item, squarespace_page, "1"),
        ("localist", localist_event, localist_page, 1),
    ]
    found = []
    for name, item, page, identity in makers:
        victim = _titled(item(identity * 2), VICTIM)
        whole = page(_titled(item(identity), before), victim, _titled(item(identity * 3), after))
        found.append(_parted(name, whole, json.dumps(victim).encode()))
    return found


def _titled(item: Any, title: str) -> Any:
    inner = item.get("event", item)
    inner["title"] = title
    return item


def _of_pages() -> list[Seed]:
    rich = ld_event(
        name=VICTIM,
        url="https://harbor.example/victim",
        endDate="2026-03-06T21:00:00-05:00",
        description="<p>One &amp; all</p>",
        location={"@type": "Place", "name": "Hall", "address": {"streetAddress": "12 Pier Road"}},
        offers=[{"@type": "Offer", "price": "10", "priceCurrency": "USD"}],
        eventSchedule={
            "repeatFrequency": "P1W", "byDay": "Monday", "endDate": "2026-05-01",
            "startTime": "18:00", "exceptDate": ["2026-03-10"],
        },
        subEvent=[ld_event(name=VICTIM, startDate="2026-03-09")],
    )  # fmt: skip
    first, last = (ld_event(name=name, url=f"https://harbor.example/{name}") for name in NEIGHBOURS)
    array = [first, rich, last]
    compact = json.dumps(rich)
    graph = json.dumps({"@context": "https://schema.org", "@graph": array})
    scripts = ld_page(json.dumps(first), compact, json.dumps(last))
    microdata = "".join(
        f'<div itemscope itemtype="https://schema.org/Event"><h2 itemprop="name">{name}</h2>'
        '<time itemprop="startDate" datetime="2026-03-06T19:00">x</time></div>'
        for name in (*NEIGHBOURS, VICTIM)
    )
    return [
        _parted("json_ld", ld_page(json.dumps(array)), compact.encode()),
        _parted("json_ld", ld_page(graph, wrapped=("<!--\n", "\n-->")), compact.encode()),
        _parted("json_ld", ld_page(array), _indented(array, 1)),
        _parted("json_ld", scripts, compact.encode()),
        Seed("json_ld", f"<!DOCTYPE html><html><body>{microdata}</body></html>".encode()),
    ]


def _indented(array: list[Any], index: int) -> bytes:
    """Return an element as it stands in the indented array."""
    alone = json.dumps([array[index]], indent=1)
    return alone.removeprefix("[").removesuffix("]").strip().encode()


def _of_feeds() -> list[Seed]:
    start = "<ev:startdate>2026-03-06T19:00:00</ev:startdate>"
    rich = (
        f"<link>/walks/2</link>{start}<ev:location>Quay &amp; Pier</ev:location>",
        "<category>Walks</category><description><![CDATA[<p>One &amp; all</p>]]></description>",
        '<media:content url="/quay.jpg" medium="image"/><pubDate>Sun, 01 Feb 2026</pubDate>',
    )
    items = [
        rss_item(number, *lines).replace(f"Quay Walk {number}", title)
        for number, title, lines in (
            (1, NEIGHBOURS[0], (start,)), (2, VICTIM, rich), (3, NEIGHBOURS[1], rich),
        )
    ]  # fmt: skip
    entries = [
        f"<entry><title>{title}</title><id>urn:{title}</id>"
        '<gd:when startTime="2026-03-06T19:00:00-05:00"/></entry>\n'
        for title in (NEIGHBOURS[0], VICTIM, NEIGHBOURS[1])
    ]
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:gd="http://schemas.google.com/g/2005">'
        f"<title>Quay</title>{''.join(entries)}</feed>"
    )
    return [
        _parted("rss", rss_page(*items), items[1].encode()),
        _parted("rss", atom.encode(), entries[1].encode()),
    ]


def _of_calendars() -> list[Seed]:
    return [
        _calendar(VICTIM, "DTSTART:20260310T190000Z", "DTEND:20260310T210000Z"),
        _calendar(
            VICTIM,
            "DTSTART;TZID=America/New_York:20260310T190000",
            "RRULE:FREQ=WEEKLY;UNTIL=20260601T000000Z;BYDAY=TU",
            "EXDATE;TZID=America/New_York:20260317T190000",
            "DESCRIPTION:One\\, two\\nthree é",
        ),
    ]


def _calendar(title: str, *lines: str) -> Seed:
    before, after = (
        event("DTSTART:20260306T190000Z", uid=f"{name}@harbor.example", summary=name)
        for name in NEIGHBOURS
    )
    victim = event(*lines, uid="victim@harbor.example", summary=title).removesuffix("\r\n")
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
    return Seed(
        "ical",
        f"{head}{before}".encode(),
        victim.encode(),
        f"\r\n{after}END:VCALENDAR\r\n".encode(),
    )


def _of_tables() -> list[Seed]:
    head = "Title,Start,End,Location,Description,Cost,ID\r\n"
    rows = [
        f'{title},2026-03-06 19:00,2026-03-06 21:00,Dune Park,"Bring, a ""kite""",$5,{title}'
        for title in (NEIGHBOURS[0], VICTIM, NEIGHBOURS[1])
    ]
    tabbed = [row.replace(",", "\t") for row in rows]
    return [
        Seed(
            "csv", f"{head}{rows[0]}\r\n".encode(), rows[1].encode(), f"\r\n{rows[2]}\r\n".encode()
        ),
        Seed("csv", f"{head.replace(',', chr(9))}{tabbed[0]}\r\n{tabbed[1]}\r\n".encode()),
    ]
