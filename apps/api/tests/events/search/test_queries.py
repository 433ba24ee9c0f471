"""What is typed into the search box, read; and misspelled words, put right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.events.search.queries import MOST_TERMS, all_words, any_word, parse_query
from app.events.search.words.corrections import (
    LONGEST_CORRECTED,
    KnownWord,
    best_correction,
    is_correctable,
    near_misses,
)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("  Jazz   BRUNCH ", "jazz brunch"),
        ("“night market” food", '"night market" food'),
        ("rock'n'roll", "rock n roll"),
        ("AT&T", "at t"),
        ("a-b -c --d", "a b -c d"),
        ("OR jazz OR OR folk OR", "jazz OR folk"),
        ("jazz or folk", "jazz or folk"),
        ('-"night market"', '-"night market"'),
        ('"" - ""', ""),
        ("\0\ud800!?", ""),
        ("\u0130x", '"i x"'),
    ],
)
def test_a_query_is_understood(typed: str, understood: str) -> None:
    assert parse_query(typed).text == understood


def test_only_the_last_word_may_be_unfinished_and_a_space_finishes_it() -> None:
    assert [term.is_open for term in parse_query("jazz bru").terms] == [False, True]
    assert [term.is_open for term in parse_query("jazz bru ").terms] == [False, False]
    assert [term.is_open for term in parse_query('"jazz bru').terms] == [False]
    assert [term.is_open for term in parse_query("jazz -bru").terms] == [False, False]


def test_stop_words_are_left_out_of_what_is_asked() -> None:
    query = parse_query("the jazz -night OR a")
    stems = dict(zip(query.terms, ("", "'jazz'", "'night'", ""), strict=True))
    assert all_words(query, stems) == "('jazz') & !('night')"
    assert any_word(query, stems) == "(('jazz')) & !('night')"
    nothing = dict.fromkeys(query.terms, "")
    assert all_words(query, nothing) == any_word(query, nothing) == ""


@given(st.text(max_size=200))
def test_nothing_that_is_typed_fails_and_no_more_than_16_terms_are_asked(typed: str) -> None:
    query = parse_query(typed)
    assert len(query.terms) <= MOST_TERMS
    assert all(word.isalnum() for term in query.terms for word in term.words)
    # What was understood is understood the same again.
    assert parse_query(query.text).text == query.text


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("yoag", {"yoga": 5, "soap": 50}, ("yoga",)),
        ("musc", {"music": 90, "must": 3}, ("music",)),
        ("concret", {"concert": 40, "concrete": 2}, ("concert",)),
        ("ballte", {"ballet": 9, "battle": 9}, ("ballet",)),
        ("foodtruck", {"food": 9, "truck": 3, "foo": 1}, ("food", "truck")),
        ("zqxw", {"jazz": 9}, None),
        ("art", {}, None),
    ],
)
def test_a_word_is_put_right_by_the_nearest_and_then_the_most_frequent(
    word: str, known: dict[str, int], meant: tuple[str, ...] | None
) -> None:
    assert best_correction(word, [KnownWord(*each) for each in known.items()]) == meant


@given(st.text(max_size=40))
def test_near_misses_of_anything_are_few_and_never_the_word_itself(word: str) -> None:
    if is_correctable(word):
        near = near_misses(word)
        assert word not in near
        assert len(near) < 53 * LONGEST_CORRECTED
