"""What every form of a feed is written from: events with the dates that the feed tells of."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.events.syndication.repository import DateRow, EventRow

UTC_NAMES = frozenset({"UTC", "Etc/UTC"})

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# U+2028 and its like end a line for some readers and not for others.
_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# Neither iCalendar (RFC 5545, 3.3.11) nor XML (1.0, 2.2) holds these.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


# Made by the ten thousand, which named tuples are three times as fast at as frozen dataclasses.
class FeedDate(NamedTuple):
    """One date of an event, in its own zone; the times of a whole day are local midnights.

    `original` is where it stood before it was moved, else its start. `place` names the venue (or
    is the source's own words), `address` is None where nobody knows it. `modified` is in seconds
    since 1970.
    """

    id: int
    title: str
    starts: datetime
    ends: datetime | None
    all_day: bool
    zone: str
    status: str
    original: datetime
    place: str | None
    address: str | None
    modified: int

    @property
    def location(self) -> str:
        """Return name and address in one line, empty where neither is known."""
        if self.address is None:
            return self.place or ""
        return f"{self.place}, {self.address}" if self.place else self.address


class FeedEvent(NamedTuple):
    """What the dates share; `dates` are in the order of their starts and never empty.

    `created` and `modified` are in seconds since 1970; the latter counts the dates in.
    """

    id: int
    title: str
    segment: str
    description: str
    is_free: bool | None
    price_text: str | None
    source_url: str | None
    image_url: str | None
    categories: tuple[str, ...]
    created: int
    modified: int
    dates: tuple[FeedDate, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed apart from its events: `site` and `home` are pages, `address` is its own URL.

    `year` is the current one in the site's zone.
    """

    title: str
    description: str
    site: str
    home: str
    address: str
    host: str
    zone: str
    year: int

    def page_of(self, event: FeedEvent) -> str:
        """Return the address of the event's page; a slug is ASCII letters, digits and hyphens."""
        return f"{self.site}/events/{event.segment}"

    def event_uid(self, event: FeedEvent) -> str:
        """Return the name by which other programs know the event, for ever."""
        return f"event-{event.id}@{self.host}"

    def date_uid(self, date: FeedDate) -> str:
        """Return the name by which other programs know a date that is told by itself."""
        return f"occurrence-{date.id}@{self.host}"


def feed_event(
    row: EventRow,
    dates: Iterable[DateRow],
    *,
    site_zone: ZoneInfo,
    category_names: Mapping[int, str],
) -> FeedEvent:
    """Return an event with its dates, which come in the order of their starts."""
    title = plain(row.title) or "Untitled event"
    told = tuple([_feed_date(each, title, row.status, site_zone) for each in dates])
    names = [category_names[each] for each in row.category_ids if each in category_names]
    return FeedEvent(
        id=row.id,
        title=title,
        segment=row.segment,
        description=plain(row.description),
        is_free=row.is_free,
        price_text=plain(row.price_text) or None,
        source_url=plain(row.source_url) or None,
        image_url=plain(row.image_url) or None,
        categories=tuple(sorted(names)),
        created=row.created,
        modified=max([row.modified, *[date.modified for date in told]]),
        dates=told,
    )


def _feed_date(row: DateRow, title: str, event_status: str, site_zone: ZoneInfo) -> FeedDate:
    zone = zone_named(row.zone) or site_zone
    read = _midnight if row.all_day else _moment
    starts = read(row.starts, zone)
    return FeedDate(
        id=row.id,
        title=_short(row.title) or title,
        starts=starts,
        ends=None if row.ends is None else read(row.ends, zone),
        all_day=row.all_day,
        zone=zone.key,
        status="cancelled" if event_status == "cancelled" else row.status,
        original=starts if row.moved_from is None else read(row.moved_from, zone),
        place=_short(row.place) or None,
        address=_short(row.address) or None,
        modified=row.modified,
    )


def plain(text: str | None) -> str:
    """Return text whose only line end is LF, without what no feed can hold."""
    if not text:
        return ""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).strip()


# Places and the like, which many dates have in common.
_short = lru_cache(maxsize=2048)(plain)


@lru_cache(maxsize=512)
def zone_named(name: str) -> ZoneInfo | None:
    """Return a zone that is a place's, None for UTC and for what this machine does not know.

    Who writes UTC means no place by it; and in a calendar with a zone (X-WR-TIMEZONE) programs
    take a rule in UTC for one in that zone.
    """
    try:
        return None if name in UTC_NAMES else ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def utc_moment(seconds: int) -> datetime:
    """Return a moment by its seconds since 1970."""
    return _moment(seconds, UTC)


def _moment(seconds: int, zone: tzinfo) -> datetime:
    """Return a moment in a zone, also where the platform's C library gives up."""
    try:
        return datetime.fromtimestamp(seconds, zone)
    except (OverflowError, OSError, ValueError):
        return (_EPOCH + timedelta(seconds=seconds)).astimezone(zone)


def _midnight(seconds: int, zone: tzinfo) -> datetime:
    """Return the beginning of a whole day; in some zones the clocks skip midnight itself."""
    return _moment(seconds, zone).replace(hour=0, minute=0, second=0, fold=0)
