"""The demo city reads without a problem around any day, and looks like a city."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.events.calendar import CalendarOccurrence, read_calendar
from app.events.demo import DemoFeed, demo_catalogue, demo_feeds
from app.events.rules import normal_form, slugify

NEW_YORK = ZoneInfo("America/New_York")
TODAY = date(2026, 11, 21)
TODAYS = [
    TODAY, date(2024, 2, 29), date(2026, 3, 7), date(2026, 3, 8), date(2026, 3, 9),
    date(2026, 7, 4), date(2026, 10, 31), date(2026, 11, 1), date(2027, 1, 1), date(2033, 12, 31),
]  # fmt: skip


def readable_feeds(today: date) -> list[DemoFeed]:
    return [feed for feed in demo_feeds(today) if feed.content_type == "text/calendar"]


@cache
def city(today: date, days: int = 60) -> list[CalendarOccurrence]:
    """Return all occurrences of the city within `days` of `today`; nothing may be wrong."""
    found: list[CalendarOccurrence] = []
    for feed in readable_feeds(today):
        reading = read_calendar(
            feed.raw_bytes,
            fallback_zone=NEW_YORK,
            window=(today - timedelta(days), today + timedelta(days)),
        )
        assert reading.problems == [], feed.slug
        assert not reading.is_partial
        found += reading.occurrences
    return found


def week(today: date) -> Counter[str]:
    """Return how many scheduled occurrences begin on each weekday of today's week."""
    monday = today - timedelta(today.weekday())
    starts = (each.start.astimezone(NEW_YORK) for each in city(today))
    return Counter(
        start.strftime("%a") for start in starts if 0 <= (start.date() - monday).days < 7
    )


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_about_600_occurrences_surround_any_day(today: date) -> None:
    found = city(today)
    assert 600 <= len(found) <= 720
    assert not [warning for each in found for warning in each.warnings]
    before = sum(each.start.astimezone(NEW_YORK).date() < today for each in found)
    assert 0.35 < before / len(found) < 0.65


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_the_weekend_is_busy_and_monday_quiet(today: date) -> None:
    days = week(today)
    assert days["Sat"] >= 15
    assert days["Fri"] >= 9
    assert 1 <= days["Mon"] <= 5 < days["Wed"]


def test_every_kind_of_event_is_there() -> None:
    found = city(TODAY)
    statuses = Counter(each.status for each in found)
    assert statuses["cancelled"] >= 8
    assert statuses["tentative"] >= 4
    assert sum(each.all_day for each in found) >= 12
    moved = [each for each in found if each.recurrence_key != each.start.isoformat()]
    assert len(moved) >= 3
    exhibitions = [
        each for each in found if each.end is not None and each.end - each.start > timedelta(20)
    ]
    assert len(exhibitions) >= 4
    texts = [(each.description or "").casefold() for each in found]
    assert sum("free" in text for text in texts) > 100
    assert sum("$" in text for text in texts) > 100
    assert sum("free" not in text and "$" not in text for text in texts) > 20
    assert len({each.uid for each in found if each.is_recurring}) > 60


def test_every_place_is_a_venue_of_the_catalogue() -> None:
    names: dict[str, str] = {}
    for venue in demo_catalogue().venues:
        for name in (venue.name, *venue.aliases):
            assert names.setdefault(normal_form(name), venue.slug) == venue.slug
    places = {each.location or "" for each in city(TODAY, 400)}
    unknown = {place for place in places if normal_form(place.split(",", 1)[0]) not in names}
    assert unknown == set()


def test_the_catalogue_is_complete_and_consistent() -> None:
    catalogue = demo_catalogue()
    assert 38 <= len(catalogue.venues) <= 44
    assert len({venue.slug for venue in catalogue.venues}) == len(catalogue.venues)
    assert {source.kind for source in catalogue.sources} == {
        "own_venue", "organiser", "city", "media",
    }  # fmt: skip
    headings = {category.name for category in catalogue.categories}
    assert {slugify(category.name.replace("&", " ")) for category in catalogue.categories} == {
        category.slug for category in catalogue.categories
    }
    used = {name for each in city(TODAY, 400) for name in each.categories}
    assert used == headings
    visited = {(each.location or "").split(",")[0] for each in city(TODAY, 400)}
    assert len(visited) > 35


@settings(max_examples=40, deadline=None)
@given(st.dates(date(2010, 1, 1), date(2060, 12, 31)))
def test_weekdays_and_wall_times_stay_on_any_day_of_half_a_century(today: date) -> None:
    def shape(found: list[CalendarOccurrence]) -> Counter[tuple[str, str]]:
        return Counter(
            (each.uid, each.start.astimezone(NEW_YORK).strftime("%a %H:%M")) for each in found
        )

    def core(day: date) -> list[CalendarOccurrence]:
        """Return what is not monthly: that is at the mercy of the months."""
        monday = day - timedelta(day.weekday())
        opens = datetime.combine(monday - timedelta(weeks=4), datetime.min.time(), UTC)
        closes = opens + timedelta(weeks=8)
        return [
            each
            for each in city(monday, 60)
            if opens <= each.start < closes and not _is_monthly(each.uid)
        ]

    assert shape(core(today)) == shape(core(TODAY))


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2010, 1, 1), date(2060, 12, 31)))
def test_first_fridays_stay_first_fridays(today: date) -> None:
    feed = next(feed for feed in demo_feeds(today) if feed.slug == "rosemary-arts-center")
    reading = read_calendar(
        feed.raw_bytes,
        fallback_zone=NEW_YORK,
        window=(today - timedelta(60), today + timedelta(60)),
    )
    walks = [each.start for each in reading.occurrences if each.uid.startswith("first-friday@")]
    assert 3 <= len(walks) <= 5
    assert all(walk.strftime("%a") == "Fri" and walk.day <= 7 for walk in walks)


@cache
def _monthly_uids() -> frozenset[str]:
    return frozenset(
        block.split("UID:", 1)[1].split("\r\n", 1)[0]
        for feed in readable_feeds(TODAY)
        for block in feed.raw_bytes.decode().split("BEGIN:VEVENT")
        if "FREQ=MONTHLY" in block
    )


def _is_monthly(uid: str) -> bool:
    return uid in _monthly_uids()


def test_every_day_of_a_week_gives_the_same_city_and_the_next_week_another() -> None:
    monday = TODAY - timedelta(TODAY.weekday())
    first, later = readable_feeds(monday), readable_feeds(monday + timedelta(weeks=1))
    assert readable_feeds(monday + timedelta(days=6)) == first
    assert [feed.slug for feed in first] == [feed.slug for feed in later]
    assert all(a.raw_bytes != b.raw_bytes for a, b in zip(first, later, strict=True))
