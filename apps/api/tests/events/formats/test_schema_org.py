"""Web pages with schema.org Events."""

import json
from typing import Any

import pytest

from app.events.calendar import CalendarOccurrence, NotACalendarError
from tests.factories.written_calendars import days, only, reasons, starts
from tests.factories.written_pages import SITE, ld_event, ld_page, read

HALL = {
    "@type": "Place",
    "name": "Mangrove Hall",
    "address": {
        "@type": "PostalAddress",
        "streetAddress": "12 Pier Road",
        "addressLocality": "Port Merrow",
        "addressRegion": "FL",
        "postalCode": "34200",
        "addressCountry": {"@type": "Country", "name": "US"},
    },
    "geo": {"latitude": "27.3", "longitude": -82.5},
}
COMEDY = ld_event(name="Comedy", **{"@type": "ComedyEvent"})


def read_one(**values: Any) -> CalendarOccurrence:
    return only(read("json_ld", ld_page(ld_event(**values))).occurrences)


def test_an_event_is_read_with_all_it_says() -> None:
    found = read_one(
        **{"@type": "MusicEvent", "@id": "#jazz"},
        name="Jazz &amp; Tides",
        description="<p>One</p><p>Two<br>three</p><style>p{}</style>",
        endDate="2026-03-06T22:00:00-05:00",
        location=HALL,
        image=[{"@type": "ImageObject", "url": "/jazz.jpg"}],
        organizer=[{"@type": "Organization", "name": "Tide Club"}],
        offers=[
            {"@type": "Offer", "price": "10.00", "priceCurrency": "USD"},
            {"@type": "AggregateOffer", "lowPrice": 12, "highPrice": 25, "priceCurrency": "USD"},
        ],
        url="/jazz",
        keywords="Jazz, Live",
        doorTime="2026-03-06T18:00:00-05:00",
    )
    assert (found.uid, found.url) == (f"{SITE}#jazz", "https://harbor.example/jazz")
    assert (found.summary, found.description) == ("Jazz & Tides", "One\n\nTwo\nthree")
    assert starts([found]) == ["2026-03-06T19:00:00-05:00"]
    assert found.location == "Mangrove Hall"
    assert found.address == "12 Pier Road, Port Merrow, FL, 34200, US"
    assert found.geo == (27.3, -82.5)
    assert (found.organizer, found.cost) == ("Tide Club", "$10.00 – $25")
    assert found.image_url == "https://harbor.example/jazz.jpg"
    assert found.categories == ("Music", "Jazz", "Live")


@pytest.mark.parametrize(
    "kind",
    [
        "Event", "https://schema.org/TheaterEvent", "schema:MusicEvent", "http://schema.org/Festival",
        ["Thing", "FoodEvent"], "event", "CourseInstance", "https://schema.org/Event/",
    ],
)  # fmt: skip
def test_every_kind_of_event_is_one(kind: object) -> None:
    assert read_one(**{"@type": kind}).summary == "Tide Jazz"


@pytest.mark.parametrize(
    "root",
    [
        {"@graph": [{"@type": "WebPage"}, COMEDY]},
        [COMEDY],
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": COMEDY}]},
        {"@type": "ItemList", "itemListElement": [COMEDY]},
        {"@type": "Place", "name": "Hall", "event": [COMEDY]},
        {"@type": "WebPage", "mainEntity": {"@type": "Organization", "events": COMEDY}},
    ],
)
def test_events_are_found_wherever_they_hang(root: object) -> None:
    assert only(read("json_ld", ld_page(root)).occurrences).summary == "Comedy"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!--\n", "\n-->"),
        ("<![CDATA[", "]]>"),
        ("//<![CDATA[\n", "\n//]]>"),
        ("/*<![CDATA[*/", "/*]]>*/"),
        ("\ufeff", ";"),
        ('{"@type": "Place"}', ""),
        ("// made by a template\n", ""),
        ("window.data = ", ";"),
    ],
)
def test_what_templates_wrap_around_json_does_no_harm(before: str, after: str) -> None:
    reading = read("json_ld", ld_page(ld_event(), wrapped=(before, after)))
    assert only(reading.occurrences).summary == "Tide Jazz"
    assert (reading.problems, reading.is_partial) == ([], False)


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ('05:00"', '05:00",'),
        ('"name"', '/* a title, */ "name"'),
        ('"name"', '// "old": 1\n"name"'),
        ("Tide Jazz", "Tide\nJazz"),
        ("Tide Jazz", "Tide\tJazz"),
        ("Tide Jazz", r"Tide\' Jazz".replace("'", "q")),
    ],
)
def test_json_that_is_nearly_right_is_read(sound: str, broken: str) -> None:
    raw = json.dumps(ld_event(), indent=1).replace(sound, broken, 1)
    reading = read("json_ld", ld_page(raw))
    assert only(reading.occurrences).summary.startswith("Tide")
    assert reading.problems == []


