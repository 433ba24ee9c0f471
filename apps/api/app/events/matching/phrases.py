"""Phrases found in a text by whole words, the longest at each place, in one pass over the words."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_SIBILANTS = ("s", "x", "z", "ch", "sh")
_WORD = re.compile(r"[a-z0-9]+")


class Hit(NamedTuple):
    """A phrase that stands at `start` (in words) of a text, with what it stands for."""

    start: int
    meanings: frozenset[str]


def words_of(text: str) -> list[str]:
    """Return lower-case words without accents, apostrophes and hyphens: "Kids' 5-K" is kids 5 k."""
    lowered = text.lower().replace("'", "").replace("’", "").replace("&", " and ")
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    return _WORD.findall(lowered)


class Phrases:
    """A table from phrases to what they stand for, asked once for each word of a text."""

    def __init__(self, phrases_by_meaning: Mapping[str, str]) -> None:
        meanings: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for meaning, phrases in phrases_by_meaning.items():
            for phrase in phrases.split(","):
                *leading, last = phrase.split()
                for form in (last, f"{last}es" if last.endswith(_SIBILANTS) else f"{last}s"):
                    meanings[*leading, form].add(meaning)
        self._by_first_word: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        for phrase_words in sorted(meanings, key=len, reverse=True):
            self._by_first_word.setdefault(phrase_words[0], []).append(
                (phrase_words, frozenset(meanings[phrase_words]) - {""})
            )

    def find(self, words: list[str]) -> Iterator[Hit]:
        """Yield what stands in a text from left to right, without overlaps."""
        place = 0
        while place < len(words):
            for phrase, meanings in self._by_first_word.get(words[place], ()):
                if len(phrase) == 1 or tuple(words[place : place + len(phrase)]) == phrase:
                    yield Hit(place, meanings)
                    place += len(phrase)
                    break
            else:
                place += 1
