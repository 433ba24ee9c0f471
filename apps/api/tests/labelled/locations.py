"""Location texts with the venue that a curator would link, or none: locations.jsonl.

A case says `location`, perhaps `address`, and `venue`: the slug, or null where no machine may
link. `also` are other slugs that are as right. `room` is the room that must be kept, "*" any.
`likely` is what should be among the suggestions where `venue` is null.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.events.matching.venues import VenueMatch, VenueMatcher
from tests.labelled.registry import REGISTRY, SLUGS
from tests.labelled.scoring import Score, by_part, read_cases, share

RIGHT = 1.0  # never a wrong automatic link
RESOLVED = 0.8
ROOMS = 0.9
SUGGESTED = 0.75

Case = Mapping[str, Any]


def measures() -> list[Score]:
    matcher = VenueMatcher(REGISTRY.values())
    scores = []
    for part, cases in by_part(read_cases("locations")).items():
        matches = [(case, matcher.match(case["location"], case.get("address"))) for case in cases]
        scores += [
            share("venues: links that are right", part, _links(matches), target=RIGHT),
            share("venues: known places linked", part, _resolved(matches), target=RESOLVED),
            share("venues: rooms kept", part, _rooms(matches), target=ROOMS),
            share("venues: likely ones suggested", part, _suggested(matches), target=SUGGESTED),
        ]
    return scores


def accepted(case: Case) -> set[str]:
    return {slug for slug in (case["venue"], *case.get("also", ())) if slug}


def _links(matches: Sequence[tuple[Case, VenueMatch]]) -> Iterator[bool]:
    for case, match in matches:
        if match.venue_id is not None:
            yield SLUGS[match.venue_id] in accepted(case)


def _resolved(matches: Sequence[tuple[Case, VenueMatch]]) -> Iterator[bool]:
    for case, match in matches:
        if case["venue"]:
            yield match.venue_id is not None and SLUGS[match.venue_id] in accepted(case)


def _rooms(matches: Sequence[tuple[Case, VenueMatch]]) -> Iterator[bool]:
    for case, match in matches:
        if case["venue"] and match.venue_id and SLUGS[match.venue_id] == case["venue"]:
            yield case.get("room") in {match.room, "*"}


def _suggested(matches: Sequence[tuple[Case, VenueMatch]]) -> Iterator[bool]:
    for case, match in matches:
        if "likely" in case and match.venue_id is None:
            yield case["likely"] in {SLUGS[each.venue_id] for each in match.suggestions}