def test_json_that_was_escaped_as_a_whole_is_read() -> None:
    raw = json.dumps(ld_event()).replace('"', "&quot;")
    assert only(read("json_ld", ld_page(raw)).occurrences).summary == "Tide Jazz"


def test_a_broken_event_costs_no_neighbour_and_is_told_by_its_line() -> None:
    events = [ld_event(name=f"Number {number}", url=f"/{number}") for number in range(3)]
    raw = json.dumps(events, indent=1).replace('"Number 1"', '"Number" 1"')
    reading = read("json_ld", ld_page(raw))
    assert [each.summary for each in reading.occurrences] == ["Number 0", "Number 2"]
    assert reading.is_partial
    assert "damaged JSON" in reasons(reading)
    page = ld_page(raw).decode()
    broken_line = page[: page.index('"Number" 1')].count("\n") + 1
    assert reading.problems[0].line == broken_line


def test_a_page_that_is_cut_off_keeps_its_complete_events() -> None:
    page = ld_page([ld_event(name=f"Number {number}", url=f"/{number}") for number in range(3)])
    reading = read("json_ld", page[: page.index(b"Number 2")])
    assert [each.summary for each in reading.occurrences] == ["Number 0", "Number 1"]
    assert reading.is_partial


def test_a_script_that_an_html_comment_switches_off_is_not_read() -> None:
    off = b"<!-- " + ld_page(ld_event(name="Old")).replace(b"<!DOCTYPE html>", b"") + b" -->"
    found = read("json_ld", ld_page(ld_event(name="New")) + off).occurrences
    assert only(found).summary == "New"


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("2026-03-06T19:00", "2026-03-06T19:00:00-05:00"),
        ("2026-03-06 7:00 PM", "2026-03-06T19:00:00-05:00"),
        ("2026-03-06T19:00:00.000+0000", "2026-03-06T14:00:00-05:00"),
        ("2026-03-07T00:00:00Z", "2026-03-06T19:00:00-05:00"),
        ("Fri, 06 Mar 2026 19:00:00 -0500", "2026-03-06T19:00:00-05:00"),
        ("March 6, 2026 at 7 p.m.", "2026-03-06T19:00:00-05:00"),
        # An offset of the other season: the wall time counts.
        ("2026-07-06T19:00:00-05:00", "2026-07-06T19:00:00-04:00"),
        ("2026-01-06T19:00:00-04:00", "2026-01-06T19:00:00-05:00"),
        # Any other offset is believed.
        ("2026-07-06T19:00:00-06:00", "2026-07-06T21:00:00-04:00"),
        # 02:30 does not exist on that day; 01:30 exists twice on this one, and both are right.
        ("2026-03-08T02:30", "2026-03-08T03:30:00-04:00"),
        ("2026-11-01T01:30:00-05:00", "2026-11-01T01:30:00-05:00"),
        ("2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-04:00"),
    ],
)
def test_a_start_is_read_as_it_was_meant(written: str, start: str) -> None:
    found = read_one(startDate=written)
    assert starts([found]) == [start]
    assert not found.all_day


def test_a_season_that_contradicts_the_offset_is_warned_of() -> None:
    found = read_one(startDate="2026-07-06T19:00:00-05:00", endDate="2026-07-06T21:00:00-05:00")
    assert "the time of day counts" in found.warnings[0]
    assert found.end is not None
    assert (found.end - found.start).total_seconds() == 7_200


