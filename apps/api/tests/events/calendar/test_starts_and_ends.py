"""Starts, ends and durations (RFC 5545, 3.6.1, 3.8.2 and 3.3.6), sound and broken."""

import pytest

from tests.factories.written_calendars import calendar, event, only, read, read_event, reasons

EVENING = "DTSTART;TZID=America/New_York:20260110T190000"


def test_an_event_runs_from_dtstart_to_dtend() -> None:
    found = only(read_event(EVENING, "DTEND;TZID=America/New_York:20260110T210000"))
    assert found.start.isoformat() == "2026-01-10T19:00:00-05:00"
    assert found.end is not None
    assert found.end.isoformat() == "2026-01-10T21:00:00-05:00"
    assert found.recurrence_key == "2026-01-10T19:00:00-05:00"
    assert (found.zone, found.all_day, found.status) == ("America/New_York", False, "scheduled")
    assert (found.is_recurring, found.warnings) == (False, ())


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("DURATION:PT90M", "2026-01-10T20:30:00-05:00"),
        ("DURATION:P1D", "2026-01-11T19:00:00-05:00"),
        ("DURATION:P1DT1H", "2026-01-11T20:00:00-05:00"),
        ("DURATION:P1W", "2026-01-17T19:00:00-05:00"),
        ("DTEND:20260111T003000Z", "2026-01-10T19:30:00-05:00"),
        ("DTEND:20260110T203000", "2026-01-10T20:30:00-05:00"),
        ("DTEND;TZID=America/Chicago:20260110T193000", "2026-01-10T20:30:00-05:00"),
        ("DTEND;VALUE=DATE:20260111", "2026-01-11T00:00:00-05:00"),
    ],
)
def test_the_end_is_read_in_whatever_form_it_is_given(line: str, end: str) -> None:
    found = only(read_event(EVENING, line))
    assert found.end is not None
    assert found.end.isoformat() == end


def test_days_of_a_duration_are_nominal_and_hours_exact() -> None:
    # RFC 5545, 3.3.6: on 8 March 2026 the clocks of New York skip 02:00 to 03:00.
    before = "DTSTART;TZID=America/New_York:20260307T190000"
    nominal, exact = (
        only(read_event(before, "DURATION:P1D")),
        only(read_event(before, "DURATION:PT24H")),
    )
    assert nominal.end is not None
    assert nominal.end.isoformat() == "2026-03-08T19:00:00-04:00"
    assert exact.end is not None
    assert exact.end.isoformat() == "2026-03-08T20:00:00-04:00"


def test_an_event_without_an_end_has_none() -> None:
    assert only(read_event(EVENING)).end is None


@pytest.mark.parametrize(
    "line",
    [
        "DTEND;TZID=America/New_York:2026-13-45",
        "DTEND:tomorrow",
        "DTEND:99991231T235959Z",
        "DURATION:two hours",
        "DURATION:-PT1H",
        "DURATION:P9999999W",
        "DURATION:P",
    ],
)
def test_a_broken_end_is_reported_and_costs_only_itself(line: str) -> None:
    reading = read(calendar(event(EVENING, line)))
    found = only(reading.occurrences)
    assert found.end is None
    assert len(found.warnings) == 1
    problem = reading.problems[0]
    assert (problem.uid, problem.line, problem.loses_event) == ("one@example.org", 7, False)


def test_a_broken_dtend_leaves_a_sound_duration() -> None:
    found = only(read_event(EVENING, "DTEND:nonsense", "DURATION:PT2H"))
    assert found.end is not None
    assert found.end.hour == 21


def test_an_end_earlier_on_the_same_date_is_the_next_day() -> None:
    found = only(
        read_event(
            "DTSTART;TZID=America/New_York:20260110T220000",
            "DTEND;TZID=America/New_York:20260110T020000",
        )
    )
    assert found.end is not None
    assert found.end.isoformat() == "2026-01-11T02:00:00-05:00"
    assert "next day" in found.warnings[0]


