"""A small calendar told by two feeds, the ways in which they tell it later, and what is seen."""

from datetime import datetime, timedelta
from typing import Any

import httpx2
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.calendar.reading import read_calendar
from app.events.ingestion.records import FeedAtHand, Received
from app.events.ingestion.service import store_reading
from app.kernel import clock
from tests.factories.calendars import NEW_YORK, vcalendar, vevent

ONE, TWO = "https://one.example/calendar.ics", "https://two.example/calendar.ics"
CLUB, ANNEX, HALL = "The Club", "Salt Annex", "Old Hall"
SHED = "Shed 12"
# Which event is which, in the order in which they are first told.
JAZZ, FILM, YOGA, JAZZ_AGAIN, TALK = 1, 2, 3, 4, 5
# A step: hours since the one before, which feed, and what it tells.
Step = tuple[int, str, tuple[str, ...]]


def jazz(uid: str = "jazz", start: str = "20260310T190000", at: str = CLUB) -> str:
    """The concert that both feeds tell of."""
    return vevent(uid, start, f"LOCATION:{at}", summary="Jazz Night")


def film(
    uid: str = "film",
    start: str = "20260311T200000",
    at: str = HALL,
    title: str = "Silent Film Evening",
) -> str:
    """A one-off of the first feed."""
    return vevent(uid, start, f"LOCATION:{at}", summary=title)


def yoga() -> str:
    """A series of the first feed."""
    rule = "RRULE:FREQ=WEEKLY;COUNT=4"
    return vevent("yoga", "20260312T080000", rule, f"LOCATION:{ANNEX}", summary="Sunrise Yoga")


def talk(
    uid: str = "talk",
    start: str = "20260311T200000",
    at: str = SHED,
    title: str = "Mangrove Lecture",
) -> str:
    """A one-off of the second feed, at a place that is no venue."""
    return vevent(uid, start, f"LOCATION:{at}", summary=title)


BEGINNING: list[Step] = [
    (0, ONE, (jazz(), film(), yoga())),
    (1, TWO, (jazz("other"), talk())),
]
HISTORY: dict[str, list[Step]] = {
    "the same again": [(1, ONE, (jazz(), film(), yoga())), (1, TWO, (jazz("other"), talk()))],
    "retitled": [
        (1, ONE, (jazz(), film(title="An Evening without Words"), yoga())),
        (1, TWO, (jazz("other"), talk(title="Roots and Tides"))),
    ],
    "moved": [
        (1, ONE, (jazz(), film(start="20260313T210000"), yoga())),
        (1, TWO, (jazz("other"), talk(start="20260313T173000"))),
    ],
    "at another place": [
        (1, ONE, (jazz(), film(at="Pier Five"), yoga())),
        (1, TWO, (jazz("other"), talk(at="Pier Five"))),
    ],
    "under other UIDs": [
        (1, ONE, (jazz(), film(), yoga())),
        (1, TWO, (jazz("other"), talk())),
        (1, ONE, (jazz("j-77"), film("f-78"), yoga())),
        (1, TWO, (jazz("o-79"), talk("t-80"))),
    ],
    "vanished": [
        (1, ONE, (jazz("j-77"), yoga())),
        (1, TWO, (jazz("o-79"),)),
        (25, ONE, (jazz("j-77"), yoga())),
        (1, TWO, (jazz("o-79"),)),
    ],
    "and back": [
        (1, ONE, (jazz("j-77"), film("f-78"), yoga())),
        (1, TWO, (jazz("o-79"), talk("t-80"))),
    ],
}


async def make_venues_and_feeds(session: AsyncSession) -> None:
    """Make three venues, two feeds, and a question about the place that is no venue."""
    await session.execute(
        text(
            """
            INSERT INTO app.venue (slug, name, name_normal_form) VALUES
                ('the-club', 'The Club', 'the club'), ('salt-annex', 'Salt Annex', 'salt annex'),
                ('old-hall', 'Old Hall', 'old hall')
            """
        )
    )
    await session.execute(
        text(
            """
            INSERT INTO app.source (slug, name, kind, rank) VALUES
                ('one', 'The Club', 'own_venue', 10), ('two', 'City Guide', 'city', 40)
            """
        )
    )
    await session.execute(
        text(
            "INSERT INTO app.feed (source_id, url, adapter)"
            " SELECT id, 'https://' || slug || '.example/calendar.ics', 'ical' FROM app.source"
            " ORDER BY id"
        )
    )
    await session.execute(
        text(
            """
            INSERT INTO app.venue_question (place_form, location_text, suggestions)
            VALUES ('shed 12', 'Shed 12', '[{"venue_id": 3, "score": 80.0}]')
            """
        )
    )
    await session.commit()


async def tell(session: AsyncSession, steps: list[Step], began: datetime) -> datetime:
    """Store what feeds tell, as their runs would; returns the moment of the last."""
    moment = began
    for hours, url, events in steps:
        moment += timedelta(hours=hours)
        with clock.freeze(moment):
            await _tell(session, url, vcalendar(*events))
    return moment


async def _tell(session: AsyncSession, url: str, raw: bytes) -> None:
    today = clock.now().astimezone(NEW_YORK).date()
    window = today - timedelta(days=1), today + timedelta(days=365)
    feed_id = await session.scalar(text("SELECT id FROM app.feed WHERE url = :url"), {"url": url})
    await store_reading(
        session,
        read_calendar(raw, fallback_zone=NEW_YORK, window=window),
        FeedAtHand(int(feed_id or 0)),
        Received(b"", len(raw), clock.now() + timedelta(days=365), "schedule"),
        zone=NEW_YORK,
    )
    await session.commit()


async def seen(client: httpx2.AsyncClient) -> dict[str, Any]:
    """Return all that the public API says, but for the ids of dates."""
    days = "start=2026-03-07&end=2026-05-30"
    paths = [
        f"/api/events/range?{days}",
        f"/api/events/count?{days}",
        "/api/events/day?day=2026-03-11",
        "/api/venues",
        *(f"/api/events/{number}" for number in range(1, 9)),
    ]
    answers = {path: await client.get(path) for path in paths}
    for venue in answers["/api/venues"].json():
        for path in (f"/api/venues/{venue['slug']}", f"/api/venues/{venue['slug']}/events?{days}"):
            answers[path] = await client.get(path)
    return {path: _told(answer) for path, answer in answers.items()}


def _told(answer: httpx2.Response) -> Any:
    if answer.status_code == 200:
        return _without_ids_of_dates(answer.json())
    return answer.status_code, answer.headers.get("location")


def _without_ids_of_dates(document: Any) -> Any:
    if isinstance(document, list):
        listed = [_without_ids_of_dates(each) for each in document]
        return sorted(listed, key=str)
    if isinstance(document, dict):
        is_date = "start_datetime_utc" in document
        return {
            name: _without_ids_of_dates(value)
            for name, value in document.items()
            if not (is_date and name == "id")
        }
    return document
