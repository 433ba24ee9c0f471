import pytest

from app.events.ingestion.rules import (
    categories_by_source,
    categories_by_words,
    feed_name_of_file,
    read_price,
)


@pytest.mark.parametrize(
    "words",
    [
        "Free admission",
        "Doors at 7. Admission: free",
        "Free with RSVP",
        "No cover charge!",
        "This concert is free and open to all.",
        "Jazz in the park (free)",
        "Cost: $0.00",
        "Free",
    ],
)
def test_what_is_said_to_be_free_is_free(words: str) -> None:
    assert read_price(words).free == "yes"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "A lovely evening.",
        "Feel free to bring a chair",
        "Gluten-free cake",
        "Parking $5",
        "Free parking",
        "Win $1,000,000!",
        "Sugar free, smoke free",
    ],
)
def test_silence_about_the_price_is_unknown(words: str) -> None:
    assert read_price(words).free == "unknown"


@pytest.mark.parametrize(
    ("words", "low", "high", "text"),
    [
        ("Tickets $10–$15", 1000, 1500, "$10–$15"),
        ("Admission is $7.50 at the door", 750, 750, "$7.50"),
        ("Free for members; admission $10", 1000, 1000, "$10"),
        ("Cost: $10 to 15", 1000, 1500, "$10–$15"),
        ("$1,200.50", 120_050, 120_050, "$1,200.50"),
        ("Tickets $20-$10", 2000, 2000, "$20"),
    ],
)
def test_a_stated_price_is_read_in_cents(words: str, low: int, high: int, text: str) -> None:
    price = read_price(words)
    assert (price.free, price.min_minor, price.max_minor, price.text) == ("no", low, high, text)
    assert price.currency == "USD"


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Jazz at the Bay", {"live-music"}),
        ("Rock climbing for beginners", {"sports-fitness", "classes-workshops"}),
        ("Food Trucks Rally", {"food-drink"}),
        ("Bandana Day", set()),
        ("Annual meeting", set()),
    ],
)
def test_categories_are_told_by_whole_words_of_the_title(title: str, slugs: set[str]) -> None:
    assert categories_by_words(title) == slugs


def test_a_sources_category_counts_only_if_the_registry_has_it() -> None:
    registry = ["food-drink", "film"]
    assert categories_by_source(["Food & Drink", "FILM", "Members only"], registry) == {
        "food-drink",
        "film",
    }


@pytest.mark.parametrize("stem", ["Club", "club (1)", "Club - Copy", "CLUB - copy (2)"])
def test_a_calendar_downloaded_again_is_the_same_feed(stem: str) -> None:
    assert feed_name_of_file(stem) == "club"
