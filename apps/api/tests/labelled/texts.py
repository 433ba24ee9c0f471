"""How well the price and the categories of an event are read from its words.

`texts.jsonl` holds invented events as feeds write them. A category is expected where somebody who
picks it would be glad to find the event: a class is filed under classes and its subject, what is
for children under them and what it is; most events have one category, many two, few three, and
some ("Private event") none. `free` is "yes" only if everybody gets in for nothing; a suggested
donation is no price. Amounts are labelled where the text states them, `max_minor` null for "from".

The held-out part was written and labelled when words and rules were settled on the tuning part,
before anything was measured on it. The words of the categories have not changed since; the rules
for prices have, by cases that the tests name.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.events.matching.categories import by_words
from app.events.matching.category_words import STRONG
from app.events.matching.prices import Price, read_cost
from tests.labelled.scoring import Score

# Targets are for the whole; the parts are told apart, because words were tuned on one of them.
PARTS = ("tuning", "held_out", "all")
FREE_PRECISION = 0.98
CATEGORY_F1 = 0.8

_FILE = Path(__file__).with_name("texts.jsonl")


@dataclass(frozen=True)
class LabelledText:
    """One event's words with what a curator reads in them; `amounts` is None where not labelled."""

    part: str
    title: str
    description: str | None
    cost: str | None
    is_free: bool | None
    categories: frozenset[str]
    free: str
    amounts: tuple[int, int | None] | None

    @property
    def price(self) -> Price:
        return read_cost(self.cost, self.is_free, f"{self.title}\n{self.description or ''}")


def load() -> list[LabelledText]:
    """Return the labelled texts in the order of the file."""
    return [_text(json.loads(line)) for line in _FILE.read_text(encoding="utf-8").splitlines()]


def measures() -> list[Score]:
    """Return every score on each part."""
    texts = load()
    of_part = {part: [text for text in texts if part in (text.part, "all")] for part in PARTS}
    return [score for part, chosen in of_part.items() for score in _scores(part, chosen)]


def _scores(part: str, texts: Sequence[LabelledText]) -> list[Score]:
    priced = [text for text in texts if text.amounts is not None]
    free = [(text.price.free == "yes", text.free == "yes") for text in texts]
    claimed = sum(claims for claims, _ in free)
    is_free = sum(really for _, really in free)
    right = sum(claims and really for claims, really in free)
    exact = sum((text.price.min_minor, text.price.max_minor) == text.amounts for text in priced)
    from_both = _macro_f1(texts, lambda text: by_words(text.title, text.description))
    from_titles = _macro_f1(texts, lambda text: by_words(text.title))
    is_whole = part == "all"
    return [
        Score(
            "free: precision", part, right / claimed, FREE_PRECISION if is_whole else None, claimed
        ),
        Score("free: recall", part, right / is_free, None, is_free),
        Score("price: amounts exact", part, exact / len(priced), None, len(priced)),
        Score(
            "categories: macro-F1", part, from_both, CATEGORY_F1 if is_whole else None, len(texts)
        ),
        Score("categories: macro-F1, titles alone", part, from_titles, None, len(texts)),
    ]


def _macro_f1(texts: Iterable[LabelledText], read: Callable[[LabelledText], set[str]]) -> float:
    """Return the mean over all categories of each one's F1; harsh on what is seldom met."""
    hits: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for text in texts:
        found = read(text)
        hits.update(found & text.categories)
        sizes.update(found)
        sizes.update(text.categories)
    return sum(2 * hits[slug] / sizes[slug] for slug in STRONG if sizes[slug]) / len(STRONG)


def _text(row: dict[str, Any]) -> LabelledText:
    return LabelledText(
        part=row["part"],
        title=row["title"],
        description=row.get("description"),
        cost=row.get("cost"),
        is_free=row.get("is_free"),
        categories=frozenset(row["categories"]),
        free=row["free"],
        amounts=(row["min_minor"], row["max_minor"]) if "min_minor" in row else None,
    )
