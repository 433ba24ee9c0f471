"""All names of all venues, found by form, by words and by likeness."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from app.events.matching.location_texts import read_words
from app.events.matching.place_words import DIRECTIONS, GENERIC, SMALL
from app.events.rules import normal_form

_LEAST_TYPO_WORD = 3
_LEAST_GENERIC_WORD = 5
# Two words turned round may be another name: Park Street, Street Park.
_LEAST_TURNED = 3
_LEAST_VOWEL_WORD = 6
_VOWELS = frozenset("aeiouy")
# A shared word that half the town's places have is no likeness.
_GENERIC_SCORE = 75
# A part of a name is never as good as the name.
_PART_SHARE = 0.92


@dataclass(frozen=True, slots=True)
class VenueEntry:
    """A venue as the registry knows it; `parent_id` is the house of a room."""

    id: int
    name: str
    address: str | None = None
    aliases: tuple[str, ...] = ()
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class VenueName:
    """One name of one venue. `words` are in one spelling, without articles and the like."""

    venue_id: int
    words: tuple[str, ...]
    text: str


class VenueNames:
    """Finds venues by what people call them; pure, and built once for many texts."""

    def __init__(self, entries: Iterable[VenueEntry]) -> None:
        self._aliases: dict[str, set[int]] = defaultdict(set)
        self._exact: dict[str, set[int]] = defaultdict(set)
        self._compact: dict[str, set[int]] = defaultdict(set)
        self._phrases: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self._bags: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self._by_word: dict[str, list[VenueName]] = defaultdict(list)
        self._words: dict[int, frozenset[str]] = {}
        self._longest = 1
        for entry in entries:
            self._add(entry, entry.name, self._exact)
            for alias in entry.aliases:
                self._add(entry, alias, self._aliases)

    def by_form(self, text: str) -> tuple[str, frozenset[int]]:
        """Return the venues whose alias or name a text is, and which of the two it was."""
        form = normal_form(text)
        if aliased := self._aliases.get(form):
            return "alias", frozenset(aliased)
        if named := self._exact.get(form):
            return "name", frozenset(named)
        words = spelt_words(text)
        found = self._compact.get("".join(words))
        if not found and len(words) >= _LEAST_TURNED:
            found = self._bags.get(tuple(sorted(words)))
        return "name", frozenset(found or ())

    def by_bag(self, words: Iterable[str]) -> frozenset[int]:
        """Return the venues one of whose names consists of these words, in any order."""
        return frozenset(self._bags.get(tuple(sorted(words)), ()))

    def longest_phrase(self, words: Sequence[str]) -> tuple[int, int, frozenset[int]] | None:
        """Return the longest name that stands in a row of words: its bounds and its venues."""
        for length in range(min(self._longest, len(words)), 1, -1):
            for start in range(len(words) - length + 1):
                found = self._phrases.get(tuple(words[start : start + length]))
                if found:
                    return start, start + length, frozenset(found)
        return None

    def holding(self, words: frozenset[str]) -> set[int]:
        """Return the venues one of whose names holds all of these words."""
        found: set[int] = set()
        for name in self._by_word.get(min(words, default=""), ()):
            if words.issubset(name.words):
                found.add(name.venue_id)
        return found

    def words_of(self, venue_id: int) -> frozenset[str]:
        """Return every word of a venue's names."""
        return self._words.get(venue_id, frozenset())

    def alike(self, words: Sequence[str]) -> Iterator[tuple[float, VenueName]]:
        """Return names that share a word, or nearly one, with how alike they are (0..100)."""
        text = " ".join(words)
        own = frozenset(words)
        for name in self._candidates(own):
            sorted_ratio = fuzz.token_sort_ratio(text, name.text)
            shared = own.intersection(name.words) - GENERIC
            if shared:
                yield max(sorted_ratio, _PART_SHARE * fuzz.token_set_ratio(text, name.text)), name
            elif sorted_ratio >= _GENERIC_SCORE:
                yield sorted_ratio, name

    def is_misspelt(self, words: Sequence[str], name: VenueName) -> bool:
        """Return whether all that differs from a name are typing errors."""
        own = frozenset(words) - frozenset(name.words)
        if not own and len(words) < _LEAST_TURNED:
            return False
        if len(words) != len(name.words) or any(word in self._by_word for word in own):
            return False
        return are_slips(own, frozenset(name.words) - frozenset(words))

    def _add(self, entry: VenueEntry, name: str, exact: dict[str, set[int]]) -> None:
        form = normal_form(name)
        words = spelt_words(name)
        if not form or not words:
            return
        for each in {form, form.removeprefix("the ")}:
            exact[each].add(entry.id)
        spelt = tuple(word.spelt for word in read_words(name))
        for phrase in (spelt, spelt[1:] if spelt[0] == "the" else spelt):
            self._phrases[phrase].add(entry.id)
        self._longest = max(self._longest, len(spelt))
        self._compact["".join(words)].add(entry.id)
        self._bags[tuple(sorted(words))].add(entry.id)
        self._words[entry.id] = self.words_of(entry.id) | frozenset(words)
        known = VenueName(entry.id, words, " ".join(words))
        for word in set(words):
            self._by_word[word].append(known)

    def _candidates(self, words: frozenset[str]) -> dict[VenueName, None]:
        return dict.fromkeys(name for word in words for name in self._by_word.get(word, ()))


def spelt_words(text: str) -> tuple[str, ...]:
    """Return the words of a name in one spelling, without articles and the like."""
    return tuple(word.spelt for word in read_words(text) if word.spelt not in SMALL)


def are_slips(written: Collection[str], meant: Collection[str]) -> bool:
    """Return whether each word is a slip of the pen for one of the others."""
    if len(written) != len(meant):
        return False
    return all(map(_is_typing_error, sorted(written), sorted(meant)))


def _is_typing_error(written: str, meant: str) -> bool:
    """Return whether a word is a slip of the pen; digits and directions never are.

    Of words that only one place has, another letter may make another name (Brenda, Brendan): they
    must differ by a doubled letter, two letters swapped, or a vowel within a long word.
    """
    if min(len(written), len(meant)) < _LEAST_TYPO_WORD or written[0] != meant[0]:
        return False
    if not (written.isalpha() and meant.isalpha()) or {written, meant} & DIRECTIONS:
        return False
    if DamerauLevenshtein.distance(written, meant, score_cutoff=1) > 1:
        return False
    return (
        (meant in GENERIC and len(meant) >= _LEAST_GENERIC_WORD)
        or _undoubled(written) == _undoubled(meant)
        or sorted(written) == sorted(meant)
        or _differ_by_inner_vowel(written, meant)
    )


def _undoubled(word: str) -> str:
    return "".join(
        letter for position, letter in enumerate(word) if word[position - 1 : position] != letter
    )


def _differ_by_inner_vowel(written: str, meant: str) -> bool:
    if len(written) != len(meant) or len(written) < _LEAST_VOWEL_WORD or written[-1] != meant[-1]:
        return False
    differing = [pair for pair in zip(written, meant, strict=True) if pair[0] != pair[1]]
    return all(left in _VOWELS and right in _VOWELS for left, right in differing)
