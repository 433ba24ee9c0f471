"""RECURRENCE-ID, THISANDFUTURE, orphans, cancellations, shared UIDs (RFC 5545, 3.8.4.4)."""

from datetime import date

import pytest

from tests.factories.written_calendars import calendar, days, event, only, read, reasons, starts

SERIES = event(
    "DTSTART;TZID=America/New_York:20260106T190000", "DURATION:PT2H", "RRULE:FREQ=WEEKLY;COUNT=4"
)
MOVED = "DTSTART;TZID=America/New_York:20260113T200000"


@pytest.mark.parametrize(
    "recurrence_id",
    [
        "RECURRENCE-ID;TZID=America/New_York:20260113T190000",
        "RECURRENCE-ID:20260114T000000Z",
        "RECURRENCE-ID:20260113T190000",
        "RECURRENCE-ID;VALUE=DATE:20260113",
        "RECURRENCE-ID:20260113",
        "RECURRENCE-ID;TZID=America/Chicago:20260113T180000",
    ],
    ids=["zoned", "UTC", "floating", "DATE", "bare date", "other zone"],
)
def test_an_override_replaces_exactly_its_original(recurrence_id: str) -> None:
    found = read(calendar(SERIES, event(recurrence_id, MOVED, summary="Later"))).occurrences
    assert starts(found) == [
        "2026-01-06T19:00:00-05:00",
        "2026-01-13T20:00:00-05:00",
        "2026-01-20T19:00:00-05:00",
        "2026-01-27T19:00:00-05:00",
    ]
    moved = found[1]
    assert moved.recurrence_key == "2026-01-13T19:00:00-05:00"
    assert (moved.summary, moved.is_recurring, moved.warnings) == ("Later", True, ())
    assert moved.end is not None
    assert moved.end.hour == 22


def test_an_override_may_stand_before_its_series() -> None:
    override = event("RECURRENCE-ID:20260114T000000Z", MOVED)
    assert starts(read(calendar(override, SERIES)).occurrences)[1] == "2026-01-13T20:00:00-05:00"


def test_an_override_moved_out_of_the_window_leaves_no_original() -> None:
    override = event("RECURRENCE-ID:20260114T000000Z", "DTSTART:20260401T000000Z")
    found = read(calendar(SERIES, override), (date(2026, 1, 1), date(2026, 1, 31)))
    assert days(found.occurrences) == ["01-06", "01-20", "01-27"]


def test_an_override_moved_into_the_window_is_found() -> None:
    override = event(
        "RECURRENCE-ID:20260114T000000Z", "DTSTART;TZID=America/New_York:20260401T190000"
    )
    found = only(read(calendar(SERIES, override), (date(2026, 4, 1), date(2026, 4, 1))).occurrences)
    assert found.recurrence_key == "2026-01-13T19:00:00-05:00"


def test_a_cancelled_date_is_shown_as_cancelled() -> None:
    override = event("RECURRENCE-ID:20260114T000000Z", "STATUS:CANCELLED", summary="")
    found = read(calendar(SERIES, override)).occurrences
    assert [each.status for each in found] == ["scheduled", "cancelled", "scheduled", "scheduled"]
    assert found[1].start.isoformat() == "2026-01-13T19:00:00-05:00"
    assert (found[1].summary, found[1].end is not None) == ("Jazz", True)


def test_a_cancelled_series_is_cancelled_on_every_date() -> None:
    series = event("DTSTART:20260106T000000Z", "RRULE:FREQ=WEEKLY;COUNT=2", "STATUS:CANCELLED")
    assert {each.status for each in read(calendar(series)).occurrences} == {"cancelled"}


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("CONFIRMED", "scheduled"),
        ("TENTATIVE", "tentative"),
        ("cancelled", "cancelled"),
        ("CANCELED", "cancelled"),
        ("MAYBE", "scheduled"),
    ],
)
def test_status_is_read_in_any_spelling(written: str, status: str) -> None:
    found = only(read(calendar(event("DTSTART:20260106T000000Z", f"STATUS:{written}"))).occurrences)
    assert found.status == status


def test_method_cancel_cancels_what_its_calendar_holds() -> None:
    # RFC 5546, 3.2.5
    raw = calendar(event("DTSTART:20260106T000000Z"), head=("METHOD:CANCEL",))
    assert only(read(raw).occurrences).status == "cancelled"


def test_thisandfuture_changes_its_date_and_all_later_ones() -> None:
    # RFC 5545, 3.2.13
    override = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/New_York:20260120T190000",
        "DTSTART;TZID=America/New_York:20260121T203000",
        "DURATION:PT1H",
        summary="Now on Wednesdays",
    )
    found = read(calendar(SERIES, override)).occurrences
    assert starts(found) == [
        "2026-01-06T19:00:00-05:00",
        "2026-01-13T19:00:00-05:00",
        "2026-01-21T20:30:00-05:00",
        "2026-01-28T20:30:00-05:00",
    ]
    assert [each.summary for each in found[2:]] == ["Now on Wednesdays"] * 2
    assert found[3].recurrence_key == "2026-01-27T19:00:00-05:00"
    assert found[3].end is not None
    assert found[3].end.isoformat() == "2026-01-28T21:30:00-05:00"


