"""Known zone > VTIMEZONE > X-WR-TIMEZONE > the feed's setting > the site's zone."""

import pytest

from app.events.calendar.zones import known_zone
from tests.factories.written_calendars import calendar, event, only, read

EVENING = "20260110T190000"
# What a club writes that has never heard of IANA: Lisbon's rules under a name of its own.
CLUB_TIME = (
    "BEGIN:VTIMEZONE",
    "TZID:Club time",
    "BEGIN:STANDARD",
    "DTSTART:19961027T020000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:19970330T010000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
)


@pytest.mark.parametrize(
    ("parameter", "start", "zone"),
    [
        ("TZID=Europe/Berlin", "2026-01-10T19:00:00+01:00", "Europe/Berlin"),
        ('TZID="Europe/Berlin"', "2026-01-10T19:00:00+01:00", "Europe/Berlin"),
        ("TZID=europe/berlin", "2026-01-10T19:00:00+01:00", "Europe/Berlin"),
        (
            "TZID=/mozilla.org/20050126_1/Europe/Berlin",
            "2026-01-10T19:00:00+01:00",
            "Europe/Berlin",
        ),
        ("TZID=Eastern Standard Time", "2026-01-10T19:00:00-05:00", "America/New_York"),
        ("TZID=W. Europe Standard Time", "2026-01-10T19:00:00+01:00", "Europe/Berlin"),
        (
            "TZID=(UTC-06:00) Central Time (US & Canada)",
            "2026-01-10T19:00:00-06:00",
            "America/Chicago",
        ),
        (
            'TZID="(GMT-05.00) Eastern Time (US & Canada)"',
            "2026-01-10T19:00:00-05:00",
            "America/New_York",
        ),
        ("X-NOTE=1;TZID=America/Indiana/Knox", "2026-01-10T19:00:00-06:00", "America/Indiana/Knox"),
        ("TZID=UTC", "2026-01-10T19:00:00+00:00", "UTC"),
        ("TZID=UTC-05:00", "2026-01-10T19:00:00-05:00", "Etc/GMT+5"),
    ],
)
def test_a_known_zone_is_known_under_all_its_names(parameter: str, start: str, zone: str) -> None:
    found = only(read(calendar(event(f"DTSTART;{parameter}:{EVENING}"))).occurrences)
    assert (found.start.isoformat(), found.zone, found.warnings) == (start, zone, ())


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", "America", "right/UTC", "localtime", "A" * 999]
)
def test_a_name_that_is_no_zone_is_none(name: str) -> None:
    assert known_zone(name) is None


def test_a_zone_of_the_files_own_counts_by_its_vtimezone() -> None:
    # Lisbon's rules, and so shown as the zone that stands for them.
    raw = calendar(
        event("DTSTART;TZID=Club time:20260327T190000", "RRULE:FREQ=WEEKLY;COUNT=2"),
        head=CLUB_TIME,
    )
    found = read(raw).occurrences
    assert [each.start.isoformat() for each in found] == [
        "2026-03-27T19:00:00+00:00",
        "2026-04-03T19:00:00+01:00",
    ]
    assert {(each.zone, each.warnings) for each in found} == {("Europe/London", ())}


def test_a_zone_that_is_nowhere_but_in_the_file_is_shown_in_the_sites() -> None:
    head = tuple(line.replace("+0100", "+0217").replace("+0000", "+0117") for line in CLUB_TIME)
    raw = calendar(
        event("DTSTART;TZID=Club time:20260327T190000", "RRULE:FREQ=WEEKLY;COUNT=2"), head=head
    )
    found = read(raw).occurrences
    assert [each.start.isoformat() for each in found] == [
        "2026-03-27T13:43:00-04:00",  # 19:00 at +01:17
        "2026-04-03T12:43:00-04:00",  # 19:00 at +02:17
    ]
    assert found[0].zone == "America/New_York"
    assert "Club time" in found[0].warnings[0]


def test_a_vtimezone_that_is_the_calendars_zone_by_another_name_is_that_zone() -> None:
    raw = calendar(
        event("DTSTART;TZID=Club time:20260327T190000"),
        head=("X-WR-TIMEZONE:Europe/Lisbon", *CLUB_TIME),
    )
    found = only(read(raw).occurrences)
    assert (found.zone, found.warnings) == ("Europe/Lisbon", ())


