"""What the segments of a location text name: venues, rooms, and what nobody knows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.events.matching.location_texts import (
    Word,
    is_room,
    is_surely_room,
    read_words,
    says_nothing,
    split_inside,
    split_together,
)
from app.events.matching.place_words import GENERIC, SMALL
from app.events.matching.venue_names import VenueNames, spelt_words
from app.events.rules import normal_form


@dataclass(slots=True)
class Naming:
    """What a text names. `venues` are one venue, or several of one name.

    `is_several` means that it names two places, or a venue and something else that may be another:
    a person must look.
    """

    venues: frozenset[int] = frozenset()
    method: str = "name"
    rooms: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    city: str | None = None
    is_several: bool = False

    @property
    def room(self) -> str | None:
        """Return the rooms as they were written."""
        return ", ".join(self.rooms) or None


class PartNamer:
    """Finds in the segments of a text what they name."""

    def __init__(
        self, names: VenueNames, towns: Collection[str], parents: Mapping[int, int | None]
    ) -> None:
        self._names = names
        self._towns = towns
        self._parents = parents

    def name(self, segments: Sequence[str]) -> Naming:
        """Return what the segments of one text name together."""
        if len(segments) > 1:
            joined = [word for segment in segments for word in spelt_words(segment)]
            if whole := self._names.by_bag(joined):
                return Naming(venues=whole)
        naming = Naming()
        for segment in segments:
            self._join(naming, self._name_segment(segment))
        if naming.venues:
            self._place_rooms(naming)
        return naming

    def _name_segment(self, segment: str) -> Naming:
        method, venues = self._names.by_form(segment)
        if venues:
            return Naming(venues=venues, method=method)
        words = normal_form(segment).split()
        if says_nothing(words):
            return Naming()
        return (
            self._room_inside(segment)
            or self._several(segment)
            or self._name_within(segment)
            or _unnamed(segment)
        )

    def _room_inside(self, segment: str) -> Naming | None:
        """Read "Main Stage at Harbor Hall"."""
        for left, right in split_inside(segment):
            inner = self._name_segment(right) if right else Naming()
            if inner.venues and not inner.unknown:
                if left and not says_nothing(normal_form(left).split()):
                    inner.rooms.insert(0, left)
                return inner
            outer = self._names.by_form(left)
            if outer[1] and normal_form(right) in self._towns:
                return Naming(venues=outer[1], method=outer[0], city=normal_form(right))
        return None

    def _several(self, segment: str) -> Naming | None:
        """Read "Harbor Hall and Zoom", and refuse "Harbor Hall or Heron House"."""
        parts = split_together(segment)
        if len(parts) < 2:  # noqa: PLR2004
            return None
        named = [self._name_segment(part) for part in parts]
        if not any(each.venues for each in named):
            return None
        together = Naming()
        for each in named:
            self._join(together, each)
        together.is_several = together.is_several or bool(together.unknown)
        return together

    def _name_within(self, segment: str) -> Naming | None:
        """Read "Harbor Hall Lobby" and "Venice Cypress Hall"."""
        words = read_words(segment)
        found = self._names.longest_phrase([word.spelt for word in words])
        if not found:
            return None
        start, end, venues = found
        naming = Naming(venues=venues)
        before, after = words[:start], words[end:]
        for rest in (before, after):
            written = _written(segment, rest)
            form = normal_form(written)
            if all(word.spelt in SMALL for word in rest):
                continue
            if form in self._towns:
                naming.city = form
            elif rest is after and is_surely_room(written):
                naming.rooms.append(written)
            elif not says_nothing(form.split()):
                naming.unknown.append(segment)
        return naming

    def _join(self, naming: Naming, part: Naming) -> None:
        naming.is_several = naming.is_several or part.is_several
        naming.city = part.city or naming.city
        if part.venues:
            if not naming.venues:
                naming.venues, naming.method = part.venues, part.method
                if not all(map(is_surely_room, naming.rooms)):
                    naming.is_several = True
            else:
                inner = self._inner(naming.venues, part.venues)
                naming.is_several = naming.is_several or not inner
                naming.venues = inner or naming.venues | part.venues
        naming.rooms.extend(part.rooms)
        naming.unknown.extend(part.unknown)

    def _inner(self, one: frozenset[int], other: frozenset[int]) -> frozenset[int]:
        """Return what two namings have in common: the same venue, or the one in the other."""
        if common := one & other:
            return common
        for inner, outer in ((one, other), (other, one)):
            if held := frozenset(each for each in inner if self._parents.get(each) in outer):
                return held
        return frozenset()

    def _place_rooms(self, naming: Naming) -> None:
        """Give a room that is an entry of its own its place, and refuse what may be next door."""
        if naming.unknown:
            naming.is_several = True
        for room in naming.rooms:
            words = frozenset(spelt_words(room))
            near = self._names.holding(words)
            own = {each for each in near if self._parents.get(each) in naming.venues}
            if len(own) == 1:
                naming.venues, naming.method = frozenset(own), "name"
                naming.rooms = [each for each in naming.rooms if each != room]
                return
            beside = near - naming.venues
            if any(self._are_related(each, naming.venues) for each in beside):
                naming.is_several = True

    def _are_related(self, one: int, others: Iterable[int]) -> bool:
        words = self._names.words_of(one) - GENERIC
        return any(words & self._names.words_of(other) for other in others)


def _unnamed(segment: str) -> Naming:
    return Naming(rooms=[segment]) if is_room(segment) else Naming(unknown=[segment])


def _written(segment: str, words: Sequence[Word]) -> str:
    return segment[words[0].start : words[-1].end] if words else ""
