"""Rows of the public calendar, derived from what feeds say. Pure."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from app.events.matching import categories
from app.events.matching.prices import Price, read_cost
from app.events.models import Free, Status
from app.events.publishing.records import Derived, Row, Telling
from app.events.rules import local_days

UNTITLED = "Untitled event"
# Sources that tell of one date may differ in when the doors open.
SAME_DATE = timedelta(minutes=30)


def derive(
    tellings: Sequence[Telling],
    *,
    root_id: int,
    stored_keys: Collection[str],
    pinned: Mapping[str, Any],
    registry: Collection[str],
    zone: ZoneInfo,
) -> Derived:
    """Return what the public sees of an event: per field the best source that says something.

    `pinned` holds a curator's decisions by column, which win over every source. `stored_keys` are
    the keys of the dates that are published already: a date keeps its key.
    """
    homes = _homes_by_rank(tellings)
    dates = list(_dates(tellings))
    fields = _fields(homes) | {"kind": _kind(tellings, dates)}
    fields |= {name: value for name, value in pinned.items() if name in fields}
    titles = {home[0].home_id: _usual(home, "summary") for home in homes}
    occurrences = [
        _occurrence(date, key=key, usual_title=titles[date[0].home_id], pinned=pinned, zone=zone)
        for key, date in _keyed(dates, root_id, stored_keys)
    ]
    categories = _categories(homes, registry)
    if "categories" in pinned:
        # Those that an editor gave to this very event are stored as an editor's already.
        categories = dict.fromkeys(set(pinned["categories"]) & set(registry), "source")
    return Derived(fields, occurrences, categories, _sources(homes, root_id))


def web_address(url: str) -> str | None:
    """Return an http(s) address; a javascript: one from a feed must never become a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def site_start(payload: Mapping[str, Any], zone: ZoneInfo) -> datetime:
    """Return when a date begins; a whole day is a day of the site, wherever the feed is written."""
    start = datetime.fromisoformat(payload["start"])
    return _midnight(start, zone) if payload["all_day"] else start


def _homes_by_rank(tellings: Sequence[Telling]) -> list[list[Telling]]:
    homes: dict[int, list[Telling]] = defaultdict(list)
    for telling in tellings:
        homes[telling.home_id].append(telling)
    return sorted(homes.values(), key=lambda home: (home[0].rank, home[0].home_id))


def _dates(tellings: Sequence[Telling]) -> Iterator[list[Telling]]:
    """Gather the tellings of each date, the best source in front.

    Two tellings are of one date when they began as the same one, or begin within half an hour; of
    one event of one feed never, because the feed tells them apart itself.
    """
    best_first = sorted(
        tellings,
        key=lambda each: (each.rank, each.payload["all_day"], each.home_id, each.recurrence_key),
    )
    if len({each.home_id for each in tellings}) == 1:
        yield from ([telling] for telling in best_first)
        return
    dates: list[list[Telling]] = []
    by_day: dict[Any, list[list[Telling]]] = defaultdict(list)
    for telling in best_first:
        day = telling.starts_at.date()
        near = [date for d in (-1, 0, 1) for date in by_day[day + timedelta(days=d)]]
        fitting = [date for date in near if _is_of(telling, date)]
        if fitting:
            min(fitting, key=lambda date: abs(date[0].starts_at - telling.starts_at)).append(
                telling
            )
        else:
            dates.append([telling])
            by_day[day].append(dates[-1])
    yield from dates


def _is_of(telling: Telling, date: Sequence[Telling]) -> bool:
    if any(each.home_id == telling.home_id for each in date):
        return False
    best = date[0]
    if telling.original_start == best.original_start:
        return True
    if telling.payload["all_day"] != best.payload["all_day"]:
        return bool(telling.payload["start"][:10] == best.payload["start"][:10])
    return abs(telling.starts_at - best.starts_at) <= SAME_DATE


def _kind(tellings: Sequence[Telling], dates: Sequence[object]) -> str:
    is_series = len(dates) > 1 or any(each.payload["is_recurring"] for each in tellings)
    return "series" if is_series else "single"


def _fields(homes: Sequence[Sequence[Telling]]) -> Row:
    """Return the columns that sources decide: each from the best that says something about it."""
    statuses = {each.payload["status"] for each in homes[0]}
    price = _price(homes)
    urls = (web_address(_usual(home, "url")) for home in homes)
    images = (web_address(_usual(home, "image_url")) for home in homes)
    return {
        "kind": "single",
        "title": _first(_usual(home, "summary") for home in homes) or UNTITLED,
        "description": _first(_usual(home, "description") for home in homes),
        "status": statuses.pop() if len(statuses) == 1 else Status.SCHEDULED.value,
        **price,
        "external_url": _first(urls),
        "organizer": _first(_usual(home, "organizer") for home in homes),
        "image_url": _first(images),
    }


