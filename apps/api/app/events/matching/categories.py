"""Which categories an event belongs to, by its words and by what its source calls it."""

import re
from collections.abc import Collection, Iterable

from app.events.matching.category_names import SLUGS_OF_NAMES
from app.events.matching.category_words import DESCRIBING, SILENT, STRONG, WEAK
from app.events.matching.phrases import Phrases, words_of
from app.events.rules import slugify

CATEGORIES_OF_AN_EVENT = 3

_TITLE_CHARACTERS = 300
_DESCRIPTION_CHARACTERS = 600

_STRONG = Phrases(STRONG | {"": SILENT})
_WEAK = Phrases(WEAK | {"": SILENT})
_DESCRIBING = Phrases(DESCRIBING)
# "Film: Two Left Shoes" is about no shoes; "Movie at the Museum" is no exhibition.
_FORM_AND_NAME = re.compile(r":\s|\s[–—|]\s")
_PLACE = re.compile(r"\s(?:at|@|in the|on the)\s(?!noon|night)", re.IGNORECASE)
# How and for whom, not what: the rest of the title says that ("Workshop: Portraits in Oil").
_MANNERS = frozenset({"classes-workshops", "family-kids"})
_PARTS = re.compile(r"\s*[/,&;>|+]\s*|\s+and\s+|\s+-\s+", re.IGNORECASE)


def by_words(title: str, description: str | None = None) -> set[str]:
    """Return the slugs that a title's words stand for, at most three.

    The title decides. Where it has no strong word, what the description says of the event itself
    comes before the title's weak words.
    """
    title = title[:_TITLE_CHARACTERS]
    return _strong_of(title) or _described(description) or _slugs(_WEAK, words_of(title))


def by_source(names: Iterable[str], registered: Iterable[str]) -> set[str]:
    """Return the registered slugs that a source's own category names stand for.

    A name is one of the registry's, or a synonym, or put together of such ("Music/Dance").
    """
    registry = set(registered)
    return {slug for name in names for slug in _slugs_of_name(name, registry)}


def _strong_of(title: str) -> set[str]:
    for pattern in (_FORM_AND_NAME, _PLACE):
        form = pattern.split(title, maxsplit=1)[0]
        if len(form) < len(title) and _strong_of(form) - _MANNERS:
            return _strong_of(form)
    return _slugs(_STRONG, words_of(title))


def _described(description: str | None) -> set[str]:
    if not description:
        return set()
    return _slugs(_DESCRIBING, words_of(description[:_DESCRIPTION_CHARACTERS]))


def _slugs(phrases: Phrases, words: list[str]) -> set[str]:
    found: dict[str, None] = {}
    for hit in phrases.find(words):
        found.update(dict.fromkeys(sorted(hit.meanings)))
    if "vs" in words:
        found.pop("outdoors-nature", None)  # teams are named after animals
    if "classes-workshops" in found:
        found.pop("live-music", None)  # nobody performs in a guitar lesson
    return set(list(found)[:CATEGORIES_OF_AN_EVENT])


def _slugs_of_name(name: str, registry: Collection[str]) -> set[str]:
    whole = _slugs_of_word(name, registry)
    if whole:
        return whole
    return {slug for part in _PARTS.split(name) for slug in _slugs_of_word(part, registry)}


def _slugs_of_word(name: str, registry: Collection[str]) -> set[str]:
    slug = slugify(re.sub(r"&|\band\b", " ", name, flags=re.IGNORECASE))
    if slug in registry:
        return {slug}
    return set(SLUGS_OF_NAMES.get(slug, ())) & set(registry)
