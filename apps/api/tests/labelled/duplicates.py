"""Pairs of listings that a curator called the same or not: duplicates.jsonl.

A pair says of each side `title`, `source`, `starts_at` (a date alone means the whole day), `venue`
(a slug of venues.json) and `location`; `same` is the label and `why` its reason.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.events.matching.duplicates import Comparison, Listing, compare
from tests.labelled.registry import REGISTRY, TOWNS
from tests.labelled.scoring import Score, by_part, read_cases, share

PRECISION = 0.99
RECALL = 0.90


def measures() -> list[Score]:
    scores = []
    for part, pairs in by_part(read_cases("duplicates")).items():
        answers = [(pair["same"], compare_pair(pair).is_same) for pair in pairs]
        merged = [label for label, is_same in answers if is_same]
        same = [is_same for label, is_same in answers if label]
        scores += [
            share("duplicates: merges that are right", part, merged, target=PRECISION),
            share("duplicates: same ones merged", part, same, target=RECALL),
        ]
    return scores


def compare_pair(pair: Mapping[str, Any]) -> Comparison:
    return compare(listing(pair["a"]), listing(pair["b"]))


def listing(side: Mapping[str, Any]) -> Listing:
    venue = REGISTRY.get(side.get("venue", ""))
    starts_at = datetime.fromisoformat(side["starts_at"])
    return Listing.prepared(
        title=side["title"],
        starts_at=starts_at,
        local_date=starts_at.date(),
        all_day="T" not in side["starts_at"],
        venue_id=venue.id if venue else None,
        venue_names=[venue.name, *venue.aliases] if venue else (),
        towns=[TOWNS[venue.id]] if venue else (),
        location=side.get("location"),
        is_aggregator=side["source"] == "media",
    )
