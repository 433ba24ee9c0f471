"""Where a site that has a homepage may keep its calendar. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from lxml import html

from app.events.formats import google_calendar_addresses

# Adapters are tried in the order of how much they tell.
BEST_FIRST = ("tribe", "localist", "squarespace", "google", "ical", "json_ld", "rss")
MOST_LINKS = 4000

_EVENT_PAGE = re.compile(
    r"/(?:events?|calend[ae]r|whats-?on|shows|programm?e?|agenda|concerts|performances|schedule)/?$",
    re.IGNORECASE,
)
_CALENDAR_FILE = re.compile(r"(?:\.ics(?:$|\?)|[?&]ical=1|/ical/?$|[?&]format=ical)", re.IGNORECASE)
_FEED = re.compile(r"(?:/feed/?$|\.rss(?:$|\?)|/rss/?$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """An address to look at, and as what; without an adapter, its content tells."""

    url: str
    adapter: str | None = None


def places_of(homepage: str, page: bytes) -> list[Place]:
    """Return where to look for a site's calendar: what the page names first, then known places."""
    text = page.decode(errors="replace")
    found = [*_google(text), *_named(homepage, page), *_hinted(homepage, text), Place(homepage)]
    found += _known(homepage)
    unique = {(place.url, place.adapter): place for place in found}
    return [place for place in unique.values() if _is_web(place.url)]


def _google(text: str) -> Iterator[Place]:
    for address in google_calendar_addresses(text):
        yield Place(address, "google")


def _named(homepage: str, page: bytes) -> Iterator[Place]:
    """Yield what links and frames of a page name, feeds before pages that may hold events."""
    pages: list[Place] = []
    for element, address in _links(homepage, page):
        kind = (element.get("type") or "").lower()
        if "calendar" in kind or address.lower().startswith("webcal:"):
            yield Place(_as_https(address), "ical")
        elif _CALENDAR_FILE.search(address):
            yield Place(address, "ical")
        elif _is_news_feed(element, kind, address):
            pages.append(Place(address, "rss"))
        elif _is_same_site(homepage, address) and _EVENT_PAGE.search(urlsplit(address).path):
            pages.append(Place(address))
    yield from pages


def _is_news_feed(element: html.HtmlElement, kind: str, address: str) -> bool:
    if element.tag == "link" and ("rss" in kind or "atom" in kind):
        return True
    return _FEED.search(address) is not None and "event" in address.lower()


def _links(homepage: str, page: bytes) -> Iterator[tuple[html.HtmlElement, str]]:
    try:
        tree = html.document_fromstring(page)
    except (ValueError, html.etree.LxmlError):
        return
    for count, element in enumerate(tree.iter("a", "link", "iframe")):
        if count >= MOST_LINKS:
            return
        address = element.get("src" if element.tag == "iframe" else "href")
        if address and (joined := _joined(homepage, address)):
            yield element, joined


def _hinted(homepage: str, text: str) -> Iterator[Place]:
    """Yield the interfaces of the programs that a page shows to be made with."""
    if "wp-content" in text or "wp-json" in text:
        yield Place(_at(homepage, "/wp-json/tribe/events/v1/events"), "tribe")
    if "localist" in text.lower():
        yield Place(_at(homepage, "/api/2/events"), "localist")
    if "squarespace" in text.lower():
        yield Place(_at(homepage, "/events"), "squarespace")
        yield Place(_at(homepage, "/calendar"), "squarespace")


def _known(homepage: str) -> Iterator[Place]:
    yield Place(_at(homepage, "/events/?ical=1"), "ical")
    yield Place(_at(homepage, "/calendar.ics"), "ical")
    yield Place(_at(homepage, "/events.ics"), "ical")
    yield Place(_at(homepage, "/wp-json/tribe/events/v1/events"), "tribe")
    yield Place(_at(homepage, "/api/2/events"), "localist")
    yield Place(_at(homepage, "/events"))
    yield Place(_at(homepage, "/calendar"))


def _at(homepage: str, path: str) -> str:
    parts = urlsplit(homepage)
    return f"{parts.scheme}://{parts.netloc}{path}"


def _joined(homepage: str, address: str) -> str | None:
    try:
        joined = urljoin(homepage, address.strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    return urlunsplit(parts._replace(fragment=""))


def _as_https(address: str) -> str:
    return re.sub(r"^webcal:", "https:", address, flags=re.IGNORECASE)


def _is_same_site(homepage: str, address: str) -> bool:
    return urlsplit(homepage).hostname == urlsplit(address).hostname


def _is_web(address: str) -> bool:
    return urlsplit(address).scheme in ("http", "https") and len(address) < 2000  # noqa: PLR2004
