"""Brings the public calendar up to date with what feeds say and curators decided."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.publishing import derivation, joining, repository
from app.events.publishing.joining import Home
from app.events.publishing.records import SUBMITTED, Derived, Row, Telling
from app.events.publishing.repository import Kin
from app.events.rules import slugify
from app.events.search.indexing import follow
from app.kernel import clock

# What is over is compared for a while: readers still look it up.
COMPARED_SINCE = timedelta(days=30)


async def settle(session: AsyncSession, home_ids: Collection[int], zone: ZoneInfo) -> None:
    """Find out whether changed events are others' or no more, then publish all concerned.

    The caller holds the publishing lock.
    """
    if not home_ids:
        return
    before = await repository.families(session, home_ids)
    concerned = {kin.id for kin in before} | await _rejoin(session, home_ids, zone)
    await publish(session, concerned, zone)


async def publish(session: AsyncSession, event_ids: Collection[int], zone: ZoneInfo) -> None:
    """Make what the public sees of these events, and of all merged with them, be as told."""
    family = await repository.families(session, event_ids)
    if not family:
        return
    ids = sorted({kin.id for kin in family})
    root_of = {kin.id: kin.root_id for kin in family}
    members: dict[int, list[int]] = defaultdict(list)
    for kin in family:
        members[kin.root_id].append(kin.id)
    told: dict[int, list[Telling]] = defaultdict(list)
    for telling in await repository.tellings(session, ids):
        told[root_of[telling.home_id]].append(telling)
    published = await repository.published_occurrences(session, ids)
    events = await repository.events_by_id(session, ids)
    registry = await repository.category_ids(session)
    leads = await repository.leads_of_venues(session)
    derived = {
        root_id: derivation.derive(
            tellings,
            root_id=root_id,
            stored_keys=published.get(root_id, {}),
            pinned=_pinned(members[root_id], root_id, events, leads),
            registry=registry,
            zone=zone,
        )
        for root_id, tellings in told.items()
    }
    await _store_fields(session, events, derived)
    await _store_occurrences(session, published, derived)
    await _store_categories(session, ids, derived, registry)
    await _store_sources(session, ids, derived)
    await follow(session, ids)


def _pinned(
    members: Collection[int], root_id: int, events: Mapping[int, Row], leads: Mapping[int, int]
) -> Row:
    """Return what curators decided about an event or, where it says nothing, about its members.

    A member was an event of its own when it was decided about.
    """
    pinned: Row = {}
    for id_ in (*sorted(members, reverse=True), root_id):
        pinned |= events[id_]["pinned"]
    if pinned.get("venue_id") in leads:
        pinned["venue_id"] = leads[pinned["venue_id"]]
    return pinned


async def _rejoin(session: AsyncSession, home_ids: Collection[int], zone: ZoneInfo) -> set[int]:
    """Merge and part events as their dates now say; return whoever that concerns."""
    since = clock.now() - COMPARED_SINCE
    changed = await repository.listed(session, home_ids, since)
    days = {each.starts_at.astimezone(zone).date() for each in changed}
    # One feed tells its events apart itself; readers do not know of each other's submissions.
    feeds = {each.feed_id for each in changed}
    is_one_feed = len(feeds) == 1 and not any(each.source_kind == SUBMITTED for each in changed)
    near = await repository.events_on_days(session, days, feeds if is_one_feed else (), zone.key)
    family = await repository.families(session, {*near, *home_ids})
    if not near and all(kin.parent_id is None for kin in family):
        return set()
    listed = await repository.listed(session, {kin.id for kin in family}, since)
    homes = _homes(family, listed, await repository.venue_names(session), zone)
    apart = await repository.pairs_apart(session, {kin.id for kin in family})
    found = joining.join([homes[id_] for id_ in home_ids if id_ in homes], homes, apart)
    await repository.part_events(session, found.parted)
    await repository.merge_events(
        session,
        [
            {
                "id": each.event_id,
                "merged_into_id": each.into_id,
                "merge_method": "match",
                "merge_score": each.score,
            }
            for each in found.merged
        ],
    )
    await repository.forget_suspicions(session, home_ids)
    pairs = {(each.into_id, each.event_id): each for each in found.suspected}
    await repository.suspect_pairs(
        session,
        [
            {"low_id": low, "high_id": high, "state": "suspected"}
            | {"score": each.score, "reason": each.reason}
            for (low, high), each in pairs.items()
        ],
    )
    return {*found.parted, *(id_ for each in found.merged for id_ in (each.event_id, each.into_id))}


def _homes(
    family: Collection[Kin],
    listed: Collection[repository.Listed],
    names: repository.VenueNames,
    zone: ZoneInfo,
) -> dict[int, Home]:
    feed_of = {each.home_id: each.feed_id for each in listed if each.source_kind != SUBMITTED}
    homes = {
        kin.id: Home(
            id=kin.id,
            feed_id=feed_of.get(kin.id, -kin.id),
            root_id=kin.root_id,
            parent_id=kin.parent_id,
            is_merged_by_editor=kin.merge_method == "editor",
            is_hidden=kin.is_hidden,
        )
        for kin in family
    }
    for each in listed:
        day = each.starts_at.astimezone(zone).date()
        homes[each.home_id].listings[day].append(each.listing(names, zone))
    return homes


async def _store_fields(
    session: AsyncSession, events: dict[int, Row], derived: dict[int, Derived]
) -> None:
    slugs = {event["slug"] for event in events.values()}
    redirects: list[Row] = []
    changed: list[Row] = []
    for root_id, found in derived.items():
        event = events[root_id]
        wanted = found.fields | {"slug": slugify(found.fields["title"])}
        if any(event[name] != value for name, value in wanted.items()):
            changed.append({**_without_pins(event), **wanted, "updated_at": clock.now()})
        if wanted["slug"] != event["slug"]:
            redirects.append({"slug": event["slug"], "event_id": root_id})
            slugs.add(wanted["slug"])
    await repository.update_events(session, changed)
    await repository.insert_redirects(session, redirects)
    await repository.mark_shared_slugs(session, slugs)


def _without_pins(event: Row) -> Row:
    return {name: value for name, value in event.items() if name != "pinned"}


async def _store_occurrences(
    session: AsyncSession,
    published: dict[int, dict[str, Row]],
    derived: dict[int, Derived],
) -> None:
    """Store the dates that are new or otherwise than before; drop those that nobody tells of."""
    wanted = {
        event_id: {row["recurrence_key"]: row for row in found.occurrences}
        for event_id, found in derived.items()
    }
    gone = [
        (event_id, key)
        for event_id, rows in published.items()
        for key in rows
        if key not in wanted.get(event_id, {})
    ]
    changed = [
        {"event_id": event_id, **row}
        for event_id, rows in wanted.items()
        for key, row in rows.items()
        if published.get(event_id, {}).get(key) != row
    ]
    await repository.delete_occurrences(session, gone)
    await repository.upsert_occurrences(session, changed)


async def _store_categories(
    session: AsyncSession,
    ids: Collection[int],
    derived: dict[int, Derived],
    registry: dict[str, int],
) -> None:
    stored = await repository.categories_of(session, ids)
    wanted = {
        id_: {registry[slug]: origin for slug, origin in derived[id_].categories.items()}
        if id_ in derived
        else {}
        for id_ in ids
    }
    changed = [
        id_
        for id_ in ids
        if {
            category: origin
            for category, origin in stored.get(id_, {}).items()
            if origin != "editor"
        }
        != {
            category: origin
            for category, origin in wanted[id_].items()
            if stored.get(id_, {}).get(category) != "editor"
        }
    ]
    await repository.replace_categories(
        session,
        changed,
        [
            {"event_id": id_, "category_id": category, "origin": origin}
            for id_ in changed
            for category, origin in wanted[id_].items()
        ],
    )


async def _store_sources(
    session: AsyncSession, ids: Collection[int], derived: dict[int, Derived]
) -> None:
    stored = await repository.sources_of(session, ids)
    wanted = {id_: derived[id_].sources if id_ in derived else [] for id_ in ids}
    changed = [
        id_
        for id_ in ids
        if stored.get(id_, {}) != {row["feed_id"]: row["url"] for row in wanted[id_]}
    ]
    await repository.replace_sources(
        session, changed, [row for id_ in changed for row in wanted[id_]]
    )
