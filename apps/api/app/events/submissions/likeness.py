"""Which dates on the calendar may be what somebody is about to submit: a question, no claim."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.ingestion import repository as ingestion
from app.events.matching.duplicates import Comparison, Listing, compare
from app.events.matching.venues import VenueMatcher
from app.events.publishing import repository as published
from app.events.publishing.repository import Shown
from app.events.submissions import repository
from app.events.submissions.errors import InvalidSubmissionError
from app.events.submissions.rules import read_moment, read_times
from app.events.submissions.schemas import SimilarOut
from app.events.submissions.telling import Content
from app.kernel import clock

MOST_SHOWN: Final = 5

Found = tuple[Comparison, Shown]


async def similar(
    session: AsyncSession,
    title: str,
    starts_at: datetime,
    *,
    all_day: bool,
    location: str | None,
    zone: ZoneInfo,
) -> list[SimilarOut]:
    """Return at most five events of the same local day that look alike, the likeliest first."""
    day = starts_at.astimezone(zone).date()
    shown = await published.published_on_days(session, [day])
    if not shown:
        return []
    matcher = VenueMatcher(await ingestion.venue_entries(session))
    names = await published.venue_names(session)
    venue_id = matcher.match(location, None).venue_id if location else None
    asked = Listing.prepared(
        title=title,
        starts_at=starts_at,
        local_date=day,
        all_day=all_day,
        venue_id=venue_id,
        venue_names=names.get(venue_id, ()),
        location=location,
        is_aggregator=True,
    )
    found = [(compare(asked, each.listing(names, zone)), each) for each in shown]
    alike = [pair for pair in found if pair[0].is_same or pair[0].is_suspected]
    alike.sort(key=lambda pair: (not pair[0].is_same, -pair[0].score, pair[1].event_id))
    return await _described(session, _one_of_each(alike)[:MOST_SHOWN])


async def similar_to_content(
    session: AsyncSession, content: Content, zone: ZoneInfo, *, without: int | None
) -> list[SimilarOut]:
    """Return what looks like a submission, except what that is published as itself."""
    try:
        times = read_times(
            content["start"], None, all_day=content["all_day"], zone=zone, now=clock.now()
        )
    except InvalidSubmissionError:
        return []
    found = await similar(
        session,
        content["title"],
        times.start,
        all_day=content["all_day"],
        location=content["location"],
        zone=zone,
    )
    return [each for each in found if each.event_id != without]


def start_of(start: str, zone: ZoneInfo, *, all_day: bool) -> datetime:
    """Read the beginning that somebody is typing in."""
    if not all_day:
        return read_moment("start", start, zone)
    return read_moment("start", f"{start[:10]}T00:00", zone)


def _one_of_each(found: Sequence[Found]) -> list[Found]:
    best: dict[int, Found] = {}
    for pair in found:
        best.setdefault(pair[1].event_id, pair)
    return list(best.values())


async def _described(session: AsyncSession, found: Sequence[Found]) -> list[SimilarOut]:
    links = await repository.links_of_events(session, [shown.event_id for _, shown in found])
    venue_ids = {shown.venue_id for _, shown in found if shown.venue_id is not None}
    venues = await repository.names_of_venues(session, venue_ids)
    return [_similar(comparison, shown, links, venues) for comparison, shown in found]


def _similar(
    comparison: Comparison, shown: Shown, links: dict[int, Any], venues: dict[int, str]
) -> SimilarOut:
    return SimilarOut(
        event_id=shown.event_id,
        title=shown.title,
        canonical_segment=links[shown.event_id].canonical_segment,
        start_datetime_utc=shown.starts_at,
        venue_name=None if shown.venue_id is None else venues.get(shown.venue_id),
        score=comparison.score,
    )
