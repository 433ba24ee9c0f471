"""What an event says beside its dates, in the form it is published in."""

from dataclasses import dataclass
from datetime import UTC, datetime

from app.events.calendar.errors import UnreadableValueError
from app.events.calendar.moments import read_moment
from app.events.calendar.normalising import Entry
from app.events.calendar.records import Status
from app.events.calendar.texts import (
    categories_of,
    description_of,
    line_of,
    organizer_of,
    position_of,
    url_of,
)

_STATUSES: dict[str, Status] = {
    "CONFIRMED": "scheduled",
    "CANCELLED": "cancelled",
    "CANCELED": "cancelled",
    "TENTATIVE": "tentative",
}


@dataclass(slots=True)
class Details:
    """What does not change from date to date, already in its published form."""

    status: Status
    description: str | None
    location: str | None
    url: str | None
    categories: tuple[str, ...]
    organizer: str | None
    geo: tuple[float, float] | None
    last_modified: datetime | None


def read_details(entry: Entry) -> Details:
    """Return what an entry says itself; METHOD:CANCEL cancels everything in its calendar."""
    properties = entry.block.properties
    written = properties.get("STATUS", [])
    status = _STATUSES.get(written[0].value.strip().upper(), "scheduled") if written else None
    if (entry.block.calendar.text("METHOD") or "").upper() == "CANCEL":  # RFC 5546, 3.2.5
        status = "cancelled"
    return Details(
        status=status or "scheduled",
        description=description_of(properties.get("DESCRIPTION", ())),
        location=line_of(properties.get("LOCATION", ())) or None,
        url=url_of(properties.get("URL", ())),
        categories=categories_of(properties.get("CATEGORIES", ())),
        organizer=organizer_of(properties.get("ORGANIZER", ())),
        geo=position_of(properties.get("GEO", ())),
        last_modified=last_modified(entry),
    )


def inherited(own: Details, master: Details, entry: Entry) -> Details:
    """Return an override's details, with those of its master where it says nothing."""
    says_status = "STATUS" in entry.block.properties or own.status == "cancelled"
    return Details(
        status=own.status if says_status else master.status,
        description=own.description or master.description,
        location=own.location or master.location,
        url=own.url or master.url,
        categories=own.categories or master.categories,
        organizer=own.organizer or master.organizer,
        geo=own.geo or (master.geo if own.location in (None, master.location) else None),
        last_modified=own.last_modified,
    )


def last_modified(entry: Entry) -> datetime | None:
    """Return LAST-MODIFIED, which is in UTC (RFC 5545, 3.8.7.3), or None."""
    for written in entry.block.properties.get("LAST-MODIFIED", ()):
        try:
            return read_moment(written.value).wall.replace(tzinfo=UTC)
        except UnreadableValueError:
            continue
    return None
