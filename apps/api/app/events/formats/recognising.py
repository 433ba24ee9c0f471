"""Which adapters could read what arrived."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from app.events.calendar.errors import NotACalendarError
from app.events.calendar.web_pages import is_html
from app.events.formats.csv_records import csv_rows, sniffed_delimiter
from app.events.formats.decoding import text_of
from app.events.formats.feed_items import is_feed
from app.events.formats.google import google_calendar_addresses
from app.events.formats.tables import headed_rows
from app.events.formats.workbook_archives import is_archive

_ROWS_TRIED = 25
_CALENDAR = re.compile(r"^[ \t]*BEGIN:(?:VCALENDAR|VEVENT)", re.IGNORECASE | re.MULTILINE)
_EVENT_TYPE = re.compile(
    r"""["']?@?type["']?\s*:\s*(?:\[\s*)?["'][^"']{0,40}(?:Event|Festival|CourseInstance|Hackathon)\b"""
    r"""|itemtype\s*=\s*["']?[^"'>]{0,60}schema\.org/[A-Za-z]{0,20}(?:Event|Festival)\b""",
    re.IGNORECASE,
)
_IN_JSON = (
    ("tribe", re.compile(r'"(?:utc_start_date|start_date_details|rest_url)"')),
    ("localist", re.compile(r'"(?:event_instances|localist_url)"')),
    ("squarespace", re.compile(r'"(?:websiteId|collectionId|websiteSettings)"')),
)
_ON_SITE = (
    ("tribe", re.compile(r"/wp-json/tribe/|tribe-events|the-events-calendar", re.IGNORECASE)),
    ("localist", re.compile(r"localist\.com|localist_|powered by localist", re.IGNORECASE)),
)
_LOOKED_AT = 3_000_000


def recognise(body: bytes, content_type: str | None, address: str) -> list[str]:
    """Return the names of adapters that could read a body, the best first; none for a stranger.

    For a web page these include adapters that would read its site, from the address that their
    `first_address` gives.
    """
    if is_archive(body):
        return ["xlsx"]
    try:
        text, _ = text_of(body)
    except NotACalendarError:
        return []
    return list(dict.fromkeys(_names(text[:_LOOKED_AT], content_type or "", address)))


def _names(text: str, content_type: str, address: str) -> Iterator[str]:
    start = text.lstrip()[:1]
    if _CALENDAR.search(text):
        yield from (("google", "ical") if _is_google(address) else ("ical",))
    elif start in ("{", "["):
        yield from (name for name, mark in _IN_JSON if mark.search(text))
        if _EVENT_TYPE.search(text):
            yield "json_ld"
    elif is_html(text[:4096].encode()) or "html" in content_type:
        yield from _of_page(text)
    elif is_feed(text):
        yield "rss"
    elif _is_table(text):
        yield "csv"


def _of_page(text: str) -> Iterator[str]:
    if _EVENT_TYPE.search(text):
        yield "json_ld"
    yield from (name for name, mark in _ON_SITE if mark.search(text))
    if "squarespace.com" in text and "eventlist" in text:
        yield "squarespace"
    if google_calendar_addresses(text):
        yield "google"


def _is_google(address: str) -> bool:
    try:
        return urlsplit(address).hostname == "calendar.google.com"
    except ValueError:
        return False


def _is_table(text: str) -> bool:
    head = text[:100_000]
    try:
        headed_rows(islice(csv_rows(head, sniffed_delimiter(head)), _ROWS_TRIED))
    except NotACalendarError:
        return False
    return True
