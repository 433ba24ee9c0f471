"""Pure decisions about slugs, names of places and local days."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

SLUG_LENGTH = 80
_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_CANONICAL_SEGMENT = re.compile(r"^(?P<slug>.+)--e(?P<event_id>\d{1,18})$")


def slugify(title: str) -> str:
    """Return lower-case ASCII words joined by single hyphens, at most 80 characters.

    A title without a letter or digit that survives folding becomes "event".
    """
    folded = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", folded.lower().replace("'", ""))
    slug = "-".join(words)
    if len(slug) > SLUG_LENGTH:
        slug = slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return slug or "event"


def split_canonical_segment(segment: str) -> tuple[str, int | None]:
    """Split "jazz-night--e7" into its slug and event id; a plain slug has no id."""
    match = _CANONICAL_SEGMENT.match(segment)
    return (match["slug"], int(match["event_id"])) if match else (segment, None)


def normal_form(name: str) -> str:
    """Return the form in which names of places are compared.

    Lower case, accents folded, punctuation to spaces, spaces squeezed.
    """
    decomposed = unicodedata.normalize("NFKD", name)
    folded = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", folded.casefold().replace("'", "").replace("’", "")))


def local_days(starts_at: datetime, ends_at: datetime | None, zone: ZoneInfo) -> tuple[date, date]:
    """Return the first and last local day (inclusive) of an occurrence.

    An end is exclusive: what ends at midnight does not touch the day that begins there.
    """
    first = starts_at.astimezone(zone).date()
    if ends_at is None or ends_at <= starts_at:
        return first, first
    last = (ends_at - timedelta(microseconds=1)).astimezone(zone).date()
    return first, max(first, last)


def current_week(today: date) -> tuple[date, date]:
    """Return the Monday and Sunday of the week that `today` lies in."""
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=6)


def refuse_controls(text: str) -> str:
    """Return a text as it is; raises ValueError where it holds what no reader could see.

    That is control characters but for line breaks and tabs, halves of surrogate pairs, and marks
    that turn the direction of the text around them (Unicode Standard Annex 9).
    """
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in _without_breaks(text)):
        message = "must not hold control characters"
        raise ValueError(message)
    if not _DIRECTION_MARKS.isdisjoint(text):
        message = "must not hold marks that turn the direction of the text"
        raise ValueError(message)
    return text


def _without_breaks(text: str) -> str:
    return text.replace("\r\n", "").replace("\n", "").replace("\t", "")


def on_one_line(text: str) -> str:
    """Return a text with its white space squeezed; raises ValueError as `refuse_controls`."""
    return " ".join(refuse_controls(text).split())
