"""Rows of the public calendar, derived from what a feed said. Pure."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, time
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from app.events.ingestion.reconciling import Statement
from app.events.ingestion.repository import Row, Stored
from app.events.ingestion.rules import categories_by_source, categories_by_words, read_price
from app.events.models import Status
from app.events.rules import local_days, normal_form

UNTITLED = "Untitled event"


class VenueNames:
    """Finds a venue by its exact name or alias; never by likeness, so never a wrong one."""

    def __init__(self, names: Iterable[tuple[str, int, bool]]) -> None:
        self._aliases: dict[str, int] = {}
        self._names: dict[str, set[int]] = defaultdict(set)
        for form, venue_id, is_alias in names:
            if is_alias:
                self._aliases[form] = venue_id
            else:
                self._names[form].add(venue_id)

    def find(self, location: str | None) -> int | None:
        """Return the venue that a location text names, whole or before its first comma."""
        if not location:
            return None
        for written in (location, location.split(",", 1)[0], location.split("\n", 1)[0]):
            form = normal_form(written)
            if form in self._aliases:
                return self._aliases[form]
            if len(self._names.get(form, ())) == 1:
                return next(iter(self._names[form]))
        return None


def event_fields(statements: Sequence[Statement]) -> dict[str, Any]:
    """Return the columns of an event that its statements decide; the most frequent wording wins."""
    title = _most_frequent(each.occurrence.summary for each in statements) or UNTITLED
    description = _most_frequent(each.occurrence.description or "" for each in statements)
    price = read_price(f"{title}\n{description}")
    statuses = {each.occurrence.status for each in statements}
    return {
        "kind": "series" if any(each.occurrence.is_recurring for each in statements) else "single",
        "title": title,
        "description": description or None,
        "status": statuses.pop() if len(statuses) == 1 else Status.SCHEDULED.value,
        "free": price.free.value,
        "price_min_minor": price.min_minor,
        "price_max_minor": price.max_minor,
        "currency": price.currency,
        "price_text": price.text,
        "external_url": _web_address(
            _most_frequent(each.occurrence.url or "" for each in statements)
        ),
    }


def category_slugs(statements: Sequence[Statement], registry: Collection[str]) -> dict[str, str]:
    """Return the categories of an event with their origin; the source's own word comes first."""
    title = _most_frequent(each.occurrence.summary for each in statements)
    named = {name for each in statements for name in each.occurrence.categories}
    by_words = dict.fromkeys(categories_by_words(title) & set(registry), "rule")
    return by_words | dict.fromkeys(categories_by_source(named, registry), "source")


def occurrence_row(
    statement: Statement,
    *,
    event_id: int,
    event_title: str,
    venue_id: int | None,
    zone: ZoneInfo,
) -> Row:
    """Return one date's row; whole days are days of the site, wherever the feed is written."""
    occurrence = statement.occurrence
    starts_at, ends_at = occurrence.start, occurrence.end
    if occurrence.all_day:
        starts_at = _midnight(starts_at, zone)
        ends_at = _midnight(ends_at, zone) if ends_at else None
    local_date, local_end_date = local_days(starts_at, ends_at, zone)
    original = datetime.fromisoformat(statement.recurrence_key)
    return {
        "event_id": event_id,
        "recurrence_key": statement.recurrence_key,
        "title": None if occurrence.summary in ("", event_title) else occurrence.summary,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "local_date": local_date,
        "local_end_date": local_end_date,
        "all_day": occurrence.all_day,
        "zone": zone.key if occurrence.all_day else occurrence.zone,
        "status": occurrence.status,
        "moved_from": None if original == occurrence.start else original,
        "venue_id": venue_id,
        "location_text": occurrence.location,
    }


def change_row(statement: Statement, observation_id: int, run_id: int) -> Row:
    """Return the record of what a statement changed."""
    stored = statement.stored
    return {
        "run_id": run_id,
        "observation_id": observation_id,
        "kind": _kind_of_change(statement),
        "before": stored.payload if stored else None,
        "after": statement.payload,
    }


def removal_row(stored: Stored, run_id: int) -> Row:
    """Return the record of a date that its feed no longer names."""
    return {
        "run_id": run_id,
        "observation_id": stored.id,
        "kind": "removed",
        "before": stored.payload,
        "after": {},
    }


def _kind_of_change(statement: Statement) -> str:
    before, after = statement.stored, statement.payload
    if before is None:
        return "new"
    if after["status"] == "cancelled" != before.payload["status"]:
        return "cancelled"
    return "moved" if after["start"] != before.payload["start"] else "changed"


def _most_frequent(texts: Iterable[str]) -> str:
    counted = Counter(text.strip() for text in texts)
    return counted.most_common(1)[0][0] if counted else ""


def _web_address(url: str) -> str | None:
    """Return an http(s) address; a javascript: one from a feed must never become a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _midnight(moment: datetime, zone: ZoneInfo) -> datetime:
    return datetime.combine(moment.date(), time(), tzinfo=zone)
