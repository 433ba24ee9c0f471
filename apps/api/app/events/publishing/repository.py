"""Statements that read what feeds tell of events, and write what the public sees."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.matching.duplicates import Listing
from app.events.models import (
    Category,
    Event,
    EventCategory,
    EventPair,
    EventRedirect,
    EventSource,
    Occurrence,
)
from app.events.publishing.records import AGGREGATORS, Row, Telling
from app.kernel.bulk import insert_rows, insert_rows_with_ids, update_rows

EVENT_COLUMNS = (
    *("id", "kind", "slug", "title", "description", "status", "free", "price_min_minor"),
    *("price_max_minor", "currency", "price_text", "external_url", "organizer", "image_url"),
    *("updated_at", "pinned"),
)
OCCURRENCE_COLUMNS = (
    *("recurrence_key", "title", "starts_at", "ends_at", "local_date", "local_end_date"),
    *("all_day", "zone", "status", "moved_from", "venue_id", "room", "location_text"),
)


# What each venue goes by.
VenueNames = Mapping[int | None, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Kin:
    """An event of a family: those that were merged, with the one that stands for all."""

    id: int
    root_id: int
    parent_id: int | None
    merge_method: str | None
    merge_score: float | None
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A date of an event as its feed tells it, as far as comparing it needs."""

    home_id: int
    feed_id: int
    source_kind: str
    title: str
    starts_at: datetime
    all_day: bool
    venue_id: int | None
    location: str | None
    room: str | None

    def listing(self, names: VenueNames, zone: ZoneInfo) -> Listing:
        """Return it in the form in which listings are compared."""
        return Listing.prepared(
            title=self.title,
            starts_at=self.starts_at,
            local_date=self.starts_at.astimezone(zone).date(),
            all_day=self.all_day,
            venue_id=self.venue_id,
            venue_names=names.get(self.venue_id, ()),
            location=self.location,
            room=self.room,
            is_aggregator=self.source_kind in AGGREGATORS,
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """A date as the public sees it, as far as comparing it needs."""

    event_id: int
    title: str
    starts_at: datetime
    all_day: bool
    venue_id: int | None
    location: str | None

    def listing(self, names: VenueNames, zone: ZoneInfo) -> Listing:
        """Return it in the form in which listings are compared."""
        return Listing.prepared(
            title=self.title,
            starts_at=self.starts_at,
            local_date=self.starts_at.astimezone(zone).date(),
            all_day=self.all_day,
            venue_id=self.venue_id,
            venue_names=names.get(self.venue_id, ()),
            location=self.location,
        )


async def lock_publishing(session: AsyncSession) -> None:
    """Let one transaction at a time change the calendar; the lock ends with it."""
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtext('events.import'))"))


async def families(session: AsyncSession, event_ids: Collection[int]) -> list[Kin]:
    """Return everybody who is one event with any of these, themselves included."""
    statement = text(
        """
        WITH RECURSIVE up AS (
            SELECT id, merged_into_id FROM app.event WHERE id = ANY(:ids)
            UNION SELECT event.id, event.merged_into_id
            FROM up JOIN app.event ON event.id = up.merged_into_id
        ), down AS (
            SELECT event.id, event.id AS root_id
            FROM up JOIN app.event USING (id) WHERE up.merged_into_id IS NULL
            UNION ALL SELECT event.id, down.root_id
            FROM down JOIN app.event ON event.merged_into_id = down.id
        )
        SELECT event.id, down.root_id, event.merged_into_id, event.merge_method,
            event.merge_score, event.is_hidden
        FROM down JOIN app.event USING (id) ORDER BY event.id
        """
    )
    return [Kin(*row) for row in await session.execute(statement, {"ids": list(event_ids)})]


# A venue that was merged into another stands for that one, however its dates came to it.
_VENUE_LEADS = """
    WITH RECURSIVE venue_lead AS (
        SELECT id, merged_into_id AS lead_id FROM app.venue WHERE merged_into_id IS NOT NULL
        UNION SELECT venue_lead.id, venue.merged_into_id
        FROM venue_lead JOIN app.venue ON venue.id = venue_lead.lead_id
        WHERE venue.merged_into_id IS NOT NULL
    ), led_venue AS (
        SELECT venue_lead.id, venue_lead.lead_id
        FROM venue_lead JOIN app.venue ON venue.id = venue_lead.lead_id
        WHERE venue.merged_into_id IS NULL
    )"""


