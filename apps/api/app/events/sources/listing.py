"""Reads of sources, feeds and runs, for curators and for the public list."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.models import Feed, Source

_FEEDS = """
    SELECT feed.id, feed.source_id, source.name AS source_name, source.slug AS source_slug,
           source.kind AS source_kind, source.website, source.licence, feed.url, feed.name,
           feed.adapter, feed.state, feed.zone, feed.venue_id, venue.name AS venue_name,
           feed.interval_minutes, feed.next_due, feed.last_run_at, feed.last_success_at,
           feed.failure_count, feed.trouble_kind, feed.trouble, feed.trouble_since,
           feed.accepts_next_drop,
           (SELECT count(*) FROM app.observation
            WHERE observation.feed_id = feed.id AND observation.withdrawn_at IS NULL
              AND observation.starts_at >= :now) AS upcoming_count
    FROM app.feed JOIN app.source ON source.id = feed.source_id
        LEFT JOIN app.venue ON venue.id = feed.venue_id"""


async def feeds(session: AsyncSession, now: datetime) -> Sequence[Row[Any]]:
    """Return the feeds that are read or paused, by source."""
    statement = text(
        f"{_FEEDS} WHERE feed.state <> 'removed'"
        " ORDER BY lower(source.name), source.id, feed.id LIMIT 5000"
    )
    return (await session.execute(statement, {"now": now})).all()


async def feed(session: AsyncSession, feed_id: int, now: datetime) -> Row[Any] | None:
    """Return one feed."""
    statement = text(f"{_FEEDS} WHERE feed.id = :feed_id")
    return (await session.execute(statement, {"now": now, "feed_id": feed_id})).one_or_none()


async def sources(session: AsyncSession) -> Sequence[Row[Any]]:
    """Return every source with the number of its feeds, by name."""
    statement = text(
        """
        SELECT source.id, source.slug, source.name, source.kind, source.rank, source.website,
               source.licence, count(feed.id) FILTER (WHERE feed.state <> 'removed') AS feed_count
        FROM app.source LEFT JOIN app.feed ON feed.source_id = source.id
        GROUP BY source.id ORDER BY lower(source.name), source.id LIMIT 5000
        """
    )
    return (await session.execute(statement)).all()


async def runs(session: AsyncSession, feed_id: int, limit: int) -> Sequence[Row[Any]]:
    """Return a feed's latest runs, newest first."""
    statement = text(
        """
        SELECT id, feed_id, trigger, started_at, finished_at, status, failure_kind, failure,
               http_status, byte_count, found_count, new_count, changed_count, unchanged_count,
               missing_count, removed_count, skipped_count
        FROM app.fetch_run WHERE feed_id = :feed_id ORDER BY started_at DESC, id DESC LIMIT :limit
        """
    )
    return (await session.execute(statement, {"feed_id": feed_id, "limit": limit})).all()


async def run(session: AsyncSession, run_id: int) -> Row[Any] | None:
    """Return one run with its problems."""
    statement = text(
        """
        SELECT id, feed_id, trigger, started_at, finished_at, status, failure_kind, failure,
               http_status, byte_count, found_count, new_count, changed_count, unchanged_count,
               missing_count, removed_count, skipped_count, problems,
               EXISTS (SELECT FROM app.feed_body WHERE sha256 = body_sha256) AS can_be_replayed
        FROM app.fetch_run WHERE id = :run_id
        """
    )
    return (await session.execute(statement, {"run_id": run_id})).one_or_none()


async def changes(session: AsyncSession, run_id: int, limit: int) -> Sequence[Row[Any]]:
    """Return what a run changed, with the event that each date belongs to."""
    statement = text(
        """
        SELECT change.id, change.kind, change.before, change.after, event_member.event_id,
               observation.uid
        FROM app.change JOIN app.observation ON observation.id = change.observation_id
            JOIN app.event_member ON event_member.observation_id = observation.id
        WHERE change.run_id = :run_id ORDER BY change.id LIMIT :limit
        """
    )
    return (await session.execute(statement, {"run_id": run_id, "limit": limit})).all()


async def source_of_slug(session: AsyncSession, slug: str) -> Source | None:
    """Return the source with this slug."""
    return (await session.execute(select(Source).where(Source.slug == slug))).scalar_one_or_none()


async def feed_of_url(session: AsyncSession, url: str) -> Feed | None:
    """Return the feed with this address, a removed one too."""
    return (await session.execute(select(Feed).where(Feed.url == url))).scalar_one_or_none()


async def feeds_of_source(session: AsyncSession, source_id: int) -> Sequence[Feed]:
    """Return a source's feeds."""
    statement = select(Feed).where(Feed.source_id == source_id).order_by(Feed.id)
    return (await session.execute(statement)).scalars().all()


async def events_of_source(session: AsyncSession, source_id: int) -> list[int]:
    """Return the events that a source's feeds tell of."""
    statement = text(
        """
        SELECT DISTINCT event_member.event_id FROM app.feed
            JOIN app.observation ON observation.feed_id = feed.id
            JOIN app.event_member ON event_member.observation_id = observation.id
        WHERE feed.source_id = :source_id AND observation.withdrawn_at IS NULL ORDER BY 1
        """
    )
    return list((await session.execute(statement, {"source_id": source_id})).scalars())