@pytest.mark.parametrize(
    "end",
    ["20260110T100000", "20260109T210000", "20250110T210000"],
    ids=["more than twelve hours", "the day before", "the year before"],
)
def test_any_other_end_before_the_start_is_no_end(end: str) -> None:
    found = only(
        read_event(
            "DTSTART;TZID=America/New_York:20260110T200000", f"DTEND;TZID=America/New_York:{end}"
        )
    )
    assert found.end is None
    assert "without an end" in found.warnings[0]


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        ([], "2026-05-02"),
        (["DTEND;VALUE=DATE:20260501"], "2026-05-02"),
        (["DTEND;VALUE=DATE:20260502"], "2026-05-02"),
        (["DTEND;VALUE=DATE:20260504"], "2026-05-04"),
        (["DURATION:P3D"], "2026-05-04"),
        (["DURATION:PT36H"], "2026-05-03"),
        (["DTEND;VALUE=DATE:20260401"], "2026-05-02"),
        (["DTEND;TZID=America/New_York:20260503T000000"], "2026-05-03"),
        (["DTEND;TZID=America/New_York:20260503T170000"], "2026-05-04"),
    ],
    ids=["none", "as start", "one day", "three", "P3D", "36 h", "before", "midnight", "hour"],
)
def test_an_all_day_event_ends_at_an_exclusive_midnight(lines: list[str], last: str) -> None:
    # RFC 5545, 3.6.1: without DTEND it is one day; DTEND is the day after the last.
    found = only(read_event("DTSTART;VALUE=DATE:20260501", *lines))
    assert found.all_day
    assert found.start.isoformat() == "2026-05-01T00:00:00-04:00"
    assert found.end is not None
    assert found.end.isoformat() == f"{last}T00:00:00-04:00"
    assert found.recurrence_key == found.start.isoformat()


@pytest.mark.parametrize("start", ["DTSTART:20260501", "DTSTART;VALUE=DATE:20260501T000000"])
def test_a_date_is_all_day_with_or_without_its_value_parameter(start: str) -> None:
    assert only(read_event(start)).all_day


def test_outlooks_midnights_are_all_day_where_it_says_so() -> None:
    found = only(
        read_event(
            "DTSTART;TZID=Eastern Standard Time:20260501T000000",
            "DTEND;TZID=Eastern Standard Time:20260503T000000",
            "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        )
    )
    assert found.all_day
    assert found.end is not None
    assert found.end.isoformat() == "2026-05-03T00:00:00-04:00"


@pytest.mark.parametrize(
    ("lines", "reason", "line"),
    [
        ((), "no DTSTART", 4),
        (("DTSTART:soon",), "no date or time", 6),
        (("DTSTART:20260231T100000",), "exists", 6),
        (("DTSTART:00210110T190000Z",), "year 21", 6),
        (("DTSTART:99990110T190000Z",), "year 9999", 6),
    ],
)
def test_an_event_without_a_sound_start_is_left_out_and_reported(
    lines: tuple[str, ...], reason: str, line: int
) -> None:
    neighbour = event(EVENING, uid="two@example.org")
    reading = read(calendar(event(*lines), neighbour))
    assert [found.uid for found in reading.occurrences] == ["two@example.org"]
    problem = reading.problems[0]
    assert reason in problem.reason
    assert (problem.uid, problem.line, problem.loses_event) == ("one@example.org", line, True)


def test_of_two_dtstarts_the_first_sound_one_counts() -> None:
    reading = read(calendar(event("DTSTART:never", EVENING, "DTSTART:20260210T190000Z")))
    found = only(reading.occurrences)
    assert found.start.isoformat() == "2026-01-10T19:00:00-05:00"
    assert "more than one DTSTART" in found.warnings[0]
    assert "more than one DTSTART" in reasons(reading)


def test_a_start_in_iso_8601_with_separators_is_read() -> None:
    found = only(read_event("DTSTART:2026-01-10T19:00:00-05:00"))
    assert found.start.isoformat() == "2026-01-11T00:00:00+00:00"


def test_twenty_four_oclock_is_midnight() -> None:
    assert (
        only(read_event("DTSTART:20260110T240000Z")).start.isoformat().startswith("2026-01-11T00")
    )