async def leads_of_venues(session: AsyncSession) -> dict[int, int]:
    """Return what each venue that was merged leads to, by id."""
    statement = text(f"{_VENUE_LEADS} SELECT id, lead_id FROM led_venue")
    return {row.id: row.lead_id for row in await session.execute(statement)}


async def tellings(session: AsyncSession, home_ids: Collection[int]) -> list[Telling]:
    """Return what feeds say of these events and have not withdrawn, the best source in front."""
    statement = text(
        f"""
        {_VENUE_LEADS}
        SELECT observation.id, event_member.event_id, feed.id, source.id, source.rank, source.kind,
               observation.recurrence_key, observation.payload, observation.starts_at,
               coalesce(led_venue.lead_id, observation.venue_id), observation.room
        FROM app.event_member
            JOIN app.observation ON observation.id = event_member.observation_id
            JOIN app.feed ON feed.id = observation.feed_id
            JOIN app.source ON source.id = feed.source_id
            LEFT JOIN led_venue ON led_venue.id = observation.venue_id
        WHERE event_member.event_id = ANY(:ids) AND observation.withdrawn_at IS NULL
        ORDER BY source.rank, feed.id, observation.starts_at, observation.id
        """
    )
    return [Telling(*row) for row in await session.execute(statement, {"ids": list(home_ids)})]


_LISTED = f"""{_VENUE_LEADS}
    SELECT event_member.event_id, observation.feed_id, source.kind,
           observation.payload->>'summary', observation.starts_at,
           (observation.payload->>'all_day')::boolean,
           coalesce(led_venue.lead_id, observation.venue_id),
           observation.payload->>'location', observation.room
    FROM app.observation
        JOIN app.event_member ON event_member.observation_id = observation.id
        JOIN app.feed ON feed.id = observation.feed_id
        JOIN app.source ON source.id = feed.source_id
        LEFT JOIN led_venue ON led_venue.id = observation.venue_id
    WHERE observation.withdrawn_at IS NULL AND observation.starts_at >= :since"""


async def listed(session: AsyncSession, home_ids: Collection[int], since: datetime) -> list[Listed]:
    """Return the dates of these events that begin at or after `since`."""
    statement = text(f"{_LISTED} AND event_member.event_id = ANY(:ids) ORDER BY observation.id")
    values = {"ids": list(home_ids), "since": since}
    return [Listed(*row) for row in await session.execute(statement, values)]


async def events_on_days(
    session: AsyncSession, days: Collection[date], without_feeds: Collection[int], zone: str
) -> list[int]:
    """Return the events that feeds other than these tell of on any of the local days."""
    statement = text(
        """
        SELECT DISTINCT event_member.event_id
        FROM unnest(CAST(:days AS date[])) AS day
            JOIN app.observation
                ON observation.starts_at >= day::timestamp AT TIME ZONE :zone
                AND observation.starts_at < (day + 1)::timestamp AT TIME ZONE :zone
            JOIN app.event_member ON event_member.observation_id = observation.id
        WHERE observation.withdrawn_at IS NULL AND observation.feed_id <> ALL(:feeds)
        """
    )
    values = {"days": list(days), "feeds": list(without_feeds), "zone": zone}
    return list((await session.execute(statement, values)).scalars())


async def pairs_apart(session: AsyncSession, event_ids: Collection[int]) -> set[tuple[int, int]]:
    """Return the pairs of events that a curator declared to be two, the lower id first."""
    statement = text(
        "SELECT low_id, high_id FROM app.event_pair WHERE state = 'apart'"
        " AND (low_id = ANY(:ids) OR high_id = ANY(:ids))"
    )
    rows = await session.execute(statement, {"ids": list(event_ids)})
    return {(row.low_id, row.high_id) for row in rows}


