"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Iterable
from typing import Any

from app.events.syndication.records import Feed, FeedDate, FeedEvent, utc_moment
from app.events.syndication.wording import (
    dates_to_come,
    headline,
    machine_end,
    machine_time,
    more_dates,
    moved_notice,
    next_date,
    time_span,
)


def write_json_feed(feed: Feed, events: Iterable[FeedEvent]) -> bytes:
    """Return the document: one item an event, with its next date in the extension `_event`."""
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "language": "en",
    }
    items = ",".join(_dump(_item(feed, event)) for event in events)
    return f'{_dump(head)[:-1]},"items":[{items}]}}'.encode()


_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _item(feed: Feed, event: FeedEvent) -> dict[str, Any]:
    date = next_date(event)
    item = {
        "id": feed.event_uid(event),
        "url": feed.page_of(event),
        "external_url": event.source_url,
        "title": headline(date),
        "content_text": _text(event, date),
        "image": event.image_url,
        "date_published": utc_moment(event.created).isoformat(),
        "date_modified": utc_moment(event.modified).isoformat(),
        "tags": list(event.categories) or None,
    }
    # What is not known is absent: JSON Feed has no null.
    known = {name: value for name, value in item.items() if value is not None}
    return known | {"_event": _extension(event, date)}


def _extension(event: FeedEvent, date: FeedDate) -> dict[str, Any]:
    """Return what a calendar needs; docs/reference/feeds.md describes it."""
    return {
        "start": machine_time(date.starts, date),
        "end": machine_end(date),
        "all_day": date.all_day,
        "timezone": date.zone,
        "status": date.status,
        "location": {"name": date.place, "address": date.address},
        "is_free": event.is_free,
        "price": event.price_text,
        "dates_to_come": dates_to_come(event),
    }


def _text(event: FeedEvent, date: FeedDate) -> str:
    told = [time_span(date), date.location, moved_notice(date), more_dates(event)]
    head = "\n".join(part for part in told if part)
    return f"{head}\n\n{event.description}".strip()
