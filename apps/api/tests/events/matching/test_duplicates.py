from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.events.matching.duplicates import Listing, compare
from tests.labelled.duplicates import compare_pair, measures
from tests.labelled.scoring import read_cases

EVENING = datetime(2026, 3, 6, 19, 0, tzinfo=UTC)


def listed(title: str, *, minutes: int = 0, **told: Any) -> Listing:
    starts_at = EVENING + timedelta(minutes=minutes)
    told = {"venue_id": 1, "venue_names": ["Harbor Hall"], **told}
    return Listing.prepared(title=title, starts_at=starts_at, local_date=starts_at.date(), **told)


def guided(title: str, **told: Any) -> Listing:
    return listed(title, is_aggregator=True, **told)


def test_the_labelled_pairs_are_told_apart_well_enough() -> None:
    missed = [score for score in measures() if score.is_missed]
    assert not missed


def test_the_labelled_set_is_large_and_balanced() -> None:
    pairs = read_cases("duplicates")
    assert len(pairs) >= 330
    assert 0.4 <= sum(pair["same"] for pair in pairs) / len(pairs) <= 0.6
    assert sum(pair["part"] == "held_out" for pair in pairs) * 3 >= len(pairs)
    assert all(pair["why"] for pair in pairs)


def test_no_labelled_pair_is_both_merged_and_asked_about() -> None:
    for pair in read_cases("duplicates"):
        comparison = compare_pair(pair)
        assert not (comparison.is_same and comparison.is_suspected)
        assert 0 <= comparison.score <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beginner Yoga", "Advanced Yoga"),
        ("Yoga Level 1", "Yoga Level 2"),
        ("The Tempest, Part I", "The Tempest, Part II"),
        ("Storytime Ages 3-5", "Storytime Ages 6-8"),
        ("Pelicans vs. Manatees", "Pelicans vs. Herons"),
        ("The Tempest (Matinee)", "The Tempest (Evening)"),
        ("Rae Dunmore - early show", "Rae Dunmore - late show"),
        ("New Works: Members' preview", "New Works: Public opening"),
        ("Film Club: Harbor Lights", "Film Club: The Ferry"),
        ("Coast Festival 2025", "Coast Festival 2026"),
        ("Watercolor, Room A", "Watercolor, Room B"),
        ("Symphony Vol. 1", "Symphony Vol. 2"),
        ("Beginner Yoga in the Park", "Yoga in the Park"),
        ("Night Ferry", "Day Ferry"),
        ("Wind Ensemble: Spring Concert", "Wind Ensemble: Winter Concert"),
        ("Wednesday Yoga", "Thursday Yoga"),
    ],
)
def test_what_tells_two_events_apart_forbids_a_merge(one: str, other: str) -> None:
    assert not compare(listed(one), guided(other)).is_same
    assert not compare(guided(one), listed(other)).is_same


def test_starts_may_be_thirty_minutes_apart_and_no_more() -> None:
    assert compare(listed("Lena Ortiz"), guided("Lena Ortiz", minutes=30)).is_same
    assert not compare(listed("Lena Ortiz"), guided("Lena Ortiz", minutes=31)).is_same


def test_different_known_venues_are_never_merged() -> None:
    comparison = compare(listed("Lena Ortiz"), guided("Lena Ortiz", venue_id=2))
    assert (comparison.is_same, comparison.is_suspected) == (False, False)


def test_whole_days_and_hours_merge_only_by_equal_titles_and_with_a_guide() -> None:
    show = listed("Orchid Show", all_day=True)
    assert compare(show, guided("Orchid Show at Harbor Hall", minutes=-540)).is_same
    assert not compare(show, listed("Orchid Show")).is_same
    assert not compare(show, guided("Orchid Show: Petals of the Pacific")).is_same
    tomorrow = guided("Orchid Show", all_day=True, minutes=24 * 60)
    assert not compare(show, tomorrow).is_same


@pytest.mark.parametrize(
    ("shorter", "longer", "is_same"),
    [
        ("Sunset Drum Circle", "Sunset Drum Circle with Big Ed Tolliver", True),
        ("Film Club", "Film Club: Harbor Lights", False),  # fewer than twelve letters
        ("Harbor Lights Festival", "Harbor Lights Festival: Gala", False),  # more than 75 %
        ("Heritage Seafood Festival", "Heritage Seafood Festival Beer Garden", False),
        ("Broadway Melodies", "Broadway Melodies: Open Rehearsal for Schools", False),
    ],
)
def test_a_beginning_is_the_same_only_if_it_is_long_and_a_guide_shortens(
    shorter: str, longer: str, *, is_same: bool
) -> None:
    assert compare(guided(shorter), listed(longer)).is_same is is_same
    assert not compare(listed(shorter), listed(longer)).is_same


def test_what_is_near_is_asked_about() -> None:
    assert compare(guided("Film Club"), listed("Film Club: Harbor Lights")).is_suspected
    assert not compare(listed("Trivia Night"), guided("Music Bingo")).is_suspected


def test_without_a_place_a_common_title_is_no_evidence() -> None:
    somewhere = {"venue_id": None, "venue_names": ()}
    assert not compare(listed("Trivia Night"), guided("Trivia Night", **somewhere)).is_same
    rare = "Full Moon Kayak Tour of the Mangrove Tunnels"
    assert compare(listed(rare), guided(rare, **somewhere)).is_same
    assert compare(
        listed("Jazz Jam"), guided("Jazz Jam", **somewhere, location="Harbor Hall, Bayshore")
    ).is_same
    elsewhere = guided(rare, **somewhere, location="Tidewater Taproom")
    assert not compare(listed(rare), elsewhere).is_same


def test_two_rooms_of_a_house_are_two_places() -> None:
    one, other = listed("Storytime", room="Room 1"), guided("Storytime", room="Room 2")
    assert not compare(one, other).is_same
    assert compare(one, guided("Storytime")).is_same


def test_the_towns_own_name_says_nothing() -> None:
    shorter, longer = "Quilt Show", "Sarasota Quilt Show"
    towns = ["Sarasota"]
    assert compare(listed(shorter, towns=towns), guided(longer, towns=towns)).is_same


TITLES = st.text(max_size=60) | st.sampled_from(
    [side["title"] for pair in read_cases("duplicates") for side in (pair["a"], pair["b"])]
)


@given(TITLES, TITLES, st.booleans(), st.booleans())
def test_the_order_of_two_listings_makes_no_difference(
    left: str, right: str, is_guided: bool, is_placed: bool
) -> None:
    one = listed(left, is_aggregator=is_guided)
    other = listed(right, venue_id=1 if is_placed else None)
    assert compare(one, other) == compare(other, one)


@given(TITLES)
def test_a_listing_with_a_name_is_the_same_as_itself(title: str) -> None:
    one = listed(title)
    assert compare(one, one).is_same or not one.title.names
