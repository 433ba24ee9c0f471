"""RSS 2.0, RSS 1.0 and Atom with dates of events; a post's own date is never taken for one."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from app.events.calendar.errors import NotACalendarError, UnreadableValueError
from app.events.calendar.records import CalendarReading
from app.events.calendar.sniffing import what_it_looks_like
from app.events.formats.addresses import web_scheme
from app.events.formats.clocks import Clock
from app.events.formats.contract import FeedContext, OnePage
from app.events.formats.decoding import text_of
from app.events.formats.feed_items import (
    FeedElement,
    FeedItem,
    declares_entities,
    feed_items,
    is_feed,
    is_whole,
    title_of,
)
from app.events.formats.gathering import Draft, Gathering
from app.events.formats.json_values import position, truth
from app.events.formats.texts import joined, line, names, paragraphs, web_address
from app.events.formats.written_dates import Written, read_written

# Names in lower case with their separators taken out, as modules (ev:, xcal:, event:, s:) say them;
# without a module, only those count that mean nothing but an event's date.
_STARTS = (
    "startdate", "dtstart", "eventstartdate", "eventstart", "starttime", "start", "localtime",
    "eventdate", "startdatetime", "datestart",
)  # fmt: skip
_ENDS = ("enddate", "dtend", "eventenddate", "eventend", "endtime", "end", "enddatetime", "dateend")
_ANYWHERE = frozenset(_STARTS) - {"start", "localtime", "starttime"}
_PLACES = ("location", "venue", "venuename", "locationname", "place", "where")
_ADDRESSES = ("address", "venueaddress", "streetaddress", "street")
_COSTS = ("cost", "price", "ticketcost", "eventcost")
_SEPARATORS = re.compile(r"[-_.]")


class Rss(OnePage):
    """Reads feeds whose items carry dates of events in a module of their own."""

    name = "rss"
    label = "RSS or Atom with event dates"
    accept = "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"

    def first_address(self, address: str, window: tuple[date, date]) -> str:  # noqa: ARG002
        """Return the address, feed:// as https."""
        return web_scheme(address)

    def read(self, pages: Sequence[bytes], context: FeedContext) -> CalendarReading:
        """Read every item that has the date of an event; the others are problems."""
        if not pages:
            raise NotACalendarError("There is no page to read.")
        gathering = Gathering(context)
        title = ""
        for page in pages:
            text, is_cut_off = text_of(page, context.charset)
            if not is_feed(text):
                raise NotACalendarError(
                    what_it_looks_like(text.encode(), "an RSS or Atom feed")
                    or "This is not an RSS or Atom feed."
                )
            if declares_entities(text):
                gathering.note("The feed declares entities of its own; they are left out.", None, 1)
            gathering.is_partial |= is_cut_off or not is_whole(text)
            title = title or line(_without_cdata(title_of(text)))
            for item in feed_items(text):
                if not gathering.begins_item():
                    break
                _take(item, context, gathering)
        return gathering.reading(title)


def _take(item: FeedItem, context: FeedContext, gathering: Gathering) -> None:
    fields = _Fields(item.elements)
    uid = fields.identity()
    if not item.is_closed:
        gathering.is_partial = True
        gathering.lose("The item is cut off or not closed.", uid, item.line)
        return
    if item.fault is not None:
        gathering.note(f"The item's XML is damaged: {item.fault}.", uid, item.line)
    start = fields.start()
    if start is None:
        gathering.lose("The item has no event date.", uid, item.line)
        return
    draft = _draft(fields, context, uid)
    try:
        written = read_written(start)
        end = _end(fields.end(), draft.warnings)
        if truth(fields.extension("allday", "eventallday")):
            written = Written(written.wall, has_time=False)
            end = Written(end.wall, has_time=False) if end is not None else None
        times = Clock(context.zone).times(written, end, draft.warnings)
    except (UnreadableValueError, OverflowError) as error:
        gathering.lose(f"The item's event date cannot be read: {error}.", uid, item.line)
        return
    gathering.add(draft, times, item=item.line)


def _end(text: str | None, warnings: list[str]) -> Written | None:
    if not text:
        return None
    try:
        return read_written(text)
    except UnreadableValueError as error:
        warnings.append(f"Its end cannot be read: {error}.")
        return None


