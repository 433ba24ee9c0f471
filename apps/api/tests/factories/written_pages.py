"""Pages of every format for tests; places and people are invented."""

import json
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

from app.events.calendar import CalendarReading
from app.events.formats import ADAPTERS, FeedContext

NEW_YORK = ZoneInfo("America/New_York")
WINDOW = (date(2026, 1, 1), date(2026, 12, 31))
SITE = "https://harbor.example/events/"


def context(address: str = SITE, zone: str = "America/New_York", **options: Any) -> FeedContext:
    """Return a context of a site in New York that reads the year 2026."""
    return FeedContext(
        address=address,
        fallback_zone=ZoneInfo(zone),
        window=options.pop("window", WINDOW),
        **options,
    )


def read(name: str, *pages: bytes, **options: Any) -> CalendarReading:
    """Read pages with the adapter of that name."""
    return ADAPTERS[name].read(pages, context(**options))


def ld_event(**values: Any) -> dict[str, Any]:
    """Return a schema.org Event on 6 March 2026 at 7 pm."""
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Tide Jazz",
        "startDate": "2026-03-06T19:00:00-05:00",
        **values,
    }


def ld_page(*roots: Any, wrapped: tuple[str, str] = ("", "")) -> bytes:
    """Return a web page with a script for every root; strings are put in as they are."""
    scripts = "\n".join(
        f'<script type="application/ld+json">{wrapped[0]}{_written(root)}{wrapped[1]}</script>'
        for root in roots
    )
    return f"<!DOCTYPE html><html><head><title>Harbor</title>\n{scripts}\n</head></html>".encode()


def tribe_event(number: int, **values: Any) -> dict[str, Any]:
    """Return an event as The Events Calendar lists it."""
    return {
        "id": number,
        "global_id": f"harbor.example?id={number}",
        "status": "publish",
        "url": f"https://harbor.example/event/{number}/",
        "title": f"Reef Talk {number}",
        "description": "<p>About <b>reefs</b>.</p>",
        "all_day": False,
        "start_date": "2026-03-06 19:00:00",
        "end_date": "2026-03-06 21:00:00",
        "utc_start_date": "2026-03-07 00:00:00",
        "utc_end_date": "2026-03-07 02:00:00",
        "timezone": "America/New_York",
        "cost": "$10",
        "venue": {
            "venue": "Mangrove Hall", "address": "12 Pier Road", "city": "Port Merrow",
            "state": "FL", "zip": "34200",
        },
        "categories": [{"name": "Talks"}],
        "tags": [],
        **values,
    }  # fmt: skip


def tribe_page(*events: Any, **values: Any) -> bytes:
    """Return a page of the REST interface of The Events Calendar."""
    return json.dumps({"events": events, "rest_url": f"{SITE}x", "total": 2, **values}).encode()


def squarespace_item(identity: str, **values: Any) -> dict[str, Any]:
    """Return an item of an events collection on 6 March 2026 at 7 pm in New York."""
    return {
        "id": identity,
        "title": f"Open Studio {identity}",
        "startDate": 1772841600000,
        "endDate": 1772848800000,
        "fullUrl": f"/calendar/{identity}",
        "excerpt": "<p>Bring paint.</p>",
        "location": {
            "addressTitle": "Kiln House", "addressLine1": "4 Clay Lane",
            "addressLine2": "Port Merrow, FL, 34200", "markerLat": 27.3, "markerLng": -82.5,
        },
        "tags": ["Art"],
        "categories": ["Workshop"],
        **values,
    }  # fmt: skip


def squarespace_page(*upcoming: Any, past: tuple[Any, ...] = (), **values: Any) -> bytes:
    """Return an events collection as `?format=json` gives it."""
    website = {"timeZone": "America/New_York"}
    page = {"website": website, "collection": {}, "upcoming": upcoming, "past": past, **values}
    return json.dumps(page).encode()


def localist_event(number: int, *starts: str, **values: Any) -> dict[str, Any]:
    """Return an event as Localist lists it, with an instance for every start."""
    return {
        "event": {
            "id": number,
            "title": f"Lecture {number}",
            "description_text": "On tides.",
            "location_name": "Lagoon College",
            "room_number": "Room 5",
            "address": "1 College Way, Port Merrow",
            "free": False,
            "ticket_cost": "$5",
            "localist_url": f"https://calendar.lagoon.example/event/{number}",
            "filters": {"event_types": [{"name": "Lecture"}]},
            "tags": ["Sea"],
            "status": "live",
            "event_instances": [
                {"event_instance": {"start": start, "end": None, "all_day": False}}
                for start in starts or ("2026-03-06T19:00:00-05:00",)
            ],
            **values,
        }
    }


def localist_page(*events: Any, current: int = 1, total: int = 1) -> bytes:
    """Return a page of Localist's interface."""
    page = {"current": current, "size": 100, "total": total}
    return json.dumps({"events": events, "page": page}).encode()


def rss_item(number: int, *lines: str) -> str:
    """Return an item of RSS with the given elements between its title and its end."""
    head = f"<item><title>Quay Walk {number}</title><guid>walk-{number}</guid>"
    return "\n".join([head, *lines, "</item>"])


def rss_page(*items: str, head: str = "") -> bytes:
    """Return an RSS feed that declares the usual modules."""
    modules = (
        'xmlns:ev="http://purl.org/rss/1.0/modules/event/" '
        'xmlns:xcal="urn:ietf:params:xml:ns:xcal" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:georss="http://www.georss.org/georss" xmlns:s="urn:harbor"'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}\n<rss version="2.0" {modules}>'
        f"<channel><title>Quay &amp; Co</title>\n{''.join(items)}</channel></rss>\n"
    ).encode()


def workbook(*rows: list[Any], extra: dict[str, bytes] | None = None, sheet: str = "") -> bytes:
    """Return an .xlsx of one sheet; text stays text, numbers numbers, dates get a date's style."""
    body = sheet or (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + "".join(
            f'<row r="{number}">{_cells(number, row)}</row>'
            for number, row in enumerate(rows, start=1)
        )
        + "</sheetData></worksheet>"
    )
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in {**_WORKBOOK, "xl/worksheets/sheet1.xml": body}.items():
            archive.writestr(name, content)
        for name, raw in (extra or {}).items():
            archive.writestr(name, raw)
    return packed.getvalue()


def excel_number(day: date, hours: float = 0) -> float:
    """Return a date as Excel stores it."""
    return (day - date(1899, 12, 30)).days + hours / 24


def _cells(number: int, row: list[Any]) -> str:
    return "".join(_cell(number, index, cell) for index, cell in enumerate(row))


def _cell(row: int, column: int, value: Any) -> str:
    place = f"{chr(ord('A') + column)}{row}"
    if isinstance(value, tuple):  # a date: (number, style)
        return f'<c r="{place}" s="{value[1]}"><v>{value[0]}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def _written(root: Any) -> str:
    return root if isinstance(root, str) else json.dumps(root, indent=1)


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORKBOOK = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Events" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/>'
        '<xf numFmtId="22"/><xf numFmtId="20"/></cellXfs></styleSheet>'
    ),
}
