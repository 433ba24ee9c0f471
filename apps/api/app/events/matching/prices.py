"""What an event costs, read from a source's price field or from its words.

Every rule prefers silence to a wrong claim: a text that no rule knows yields unknown.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.events.matching.amounts import (
    Amount,
    Purpose,
    amounts_of,
    mentions_money,
    minor_units,
)
from app.events.matching.clauses import READ_CHARACTERS, clauses
from app.events.matching.free_words import claims_free, hints_at_free
from app.events.models import Free

_AMOUNTS_OF_A_TEXT = 200
_FIELD_CHARACTERS = 500

_AS_YOU_CAN = "Pay what you can"
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
_PAY_WHAT_YOU_CAN = re.compile(r"\bpay[\s-]what[\s-]you[\s-](?:can|wish|want|will|like|choose)\b")
_DONATION = re.compile(
    r"\bby[\s-]donation\b|\bdonation[\s-]based\b|\bsuggested\s+donation\b|^\W*donations?\W*$"
    r"|\bdonations?\s+(?:is\s+|are\s+)?(?:suggested|requested|encouraged)\b"
)
_NUMBER = r"\d{1,3}(?:,\d{3}){1,2}(?:\.\d{1,4})?|\d{1,6}(?:\.\d{1,4})?"
# A price field may hold bare numbers: "10", "0.00", "10 - 15", "8/10/12".
_BARE_NUMBERS = re.compile(rf"(?:{_NUMBER})(?:\s?(?:[-–—/,;&|]|to|and)\s?(?:{_NUMBER})){{0,9}}")
_FREE_SPAN = re.compile(r"\bfree\s?(?:[-–—]|to|or)\s?\$?(?=\d)|^free\s?/\s?(?=\$?\d)")
_ZERO = re.compile(r"\W*(?:usd\s?)?0+(?:[.,]0{1,4})?(?:\s?usd)?\W*")


@dataclass(frozen=True, slots=True)
class Price:
    """What an event costs; amounts in minor units of `currency` (cents).

    `max_minor` is None where the source says "from $20". Where something is to be paid that no
    amount tells, or the giving is up to the giver, only `text` speaks.
    """

    free: Free
    min_minor: int | None = None
    max_minor: int | None = None
    currency: str | None = None
    text: str | None = None


UNKNOWN = Price(Free.UNKNOWN)


def read_price(text: str, *, currency: str = "USD") -> Price:
    """Read a price or its absence from words; what is unsaid stays unknown.

    `currency` is what a bare "$" stands for. A stated price of admission wins over the word "free":
    "Free for members, admission $10" is not free.
    """
    lowered = text[:READ_CHARACTERS].lower()
    if not mentions_money(lowered) and not hints_at_free(lowered) and "donat" not in lowered:
        return _voluntary(lowered) if "pay" in lowered else UNKNOWN
    parts = clauses(text)
    amounts = _first_amounts(parts)
    return _settle(parts, amounts, currency)


def read_cost(cost: str | None, is_free: bool | None, text: str, *, currency: str = "USD") -> Price:
    """Read a price from a source's fields, and from its words where the fields leave it open.

    The price field comes first, then the words, then the yes-or-no field. What contradicts itself
    is never free: a stated amount wins, and "free" against a field that denies it stays unknown.
    """
    stated = _read_field(cost[:_FIELD_CHARACTERS].strip(), currency) if cost else UNKNOWN
    words = read_price(text, currency=currency)
    if cost and _ZERO.fullmatch(cost[:_FIELD_CHARACTERS]) and words.free is Free.NO:
        return words  # a zero is often a field that nobody filled in
    price = stated if stated != UNKNOWN else words
    if is_free is None:
        return price
    if is_free:
        return Price(Free.YES, text="Free") if price.free is Free.UNKNOWN else price
    if price.free is Free.YES:
        return UNKNOWN
    return price if price.free is Free.NO else Price(Free.NO, text=price.text)


def _read_field(cost: str, currency: str) -> Price:
    lowered = cost.lower()
    if _BARE_NUMBERS.fullmatch(lowered):
        values = [minor_units(number) for number in re.findall(_NUMBER, lowered)]
        return _spanning(min(values), max(values), currency)
    if span := _FREE_SPAN.search(lowered):
        lowered = f"{lowered[: span.start()]}$0 - ${lowered[span.end() :].lstrip('$')}"
    parts = clauses(lowered)
    amounts = [
        Amount(each.low, each.high, each.currency, Purpose.ADMISSION)
        if each.purpose is Purpose.UNSAID
        else each
        for each in _first_amounts(parts)
    ]
    return _settle(parts, amounts, currency)


def _first_amounts(parts: Iterable[str]) -> list[Amount]:
    amounts: list[Amount] = []
    for part in parts:
        if mentions_money(part):
            amounts.extend(amounts_of(part))
        if len(amounts) >= _AMOUNTS_OF_A_TEXT:
            break
    return amounts


def _settle(parts: Sequence[str], amounts: Sequence[Amount], currency: str) -> Price:
    prices = [each for each in amounts if each.purpose is Purpose.ADMISSION]
    extras = [each for each in amounts if each.purpose is Purpose.EXTRA]
    is_claimed = any(claims_free(part) for part in parts if hints_at_free(part))
    if prices:
        return _price_of(prices + extras, currency)
    if is_claimed:
        return Price(Free.YES, text="Free")
    if extras:
        return _price_of(extras, currency)
    donations = [each for each in amounts if each.purpose is Purpose.DONATION]
    if donations:
        named = donations[0].currency or currency
        low, high = donations[0].low, donations[0].high
        return Price(Free.UNKNOWN, text=f"Suggested donation {_span_text(low, high, named)}")
    return next((said for part in parts if (said := _voluntary(part)) != UNKNOWN), UNKNOWN)


def _price_of(amounts: Sequence[Amount], default: str) -> Price:
    currency = amounts[0].currency or default
    same = [each for each in amounts if (each.currency or default) == currency]
    if all(each.low == each.high == 0 for each in same):
        return Price(Free.YES, 0, 0, currency, "Free")
    paid = [each for each in same if each.high != 0]
    low = min(each.low for each in paid)
    if all(each.high is None for each in paid):
        if low == 0:
            return Price(Free.UNKNOWN, text=_AS_YOU_CAN)
        return _spanning(low, None, currency)
    return _spanning(low, max(each.high or each.low for each in paid), currency)


def _spanning(low: int, high: int | None, currency: str) -> Price:
    if high == 0:
        return Price(Free.YES, 0, 0, currency, "Free")
    return Price(Free.NO, low, high, currency, _span_text(low, high, currency))


def _voluntary(lowered: str) -> Price:
    """Return the words for what the giver decides; it is neither free nor priced."""
    if _PAY_WHAT_YOU_CAN.search(lowered):
        return Price(Free.UNKNOWN, text=_AS_YOU_CAN)
    if _DONATION.search(lowered):
        return Price(Free.UNKNOWN, text="Donation")
    return UNKNOWN


def _span_text(low: int, high: int | None, currency: str) -> str:
    if high is None:
        return f"From {_money(low, currency)}"
    if low == high:
        return _money(low, currency)
    return f"{_money(low, currency) if low else 'Free'}–{_money(high, currency)}"


def _money(minor: int, currency: str) -> str:
    mark = _SYMBOLS.get(currency, f"{currency} ")
    return f"{mark}{minor / 100:,.2f}".removesuffix(".00")
