"""A homepage is enough: what it names, and what its program is known for, is tried and shown."""

from datetime import UTC, date, datetime

import pytest

from app.events.fetching.errors import FetchFailedError
from app.events.finding.places import places_of
from app.events.finding.service import MOST_REQUESTS, find_feeds
from app.kernel import clock
from tests.factories.calendars import NEW_YORK, vcalendar, vevent
from tests.fakes.feeds import FakeFetcher

HOME = "https://hall.example/"
NOW = datetime(2026, 3, 7, 14, 0, tzinfo=UTC)
WINDOW = (date(2026, 3, 6), date(2027, 3, 7))
CALENDAR = vcalendar(vevent("a", "20260310T190000"), vevent("b", "20260311T190000"))
EVENT_PAGE = b"""<!DOCTYPE html><html><body><script type="application/ld+json">
{"@context": "https://schema.org", "@type": "MusicEvent", "name": "Blues",
 "startDate": "2026-03-12T20:00:00-04:00", "location": {"@type": "Place", "name": "The Hall"}}
</script></body></html>"""


def page(body: str) -> bytes:
    head = "<!DOCTYPE html><html><head><title>The Hall</title></head>"
    return f"{head}<body>{body}</body></html>".encode()


def addresses(body: str) -> list[tuple[str, str | None]]:
    return [(place.url, place.adapter) for place in places_of(HOME, page(body))]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ('<a href="/season.ics">Subscribe</a>', ("https://hall.example/season.ics", "ical")),
        ('<a href="webcal://cal.example/1">x</a>', ("https://cal.example/1", "ical")),
        (
            '<link rel="alternate" type="text/calendar" href="events/?ical=1">',
            ("https://hall.example/events/?ical=1", "ical"),
        ),
        (
            '<link rel="alternate" type="application/rss+xml" href="/feed">',
            ("https://hall.example/feed", "rss"),
        ),
        ('<a href="/whats-on/">What is on</a>', ("https://hall.example/whats-on/", None)),
        (
            '<script src="/wp-content/x.js"></script>',
            ("https://hall.example/wp-json/tribe/events/v1/events", "tribe"),
        ),
        (
            "<!-- This is Squarespace. -->",
            ("https://hall.example/events", "squarespace"),
        ),
    ],
)
def test_what_a_page_names_is_looked_at(body: str, place: tuple[str, str | None]) -> None:
    assert place in addresses(body)


def test_an_embedded_google_calendar_is_found_by_its_address() -> None:
    frame = (
        '<iframe src="https://calendar.google.com/calendar/embed?'
        'src=hall%40group.calendar.google.com&amp;ctz=America%2FNew_York"></iframe>'
    )
    assert addresses(frame)[0][1] == "google"


def test_pages_of_strangers_and_what_is_no_page_are_left_alone() -> None:
    odd = (
        '<a href="https://other.example/events">x</a><a href="javascript:alert(1)">x</a>'
        '<a href="mailto:a@b.example">x</a><a href="//[bad">x</a><a>x</a>'
    )
    found = [url for url, _ in addresses(odd)]
    assert all(url.startswith("https://hall.example/") for url in found)
    assert places_of(HOME, b"") != []
    assert places_of(HOME, b"\x00\xff<<<a href") != []


async def test_every_feed_with_events_to_come_is_a_candidate_once() -> None:
    web = FakeFetcher()
    web.answers[HOME] = page('<a href="/season.ics">x</a><a href="/events">Events</a>')
    web.answers["https://hall.example/season.ics"] = CALENDAR
    web.answers["https://hall.example/calendar.ics"] = CALENDAR
    web.answers["https://hall.example/events"] = EVENT_PAGE
    with clock.freeze(NOW):
        found = await find_feeds(web, HOME, WINDOW, NEW_YORK)
    assert [(each.adapter, len(each.reading.occurrences)) for each in found] == [
        ("ical", 2),
        ("json_ld", 1),
    ]


async def test_a_calendar_of_the_past_and_a_broken_one_are_no_candidates() -> None:
    web = FakeFetcher()
    web.answers[HOME] = page('<a href="/old.ics">x</a><a href="/broken.ics">x</a>')
    web.answers["https://hall.example/old.ics"] = vcalendar(vevent("a", "20240310T190000"))
    web.answers["https://hall.example/broken.ics"] = b"BEGIN:NOTHING"
    with clock.freeze(NOW):
        assert await find_feeds(web, HOME, WINDOW, NEW_YORK) == []


async def test_a_homepage_that_cannot_be_had_is_said_in_words() -> None:
    with pytest.raises(FetchFailedError, match="is not there"):
        await find_feeds(FakeFetcher(), HOME, WINDOW, NEW_YORK)


async def test_a_site_is_asked_a_bounded_number_of_times() -> None:
    web = FakeFetcher()
    links = "".join(f'<a href="/{number}.ics">x</a>' for number in range(500))
    web.answers[HOME] = page(links)
    with clock.freeze(NOW):
        await find_feeds(web, HOME, WINDOW, NEW_YORK)
    assert len(web.asked) <= MOST_REQUESTS
