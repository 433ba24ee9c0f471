"""VTIMEZONE: another parser finds the same offsets in it as the zone itself has."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import icalendar
import pytest

from app.events.syndication.vtimezones import vtimezone

ZONES = [
    "America/New_York", "America/Phoenix", "America/Santiago", "Europe/Dublin", "Africa/Casablanca",
    "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia",
]  # fmt: skip


@pytest.mark.parametrize("name", ZONES)
def test_it_holds_at_every_hour_around_its_changes_and_on_every_day(name: str) -> None:
    component = icalendar.Timezone.from_ical(vtimezone(name, 2025, 2026))
    assert isinstance(component, icalendar.Timezone)
    theirs = component.to_tz(lookup_tzid=False)
    ours = ZoneInfo(name)
    begin = datetime(2025, 1, 1, 13, tzinfo=UTC)
    moments = [begin + timedelta(hours=hours) for hours in range(24 * 365 * 2 - 48)]
    for before, moment in pairwise(moments):
        wall = moment.astimezone(ours).replace(tzinfo=None, fold=0)
        is_near_a_change = _offset(before, ours) != _offset(moment + timedelta(hours=3), ours)
        is_doubled = wall.replace(tzinfo=ours).utcoffset() != _offset(moment, ours)
        if (is_near_a_change or wall.hour == 12) and not is_doubled:
            assert theirs.utcoffset(wall) == _offset(moment, ours), wall


def test_the_onset_is_told_by_the_clock_of_before() -> None:
    text = vtimezone("America/New_York", 2026, 2026)
    assert (
        "BEGIN:DAYLIGHT\r\nDTSTART:20260308T020000\r\n"
        "TZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nTZNAME:EDT\r\n" in text
    )
    assert (
        "BEGIN:STANDARD\r\nDTSTART:20261101T020000\r\n"
        "TZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nTZNAME:EST\r\n" in text
    )


def test_absurd_years_cost_nothing_absurd() -> None:
    assert vtimezone("Asia/Tokyo", 1, 9999).startswith("BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\n")


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()