def _price(homes: Sequence[Sequence[Telling]]) -> Row:
    prices = (_price_of(home) for home in homes)
    price = next((each for each in prices if each.free is not Free.UNKNOWN), None)
    price = price or _price_of(homes[0])
    return {
        "free": price.free.value,
        "price_min_minor": price.min_minor,
        "price_max_minor": price.max_minor,
        "currency": price.currency,
        "price_text": price.text,
    }


def _price_of(home: Sequence[Telling]) -> Price:
    title, description = (_usual(home, name) for name in ("summary", "description"))
    costs = [cost for each in home if (cost := each.payload.get("cost"))]
    # A yes-or-no on which the dates differ says nothing.
    claims = {each.payload.get("is_free") for each in home} - {None}
    return read_cost(
        _most_frequent(costs) or None,
        claims.pop() if len(claims) == 1 else None,
        f"{title}\n{description}",
    )


def _categories(homes: Sequence[Sequence[Telling]], registry: Collection[str]) -> dict[str, str]:
    """Return the categories with their origin; a source's own word comes before ours."""
    title = _first(_usual(home, "summary") for home in homes) or ""
    description = _first(_usual(home, "description") for home in homes)
    named = {name for home in homes for each in home for name in each.payload["categories"]}
    told = dict.fromkeys(categories.by_words(title, description) & set(registry), "rule")
    return told | dict.fromkeys(categories.by_source(named, registry), "source")


def _sources(homes: Sequence[Sequence[Telling]], root_id: int) -> list[Row]:
    rows: dict[int, Row] = {}
    for home in homes:
        url = web_address(_usual(home, "url"))
        row = rows.setdefault(
            home[0].feed_id,
            {
                "event_id": root_id,
                "feed_id": home[0].feed_id,
                "source_id": home[0].source_id,
                "url": url,
            },
        )
        row["url"] = row["url"] or url
    return list(rows.values())


def _occurrence(
    date: Sequence[Telling],
    *,
    key: str,
    usual_title: str,
    pinned: Mapping[str, Any],
    zone: ZoneInfo,
) -> Row:
    best = date[0]
    said = best.payload
    starts_at = best.starts_at
    ends = (_end(each, zone) for each in date if each.payload["all_day"] == said["all_day"])
    ends_at = next((end for end in ends if end is not None and end >= starts_at), None)
    local_date, local_end_date = local_days(starts_at, ends_at, zone)
    placed = next((each for each in date if each.venue_id is not None), best)
    located = next((each for each in date if each.payload["location"]), best)
    venue_id = pinned.get("venue_id", placed.venue_id)
    return {
        "recurrence_key": key,
        "title": None if said["summary"] in ("", usual_title) else said["summary"],
        "starts_at": starts_at,
        "ends_at": ends_at,
        "local_date": local_date,
        "local_end_date": local_end_date,
        "all_day": said["all_day"],
        "zone": zone.key if said["all_day"] else said["zone"],
        "status": said["status"],
        "moved_from": best.original_start if _is_moved(best) else None,
        "venue_id": venue_id,
        "room": placed.room if venue_id == placed.venue_id else None,
        "location_text": located.payload["location"],
    }


def _keyed(
    dates: Iterable[list[Telling]], root_id: int, stored_keys: Collection[str]
) -> Iterator[tuple[str, list[Telling]]]:
    """Give each date its identity: the one it is published under, else the event's own word."""
    used: set[str] = set()
    for date in dates:
        own = [each.recurrence_key for each in date if each.home_id == root_id]
        keys = [key for key in (*own, *(each.recurrence_key for each in date)) if key not in used]
        if keys:
            key = next((key for key in keys if key in stored_keys), keys[0])
            used.add(key)
            yield key, date


def _is_moved(telling: Telling) -> bool:
    start = datetime.fromisoformat(telling.payload["start"])
    if telling.payload["all_day"]:
        return start.date() != telling.original_start.date()
    return start != telling.original_start


def _end(telling: Telling, zone: ZoneInfo) -> datetime | None:
    if telling.payload["end"] is None:
        return None
    end = datetime.fromisoformat(telling.payload["end"])
    return _midnight(end, zone) if telling.payload["all_day"] else end


def _usual(home: Sequence[Telling], name: str) -> str:
    """Return what most dates of a home say under a name; nothing where none says anything."""
    if len(home) == 1:
        return str(home[0].payload.get(name) or "").strip()
    return _most_frequent(each.payload.get(name) or "" for each in home)


def _most_frequent(texts: Iterable[str]) -> str:
    counted = Counter(text.strip() for text in texts)
    return counted.most_common(1)[0][0] if counted else ""


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _midnight(moment: datetime, zone: ZoneInfo) -> datetime:
    return datetime.combine(moment.date(), time(), tzinfo=zone)
