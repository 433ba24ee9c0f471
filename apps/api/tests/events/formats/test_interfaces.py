"""The Events Calendar, Squarespace and Localist: pages of JSON."""

import json
from datetime import UTC, datetime

import pytest

from app.events.calendar import NotACalendarError
from app.events.formats import ADAPTERS
from tests.factories.written_calendars import only, reasons, starts
from tests.factories.written_pages import (
    SITE,
    WINDOW,
    localist_event,
    localist_page,
    read,
    squarespace_item,
    squarespace_page,
    tribe_event,
    tribe_page,
)


def test_an_event_of_the_events_calendar_is_read_with_all_it_says() -> None:
    event = tribe_event(7, title="Reefs &#8211; &amp; tides", image={"url": "/reef.jpg"})
    found = only(read("tribe", tribe_page(event)).occurrences)
    assert starts([found]) == ["2026-03-06T19:00:00-05:00"]
    assert found.end == datetime(2026, 3, 7, 2, tzinfo=UTC)
    assert (found.uid, found.summary) == ("harbor.example?id=7", "Reefs – & tides")
    assert (found.location, found.address) == (
        "Mangrove Hall", "12 Pier Road, Port Merrow, FL, 34200",
    )  # fmt: skip
    assert (found.description, found.categories, found.cost) == ("About reefs.", ("Talks",), "$10")
    assert found.url == "https://harbor.example/event/7/"
    assert found.image_url == "https://harbor.example/reef.jpg"


def test_whole_days_of_the_events_calendar_end_with_their_last_day() -> None:
    event = tribe_event(
        1, all_day=True, start_date="2026-03-06 00:00:00", end_date="2026-03-08 23:59:59"
    )
    found = only(read("tribe", tribe_page(event)).occurrences)
    assert found.all_day
    assert found.end is not None
    assert found.end.isoformat() == "2026-03-09T00:00:00-04:00"


def test_hidden_and_unpublished_events_are_passed_over_and_a_cancelled_one_is_shown_as_such() -> (
    None
):
    page = tribe_page(
        tribe_event(1, hide_from_listings=True),
        tribe_event(2, status="draft"),
        tribe_event(3, event_status="canceled"),
    )
    found = only(read("tribe", page).occurrences)
    assert (found.uid, found.status) == ("harbor.example?id=3", "cancelled")


def test_an_empty_list_of_the_events_calendar_is_a_sound_answer() -> None:
    reading = read("tribe", tribe_page())
    assert (reading.occurrences, reading.problems, reading.is_partial) == ([], [], False)


def test_a_bad_item_is_a_problem_with_its_number_and_costs_no_neighbour() -> None:
    page = tribe_page(
        tribe_event(1), tribe_event(2, start_date="soon"), 5, tribe_event(4, title="")
    )
    reading = read("tribe", page, tribe_page(tribe_event(5)))
    assert [each.uid[-1] for each in reading.occurrences] == ["1", "5"]
    assert [problem.line for problem in reading.problems] == [2, 3, 4]
    assert '"soon" is no date' in reasons(reading)
    assert reading.event_count == 5


@pytest.mark.parametrize("cut", range(60, 1400, 97))
def test_a_page_that_is_cut_off_keeps_every_complete_event(cut: int) -> None:
    whole = tribe_page(*(tribe_event(number) for number in (1, 2, 3)))
    ends = [whole.index(b"Reef Talk %d" % number) for number in (2, 3)]
    cut = min(cut, len(whole) - 1)
    if cut < ends[0]:
        return
    reading = read("tribe", whole[:cut])
    assert reading.is_partial
    assert len(reading.occurrences) >= sum(cut >= end for end in ends)
    assert "in the middle of its JSON" in reasons(reading)


def test_the_way_through_the_pages_of_the_events_calendar_stays_on_the_site() -> None:
    tribe = ADAPTERS["tribe"]
    first = tribe.first_address("https://harbor.example/events/month/", WINDOW)
    assert first == (
        "https://harbor.example/wp-json/tribe/events/v1/events?per_page=50"
        "&start_date=2026-01-01+00%3A00%3A00&end_date=2026-12-31+23%3A59%3A59"
    )
    following = "http://harbor.example/wp-json/tribe/events/v1/events?page=2"
    assert tribe.next_address(tribe_page(next_rest_url=following), first) == (
        "https://harbor.example/wp-json/tribe/events/v1/events?page=2"
    )
    elsewhere = tribe_page(next_rest_url="https://127.0.0.1/")
    assert tribe.next_address(elsewhere, first) is None
    assert tribe.next_address(b"<html>", first) is None
    assert tribe.next_address(b"[" * 100_000, first) is None


