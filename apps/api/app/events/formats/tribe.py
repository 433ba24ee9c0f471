"""The REST interface of The Events Calendar, a plugin of WordPress."""

from collections.abc import Sequence
from datetime import date, datetime

from app.events.calendar.errors import UnreadableValueError
from app.events.calendar.records import CalendarReading, Status
from app.events.calendar.zones import known_zone
from app.events.formats.addresses import on_site, same_site, with_query
from app.events.formats.clocks import Clock, Times, sound_end
from app.events.formats.contract import FeedContext
from app.events.formats.gathering import Draft, Gathering
from app.events.formats.item_pages import ItemFormat, next_link, read_item_pages
from app.events.formats.json_values import (
    Json,
    first_text,
    listed,
    objects,
    part,
    position,
    truth,
)
from app.events.formats.texts import joined, line, names, paragraphs, web_address
from app.events.formats.written_dates import Written, read_written

_ROUTE = "/wp-json/tribe/events/v1/events"
_STATUSES: dict[str, Status] = {
    "canceled": "cancelled",
    "cancelled": "cancelled",
    "postponed": "cancelled",
    "tentative": "tentative",
}


class Tribe:
    """Reads `/wp-json/tribe/events/v1/events`."""

    name = "tribe"
    label = "The Events Calendar (WordPress)"
    accept = "application/json, */*;q=0.5"

    def first_address(self, address: str, window: tuple[date, date]) -> str:
        """Return the route on the site that `address` is on, for the days of the window."""
        address = on_site(address, _ROUTE)
        return with_query(
            address,
            per_page="50",
            start_date=f"{window[0]} 00:00:00",
            end_date=f"{window[1]} 23:59:59",
        )

    def next_address(self, page: bytes, address: str) -> str | None:
        """Return `next_rest_url` where it is on the same site."""
        return same_site(next_link(page, "next_rest_url"), address)

    def read(self, pages: Sequence[bytes], context: FeedContext) -> CalendarReading:
        """Read every page's `events`; a list without any is a sound answer."""
        return read_item_pages(pages, context, _FORMAT)


def _items(value: object) -> list[object] | None:
    events = part(value, "events")
    if isinstance(events, list) and not any(
        isinstance(part(each, "event"), dict) for each in events
    ):
        return events
    is_event = part(value, "start_date") is not None and part(value, "title") is not None
    return [value] if is_event else None


def _take(event: Json, context: FeedContext, gathering: Gathering, number: int) -> None:
    uid = first_text(event.get("global_id"), event.get("id")) or None
    if truth(event.get("hide_from_listings")):
        return
    if first_text(event.get("status")) in ("draft", "pending", "private", "trash"):
        return
    draft = _draft(event, context, uid)
    try:
        times = _times(event, context, draft.warnings)
    except (UnreadableValueError, OverflowError) as error:
        gathering.lose(f"The event's date cannot be read: {error}.", uid, number)
        return
    gathering.add(draft, times, item=number)


def _times(event: Json, context: FeedContext, warnings: list[str]) -> Times:
    zone = known_zone(first_text(event.get("timezone"))) or context.zone
    start = read_written(first_text(event.get("start_date")))
    written_end = first_text(event.get("end_date"))
    end = read_written(written_end) if written_end else None
    clock = Clock(zone)
    if truth(event.get("all_day")):
        last = Written(end.wall, has_time=False) if end is not None else None
        return clock.times(Written(start.wall, has_time=False), last, warnings)
    begins = _utc(event.get("utc_start_date"), clock) or clock.instant(start, warnings)
    if end is None:
        return Times(begins, None)
    ends = _utc(event.get("utc_end_date"), clock) or clock.instant(end, warnings)
    return Times(begins, sound_end(begins, ends, warnings))


def _utc(value: object, clock: Clock) -> datetime | None:
    """Return what `utc_start_date` says; absent or unreadable, the local one is as good."""
    try:
        written = read_written(first_text(value) + " UTC")
    except UnreadableValueError:
        return None
    return clock.instant(written, []) if written.has_time else None


def _draft(event: Json, context: FeedContext, uid: str | None) -> Draft:
    venue = next(objects(event.get("venue")), {})
    organizer = next(objects(event.get("organizer")), {})
    return Draft(
        uid=uid,
        title=line(event.get("title")),
        description=paragraphs(event.get("description")) or paragraphs(event.get("excerpt")),
        location=line(venue.get("venue")) or None,
        address=joined(
            venue.get("address"),
            venue.get("city"),
            first_text(venue.get("state"), venue.get("stateprovince"), venue.get("province")),
            venue.get("zip"),
        ),
        url=web_address(first_text(event.get("url"), event.get("website")), context.address),
        image_url=web_address(
            first_text(part(event, "image", "url"), event.get("image")), context.address
        ),
        categories=names(
            part(each, "name") for key in ("categories", "tags") for each in listed(event.get(key))
        ),
        organizer=line(organizer.get("organizer")) or None,
        geo=position(venue.get("geo_lat"), venue.get("geo_lng")),
        cost=_cost(event),
        status=_STATUSES.get(_event_status(event), "scheduled"),
    )


def _event_status(event: Json) -> str:
    return first_text(event.get("event_status"), event.get("status")).strip().lower()


def _cost(event: Json) -> str | None:
    """Return what stands beside the title; `cost_details` only where that is empty."""
    cost = line(event.get("cost"))
    if cost:
        return cost
    details = part(event, "cost_details")
    symbol = line(part(details, "currency_symbol"))
    values = [line(value) for value in listed(part(details, "values"))]
    return " – ".join(f"{symbol}{value}" for value in values[:2] if value) or None


_FORMAT = ItemFormat("a list of events from The Events Calendar", _items, _take)