def _draft(fields: "_Fields", context: FeedContext, uid: str | None) -> Draft:
    title = line(fields.core("title"))
    described = fields.named("content", "encoded") or fields.core(
        "description", "content", "summary"
    )
    status = fields.extension("status", "eventstatus").lower()
    return Draft(
        uid=uid,
        title=title,
        description=paragraphs(described),
        location=line(fields.extension(*_PLACES)) or None,
        address=joined(fields.extension(*_ADDRESSES), fields.extension("city", "venuecity")),
        url=web_address(fields.link(), context.address),
        image_url=next(fields.images(context.address), None),
        categories=names(fields.categories()),
        organizer=line(fields.extension("organizer", "organisername", "organizername")) or None,
        geo=fields.position(),
        cost=line(fields.extension(*_COSTS)) or None,
        status="cancelled" if "cancel" in status else "scheduled",
    )


class _Fields:
    """An item's elements by what they mean."""

    def __init__(self, elements: list[FeedElement]) -> None:
        self._elements = elements
        nested = [each for element in elements if element.prefix for each in element.children]
        self._extensions = [each for each in [*elements, *nested] if each.prefix]

    def core(self, *wanted: str) -> str:
        """Return the text of the first element of RSS or Atom itself under one of the names."""
        for name in wanted:
            for each in self._elements:
                if each.name == name and not each.prefix and each.text.strip():
                    return each.text
        return ""

    def named(self, prefix: str, name: str) -> str:
        """Return the text of one element of a module."""
        return next(
            (each.text for each in self._elements if (each.prefix, each.name) == (prefix, name)), ""
        )

    def extension(self, *wanted: str) -> str:
        """Return the text of the first module's element under one of the names, best first."""
        for name in wanted:
            for each in self._extensions:
                if _plain(each.name) == name and each.prefix != "media" and each.text.strip():
                    return each.text.strip()
        return ""

    def identity(self) -> str | None:
        """Return guid or id, else the link."""
        about = line(self.core("guid", "id")) or line(self.link())
        return about or None

    def start(self) -> str | None:
        """Return the start as written, gd:when's startTime included."""
        return self._moment(_STARTS, "starttime")

    def end(self) -> str | None:
        """Return the end as written."""
        return self._moment(_ENDS, "endtime")

    def link(self) -> str:
        """Return the address of the item's page."""
        for each in self._elements:
            if each.name == "link" and not each.prefix:
                if each.text.strip():
                    return each.text.strip()
                if each.attributes.get("rel", "alternate") == "alternate":
                    return each.attributes.get("href", "")
        guid = self.core("guid", "id")
        return guid if guid.startswith("http") else ""

    def images(self, base: str) -> Iterator[str]:
        """Yield addresses of images, from media: and enclosures."""
        inner = [child for each in self._elements for child in each.children]
        for each in [*self._elements, *inner]:
            is_media = each.prefix == "media" and each.name in ("content", "thumbnail")
            if not is_media and each.name not in ("enclosure", "link"):
                continue
            if each.name == "link" and each.attributes.get("rel") != "enclosure":
                continue
            kind = each.attributes.get("type", "") or each.attributes.get("medium", "")
            if kind and not kind.startswith("image"):
                continue
            address = web_address(each.attributes.get("url") or each.attributes.get("href"), base)
            if address:
                yield address

    def categories(self) -> Iterator[str]:
        """Yield the category names of RSS and Atom."""
        for each in self._elements:
            if each.name in ("category", "subject"):
                yield each.text or each.attributes.get("label") or each.attributes.get("term", "")

    def position(self) -> tuple[float, float] | None:
        """Return georss:point or geo:lat and geo:long."""
        point = self.extension("point").replace(",", " ").split()
        if len(point) == 2:  # noqa: PLR2004  latitude and longitude
            return position(point[0], point[1])
        return position(self.extension("lat"), self.extension("long", "lng", "lon"))

    def _moment(self, wanted: tuple[str, ...], attribute: str) -> str | None:
        found = self.extension(*wanted)
        if found:
            return found
        for each in self._extensions:
            if each.name == "when" and each.attributes.get(attribute):
                return each.attributes[attribute]
        for name in wanted:
            plain = self.core(name) if name in _ANYWHERE or wanted is _ENDS else ""
            if plain:
                return plain.strip()
        return None


def _plain(name: str) -> str:
    return _SEPARATORS.sub("", name)


def _without_cdata(text: str) -> str:
    return text.replace("<![CDATA[", "").replace("]]>", "")
