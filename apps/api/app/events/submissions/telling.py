"""What is published of a submission goes the way of all that feeds tell."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.calendar.records import CalendarOccurrence, CalendarReading
from app.events.ingestion import repository as ingestion
from app.events.ingestion.records import FeedAtHand, Received
from app.events.ingestion.service import store_reading
from app.events.publishing.service import settle
from app.events.submissions import repository
from app.events.submissions.rules import read_times
from app.kernel import clock

Content = dict[str, Any]


async def tell(session: AsyncSession, submission_id: UUID, content: Content, zone: ZoneInfo) -> int:
    """Put a submission on the calendar as its content says now; returns the event that it is."""
    feed_id = await repository.feed_of_submissions(session)
    uid = str(submission_id)
    raw = json.dumps(content, sort_keys=True).encode()
    await store_reading(
        session,
        CalendarReading(
            occurrences=[_occurrence(uid, content, zone)],
            problems=[],
            is_partial=False,
            calendar_name=None,
            event_count=1,
        ),
        FeedAtHand(feed_id, names_everything=False, is_trusted_at_once=True, keeps_uids=True),
        Received(
            hashlib.sha256(raw).digest(),
            len(raw),
            datetime.max.replace(tzinfo=UTC),
            "submission",
        ),
        zone=zone,
    )
    return await repository.event_told_of(session, feed_id, uid)


async def take_back(session: AsyncSession, submission_id: UUID, zone: ZoneInfo) -> None:
    """Take a submission off the calendar. The caller holds the publishing lock."""
    feed_id = await repository.feed_of_submissions(session)
    now = clock.now()
    gone = await repository.withdraw_told(session, feed_id, str(submission_id), now)
    run_id = await ingestion.insert_run(
        session,
        {
            "feed_id": feed_id,
            "trigger": "submission",
            "started_at": now,
            "finished_at": now,
            "status": "complete",
            "removed_count": len(gone),
        },
    )
    await ingestion.insert_changes(
        session,
        [
            {
                "run_id": run_id,
                "observation_id": each.id,
                "kind": "removed",
                "before": each.payload,
                "after": {},
            }
            for each in gone
        ],
    )
    await settle(session, {each.event_id for each in gone}, zone)


def _occurrence(uid: str, content: Content, zone: ZoneInfo) -> CalendarOccurrence:
    times = read_times(
        content["start"],
        content["end"],
        all_day=content["all_day"],
        zone=zone,
        now=clock.now(),
    )
    return CalendarOccurrence(
        uid=uid,
        recurrence_key=times.start.isoformat(),
        is_recurring=False,
        start=times.start,
        end=times.end,
        all_day=content["all_day"],
        zone=zone.key,
        status="scheduled",
        summary=content["title"],
        description=content["description"],
        location=content["location"],
        url=content["url"],
        categories=tuple(content["categories"]),
        organizer=None,
        geo=None,
        sequence=0,
        last_modified=None,
        warnings=(),
        cost=content["cost"],
        is_free=content["is_free"],
        address=content["address"],
    )
