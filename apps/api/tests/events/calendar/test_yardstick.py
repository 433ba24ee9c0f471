"""Sound calendars read as icalendar and recurring-ical-events read them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.factories.written_calendars import calendar, event, read

ZONES = ["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe"]
FREQUENCIES = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]


@st.composite
def sound_events(draw: st.DrawFn, uid: str) -> str:
    """Return a series with exclusions, additions and one moved date, all in one zone."""
    start = draw(st.datetimes(datetime(2024, 1, 1), datetime(2026, 6, 30))).replace(  # noqa: DTZ001
        hour=draw(st.integers(6, 23)), second=0, microsecond=0
    )
    zone = draw(st.sampled_from(ZONES))
    rule = f"FREQ={draw(st.sampled_from(FREQUENCIES))};INTERVAL={draw(st.integers(1, 4))}"
    if draw(st.booleans()):
        rule += f";COUNT={draw(st.integers(1, 60))}"

    def at(name: str, moment: datetime) -> str:
        return f"{name};TZID={zone}:{moment:%Y%m%dT%H%M%S}"

    lines = [at("DTSTART", start), at("DTEND", start + timedelta(hours=2)), f"RRULE:{rule}"]
    weeks = draw(st.lists(st.integers(1, 30), max_size=3, unique=True))
    lines += [at("EXDATE", start + timedelta(weeks=week)) for week in weeks]
    added = draw(st.lists(st.integers(1, 200), max_size=2, unique=True))
    # Seventeen minutes earlier: recurring-ical-events mixes up wall times of two offsets.
    lines += [at("RDATE", start + timedelta(days=day, minutes=-17)) for day in added]
    return event(*lines, uid=uid)


@st.composite
def plain_events(draw: st.DrawFn, uid: str) -> str:
    day = draw(st.dates(date(2025, 12, 1), date(2027, 1, 31)))
    length = draw(st.integers(1, 9))
    return event(
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=length):%Y%m%d}",
        uid=uid,
    )


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@settings(max_examples=40, deadline=None, phases=[Phase.reuse, Phase.generate])
@given(st.data())
def test_sound_calendars_give_the_same_dates(data: st.DataObject) -> None:
    raw = calendar(
        *(data.draw(sound_events(f"series-{n}")) for n in range(2)),
        *(data.draw(plain_events(f"plain-{n}")) for n in range(2)),
    )
    first, last = date(2026, 1, 15), date(2026, 12, 15)
    ours = {
        (each.uid, each.start.date() if each.all_day else each.start.astimezone(UTC))
        for each in read(raw, (first, last)).occurrences
    }
    new_york = ZoneInfo("America/New_York")
    opens = datetime.combine(first, datetime.min.time(), new_york)
    closes = datetime.combine(last + timedelta(days=1), datetime.min.time(), new_york)
    parsed = icalendar.Calendar.from_ical(raw)
    theirs = {
        (str(each["UID"]), _instant(each["DTSTART"].dt))
        for each in recurring_ical_events.of(parsed).between(opens, closes)
    }
    assert ours == theirs


def _instant(moment: date) -> date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
