"""A file that a curator uploads into a feed which nothing fetches."""

import asyncio
from collections.abc import AsyncIterator
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.calendar.errors import NotACalendarError
from app.events.calendar.sniffing import LARGEST_CALENDAR_BYTES
from app.events.formats import FeedContext, recognise
from app.events.ingestion.records import FeedAtHand, ImportReport, Received
from app.events.ingestion.service import store_reading
from app.events.sources import repository
from app.events.sources.errors import FeedUnknownError, InvalidFeedError
from app.events.sources.records import Pages
from app.events.sources.running import read_pages, window_of
from app.identity.audit import repository as audit
from app.identity.audit.repository import By
from app.kernel import clock


async def receive(stream: AsyncIterator[bytes]) -> bytes:
    """Return an uploaded body of at most 20 MB; raises InvalidFeedError for a larger one."""
    received = bytearray()
    async for chunk in stream:
        received += chunk
        if len(received) > LARGEST_CALENDAR_BYTES:
            limit = LARGEST_CALENDAR_BYTES // 1024**2
            raise InvalidFeedError(f"The file is larger than {limit} MB.")
    return bytes(received)


async def store(
    session: AsyncSession, feed_id: int, raw: bytes, by: By, zone: ZoneInfo
) -> ImportReport:
    """Store a file's events; what it names without a date that it had before is gone."""
    feed = await repository.feed_to_run(session, feed_id)
    if feed is None or feed.state == "removed" or feed.adapter == "submission":
        raise FeedUnknownError
    first, end = window_of(clock.now(), zone)
    context = FeedContext(
        address=feed.url,
        fallback_zone=zone,
        window=(first.date(), end.date()),
        feed_zone=feed.zone,
        content_type=None,
        charset=None,
    )
    adapter = next(iter(recognise(raw, None, feed.url)), feed.adapter)
    try:
        reading = await asyncio.to_thread(read_pages, adapter, [raw], context)
    except NotACalendarError as failure:
        raise InvalidFeedError(str(failure)) from None
    pages = Pages((raw,))
    await repository.keep_body(session, pages.sha256, await asyncio.to_thread(pages.packed))
    report = await store_reading(
        session,
        reading,
        FeedAtHand(feed.id, feed.venue_id, names_everything=False, is_trusted_at_once=True),
        Received(pages.sha256, len(raw), end, "hand"),
        zone=zone,
    )
    now = clock.now()
    await repository.update_feed(
        session, feed.id, {"last_run_at": now, "last_success_at": now, "read_at": now}
    )
    await audit.record(
        session,
        "events.feed_uploaded",
        f"feed:{feed.id}",
        by=by,
        after={"new": report.new_count, "changed": report.changed_count},
    )
    return report
