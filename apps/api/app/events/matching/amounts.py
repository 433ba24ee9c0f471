"""Amounts of money in a clause, and what each is for.

An amount is a price only where the words beside it say so: "$3 tacos" and "win $500" are none, and
neither is an amount that nothing explains.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from app.events.matching import amount_words as words

CONTEXT_CHARACTERS = 60

_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,2}(?:\.\d{1,2})?|\d{1,6}(?:[.,]\d{1,2})?)"
_ENDS = r"(?!\d)(?![.,]\d)(?!\s?(?:k|m|bn|million|billion|thousand)\b)"
_MARK = r"(?:(?:(?<![a-z])(?:us|ca?|au?))?\$|[€£]|\b(?:usd|eur|gbp|cad|aud)\b)"
_MARK_LAST = r"(?:[€£]|(?:usd|eur|gbp|cad|aud|dollars?|euros?)\b)"
_TO = r"\s{0,2}(?:[-–—]|to\b)\s{0,2}"
_BARE_ENDS = r"(?=\s{0,2}(?:$|[.,;)/]|(?:per|each|at|plus|general|adults?|a\s+person)\b))"
_AMOUNT = re.compile(
    rf"(?=[$€£\ducega])(?:(?P<mark>{_MARK})\s{{0,2}}(?P<low>{_NUMBER}){_ENDS}"
    rf"(?:{_TO}(?:{_MARK}\s{{0,2}}(?P<high>{_NUMBER}){_ENDS}"
    rf"|(?P<bare_high>{_NUMBER}){_ENDS}{_BARE_ENDS}))?"
    rf"|(?<![\w.,$€£])(?P<low_unmarked>{_NUMBER})(?:\s?{_MARK_LAST})?"
    rf"(?:{_TO}(?P<high_unmarked>{_NUMBER}))?\s?(?P<mark_last>{_MARK_LAST}))"
)
_MONEY = ("$", "€", "£", "usd", "eur", "gbp", "cad", "aud", "dollar")
_CURRENCIES = {
    "us$": "USD", "usd": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "£": "GBP", "gbp": "GBP", "c$": "CAD", "ca$": "CAD", "cad": "CAD",
    "a$": "AUD", "au$": "AUD", "aud": "AUD",
}  # fmt: skip


class Purpose(Enum):
    """What an amount is paid for."""

    ADMISSION = auto()
    EXTRA = auto()  # a better seat, for who wants one
    DONATION = auto()
    OTHER = auto()  # tacos, parking, a prize; or nothing says what
    UNSAID = auto()


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum or a span of sums in minor units; no `high` means "and up", no currency the default."""

    low: int
    high: int | None
    currency: str | None
    purpose: Purpose


def mentions_money(clause: str) -> bool:
    """Tell cheaply whether a lower-cased text could name a sum of money."""
    return any(mark in clause for mark in _MONEY)


def amounts_of(clause: str) -> Iterator[Amount]:
    """Yield the amounts of a lower-cased clause in their order."""
    end_of_last, was_price = 0, False
    matches = list(_AMOUNT.finditer(clause))
    for place, match in enumerate(matches):
        following = matches[place + 1].start() if place + 1 < len(matches) else len(clause)
        before = clause[max(end_of_last, match.start() - CONTEXT_CHARACTERS) : match.start()]
        after = clause[match.end() : min(following, match.end() + CONTEXT_CHARACTERS)]
        is_open = not _is_span(match) and bool(
            words.OPENS_BEFORE.search(before) or words.OPENS_AFTER.match(after)
        )
        purpose = _purpose(before, words.OPENS_AFTER.sub("", after, 1), follows_price=was_price)
        yield _amount(match, purpose, is_open=is_open)
        end_of_last, was_price = match.end(), purpose is Purpose.ADMISSION


def minor_units(number: str) -> int:
    """Return the cents of "1,250", "12.5" or "12,50"."""
    whole, _, cents = re.sub(r",(?=\d{3})", "", number).replace(",", ".").partition(".")
    return int(whole) * 100 + int(cents[:2].ljust(2, "0"))


def _amount(match: re.Match[str], purpose: Purpose, *, is_open: bool) -> Amount:
    low = minor_units(match["low"] or match["low_unmarked"])
    written = match["high"] or match["bare_high"] or match["high_unmarked"]
    high = minor_units(written) if written else low
    mark = match["mark"] or match["mark_last"]
    currency = _CURRENCIES.get(mark)
    if match["bare_high"] and high < low:
        high = low
    return Amount(min(low, high), None if is_open else max(low, high), currency, purpose)


def _is_span(match: re.Match[str]) -> bool:
    return bool(match["high"] or match["bare_high"] or match["high_unmarked"])


def _purpose(before: str, after: str, *, follows_price: bool) -> Purpose:
    if words.SUGGESTED_BEFORE.search(before) or words.SUGGESTED_AFTER.match(after):
        return Purpose.DONATION
    if words.OTHER_AFTER.match(after) or words.OTHER_BEFORE.search(before):
        return Purpose.OTHER
    if words.EXTRA_BEFORE.search(before) or words.EXTRA_AFTER.match(after):
        return Purpose.EXTRA
    if words.PRICE_BEFORE.search(before) or words.PRICE_AFTER.match(after):
        return Purpose.ADMISSION
    is_alone = follows_price and words.JOINS_BETWEEN.match(before)
    if (is_alone or words.FRESH_BEFORE.search(before)) and words.ENDS_AFTER.match(after):
        return Purpose.ADMISSION
    return Purpose.UNSAID
