"""Reads of decisions and of what curators decide about."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

OBSERVATIONS_SHOWN = 20
CHANGES_SHOWN = 50
DECISIONS_SHOWN = 50

_SEGMENT = """CASE WHEN event.is_slug_shared THEN event.slug || '--e' || event.id
    ELSE event.slug END AS canonical_segment"""

_NEXT_START = """(SELECT min(starts_at) FROM app.occurrence
    WHERE occurrence.event_id = event.id AND occurrence.starts_at >= :now) AS next_start"""

_DECISIONS = """
    SELECT decision.id, decision.kind, decision.event_id, decision.venue_id, decision.question_id,
           coalesce(event.title, venue.name, venue_question.location_text,
                    decision.after->>'name') AS subject_title,
           decision.before, decision.after, decision.decided_at,
           account.display_name AS decided_by_name, decision.undone_at
    FROM app.decision
        LEFT JOIN app.event ON event.id = decision.event_id
        LEFT JOIN app.venue ON venue.id = decision.venue_id
        LEFT JOIN app.venue_question ON venue_question.id = decision.question_id
        LEFT JOIN app.account ON account.id = decision.account_id"""


async def decision(session: AsyncSession, decision_id: int) -> Row[Any]:
    """Return one decision."""
    statement = text(f"{_DECISIONS} WHERE decision.id = :id")
    return (await session.execute(statement, {"id": decision_id})).one()


async def decisions(
    session: AsyncSession, *, before_id: int | None, limit: int
) -> Sequence[Row[Any]]:
    """Return decisions older than `before_id`, newest first."""
    older = "" if before_id is None else "WHERE decision.id < :before_id"
    statement = text(f"{_DECISIONS} {older} ORDER BY decision.id DESC LIMIT :limit")
    values = {"before_id": before_id, "limit": limit} if older else {"limit": limit}
    return (await session.execute(statement, values)).all()


async def decisions_about(session: AsyncSession, event_ids: Sequence[int]) -> Sequence[Row[Any]]:
    """Return the latest decisions about any of these events, newest first."""
    statement = text(
        f"{_DECISIONS} WHERE decision.event_id = ANY(:ids) ORDER BY decision.id DESC LIMIT :limit"
    )
    values = {"ids": list(event_ids), "limit": DECISIONS_SHOWN}
    return (await session.execute(statement, values)).all()


async def decisions_of_venue(session: AsyncSession, venue_id: int) -> Sequence[Row[Any]]:
    """Return the latest decisions about a venue, newest first."""
    statement = text(
        f"{_DECISIONS} WHERE decision.venue_id = :venue_id ORDER BY decision.id DESC LIMIT :limit"
    )
    values = {"venue_id": venue_id, "limit": DECISIONS_SHOWN}
    return (await session.execute(statement, values)).all()


async def found_events(
    session: AsyncSession, *, search: str | None, before_id: int | None, limit: int, now: datetime
) -> Sequence[Row[Any]]:
    """Return events older than `before_id`, newest first; `search` is an id or part of a title."""
    conditions, values = ["true"], {"limit": limit, "now": now}
    if before_id is not None:
        conditions.append("event.id < :before_id")
        values["before_id"] = before_id
    if search is not None:
        pattern = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        conditions.append(
            "(event.title ILIKE :pattern OR event.slug LIKE lower(:pattern)"
            " OR event.id::text = :search)"
        )
        values |= {"pattern": f"%{pattern}%", "search": search}
    statement = text(
        f"""
        SELECT event.id, event.title, {_SEGMENT}, event.is_hidden, event.merged_into_id,
            {_NEXT_START}, ARRAY(
                SELECT DISTINCT source.name FROM app.event_source
                    JOIN app.source ON source.id = event_source.source_id
                WHERE event_source.event_id = event.id ORDER BY source.name) AS source_names
        FROM app.event WHERE {" AND ".join(conditions)}
        ORDER BY event.id DESC LIMIT :limit
        """  # noqa: S608  constants
    )
    return (await session.execute(statement, values)).all()


async def event(session: AsyncSession, event_id: int, now: datetime) -> Row[Any] | None:
    """Return an event with all that decides how it is shown."""
    statement = text(
        f"""
        SELECT event.id, event.title, event.slug, {_SEGMENT}, event.description,
            CASE event.free WHEN 'yes' THEN true WHEN 'no' THEN false END AS is_free,
            event.price_text, event.external_url, event.status, event.kind,
            (SELECT coalesce(json_agg(json_build_object(
                    'id', category.id, 'name', category.name, 'slug', category.slug)
                ORDER BY category.name), '[]')
             FROM app.event_category JOIN app.category ON category.id = event_category.category_id
             WHERE event_category.event_id = event.id) AS categories,
            event.is_hidden, event.pinned, event.merged_into_id, {_NEXT_START}
        FROM app.event WHERE event.id = :event_id
        """  # noqa: S608  constants
    )
    return (await session.execute(statement, {"event_id": event_id, "now": now})).one_or_none()


async def members(session: AsyncSession, event_ids: Sequence[int]) -> Sequence[Row[Any]]:
    """Return events of a family, each with the feed that tells of it, best source in front."""
    statement = text(
        """
        SELECT event.id AS event_id, coalesce(told.title, event.title) AS title,
               event.merged_into_id, event.merge_method, event.merge_score,
               feed.id AS feed_id, feed.name AS feed_name, feed.url AS feed_url,
               source.id AS source_id, source.name AS source_name, source.kind AS source_kind,
               source.rank AS source_rank
        FROM app.event LEFT JOIN LATERAL (
                SELECT observation.feed_id, observation.payload->>'summary' AS title
                FROM app.event_member
                    JOIN app.observation ON observation.id = event_member.observation_id
                WHERE event_member.event_id = event.id
                ORDER BY observation.last_seen_at DESC, observation.id DESC LIMIT 1
            ) AS told ON true
            LEFT JOIN app.feed ON feed.id = told.feed_id
            LEFT JOIN app.source ON source.id = feed.source_id
        WHERE event.id = ANY(:ids) ORDER BY source.rank NULLS LAST, event.id LIMIT 200
        """
    )
    return (await session.execute(statement, {"ids": list(event_ids)})).all()


async def observations(session: AsyncSession, event_ids: Sequence[int]) -> Sequence[Row[Any]]:
    """Return the dates of each event as its feed tells them, the newest in front."""
    statement = text(
        """
        SELECT * FROM (
            SELECT event_member.event_id, observation.id, observation.uid,
                observation.recurrence_key, observation.payload->>'summary' AS title,
                observation.payload->>'start' AS start, observation.payload->>'status' AS status,
                observation.payload->>'location' AS location, observation.venue_id,
                observation.first_seen_at, observation.last_seen_at, observation.missing_since,
                observation.withdrawn_at,
                row_number() OVER (PARTITION BY event_member.event_id
                    ORDER BY observation.last_seen_at DESC, observation.id DESC) AS place
            FROM app.event_member
                JOIN app.observation ON observation.id = event_member.observation_id
            WHERE event_member.event_id = ANY(:ids)
        ) AS told WHERE place <= :shown ORDER BY event_id, place
        """
    )
    values = {"ids": list(event_ids), "shown": OBSERVATIONS_SHOWN}
    return (await session.execute(statement, values)).all()


async def changes(session: AsyncSession, event_ids: Sequence[int]) -> Sequence[Row[Any]]:
    """Return what runs changed about events, newest first."""
    statement = text(
        """
        SELECT fetch_run.finished_at AS at, change.kind, change.run_id, fetch_run.feed_id,
               change.before, change.after
        FROM app.event_member
            JOIN app.change ON change.observation_id = event_member.observation_id
            JOIN app.fetch_run ON fetch_run.id = change.run_id
        WHERE event_member.event_id = ANY(:ids) ORDER BY change.id DESC LIMIT :shown
        """
    )
    return (
        await session.execute(statement, {"ids": list(event_ids), "shown": CHANGES_SHOWN})
    ).all()


async def suspected(session: AsyncSession, event_ids: Sequence[int]) -> Sequence[Row[Any]]:
    """Return events that may be one with these, the likeliest in front."""
    statement = text(
        """
        SELECT event.id AS event_id, event.title, event_pair.score, event_pair.reason
        FROM app.event_pair JOIN app.event ON event.id =
            CASE WHEN event_pair.low_id = ANY(:ids) THEN event_pair.high_id
                 ELSE event_pair.low_id END
        WHERE event_pair.state = 'suspected' AND NOT event.id = ANY(:ids)
          AND (event_pair.low_id = ANY(:ids) OR event_pair.high_id = ANY(:ids))
        ORDER BY event_pair.score DESC, event.id LIMIT 20
        """
    )
    return (await session.execute(statement, {"ids": list(event_ids)})).all()
