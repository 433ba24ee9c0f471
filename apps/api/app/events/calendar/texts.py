"""Turning TEXT and URI values into what a page can show."""

import quopri
import re
from collections.abc import Iterable
from html import unescape

from app.events.calendar.properties import Property, unescaped, unescaped_list

LONGEST_LINE = 500
LONGEST_DESCRIPTION = 20_000
LONGEST_URL = 2_000
MOST_CATEGORIES = 50
_POLE, _DATE_LINE = 90, 180
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_MARKUP = re.compile(
    r"<(?:p|br|div|span|a|b|i|u|em|strong|ul|ol|li|h[1-6]|table|img)\b", re.IGNORECASE
)
_BREAKING_TAG = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLANK_LINES = re.compile(r"\n{3,}")


def line_of(written: Iterable[Property]) -> str:
    """Return the first value that says something as one line of at most 500 characters."""
    for value in written:
        line = " ".join(_without_entities(_text(value)).split())
        if line:
            return line[:LONGEST_LINE].rstrip()
    return ""


def description_of(written: Iterable[Property]) -> str | None:
    """Return the first description as plain text; markup that calendars put in is taken out."""
    for value in written:
        text = _text(value)[: LONGEST_DESCRIPTION * 4]
        if _MARKUP.search(text):
            text = _TAG.sub("", _BREAKING_TAG.sub("\n", text))
        text = _without_entities(text)
        lines = (" ".join(line.split()) for line in text.split("\n"))
        text = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
        if text:
            return text[:LONGEST_DESCRIPTION].rstrip()
    return None


def url_of(written: Iterable[Property]) -> str | None:
    """Return the first http or https address; every other scheme is none that a page may link."""
    for value in written:
        url = value.value.strip()
        if url.lower().startswith("www."):
            url = f"https://{url}"
        is_web = url.lower().startswith(("https://", "http://"))
        if is_web and len(url) <= LONGEST_URL and not any(character.isspace() for character in url):
            return url
    return None


def categories_of(written: Iterable[Property]) -> tuple[str, ...]:
    """Return the category names of all CATEGORIES lines, each once, in their order."""
    names = (
        _without_entities(name)[:LONGEST_LINE]
        for value in written
        for name in unescaped_list(value.value)
    )
    return tuple(dict.fromkeys(names))[:MOST_CATEGORIES]


def organizer_of(written: Iterable[Property]) -> str | None:
    """Return the organizer's common name, else the address without its scheme."""
    for value in written:
        name = value.parameter("CN") or re.sub(
            r"^mailto:", "", value.value.strip(), flags=re.IGNORECASE
        )
        if name.strip():
            return _without_entities(name.strip())[:LONGEST_LINE]
    return None


def position_of(written: Iterable[Property]) -> tuple[float, float] | None:
    """Return (latitude, longitude) in degrees (RFC 5545, 3.8.1.6), None where there is none."""
    for value in written:
        numbers = re.split(r"[;,]", value.value.replace("\\", ""))
        try:
            latitude, longitude = (float(number) for number in numbers)
        except ValueError:
            continue
        if abs(latitude) <= _POLE and abs(longitude) <= _DATE_LINE:
            return latitude, longitude
    return None


def _text(value: Property) -> str:
    encoding = (value.parameter("ENCODING") or "").upper()
    if encoding == "QUOTED-PRINTABLE":  # vCalendar 1.0
        return quopri.decodestring(value.value.encode()).decode(errors="replace")
    return unescaped(value.value)


def _without_entities(text: str) -> str:
    return unescape(text).replace("\0", "") if "&" in text and _ENTITY.search(text) else text
