"""Reads of venues and of questions about places, for curators."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

_VENUES: Final = """
    SELECT venue.id, venue.slug, venue.name, venue.address, venue.area, venue.website,
        venue.parent_id, venue.merged_into_id,
        (SELECT count(*) FROM app.venue_alias WHERE venue_id = venue.id) AS alias_count,
        (SELECT count(*) FROM app.occurrence JOIN app.event ON event.id = occurrence.event_id
         WHERE occurrence.venue_id = venue.id AND occurrence.starts_at >= :now
           AND NOT event.is_hidden AND event.merged_into_id IS NULL) AS upcoming_count
    FROM app.venue"""

# A question counts for as long as something that is told of is there without a venue.
IS_UNANSWERED: Final = """(venue_question.state = 'open' AND EXISTS (
    SELECT FROM app.observation WHERE observation.place_form = venue_question.place_form
        AND observation.venue_id IS NULL AND observation.withdrawn_at IS NULL))"""


async def venues(
    session: AsyncSession, *, search: str | None, after_id: int | None, limit: int, now: datetime
) -> Sequence[Row[Any]]:
    """Return venues by name from the one after `after_id`; `search` is part of name or alias."""
    conditions, values = ["true"], {"limit": limit, "now": now}
    if after_id is not None:
        conditions.append(
            "(lower(venue.name), venue.id) > (SELECT lower(name), id FROM app.venue"
            " WHERE id = :after_id)"
        )
        values["after_id"] = after_id
    if search is not None:
        pattern = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        conditions.append(
            "(venue.name ILIKE :pattern OR venue.address ILIKE :pattern OR EXISTS ("
            " SELECT FROM app.venue_alias WHERE venue_id = venue.id"
            " AND normal_form ILIKE :pattern))"
        )
        values["pattern"] = f"%{pattern}%"
    statement = text(
        f"{_VENUES} WHERE {' AND '.join(conditions)}"
        " ORDER BY lower(venue.name), venue.id LIMIT :limit"
    )
    return (await session.execute(statement, values)).all()


async def venue(session: AsyncSession, venue_id: int, now: datetime) -> Row[Any] | None:
    """Return one venue."""
    statement = text(f"{_VENUES} WHERE venue.id = :venue_id")
    return (await session.execute(statement, {"venue_id": venue_id, "now": now})).one_or_none()


async def aliases(session: AsyncSession, venue_id: int) -> Sequence[str]:
    """Return the names that a venue goes by, in normal form."""
    statement = text(
        "SELECT normal_form FROM app.venue_alias WHERE venue_id = :venue_id ORDER BY 1 LIMIT 1000"
    )
    return (await session.execute(statement, {"venue_id": venue_id})).scalars().all()


async def questions(
    session: AsyncSession, *, state: str, before_id: int | None, limit: int
) -> Sequence[Row[Any]]:
    """Return questions in a state, newest first."""
    condition = IS_UNANSWERED if state == "open" else "venue_question.state = :state"
    values: dict[str, Any] = {"limit": limit}
    if state != "open":
        values["state"] = state
    if before_id is not None:
        condition += " AND venue_question.id < :before_id"
        values["before_id"] = before_id
    statement = text(
        f"""
        SELECT venue_question.id, venue_question.location_text, venue_question.state,
            venue_question.venue_id, venue_question.first_seen_at,
            (SELECT coalesce(json_agg(json_build_object(
                    'venue_id', venue.id, 'name', venue.name, 'score', suggested.score)
                ORDER BY suggested.score DESC, venue.id), '[]')
             FROM jsonb_to_recordset(venue_question.suggestions)
                    AS suggested (venue_id bigint, score double precision)
                JOIN app.venue ON venue.id = suggested.venue_id
             WHERE venue.merged_into_id IS NULL) AS suggestions,
            (SELECT count(*) FROM app.observation
             WHERE observation.place_form = venue_question.place_form
               AND observation.withdrawn_at IS NULL) AS observation_count
        FROM app.venue_question WHERE {condition}
        ORDER BY venue_question.id DESC LIMIT :limit
        """  # noqa: S608  constants
    )
    return (await session.execute(statement, values)).all()
