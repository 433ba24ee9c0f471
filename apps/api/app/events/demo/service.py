"""Puts the demo city on an empty calendar, by the very way a real feed takes."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.demo.catalogue import DemoVenue, demo_catalogue
from app.events.demo.feeds import DemoFeed, demo_feeds
from app.events.demo.fetching import DemoWeb
from app.events.errors import CalendarInUseError
from app.events.ingestion import repository
from app.events.publishing.repository import lock_publishing
from app.events.rules import normal_form
from app.events.sources import listing
from app.events.sources import repository as feeds
from app.events.sources.running import run_feed
from app.kernel import clock
from app.kernel.database import Database

DAYS_AROUND_TODAY = 63


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a feed of the demo city brought, or why it could not be read (one cannot)."""

    feed: DemoFeed
    new_count: int
    changed_count: int
    failure: str | None


async def load_demo(database: Database, zone: ZoneInfo) -> list[Loaded]:
    """Store the demo city around today; refused where the calendar has a source of its own."""
    today = clock.now().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    around = timedelta(days=DAYS_AROUND_TODAY)
    city = demo_feeds(today.date())
    async with database.sessions.begin() as session:
        ids = await _prepare(session, city)
    web = DemoWeb(city)
    loaded: list[Loaded] = []
    for feed in city:
        feed_id = ids[feed.url]
        await run_feed(
            database,
            web,
            feed_id,
            zone=zone,
            trigger="hand",
            window=(today - around, today + around + timedelta(days=1)),
        )
        async with database.sessions.begin() as session:
            # Its address answers nowhere: it is never due again.
            await feeds.update_feed(session, feed_id, {"next_due": None})
            run = (await listing.runs(session, feed_id, 1))[0]
        loaded.append(Loaded(feed, run.new_count, run.changed_count, run.failure))
    return loaded


async def _prepare(session: AsyncSession, city: list[DemoFeed]) -> dict[str, int]:
    """Store venues, sources and feeds; return the feeds' ids by address."""
    catalogue = demo_catalogue()
    await lock_publishing(session)
    if await repository.names_other_sources(session, [each.slug for each in catalogue.sources]):
        message = "The calendar holds events of its own, so the demo city stays out."
        raise CalendarInUseError(message)
    await _store_venues(session, catalogue.venues)
    ids: dict[str, int] = {}
    for feed in city:
        source_id = await repository.ensure_source(
            session,
            {
                "slug": feed.source.slug,
                "name": feed.source.name,
                "kind": feed.source.kind,
                "rank": feed.source.rank,
                "website": feed.source.website,
            },
        )
        ids[feed.url] = await repository.ensure_feed(
            session,
            {"source_id": source_id, "url": feed.url, "name": feed.name, "adapter": "ical"},
        )
    return ids


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
