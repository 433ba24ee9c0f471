"""Series as iCalendar: what another parser expands is what was published, date for date."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.events.syndication.icalendar_form import write_icalendar
from app.events.syndication.records import FeedDate
from tests.factories.feeds import (
    NEW_YORK,
    feed,
    feed_date,
    feed_event,
    midnight,
    read_elsewhere,
    told,
    written,
)

ZONES = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Tokyo"]


def assert_survives(*dates: FeedDate) -> str:
    """Expand what is written and compare; return the calendar's text."""
    event = feed_event(*dates)
    assert read_elsewhere(write_icalendar(feed(), [event])) == told(dates), written(event)
    return written(event)


def fridays(count: int, **fields: Any) -> list[FeedDate]:
    begin = date(2026, 2, 6)
    return [
        feed_date(n, datetime.combine(begin + timedelta(weeks=n), time(19), NEW_YORK), **fields)
        for n in range(1, count + 1)
    ]


def test_a_weekly_series_is_one_event_that_keeps_its_hour_when_the_clocks_change() -> None:
    text = assert_survives(*fridays(50))
    assert text.count("BEGIN:VEVENT") == 1
    assert "UID:event-7@srq.example\r\n" in text
    assert "DTSTART;TZID=America/New_York:20260213T190000\r\n" in text
    assert "RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=50\r\n" in text


def test_a_missing_date_is_an_exception() -> None:
    dates = fridays(12)
    del dates[4]
    text = assert_survives(*dates)
    assert text.count("BEGIN:VEVENT") == 1
    assert "EXDATE;TZID=America/New_York:20260313T190000\r\n" in text


def test_dates_that_differ_replace_their_own_of_the_series() -> None:
    first, *dates = fridays(12)
    hour = timedelta(hours=1)
    changed = [
        first._replace(starts=first.starts + hour, ends=first.ends and first.ends + hour),
        dates[1]._replace(status="cancelled"),
        dates[3]._replace(title="Jazz with guests"),
        dates[5]._replace(place="Bayside Stage"),
        dates[7]._replace(ends=None),
        *(dates[n] for n in (0, 2, 4, 6, 8, 9, 10)),
    ]
    text = assert_survives(*changed)
    assert text.count("BEGIN:VEVENT") == 6
    assert text.count("UID:event-7@srq.example\r\n") == 6
    assert "RECURRENCE-ID;TZID=America/New_York:20260213T190000\r\n" in text
    assert "DESCRIPTION:Moved from Friday\\, 13 February 2026\\, 7:00 PM.\r\n" in text
    assert "SUMMARY:CANCELLED: Jazz\r\nSTATUS:CANCELLED\r\n" in text


def test_a_date_outside_of_the_rule_has_a_name_of_its_own() -> None:
    extra = feed_date(90, datetime(2026, 3, 10, 20, tzinfo=NEW_YORK))
    text = assert_survives(*fridays(8), extra)
    assert text.count("BEGIN:VEVENT") == 2
    assert "UID:occurrence-90@srq.example\r\n" in text


def test_irregular_dates_are_told_one_by_one() -> None:
    days = [date(2026, 3, 6), date(2026, 3, 9), date(2026, 4, 21), date(2026, 6, 2)]
    dates = [
        feed_date(n, datetime.combine(day, time(20), NEW_YORK)) for n, day in enumerate(days, 1)
    ]
    text = assert_survives(*dates)
    assert "RRULE" not in text
    assert [f"UID:occurrence-{n}@srq.example\r\n" in text for n in (1, 2, 3, 4)] == [True] * 4


def test_where_most_dates_differ_each_is_told_by_itself() -> None:
    dates = [each._replace(title=f"Jazz with guest {each.id}") for each in fridays(10)]
    assert "RRULE" not in assert_survives(*dates)


def test_a_series_that_is_cancelled_whole_stays_a_series() -> None:
    text = assert_survives(*fridays(6, status="cancelled"))
    assert text.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:CANCELLED: Jazz\r\n" in text


def test_whole_days_are_days_and_their_end_is_the_day_after() -> None:
    dates = [
        feed_date(
            n,
            midnight(date(2026, 3, 6) + timedelta(weeks=n)),
            ends=midnight(date(2026, 3, 8) + timedelta(weeks=n)),
            all_day=True,
        )
        for n in range(6)
    ]
    text = assert_survives(*dates)
    assert "DTSTART;VALUE=DATE:20260306\r\nDTEND;VALUE=DATE:20260308\r\n" in text
    assert "RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=6\r\n" in text


def test_a_nights_length_is_the_same_for_who_counts_by_the_clock_and_who_counts_hours() -> None:
    nights = [
        feed_date(
            n,
            starts := datetime.combine(date(2026, 2, 21) + timedelta(weeks=n), time(22), NEW_YORK),
            ends=(starts.astimezone(UTC) + timedelta(hours=6)).astimezone(NEW_YORK),
        )
        for n in range(6)
    ]
    text = assert_survives(*nights)
    # The night in which the clocks go forward ends at five instead of four.
    assert "RECURRENCE-ID;TZID=America/New_York:20260307T220000\r\n" in text
    assert "DTEND;TZID=America/New_York:20260308T050000\r\n" in text


