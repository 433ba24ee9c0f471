"""Google Calendar: from the address of an embedded calendar to its iCalendar file."""

import base64
import binascii
import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, quote, unquote, urlsplit

from app.events.formats.ical import Ical

_EMBED = re.compile(
    r"""https?:(?:\\?/){2}(?:calendar|www)\.google\.com(?:\\?/)calendar\b[^\s"'<>`]{0,4000}""",
    re.IGNORECASE,
)
_HOSTS = ("calendar.google.com", "www.google.com")
_ICAL_PATH = re.compile(r"/calendar/ical/([^/]{1,300})/([^/]{1,100})/(basic|full)\.ics")
_CALENDAR_ID = re.compile(r"[\w.%+#-]{1,200}@[\w.-]{1,200}", re.ASCII)
_MOST_ADDRESSES = 100
_LONGEST_TEXT = 5_000_000


class Google(Ical):
    """Reads what a Google Calendar publishes; somebody may enter its embedding address."""

    name = "google"
    label = "Google Calendar"

    def first_address(self, address: str, window: tuple[date, date]) -> str:
        """Return the public iCalendar file of the first calendar that `address` shows.

        `address` may also be the text of an iframe.
        """
        found = google_calendar_addresses(address)
        return found[0] if found else super().first_address(address, window)


def google_calendar_addresses(text: str) -> list[str]:
    """Return the iCalendar address of every Google Calendar that a page or an address names."""
    plain = unescape(text[:_LONGEST_TEXT]).replace("\\u0026", "&").replace("\\u003d", "=")
    found: dict[str, None] = {}
    for written in _EMBED.finditer(plain):
        for address in _addresses(written[0].replace("\\/", "/")):
            found.setdefault(address)
        if len(found) >= _MOST_ADDRESSES:
            break
    if not found and _CALENDAR_ID.fullmatch(text.strip()) and "calendar.google.com" in text:
        found.setdefault(_public_file(text.strip()))
    return list(found)[:_MOST_ADDRESSES]


def _addresses(address: str) -> list[str]:
    try:
        parts = urlsplit(address)
        values = parse_qs(parts.query, max_num_fields=200)
    except ValueError:
        return []
    if parts.hostname not in _HOSTS:
        return []
    published = _ICAL_PATH.search(parts.path)
    if published is not None:
        return [
            f"https://calendar.google.com/calendar/ical/{published[1]}/{published[2]}/basic.ics"
        ]
    named = [*values.get("src", []), *map(_decoded, values.get("cid", []))]
    return [_public_file(each) for each in named if each and _CALENDAR_ID.fullmatch(each)]


def _decoded(cid: str) -> str:
    """Return the calendar's id out of `cid`, which holds it in base64 or plainly."""
    if "@" in cid:
        return unquote(cid)
    try:
        padded = cid + "=" * (-len(cid) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        return ""


def _public_file(calendar_id: str) -> str:
    return (
        f"https://calendar.google.com/calendar/ical/{quote(calendar_id, safe='')}/public/basic.ics"
    )
