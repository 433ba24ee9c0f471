"""The invented venues that the labels name: venues.json."""

import json

from app.events.matching.venues import VenueEntry
from tests.labelled.scoring import FOLDER

_VENUES = json.loads((FOLDER / "venues.json").read_text(encoding="utf-8"))
SLUGS = {number: venue["slug"] for number, venue in enumerate(_VENUES, start=1)}
_IDS = {slug: number for number, slug in SLUGS.items()}
TOWNS = {number: venue["address"].split(", ")[1] for number, venue in enumerate(_VENUES, start=1)}
REGISTRY = {
    venue["slug"]: VenueEntry(
        id=_IDS[venue["slug"]],
        name=venue["name"],
        address=venue["address"],
        aliases=tuple(venue["aliases"]),
        parent_id=_IDS[venue["parent"]] if venue["parent"] else None,
    )
    for venue in _VENUES
}