def test_an_item_of_squarespace_is_read_with_all_it_says() -> None:
    page = squarespace_page(squarespace_item("a"), past=(squarespace_item("b"),))
    found = read("squarespace", page).occurrences
    assert starts(found) == ["2026-03-06T19:00:00-05:00"] * 2
    first = found[0]
    assert (first.summary, first.description) == ("Open Studio a", "Bring paint.")
    assert (first.location, first.address) == ("Kiln House", "4 Clay Lane, Port Merrow, FL, 34200")
    assert first.url == "https://harbor.example/calendar/a"
    assert (first.categories, first.geo) == (("Workshop", "Art"), (27.3, -82.5))


@pytest.mark.parametrize("start", [None, "soon", 1e30, float("inf"), -(10**17), True, [], {}])
def test_a_start_that_is_no_moment_is_a_problem(start: object) -> None:
    bad = squarespace_item("bad", startDate=start)
    reading = read("squarespace", squarespace_page(bad, squarespace_item("good")))
    assert only(reading.occurrences).uid == "good"
    assert reading.problems[0].uid == "bad"


def test_the_way_through_the_pages_of_squarespace_ends_where_only_the_past_is_left() -> None:
    squarespace = ADAPTERS["squarespace"]
    first = squarespace.first_address(SITE, WINDOW)
    assert first == "https://harbor.example/events/?format=json"
    pagination = {"nextPage": True, "nextPageUrl": "/events/?offset=177"}
    page = squarespace_page(squarespace_item("a"), pagination=pagination)
    second = squarespace.next_address(page, first)
    assert second == "https://harbor.example/events/?offset=177&format=json"
    past = squarespace_page(past=(squarespace_item("b"),), pagination={"nextPageOffset": 166})
    assert squarespace.next_address(past, second) is None


def test_an_event_of_localist_is_one_series_of_its_instances() -> None:
    page = localist_page(
        localist_event(9, "2026-03-06T19:00:00-05:00", "2026-03-13T19:00:00-04:00"),
        localist_event(10, free=True, ticket_cost=""),
    )
    found = read("localist", page).occurrences
    assert [(each.uid, each.is_recurring) for each in found] == [
        ("10", False), ("9", True), ("9", True),
    ]  # fmt: skip
    assert (found[1].location, found[1].address) == (
        "Lagoon College, Room 5", "1 College Way, Port Merrow",
    )  # fmt: skip
    assert (found[1].cost, found[1].is_free, found[0].is_free) == ("$5", False, True)
    assert found[1].categories == ("Lecture", "Sea")


def test_localist_is_asked_for_the_days_of_the_window_page_by_page() -> None:
    localist = ADAPTERS["localist"]
    first = localist.first_address("https://calendar.lagoon.example/", WINDOW)
    assert first == (
        "https://calendar.lagoon.example/api/2/events?start=2026-01-01&days=365&pp=100&page=1"
    )
    second = localist.next_address(localist_page(total=2), first)
    assert second == first.replace("page=1", "page=2")
    assert localist.next_address(localist_page(current=2, total=2), second) is None


@pytest.mark.parametrize("name", ["tribe", "squarespace", "localist"])
@pytest.mark.parametrize(
    ("page", "words"),
    [
        (b'{"code": "rest_no_route"}', "This is JSON, but not"),
        (b"<html><title>Just a moment...</title>", "bot check"),
        (b"<html><title>Harbor</title>", "web page"),
        (b"", "empty"),
        (b"\xff\xd8\xff\xe0", "image|not"),
        (b'{"a":' * 10_000, "JSON"),
        (b"[" * 450_000, "more values"),
    ],
)
def test_what_is_not_of_the_format_is_called_what_it_is(name: str, page: bytes, words: str) -> None:
    with pytest.raises(NotACalendarError, match=words):
        read(name, page)


def test_only_the_days_of_the_window_are_returned_and_all_are_counted() -> None:
    past = tribe_event(1, start_date="2025-12-31 19:00:00", utc_start_date="", end_date="")
    long = tribe_event(
        2, start_date="2025-12-30 19:00:00", utc_start_date="", end_date="2026-01-02 10:00:00",
        utc_end_date="",
    )  # fmt: skip
    reading = read("tribe", tribe_page(past, long))
    assert [each.uid[-1] for each in reading.occurrences] == ["2"]
    assert reading.event_count == 2


def test_texts_that_cannot_be_stored_or_linked_are_left_out() -> None:
    event = tribe_event(1, title="A\\u0000\ud800\x07 talk", url="javascript:alert(1)", website="")
    raw = json.dumps({"events": [event]}).encode()
    found = only(read("tribe", raw).occurrences)
    assert (found.summary.replace("\\u0000", ""), found.url) == ("A talk", None)
    found.summary.encode()
