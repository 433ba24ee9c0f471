"""Puts misspelled words right by the words that the calendar knows. Pure."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from rapidfuzz.distance import OSA

SHORTEST_CORRECTED = 3
LONGEST_CORRECTED = 30
SHORTEST_PART = 3
# Up to this length all near misses are tried; trigrams tell longer words apart.
LONGEST_TRIED = 9
# How many slips of the pen are forgiven in a word of up to so many letters.
_FORGIVEN = ((4, 1), (7, 2), (LONGEST_CORRECTED, 3))
_OTHER_INITIAL = 0.5


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A word of the calendar, and in how many events it stands."""

    word: str
    event_count: int


def is_correctable(word: str) -> bool:
    """Whether a word is one that can be told from others by its letters."""
    return word.isalpha() and SHORTEST_CORRECTED <= len(word) <= LONGEST_CORRECTED


def near_misses(word: str) -> list[str]:
    """Return what the word may have been before one slip, and the halves of two words run together.

    One letter left out, doubled, exchanged with its neighbour or mistaken (Damerau 1964).
    """
    cuts = [(word[:index], word[index:]) for index in range(len(word) + 1)]
    found = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    found |= {head + tail[1:] for head, tail in cuts if tail}
    if len(word) <= LONGEST_TRIED:
        found |= {
            head + letter + tail[1:] for head, tail in cuts if tail for letter in ascii_lowercase
        }
        found |= {head + letter + tail for head, tail in cuts for letter in ascii_lowercase}
    found |= {part for halves in _halves(word) for part in halves}
    return sorted(found - {word})


def best_correction(word: str, known: Iterable[KnownWord]) -> Sequence[str] | None:
    """Return the known word that was most likely meant, or two words; None if none is near."""
    counts = {each.word: each.event_count for each in known}
    forgiven = next(slips for length, slips in _FORGIVEN if len(word) <= length)
    rated = []
    for candidate, count in counts.items():
        distance = OSA.distance(word, candidate)
        if distance <= forgiven:
            foreign = _OTHER_INITIAL if candidate[0] != word[0] else 0
            rated.append((distance + foreign - math.log10(count) / 4, candidate))
    if rated:
        return (min(rated)[1],)
    halves = [pair for pair in _halves(word) if all(part in counts for part in pair)]
    return max(halves, key=lambda pair: min(counts[part] for part in pair), default=None)


def corrections(
    words: Iterable[str], candidates: Mapping[str, Sequence[KnownWord]]
) -> dict[str, Sequence[str]]:
    """Return what each misspelled word was most likely meant to be, where that can be told."""
    found = {word: best_correction(word, candidates.get(word, ())) for word in words}
    return {word: better for word, better in found.items() if better is not None}


def _halves(word: str) -> list[tuple[str, str]]:
    return [
        (word[:index], word[index:])
        for index in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    ]
