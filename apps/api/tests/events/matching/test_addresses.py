import pytest

from app.events.matching.location_texts import read_postal_address


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 N. Palm Ave", "1 North Palm Avenue"),
        ("452 3rd Ave W, Bradenton", "452 Third Avenue West, Bradenton, FL 34205"),
        ("1145 Cannery Ln", "1145 CANNERY LANE"),
        ("400 Gulf Blvd.", "400 Gulf Boulevard, Sarasota"),
    ],
)
def test_two_spellings_of_a_door_are_one(one: str, other: str) -> None:
    door = read_postal_address(one, ()).door
    assert door
    assert door == read_postal_address(other, ()).door


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 N. Palm Ave", "1 S. Palm Ave"),
        ("1 N. Palm Ave", "11 N. Palm Ave"),
        ("225 Regatta Row", "225 Regatta Drive"),
    ],
)
def test_another_number_direction_or_type_is_another_door(one: str, other: str) -> None:
    assert read_postal_address(one, ()).door != read_postal_address(other, ()).door


def test_unit_town_and_zip_code_are_read_apart() -> None:
    address = read_postal_address("1440 2nd St, Ste 210, Sarasota, FL 34236-1234, USA", ())
    assert (address.unit, address.city, address.zip_code) == ("210", "sarasota", "34236")


def test_a_text_without_a_street_has_no_door() -> None:
    assert read_postal_address("Venice, FL", ()).door is None
