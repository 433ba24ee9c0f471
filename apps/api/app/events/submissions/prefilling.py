"""What a page or a calendar says of an event, in the fields of the form."""

import asyncio
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any, Final, Literal
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from app.events.calendar.errors import NotACalendarError
from app.events.calendar.records import CalendarOccurrence, CalendarReading
from app.events.fetching.records import Fetched, Fetching
from app.events.fields import LONGEST_LINE, LONGEST_TEXT, LONGEST_TITLE
from app.events.formats import FeedContext, recognise
from app.events.rules import refuse_controls
from app.events.sources.running import read_pages
from app.events.submissions.rules import FURTHEST, local_text
from app.kernel import clock

Source = Literal["json_ld", "ical", "opengraph", "none"]
Prefill = dict[str, Any]

MOST_EVENTS: Final = 20
READ_FIRST: Final[tuple[Source, ...]] = ("json_ld", "ical")
_FIELDS: Final = (
    *("title", "start", "end", "all_day", "location", "address", "description", "url", "cost"),
    *("is_free", "image_url"),
)
_LONGEST_HEAD: Final = 512 * 1024


async def prefill(fetcher: Fetching, request: Prefill, zone: ZoneInfo) -> Prefill:
    """Fetch a page and return what it says; raises FetchFailedError."""
    page = await fetcher.fetch(request["url"], accept="text/html, text/calendar, */*;q=0.5")
    return await asyncio.to_thread(_read, page, zone)


def prefill_from(
    page: bytes,
    *,
    address: str,
    charset: str | None,
    reading: CalendarReading | None,
    source: Source,
    zone: ZoneInfo,
) -> Prefill:
    """Return what a page says: its first event to come, else what it tells social networks.

    `reading` is what an adapter, named by `source`, read on the page.
    """
    now = clock.now()
    if reading is not None and reading.occurrences:
        coming = [each for each in reading.occurrences if (each.end or each.start) >= now]
        event = (coming or reading.occurrences)[0]
        return prefill_of(event, zone=zone, source=source, address=address)
    return _from_social_networks(page, address=address, charset=charset)


def prefills_of_calendar(reading: CalendarReading, zone: ZoneInfo) -> list[Prefill]:
    """Return the first date of each event of a file, at most 20."""
    first: dict[tuple[str, int], CalendarOccurrence] = {}
    for each in reading.occurrences:
        first.setdefault((each.uid, each.variant if not each.is_recurring else 0), each)
    shown = list(first.values())[:MOST_EVENTS]
    return [prefill_of(each, zone=zone, source="ical", address=None) for each in shown]


def prefill_of(
    event: CalendarOccurrence, *, zone: ZoneInfo, source: Source, address: str | None
) -> Prefill:
    """Return one event in the fields of the form; of whole days the last one is named."""
    end = event.end
    if end is not None and event.all_day:
        end -= timedelta(days=1)
    has_end = end is not None and (not event.all_day or end > event.start)
    return {
        "title": _clean(event.summary, LONGEST_TITLE),
        "start": _local(event.start, event, zone),
        "end": _local(end, event, zone) if end is not None and has_end else None,
        "all_day": event.all_day,
        "location": _clean(event.location, LONGEST_LINE),
        "address": _clean(event.address, LONGEST_LINE),
        "description": _clean(event.description, LONGEST_TEXT, keeps_lines=True),
        "url": _web_address(event.url or address, ""),
        "cost": _clean(event.cost, 100),
        "is_free": event.is_free,
        "image_url": _web_address(event.image_url, address or ""),
        "source": source,
    }


def _read(page: Fetched, zone: ZoneInfo) -> Prefill:
    reading, source = None, _source(page)
    if source != "none":
        today = clock.now().astimezone(zone).date()
        reading = _reading(page, source, (today, today + FURTHEST), zone)
    return prefill_from(
        page.body,
        address=page.url,
        charset=page.charset,
        reading=reading,
        source=source,
        zone=zone,
    )


def _source(page: Fetched) -> Source:
    names = recognise(page.body, page.content_type, page.url)
    return next((name for name in READ_FIRST if name in names), "none")


def _reading(
    page: Fetched, source: str, window: tuple[date, date], zone: ZoneInfo
) -> CalendarReading | None:
    context = FeedContext(
        address=page.url,
        fallback_zone=zone,
        window=window,
        content_type=page.content_type,
        charset=page.charset,
    )
    try:
        return read_pages(source, [page.body], context)
    except NotACalendarError:
        return None


def _local(moment: datetime, event: CalendarOccurrence, zone: ZoneInfo) -> str:
    if event.all_day:
        return moment.date().isoformat()
    return local_text(moment, zone, all_day=False)


def _from_social_networks(page: bytes, *, address: str, charset: str | None) -> Prefill:
    head = _Head()
    head.feed(_decoded(page[:_LONGEST_HEAD], charset))
    said = head.said
    found: Prefill = dict.fromkeys(_FIELDS)
    found["title"] = _clean(_first(said, "og:title", "twitter:title", "title"), LONGEST_TITLE)
    found["description"] = _clean(
        _first(said, "og:description", "twitter:description", "description"),
        LONGEST_TEXT,
        keeps_lines=True,
    )
    found["image_url"] = _web_address(_first(said, "og:image", "twitter:image"), address)
    found["url"] = _web_address(_first(said, "og:url"), address) or _web_address(address, "")
    has_words = found["title"] is not None or found["description"] is not None
    return found | {"source": "opengraph" if has_words else "none"}


class _Head(HTMLParser):
    """Keeps what a page says of itself: the first of each property, and its title."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: dict[str, str] = {}
        self._is_in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read <meta property|name content>."""
        self._is_in_title = tag == "title" and "title" not in self.said
        given = dict(attrs)
        name = given.get("property") or given.get("name")
        content = given.get("content")
        if tag == "meta" and name and content:
            self.said.setdefault(name.strip().lower(), content)

    def handle_endtag(self, tag: str) -> None:
        """See the title's end."""
        if tag == "title":
            self._is_in_title = False

    def handle_data(self, data: str) -> None:
        """Read the title."""
        if self._is_in_title:
            self.said["title"] = self.said.get("title", "") + data


def _decoded(page: bytes, charset: str | None) -> str:
    try:
        return page.decode(charset or "utf-8", "replace")
    except LookupError:
        return page.decode("utf-8", "replace")


def _first(said: dict[str, str], *names: str) -> str | None:
    return next((said[name] for name in names if said.get(name, "").strip()), None)


def _clean(text: str | None, longest: int, *, keeps_lines: bool = False) -> str | None:
    """Return a text that the form takes, or nothing."""
    visible = "".join(_visible(text or "")).strip()
    if not keeps_lines:
        visible = " ".join(visible.split())
    return visible[:longest].strip() or None


def _visible(text: str) -> Iterable[str]:
    for letter in text:
        try:
            yield refuse_controls(letter)
        except ValueError:
            yield " " if letter.isspace() else ""


def _web_address(url: str | None, base: str) -> str | None:
    if not url or not url.strip():
        return None
    try:
        absolute = urljoin(base, url.strip())
        parts = urlsplit(absolute)
    except ValueError:
        return None
    return absolute if parts.scheme in ("http", "https") and parts.hostname else None
