"""Puts the demo city on an empty calendar, by the very way a real feed takes."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.calendar.reading import read_calendar
from app.events.demo.catalogue import DemoVenue, demo_catalogue
from app.events.demo.feeds import DemoFeed, demo_feeds
from app.events.errors import CalendarInUseError
from app.events.ingestion import repository, service
from app.events.ingestion.service import ImportReport, SourceDescription
from app.events.rules import normal_form
from app.kernel import clock

DAYS_AROUND_TODAY = 63


async def load_demo(session: AsyncSession, zone: ZoneInfo) -> list[tuple[DemoFeed, ImportReport]]:
    """Store the demo city around today; refused where the calendar has a source of its own."""
    catalogue = demo_catalogue()
    await repository.lock_imports(session)
    if await repository.names_other_sources(session, [each.slug for each in catalogue.sources]):
        message = "The calendar holds events of its own, so the demo city stays out."
        raise CalendarInUseError(message)
    await _store_venues(session, catalogue.venues)
    today = clock.now().astimezone(zone).date()
    around = timedelta(days=DAYS_AROUND_TODAY)
    reports = []
    for feed in demo_feeds(today):
        reading = read_calendar(
            feed.raw_bytes, fallback_zone=zone, window=(today - around, today + around)
        )
        report = await service.store_reading(
            session,
            reading,
            feed.raw_bytes,
            source=SourceDescription(
                slug=feed.source.slug,
                name=feed.source.name,
                kind=feed.source.kind,
                rank=feed.source.rank,
                website=feed.source.website,
            ),
            feed_url=feed.url,
            zone=zone,
        )
        reports.append((feed, report))
    return reports


async def _store_venues(session: AsyncSession, venues: tuple[DemoVenue, ...]) -> None:
    ids = await repository.upsert_venues(
        session,
        [
            {
                "slug": venue.slug,
                "name": venue.name,
                "name_normal_form": normal_form(venue.name),
                "address": venue.address,
                "area": venue.area,
                "website": venue.website,
                "description": venue.description,
            }
            for venue in venues
        ],
    )
    await repository.insert_aliases(
        session,
        [
            {"normal_form": normal_form(alias), "venue_id": ids[venue.slug]}
            for venue in venues
            for alias in venue.aliases
        ],
    )