def test_the_second_of_two_equal_wall_times_is_told_in_utc() -> None:
    second = datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK, fold=1)
    begin = datetime(2026, 10, 28, 1, 30, tzinfo=NEW_YORK)
    others = [begin + timedelta(days=n) for n in (0, 1, 2, 3, 5, 6)]
    dates = [
        feed_date(n, starts, ends=None) for n, starts in enumerate(sorted([*others, second]), 1)
    ]
    text = assert_survives(*dates)
    assert "DTSTART:20261101T063000Z\r\n" in text


def test_no_rule_names_a_time_that_the_clocks_skip() -> None:
    begin = datetime(2026, 3, 1, 2, 30, tzinfo=NEW_YORK)
    dates = [feed_date(n, begin + timedelta(days=n), ends=None) for n in range(14) if n != 7]
    skipped = feed_date(7, datetime(2026, 3, 8, 3, 30, tzinfo=NEW_YORK), ends=None)
    assert "RRULE" not in assert_survives(*dates, skipped)


@st.composite
def series(draw: st.DrawFn) -> list[FeedDate]:
    """Dates as a feed's rule and its editors leave them: regular, with some of everything else."""
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    first = draw(st.dates(date(2025, 12, 1), date(2026, 12, 31)))
    clock = time(draw(st.integers(0, 23)), draw(st.sampled_from([0, 15, 30])))
    hours = draw(st.sampled_from([None, 0, 1, 2.5, 8, 30]))
    all_day = draw(st.integers(0, 4)) == 0
    days = draw(_days(first))
    dates: list[FeedDate] = []
    for number, day in enumerate(days, 1):
        original = datetime.combine(day, time() if all_day else clock, zone)
        # As it comes from the database: a moment, shown in the zone.
        original = original.astimezone(UTC).astimezone(zone)
        fate = draw(st.integers(0, 30))
        if fate == 0:
            continue
        starts = original
        if fate in (1, 2):
            minutes = draw(st.integers(-3000, 3000))
            starts = (original.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(zone)
        if all_day:
            starts, original = (midnight(each.date(), zone) for each in (starts, original))
            length = timedelta(days=1 + int(hours or 0) // 8)
            ends = None if hours is None else midnight((starts + length).date(), zone)
        else:
            moment = starts.astimezone(UTC) + timedelta(hours=hours or 0)
            ends = None if hours is None else moment.astimezone(zone)
        dates.append(
            feed_date(
                number,
                starts,
                ends=ends,
                all_day=all_day,
                zone=zone.key,
                original=original,
                status="cancelled" if fate == 3 else "scheduled",
                title="Jazz & guests" if fate == 4 else "Jazz",
            )
        )
    return dates or fridays(1)


def _days(first: date) -> st.SearchStrategy[list[date]]:
    weekly: Callable[[int, set[int], int], list[date]] = lambda interval, weekdays, weeks: [  # noqa: E731
        first + timedelta(days=day)
        for day in range(7 * interval * weeks)
        if day // 7 % interval == 0 and (first + timedelta(days=day)).weekday() in weekdays
    ]
    step: Callable[[int, int], list[date]] = lambda days, count: [  # noqa: E731
        first + timedelta(days=days * n) for n in range(count)
    ]
    months: Callable[[int, int], list[date]] = lambda which, count: [  # noqa: E731
        day
        for n in range(31 * count)
        if (day := first + timedelta(days=n)).weekday() == first.weekday()
        and ((day.day + 6) // 7 == which if which else (day + timedelta(days=7)).month != day.month)
    ]
    offsets = st.lists(st.integers(0, 400), min_size=1, max_size=12, unique=True)
    return st.one_of(
        st.builds(
            weekly,
            st.integers(1, 3),
            st.sets(st.integers(0, 6), min_size=1),
            st.integers(1, 30),
        ),
        st.builds(step, st.integers(1, 40), st.integers(1, 40)),
        st.builds(months, st.integers(0, 5), st.integers(1, 14)),
        offsets.map(lambda days: [first + timedelta(days=day) for day in sorted(days)]),
    )


@given(series())
@settings(max_examples=150, deadline=None)
def test_every_series_is_expanded_to_exactly_the_dates_that_were_published(
    dates: list[FeedDate],
) -> None:
    assert_survives(*dates)


def original_start(event: Any) -> str | None:
    return str(event["RECURRENCE-ID"].dt) if "RECURRENCE-ID" in event else None


@given(series())
@settings(max_examples=50, deadline=None)
def test_every_date_has_one_name_and_one_place_in_it(dates: list[FeedDate]) -> None:
    calendar = icalendar.Calendar.from_ical(write_icalendar(feed(), [feed_event(*dates)]))
    names = [(str(each["UID"]), original_start(each)) for each in calendar.events]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("zone", ZONES)
def test_a_calendar_brings_the_rules_of_every_zone_that_it_uses(zone: str) -> None:
    starts = datetime(2026, 3, 6, 19, tzinfo=ZoneInfo(zone))
    text = written(feed_event(feed_date(1, starts)))
    assert f"BEGIN:VTIMEZONE\r\nTZID:{zone}\r\n" in text
