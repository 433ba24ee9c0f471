"""Reads of what waits for a curator, of every kind."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.curation.place_listing import IS_UNANSWERED

EACH_SHOWN: Final = 10

# Both of a pair stand for themselves: what was merged since is a question no more.
_SUSPECTED: Final = """
    app.event_pair
        JOIN app.event AS low ON low.id = event_pair.low_id
        JOIN app.event AS high ON high.id = event_pair.high_id
    WHERE event_pair.state = 'suspected'
      AND low.merged_into_id IS NULL AND high.merged_into_id IS NULL
      AND NOT (low.is_hidden AND high.is_hidden)"""

_IN_TROUBLE: Final = "feed.trouble_kind IS NOT NULL AND feed.state = 'active'"


async def counts(session: AsyncSession) -> Row[Any]:
    """Return how much of each kind waits."""
    statement = text(
        f"""
        SELECT (SELECT count(*) FROM app.submission WHERE state = 'waiting') AS submissions,
            (SELECT count(*) FROM app.report WHERE state = 'open') AS reports,
            (SELECT count(*) FROM app.venue_question WHERE {IS_UNANSWERED}) AS venue_questions,
            (SELECT count(*) FROM {_SUSPECTED}) AS suspected_duplicates,
            (SELECT count(*) FROM app.feed WHERE {_IN_TROUBLE}) AS feeds_in_trouble
        """  # noqa: S608  constants
    )
    return (await session.execute(statement)).one()


async def items(session: AsyncSession) -> Sequence[Row[Any]]:
    """Return the newest of each kind that waits, newest first."""
    statement = text(
        f"""
        SELECT * FROM (
            (SELECT 'submission' AS kind, id::text AS id, content->>'title' AS title,
                CASE WHEN event_id IS NULL THEN 'A reader proposes this event.'
                     ELSE 'A reader changed an event that is published.' END AS words,
                changed_at AS since, '/admin/submissions/' || id AS href_hint
             FROM app.submission WHERE state = 'waiting' ORDER BY changed_at DESC, id LIMIT :each)
            UNION ALL
            (SELECT 'report', report.id::text, event.title,
                'A reader says: ' || left(report.message, 200), report.reported_at,
                '/admin/reports/' || report.id
             FROM app.report JOIN app.event ON event.id = report.event_id
             WHERE report.state = 'open' ORDER BY report.id DESC LIMIT :each)
            UNION ALL
            (SELECT 'venue_question', id::text, location_text,
                'Sources name this place, and it is not clear which venue that is.',
                first_seen_at, '/admin/places/' || id
             FROM app.venue_question WHERE {IS_UNANSWERED} ORDER BY id DESC LIMIT :each)
            UNION ALL
            (SELECT 'suspected_duplicate', low.id || '-' || high.id, low.title,
                'This may be the same event as “' || high.title || '”.', event_pair.noticed_at,
                '/admin/duplicates/' || low.id || '/' || high.id
             FROM {_SUSPECTED}
             ORDER BY event_pair.noticed_at DESC, low.id, high.id LIMIT :each)
            UNION ALL
            (SELECT 'feed', feed.id::text, coalesce(feed.name, source.name),
                coalesce(feed.trouble, 'This feed cannot be read.'),
                coalesce(feed.trouble_since, feed.last_run_at, feed.created_at),
                '/admin/feeds/' || feed.id
             FROM app.feed JOIN app.source ON source.id = feed.source_id
             WHERE {_IN_TROUBLE} ORDER BY feed.trouble_since DESC NULLS LAST, feed.id LIMIT :each)
        ) AS waiting ORDER BY since DESC, kind, id
        """  # noqa: S608  constants
    )
    return (await session.execute(statement, {"each": EACH_SHOWN})).all()


async def duplicates(
    session: AsyncSession, *, offset: int, limit: int, now: datetime
) -> Sequence[Row[Any]]:
    """Return pairs of events that may be one, the likeliest first."""
    statement = text(
        f"""
        SELECT event_pair.score, event_pair.reason, event_pair.noticed_at,
            {_suspect("low")} AS low, {_suspect("high")} AS high
        FROM {_SUSPECTED}
        ORDER BY event_pair.score DESC, low.id, high.id OFFSET :offset LIMIT :limit
        """  # noqa: S608  constants
    )
    values = {"offset": offset, "limit": limit, "now": now}
    return (await session.execute(statement, values)).all()


def _suspect(event: str) -> str:
    return f"""(
        SELECT json_build_object('id', {event}.id, 'title', {event}.title,
            'is_hidden', {event}.is_hidden, 'next_start', date.starts_at,
            'venue', coalesce(date.venue, date.location_text), 'sources', ARRAY(
                SELECT DISTINCT source.name FROM app.event_source
                    JOIN app.source ON source.id = event_source.source_id
                WHERE event_source.event_id = {event}.id ORDER BY source.name))
        FROM (SELECT) AS one LEFT JOIN LATERAL (
            SELECT occurrence.starts_at, venue.name AS venue, occurrence.location_text
            FROM app.occurrence LEFT JOIN app.venue ON venue.id = occurrence.venue_id
            WHERE occurrence.event_id = {event}.id AND occurrence.starts_at >= :now
            ORDER BY occurrence.starts_at, occurrence.id LIMIT 1
        ) AS date ON true)"""  # noqa: S608  constants
