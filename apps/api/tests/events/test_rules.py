from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.events.rules import (
    current_week,
    local_days,
    normal_form,
    slugify,
    split_canonical_segment,
)

NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Jazz Night", "jazz-night"),
        ("Café L'Été — Jazz & Wine!", "cafe-lete-jazz-wine"),
        ("  100% -- Pure_Fun  ", "100-pure-fun"),
        ("日本", "event"),
        ("", "event"),
    ],
)
def test_a_slug_is_plain_words_joined_by_hyphens(title: str, slug: str) -> None:
    assert slugify(title) == slug


@given(st.text(max_size=400))
def test_a_slug_never_looks_like_a_canonical_segment_and_is_its_own_slug(title: str) -> None:
    slug = slugify(title)
    assert 0 < len(slug) <= 80
    assert split_canonical_segment(slug) == (slug, None)
    assert slugify(slug) == slug


def test_a_canonical_segment_names_slug_and_event() -> None:
    assert split_canonical_segment("jazz-night--e7") == ("jazz-night", 7)
    assert split_canonical_segment("jazz-night--e") == ("jazz-night--e", None)
    assert split_canonical_segment("x--e" + "9" * 30) == ("x--e" + "9" * 30, None)


@pytest.mark.parametrize(
    "written", ["O'Malley's Café", "o’malleys   cafe", "OMALLEY'S, CAFE.", " Omalleys Cafe "]
)
def test_names_of_a_place_are_compared_in_one_form(written: str) -> None:
    assert normal_form(written) == "omalleys cafe"


def test_local_days_follow_the_sites_zone_and_an_exclusive_end() -> None:
    start = datetime(2026, 3, 8, 4, 30, tzinfo=UTC)
    assert local_days(start, None, NEW_YORK) == (date(2026, 3, 7), date(2026, 3, 7))
    midnight = datetime(2026, 3, 8, 5, 0, tzinfo=UTC)
    assert local_days(start, midnight, NEW_YORK)[1] == date(2026, 3, 7)
    assert local_days(start, start, NEW_YORK)[1] == date(2026, 3, 7)
    next_night = datetime(2026, 3, 9, 4, 0, 1, tzinfo=UTC)
    assert local_days(start, next_night, NEW_YORK)[1] == date(2026, 3, 9)


def test_a_week_begins_on_monday() -> None:
    assert current_week(date(2026, 3, 2)) == (date(2026, 3, 2), date(2026, 3, 8))
    assert current_week(date(2026, 3, 8)) == (date(2026, 3, 2), date(2026, 3, 8))
