"""Rules found from dates alone."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import pytest

from app.events.syndication.recurrence import infer_recurrence


def at(days: Iterable[str], clock: str = "19:00") -> list[datetime]:
    return [datetime.combine(date.fromisoformat(day), time.fromisoformat(clock)) for day in days]


def every(first: str, count: int, days: int) -> list[str]:
    begin = date.fromisoformat(first)
    return [str(begin + timedelta(days=days * n)) for n in range(count)]


@pytest.mark.parametrize(
    ("days", "rule"),
    [
        (every("2026-03-06", 10, 7), "FREQ=WEEKLY;BYDAY=FR;COUNT=10"),
        (every("2026-03-06", 2, 7), "FREQ=WEEKLY;BYDAY=FR;COUNT=2"),
        (every("2026-03-06", 5, 14), "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=FR;COUNT=5"),
        (every("2026-03-06", 9, 1), "FREQ=DAILY;COUNT=9"),
        (every("2026-03-06", 6, 3), "FREQ=DAILY;INTERVAL=3;COUNT=6"),
        (
            sorted(every("2026-03-05", 4, 7) + every("2026-03-07", 4, 7)),
            "FREQ=WEEKLY;BYDAY=TH,SA;COUNT=8",
        ),
        (
            ["2026-01-02", "2026-02-06", "2026-03-06", "2026-04-03"],
            "FREQ=MONTHLY;BYDAY=1FR;COUNT=4",
        ),
        (
            ["2026-01-02", "2026-01-16", "2026-02-06", "2026-02-20", "2026-03-06"],
            "FREQ=MONTHLY;BYDAY=1FR,3FR;COUNT=5",
        ),
        (
            ["2026-01-30", "2026-02-27", "2026-03-27", "2026-04-24", "2026-05-29"],
            "FREQ=MONTHLY;BYDAY=-1FR;COUNT=5",
        ),
        (["2026-01-15", "2026-02-15", "2026-03-15"], "FREQ=MONTHLY;BYMONTHDAY=15;COUNT=3"),
        (
            ["2026-01-31", "2026-03-31", "2026-05-31"],
            "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31;COUNT=3",
        ),
        (["2026-01-31", "2026-02-28", "2026-03-31"], "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3"),
        (
            ["2026-01-04", "2026-04-04", "2026-07-04"],
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=4;COUNT=3",
        ),
    ],
)
def test_the_rule_is_the_one_that_people_would_name(days: list[str], rule: str) -> None:
    recurrence = infer_recurrence(at(days))
    assert recurrence is not None
    assert recurrence.rule == rule
    assert recurrence.excluded == ()
    assert recurrence.published == set(at(days))
    assert recurrence.first == at(days)[0]


@pytest.mark.parametrize(
    "days",
    [
        [],
        ["2026-03-06"],
        ["2026-03-06", "2026-03-15"],
        ["2026-03-06", "2026-03-20"],
        ["2026-03-06", "2026-03-09", "2026-04-21", "2026-06-02"],
        ["2026-03-02", "2026-03-05", "2026-03-07"],
    ],
)
def test_dates_without_a_pattern_have_no_rule(days: list[str]) -> None:
    assert infer_recurrence(at(days)) is None


def test_a_few_missing_dates_are_exceptions() -> None:
    days = every("2026-03-06", 12, 7)
    gaps = [days.pop(7), days.pop(3)]
    recurrence = infer_recurrence(at(days))
    assert recurrence is not None
    assert recurrence.rule == "FREQ=WEEKLY;BYDAY=FR;COUNT=12"
    assert recurrence.excluded == tuple(sorted(at(gaps)))


def test_with_more_than_a_quarter_missing_there_is_no_rule() -> None:
    days = every("2026-03-06", 16, 7)
    assert infer_recurrence(at(day for n, day in enumerate(days) if n % 3 or n == 0)) is None


def test_an_extra_date_and_a_matinee_stand_beside_the_rule() -> None:
    regular = at(every("2026-03-06", 8, 7))
    extra, matinee = at(["2026-03-10"]), at(["2026-03-07"], "14:00")
    recurrence = infer_recurrence(sorted(regular + extra + matinee))
    assert recurrence is not None
    assert recurrence.published == set(regular)
    assert recurrence.excluded == ()


def test_a_long_gap_costs_no_time() -> None:
    assert infer_recurrence(at(["1900-01-01", "1900-01-02", "1900-01-03", "2090-01-01"])) is None
