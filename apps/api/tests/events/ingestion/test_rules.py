import pytest

from app.events.ingestion.rules import feed_name_of_file


@pytest.mark.parametrize("stem", ["Club", "club (1)", "Club - Copy", "CLUB - copy (2)"])
def test_a_calendar_downloaded_again_is_the_same_feed(stem: str) -> None:
    assert feed_name_of_file(stem) == "club"
