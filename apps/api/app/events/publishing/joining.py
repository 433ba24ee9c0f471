"""Which tellings of different feeds are one event. Pure.

A false merge hurts more than a miss, so an event joins another only where their dates agree, no
member of the one contradicts a member of the other, and nobody declared them to be two.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.events.matching.duplicates import Comparison, Listing, compare

# Of two series in the time that both cover, so many dates must agree.
SHARE_OF_DATES = 0.8
DOOR_TIME = timedelta(minutes=30)
MOST_SUSPICIONS = 3


@dataclass(slots=True)
class Home:
    """An event as its own feed tells it, with its dates by local day."""

    id: int
    feed_id: int
    root_id: int
    parent_id: int | None = None
    is_merged_by_editor: bool = False
    is_hidden: bool = False
    listings: dict[date, list[Listing]] = field(default_factory=lambda: defaultdict(list))

    @property
    def days(self) -> set[date]:
        """The local days on which it begins."""
        return set(self.listings)


@dataclass(frozen=True, slots=True)
class Join:
    """Two events that are (or may be) one; the younger leads to the older, or to a hidden one."""

    event_id: int
    into_id: int
    score: float
    reason: str


@dataclass(slots=True)
class Joining:
    """What is to be merged, taken apart again, and shown to a curator."""

    merged: list[Join] = field(default_factory=list)
    parted: list[int] = field(default_factory=list)
    suspected: list[Join] = field(default_factory=list)


def match(one: Home, other: Home) -> Comparison | None:
    """Compare two events by their dates; None where they have no day in common."""
    if one.feed_id == other.feed_id:
        return None
    shared = one.days & other.days
    if not shared:
        return None
    best = [_best_of_day(one.listings[day], other.listings[day]) for day in sorted(shared)]
    agreeing = [each for each in best if each.is_same]
    span = _common_span(one, other)
    fewest = min(_count_within(one, span), _count_within(other, span))
    if agreeing and len(agreeing) >= SHARE_OF_DATES * fewest:
        return min(agreeing, key=lambda each: each.score)
    return max((each for each in best if not each.is_same), key=_suspicion, default=None)


def join(
    changed: Iterable[Home],
    homes: Mapping[int, Home],
    apart: Collection[tuple[int, int]],
) -> Joining:
    """Decide what the changed events join and what they leave.

    `homes` holds them, all that they might join, and everybody who is one event with any of them.
    `apart` holds pairs of ids, the lower first, that a curator declared to be two events.
    """
    board = _Board(homes)
    result = Joining()
    moved = {each.id: each for home in changed for each in board.may_have_left(home)}
    for home in sorted(moved.values(), key=lambda each: each.id):
        if _has_left(home, board.clusters[home.root_id]):
            board.part(home)
            result.parted.append(home.id)
    for home in sorted(moved.values(), key=lambda each: each.id):
        if len(board.clusters[home.root_id]) == 1:
            _find_place(home, board, apart, result)
    return result


class _Board:
    """Who is one event with whom, and who is told of on which day."""

    def __init__(self, homes: Mapping[int, Home]) -> None:
        self._homes = homes
        self.clusters: dict[int, list[Home]] = defaultdict(list)
        self._by_day: dict[date, list[Home]] = defaultdict(list)
        for home in homes.values():
            self.clusters[home.root_id].append(home)
            for day in home.listings:
                self._by_day[day].append(home)

    def may_have_left(self, home: Home) -> list[Home]:
        """Return whoever may agree with its cluster no more, now that this one changed."""
        return self.clusters[home.root_id] if home.id == home.root_id else [home]

    def neighbours(self, home: Home) -> list[Home]:
        """Return those of other clusters that are told of on one of its days."""
        near = {each.id: each for day in home.listings for each in self._by_day[day]}
        return [each for each in near.values() if each.root_id != home.root_id]

    def part(self, home: Home) -> None:
        """Take a home, and what was merged into it, out of its cluster."""
        cluster = self.clusters.pop(home.root_id)
        home.parent_id = None
        for member in cluster:
            member.root_id = self._root_of(member)
            self.clusters[member.root_id].append(member)

    def in_order(self, one: int, other: int) -> tuple[int, int]:
        """Return two roots, in front the one that stands for both.

        That is the older, because links last; but what a curator hid stays hidden.
        """
        first, second = sorted((one, other), key=lambda id_: (not self._homes[id_].is_hidden, id_))
        return first, second

    def merge(self, root_id: int, lead_id: int) -> None:
        """Let one cluster's address lead to the other's."""
        self._homes[root_id].parent_id = lead_id
        for member in self.clusters.pop(root_id):
            member.root_id = lead_id
            self.clusters[lead_id].append(member)

    def _root_of(self, home: Home) -> int:
        while home.parent_id is not None:
            home = self._homes[home.parent_id]
        return home.id


def _has_left(home: Home, cluster: Sequence[Home]) -> bool:
    """Whether an event that a rule merged agrees with none of the others any more."""
    others = [each for each in cluster if each.id != home.id]
    if home.parent_id is None or home.is_merged_by_editor or not home.listings or not others:
        return False
    return not any((found := match(home, other)) and found.is_same for other in others)


def _find_place(
    home: Home, board: _Board, apart: Collection[tuple[int, int]], result: Joining
) -> None:
    """Join the best cluster that fits."""
    found = [
        (comparison, neighbour)
        for neighbour in board.neighbours(home)
        if not _is_apart(home, board.clusters[neighbour.root_id], apart)
        and (comparison := match(home, neighbour)) is not None
    ]
    found.sort(key=lambda pair: (-pair[0].score, pair[1].id))
    for comparison, neighbour in found:
        cluster = board.clusters[neighbour.root_id]
        if comparison.is_same and all(_may_be_one(home, member) for member in cluster):
            lead, other = board.in_order(home.root_id, neighbour.root_id)
            board.merge(other, lead)
            result.merged.append(Join(other, lead, comparison.score, comparison.reason))
            return
    result.suspected += [
        Join(
            max(home.id, other.root_id),
            min(home.id, other.root_id),
            comparison.score,
            comparison.reason,
        )
        for comparison, other in found
        if comparison.is_suspected or comparison.is_same
    ][:MOST_SUSPICIONS]


def _may_be_one(home: Home, member: Home) -> bool:
    """Whether nothing that two events say contradicts that they are one."""
    for day in home.days & member.days:
        for one in home.listings[day]:
            for other in member.listings[day]:
                if home.feed_id == member.feed_id and _collide(one, other):
                    return False
        if home.feed_id != member.feed_id and not any(
            _are_compatible(one, other)
            for one in home.listings[day]
            for other in member.listings[day]
        ):
            return False
    return True


def _collide(one: Listing, other: Listing) -> bool:
    """Whether one feed tells of both at one time: then it knows them to be two."""
    return one.all_day or other.all_day or abs(one.starts_at - other.starts_at) <= DOOR_TIME


def _are_compatible(one: Listing, other: Listing) -> bool:
    if None not in (one.venue_id, other.venue_id) and one.venue_id != other.venue_id:
        return False
    return (
        one.all_day != other.all_day
        or one.all_day
        or abs(one.starts_at - other.starts_at) <= DOOR_TIME
    )


def _is_apart(home: Home, cluster: Iterable[Home], apart: Collection[tuple[int, int]]) -> bool:
    return any((min(home.id, each.id), max(home.id, each.id)) in apart for each in cluster)


def _best_of_day(ones: Sequence[Listing], others: Sequence[Listing]) -> Comparison:
    return max((compare(one, other) for one in ones for other in others), key=_suspicion)


def _suspicion(comparison: Comparison) -> tuple[bool, bool, float]:
    return comparison.is_same, comparison.is_suspected, comparison.score


def _common_span(one: Home, other: Home) -> tuple[date, date]:
    return max(min(one.listings), min(other.listings)), min(max(one.listings), max(other.listings))


def _count_within(home: Home, span: tuple[date, date]) -> int:
    return sum(len(told) for day, told in home.listings.items() if span[0] <= day <= span[1])
