"""HTTP out of who is read and how that goes: the public list of sources."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy import Row

from app.events.sources import listing
from app.events.sources.responses import feed_health
from app.events.sources.schemas import PublicFeedOut, PublicSourceOut
from app.http.cached import PublicJSON
from app.http.session import PublicReadingSessionDep
from app.kernel import clock

router = APIRouter(prefix="/api", tags=["events"])

LIFETIME = timedelta(minutes=1)


@router.get("/sources", response_model=list[PublicSourceOut])
async def list_sources(session: PublicReadingSessionDep) -> Response:
    """Whom the calendar is gathered from, and how each of their feeds is doing."""
    now = clock.now()
    shown = _by_source(await listing.feeds(session, now), now)
    document = [each.model_dump(mode="json") for each in shown]
    return PublicJSON(json.dumps(document).encode(), lifetime=LIFETIME)


def _by_source(feeds: Iterable[Row[Any]], now: datetime) -> list[PublicSourceOut]:
    sources: dict[int, PublicSourceOut] = {}
    for feed in feeds:
        source = sources.setdefault(
            feed.source_id,
            PublicSourceOut(
                slug=feed.source_slug,
                name=feed.source_name,
                kind=feed.source_kind,
                website=feed.website,
                licence=feed.licence,
                feeds=[],
            ),
        )
        found, words = feed_health(feed, now)
        source.feeds.append(
            PublicFeedOut(
                name=feed.name or feed.source_name,
                health=found,
                words=words,
                last_success_at=feed.last_success_at,
                upcoming_count=feed.upcoming_count,
            )
        )
    return list(sources.values())
