"""Street addresses in a form in which they can be compared; parsed by usaddress."""

import re
from dataclasses import dataclass

import usaddress

from app.events.matching.place_words import DIRECTIONS, spell
from app.events.rules import normal_form

# A number that begins a street: "710 Bayshore", but no zip code and no bare number.
_STREET_START = re.compile(r"\d{1,6}[a-zA-Z]?\s+(?:[^\W\d]|\d{1,3}(?:st|nd|rd|th)\b)")
_UNIT = ("OccupancyIdentifier", "SubaddressIdentifier")


@dataclass(frozen=True, slots=True)
class StreetAddress:
    """What an address says; every part may be missing.

    `street` holds the words of the street with its type, without direction. City and zip code are
    told apart from the street, because people often write only them.
    """

    number: str | None = None
    street: tuple[str, ...] = ()
    directions: frozenset[str] = frozenset()
    unit: str | None = None
    city: str | None = None
    zip_code: str | None = None

    @property
    def door(self) -> tuple[str, tuple[str, ...], frozenset[str]] | None:
        """Return what must be equal for two addresses to be one, apart from unit and city."""
        if self.number is None or not self.street:
            return None
        return self.number, self.street, self.directions


def begins_street(text: str) -> bool:
    """Return whether a text begins as a street address does."""
    return _STREET_START.match(text) is not None


def read_address(text: str) -> StreetAddress:
    """Read a street address that begins with its number; the zip code is read elsewhere."""
    labelled: dict[str, list[str]] = {}
    for token, label in usaddress.parse(text):
        kind = "StreetName" if label.startswith("StreetName") else label
        labelled.setdefault(kind, []).extend(normal_form(token).split())
    words = spell(["", *labelled.get("StreetName", [])])[1:]
    return StreetAddress(
        number=" ".join(labelled.get("AddressNumber", [])) or None,
        street=tuple(word for word in words if word not in DIRECTIONS),
        directions=frozenset(word for word in words if word in DIRECTIONS),
        unit=" ".join(word for kind in _UNIT for word in labelled.get(kind, [])) or None,
        city=" ".join(labelled.get("PlaceName", [])) or None,
    )


def do_areas_conflict(one: StreetAddress, other: StreetAddress) -> bool:
    """Return whether two addresses lie in different towns; equal zip codes settle it."""
    if one.zip_code and other.zip_code:
        return one.zip_code != other.zip_code
    return bool(one.city and other.city and one.city != other.city)


def do_streets_conflict(one: StreetAddress, other: StreetAddress) -> bool:
    """Return whether both name a street, and not the same."""
    if not one.street or not other.street:
        return False
    return one.street != other.street or bool(
        one.directions and other.directions and one.directions != other.directions
    )


def do_units_conflict(one: StreetAddress, other: StreetAddress) -> bool:
    """Return whether only one names a unit, or each another one."""
    return one.unit != other.unit
