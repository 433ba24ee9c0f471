from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.events.matching.categories import by_source, by_words
from app.events.matching.category_words import DESCRIBING, STRONG, WEAK
from tests.labelled import texts as labelled

REGISTRY = tuple(STRONG)


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Jazz at the Bay", {"live-music"}),
        ("Rock climbing for beginners", {"sports-fitness", "classes-workshops"}),
        ("Food Trucks Rally", {"food-drink"}),
        ("Bandana Day", set()),
        ("Annual meeting", {"community"}),
        ("Book club", {"talks-books"}),
        ("Wine & Design painting class", {"classes-workshops", "arts-exhibitions"}),
        ("Rock painting for kids", {"family-kids", "arts-exhibitions"}),
        ("Band camp", {"family-kids", "classes-workshops"}),
        ("Film scoring concert", {"live-music"}),
        ("Beer yoga", {"sports-fitness", "food-drink"}),
        ("The Comedy of Errors", {"theater-dance"}),
        ("Romantic comedy double feature", {"film"}),
        ("Country club golf", {"sports-fitness"}),
        ("Jazzercise", {"sports-fitness"}),
        ("Garden-variety improv", {"comedy"}),
        ("Market Street Jazz Trio", {"live-music"}),
        ("Stock Market for Beginners", {"classes-workshops"}),
        ("Fair Oaks Neighborhood Association", {"community"}),
        ("Festival Singers", {"live-music"}),
        ("Playdate", {"family-kids"}),
        ("Play ball!", {"sports-fitness"}),
        ("Opera glasses exhibit", {"arts-exhibitions"}),
        ("Gulfside Herons vs. Cape Owls", {"sports-fitness"}),
        ("Guitar lessons", {"classes-workshops"}),
        ("Film: Two Left Shoes for Dancing", {"film"}),
        ("Movie at the Museum", {"film"}),
        ("Workshop: Portraits in Oil", {"classes-workshops", "arts-exhibitions"}),
        ("Kids' Yoga", {"family-kids", "sports-fitness"}),
        ("Día de los Muertos", {"festivals"}),
        ("Private event", set()),
    ],
)
def test_a_title_tells_its_categories_by_whole_words(title: str, slugs: set[str]) -> None:
    assert by_words(title) == slugs


@pytest.mark.parametrize(
    ("title", "description", "slugs"),
    [
        ("The Tideline", "A new play by Corin Hale.", {"theater-dance"}),
        ("Jazz Night", "Beside the farmers market.", {"live-music"}),
        ("Sanctuary", "A wine bar is next door, the theater a short walk away.", set()),
        ("Holiday Lights Club", "Stand-up comedy in a tent.", {"festivals"}),
        ("The Long Walk", "Stand-up comedy in a tent.", {"comedy"}),
    ],
)
def test_a_description_speaks_where_the_title_says_nothing_strong(
    title: str, description: str, slugs: set[str]
) -> None:
    assert by_words(title, description) == slugs


@pytest.mark.parametrize(
    ("names", "slugs"),
    [
        (["Food & Drink", "FILM", "Members only"], {"food-drink", "film"}),
        (["Food and Drink"], {"food-drink"}),
        (["Concerts"], {"live-music"}),
        (["Kids"], {"family-kids"}),
        (["Art"], {"arts-exhibitions"}),
        (["Music/Dance"], {"live-music", "theater-dance"}),
        (["Health & Wellness"], {"sports-fitness"}),
        (["Théâtre"], {"theater-dance"}),
        (["", "&", "General"], set()),
    ],
)
def test_a_sources_category_counts_by_its_name_or_a_synonym(
    names: list[str], slugs: set[str]
) -> None:
    assert by_source(names, REGISTRY) == slugs


def test_a_category_that_the_registry_has_not_is_not_given() -> None:
    assert by_source(["Concerts", "Film"], ["film"]) == {"film"}


def test_every_word_belongs_to_a_category_of_the_registry() -> None:
    assert set(WEAK) | set(DESCRIBING) <= set(STRONG)


@given(st.text(), st.none() | st.text(), st.lists(st.text()))
def test_no_words_break_the_reading(title: str, description: str | None, names: list[str]) -> None:
    assert by_words(title, description) <= set(REGISTRY)
    assert len(by_words(title, description)) <= 3
    assert by_source(names, REGISTRY) <= set(REGISTRY)


@pytest.mark.parametrize("piece", ["live ", "at ", " at the ", "a: ", "é", "story ", "/", " and "])
def test_a_hostile_text_is_read_in_no_time(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    started = process_time()
    by_words(text, text)
    by_source([text], REGISTRY)
    assert process_time() - started < 0.2


def test_descriptions_help_on_every_part() -> None:
    values = {(score.name, score.part): score.value for score in labelled.measures()}
    for part in labelled.PARTS:
        alone = values["categories: macro-F1, titles alone", part]
        assert values["categories: macro-F1", part] > alone