def test_utc_is_local_time_where_all_of_a_page_would_be_at_night() -> None:
    events = [
        ld_event(name=f"Swim {hour}", startDate=f"2026-03-06T{hour:02}:00:00Z", url=f"/{hour}")
        for hour in (8, 9, 10)
    ]
    found = read("json_ld", ld_page(events)).occurrences
    assert [each.start.hour for each in found] == [8, 9, 10]
    assert "taken as local time" in found[0].warnings[-1]
    evening = ld_event(name="Late", startDate="2026-03-07T00:00:00Z", url="/late")
    found = read("json_ld", ld_page([*events, evening])).occurrences
    assert [each.start.hour for each in found] == [3, 4, 5, 19]


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2026-03-06", None, "2026-03-06", "2026-03-07"),
        ("2026-03-06", "2026-03-08", "2026-03-06", "2026-03-09"),
        ("2026-03-06T00:00:00-05:00", "2026-03-06T23:59:59-05:00", "2026-03-06", "2026-03-07"),
        ("2026-03-06T00:00", "2026-03-08T00:00", "2026-03-06", "2026-03-08"),
        ("2026-03-06T00:00:00", None, "2026-03-06", "2026-03-07"),
        ("2026-03-06", "2026-03-01", "2026-03-06", "2026-03-07"),
    ],
)
def test_dates_without_a_time_are_whole_days(
    start: str, end: str | None, first: str, last: str
) -> None:
    found = read_one(startDate=start, endDate=end)
    assert found.all_day
    assert found.end is not None
    assert [found.start.date().isoformat(), found.end.date().isoformat()] == [first, last]


def test_an_end_after_midnight_is_the_next_days_and_an_absurd_one_is_none() -> None:
    late = read_one(endDate="2026-03-06T02:00:00-05:00")
    assert late.end is not None
    assert late.end.isoformat() == "2026-03-07T02:00:00-05:00"
    assert read_one(endDate="2026-03-05T02:00:00-05:00").end is None
    assert read_one(endDate="2026-03-06").end is None
    exhibition = read_one(endDate="2026-04-05").end
    assert exhibition is not None
    assert exhibition.isoformat() == "2026-04-06T00:00:00-04:00"
    lasting = read_one(duration="PT2H").end
    assert lasting is not None
    assert lasting.hour == 21


def test_a_schedule_is_expanded_within_the_window() -> None:
    schedule = {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": ["https://schema.org/Tuesday", "Thursday"],
        "startDate": "2026-03-01",
        "endDate": "2026-03-20",
        "startTime": "18:00",
        "endTime": "19:30:00",
        "exceptDate": ["2026-03-10"],
        "scheduleTimezone": "America/Chicago",
    }
    found = read("json_ld", ld_page(ld_event(eventSchedule=schedule, startDate=None))).occurrences
    assert days(found) == ["03-03", "03-05", "03-12", "03-17", "03-19"]
    assert {(each.zone, each.start.hour, each.is_recurring) for each in found} == {
        ("America/Chicago", 18, True)
    }
    assert len({each.uid for each in found}) == 1
    assert all(each.end and (each.end - each.start).total_seconds() == 5_400 for each in found)


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        ({"repeatFrequency": "P1M", "byMonthDay": 15, "repeatCount": 3}, ["03-15", "04-15"]),
        ({"repeatFrequency": "P1D", "repeatCount": 2}, ["03-06", "03-07"]),
        ({"repeatFrequency": "P2W", "repeatCount": "2"}, ["03-06", "03-20"]),
        ({"repeatFrequency": "Weekly", "repeatCount": 2}, ["03-06", "03-13"]),
        ({"repeatFrequency": "P1M", "byDay": "1FR", "repeatCount": 2}, ["03-06", "04-03"]),
        (
            {"repeatFrequency": "P1M", "byDay": "Friday", "byMonthWeek": 1, "repeatCount": 2},
            ["03-06", "04-03"],
        ),
    ],
)
def test_the_parts_of_a_schedule_count(schedule: dict[str, object], expected: list[str]) -> None:
    found = read("json_ld", ld_page(ld_event(eventSchedule=schedule))).occurrences
    assert [day for day in days(found) if day in expected] == expected
    assert len(found) <= len(expected) + 2


