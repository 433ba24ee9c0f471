"""Statements about sources, feeds, their runs and what the worker is asked to find out."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy
from sqlalchemy import insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.models import Errand, Feed, FeedBody, FetchRun, Source
from app.events.sources.records import FeedToRun

Row = dict[str, Any]


async def due_feeds(
    session: AsyncSession, *, until: datetime, leased_until: datetime, limit: int
) -> list[tuple[int, str, datetime]]:
    """Take the feeds that are due by `until`, the longest due first: (id, address, due).

    They are taken until `leased_until`, so that a run that is lost is made up for.
    """
    statement = text(
        """
        WITH due AS (
            SELECT id, next_due FROM app.feed
            WHERE state = 'active' AND next_due <= :until
            ORDER BY next_due, id LIMIT :limit FOR UPDATE SKIP LOCKED
        )
        UPDATE app.feed SET next_due = :leased_until FROM due WHERE feed.id = due.id
        RETURNING feed.id, feed.url, due.next_due
        """
    )
    rows = await session.execute(
        statement, {"until": until, "leased_until": leased_until, "limit": limit}
    )
    return sorted(
        ((row.id, row.url, row.next_due) for row in rows), key=lambda row: (row[2], row[0])
    )


async def feed_to_run(session: AsyncSession, feed_id: int) -> FeedToRun | None:
    """Return a feed as a run needs it; None where there is none."""
    has_body = select(FeedBody.sha256).where(FeedBody.sha256 == Feed.body_sha256).exists()
    statement = (
        select(
            Feed.id,
            Feed.url,
            text("coalesce(feed.name, source.name)"),
            Feed.adapter,
            Feed.state,
            Feed.zone,
            Feed.venue_id,
            Feed.interval_minutes,
            Feed.etag,
            Feed.last_modified,
            Feed.validators_given_by,
            Feed.body_sha256,
            has_body,
            Feed.read_at,
            Feed.accepts_next_drop,
            Feed.failure_count,
            Feed.trouble_kind,
            Feed.trouble_since,
        )
        .join(Source, Source.id == Feed.source_id)
        .where(Feed.id == feed_id)
    )
    row = (await session.execute(statement)).one_or_none()
    return FeedToRun(*row) if row else None


async def update_feed(session: AsyncSession, feed_id: int, values: Row) -> None:
    """Note what a run found out about a feed, or what a curator changed."""
    await session.execute(update(Feed).where(Feed.id == feed_id).values(values))


async def insert_run(session: AsyncSession, row: Row) -> int:
    """Record a run that stored nothing; returns its id."""
    return int(
        (await session.execute(insert(FetchRun).values(row).returning(FetchRun.id))).scalar_one()
    )


async def keep_body(session: AsyncSession, sha256: bytes, pages: bytes) -> None:
    """Keep what was read; the same bytes once."""
    statement = upsert(FeedBody).values(sha256=sha256, pages=pages).on_conflict_do_nothing()
    await session.execute(statement)


async def body(session: AsyncSession, sha256: bytes) -> bytes | None:
    """Return the pages that were read, packed; None where they are no longer kept."""
    statement = select(FeedBody.pages).where(FeedBody.sha256 == sha256)
    return (await session.execute(statement)).scalar_one_or_none()


async def run_to_replay(session: AsyncSession, run_id: int) -> tuple[int, bytes | None] | None:
    """Return a run's feed and the digest of what it read; None where there is no such run."""
    statement = select(FetchRun.feed_id, FetchRun.body_sha256).where(FetchRun.id == run_id)
    row = (await session.execute(statement)).one_or_none()
    return (row.feed_id, row.body_sha256) if row else None


async def forget_old_runs(session: AsyncSession, *, kept: int, before: datetime) -> None:
    """Forget bodies that none of a feed's latest runs read, and old runs that changed nothing."""
    await session.execute(
        text(
            """
            DELETE FROM app.feed_body WHERE sha256 NOT IN (
                SELECT body_sha256 FROM (
                    SELECT body_sha256, row_number() OVER (
                        PARTITION BY feed_id ORDER BY started_at DESC) AS age
                    FROM app.fetch_run WHERE body_sha256 IS NOT NULL
                ) AS run WHERE age <= :kept
            ) AND sha256 NOT IN (SELECT body_sha256 FROM app.feed WHERE body_sha256 IS NOT NULL)
            """
        ),
        {"kept": kept},
    )
    await session.execute(
        text(
            """
            DELETE FROM app.fetch_run
            WHERE started_at < :before AND status IN ('unchanged', 'failed')
            """
        ),
        {"before": before},
    )


async def forget_errands(session: AsyncSession, *, before: datetime) -> None:
    """Forget what was asked long ago."""
    await session.execute(
        text("DELETE FROM app.errand WHERE asked_at < :before"), {"before": before}
    )


async def insert_errand(session: AsyncSession, kind: str, request: Row) -> UUID:
    """Note what the worker is to find out."""
    statement = insert(Errand).values(kind=kind, request=request).returning(Errand.id)
    return (await session.execute(statement)).scalar_one()


async def errand(session: AsyncSession, errand_id: UUID) -> Errand | None:
    """Return what was asked, and found so far."""
    return await session.get(Errand, errand_id)


async def finish_errand(session: AsyncSession, errand_id: UUID, values: Row) -> None:
    """Note what was found."""
    await session.execute(update(Errand).where(Errand.id == errand_id).values(values))


async def withdraw_upcoming(session: AsyncSession, feed_id: int, now: datetime) -> list[int]:
    """Take what a feed says of the time to come as gone; returns the events concerned."""
    statement = text(
        """
        WITH gone AS (
            UPDATE app.observation SET withdrawn_at = :now,
                missing_since = coalesce(missing_since, :now)
            WHERE feed_id = :feed_id AND withdrawn_at IS NULL AND starts_at >= :now
            RETURNING id
        )
        SELECT DISTINCT event_member.event_id FROM gone
            JOIN app.event_member ON event_member.observation_id = gone.id
        """
    )
    rows = await session.execute(statement, {"feed_id": feed_id, "now": now})
    return list(rows.scalars())


async def feeds_to_alert(session: AsyncSession, *, now: datetime) -> Sequence[sqlalchemy.Row[Any]]:
    """Return the active feeds whose trouble was not told of, or is over and was."""
    statement = text(
        """
        SELECT feed.id, feed.url, coalesce(feed.name, source.name) AS name, feed.trouble_kind,
               feed.trouble, feed.trouble_since, feed.failure_count, feed.alerted_kind,
               feed.last_success_at, feed.interval_minutes
        FROM app.feed JOIN app.source ON source.id = feed.source_id
        WHERE feed.state = 'active' AND feed.next_due IS NOT NULL AND (
            feed.trouble_kind IS DISTINCT FROM feed.alerted_kind
            OR feed.last_success_at < :stale_before)
        ORDER BY feed.id LIMIT 500
        """
    )
    rows = await session.execute(statement, {"stale_before": now - timedelta(hours=24)})
    return rows.all()
