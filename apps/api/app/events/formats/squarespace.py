"""Squarespace's events collections, which answer `?format=json` with their data."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.events.calendar.records import CalendarReading
from app.events.calendar.zones import known_zone
from app.events.formats.addresses import query_of, same_site, with_query
from app.events.formats.clocks import Clock, Times, sound_end
from app.events.formats.contract import FeedContext
from app.events.formats.gathering import Draft, Gathering
from app.events.formats.item_pages import ItemFormat, read_item_pages, whole_json
from app.events.formats.json_values import (
    Json,
    epoch_moment,
    first_text,
    listed,
    part,
    position,
)
from app.events.formats.texts import joined, line, names, paragraphs, web_address


class Squarespace:
    """Reads an events collection; its times are milliseconds since 1970, in UTC."""

    name = "squarespace"
    label = "Squarespace"
    accept = "application/json, */*;q=0.5"

    def first_address(self, address: str, window: tuple[date, date]) -> str:  # noqa: ARG002
        """Return the page's address with `format=json`."""
        return with_query(address, format="json")

    def next_address(self, page: bytes, address: str) -> str | None:
        """Return the next page, as long as pages still hold what is to come.

        The last pages lead on into all that ever was.
        """
        found = whole_json(page)
        if "offset" in query_of(address) and not part(found, "upcoming"):
            return None
        link = first_text(part(found, "pagination", "nextPageUrl"))
        offset = first_text(part(found, "pagination", "nextPageOffset"))
        if link:
            return same_site(with_query(link, format="json"), address)
        return same_site(with_query(address, offset=offset), address) if offset else None

    def read(self, pages: Sequence[bytes], context: FeedContext) -> CalendarReading:
        """Read `upcoming` and `past` of every page."""
        return read_item_pages(pages, context, _FORMAT)


def _items(value: object) -> list[object] | None:
    lists = [part(value, key) for key in ("upcoming", "past", "items")]
    found = [items for items in lists if isinstance(items, list)]
    is_collection = part(value, "collection") is not None or part(value, "website") is not None
    if found and (is_collection or part(value, "upcoming") is not None):
        return [_placed(item, value) for items in found for item in items]
    is_event = part(value, "startDate") is not None and part(value, "fullUrl") is not None
    return [value] if is_event else None


def _placed(item: object, page: object) -> object:
    """Return an item with its site's time zone."""
    zone = part(page, "website", "timeZone")
    return {**item, "websiteZone": zone} if isinstance(item, dict) and zone else item


def _take(item: Json, context: FeedContext, gathering: Gathering, number: int) -> None:
    uid = first_text(item.get("id"), item.get("fullUrl"), item.get("urlId")) or None
    if "startDate" not in item:
        gathering.lose("The item has no event date.", uid, number)
        return
    starts = epoch_moment(item["startDate"])
    if starts is None:
        shown = line(item["startDate"])[:40]
        gathering.lose(f'The event\'s date cannot be read: "{shown}".', uid, number)
        return
    draft = _draft(item, context, uid)
    clock = Clock(known_zone(first_text(item.get("websiteZone"))) or context.zone)
    ends = epoch_moment(item.get("endDate"))
    start = clock.at(starts)
    end = sound_end(start, clock.at(ends), draft.warnings) if ends is not None else None
    gathering.add(draft, Times(start, end), item=number)


def _draft(item: Json, context: FeedContext, uid: str | None) -> Draft:
    place: Any = item.get("location")
    return Draft(
        uid=uid,
        title=line(item.get("title")),
        description=paragraphs(item.get("excerpt")) or paragraphs(item.get("body")),
        location=line(part(place, "addressTitle")) or None,
        address=joined(part(place, "addressLine1"), part(place, "addressLine2")),
        url=web_address(first_text(item.get("sourceUrl"), item.get("fullUrl")), context.address),
        image_url=web_address(item.get("assetUrl"), context.address),
        categories=names([*listed(item.get("categories")), *listed(item.get("tags"))]),
        geo=position(part(place, "markerLat"), part(place, "markerLng")),
    )


_FORMAT = ItemFormat("an events collection of Squarespace", _items, _take)
