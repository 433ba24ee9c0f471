"""A feed as RSS 2.0, with the event module (http://purl.org/rss/1.0/modules/event/)."""

from collections.abc import Iterable
from email.utils import format_datetime
from functools import lru_cache
from html import escape

from app.events.syndication.records import Feed, FeedDate, FeedEvent, utc_moment
from app.events.syndication.wording import (
    headline,
    machine_end,
    machine_time,
    more_dates,
    moved_notice,
    next_date,
    time_span,
)

_MINUTES_TO_LIVE = 60


def write_rss(feed: Feed, events: Iterable[FeedEvent]) -> bytes:
    """Return the document: one item an event, with its next date."""
    items: list[str] = []
    modified = 0
    for event in events:
        modified = max(modified, event.modified)
        items.append(_item(feed, event))
    return "".join([_head(feed, modified), *items, "</channel>\n</rss>\n"]).encode()


def _head(feed: Feed, modified: int) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:ev="http://purl.org/rss/1.0/modules/event/">\n<channel>\n'
        f"{_element('title', feed.title)}{_element('link', feed.home)}"
        f"{_element('description', feed.description)}<language>en</language>\n"
        f'<atom:link href="{escape(feed.address)}" rel="self" type="application/rss+xml"/>\n'
        f"{_element('lastBuildDate', _stamp(modified) if modified else None)}"
        f"<ttl>{_MINUTES_TO_LIVE}</ttl>\n"
    )


def _item(feed: Feed, event: FeedEvent) -> str:
    date = next_date(event)
    return (
        f"<item>\n{_element('title', headline(date))}{_element('link', feed.page_of(event))}"
        f'<guid isPermaLink="false">{feed.event_uid(event)}</guid>\n'
        f"<pubDate>{_stamp(event.created)}</pubDate>\n"
        f"{''.join(_element('category', name) for name in event.categories)}"
        f"{_element('description', _html(event, date))}"
        f"{_element('ev:startdate', machine_time(date.starts, date))}"
        f"{_element('ev:enddate', machine_end(date))}"
        f"{_element('ev:location', date.location)}</item>\n"
    )


def _html(event: FeedEvent, date: FeedDate) -> str:
    """Return what readers show: when and where, then the source's own words as plain text."""
    told = [time_span(date), date.location, moved_notice(date), more_dates(event)]
    paragraphs = ["<br>".join(_lines(part for part in told if part))]
    paragraphs += [
        "<br>".join(_lines(part.split("\n"))) for part in event.description.split("\n\n")
    ]
    if event.source_url:
        paragraphs.append(f'<a href="{escape(event.source_url)}">Source</a>')
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph)


def _lines(texts: Iterable[str]) -> list[str]:
    return [escape(text) for text in texts]


def _element(name: str, text: str | None) -> str:
    """Return an element with its line end, nothing without a text."""
    return f"<{name}>{escape(text, quote=False)}</{name}>\n" if text else ""


@lru_cache(maxsize=1024)  # An import gives all its rows one time.
def _stamp(seconds: int) -> str:
    return format_datetime(utc_moment(seconds))
