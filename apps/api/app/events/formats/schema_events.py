"""What a schema.org Event says, apart from its dates."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

from app.events.calendar.records import Status
from app.events.calendar.texts import MOST_CATEGORIES
from app.events.formats.gathering import Draft
from app.events.formats.json_values import Json, first_text, listed, part, position, truth
from app.events.formats.schema_nodes import EVENT_TYPES, Graph, types_of
from app.events.formats.texts import joined, line, names, paragraphs, web_address

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "": "$"}
_INHERITED = (
    "name", "location", "description", "image", "url", "organizer", "offers", "eventStatus",
    "isAccessibleForFree", "keywords",
)  # fmt: skip
_MOST_OFFERS = 40
_MOST_IMAGES = 5
_MOST_IDENTIFIERS = 5
_LONGEST_KEYWORDS = 2_000
_PRICE = re.compile(r"\d+(?:[.,]\d{1,2})?")


def with_inherited(child: Json, parent: Json) -> Json:
    """Return a part of an event with what it leaves to the whole."""
    kept = {key: parent[key] for key in _INHERITED if key in parent}
    said = {key: value for key, value in child.items() if value not in (None, "", [])}
    return {**kept, "@type": parent.get("@type", "Event"), **said}


def with_place_of(node: Json, supers: list[object]) -> Json:
    """Return an event with the place, organizer and image of the one that it is part of."""
    whole = next((each for each in supers if isinstance(each, dict)), {})
    kept = {key: whole[key] for key in ("location", "organizer", "image") if key in whole}
    return {**kept, **node} if kept else node


def identities(node: Json, base: str) -> Iterator[str]:
    """Yield what can stand for an event from fetch to fetch, the best first."""
    written = scalar_id(node)
    if written:
        yield urljoin_safely(base, written)
    for value in listed(node.get("url"))[:1]:
        address = web_address(value, base)
        if address and address.rstrip("/") != base.rstrip("/"):
            yield address
    for value in listed(node.get("identifier"))[:_MOST_IDENTIFIERS]:
        text = line(first_text(part(value, "value"), part(value, "@id"), value))
        if text:
            yield text


def scalar_id(node: Json) -> str:
    """Return an @id that is a name; those of blank nodes change with every fetch."""
    written = line(node.get("@id"))
    return "" if written.startswith("_:") else written


def urljoin_safely(base: str, written: str) -> str:
    """Return an absolute address, or the text itself where it is none."""
    try:
        return urljoin(base, written)
    except ValueError:
        return written


def read_draft(node: Json, graph: Graph, base: str) -> Draft:
    """Return an event in its published form, without an identity."""
    location, address, geo = _place(node, graph)
    status, warnings = _status(node)
    return Draft(
        uid=None,
        title=line(_first_of(node.get("name"))) or line(_first_of(node.get("headline"))),
        description=paragraphs(_first_of(node.get("description"))),
        location=location,
        address=address,
        url=web_address(_address_of(node, graph), base),
        image_url=next(_images(node, graph, base), None),
        categories=_categories(node),
        organizer=_name_of(graph.part(node, "organizer")),
        geo=geo,
        cost=_cost(node, graph),
        is_free=truth(_first_of(node.get("isAccessibleForFree"))),
        status=status,
        warnings=warnings,
    )


def _first_of(value: object) -> object:
    """Return the first of several values; of {"@value": …} the value."""
    found = next(iter(listed(value)), None)
    return part(found, "@value") if isinstance(found, dict) else found


def _name_of(values: list[object]) -> str | None:
    found = (line(_first_of(part(each, "name") or each)) for each in values)
    return next((name for name in found if name), None)


def _address_of(node: Json, graph: Graph) -> str:
    value = next(iter(graph.part(node, "url")), None)
    return first_text(value, part(value, "@id"), part(value, "url"))


def _images(node: Json, graph: Graph, base: str) -> Iterator[str]:
    for value in graph.part(node, "image", _MOST_IMAGES):
        written = first_text(
            value, _first_of(part(value, "url")), _first_of(part(value, "contentUrl"))
        )
        address = web_address(written, base)
        if address:
            yield address


def _categories(node: Json) -> tuple[str, ...]:
    kinds = [EVENT_TYPES.get(name) for name in types_of(node)]
    keywords = [
        word
        for value in listed(node.get("keywords"))[:MOST_CATEGORIES]
        for word in first_text(value)[:_LONGEST_KEYWORDS].split(",")
    ]
    return names([*(kind for kind in kinds if kind), *keywords])


def _status(node: Json) -> tuple[Status, list[str]]:
    written = first_text(_first_of(node.get("eventStatus"))).lower()
    if "cancel" in written:
        return "cancelled", []
    if "postponed" in written:
        return "cancelled", ["The event is postponed; on this date it does not take place."]
    return "scheduled", []


def _place(node: Json, graph: Graph) -> tuple[str | None, str | None, tuple[float, float] | None]:
    """Return name, address and position of the first place that is not merely online."""
    places = graph.part(node, "location")
    on_site = [each for each in places if "virtuallocation" not in types_of(each)]
    for place in on_site:
        if isinstance(place, dict):
            name = line(_first_of(place.get("name")))
            address = _postal(next(iter(graph.part(place, "address")), None))
            geo = next(iter(graph.part(place, "geo")), None)
            found = position(part(geo, "latitude"), part(geo, "longitude"))
            if name or address:
                return name or address, address, found
        elif line(place):
            return line(place), None, None
    return ("Online", None, None) if places and not on_site else (None, None, None)


def _postal(value: object) -> str | None:
    if not isinstance(value, dict):
        return line(value) or None
    country = value.get("addressCountry")
    return joined(
        _first_of(value.get("streetAddress")),
        value.get("addressLocality"),
        value.get("addressRegion"),
        value.get("postalCode"),
        first_text(part(country, "name"), country),
    )


def _cost(node: Json, graph: Graph) -> str | None:
    """Return the cheapest and the dearest price of all offers, as "$10 – $15"."""
    prices: list[tuple[float, str]] = []
    for offer in islice(_offers(node, graph), _MOST_OFFERS):
        prices += _prices(offer)
    if not prices:
        return None
    if not max(prices)[0]:
        return "0.00"
    ends = dict.fromkeys(text for _, text in (min(prices), max(prices)))
    return " – ".join(ends)


def _offers(node: Json, graph: Graph) -> Iterator[object]:
    for offer in graph.part(node, "offers"):
        yield offer
        yield from graph.part(offer, "offers")
        yield from graph.part(offer, "priceSpecification")


def _prices(offer: object) -> Iterator[tuple[float, str]]:
    currency = line(part(offer, "priceCurrency")).upper()[:3]
    for key in ("price", "lowPrice", "highPrice", "minPrice", "maxPrice"):
        text = line(_first_of(part(offer, key)))
        found = _PRICE.search(text.replace(",", "") if "." in text else text)
        if found is not None:
            number = found[0].replace(",", ".")
            symbol = _SYMBOLS.get(currency)
            shown = f"{symbol}{number}" if symbol else f"{number} {currency}"
            yield float(number), shown
        elif text.lower() in ("free", "gratis"):
            yield 0.0, "$0"
