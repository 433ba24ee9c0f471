"""How much two titles tell of one event, apart from place and time."""

from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from app.events.matching.title_words import BESIDE, KIND, MAKING, MEDIUM, PERFORMERS
from app.events.matching.titles import Title, without_article

# Of the design: a title that begins another is the same only if it is long, and clearly shorter.
_LEAST_PREFIX = 12
_MOST_PREFIX_SHARE = 0.75
# A whole part after a separator says more than a beginning does.
_LEAST_PART = 8
_LEAST_PART_NAMES = 2
# Names of one title that the other holds, in any order, beside no more of its own.
_LEAST_HELD = 3
_LEAST_SHARED = 2
# One word is a name of its own only beside these: Nocturne, Nocturne in Concert.
_SOFT = frozenset(word for word in KIND if MEDIUM[word] in {"any", "music", "comedy"}) - {"class"}
_ENDINGS = ("ing", "ist", "ival", "ion")
_LEAST_TYPO_WORD = 6
_LEAST_TYPO_RATIO = 88
_MOST_TYPOS = 2

Likeness = Literal["equal", "alike", "contained", "near", "other"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two titles say.

    "equal": the same words; "alike": the same names, dressed differently; "contained": one is a
    safe part of the other, if a guide wrote one; "near": a person should look; "other": two events.
    """

    likeness: Likeness
    score: float
    reason: str


_EQUAL = Evidence("equal", 1.0, "equal titles")
_EQUAL_NAMES = Evidence("equal", 0.98, "equal names")
_MISSPELT = Evidence("alike", 0.94, "titles differ by spelling")
_DRESSED = Evidence("alike", 0.93, "titles differ by dress")
_BEGINS = Evidence("contained", 0.9, "one title begins the other")
_IS_PART = Evidence("contained", 0.9, "one title is a part of the other")
_HOLDS = Evidence("contained", 0.9, "one title holds all that the other names")
_BESIDE = Evidence("near", 0.5, "one is beside the other")
_ONE_NAMES = Evidence("near", 0.5, "only one names a group or number")
_OTHER_MEDIUM = Evidence("near", 0.5, "two kinds of event")
_SHORT = Evidence("near", 0.6, "one title holds the other")
_OTHER_GROUP = Evidence("other", 0.1, "another group or time")
_OTHER_NUMBER = Evidence("other", 0.1, "another number")
_OTHER_YEAR = Evidence("other", 0.1, "another year")
_OTHER_NAMES = Evidence("other", 0.2, "each names something else")
_NOTHING = Evidence("other", 0.0, "nothing in common")


def weigh(one: Title, other: Title) -> Evidence:
    """Say how much two titles tell of one event; the order of the two makes no difference."""
    if one.names.isdisjoint(other.names) and one.compact != other.compact:
        return _NOTHING
    if contradiction := _contradiction(one, other):
        return contradiction
    if one.text == other.text:
        return _EQUAL
    if one.compact == other.compact or one.names == other.names:
        return _ONE_NAMES if _is_silent(one, other) else _EQUAL_NAMES
    return _weigh_rest(one, other, one.names - other.names, other.names - one.names)


def _weigh_rest(
    one: Title, other: Title, only_one: frozenset[str], only_other: frozenset[str]
) -> Evidence:
    """Look at the words that only one of two titles has."""
    loose_one, loose_other = _loose(only_one), _loose(only_other)
    if not (loose_one and loose_other):  # asides of both sides answer each other
        loose_one, loose_other = loose_one - one.asides, loose_other - other.asides
    if _is_misspelt(one, other, only_one, only_other):
        evidence = _MISSPELT
    elif loose_one and loose_other:
        evidence = _OTHER_NAMES
    elif (only_one | only_other) & BESIDE:
        evidence = _BESIDE
    elif _are_media_different(only_one, only_other):
        evidence = _OTHER_MEDIUM
    elif not loose_one and not loose_other:
        evidence = _dressed(one, other, is_both_sided=bool(only_one and only_other))
    else:
        shorter, longer = (other, one) if loose_one else (one, other)
        evidence = _contained(shorter, longer)
    is_hasty = evidence.likeness != "other" and _is_silent(one, other)
    return _ONE_NAMES if is_hasty else evidence


def names_of_its_own(title: Title) -> int:
    """Return how many words of a title are more than dress and kind."""
    return len(title.names - KIND)


def _contradiction(one: Title, other: Title) -> Evidence | None:
    if _differ(one.numbers, other.numbers) or _differ(one.counts, other.counts):
        return _OTHER_NUMBER
    if _differ(one.years, other.years):
        return _OTHER_YEAR
    if _differ(one.groups, other.groups) or _differ(one.sittings, other.sittings):
        return _OTHER_GROUP
    return None


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether both answer, and neither answer holds the other."""
    return one != other and bool(one) and bool(other) and not (one <= other or other <= one)


def _is_silent(one: Title, other: Title) -> bool:
    return one.groups != other.groups or (one.numbers - one.asides) != (
        other.numbers - other.asides
    )


def _are_media_different(one: frozenset[str], other: frozenset[str]) -> bool:
    here, there = _media(one), _media(other)
    return bool(here and there) and here.isdisjoint(there)


def _media(words: frozenset[str]) -> frozenset[str]:
    return frozenset(MEDIUM[word] for word in words if word in MEDIUM) - {"any"}


def _loose(words: frozenset[str]) -> frozenset[str]:
    """Return the words that name something."""
    return frozenset(word for word in words if word not in KIND and not _is_year(word))


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"}  # noqa: PLR2004


def _is_misspelt(
    one: Title, other: Title, only_one: frozenset[str], only_other: frozenset[str]
) -> bool:
    """Return whether all that differs are letters inside long words."""
    if not 0 < len(only_one) == len(only_other) <= _MOST_TYPOS or one.names.isdisjoint(other.names):
        return False
    pairs = zip(sorted(only_one), sorted(only_other), strict=True)
    return all(_are_one_word(left, right) for left, right in pairs)


def _are_one_word(left: str, right: str) -> bool:
    """Return whether two words differ by a letter inside, or by an ending: Fest, Festival."""
    if left[0] != right[0] or not (left.isalpha() and right.isalpha()):
        return False
    shorter, longer = sorted((left, right), key=len)
    if longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS:
        return True
    return len(shorter) >= _LEAST_TYPO_WORD and fuzz.ratio(left, right) >= _LEAST_TYPO_RATIO


def _dressed(one: Title, other: Title, *, is_both_sided: bool) -> Evidence:
    """Where both sides dress the name, one word of it is not enough: Jazz Night, Jazz Concert."""
    shared = (one.names & other.names) - KIND
    is_plain = len(shared) == 1 and not (_loose(one.names ^ other.names) | _hard(one, other))
    if len(shared) < _LEAST_SHARED and (is_both_sided or not is_plain):
        return _SHORT
    if _makes_another(one, other, shared) or _makes_another(other, one, shared):
        return _OTHER_MEDIUM
    return _DRESSED


def _hard(one: Title, other: Title) -> frozenset[str]:
    """Return the kinds that only one title has, apart from plain dress."""
    return ((one.names ^ other.names) & KIND) - _SOFT


def _makes_another(title: Title, other: Title, shared: frozenset[str]) -> bool:
    """Tell "Opera Lecture" from "Lecture: Opera"."""
    making = (title.names - other.names) & MAKING
    if not making:
        return False
    return not any(part & shared and part.isdisjoint(making) for part in title.parts)


def _contained(shorter: Title, longer: Title) -> Evidence:
    if not shorter.names <= longer.names | KIND:
        return _OTHER_NAMES
    begin, whole = without_article(shorter.stems), without_article(longer.stems)
    if whole[: len(begin)] == begin:
        length, of = len(" ".join(begin)), len(" ".join(whole))
        is_safe = length >= _LEAST_PREFIX and length <= _MOST_PREFIX_SHARE * of
        goes_on = begin in longer.leads or whole[-1] in PERFORMERS
        return _BEGINS if is_safe and goes_on else _SHORT
    if _is_part(shorter, longer):
        return _IS_PART
    held, more = (shorter.names & longer.names) - KIND, _loose(longer.names - shorter.names)
    return _HOLDS if len(held) >= _LEAST_HELD and len(more) <= len(held) else _SHORT


def _is_part(shorter: Title, longer: Title) -> bool:
    """Return whether all that the shorter one names stands between separators of the longer."""
    if len(shorter.text) < _LEAST_PART or len(shorter.names) < _LEAST_PART_NAMES:
        return False
    if shorter.names in longer.parts:
        return True
    named = shorter.names - KIND - shorter.asides
    return len(named) >= _LEAST_PART_NAMES and any(part - KIND == named for part in longer.parts)
