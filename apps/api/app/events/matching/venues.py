"""Which venue a location text means: the right one or none, never a wrong one. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz

from app.events.matching.addresses import (
    StreetAddress,
    do_areas_conflict,
    do_streets_conflict,
    do_units_conflict,
)
from app.events.matching.location_texts import (
    Location,
    is_beside,
    is_online,
    is_surely_room,
    read_location,
    read_postal_address,
    says_nothing,
)
from app.events.matching.named_parts import Naming, PartNamer
from app.events.matching.place_words import GENERIC
from app.events.matching.venue_names import VenueEntry, VenueNames, are_slips, spelt_words
from app.events.rules import normal_form

__all__ = ["Suggestion", "VenueEntry", "VenueMatch", "VenueMatcher"]

Method = Literal["alias", "name", "address", "similar", "none", "nowhere", "online"]

_LEAST_AUTOMATIC = 92
_LEAST_SUGGESTED = 75
_LEAST_APART = 5
_MOST_SUGGESTIONS = 5
# What a text that is no link of its own says for a venue, in points of likeness.
_NAMED = 91.0
_SAME_DOOR = 88.0
_SAME_NUMBER = 80.0
_MOST_KEPT = 20_000
# Letters of a text that are read: what is longer is no location, and must not take long.
_LONGEST = 500

Door = tuple[str, tuple[str, ...], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A venue that a curator may choose; `score` is 75..92."""

    venue_id: int
    score: float


@dataclass(frozen=True, slots=True)
class VenueMatch:
    """What a location text means.

    `method` is "nowhere" or "online" where there is nothing to choose, and "none" where a curator
    may look, who is shown `suggestions`. `score` is 0..100. `room` is as it was written.
    """

    venue_id: int | None
    room: str | None
    method: Method
    score: float
    suggestions: tuple[Suggestion, ...] = ()


