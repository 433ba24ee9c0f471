"""Titles in the form in which they are compared."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.events.matching.title_notices import BRACKETS, fold, strip_notices
from app.events.matching.title_words import (
    COUNTED,
    COUNTING,
    FILLER,
    GOING_ON,
    GROUPS,
    NUMBERS,
    NUMERALS,
    SITTINGS,
    WEEKDAYS,
    stem,
)

# Letters of a title that are read: what is longer is no title, and must not take long.
_LONGEST = 300
_SEPARATORS = re.compile(
    r"\s*(?:[:|•·;“”\"()\[\]*—]|,|(?:^|(?<=\s))[-–~/](?:\s|$)|\bwith\b|\bpresents?\b)\s*"
)
_COUNTER = re.compile(r"#\s?(\d+)")
_OWNER = re.compile(r"(?:^|[:\-–|]\s*)(\w{3,})['’]s\b")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Title:
    """A title that is ready to be compared; words are lower-case ASCII where they can be.

    `text` is the normal form, `stems` its words in the form of `stem`. `names` are those of them
    that neither dress the title nor name the place; `asides` stood in brackets only, or own what
    follows ("Chekhov's"). `parts` are the names between its separators, `leads` the words before
    each of them. `groups`, `sittings`, `numbers` and `years` tell events of one name apart;
    `counts`, of a yearly or numbered event, do so where both sides have one.
    """

    text: str
    stems: tuple[str, ...]
    names: frozenset[str]
    asides: frozenset[str]
    parts: tuple[frozenset[str], ...]
    groups: frozenset[str]
    sittings: frozenset[str]
    numbers: frozenset[str]
    years: frozenset[str]
    counts: frozenset[str]
    compact: str
    leads: frozenset[tuple[str, ...]]


def normal_title(title: str, places: Iterable[str] = ()) -> str:
    """Return the words of a title without place, date, time, state and dress; idempotent.

    `places` are names of the place in their normal form.
    """
    known = tuple(places)
    text = title
    while (shorter := _undress(fold(text[:_LONGEST]), known)) != text:
        text = shorter
    return text


def read_title(title: str, places: Iterable[str] = (), towns: Iterable[str] = ()) -> Title:
    """Read a title once, so that it can be compared often.

    `places` and `towns` are normal forms; in a town's own calendar its name says nothing.
    """
    known = tuple(places)
    title = title[:_LONGEST]
    text = normal_title(title, known)
    stripped = strip_notices(fold(title))
    known = (*known, *towns)
    parts = [part for part in _parts(stripped, known) if part]
    outside = set(_words_of(BRACKETS.sub(" ", stripped), known))
    words = text.split()
    without_place = _without_places(words, known) or words
    counts, rest = _annual_counts(without_place)
    counters = set(_COUNTER.findall(title))
    rest = [word for word in rest if word not in counters] or rest
    numbers = set(_numbers(rest, frozenset(_WORD.findall(fold(title)))))
    years = {word for word in numbers if re.fullmatch(r"(?:19|20)\d\d", word)}
    names = _names(rest)
    return Title(
        text=text,
        stems=tuple(stem(word) for word in words),
        names=names,
        asides=names & (_owners(title) | {stem(word) for word in rest if word not in outside}),
        parts=tuple(_names(_annual_counts(part)[1]) for part in parts),
        groups=frozenset(GROUPS[word] for word in rest if word in GROUPS),
        sittings=frozenset(_sittings(rest)),
        numbers=frozenset(numbers - years),
        years=frozenset(years),
        counts=frozenset(counts | counters),
        compact="".join(stem(word) for word in rest if word not in FILLER),
        leads=frozenset(_leads(stripped)),
    )


def _undress(text: str, places: tuple[str, ...]) -> str:
    words = _words_of(strip_notices(text), places)
    return " ".join(words) or " ".join(_WORD.findall(text))


def _parts(text: str, places: tuple[str, ...]) -> Iterator[list[str]]:
    for part in _SEPARATORS.split(text):
        words = _without_places(_counted(_WORD.findall(part)), places)
        if words:
            yield words


def _leads(text: str) -> Iterator[tuple[str, ...]]:
    """Return what stands before a separator, or before a word that goes on."""
    words: list[str] = []
    for part in _SEPARATORS.split(text):
        for position, word in enumerate(_counted(_WORD.findall(part))):
            if position and word in GOING_ON:
                yield without_article(words)
            words.append(stem(word))
        yield without_article(words)


def without_article(stems: Sequence[str]) -> tuple[str, ...]:
    """Return words without an article or the like before them."""
    return tuple(stems[1:] if stems and stems[0] in FILLER else stems)


def _words_of(text: str, places: tuple[str, ...]) -> list[str]:
    """Return all words, without parts that only name the place and without "at <place>"."""
    kept: list[str] = []
    for part in _SEPARATORS.split(text.replace(" with ", " :with ")):
        words = _WORD.findall(part)
        if " ".join(words).removeprefix("the ") not in places:
            kept.extend(words)
    if not kept:
        kept = _WORD.findall(text)
    return _counted(_without_end(kept, places))


def _without_end(words: list[str], places: tuple[str, ...]) -> list[str]:
    joined = " ".join(words)
    for place in places:
        for before in ("live at the", "live at", "at the", "at", "in the", "on the", "on", "in"):
            cut = joined.find(f" {before} {place}")
            end = cut + len(f" {before} {place}")
            if cut > 0 and joined[end : end + 1] in {"", " "}:
                joined = f"{joined[:cut]}{joined[end:]}"
    return joined.split()


def _without_places(words: list[str], places: tuple[str, ...]) -> list[str]:
    joined = f" {' '.join(words)} "
    for place in places:
        joined = joined.replace(f" {place} ", " ")
    return joined.split()


def _counted(words: list[str]) -> list[str]:
    """Write numbers in digits: Part Two, Part II and Part 2 are one."""
    counted: list[str] = []
    for position, word in enumerate(words):
        before = words[position - 1] if position else ""
        is_last = position == len(words) - 1
        if word in NUMBERS:
            counted.append(NUMBERS[word])
        elif word in NUMERALS and position and (before in COUNTED or (is_last and word != "v")):
            counted.append(NUMERALS[word])
        elif len(word) == 1 and word.isalpha() and before in COUNTED and (word != "a" or is_last):
            counted.append(f"{word}0")
        else:
            counted.append(_without_ordinal(word))
    return counted


def _numbers(words: list[str], written: frozenset[str]) -> Iterator[str]:
    """Return what counts: what was written in digits or beside a word that is counted."""
    for position, word in enumerate(words):
        before = words[position - 1] if position else ""
        after = words[position + 1] if position + 1 < len(words) else ""
        if not any(letter.isdigit() for letter in word) or after in WEEKDAYS:
            continue
        if word in written or before in COUNTED or after in COUNTING or not word.isdigit():
            yield word


def _without_ordinal(word: str) -> str:
    match = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word)
    return match[1] if match else word


def _annual_counts(words: list[str]) -> tuple[set[str], list[str]]:
    """Take "12 annual" out: one side may leave it away."""
    counts, rest = set(), list(words)
    for position in range(len(words) - 1):
        if words[position + 1] == "annual" and words[position].isdigit():
            counts.add(words[position])
            rest[position] = "annual"
    return counts, rest


def _owners(title: str) -> set[str]:
    """Return who stands before a title or part as its owner."""
    return {stem(f"{fold(match[1])}s") for match in _OWNER.finditer(title)}


def _names(words: Iterable[str]) -> frozenset[str]:
    named = list(words)
    return frozenset(stem(word) for word in named if word not in FILLER)


def _sittings(words: list[str]) -> Iterator[str]:
    """Tell "(Evening)" from "An Evening with"."""
    for position, word in enumerate(words):
        after = words[position + 1] if position + 1 < len(words) else ""
        if word in SITTINGS and after not in {"with", "of", "in"}:
            yield stem(word)
