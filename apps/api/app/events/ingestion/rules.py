"""Pure readings of what a source's words say: the price, the categories, a feed's own name.

Every rule prefers silence to a wrong claim: a text that no rule knows yields unknown or nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.events.models import Free
from app.events.rules import slugify

_AMOUNT = r"\$\s?(\d{1,5}(?:,\d{3})*(?:\.\d{2})?)(?!\d)"
_AMOUNTS = _AMOUNT + r"(?:\s*(?:-|–|—|to)\s*" + _AMOUNT.replace(r"\$", r"\$?") + r")?"
_PRICED_THINGS = r"tickets?|admission|entry|entrance|cost|price|cover|fee|registration"
_PRICE_PATTERNS = (
    re.compile(rf"\b(?:{_PRICED_THINGS})\b[^$.\n]{{0,24}}{_AMOUNTS}", re.IGNORECASE),
    re.compile(
        rf"^\s*{_AMOUNTS}\s*(?:per\s+person|general\s+admission|at\s+the\s+door|in\s+advance|each)?"
        r"[.!]?\s*$",
        re.IGNORECASE | re.MULTILINE,
    ),
)
_FREE = re.compile(
    r"\bfree\s+(?:and\s+open\b|admission\b|entry\b|entrance\b|of\s+charge\b|event\b|concert\b"
    r"|with\s+rsvp\b|to\s+(?:attend|the\s+public|all|everyone)\b|for\s+(?:all|everyone)\b)"
    rf"|\b(?:{_PRICED_THINGS})\s*(?:is|are|:|-|–)\s*free\b"
    r"|\bno\s+(?:cover|admission)(?:\s+charge)?\b"
    r"|^\s*free[.!]?\s*$|\(free\)",
    re.IGNORECASE | re.MULTILINE,
)

# Words with boundaries, so that "Rock climbing" is no concert. The slugs are the registry's.
_CATEGORY_WORDS = {
    "live-music": r"live music|concerts?|bands?|jazz|blues|bluegrass|symphony|orchestra"
    r"|quartet|recital|choir|chorale|open mic|singer-songwriters?|steel drums?",
    "food-drink": r"food trucks?|tastings?|wine|beer|brewery|brunch|dinner|supper|chefs?"
    r"|cocktails?|cooking|oysters?|barbecue|bbq",
    "arts-exhibitions": r"exhibitions?|exhibits?|gallery|galleries|art walk|sculptures?|paintings?"
    r"|ceramics|photography|printmaking",
    "theater-dance": r"theater|theatre|plays?wright|musical|ballet|dance|opera|drama"
    r"|staged reading",
    "film": r"films?|movies?|cinema|screenings?|documentary",
    "comedy": r"comedy|comedians?|stand-up|improv",
    "family-kids": r"family|families|kids|children|toddlers?|story ?time|puppets?|teens?",
    "markets": r"farmers'? market|flea market|night market|craft fair|makers'? market|swap meet",
    "outdoors-nature": r"nature|birding|bird walk|hikes?|kayaks?|paddle|gardens?|garden tour|beach"
    r"|wildlife|stargazing",
    "sports-fitness": r"yoga|pilates|5k|10k|marathon|fun run|rowing|regatta|tennis|pickleball"
    r"|baseball|climbing|fitness|bike ride",
    "classes-workshops": r"class|classes|workshops?|lessons?|beginners|bootcamp|how to",
    "talks-books": r"lectures?|talks?|author|book club|books?|poetry|reading group"
    r"|panel discussion",
    "community": r"volunteers?|clean-?up|town hall|commission meeting|city council|neighborhood"
    r"|blood drive|fundraiser",
    "festivals": r"festivals?|fests?|parade|carnival|fireworks|fair",
}
_CATEGORY_PATTERNS = {
    slug: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for slug, words in _CATEGORY_WORDS.items()
}
_DOWNLOAD_COUNTER = re.compile(r"\s*(?:\(\d+\)|- copy(?: \(\d+\))?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Price:
    """What an event costs; amounts in minor units of `currency` (cents), all three set or none."""

    free: Free
    min_minor: int | None = None
    max_minor: int | None = None
    currency: str | None = None
    text: str | None = None


def read_price(text: str) -> Price:
    """Read a price or its absence; what is unsaid stays unknown.

    A stated price wins over the word "free": "Free for members, admission $10" is not free.
    """
    for pattern in _PRICE_PATTERNS:
        if match := pattern.search(text):
            low = _minor_units(match[1])
            high = max(low, _minor_units(match[2])) if match[2] else low
            if high == 0:
                return Price(Free.YES, 0, 0, "USD", "Free")
            return Price(Free.NO, low, high, "USD", _price_text(low, high))
    if _FREE.search(text):
        return Price(Free.YES, text="Free")
    return Price(Free.UNKNOWN)


def categories_by_words(title: str) -> set[str]:
    """Return the slugs of the categories whose words stand in a title.

    Titles only: a description mentions wine and children far from what the event is.
    """
    return {slug for slug, pattern in _CATEGORY_PATTERNS.items() if pattern.search(title)}


def categories_by_source(names: Iterable[str], registered: Iterable[str]) -> set[str]:
    """Return the registry's slugs among a source's own category names."""
    return {slugify(name.replace("&", " ")) for name in names} & set(registered)


def feed_name_of_file(stem: str) -> str:
    """Name the feed that an imported file belongs to: "Club (1)" downloaded again is "club"."""
    return slugify(_DOWNLOAD_COUNTER.sub("", stem))


def _minor_units(amount: str) -> int:
    return round(float(amount.replace(",", "")) * 100)


def _price_text(low: int, high: int) -> str:
    if low == high:
        return _dollars(low)
    return f"{_dollars(low)}–{_dollars(high)}"


def _dollars(minor: int) -> str:
    return f"${minor / 100:,.2f}".removesuffix(".00")