class VenueMatcher:
    """Places location texts; built once from all venues, it remembers what it was asked.

    `areas` are names of towns and districts, besides the towns of the addresses: they are no
    venues.
    """

    def __init__(self, entries: Iterable[VenueEntry], *, areas: Iterable[str] = ()) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._names = VenueNames(self._entries.values())
        self._addresses = {entry.id: _entry_address(entry) for entry in self._entries.values()}
        named = {form for area in areas if (form := normal_form(area))}
        cities = {each.city for each in self._addresses.values() if each.city}
        self._towns = frozenset(named | cities | {"downtown", "uptown", "midtown"})
        self._doors: dict[Door, list[int]] = defaultdict(list)
        self._numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
        for venue_id, address in self._addresses.items():
            if address.door:
                self._doors[address.door].append(venue_id)
                self._numbers[_number_key(address)].append(venue_id)
        parents = {entry.id: entry.parent_id for entry in self._entries.values()}
        self._namer = PartNamer(self._names, self._towns, parents)
        self._parents = parents
        self._kept: dict[tuple[str, str | None], VenueMatch] = {}

    def match(self, location: str, address: str | None = None) -> VenueMatch:
        """Return the venue and room that a text means; `address` is a postal address beside it."""
        key = (location[:_LONGEST], address and address[:_LONGEST])
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._match(*key)
        return self._kept[key]

    def _match(self, text: str, address: str | None) -> VenueMatch:
        location = read_location(text, address, self._towns, self._is_name)
        method, whole = self._names.by_form(text)
        if whole:
            return self._named(Naming(venues=whole, method=method), location)
        if nothing := _nothing(location):
            return nothing
        naming = self._namer.name(location.segments)
        if naming.city and not location.address.city:
            location = replace(location, address=replace(location.address, city=naming.city))
        if naming.is_several or is_beside(location.words):
            return self._asked(location, naming)
        if naming.venues and not self._is_only_online(naming, location):
            return self._named(naming, location)
        if is_online(location.words) and location.address.door is None:
            return _ONLINE
        return self._at_door(location, naming) or self._similar(location, naming)

    def _is_name(self, piece: str) -> bool:
        return bool(self._names.by_form(piece)[1])

    def _is_only_online(self, naming: Naming, location: Location) -> bool:
        """Tell "Main Library via Zoom" from "Main Library and Zoom"."""
        own = set[str]().union(*map(self._names.words_of, naming.venues))
        words = set(location.words)
        return is_online(words - own) and words.isdisjoint(_BOTH) and "&" not in location.text

    def _named(self, naming: Naming, location: Location) -> VenueMatch:
        """Believe a name, unless the address speaks of another place."""
        possible = [each for each in naming.venues if not self._is_elsewhere(each, location)]
        if len(possible) != 1:
            return self._asked(location, naming)
        unit = location.address.unit
        is_unit_new = unit and not naming.room and not self._addresses[possible[0]].unit
        return VenueMatch(
            venue_id=possible[0],
            room=f"Suite {unit}" if is_unit_new else naming.room,
            method="alias" if naming.method == "alias" else "name",
            score=100.0,
        )

    def _is_elsewhere(self, venue_id: int, location: Location) -> bool:
        """Another number in the same street is a side door, unless another venue is behind it."""
        own, told = self._addresses[venue_id], location.address
        if do_areas_conflict(own, told) or do_streets_conflict(own, told):
            return True
        behind = self._doors.get(told.door, []) if told.door else []
        return bool(behind) and venue_id not in behind

    def _at_door(self, location: Location, naming: Naming) -> VenueMatch | None:
        """Believe a street and number; a name beside it must be like the venue's."""
        told = location.address
        if told.door is None:
            return None
        behind = [
            each
            for each in self._doors.get(told.door, [])
            if not do_areas_conflict(self._addresses[each], told)
            and not do_units_conflict(self._addresses[each], told)
        ]
        # "Joe's Bar" may be a room of the house, or a house of its own.
        doubtful = [each for each in naming.rooms if not is_surely_room(each)]
        if naming.unknown or doubtful:
            chosen = self._best_named(behind, [*naming.unknown, *doubtful])
        else:
            chosen = behind[0] if len(behind) == 1 else self._house_of(behind)
        if chosen is None:
            return None
        return VenueMatch(
            venue_id=chosen, room=None if doubtful else naming.room, method="address", score=95.0
        )

    def _best_named(self, venue_ids: Sequence[int], texts: Sequence[str]) -> int | None:
        likeness = sorted(
            ((self._likeness(each, text), each) for each in venue_ids for text in texts),
            reverse=True,
        )
        if not likeness or likeness[0][0] < _LEAST_SUGGESTED:
            return None
        best, chosen = likeness[0]
        rivals = [score for score, each in likeness if each != chosen]
        return chosen if not rivals or best - rivals[0] >= _LEAST_APART else None

    def _likeness(self, venue_id: int, text: str) -> float:
        entry = self._entries[venue_id]
        return max(_name_likeness(text, name) for name in (entry.name, *entry.aliases))

    def _house_of(self, venue_ids: Sequence[int]) -> int | None:
        """Return the venue that holds all the others."""
        for house in venue_ids:
            if all(each == house or self._parents[each] == house for each in venue_ids):
                return house
        return None

    def _similar(self, location: Location, naming: Naming) -> VenueMatch:
        """Believe a name with a slip of the pen, if no other is near; suggest the rest."""
        texts = naming.unknown or naming.rooms
        if len(texts) == 1:
            words = spelt_words(texts[0])
            found = sorted(self._names.alike(words), key=lambda each: (-each[0], each[1].venue_id))
            if found and found[0][0] >= _LEAST_AUTOMATIC:
                score, name = found[0]
                is_alone = all(
                    each.venue_id == name.venue_id or score - other >= _LEAST_APART
                    for other, each in found
                )
                is_safe = is_alone and self._names.is_misspelt(words, name)
                if is_safe and not self._is_elsewhere(name.venue_id, location):
                    room = naming.room if naming.unknown else None
                    return VenueMatch(name.venue_id, room, "similar", score)
        return self._asked(location, naming)

    def _asked(self, location: Location, naming: Naming) -> VenueMatch:
        scores: dict[int, float] = defaultdict(float)
        for venue_id in naming.venues:
            scores[venue_id] = _NAMED
        texts = naming.unknown or ([] if naming.venues else naming.rooms)
        for text in {*texts, " ".join(location.segments)} if texts else ():
            for score, name in self._names.alike(spelt_words(text)):
                scores[name.venue_id] = max(scores[name.venue_id], min(score, _NAMED))
        for venue_id, score in self._near_door(location.address):
            scores[venue_id] = max(scores[venue_id], score)
        best = sorted(scores.items(), key=lambda each: (-each[1], each[0]))
        suggestions = tuple(
            Suggestion(venue_id, score) for venue_id, score in best if score >= _LEAST_SUGGESTED
        )[:_MOST_SUGGESTIONS]
        return VenueMatch(
            venue_id=None,
            room=None,
            method="none",
            score=suggestions[0].score if suggestions else 0.0,
            suggestions=suggestions,
        )

    def _near_door(self, told: StreetAddress) -> Iterator[tuple[int, float]]:
        if told.door is None:
            return
        for venue_id in self._doors.get(told.door, ()):
            yield venue_id, _SAME_DOOR
        for venue_id in self._numbers.get(_number_key(told), ()):
            yield venue_id, _SAME_NUMBER


_BOTH = frozenset(("and", "or", "plus", "hybrid", "also"))
_ONLINE = VenueMatch(venue_id=None, room=None, method="online", score=0.0)
_NOWHERE = VenueMatch(venue_id=None, room=None, method="nowhere", score=0.0)


def _nothing(location: Location) -> VenueMatch | None:
    """Recognise texts that name no place, which nobody needs to look at."""
    if location.address.door or not says_nothing(location.words):
        return None
    if location.has_online_link or is_online(location.words):
        return _ONLINE
    return _NOWHERE


def _name_likeness(text: str, name: str) -> float:
    """Return 0..100; 0 where each names something that the other does not."""
    own, known = spelt_words(text), spelt_words(name)
    only_own, only_known = set(own) - set(known), set(known) - set(own)
    if only_own - GENERIC and only_known - GENERIC and not are_slips(only_own, only_known):
        return 0.0
    return fuzz.token_sort_ratio(" ".join(own), " ".join(known))


def _number_key(address: StreetAddress) -> tuple[str, str]:
    return address.number or "", address.street[0]


def _entry_address(entry: VenueEntry) -> StreetAddress:
    return read_postal_address(entry.address, ()) if entry.address else StreetAddress()
