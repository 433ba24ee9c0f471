import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.events.matching.titles import normal_title, read_title

HALL = ("harbor hall",)


@pytest.mark.parametrize(
    "written",
    [
        "Maria Solano Quartet",
        "MARIA SOLANO QUARTET at Harbor Hall",
        "Maria Solano Quartet @ Harbor Hall",
        "Maria Solano Quartet live at Harbor Hall",
        "Harbor Hall presents: Maria Solano Quartet",
        "LIVE: Maria Solano Quartet",
        "🎷 Maria Solano Quartet 🎷",
        "SOLD OUT - Maria Solano Quartet",
        "CANCELLED: Maria Solano Quartet",
        "*NEW DATE* Maria Solano Quartet",
        "Maria Solano Quartet [tickets] (21+)",
        "Fri 3/6: Maria Solano Quartet",
        "Maria Solano Quartet – Friday, March 6, 2026",
        "Maria Solano Quartet, doors 7pm",
        "María Solano Quartet",
        "Maria Solano Quartet, presented by the Jazz Society",
    ],
)
def test_dress_place_date_and_state_are_no_part_of_a_title(written: str) -> None:
    assert normal_title(written, HALL) == "maria solano quartet"


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Part Two", "part 2"),
        ("Masterworks II", "masterworks 2"),
        ("Rock ’n’ Roll & Bingo", "rock and roll and bingo"),
        ("Pelicans vs. Gulls", "pelicans v gulls"),
        ("Lena w/ Theo", "lena theo"),
        ("Sold Out", "sold out"),
        ("7pm", "7pm"),
        ("Harbor Hall", "harbor hall"),
        ("", ""),
    ],
)
def test_numbers_and_joining_words_have_one_spelling(written: str, normal: str) -> None:
    assert normal_title(written, HALL) == normal


def test_what_tells_events_of_one_name_apart_is_kept() -> None:
    title = read_title("12th Annual Teen Chess Camp, Session 3 (2026)")
    assert title.groups == {"teens"}
    assert title.numbers == {"3"}
    assert title.counts == {"12"}
    assert title.years == {"2026"}


def test_a_play_called_twelfth_night_has_no_number() -> None:
    assert read_title("Mystery Book Club: The Ninth Pier").numbers == frozenset()


@given(st.text(max_size=120) | st.from_regex(r"[A-Za-z0-9:/@ ,()&#!-]{0,60}", fullmatch=True))
def test_a_normal_title_is_its_own_normal_title(title: str) -> None:
    normal = normal_title(title, HALL)
    assert normal_title(normal, HALL) == normal
