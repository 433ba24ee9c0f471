"""iCalendar text for tests, and the short way from it onto the calendar."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.calendar.reading import read_calendar
from app.events.ingestion.records import ImportReport, SourceDescription
from app.events.ingestion.service import import_reading
from app.kernel import clock

NEW_YORK = ZoneInfo("America/New_York")
SOURCE = SourceDescription("club", "The Club", "organiser", 20)


def vevent(uid: str, start: str, *lines: str, summary: str = "") -> str:
    """Return one VEVENT; `start` is 20260306T190000 in New York, or 20260306 for a whole day."""
    parameter = ";TZID=America/New_York" if "T" in start else ";VALUE=DATE"
    properties = [f"UID:{uid}", f"DTSTART{parameter}:{start}", f"SUMMARY:{summary or uid}", *lines]
    return "\r\n".join(["BEGIN:VEVENT", *properties, "END:VEVENT", ""])


def vcalendar(*events: str) -> bytes:
    """Return a whole calendar."""
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n".encode()


async def import_calendar(
    session: AsyncSession,
    *events: str,
    feed: str = "file:club",
    zone: ZoneInfo = NEW_YORK,
    cut_off: bool = False,
) -> ImportReport:
    """Import a calendar of these VEVENTs and commit."""
    raw = vcalendar(*events)
    if cut_off:
        raw = raw.removesuffix(b"END:VCALENDAR\r\n") + b"BEGIN:VEVENT\r\nUID:torn"
    today = clock.now().astimezone(zone).date()
    reading = read_calendar(
        raw,
        fallback_zone=zone,
        window=(today - timedelta(days=400), today + timedelta(days=365)),
    )
    report = await import_reading(session, reading, raw, source=SOURCE, feed_url=feed, zone=zone)
    await session.commit()
    return report