@pytest.mark.parametrize(
    "schedule",
    [
        {"repeatFrequency": "PT1H"},
        {"repeatFrequency": "P0D"},
        {"repeatFrequency": "often"},
        {},
        {"repeatFrequency": "P1W", "byDay": "Someday"},
        {"repeatFrequency": "P1W", "endDate": "2020-01-01"},
        {"repeatFrequency": "P1M", "byMonthDay": 99},
    ],
)
def test_a_schedule_that_cannot_be_read_leaves_the_event_its_start(
    schedule: dict[str, object],
) -> None:
    reading = read("json_ld", ld_page(ld_event(eventSchedule=schedule)))
    assert starts(reading.occurrences) == ["2026-03-06T19:00:00-05:00"]
    assert "schedule cannot be read" in reasons(reading)


def test_cancelled_postponed_and_moved_events_say_so() -> None:
    assert read_one(eventStatus="https://schema.org/EventCancelled").status == "cancelled"
    postponed = read_one(eventStatus="EventPostponed")
    assert (postponed.status, postponed.warnings[0][:22]) == ("cancelled", "The event is postponed")
    moved = read_one(
        eventStatus="https://schema.org/EventRescheduled",
        previousStartDate="2026-03-01T19:00:00-05:00",
    )
    assert (moved.status, moved.recurrence_key) == ("scheduled", "2026-03-01T19:00:00-05:00")


@pytest.mark.parametrize(
    ("location", "name", "address"),
    [
        ("Mangrove Hall", "Mangrove Hall", None),
        ([{"@type": "VirtualLocation", "url": "https://x.example"}, HALL], "Mangrove Hall", "12"),
        ({"@type": "VirtualLocation", "url": "https://x.example"}, "Online", None),
        ({"@type": "Place", "address": "12 Pier Road"}, "12 Pier Road", "12 Pier Road"),
        ({"@id": "#hall"}, "Mangrove Hall", "12"),
        (None, None, None),
        ([], None, None),
        (7, "7", None),
    ],
)
def test_a_place_is_read_in_any_shape(
    location: object, name: str | None, address: str | None
) -> None:
    page = ld_page({"@graph": [ld_event(location=location), {"@id": "#hall", **HALL}]})
    found = only(read("json_ld", page).occurrences)
    assert found.location == name
    assert (found.address or "").startswith(address or "")


@pytest.mark.parametrize(
    ("values", "cost", "is_free"),
    [
        ({"offers": {"price": 0}}, "0.00", None),
        ({"offers": {"price": "0.00", "priceCurrency": "USD"}}, "0.00", None),
        ({"offers": [{"price": 0}, {"price": 15}]}, "$0 – $15", None),
        ({"offers": {"price": "25,50", "priceCurrency": "EUR"}}, "€25.50", None),
        ({"offers": {"price": "1,200.00", "priceCurrency": "CAD"}}, "1200.00 CAD", None),
        ({"offers": {"price": ""}}, None, None),
        ({"offers": "https://tickets.example"}, None, None),
        ({"isAccessibleForFree": True}, None, True),
        ({"isAccessibleForFree": "False"}, None, False),
        ({"isAccessibleForFree": "https://schema.org/True"}, None, True),
        ({}, None, None),
    ],
)
def test_prices_are_read_and_silence_claims_nothing(
    values: dict[str, object], cost: str | None, is_free: bool | None
) -> None:
    found = read_one(**values)
    assert (found.cost, found.is_free) == (cost, is_free)


def test_performances_are_dates_of_one_event_and_a_festivals_parts_are_events() -> None:
    dates = [ld_event(startDate=f"2026-03-{day:02}T19:00", name=None) for day in (6, 7)]
    series = ld_event(
        **{"@type": "EventSeries"}, name="Nut Play", url="/nut", location=HALL, subEvent=dates
    )
    found = read("json_ld", ld_page(series)).occurrences
    assert [(each.uid, each.summary, each.location) for each in found] == [
        ("https://harbor.example/nut", "Nut Play", "Mangrove Hall")
    ] * 2
    assert all(each.is_recurring for each in found)
    parts = [ld_event(name=name, url=f"/{name}") for name in ("Opening", "Closing")]
    festival = ld_event(**{"@type": "Festival"}, name="Tide Days", url="/tide", subEvents=parts)
    found = read("json_ld", ld_page(festival)).occurrences
    assert {each.summary for each in found} == {"Tide Days", "Opening", "Closing"}
    assert len({each.uid for each in found}) == 3


