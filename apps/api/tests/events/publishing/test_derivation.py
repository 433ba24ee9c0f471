"""Which source's word counts, field by field."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.events.publishing.derivation import derive
from app.events.publishing.records import Derived, Telling

NEW_YORK = ZoneInfo("America/New_York")
START = datetime(2026, 7, 1, 19, tzinfo=NEW_YORK)


def telling(
    number: int,
    *,
    home: int = 1,
    rank: int = 20,
    start: datetime = START,
    venue_id: int | None = None,
    original: datetime | None = None,
    **said: Any,
) -> Telling:
    """One date as a feed tells it; each home has a feed of its own."""
    payload: dict[str, Any] = {
        "summary": "The Tideline",
        "description": None,
        "location": None,
        "url": None,
        "categories": [],
        "organizer": None,
        "start": start.isoformat(),
        "end": None,
        "all_day": False,
        "zone": "America/New_York",
        "status": "scheduled",
        "is_recurring": False,
    }
    return Telling(
        observation_id=number,
        home_id=home,
        feed_id=home,
        source_id=home,
        rank=rank,
        source_kind="organiser",
        recurrence_key=(original or start).isoformat(),
        payload=payload | said,
        starts_at=start,
        venue_id=venue_id,
        room=None,
    )


def derived(*tellings: Telling, **pinned: Any) -> Derived:
    return derive(
        tellings,
        root_id=1,
        stored_keys=(),
        pinned=pinned,
        registry=["theater-dance", "film"],
        zone=NEW_YORK,
    )


def test_a_price_field_of_the_source_makes_the_events_price() -> None:
    fields = derived(telling(1, cost="10.00 - 15.00")).fields
    assert (fields["free"], fields["price_min_minor"], fields["price_max_minor"]) == (
        "no",
        1000,
        1500,
    )


def test_dates_that_differ_on_being_free_make_no_claim() -> None:
    later = START + timedelta(days=1)
    both = derived(telling(1, is_free=True), telling(2, start=later, is_free=False))
    assert both.fields["free"] == "unknown"
    assert derived(telling(1, is_free=True)).fields["free"] == "yes"


def test_a_title_that_names_nothing_leaves_the_category_to_the_description() -> None:
    found = derived(telling(1, description="A new play in two acts.", categories=["Films"]))
    assert found.categories == {"theater-dance": "rule", "film": "source"}


def test_each_field_comes_from_the_best_source_that_says_something() -> None:
    venue = telling(1, rank=10, summary="The Tideline", venue_id=7)
    paper = telling(
        2,
        home=2,
        rank=60,
        summary="Tideline at the Hall!!",
        description="Two acts.",
        location="The Hall",
        end=(START + timedelta(hours=2)).isoformat(),
        url="https://paper.example/tideline",
    )
    found = derived(paper, venue)
    assert (found.fields["title"], found.fields["description"]) == ("The Tideline", "Two acts.")
    assert found.fields["external_url"] == "https://paper.example/tideline"
    (date,) = found.occurrences
    assert (date["venue_id"], date["location_text"]) == (7, "The Hall")
    assert date["ends_at"] == START + timedelta(hours=2)
    assert [row["feed_id"] for row in found.sources] == [1, 2]


def test_doors_and_curtain_are_one_date_with_the_better_sources_time() -> None:
    half_past = START + timedelta(minutes=30)
    found = derived(telling(1, rank=60), telling(2, home=2, rank=10, start=half_past))
    (date,) = found.occurrences
    assert date["starts_at"] == half_past
    assert date["moved_from"] is None
    assert date["recurrence_key"] == START.isoformat()


def test_dates_of_one_source_are_never_taken_for_one() -> None:
    later = START + timedelta(minutes=20)
    assert len(derived(telling(1), telling(2, start=later)).occurrences) == 2


def test_a_date_that_moved_at_one_source_stays_one_date() -> None:
    moved = telling(1, rank=10, start=START + timedelta(hours=2), original=START)
    (date,) = derived(moved, telling(2, home=2, rank=60)).occurrences
    assert date["starts_at"] == START + timedelta(hours=2)
    assert date["moved_from"] == START


def test_a_date_keeps_the_key_under_which_it_is_published() -> None:
    key = (START - timedelta(minutes=15)).isoformat()
    found = derive(
        [telling(1), telling(2, home=2, start=START - timedelta(minutes=15))],
        root_id=1,
        stored_keys={key},
        pinned={},
        registry=[],
        zone=NEW_YORK,
    )
    assert [date["recurrence_key"] for date in found.occurrences] == [key]


def test_a_curators_words_win_over_every_source() -> None:
    found = derived(telling(1, venue_id=3), title="The Tide", venue_id=None, categories=["film"])
    assert found.fields["title"] == "The Tide"
    assert found.occurrences[0]["venue_id"] is None
    assert set(found.categories) == {"film"}


def test_a_link_that_is_no_web_address_never_becomes_one() -> None:
    assert derived(telling(1, url="javascript:alert(1)")).fields["external_url"] is None
