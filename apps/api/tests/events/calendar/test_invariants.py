"""What holds for every input: no crash, no lost neighbour, order, identity, determinism."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.events.calendar import NotACalendarError
from tests.factories.written_calendars import WINDOW, calendar, event, read

FRAGMENTS = [
    b"", b"\r\n", b"\n", b"\r", b" ", b"\t", b"\0", b"\xff", b"\xc3", b'"', b":", b";", b",", b"=",
    b"\\", b"\r\n ", b"BEGIN:VALARM\r\n", b"END:VALARM\r\n", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n",
    b"END:VTIMEZONE\r\n", b"RRULE:FREQ=DAILY\r\n", b"RECURRENCE-ID:20260110T190000Z\r\n",
    b"DTSTART:20260110T190000Z\r\n", b"DTEND:\r\n", b"UID:\r\n", b";TZID=Mars/Base:", b"99999999",
    b"20260230T250000Z", b"-P1D", b"\xef\xbb\xbf", b"\r\r\n", "é".encode(), b"\x1f\x8b",
]  # fmt: skip
moments = st.datetimes(datetime(2025, 11, 1), datetime(2027, 1, 31)).map(  # noqa: DTZ001
    lambda moment: moment.strftime("%Y%m%dT%H%M%S")
)
starts = st.one_of(
    moments.map(lambda text: f"DTSTART:{text}Z"),
    moments.map(lambda text: f"DTSTART;TZID=America/New_York:{text}"),
    moments.map(lambda text: f"DTSTART;VALUE=DATE:{text[:8]}"),
)
extras = st.lists(
    st.sampled_from(
        [
            "DURATION:PT2H", "RRULE:FREQ=WEEKLY;COUNT=5", "RRULE:FREQ=MONTHLY;BYDAY=1FR",
            "EXDATE;VALUE=DATE:20260610", "STATUS:CANCELLED", "LOCATION:Harbor Hall\\, Stage",
            "DESCRIPTION:Zwölf Boxkämpfer jagen Viktor", "RDATE:20260301T190000Z", "DTEND:broken",
            "SEQUENCE:2",
        ]
    ),
    max_size=4,
    unique=True,
)  # fmt: skip


@st.composite
def events(draw: st.DrawFn, uid: str) -> str:
    return event(draw(starts), *draw(extras), uid=uid, summary=f"Title of {uid}")


@st.composite
def mutations(draw: st.DrawFn, raw: bytes) -> bytes:
    """Return the bytes with up to six places replaced by something nasty."""
    mutated = raw
    for _ in range(draw(st.integers(1, 6))):
        first = draw(st.integers(0, len(mutated)))
        length = draw(st.integers(0, 12))
        nasty = draw(st.one_of(st.sampled_from(FRAGMENTS), st.binary(max_size=4)))
        mutated = mutated[:first] + nasty + mutated[first + length :]
    return mutated


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(), st.binary().map(lambda tail: b"BEGIN:VCALENDAR\r\n" + tail)))
def test_any_bytes_are_read_or_refused_in_words(raw: bytes) -> None:
    try:
        reading = read(raw)
    except NotACalendarError as error:
        assert str(error).endswith(".")  # noqa: PT017  either outcome is sound
    else:
        assert reading.occurrences == []


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_event_never_costs_a_neighbour(data: st.DataObject) -> None:
    before, victim, after = (data.draw(events(uid)) for uid in ("before", "victim", "after"))
    body = victim.removesuffix("\r\n").encode()
    sound = calendar(before, "@\r\n", after)
    damaged = sound.replace(b"@", data.draw(mutations(body)))
    neighbours = {"before", "after"}
    expected = [each for each in read(sound).occurrences if each.uid in neighbours]
    found = [each for each in read(damaged).occurrences if each.uid in neighbours]
    assert found == expected


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_reading_is_sorted_distinct_within_its_window_and_repeatable(
    data: st.DataObject,
) -> None:
    uids = data.draw(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=6))
    whole = calendar(*(data.draw(events(uid)) for uid in uids))
    raw = data.draw(st.one_of(st.just(whole), mutations(whole)))
    try:
        first, second = read(raw), read(raw)
    except NotACalendarError:
        return
    assert first == second
    found = first.occurrences
    assert [each.start for each in found] == sorted(each.start for each in found)
    identities = [(each.uid, each.recurrence_key, each.variant) for each in found]
    assert len(set(identities)) == len(identities)
    opens, closes = (datetime.combine(day, datetime.min.time(), UTC) for day in WINDOW)
    for each in found:
        assert each.start < closes + timedelta(days=2)
        assert (each.end or each.start) >= opens - timedelta(days=1)
        assert each.end is None or each.end > each.start
        assert str(each.start.tzinfo) == each.zone
        assert datetime.fromisoformat(each.recurrence_key).tzinfo is not None


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_wider_window_only_adds(data: st.DataObject) -> None:
    raw = calendar(*(data.draw(events(uid)) for uid in ("a", "b")))
    narrow = read(raw, (date(2026, 3, 1), date(2026, 3, 31))).occurrences
    assert set(narrow) <= set(read(raw).occurrences)
