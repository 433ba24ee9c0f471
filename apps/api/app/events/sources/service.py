"""What curators do with sources and feeds: one function per use case."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.formats import ADAPTERS
from app.events.models import Feed, Source, Venue
from app.events.publishing.repository import lock_publishing
from app.events.publishing.service import settle
from app.events.rules import slugify
from app.events.sources import errands, listing, repository
from app.events.sources.errors import (
    BodyForgottenError,
    FeedExistsError,
    FeedNotFetchedError,
    FeedUnknownError,
    InvalidFeedError,
    RunUnknownError,
    SourceExistsError,
    SourceUnknownError,
)
from app.events.sources.rules import web_feed_address
from app.events.sources.scheduling import RUN_FEED, lock_of
from app.identity.audit import repository as audit
from app.identity.audit.repository import By
from app.kernel import clock, queue
from app.kernel.queue import Terms

REPLAY_RUN: Final = "events.replay_run"
# Whose feeds are filled by uploads instead of being fetched.
UPLOADED: Final = frozenset({"csv", "xlsx"})

_RANKS: Final = {
    "own_venue": 10,
    "organiser": 20,
    "city": 40,
    "submission": 50,
    "media": 60,
    "import": 100,
}


@dataclass(frozen=True, slots=True)
class Changes:
    """New values by column; what is left out stays."""

    values: dict[str, Any]


async def add_source(session: AsyncSession, values: dict[str, Any], by: By) -> Source:
    """Add somebody who publishes; without a rank, the kind decides who is believed first."""
    slug = slugify(values["name"])
    if await listing.source_of_slug(session, slug) is not None:
        raise SourceExistsError(f"There is a source named {values['name']} already.")
    rank = values["rank"] if values.get("rank") is not None else _RANKS[values["kind"]]
    source = Source(**{**values, "slug": slug, "rank": rank})
    session.add(source)
    await session.flush()
    await audit.record(session, "events.source_added", _name(source), by=by, after=_told(source))
    return source


async def change_source(
    session: AsyncSession, source_id: int, changes: Changes, by: By, zone: ZoneInfo
) -> Source:
    """Change a source; where its rank changes, its events are published anew."""
    source = await _source(session, source_id)
    before = _told(source)
    for name, value in changes.values.items():
        setattr(source, name, value)
    await session.flush()
    await audit.record(
        session, "events.source_changed", _name(source), by=by, before=before, after=_told(source)
    )
    if {"rank", "kind"} & set(changes.values):
        await lock_publishing(session)
        await settle(session, await listing.events_of_source(session, source_id), zone)
    return source


async def remove_source(session: AsyncSession, source_id: int, by: By, zone: ZoneInfo) -> None:
    """Remove all feeds of a source; what they said of the past is kept."""
    source = await _source(session, source_id)
    for feed in await listing.feeds_of_source(session, source_id):
        if feed.state != "removed":
            await remove_feed(session, feed.id, by, zone)
    await audit.record(session, "events.source_removed", _name(source), by=by, before=_told(source))


async def add_feed(session: AsyncSession, source_id: int, values: dict[str, Any], by: By) -> Feed:
    """Add a feed; one that was removed earlier comes back with all that it said."""
    await _source(session, source_id)
    await _refuse_unknown_venue(session, values)
    url = _address(values["adapter"], values["url"])
    known = await listing.feed_of_url(session, url)
    if known is not None and known.state != "removed":
        raise FeedExistsError(f"There is a feed with the address {url} already.")
    feed = known or Feed(url=url)
    for name, value in {**values, "url": url, "source_id": source_id}.items():
        setattr(feed, name, value)
    feed.next_due = clock.now() if feed.state == "active" and _is_fetched(feed) else None
    session.add(feed)
    await session.flush()
    await audit.record(
        session, "events.feed_added", _feed_name(feed), by=by, after=_feed_told(feed)
    )
    return feed


async def change_feed(session: AsyncSession, feed_id: int, changes: Changes, by: By) -> Feed:
    """Change how a feed is read; what it says is read anew at its next run."""
    feed = await _feed(session, feed_id)
    before = _feed_told(feed)
    values = dict(changes.values)
    await _refuse_unknown_venue(session, values)
    if "url" in values or "adapter" in values:
        adapter = values.get("adapter", feed.adapter)
        values["url"] = _address(adapter, values.get("url", feed.url))
        known = await listing.feed_of_url(session, values["url"])
        if known is not None and known.id != feed.id:
            raise FeedExistsError(f"There is a feed with the address {values['url']} already.")
    for name, value in values.items():
        setattr(feed, name, value)
    if {"url", "adapter", "zone", "venue_id"} & set(values):
        feed.etag = feed.last_modified = feed.read_at = None
        feed.body_sha256 = None
    if "state" in values or "interval_minutes" in values:
        is_due = feed.state == "active" and _is_fetched(feed)
        feed.next_due = clock.now() if is_due else None
    await session.flush()
    await audit.record(
        session,
        "events.feed_changed",
        _feed_name(feed),
        by=by,
        before=before,
        after=_feed_told(feed),
    )
    return feed


async def remove_feed(session: AsyncSession, feed_id: int, by: By, zone: ZoneInfo) -> None:
    """Read a feed no more; what it says of the time to come leaves the calendar."""
    feed = await _feed(session, feed_id)
    before = _feed_told(feed)
    feed.state, feed.next_due = "removed", None
    feed.etag = feed.last_modified = feed.read_at = feed.body_sha256 = None
    await session.flush()
    await lock_publishing(session)
    touched = await repository.withdraw_upcoming(session, feed.id, clock.now())
    await settle(session, touched, zone)
    await audit.record(session, "events.feed_removed", _feed_name(feed), by=by, before=before)


async def run_now(session: AsyncSession, feed_id: int, by: By) -> None:
    """Have a feed read as soon as its host is free, whether or not it is due."""
    feed = await _fetched_feed(session, feed_id)
    terms = Terms(lock=lock_of(feed.url))
    await queue.defer_on(session, terms, RUN_FEED, feed_id=feed.id, trigger="hand")
    await audit.record(session, "events.feed_run", _feed_name(feed), by=by)


async def accept_drop(session: AsyncSession, feed_id: int, by: By) -> None:
    """Believe the feed's next answer even if it holds less than half of what was to come."""
    feed = await _fetched_feed(session, feed_id)
    feed.accepts_next_drop = True
    await session.flush()
    await run_now(session, feed_id, by)


