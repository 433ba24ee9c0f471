import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.events.matching.venues import VenueEntry, VenueMatch, VenueMatcher
from tests.labelled.locations import measures
from tests.labelled.registry import REGISTRY, SLUGS
from tests.labelled.scoring import read_cases

MATCHER = VenueMatcher(REGISTRY.values(), areas=["Rosemary District"])


def slug(match: VenueMatch) -> str | None:
    return SLUGS[match.venue_id] if match.venue_id else None


def suggested(match: VenueMatch) -> list[str]:
    return [SLUGS[each.venue_id] for each in match.suggestions]


def test_the_labelled_locations_are_placed_well_enough_and_never_wrongly() -> None:
    missed = [score for score in measures() if score.is_missed]
    assert not missed


def test_the_labelled_set_is_large() -> None:
    cases = read_cases("locations")
    assert len(cases) >= 330
    assert len(REGISTRY) >= 60
    assert sum(case["part"] == "held_out" for case in cases) * 3 >= len(cases)


@pytest.mark.parametrize(
    ("text", "venue", "room", "method"),
    [
        ("Harbor Hall Sarasota", "harbor-hall", None, "alias"),
        ("harbor hall", "harbor-hall", None, "name"),
        ("Harbor Hall, Main Stage", "harbor-hall", "Main Stage", "name"),
        ("Main Stage at Harbor Hall", "harbor-hall", "Main Stage", "name"),
        ("Harbor Hall - Room 204", "harbor-hall", "Room 204", "name"),
        ("Harbor Hall, Studio Theater", "harbor-hall-studio", None, "name"),
        ("Harbor Hall 710 Bayshore Promenade Sarasota FL", "harbor-hall", None, "name"),
        ("1 N. Palm Ave", "palm-avenue-gallery", None, "address"),
        ("1 North Palm Avenue, Sarasota", "palm-avenue-gallery", None, "address"),
        ("225 Regatta Row, Room 5", "calusa-grand", "Room 5", "address"),
        ("Orange Blosom Library", "orange-blossom-library", None, "similar"),
        ("East County Library", "east-county-library", None, "name"),
    ],
)
def test_a_place_is_found_by_the_first_way_that_leads_to_it(
    text: str, venue: str, room: str | None, method: str
) -> None:
    match = MATCHER.match(text)
    assert (slug(match), match.room, match.method) == (venue, room, method)
    assert not match.suggestions


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("Online", "online"),
        ("ZOOM", "online"),
        ("Virtual Event", "online"),
        ("Main Library via Zoom", "online"),
        ("https://zoom.us/j/123", "online"),
        ("TBA", "nowhere"),
        ("Various locations", "nowhere"),
        ("Downtown", "nowhere"),
        ("Sarasota, FL", "nowhere"),
        ("Rosemary District", "nowhere"),
        ("https://harbor-hall.example/visit", "nowhere"),
        ("", "nowhere"),
    ],
)
def test_a_text_that_names_no_place_never_troubles_a_curator(text: str, method: str) -> None:
    match = MATCHER.match(text)
    assert (match.venue_id, match.method, match.suggestions) == (None, method, ())


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("Harbor Hall or Bayfront Gardens", ["harbor-hall", "bayfront-gardens"]),
        ("City Hall, Bradenton", ["city-hall"]),
        ("Cypress Hall", ["cypress-hall-sarasota", "cypress-hall-venice"]),
        ("1 Palm Ave", ["palm-avenue-gallery", "south-palm-studio"]),
        ("Studio 21", ["studio-12"]),
        ("Gulf Gate Community", ["gulf-gate-community-center", "gulf-gate-community-church"]),
        ("Joe's Bar, 100 Lemon Court", ["lemon-court-green"]),
        ("Hall Harbor", ["harbor-hall"]),
        ("Near Heron Lake Park", ["heron-lake-park"]),
        ("North County Library, 9100 Panther Ridge Road", ["north-county-library"]),
    ],
)
def test_where_there_is_doubt_a_curator_chooses(text: str, choices: list[str]) -> None:
    match = MATCHER.match(text)
    assert (match.venue_id, match.method) == (None, "none")
    assert set(choices) <= set(suggested(match))
    assert len(match.suggestions) <= 5
    assert all(75 <= each.score <= 92 for each in match.suggestions)


def test_an_address_beside_the_name_chooses_between_two_of_one_name() -> None:
    assert slug(MATCHER.match("Cypress Hall", "40 Canal St, Venice, FL")) == "cypress-hall-venice"
    assert slug(MATCHER.match("Cypress Hall", "Osprey, FL")) is None


def test_a_name_that_is_a_number_and_words_is_no_street() -> None:
    matcher = VenueMatcher([VenueEntry(1, "12 Oaks", "700 Acorn Road, Sarasota, FL 34236")])
    assert matcher.match("12 Oaks, 700 Acorn Rd").venue_id == 1


def test_without_venues_nothing_is_found() -> None:
    assert VenueMatcher([]).match("Harbor Hall, 1 Main Street").venue_id is None


@given(
    st.text(max_size=100),
    st.none() | st.text(max_size=60),
    st.sampled_from(["", "Harbor Hall", "1 N. Palm Ave", ", FL 34236", " at ", "\n"]),
)
def test_any_text_gets_an_answer(text: str, address: str | None, more: str) -> None:
    match = MATCHER.match(f"{text}{more}", address)
    assert match.venue_id is None or not match.suggestions
    assert match == MATCHER.match(f"{text}{more}", address)
