"""Which events a feed holds, what it is called, and its bytes."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from urllib.parse import urlencode, urlsplit

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.errors import CategoryNotFoundError, VenueNotFoundError
from app.events.repository import OccurrenceFilter
from app.events.search.service import words_of
from app.events.syndication import repository
from app.events.syndication.icalendar_form import write_icalendar
from app.events.syndication.json_form import write_json_feed
from app.events.syndication.records import Feed, FeedEvent, feed_event
from app.events.syndication.repository import DateRow, FeedWindow
from app.events.syndication.rss_form import write_rss
from app.kernel import clock
from app.kernel.settings import SiteSettings

LONGEST_FEED = 10_000
CALENDAR_HISTORY = timedelta(days=30)

# What a feed is about: everything, or what its path names.
Subject = Literal["events", "venues", "categories"]


@dataclass(frozen=True, slots=True)
class FeedForm:
    """A way to write a feed. One with a history also tells of what is over since then."""

    suffix: str
    media_type: str
    history: timedelta | None
    write: Callable[[Feed, Iterable[FeedEvent]], bytes]


FORMS = (
    FeedForm("ics", "text/calendar", CALENDAR_HISTORY, write_icalendar),
    FeedForm("rss", "application/rss+xml", None, write_rss),
    FeedForm("json", "application/feed+json", None, write_json_feed),
)


@dataclass(frozen=True, slots=True)
class Asking:
    """What a feed is asked for by its address: its subject, and words that were typed."""

    subject: Subject = "events"
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Names:
    """What the filters name, None where they name nothing or nobody knows it."""

    category: str | None
    venue: str | None


async def write_feed(
    session: AsyncSession,
    form: FeedForm,
    site: SiteSettings,
    filters: OccurrenceFilter,
    asking: Asking,
) -> bytes:
    """Return a feed of the events that the filters let through, at most 10,000 dates.

    A category or venue that is the subject must exist; as a mere filter it lets nothing through.
    """
    subject = asking.subject
    words = await words_of(session, asking.words) if asking.words else None
    if words is not None:
        filters = replace(filters, words=words[1])
    typed = words[0] if words else ""
    filters, names = await _look_up(session, filters)
    if subject == "categories" and names.category is None:
        raise CategoryNotFoundError("No category has this address.")
    if subject == "venues" and names.venue is None:
        raise VenueNotFoundError("No venue has this address.")
    dates = await repository.dates_of_feed(session, _window(form, site), filters)
    events = await repository.events_of_feed(session, {date.event_id for date in dates})
    names_of_categories = await repository.category_names(session)
    feed = Feed(
        title=_title(site, filters, names, typed),
        description=_description(form, is_full=len(dates) == LONGEST_FEED),
        site=site.url,
        home=f"{site.url}/venues/{filters.venue}" if names.venue else f"{site.url}/",
        address=f"{site.url}{_path(form, filters, subject, typed)}",
        host=urlsplit(site.url).hostname or "localhost",
        zone=site.timezone.key,
        year=clock.now().astimezone(site.timezone).year,
    )
    zone = site.timezone
    told = (
        feed_event(events[event_id], of_event, site_zone=zone, category_names=names_of_categories)
        for event_id, of_event in _by_event(dates).items()
        if event_id in events
    )
    # In a thread of its own: a full feed takes a fifth of a second.
    return await asyncio.to_thread(form.write, feed, told)


def _by_event(dates: Iterable[DateRow]) -> dict[int, list[DateRow]]:
    """Group dates by event; the events come in the order of their first dates."""
    grouped: dict[int, list[DateRow]] = {}
    for date in dates:
        grouped.setdefault(date.event_id, []).append(date)
    return grouped


async def _look_up(
    session: AsyncSession, filters: OccurrenceFilter
) -> tuple[OccurrenceFilter, _Names]:
    """Find the names of what is filtered by; a merged venue's slug means what it became."""
    category = filters.category and await repository.category_name(session, filters.category)
    venue = filters.venue and await repository.venue_slug_and_name(session, filters.venue)
    if not venue:
        return filters, _Names(category, None)
    return replace(filters, venue=venue[0]), _Names(category, venue[1])


def _window(form: FeedForm, site: SiteSettings) -> FeedWindow:
    now = clock.now()
    today = now.astimezone(site.timezone).date()
    return FeedWindow(
        first_day=today - (form.history or timedelta(0)),
        not_over_at=None if form.history else now,
        midnight=datetime.combine(today, time(), tzinfo=site.timezone).astimezone(UTC),
        limit=LONGEST_FEED,
    )


def _title(site: SiteSettings, filters: OccurrenceFilter, names: _Names, typed: str) -> str:
    price = {"yes": "Free", "no": "Not free"}.get(filters.free or "")
    about = ", ".join(part for part in (typed, price, names.category, names.venue) if part)
    return f"{about} – {site.name}" if about else site.name


def _description(form: FeedForm, *, is_full: bool) -> str:
    if form.history:
        told = f"What is on, with the last {form.history.days} days."
    else:
        told = "What is on, each event with its next date."
    return f"{told} Only the nearest {LONGEST_FEED:,} dates are told." if is_full else told


def _path(form: FeedForm, filters: OccurrenceFilter, subject: Subject, typed: str) -> str:
    """Return the path and query under which this feed is found, the same for every spelling."""
    asked = {
        "category": filters.category,
        "venue": filters.venue,
        "q": typed,
        "free": filters.free and {"yes": "true", "no": "false"}[filters.free],
    }
    path = "/feeds/events"
    if subject == "venues":
        path = f"/feeds/venues/{asked.pop('venue')}"
    elif subject == "categories":
        path = f"/feeds/categories/{asked.pop('category')}"
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{path}.{form.suffix}" + (f"?{query}" if query else "")
