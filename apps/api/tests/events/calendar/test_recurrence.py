"""RRULE, UNTIL, RDATE and EXDATE (RFC 5545, 3.3.10 and 3.8.5)."""

from datetime import date

import pytest

from tests.factories.written_calendars import (
    calendar,
    days,
    event,
    only,
    read,
    read_event,
    reasons,
    starts,
)

WEEKLY = "DTSTART;TZID=America/New_York:20260106T190000"  # a Tuesday
FOUR_WEEKS = ["01-06", "01-13", "01-20", "01-27"]


def test_a_weekly_evening_stays_at_seven_across_the_change_of_clocks() -> None:
    found = read_event(
        "DTSTART;TZID=America/New_York:20260302T190000",
        "DTEND;TZID=America/New_York:20260302T210000",
        "RRULE:FREQ=WEEKLY;COUNT=2",
    )
    assert starts(found) == ["2026-03-02T19:00:00-05:00", "2026-03-09T19:00:00-04:00"]
    assert [each.end.isoformat() for each in found if each.end] == [
        "2026-03-02T21:00:00-05:00",
        "2026-03-09T21:00:00-04:00",
    ]
    assert all(each.is_recurring for each in found)


def test_a_time_in_the_gap_of_spring_is_read_an_hour_later() -> None:
    # RFC 5545, 3.3.5: 02:30 on 8 March 2026 does not exist; the offset before the gap applies.
    found = read_event("DTSTART;TZID=America/New_York:20260307T023000", "RRULE:FREQ=DAILY;COUNT=3")
    assert starts(found) == [
        "2026-03-07T02:30:00-05:00",
        "2026-03-08T03:30:00-04:00",
        "2026-03-09T02:30:00-04:00",
    ]


def test_a_time_that_occurs_twice_in_autumn_is_the_first() -> None:
    found = only(read_event("DTSTART;TZID=America/New_York:20261101T013000"))
    assert found.start.isoformat() == "2026-11-01T01:30:00-04:00"


@pytest.mark.parametrize(
    "until",
    [
        "20260127",
        "20260127T000000",
        "20260127T190000",
        "20260128T000000Z",
        "20260127T235959",
        "20260128T045959Z",
    ],
    ids=["date", "midnight", "local time", "UTC", "end of the day", "end of the day in UTC"],
)
def test_until_includes_the_last_date_however_it_is_written(until: str) -> None:
    assert days(read_event(WEEKLY, f"RRULE:FREQ=WEEKLY;UNTIL={until}")) == FOUR_WEEKS


def test_until_a_second_earlier_excludes_it() -> None:
    found = read_event(WEEKLY, "RRULE:FREQ=WEEKLY;UNTIL=20260127T235959Z")
    assert days(found) == FOUR_WEEKS[:3]


def test_an_empty_until_is_no_bound() -> None:
    found = read(
        calendar(event(WEEKLY, "RRULE:FREQ=WEEKLY;UNTIL=;BYDAY=TU")),
        (date(2026, 12, 1), date(2026, 12, 31)),
    )
    assert days(found.occurrences) == ["12-01", "12-08", "12-15", "12-22", "12-29"]


@pytest.mark.parametrize("until", ["20260503", "20260503T000000Z", "20260503T040000Z"])
def test_until_bounds_an_all_day_series_by_its_date(until: str) -> None:
    found = read_event("DTSTART;VALUE=DATE:20260501", f"RRULE:FREQ=DAILY;UNTIL={until}")
    assert days(found) == ["05-01", "05-02", "05-03"]