def test_an_event_takes_its_place_from_the_event_it_is_part_of() -> None:
    found = read_one(superEvent={"@type": "Festival", "name": "Tide Days", "location": HALL})
    assert (found.summary, found.location) == ("Tide Jazz", "Mangrove Hall")


def test_one_address_for_different_events_identifies_none_of_them() -> None:
    page = ld_page([ld_event(name="A", url="/all"), ld_event(name="B", url="/all")])
    found = read("json_ld", page).occurrences
    assert len({each.uid for each in found}) == 2
    assert all(each.uid.startswith("no-uid-") for each in found)
    again = read(
        "json_ld", ld_page([ld_event(name="B", url="/all"), ld_event(name="A", url="/all")])
    )
    assert {each.uid for each in again.occurrences} == {each.uid for each in found}


def test_one_event_that_two_plugins_describe_is_one() -> None:
    page = ld_page(ld_event(url="/jazz"), ld_event(**{"@id": "#other"}))
    assert only(read("json_ld", page).occurrences).uid == "https://harbor.example/jazz"


def test_microdata_is_read_where_there_is_no_json() -> None:
    page = b"""<!DOCTYPE html><html><body>
      <div itemscope itemtype="https://schema.org/MusicEvent">
        <h2 itemprop="name">Harbor Choir</h2>
        <time itemprop="startDate" datetime="2026-03-06T19:00">Friday</time>
        <meta itemprop="endDate" content="2026-03-06T21:00">
        <a itemprop="url" href="/choir">more</a>
        <div itemprop="location" itemscope itemtype="https://schema.org/Place">
          <span itemprop="name">Chapel</span>
          <div itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
            <span itemprop="streetAddress">3 Bell Street</span></div></div>
        <div itemprop="offers" itemscope itemtype="https://schema.org/Offer">
          <meta itemprop="priceCurrency" content="USD"><span itemprop="price">$12.50</span></div>
      </div></body></html>"""
    found = only(read("json_ld", page).occurrences)
    assert (found.summary, found.uid) == ("Harbor Choir", "https://harbor.example/choir")
    assert (found.location, found.address, found.cost) == ("Chapel", "3 Bell Street", "$12.50")
    assert found.end is not None
    assert found.categories == ("Music",)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (b"<html><title>Harbor</title><p>Hello</p></html>", "holds no event that a machine"),
        (ld_page({"@type": "WebPage"}), "holds no event"),
        (
            ld_page({"itemListElement": [{"@type": "ListItem", "url": "/1"}] * 3}),
            "addresses of 3 other pages",
        ),
        (b"<html><title>Just a moment...</title></html>", "bot check"),
        (b"%PDF-1.7", "PDF"),
        (b"", "empty"),
    ],
)
def test_a_page_without_events_is_refused_in_words(page: bytes, words: str) -> None:
    with pytest.raises(NotACalendarError, match=words):
        read("json_ld", page)


def test_an_event_without_a_sound_start_is_a_problem() -> None:
    page = ld_page([ld_event(startDate="TBD", name="A"), ld_event(startDate=None, name="B")])
    reading = read("json_ld", page)
    assert reading.occurrences == []
    assert [problem.line for problem in reading.problems] == [1, 2]
    assert "no startDate" in reasons(reading)


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "cp1252", "utf-8-sig"])
def test_a_page_in_any_encoding_is_read(charset: str) -> None:
    raw = json.dumps(ld_event(name="Café – Jazz"), ensure_ascii=False)
    page = ld_page(raw).decode().encode(charset)
    assert only(read("json_ld", page).occurrences).summary == "Café – Jazz"


def test_one_wrong_byte_spoils_one_character() -> None:
    events = [ld_event(name=f"Café {name}", url=f"/{name}") for name in "ab"]
    page = ld_page(json.dumps(events, ensure_ascii=False)).replace("é a".encode(), b"\xe9 a")
    found = read("json_ld", page).occurrences
    assert {each.summary for each in found} == {"Café a", "Café b"}
