"""Statements about submissions, reports, and the feed that submissions become."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.models import Category, Feed, Report, Source, Submission

FEED_URL = "submission:"
# What curators may change about the source later is not put back.
SOURCE = {"slug": "submissions", "name": "Submitted by readers", "kind": "submission", "rank": 50}

_SUBMISSIONS = """
    SELECT submission.id, submission.state, submission.content,
           submission.published_content AS published, submission.contact_email,
           submission.refusal, submission.event_id, submission.submitted_at,
           submission.changed_at, submission.decided_at, account.display_name AS decided_by_name
    FROM app.submission LEFT JOIN app.account ON account.id = submission.decided_by"""

_REPORTS = """
    SELECT report.id, report.event_id, event.title AS event_title,
           CASE WHEN event.is_slug_shared THEN event.slug || '--e' || event.id
                ELSE event.slug END AS canonical_segment,
           report.kind, report.message, report.contact_email, report.state, report.reported_at,
           report.decided_at, account.display_name AS decided_by_name
    FROM app.report JOIN app.event ON event.id = report.event_id
        LEFT JOIN app.account ON account.id = report.decided_by"""


async def insert_submission(session: AsyncSession, values: dict[str, Any]) -> None:
    """Store a submission."""
    await session.execute(insert(Submission).values(values))


async def lock_submission(session: AsyncSession, submission_id: UUID) -> Submission | None:
    """Return a submission, for a change."""
    return await session.get(
        Submission, submission_id, with_for_update=True, populate_existing=True
    )


async def submission_of_token(
    session: AsyncSession, submission_id: UUID, token_sha256: bytes
) -> Row[Any] | None:
    """Return the submission that an edit token opens."""
    statement = text(
        f"{_SUBMISSIONS} WHERE submission.edit_token_sha256 = :sha256 AND submission.id = :id"
    )
    values = {"sha256": token_sha256, "id": submission_id}
    return (await session.execute(statement, values)).one_or_none()


async def submission(session: AsyncSession, submission_id: UUID) -> Row[Any] | None:
    """Return a submission as curators see it."""
    statement = text(f"{_SUBMISSIONS} WHERE submission.id = :id")
    return (await session.execute(statement, {"id": submission_id})).one_or_none()


async def submissions(
    session: AsyncSession, *, state: str | None, before_id: UUID | None, limit: int
) -> Sequence[Row[Any]]:
    """Return submissions that came before another one, newest first."""
    conditions, values = ["true"], dict[str, Any](limit=limit)
    if state is not None:
        conditions.append("submission.state = :state")
        values["state"] = state
    if before_id is not None:
        conditions.append(
            "(submission.submitted_at, submission.id) <"
            " (SELECT submitted_at, id FROM app.submission WHERE id = :before_id)"
        )
        values["before_id"] = before_id
    statement = text(
        f"{_SUBMISSIONS} WHERE {' AND '.join(conditions)}"
        " ORDER BY submission.submitted_at DESC, submission.id DESC LIMIT :limit"
    )
    return (await session.execute(statement, values)).all()


async def mail_of_submission(session: AsyncSession, submission_id: UUID) -> Submission | None:
    """Return a submission, to be told of in a mail."""
    return await session.get(Submission, submission_id)


async def known_categories(session: AsyncSession, slugs: Collection[str]) -> set[str]:
    """Return those of the slugs that the registry of categories has."""
    return set(await session.scalars(select(Category.slug).where(Category.slug.in_(slugs))))


async def feed_of_submissions(session: AsyncSession) -> int:
    """Return the id of the feed that submissions are, which nothing ever fetches."""
    await session.execute(upsert(Source).values(SOURCE).on_conflict_do_nothing())
    source_id = await session.scalar(select(Source.id).where(Source.slug == SOURCE["slug"]))
    feed = {"source_id": source_id, "url": FEED_URL, "adapter": "submission", "next_due": None}
    await session.execute(upsert(Feed).values(feed).on_conflict_do_nothing())
    return (await session.execute(select(Feed.id).where(Feed.url == FEED_URL))).scalar_one()


async def event_told_of(session: AsyncSession, feed_id: int, uid: str) -> int:
    """Return the event that a submission became on its own."""
    statement = text(
        """
        SELECT event_member.event_id FROM app.observation
            JOIN app.event_member ON event_member.observation_id = observation.id
        WHERE observation.feed_id = :feed_id AND observation.uid = :uid LIMIT 1
        """
    )
    return int((await session.execute(statement, {"feed_id": feed_id, "uid": uid})).scalar_one())


async def withdraw_told(
    session: AsyncSession, feed_id: int, uid: str, now: datetime
) -> Sequence[Row[Any]]:
    """Take what a submission told of as gone; returns observations with their events."""
    statement = text(
        """
        WITH gone AS (
            UPDATE app.observation SET withdrawn_at = :now,
                missing_since = coalesce(missing_since, :now)
            WHERE feed_id = :feed_id AND uid = :uid AND withdrawn_at IS NULL
            RETURNING id, payload
        )
        SELECT gone.id, gone.payload, event_member.event_id
        FROM gone JOIN app.event_member ON event_member.observation_id = gone.id ORDER BY gone.id
        """
    )
    values = {"feed_id": feed_id, "uid": uid, "now": now}
    return (await session.execute(statement, values)).all()


async def links_of_events(session: AsyncSession, event_ids: Collection[int]) -> dict[int, Row[Any]]:
    """Return what events are called and the segments of their pages, by id."""
    statement = text(
        """
        SELECT id, title, CASE WHEN is_slug_shared THEN slug || '--e' || id ELSE slug END
            AS canonical_segment
        FROM app.event WHERE id = ANY(:ids)
        """
    )
    rows = await session.execute(statement, {"ids": list(event_ids)})
    return {row.id: row for row in rows}


async def names_of_venues(session: AsyncSession, ids: Collection[int]) -> dict[int, str]:
    """Return what venues are called, by id."""
    statement = text("SELECT id, name FROM app.venue WHERE id = ANY(:ids)")
    return {row.id: row.name for row in await session.execute(statement, {"ids": list(ids)})}


async def insert_report(session: AsyncSession, values: dict[str, Any]) -> int:
    """Store a report and return its id."""
    statement = insert(Report).values(values).returning(Report.id)
    return int((await session.execute(statement)).scalar_one())


async def decide_report(
    session: AsyncSession, report_id: int, values: dict[str, Any], *, states: Collection[str]
) -> int | None:
    """Change a report that is in one of the states; returns its id, or None where it is not."""
    statement = update(Report).where(Report.id == report_id, Report.state.in_(states))
    found = await session.execute(statement.values(values).returning(Report.id))
    return found.scalar_one_or_none()


async def report(session: AsyncSession, report_id: int) -> Row[Any] | None:
    """Return a report."""
    statement = text(f"{_REPORTS} WHERE report.id = :id")
    return (await session.execute(statement, {"id": report_id})).one_or_none()


async def reports(
    session: AsyncSession, *, state: str | None, before_id: int | None, limit: int
) -> Sequence[Row[Any]]:
    """Return reports older than `before_id`, newest first."""
    conditions, values = ["true"], dict[str, Any](limit=limit)
    if state is not None:
        conditions.append("report.state = :state")
        values["state"] = state
    if before_id is not None:
        conditions.append("report.id < :before_id")
        values["before_id"] = before_id
    statement = text(
        f"{_REPORTS} WHERE {' AND '.join(conditions)} ORDER BY report.id DESC LIMIT :limit"
    )
    return (await session.execute(statement, values)).all()
