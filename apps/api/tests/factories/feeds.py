"""Events as feeds are written from, and what another parser reads of them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from app.events.syndication.icalendar_form import write_icalendar
from app.events.syndication.records import Feed, FeedDate, FeedEvent

NEW_YORK = ZoneInfo("America/New_York")
CHANGED = int(datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp())

# (start, end, title, status): moments in UTC, days where a date is whole days.
Told = tuple[Any, Any, str, str]


def feed_date(number: int, starts: datetime, **fields: Any) -> FeedDate:
    """Return a date of two hours in its start's zone; `fields` say otherwise."""
    known = {
        "id": number,
        "title": "Jazz",
        "starts": starts,
        "ends": starts + timedelta(hours=2),
        "all_day": False,
        "zone": getattr(starts.tzinfo, "key", "UTC"),
        "status": "scheduled",
        "original": starts,
        "place": "Harbor Hall",
        "address": None,
        "modified": CHANGED,
    }
    return FeedDate(**{**known, **fields})


def feed_event(*dates: FeedDate, **fields: Any) -> FeedEvent:
    """Return an event with these dates."""
    known: dict[str, Any] = {
        "id": 7,
        "title": "Jazz",
        "segment": "jazz",
        "description": "",
        "is_free": None,
        "price_text": None,
        "source_url": None,
        "image_url": None,
        "categories": (),
        "created": CHANGED,
        "modified": CHANGED,
        "dates": tuple(sorted(dates, key=lambda each: (each.starts.astimezone(UTC), each.id))),
    }
    return FeedEvent(**{**known, **fields})


def feed() -> Feed:
    """Return a feed of a site at https://srq.example."""
    return Feed(
        title="SRQ",
        description="What is on.",
        site="https://srq.example",
        home="https://srq.example/",
        address="https://srq.example/feeds/events.ics",
        host="srq.example",
        zone="America/New_York",
        year=2026,
    )


def written(*events: FeedEvent) -> str:
    """Return the events as iCalendar, unfolded."""
    return write_icalendar(feed(), events).decode().replace("\r\n ", "")


def read_elsewhere(raw: bytes) -> list[Told]:
    """Return every date that another program finds in a calendar, in order."""
    calendar = icalendar.Calendar.from_ical(raw)
    found = recurring_ical_events.of(calendar).between(date(1990, 1, 1), date(2060, 1, 1))
    return sorted((_told_elsewhere(each) for each in found), key=str)


def told(dates: Iterable[FeedDate]) -> list[Told]:
    """Return what another program is to find of these dates."""
    return sorted((_told_here(date) for date in dates), key=str)


def _told_elsewhere(event: Any) -> Told:
    starts = event["DTSTART"].dt
    ends = event["DTEND"].dt if "DTEND" in event else starts
    return _comparable(starts), _comparable(ends), str(event["SUMMARY"]), str(event["STATUS"])


def _told_here(date: FeedDate) -> Told:
    is_cancelled = date.status == "cancelled"
    title = f"CANCELLED: {date.title}" if is_cancelled else date.title
    status = {"scheduled": "CONFIRMED"}.get(date.status, date.status.upper())
    ends = date.ends or date.starts
    if date.all_day:
        ends = date.ends or date.starts + timedelta(days=1)
        return date.starts.date(), ends.date(), title, status
    return _comparable(date.starts), _comparable(ends), title, status


def _comparable(moment: Any) -> Any:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def midnight(day: date, zone: ZoneInfo = NEW_YORK) -> datetime:
    """Return the beginning of a day."""
    return datetime.combine(day, time(), tzinfo=zone)