async def ask_for_dry_run(session: AsyncSession, feed_id: int) -> UUID:
    """Have it found out what a run would do now."""
    feed = await _fetched_feed(session, feed_id)
    return await errands.ask(session, "dry_run", {"feed_id": feed.id})


async def ask_for_preview(
    session: AsyncSession, *, url: str, adapter: str, zone: str | None
) -> UUID:
    """Have it found out what a feed would bring."""
    request = {"url": _address(adapter, url), "adapter": adapter, "zone": zone}
    return await errands.ask(session, "preview", request)


async def ask_for_feeds(session: AsyncSession, homepage: str) -> UUID:
    """Have the feeds of a homepage found."""
    return await errands.ask(session, "find", {"homepage": _web_address(homepage)})


async def replay(session: AsyncSession, run_id: int, by: By) -> None:
    """Have what a run read stored once more."""
    found = await repository.run_to_replay(session, run_id)
    if found is None:
        raise RunUnknownError
    if found[1] is None or await repository.body(session, found[1]) is None:
        raise BodyForgottenError("What this run read is no longer kept.")
    await queue.defer(session, REPLAY_RUN, run_id=run_id)
    await audit.record(session, "events.run_replayed", f"run:{run_id}", by=by)


async def _refuse_unknown_venue(session: AsyncSession, values: dict[str, Any]) -> None:
    venue_id = values.get("venue_id")
    if venue_id is not None and await session.get(Venue, venue_id) is None:
        raise InvalidFeedError("No venue has this id.")


def _is_fetched(feed: Feed) -> bool:
    return feed.adapter in ADAPTERS and feed.adapter not in UPLOADED


def _address(adapter: str, url: str) -> str:
    if adapter in UPLOADED:
        return url if url.startswith("file:") else f"file:{slugify(url)}"
    return _web_address(url)


def _web_address(url: str) -> str:
    address = web_feed_address(url)
    if address is None:
        raise InvalidFeedError("The address must be one of the web, such as https://example.org.")
    return address


async def _source(session: AsyncSession, source_id: int) -> Source:
    source = await session.get(Source, source_id, with_for_update=True)
    if source is None:
        raise SourceUnknownError
    return source


async def _feed(session: AsyncSession, feed_id: int) -> Feed:
    feed = await session.get(Feed, feed_id, with_for_update=True)
    if feed is None or feed.adapter == "submission":
        raise FeedUnknownError
    return feed


async def _fetched_feed(session: AsyncSession, feed_id: int) -> Feed:
    feed = await _feed(session, feed_id)
    if not _is_fetched(feed) or not feed.url.startswith(("http://", "https://")):
        raise FeedNotFetchedError("This feed is filled by hand; there is nothing to fetch.")
    if feed.state == "removed":
        raise FeedNotFetchedError("This feed was removed.")
    return feed


def _name(source: Source) -> str:
    return f"source:{source.id}"


def _feed_name(feed: Feed) -> str:
    return f"feed:{feed.id}"


def _told(source: Source) -> dict[str, Any]:
    names = ("name", "kind", "rank", "website", "licence")
    return {name: getattr(source, name) for name in names}


def _feed_told(feed: Feed) -> dict[str, Any]:
    names = ("source_id", "url", "name", "adapter", "state", "zone", "venue_id", "interval_minutes")
    return {name: getattr(feed, name) for name in names}