def test_a_known_name_wins_over_a_vtimezone_that_says_otherwise() -> None:
    head = tuple(line.replace("Club time", "America/New_York") for line in CLUB_TIME)
    raw = calendar(event(f"DTSTART;TZID=America/New_York:{EVENING}"), head=head)
    assert only(read(raw).occurrences).start.isoformat() == "2026-01-10T19:00:00-05:00"


def test_a_vtimezone_names_its_place() -> None:
    head = ("BEGIN:VTIMEZONE", "TZID:Here", "X-LIC-LOCATION:Asia/Tokyo", "END:VTIMEZONE")
    raw = calendar(event(f"DTSTART;TZID=Here:{EVENING}"), head=head)
    assert only(read(raw).occurrences).zone == "Asia/Tokyo"


@pytest.mark.parametrize("start", ["DTSTART", "DTSTART;TZID=Nowhere/Land"])
def test_x_wr_timezone_stands_in_before_the_feeds_and_the_sites_zone(start: str) -> None:
    raw = calendar(event(f"{start}:{EVENING}"), head=("X-WR-TIMEZONE:America/Denver",))
    assert only(read(raw, feed_zone="Asia/Tokyo").occurrences).zone == "America/Denver"


def test_the_feeds_zone_stands_in_before_the_sites() -> None:
    raw = calendar(event(f"DTSTART:{EVENING}"))
    assert only(read(raw, feed_zone="Asia/Tokyo").occurrences).zone == "Asia/Tokyo"
    found = only(read(raw).occurrences)
    assert found.zone == "America/New_York"
    assert found.warnings == ("The time names no zone; read in America/New_York.",)


def test_an_unknown_zone_is_warned_of() -> None:
    found = only(read(calendar(event(f"DTSTART;TZID=Nowhere/Land:{EVENING}"))).occurrences)
    assert found.start.isoformat() == "2026-01-10T19:00:00-05:00"
    assert "Nowhere/Land" in found.warnings[0]


def test_an_unknown_x_wr_timezone_is_warned_of() -> None:
    raw = calendar(event(f"DTSTART:{EVENING}"), head=("X-WR-TIMEZONE:Atlantis",))
    assert "Atlantis" in only(read(raw).occurrences).warnings[0]


def test_utc_times_are_shown_in_the_calendars_own_zone() -> None:
    raw = calendar(event("DTSTART:20260111T000000Z"), head=("X-WR-TIMEZONE:America/New_York",))
    found = only(read(raw).occurrences)
    assert (found.start.isoformat(), found.zone) == (
        "2026-01-10T19:00:00-05:00",
        "America/New_York",
    )


def test_an_all_day_event_is_a_day_of_the_calendars_zone() -> None:
    raw = calendar(event("DTSTART;VALUE=DATE:20260701"), head=("X-WR-TIMEZONE:Europe/Rome",))
    found = only(read(raw).occurrences)
    assert (found.start.isoformat(), found.zone) == ("2026-07-01T00:00:00+02:00", "Europe/Rome")


def test_each_calendar_of_a_file_has_its_own_zone() -> None:
    raw = calendar(
        event(f"DTSTART:{EVENING}", uid="a"), head=("X-WR-TIMEZONE:Europe/Rome",)
    ) + calendar(event(f"DTSTART:{EVENING}", uid="b"), head=("X-WR-TIMEZONE:Asia/Tokyo",))
    zones = {each.uid: each.zone for each in read(raw).occurrences}
    assert zones == {"a": "Europe/Rome", "b": "Asia/Tokyo"}


def test_a_vtimezone_without_a_sound_observance_is_an_unknown_zone() -> None:
    head = (
        "BEGIN:VTIMEZONE", "TZID:Broken", "BEGIN:STANDARD", "DTSTART:yesterday",
        "TZOFFSETFROM:+9999", "TZOFFSETTO:five", "END:STANDARD", "END:VTIMEZONE",
    )  # fmt: skip
    raw = calendar(event(f"DTSTART;TZID=Broken:{EVENING}"), head=head)
    assert "Broken" in only(read(raw).occurrences).warnings[0]
