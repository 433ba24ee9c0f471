"""The parts of a location text: names, rooms, streets, towns."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from app.events.matching.addresses import StreetAddress, begins_street, read_address
from app.events.matching.place_words import (
    BESIDE,
    NOWHERE,
    ONLINE,
    ROOMS,
    SMALL,
    STREETS,
    SURE_ROOMS,
    spell,
)
from app.events.rules import normal_form

_LINK = re.compile(
    r"\b(?:https?://|www\.)\S+|\b\S+@\S+\.\w+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|us)(?:/\S*)?\b",
    re.IGNORECASE,
)
_ONLINE_LINK = re.compile(r"zoom|teams|meet\.|webex|youtu|facebook|twitch", re.IGNORECASE)
_PHONE = re.compile(r"\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b")
_SEPARATORS = re.compile(r"[\n,;|()\[\]:•]|(?:(?<=\s)|^)[-–—](?=\s|$)|—|\s/\s")
_COUNTRY = re.compile(
    r"(?:^|[\s,])(?:USA|U\.S\.A\.|US|United States(?: of America)?)\W*$", re.IGNORECASE
)
_STATE_END = re.compile(
    r"(?:^|[\s,])(?:A[KLRZ]|C[AOT]|D[CE]|F[Ll]|G[Aa]|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]"
    r"|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|FLA|Fla|Florida|FLORIDA|florida)\W*$"
)
_BEFORE_NUMBER = re.compile(r"\s+(?=\d)")
_ZIP_END = re.compile(r"(?:^|[\s,])(\d{5})(?:-\d{4})?\W*$")
_UNIT = re.compile(r"(?:suite|ste\.?|unit|apt\.?|#)\s*#?\s*(\w+)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_][\w'’]*")
_INSIDE = re.compile(r"\s+(?:at|@|inside|in|on)\s+|(?<=\w)@\s*", re.IGNORECASE)
_TOGETHER = re.compile(r"\s+(?:and|or|&|\+|plus|to)\s+|\s*/\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word in one spelling, and where it stands in its text."""

    spelt: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Location:
    """A location text, read: `segments` are what is no street, town, state, zip code or country."""

    text: str
    segments: tuple[str, ...]
    address: StreetAddress
    has_link: bool
    has_online_link: bool

    @property
    def words(self) -> list[str]:
        """Return the normal forms of all words of the segments."""
        return [word for segment in self.segments for word in normal_form(segment).split()]


def read_location(
    text: str, address: str | None, towns: Collection[str], is_name: Callable[[str], bool]
) -> Location:
    """Take a location text apart.

    `towns` are normal forms of towns and areas that are known; `is_name` knows a venue's name,
    which may look like a street ("12 Oaks"). An `address` that names a street or town is believed
    before the text.
    """
    links = _LINK.findall(text)
    segments, found = _sort(_PHONE.sub(" ", _LINK.sub(" ", text)), towns, is_name)
    if address:
        found = _merged(read_postal_address(address, towns), found)
    return Location(
        text=text,
        segments=tuple(segments),
        address=found,
        has_link=bool(links),
        has_online_link=any(_ONLINE_LINK.search(link) for link in links),
    )


def read_postal_address(text: str, towns: Collection[str]) -> StreetAddress:
    """Read a text that is an address and nothing else: what is left of it is its town."""
    rest, address = _sort(text, towns, lambda _: False)
    if address.city or not rest:
        return address
    return replace(address, city=normal_form(rest[-1]) or None)


def _merged(told: StreetAddress, found: StreetAddress) -> StreetAddress:
    street = told if told.door else found
    return replace(
        street,
        city=told.city or found.city,
        zip_code=told.zip_code or (None if told.city else found.zip_code),
    )