def test_a_single_override_wins_over_thisandfuture() -> None:
    later = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260114T000000Z", MOVED, summary="Range")
    single = event("RECURRENCE-ID:20260121T000000Z", "DTSTART:20260121T000000Z", summary="Single")
    found = read(calendar(SERIES, later, single)).occurrences
    assert [each.summary for each in found] == ["Jazz", "Range", "Single", "Range"]


def test_an_orphan_override_is_kept_under_its_original_start() -> None:
    found = only(read(calendar(event("RECURRENCE-ID:20260114T000000Z", MOVED))).occurrences)
    assert found.start.isoformat() == "2026-01-13T20:00:00-05:00"
    assert found.recurrence_key == "2026-01-13T19:00:00-05:00"
    assert found.is_recurring
    assert "not in the file" in found.warnings[0]


def test_an_override_of_an_excluded_date_is_excluded() -> None:
    series = event(
        "DTSTART;TZID=America/New_York:20260106T190000",
        "RRULE:FREQ=WEEKLY;COUNT=2",
        "EXDATE;TZID=America/New_York:20260113T190000",
    )
    found = read(calendar(series, event("RECURRENCE-ID:20260114T000000Z", MOVED)))
    assert days(found.occurrences) == ["01-06"]


def test_an_override_of_a_date_that_the_series_does_not_have_is_kept_with_a_warning() -> None:
    override = event("RECURRENCE-ID:20260116T000000Z", "DTSTART:20260116T000000Z")
    found = read(calendar(SERIES, override)).occurrences
    assert len(found) == 5
    assert "does not have" in next(each for each in found if each.warnings).warnings[0]


def test_an_override_older_than_its_revised_series_is_dropped() -> None:
    series = event("DTSTART:20260106T000000Z", "RRULE:FREQ=WEEKLY;COUNT=2", "SEQUENCE:3")
    stale = event("RECURRENCE-ID:20260120T000000Z", "DTSTART:20260120T010000Z", "SEQUENCE:1")
    assert len(read(calendar(series, stale)).occurrences) == 2


def test_of_two_overrides_of_one_date_the_higher_sequence_counts() -> None:
    newer = event("RECURRENCE-ID:20260114T000000Z", MOVED, "SEQUENCE:2", summary="Newer")
    older = event("RECURRENCE-ID:20260114T000000Z", MOVED, "SEQUENCE:1", summary="Older")
    found = read(calendar(SERIES, newer, older)).occurrences
    assert [each.summary for each in found] == ["Jazz", "Newer", "Jazz", "Jazz"]


def test_two_different_events_with_one_uid_are_both_kept() -> None:
    found = read(
        calendar(
            event("DTSTART:20260106T000000Z", summary="Chess"),
            event("DTSTART:20260107T000000Z", summary="Poetry"),
        )
    ).occurrences
    assert [(each.uid, each.summary) for each in found] == [
        ("one@example.org", "Chess"),
        ("one@example.org", "Poetry"),
    ]


def test_different_events_with_one_uid_and_one_start_stay_distinguishable() -> None:
    found = read(
        calendar(
            event("DTSTART:20260106T000000Z", summary="Poetry"),
            event("DTSTART:20260106T000000Z", summary="Chess"),
        )
    ).occurrences
    assert [(each.summary, each.variant) for each in found] == [("Chess", 0), ("Poetry", 1)]


def test_a_series_on_many_single_dates_under_one_uid_keeps_them_all() -> None:
    raw = calendar(*(event(f"DTSTART:202601{day:02}T000000Z") for day in (6, 13, 20)))
    assert days(read(raw).occurrences) == ["01-06", "01-13", "01-20"]


def test_the_same_event_twice_occurs_once_in_its_latest_revision() -> None:
    # RFC 5545, 3.8.7.4
    raw = calendar(
        event("DTSTART:20260106T000000Z", "SEQUENCE:1", "LOCATION:New hall"),
        event("DTSTART:20260106T000000Z", "SEQUENCE:0", "LOCATION:Old hall"),
    )
    assert only(read(raw).occurrences).location == "New hall"


def test_an_event_without_uid_gets_a_key_that_the_next_fetch_gives_again() -> None:
    sound = event("DTSTART:20260106T000000Z", "LOCATION:Harbor Hall", uid=None)
    first, second = only(read(calendar(sound)).occurrences), only(read(calendar(sound)).occurrences)
    assert first.uid == second.uid
    assert "no UID" in first.warnings[0]
    other = event("DTSTART:20260106T000000Z", "LOCATION:Elsewhere", uid="")
    assert only(read(calendar(other)).occurrences).uid != first.uid


def test_a_bad_override_costs_neither_its_series_nor_its_neighbours() -> None:
    bad = event("RECURRENCE-ID:20260114T000000Z", "DTSTART:whenever")
    reading = read(calendar(SERIES, bad, event("DTSTART:20260201T000000Z", uid="two")))
    assert len(reading.occurrences) == 5
    assert "DTSTART" in reasons(reading)
