"""Our walk through a rule against python-dateutil's, on rules that neither can misread."""

from datetime import datetime, timedelta

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from app.events.calendar.rule_dates import WorkBudget, rule_dates
from app.events.calendar.rules import read_rule

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
months = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True)
month_days = st.lists(
    st.integers(-31, 31).filter(lambda day: day != 0), min_size=1, max_size=4, unique=True
)
plain_days = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True)
ordinal_days = st.lists(
    st.builds(
        lambda ordinal, day: f"{ordinal}{day}",
        st.sampled_from([-2, -1, 1, 2, 3, 4, 5]),
        st.sampled_from(WEEKDAYS),
    ),
    min_size=1,
    max_size=3,
    unique=True,
)


def part(name: str, values: st.SearchStrategy[list[object]]) -> st.SearchStrategy[str]:
    return values.map(lambda chosen: f"{name}={','.join(map(str, chosen))}")


def optional(name: str, values: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), part(name, values))  # type: ignore[arg-type]


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    days = plain_days
    if frequency in ("MONTHLY", "YEARLY"):
        days = st.one_of(plain_days, ordinal_days)
    parts = [
        f"FREQ={frequency}",
        f"INTERVAL={draw(st.integers(1, 5))}",
        draw(optional("BYDAY", days)),
        draw(optional("BYMONTH", months)),
        "" if frequency == "WEEKLY" else draw(optional("BYMONTHDAY", month_days)),
        draw(optional("BYHOUR", st.lists(st.integers(0, 23), min_size=1, max_size=2, unique=True))),
        f"WKST={draw(st.sampled_from(WEEKDAYS))}",
    ]
    if frequency == "YEARLY" and draw(st.booleans()):
        days_of_year = st.lists(st.sampled_from([1, 60, 100, 366, -1]), min_size=1, unique=True)
        parts.append(draw(part("BYYEARDAY", days_of_year)))  # type: ignore[arg-type]
    if frequency in ("MONTHLY", "YEARLY"):
        positions = st.lists(st.sampled_from([1, 2, -1, -2]), min_size=1, unique=True)
        parts.append(draw(optional("BYSETPOS", positions)))
    # With COUNT dateutil may look for a date that never comes until the year 9999.
    is_simple = sum(each.startswith("BY") for each in parts) <= 1
    if is_simple and draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 40))}")
    return ";".join(filter(None, parts))


@settings(max_examples=120, deadline=None)
@given(
    rules(),
    st.datetimes(datetime(2019, 1, 1), datetime(2026, 12, 31)),  # noqa: DTZ001
    st.integers(0, 900),
)
def test_the_walk_names_the_dates_that_dateutil_names(
    text: str, start: datetime, ahead: int
) -> None:
    start = start.replace(microsecond=0)
    earliest = start + timedelta(days=ahead)
    latest = earliest + timedelta(days=800)
    bounded = f"{text};UNTIL=20320101T000000" if "COUNT" not in text else text
    theirs = rrulestr(bounded, dtstart=start).between(earliest, latest, inc=True)
    expected = sorted({*theirs, *([start] if earliest <= start <= latest else [])})
    ours = list(rule_dates(read_rule(text), start, earliest, latest, WorkBudget()))
    assert ours == expected


@given(st.text())
def test_any_text_is_read_as_a_rule_or_refused_with_a_reason(text: str) -> None:
    for candidate in (text, f"FREQ=DAILY;{text}", f"FREQ=MONTHLY;BYDAY={text}"):
        try:
            read_rule(candidate)
        except ValueError as error:
            assert str(error)  # noqa: PT017  every text may be read or refused
