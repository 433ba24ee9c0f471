"""Rules that are refused, and files that mean to keep a reader busy."""

import time
from datetime import date

import pytest

from tests.factories.written_calendars import calendar, days, event, only, read, reasons

START = "DTSTART;TZID=America/New_York:20260106T190000"
NEIGHBOUR = event("DTSTART:20260110T190000Z", uid="neighbour")


def timed_read(raw: bytes, window: tuple[date, date] = (date(2026, 1, 1), date(2026, 12, 31))):  # type: ignore[no-untyped-def]  # noqa: ANN201
    began = time.perf_counter()
    reading = read(raw, window)
    return reading, time.perf_counter() - began


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=SECONDLY", "FREQ=SECONDLY"),
        ("FREQ=MINUTELY;COUNT=3", "FREQ=MINUTELY"),
        ("FREQ=HOURLY;INTERVAL=24", "FREQ=HOURLY"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL=-1"),
        (
            "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYMINUTE=0,10,20,30,40,50",
            "78 times a day",
        ),
        ("RSCALE=CHINESE;FREQ=YEARLY", "RSCALE"),
    ],
)
def test_a_rule_that_no_event_follows_is_refused_with_its_reason(rule: str, reason: str) -> None:
    reading = read(calendar(event(START, f"RRULE:{rule}"), NEIGHBOUR))
    assert only(reading.occurrences).uid == "neighbour"
    problem = reading.problems[0]
    assert reason in problem.reason
    assert (problem.uid, problem.line, problem.loses_event) == ("one@example.org", 4, True)


def test_a_daily_series_since_1970_is_read_at_once() -> None:
    raw = calendar(event("DTSTART:19700101T190000Z", "RRULE:FREQ=DAILY"))
    reading, seconds = timed_read(raw)
    assert len(reading.occurrences) == 365
    assert seconds < 0.5


def test_a_daily_series_since_1970_with_a_count_is_walked_in_good_time() -> None:
    raw = calendar(event("DTSTART:19700101T190000Z", "RRULE:FREQ=DAILY;COUNT=20460"))
    reading, seconds = timed_read(raw)
    assert days(reading.occurrences)[-1] == "01-06"
    assert seconds < 2


def test_a_series_gives_at_most_two_thousand_occurrences() -> None:
    raw = calendar(event(START, "RRULE:FREQ=DAILY"), NEIGHBOUR)
    reading = read(raw, (date(2026, 1, 1), date(2046, 1, 1)))
    assert len(reading.occurrences) == 2_001
    assert "cut after 2000" in reasons(reading)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31;BYSETPOS=-1",
        "FREQ=YEARLY;INTERVAL=999999999",
        "FREQ=DAILY;INTERVAL=999999999;COUNT=999999999",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1;COUNT=2",
        "FREQ=WEEKLY;BYSETPOS=366;BYDAY=MO",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
    ],
)
def test_a_rule_that_names_no_further_date_ends_at_once(rule: str) -> None:
    # python-dateutil walks the first of these to the year 9999 in one uninterruptible step.
    reading, seconds = timed_read(calendar(event(START, f"RRULE:{rule}"), NEIGHBOUR))
    assert [each.uid for each in reading.occurrences] == ["one@example.org", "neighbour"]
    assert seconds < 1


def test_a_thousand_years_of_empty_days_are_refused_as_too_much_work() -> None:
    hostile = event("DTSTART:15830101T000000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9")
    reading, seconds = timed_read(
        calendar(hostile, NEIGHBOUR), (date(1600, 1, 1), date(9999, 12, 31))
    )
    assert [each.uid for each in reading.occurrences] == ["neighbour"]
    assert "too much work" in reasons(reading)
    assert seconds < 5


def test_thousands_of_hostile_series_together_are_stopped_too() -> None:
    rule = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=99999"
    hostile = [event("DTSTART:16040101T000000Z", rule, uid=f"h{n}") for n in range(2_000)]
    reading, seconds = timed_read(calendar(NEIGHBOUR, *hostile))
    assert "neighbour" in {each.uid for each in reading.occurrences}
    assert reading.is_partial
    assert seconds < 40


@pytest.mark.parametrize(
    "line",
    [
        "RDATE:" + ",".join(["20260110T190000Z"] * 50_000),
        "EXDATE:" + ",".join(["20260110T190000Z"] * 50_000),
        "RRULE:FREQ=YEARLY;BYMONTHDAY=" + ",".join(["1"] * 100_000),
        "RRULE:FREQ=DAILY;COUNT=" + "9" * 100_000,
        "DURATION:P" + "9" * 100_000 + "D",
        "DESCRIPTION:" + "<" * 200_000,
        "DESCRIPTION:" + "<p>" + "&amp" * 100_000,
        "X-A" + ';P="' * 100_000,
        "SUMMARY" + ";A=B" * 100_000 + ":x",
        "RECURRENCE-ID;TZID=" + "(UTC" * 50_000 + ":20260106T190000",
        "CATEGORIES:" + "\\," * 100_000,
    ],
    ids=lambda line: line[:24],
)
def test_long_lines_take_linear_time(line: str) -> None:
    reading, seconds = timed_read(calendar(event(START, line), NEIGHBOUR))
    assert "neighbour" in {each.uid for each in reading.occurrences}
    assert seconds < 5


def test_thousands_of_masters_and_overrides_under_one_uid_take_linear_time() -> None:
    masters = [
        event(f"DTSTART:20260110T{n % 24:02}{n % 60:02}00Z", summary=f"m{n}") for n in range(3_000)
    ]
    overrides = [event("RECURRENCE-ID:20260110T190000Z", summary=f"o{n}") for n in range(3_000)]
    reading, seconds = timed_read(calendar(*masters, *overrides, NEIGHBOUR))
    assert len(reading.occurrences) >= 3_000
    assert seconds < 10


def test_a_hostile_vtimezone_holds_nobody_up() -> None:
    head = (
        "BEGIN:VTIMEZONE", "TZID:Mine", "BEGIN:STANDARD", "DTSTART:15830101T000000",
        "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9", "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE",
    )  # fmt: skip
    raw = calendar(event("DTSTART;TZID=Mine:20260110T190000"), head=head)
    reading, seconds = timed_read(raw, (date(2026, 1, 1), date(2700, 1, 1)))
    assert only(reading.occurrences).summary == "Jazz"
    assert seconds < 5


def test_thousands_of_zones_and_of_open_components_take_linear_time() -> None:
    zones = [f"BEGIN:VTIMEZONE\r\nTZID:Z{n}\r\nEND:VTIMEZONE\r\n" for n in range(5_000)]
    zoned = [event(f"DTSTART;TZID=Z{n}:20260110T190000", uid=f"z{n}") for n in range(5_000)]
    opened = "BEGIN:VALARM\r\n" * 20_000 + "END:VTODO\r\n" * 50_000
    reading, seconds = timed_read(calendar(*zones, *zoned, event(START, opened), NEIGHBOUR))
    assert len(reading.occurrences) == 5_002
    assert seconds < 20


def test_the_problems_of_a_file_are_listed_up_to_ten_thousand() -> None:
    problems = read(calendar(*(["BEGIN:VEVENT\r\nEND:VEVENT\r\n"] * 10_003))).problems
    assert len(problems) == 10_001
    assert problems[-1].reason == "3 further problems are not listed."
