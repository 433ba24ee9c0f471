"""Content lines: escaped, and folded by octets between characters."""

from hypothesis import given
from hypothesis import strategies as st

from app.events.syndication.content_lines import fold, list_line, text_line
from app.events.syndication.records import plain


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_folding_is_undone_by_unfolding_and_cuts_no_character(line: str) -> None:
    folded = fold(line).encode()
    physical = folded.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(each) <= 75 for each in physical)
    assert [each.decode() for each in physical]  # each line is whole UTF-8 by itself
    assert folded.replace(b"\r\n ", b"").decode() == line + "\r\n"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_text_ends_its_line_or_begins_a_property(text: str) -> None:
    line = text_line("SUMMARY", plain(text)).replace("\r\n ", "")
    assert not line or line.count("\r\n") == line.count("\n") == line.count("\r") == 1
    assert len(line.splitlines()) == bool(line)


def test_special_characters_are_escaped() -> None:
    assert text_line("SUMMARY", "a\\b; c, d\ne") == "SUMMARY:a\\\\b\\; c\\, d\\ne\r\n"
    assert list_line("CATEGORIES", ["Food, Drink", "Art"]) == "CATEGORIES:Food\\, Drink,Art\r\n"


def test_nothing_to_say_is_no_line() -> None:
    assert text_line("LOCATION", "") == list_line("CATEGORIES", []) == ""


def test_what_no_feed_can_hold_is_left_out() -> None:
    assert plain("a\x00b\x1b\r\nc\u2028d\x85e\ufffe ") == "ab\nc\nd\ne"
    assert plain(None) == ""