def _sort(
    text: str, towns: Collection[str], is_name: Callable[[str], bool]
) -> tuple[list[str], StreetAddress]:
    """Tell names and rooms from street, unit, town and zip code."""
    names: list[str] = []
    address = StreetAddress()
    for piece in _pieces(text, is_name):
        if is_name(piece):
            names.append(piece)
            continue
        name, zip_code = _without_area(piece)
        address = replace(address, zip_code=zip_code or address.zip_code)
        form = normal_form(name)
        if not form:
            continue
        if form in towns or (form.removeprefix("downtown ") in towns):
            address = replace(address, city=address.city or form.removeprefix("downtown "))
        elif address.door is None and begins_street(name) and (street := _street(name, towns)).door:
            address = replace(street, city=street.city or address.city, zip_code=address.zip_code)
        elif address.door and address.unit is None and (unit := _UNIT.fullmatch(name)):
            address = replace(address, unit=normal_form(unit[1]))
        elif name != piece and (names or address.door) and not is_room(name):
            address = replace(address, city=form)
        elif names and _is_street_alone(form):
            continue
        else:
            names.append(name)
    return names, address


def _is_street_alone(form: str) -> bool:
    """Whether a piece after a name is a street without a number: it tells nothing more."""
    words = spell(["", *form.split()])[1:]
    return len(words) > 1 and words[-1] in STREETS


def _street(text: str, towns: Collection[str]) -> StreetAddress:
    """Read a street that may go on with its town: "710 Bayshore Promenade Sarasota"."""
    words = text.split()
    for length in (1, 2, 3):
        town = normal_form(" ".join(words[-length:]))
        if len(words) - length > 1 and town in towns:
            return replace(read_address(" ".join(words[:-length])), city=town)
    return read_address(text)


def _pieces(text: str, is_name: Callable[[str], bool]) -> Iterator[str]:
    for piece in _SEPARATORS.split(text):
        if stripped := piece.strip(" .*\t"):
            yield from _without_street(stripped, is_name)


def _without_street(piece: str, is_name: Callable[[str], bool]) -> Iterator[str]:
    """Divide "Harbor Hall 710 Bayshore Promenade" where its street begins."""
    for match in _BEFORE_NUMBER.finditer(piece):
        name, street = piece[: match.start()], piece[match.end() :]
        if begins_street(street) and is_name(name) and not is_name(piece):
            yield name
            piece = street
            break
    yield piece


def _without_area(piece: str) -> tuple[str, str | None]:
    """Take country, zip code and state off the end of a piece."""
    plain = _COUNTRY.sub("", piece).strip(" ,")
    zip_match = _ZIP_END.search(plain)
    if zip_match:
        plain = plain[: zip_match.start()].strip(" ,")
    return _STATE_END.sub("", plain).strip(" ,"), zip_match[1] if zip_match else None


def read_words(segment: str) -> tuple[Word, ...]:
    """Return the words of a segment in one spelling."""
    found = [
        (normal_form(match[0]).replace(" ", ""), match.start(), match.end())
        for match in _WORD.finditer(segment)
    ]
    found = [each for each in found if each[0]]
    spelt = spell([form for form, _, _ in found])
    return tuple(Word(word, start, end) for word, (_, start, end) in zip(spelt, found, strict=True))


def split_inside(segment: str) -> Iterator[tuple[str, str]]:
    """Return what may be "room at place", split at each such word."""
    for match in _INSIDE.finditer(segment):
        yield segment[: match.start()].strip(), segment[match.end() :].strip()


def split_together(segment: str) -> list[str]:
    """Return what may be several places in one segment."""
    return [part.strip() for part in _TOGETHER.split(segment) if part.strip()]


def is_room(text: str) -> bool:
    """Return whether a text names a part of a house."""
    words = [word.spelt for word in read_words(text)]
    if not words or words[-1] in STREETS:
        return False
    return not ROOMS.isdisjoint(words) or (
        not begins_street(text) and any(map(str.isdigit, normal_form(text).split()))
    )


def is_surely_room(text: str) -> bool:
    """Return whether a text names a part of a house and cannot be a house of its own."""
    words = [word.spelt for word in read_words(text)]
    return any(word in SURE_ROOMS for word in words[-2:]) or words[:1] in (["room"], ["suite"])


def is_beside(words: Collection[str]) -> bool:
    """Return whether a text says that it is near a place, not in it."""
    return not BESIDE.isdisjoint(words)


def is_online(words: Collection[str]) -> bool:
    """Return whether a text speaks of something that needs no place."""
    return not ONLINE.isdisjoint(words)


def says_nothing(words: Collection[str]) -> bool:
    """Return whether every word is one of "to be announced", "various locations" and the like."""
    return all(word in NOWHERE or word in ONLINE or word in SMALL for word in words)