async def merge_events(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Let events lead to others; each row has id, merged_into_id, merge_method, merge_score."""
    await update_rows(session, Event, rows)


async def part_events(session: AsyncSession, event_ids: Collection[int]) -> None:
    """Let events stand for themselves again."""
    statement = update(Event).where(Event.id.in_(event_ids))
    await session.execute(
        statement.values(merged_into_id=None, merge_method=None, merge_score=None),
        execution_options={"synchronize_session": False},
    )


async def suspect_pairs(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Show curators pairs that may be one event; what they declared apart stays apart."""
    if rows:
        statement = upsert(EventPair)
        statement = statement.on_conflict_do_update(
            index_elements=[EventPair.low_id, EventPair.high_id],
            set_={"score": statement.excluded.score, "reason": statement.excluded.reason},
            where=EventPair.state == "suspected",
        )
        await session.execute(statement, rows)


async def forget_suspicions(session: AsyncSession, event_ids: Collection[int]) -> None:
    """Drop the suspicions about events that are looked at anew."""
    statement = text(
        "DELETE FROM app.event_pair WHERE state = 'suspected'"
        " AND (low_id = ANY(:ids) OR high_id = ANY(:ids))"
    )
    await session.execute(statement, {"ids": list(event_ids)})


async def events_by_id(session: AsyncSession, ids: Collection[int]) -> dict[int, Row]:
    """Return what is published of events, with their pins, locked in the order of their ids."""
    statement = text(
        f"SELECT {', '.join(EVENT_COLUMNS)} FROM app.event WHERE id = ANY(:ids)"
        " ORDER BY id FOR UPDATE"
    )
    rows = await session.execute(statement, {"ids": list(ids)})
    return {row.id: dict(row._mapping) for row in rows}  # noqa: SLF001  its public name for a dict


async def update_events(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Store what is published of events, each row with all columns but the pins."""
    await update_rows(session, Event, rows)


async def pin_event(session: AsyncSession, event_id: int, pinned: Row) -> None:
    """Store what curators decided about an event, by column."""
    statement = update(Event).where(Event.id == event_id).values(pinned=pinned)
    await session.execute(statement, execution_options={"synchronize_session": False})


async def insert_events(session: AsyncSession, rows: Sequence[Row]) -> list[int]:
    """Store new events; the ids come in the rows' order."""
    return await insert_rows_with_ids(session, Event, rows)


async def published_occurrences(
    session: AsyncSession, event_ids: Collection[int]
) -> dict[int, dict[str, Row]]:
    """Return what is published of events: rows by event id and key."""
    statement = text(
        f"SELECT event_id, {', '.join(OCCURRENCE_COLUMNS)} FROM app.occurrence"
        " WHERE event_id = ANY(:ids)"
    )
    rows: dict[int, dict[str, Row]] = {}
    for event_id, *values in await session.execute(statement, {"ids": list(event_ids)}):
        row = dict(zip(OCCURRENCE_COLUMNS, values, strict=True))
        rows.setdefault(event_id, {})[row["recurrence_key"]] = row
    return rows


async def upsert_occurrences(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Store occurrences; one that stands already, by event and original start, is changed."""
    await insert_rows(session, Occurrence, rows, on_conflict=_CHANGE_OCCURRENCE)


_CHANGE_OCCURRENCE = (
    "ON CONFLICT (event_id, recurrence_key) DO UPDATE SET updated_at = now(), "
    + ", ".join(f"{name} = excluded.{name}" for name in OCCURRENCE_COLUMNS[1:])
)


async def delete_occurrences(session: AsyncSession, keys: Sequence[tuple[int, str]]) -> None:
    """Take dates off the calendar, by event and key."""
    if not keys:
        return
    statement = text(
        """
        DELETE FROM app.occurrence USING unnest(CAST(:ids AS bigint[]), CAST(:keys AS text[]))
            AS gone (event_id, recurrence_key)
        WHERE occurrence.event_id = gone.event_id
          AND occurrence.recurrence_key = gone.recurrence_key
        """
    )
    ids, names = zip(*keys, strict=True)
    await session.execute(statement, {"ids": list(ids), "keys": list(names)})


async def categories_of(
    session: AsyncSession, event_ids: Collection[int]
) -> dict[int, dict[int, str]]:
    """Return the origin of each category of events, by event id and category id."""
    statement = text(
        "SELECT event_id, category_id, origin FROM app.event_category WHERE event_id = ANY(:ids)"
    )
    found: dict[int, dict[int, str]] = {}
    for event_id, category_id, origin in await session.execute(statement, {"ids": list(event_ids)}):
        found.setdefault(event_id, {})[category_id] = origin
    return found


async def replace_categories(
    session: AsyncSession, event_ids: Collection[int], rows: Sequence[Row]
) -> None:
    """Give events the categories that rules and sources name; an editor's stay as they are."""
    if event_ids:
        await session.execute(
            text(
                "DELETE FROM app.event_category WHERE event_id = ANY(:ids) AND origin <> 'editor'"
            ),
            {"ids": list(event_ids)},
        )
    await insert_rows(session, EventCategory, rows, on_conflict="ON CONFLICT DO NOTHING")


async def sources_of(
    session: AsyncSession, event_ids: Collection[int]
) -> dict[int, dict[int, str | None]]:
    """Return the page that each feed names for events, by event id and feed id."""
    statement = text(
        "SELECT event_id, feed_id, url FROM app.event_source WHERE event_id = ANY(:ids)"
    )
    found: dict[int, dict[int, str | None]] = {}
    for event_id, feed_id, url in await session.execute(statement, {"ids": list(event_ids)}):
        found.setdefault(event_id, {})[feed_id] = url
    return found


async def replace_sources(
    session: AsyncSession, event_ids: Collection[int], rows: Sequence[Row]
) -> None:
    """Note which feeds tell of events."""
    if event_ids:
        statement = text("DELETE FROM app.event_source WHERE event_id = ANY(:ids)")
        await session.execute(statement, {"ids": list(event_ids)})
    await insert_rows(session, EventSource, rows)


async def insert_redirects(session: AsyncSession, rows: Sequence[Row]) -> None:
    """Keep slugs that events had."""
    if rows:
        await session.execute(upsert(EventRedirect).on_conflict_do_nothing(), rows)


async def mark_shared_slugs(session: AsyncSession, slugs: Iterable[str]) -> None:
    """Bring the mark up to date that tells whether several visible events share a slug."""
    statement = text(
        """
        UPDATE app.event SET is_slug_shared = counted.is_shared
        FROM (
            SELECT slug, count(*) FILTER (
                WHERE NOT is_hidden AND merged_into_id IS NULL) > 1 AS is_shared
            FROM app.event WHERE slug = ANY(:slugs) GROUP BY slug
        ) AS counted
        WHERE event.slug = counted.slug AND event.is_slug_shared <> counted.is_shared
        """
    )
    await session.execute(statement, {"slugs": sorted(slugs)})


async def category_ids(session: AsyncSession) -> dict[str, int]:
    """Return the registry's ids by slug."""
    rows = await session.execute(select(Category.slug, Category.id))
    return {row.slug: row.id for row in rows}


async def venue_names(session: AsyncSession) -> dict[int | None, tuple[str, ...]]:
    """Return the name and aliases of every venue by its id."""
    statement = text(
        """
        SELECT id, ARRAY(
            SELECT venue.name UNION SELECT normal_form FROM app.venue_alias
            WHERE venue_id = venue.id ORDER BY 1)
        FROM app.venue
        """
    )
    return {row[0]: tuple(row[1]) for row in await session.execute(statement)}


async def published_on_days(session: AsyncSession, days: Collection[date]) -> list[Shown]:
    """Return the visible dates that begin on any of the local days."""
    statement = text(
        """
        SELECT event.id, coalesce(occurrence.title, event.title), occurrence.starts_at,
               occurrence.all_day, occurrence.venue_id, occurrence.location_text
        FROM app.occurrence JOIN app.event ON event.id = occurrence.event_id
        WHERE occurrence.local_days && CAST(:span AS daterange)
          AND occurrence.local_date = ANY(:days)
          AND NOT event.is_hidden AND event.merged_into_id IS NULL
        ORDER BY occurrence.starts_at, occurrence.id
        """
    )
    if not days:
        return []
    span = f"[{min(days)},{max(days)}]"
    rows = await session.execute(statement, {"span": span, "days": list(days)})
    return [Shown(*row) for row in rows]