@pytest.mark.parametrize(
    "exdate",
    [
        "EXDATE;TZID=America/New_York:20260113T190000",
        "EXDATE:20260114T000000Z",
        "EXDATE:20260113T190000",
        "EXDATE;VALUE=DATE:20260113",
        "EXDATE:20260113",
        "EXDATE;TZID=America/New_York:20260113T000000",
        "EXDATE;TZID=America/Chicago:20260113T180000",
        "EXDATE;TZID=America/New_York:20251230T190000,20260113T190000",
    ],
    ids=["zoned", "UTC", "floating", "DATE", "bare date", "midnight", "other zone", "list"],
)
def test_exdate_excludes_its_date_however_it_is_written(exdate: str) -> None:
    found = read_event(WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=4", exdate)
    assert days(found) == ["01-06", "01-20", "01-27"]


def test_exdate_on_another_hour_excludes_nothing() -> None:
    found = read_event(WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260113T190000Z")
    assert days(found) == FOUR_WEEKS


def test_exdate_excludes_a_day_of_an_all_day_series() -> None:
    found = read_event(
        "DTSTART;VALUE=DATE:20260501", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260502T000000"
    )
    assert days(found) == ["05-01", "05-03"]


def test_a_broken_exdate_is_reported_and_the_series_kept() -> None:
    reading = read(calendar(event(WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:Christmas")))
    assert days(reading.occurrences) == FOUR_WEEKS
    assert "EXDATE" in reasons(reading)


def test_count_includes_what_exdate_excludes() -> None:
    # RFC 5545, 3.8.5.1: EXDATE takes dates out of the set that RRULE and its COUNT have made.
    found = read_event(WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE;VALUE=DATE:20260106")
    assert days(found) == ["01-13"]


def test_rdate_adds_dates_and_periods() -> None:
    found = read_event(
        WEEKLY,
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY;COUNT=1",
        "RDATE;TZID=America/New_York:20260108T190000",
        "RDATE;VALUE=DATE:20260110",
        "RDATE;VALUE=PERIOD;TZID=America/New_York:20260112T200000/PT3H",
    )
    assert starts(found) == [
        "2026-01-06T19:00:00-05:00",
        "2026-01-08T19:00:00-05:00",
        "2026-01-10T19:00:00-05:00",
        "2026-01-12T20:00:00-05:00",
    ]
    assert found[-1].end is not None
    assert found[-1].end.isoformat() == "2026-01-12T23:00:00-05:00"


def test_a_date_named_by_rrule_and_rdate_occurs_once() -> None:
    found = read_event(WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=2", "RDATE:20260114T000000Z")
    assert days(found) == ["01-06", "01-13"]


def test_dtstart_is_a_date_of_its_series_even_where_the_rule_does_not_name_it() -> None:
    found = read_event(WEEKLY, "RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=2")
    assert days(found) == ["01-06", "01-09", "01-16"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=MONTHLY;BYDAY=1TU;COUNT=3", ["01-06", "02-03", "03-03"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", ["01-06", "01-31", "02-28", "03-31"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["01-06", "01-30", "02-27"]),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO;COUNT=4",
            ["01-06", "01-11", "01-20", "01-25"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=4",
            ["01-06", "01-18", "01-20", "02-01"],
        ),
        ("freq=weekly;count=2;", ["01-06", "01-13"]),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", ["01-06", "05-11"]),
        ("FREQ=YEARLY;BYYEARDAY=-1", ["01-06", "12-31"]),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", ["01-06", "02-13", "03-13", "11-13"]),
    ],
)
def test_rules_name_the_dates_that_rfc_5545_says(rule: str, expected: list[str]) -> None:
    # RFC 5545, 3.3.10 and the examples of 3.8.5.3; WKST decides which weeks are every other one.
    assert days(read_event(WEEKLY, f"RRULE:{rule}")) == expected


def test_the_thirty_first_is_skipped_where_there_is_none() -> None:
    found = read_event("DTSTART;VALUE=DATE:20260131", "RRULE:FREQ=MONTHLY;COUNT=4")
    assert days(found) == ["01-31", "03-31", "05-31", "07-31"]


def test_a_rule_in_utc_repeats_in_utc() -> None:
    found = read_event("DTSTART:20260302T000000Z", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert starts(found) == ["2026-03-02T00:00:00+00:00", "2026-03-09T00:00:00+00:00"]


def test_an_unreadable_rule_costs_the_series_but_not_its_first_date() -> None:
    reading = read(calendar(event(WEEKLY, "RRULE:FREQ=FORTNIGHTLY")))
    assert days(reading.occurrences) == ["01-06"]
    assert "FREQ" in reasons(reading)
    assert "RRULE" in only(reading.occurrences).warnings[0]


def test_a_series_reaches_into_the_window_from_before_it() -> None:
    found = read(
        calendar(
            event(
                "DTSTART;TZID=America/New_York:20251230T220000",
                "DURATION:PT6H",
                "RRULE:FREQ=DAILY",
            )
        ),
        (date(2026, 1, 2), date(2026, 1, 2)),
    )
    assert days(found.occurrences) == ["01-01", "01-02"]


def test_a_three_month_exhibition_is_found_on_any_of_its_days() -> None:
    raw = calendar(event("DTSTART;VALUE=DATE:20260201", "DTEND;VALUE=DATE:20260501"))
    assert len(read(raw, (date(2026, 3, 15), date(2026, 3, 15))).occurrences) == 1
    assert len(read(raw, (date(2026, 4, 30), date(2026, 4, 30))).occurrences) == 1
    assert not read(raw, (date(2026, 5, 1), date(2026, 5, 1))).occurrences


def test_both_days_of_the_window_are_included() -> None:
    raw = calendar(event(WEEKLY, "RRULE:FREQ=DAILY"))
    found = read(raw, (date(2026, 2, 1), date(2026, 2, 3))).occurrences
    assert days(found) == ["02-01", "02-02", "02-03"]
