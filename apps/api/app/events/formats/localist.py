"""Localist's interface, `/api/2/events`, which universities and cities run."""

from collections.abc import Sequence
from datetime import date

from app.events.calendar.errors import UnreadableValueError
from app.events.calendar.records import CalendarReading, Status
from app.events.formats.addresses import on_site, same_site, with_query
from app.events.formats.clocks import Clock
from app.events.formats.contract import FeedContext
from app.events.formats.gathering import Draft, Gathering
from app.events.formats.item_pages import ItemFormat, read_item_pages, whole_json
from app.events.formats.json_values import Json, first_text, listed, objects, part, position, truth
from app.events.formats.texts import joined, line, names, paragraphs, web_address
from app.events.formats.written_dates import Written, read_written

_ROUTE = "/api/2/events"
_MOST_DAYS = 370  # Localist gives no more in one question.
_STATUSES: dict[str, Status] = {
    "canceled": "cancelled",
    "cancelled": "cancelled",
    "postponed": "cancelled",
}
_HIDDEN = ("pending", "rejected", "draft", "deleted", "hidden")


class Localist:
    """Reads pages of events, each with the instances that fall into the days asked for."""

    name = "localist"
    label = "Localist"
    accept = "application/json, */*;q=0.5"

    def first_address(self, address: str, window: tuple[date, date]) -> str:
        """Return the route on the site that `address` is on, for the days of the window."""
        address = on_site(address, _ROUTE)
        days = min((window[1] - window[0]).days + 1, _MOST_DAYS)
        return with_query(address, start=window[0].isoformat(), days=str(days), pp="100", page="1")

    def next_address(self, page: bytes, address: str) -> str | None:
        """Return the page after `page.current`, up to `page.total`."""
        counted = part(whole_json(page), "page")
        current, total = part(counted, "current"), part(counted, "total")
        if not isinstance(current, int) or not isinstance(total, int) or current >= total:
            return None
        return same_site(with_query(address, page=str(current + 1)), address)

    def read(self, pages: Sequence[bytes], context: FeedContext) -> CalendarReading:
        """Read every page's `events`; a list without any is a sound answer."""
        return read_item_pages(pages, context, _FORMAT)


def _items(value: object) -> list[object] | None:
    events = part(value, "events")
    if isinstance(events, list) and all(isinstance(part(each, "event"), dict) for each in events):
        return [part(each, "event") for each in events]
    if isinstance(events, list) and part(value, "page") is not None:
        return [part(each, "event") or each for each in events]
    if isinstance(part(value, "event"), dict):
        return [part(value, "event")]
    is_event = part(value, "event_instances") is not None and part(value, "title") is not None
    return [value] if is_event else None


def _take(event: Json, context: FeedContext, gathering: Gathering, number: int) -> None:
    uid = first_text(event.get("id"), event.get("localist_url"), event.get("urlname")) or None
    if first_text(event.get("status")).lower() in _HIDDEN:
        return
    draft = _draft(event, context, uid)
    instances = [
        next(objects(part(each, "event_instance")), each)
        for each in listed(event.get("event_instances"))
    ]
    if not instances:
        gathering.lose("The event has no event date.", uid, number)
    for instance in instances:
        try:
            _add_instance(instance, draft, context, gathering, number)
        except (UnreadableValueError, OverflowError) as error:
            gathering.lose(f"The event's date cannot be read: {error}.", uid, number)


def _add_instance(
    instance: object, draft: Draft, context: FeedContext, gathering: Gathering, number: int
) -> None:
    start = read_written(first_text(part(instance, "start")))
    written_end = first_text(part(instance, "end"))
    end = read_written(written_end) if written_end else None
    if truth(part(instance, "all_day")):
        start = Written(start.wall, has_time=False)
        end = Written(end.wall, has_time=False) if end is not None else None
    gathering.add(draft, Clock(context.zone).times(start, end, draft.warnings), item=number)


def _draft(event: Json, context: FeedContext, uid: str | None) -> Draft:
    filters = part(event, "filters")
    kinds = [
        part(each, "name")
        for group in (filters.values() if isinstance(filters, dict) else ())
        for each in listed(group)
    ]
    geo = event.get("geo")
    place = line(first_text(event.get("location_name"), event.get("location")))
    room = line(event.get("room_number"))
    return Draft(
        uid=uid,
        title=line(event.get("title")),
        description=paragraphs(event.get("description_text"))
        or paragraphs(event.get("description")),
        location=", ".join(each for each in (place, room) if each) or None,
        address=line(event.get("address"))
        or joined(part(geo, "street"), part(geo, "city"), part(geo, "state"), part(geo, "zip")),
        url=web_address(first_text(event.get("localist_url"), event.get("url")), context.address),
        image_url=web_address(event.get("photo_url"), context.address),
        categories=names([*kinds, *listed(event.get("tags")), *listed(event.get("keywords"))]),
        organizer=line(part(next(objects(event.get("groups")), {}), "name")) or None,
        geo=position(part(geo, "latitude"), part(geo, "longitude")),
        cost=line(event.get("ticket_cost")) or None,
        is_free=truth(event.get("free")),
        status=_STATUSES.get(first_text(event.get("status")).lower(), "scheduled"),
    )


_FORMAT = ItemFormat("a list of events from Localist", _items, _take)
