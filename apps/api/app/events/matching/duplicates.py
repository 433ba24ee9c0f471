"""Whether two listings, told by different sources, are one date of one event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from app.events.matching.place_words import do_texts_agree, read_place_text
from app.events.matching.title_evidence import Evidence, names_of_its_own, weigh
from app.events.matching.titles import Title, read_title
from app.events.rules import normal_form

_MOST_APART = timedelta(minutes=30)
# Without a known place, only a title that is hardly written twice is evidence enough.
_LEAST_NAMES_ANYWHERE = 3
_LEAST_TEXT_ANYWHERE = 20
_LEAST_NAMES_NEARBY = 1

Nearness = Literal["same", "alike", "unknown", "other"]


@dataclass(frozen=True, slots=True)
class Listing:
    """One date as one source tells it; made by `prepared`, once, to be compared often."""

    title: Title
    starts_at: datetime
    local_date: date
    all_day: bool
    venue_id: int | None
    places: tuple[frozenset[str], ...]
    room: frozenset[str]
    is_aggregator: bool

    @classmethod
    def prepared(  # noqa: PLR0913 - one argument for each thing that a source tells
        cls,
        *,
        title: str,
        starts_at: datetime,
        local_date: date,
        all_day: bool = False,
        venue_id: int | None = None,
        venue_names: Iterable[str] = (),
        towns: Iterable[str] = (),
        location: str | None = None,
        room: str | None = None,
        is_aggregator: bool = False,
    ) -> "Listing":
        """Read a listing.

        `local_date` is its day at the place; `venue_names` are name and aliases of its venue,
        as people write them; `towns` those of its town and area.
        """
        names = tuple(venue_names)
        forms = {normal_form(name).removeprefix("the ") for name in names}
        texts = [*names, *([location] if location else [])]
        return cls(
            title=read_title(
                title,
                sorted(forms, key=lambda form: (-len(form), form)),
                [normal_form(town) for town in towns],
            ),
            starts_at=starts_at,
            local_date=local_date,
            all_day=all_day,
            venue_id=venue_id,
            places=tuple(words for text in texts if (words := read_place_text(text))),
            room=read_place_text(room or ""),
            is_aggregator=is_aggregator,
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """`is_same` merges; `is_suspected` asks a curator; never both. `score` is 0..1."""

    is_same: bool
    is_suspected: bool
    score: float
    reason: str


def compare(one: Listing, other: Listing) -> Comparison:
    """Say whether two listings of DIFFERENT feeds are one date; symmetric.

    The caller blocks on local date and venue, and never merges two listings of the same feed: a
    feed that lists two means two. A false merge hides an event, so every doubt is a "no".
    """
    obstacle = _obstacle(one, other)
    if obstacle:
        return Comparison(is_same=False, is_suspected=False, score=0.0, reason=obstacle)
    nearness = _nearness(one, other)
    if nearness == "other":
        return Comparison(is_same=False, is_suspected=False, score=0.0, reason="other places")
    evidence = weigh(one.title, other.title)
    if evidence.likeness == "other":
        return _no(evidence)
    is_same = _is_enough(one, other, nearness, evidence)
    return Comparison(
        is_same=is_same,
        is_suspected=not is_same and _is_worth_a_look(one, nearness, evidence),
        score=evidence.score if is_same else min(evidence.score, 0.7),
        reason=evidence.reason if nearness == "same" else f"{evidence.reason}, place {nearness}",
    )


def _no(evidence: Evidence) -> Comparison:
    return Comparison(
        is_same=False, is_suspected=False, score=evidence.score, reason=evidence.reason
    )


def _obstacle(one: Listing, other: Listing) -> str | None:
    """Return what forbids a merge whatever the titles say."""
    if one.venue_id is not None and other.venue_id is not None and one.venue_id != other.venue_id:
        return "other venues"
    if one.all_day or other.all_day:
        return None if one.local_date == other.local_date else "other days"
    if abs(one.starts_at - other.starts_at) > _MOST_APART:
        return "other times"
    return None


def _nearness(one: Listing, other: Listing) -> Nearness:
    if one.room and other.room and not do_texts_agree(one.room, other.room):
        return "other"
    if one.venue_id is not None and one.venue_id == other.venue_id:
        return "same"
    if not one.places or not other.places:
        return "unknown"
    for left in one.places:
        for right in other.places:
            if do_texts_agree(left, right):
                return "alike"
    return "other"


def _is_enough(one: Listing, other: Listing, nearness: Nearness, evidence: Evidence) -> bool:
    is_guide_involved = one.is_aggregator or other.is_aggregator
    if one.all_day != other.all_day:
        return nearness == "same" and evidence.likeness == "equal" and is_guide_involved
    if nearness == "same":
        return evidence.likeness in {"equal", "alike"} or (
            evidence.likeness == "contained" and is_guide_involved
        )
    if evidence.likeness != "equal":
        return False
    own = min(names_of_its_own(one.title), names_of_its_own(other.title))
    if nearness == "alike":
        return own >= _LEAST_NAMES_NEARBY
    length = min(len(one.title.text), len(other.title.text))
    return own >= _LEAST_NAMES_ANYWHERE and length >= _LEAST_TEXT_ANYWHERE


def _is_worth_a_look(one: Listing, nearness: Nearness, evidence: Evidence) -> bool:
    """Common titles at unknown places would flood the queue."""
    if nearness == "unknown":
        return evidence.likeness == "equal" and names_of_its_own(one.title) > 1
    return True
