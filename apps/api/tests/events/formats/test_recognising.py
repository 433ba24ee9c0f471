"""Which adapters could read what arrived, and Google's addresses."""

import base64

import pytest

from app.events.formats import ADAPTERS, google_calendar_addresses, recognise
from tests.factories.written_calendars import calendar, event, only
from tests.factories.written_pages import (
    SITE,
    WINDOW,
    ld_event,
    ld_page,
    localist_event,
    localist_page,
    read,
    rss_page,
    squarespace_item,
    squarespace_page,
    tribe_event,
    tribe_page,
    workbook,
)

ICAL = calendar(event("DTSTART:20260306T190000Z"))
EMBED = "https://calendar.google.com/calendar/embed"
TIDES_ID = "tides%40group.calendar.google.com"
TIDES = (
    "https://calendar.google.com/calendar/ical/tides%40group.calendar.google.com/public/basic.ics"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (ICAL, ["ical"]),
        (ld_page(ld_event()), ["json_ld"]),
        (rss_page(), ["rss"]),
        (tribe_page(tribe_event(1)), ["tribe"]),
        (squarespace_page(squarespace_item("a", websiteId="w")), ["squarespace"]),
        (localist_page(localist_event(1)), ["localist"]),
        (b"Title,Date\nA,2026-03-06\n", ["csv"]),
        (workbook(["Title", "Date"]), ["xlsx"]),
        (b"<html><title>Harbor</title></html>", []),
        (b"<html><link href='/wp-json/tribe/events/v1/'></html>", ["tribe"]),
        (b"\x00\x01\x02", []),
        (b"", []),
        (b"\x1f\x8b broken", []),
        (b'[{"@type": "MusicEvent"}]', ["json_ld"]),
    ],
)
def test_a_body_is_recognised(body: bytes, expected: list[str]) -> None:
    assert recognise(body, None, SITE) == expected


def test_a_calendar_of_google_is_googles_first() -> None:
    assert recognise(ICAL, "text/calendar", TIDES) == ["google", "ical"]


@pytest.mark.parametrize(
    "text",
    [
        "https://calendar.google.com/calendar/embed?src=tides%40group.calendar.google.com&ctz=UTC",
        "https://calendar.google.com/calendar/u/0/embed?height=600&src=tides@group.calendar.google.com",
        "https://www.google.com/calendar/embed?src=tides%40group.calendar.google.com",
        f'<iframe src="{EMBED}?wkst=1&amp;src={TIDES_ID}&amp;color=%23B1365F"></iframe>',
        "https://calendar.google.com/calendar/u/0?cid="
        + base64.urlsafe_b64encode(b"tides@group.calendar.google.com").decode().rstrip("="),
        TIDES.replace("basic", "full"),
        "tides@group.calendar.google.com",
        r'{"u":"https:\/\/calendar.google.com\/calendar\/embed?src=tides%40group.calendar.google.com"}',
    ],
)
def test_the_address_of_a_google_calendar_is_found(text: str) -> None:
    assert google_calendar_addresses(text) == [TIDES]
    assert ADAPTERS["google"].first_address(text, WINDOW) == TIDES


def test_every_calendar_of_an_embedding_is_found_and_no_other_host_is_believed() -> None:
    several = "https://calendar.google.com/calendar/embed?src=a%40x.example&src=b%40x.example"
    assert len(google_calendar_addresses(several)) == 2
    assert google_calendar_addresses(several.replace("google.com", "google.com.evil.example")) == []
    assert google_calendar_addresses("https://calendar.google.com/calendar/embed?src=../../x") == []


def test_every_adapter_keeps_a_plain_address_and_knows_no_page_after_rubbish() -> None:
    for name, adapter in ADAPTERS.items():
        assert adapter.name == name
        assert adapter.first_address(SITE, WINDOW).startswith("https://harbor.example/")
        assert adapter.next_address(b"rubbish", SITE) is None
    assert ADAPTERS["ical"].first_address("webcal://x.example/a.ics", WINDOW) == (
        "https://x.example/a.ics"
    )


def test_ical_is_read_with_the_feeds_zone_and_charset() -> None:
    raw = calendar(event("DTSTART:20260306T190000", summary="Ђак")).decode().encode("cp1251")
    found = only(read("ical", raw, feed_zone="Europe/Belgrade", charset="windows-1251").occurrences)
    assert (found.summary, found.zone) == ("Ђак", "Europe/Belgrade")
