"""Statements of the search: its answers as JSON, and what it reads."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.repository import ITEM, VENUE_IS, VISIBLE, OccurrenceFilter

# Up to so many results are counted, paged through and told apart by facets.
MOST_RESULTS = 10_000
FACET_LENGTH = 10

_NO_FACETS = json.dumps(
    {
        "categories": [],
        "free": {"yes": 0, "no": 0, "unknown": 0},
        "venues": [],
        "areas": [],
    }
)

# Of an occurrence: it is not over at `since` and begins before `until`.
_IN_SPAN = """occurrence.starts_at < :until
    AND (occurrence.starts_at >= :since OR occurrence.ends_at > :since)"""
# The same of an event, by its own row alone. A multirange is only read for what has begun and
# goes on behind `until`.
_BEGUN = """event_search.is_visible
    AND event_search.first_start < :since AND event_search.last_moment >= :since
    AND (event_search.last_moment < :until OR event_search.times && tstzrange(:since, :until))"""
_TO_BEGIN = """event_search.is_visible
    AND event_search.first_start >= :since AND event_search.first_start < :until"""
_EVENT_IN_SPAN = """event_search.is_visible
    AND event_search.last_moment >= :since AND event_search.first_start < :until
    AND (event_search.first_start >= :since OR event_search.last_moment < :until
        OR event_search.times && tstzrange(:since, :until))"""
_STARTS = """CASE WHEN event_search.first_start >= :since THEN event_search.first_start
    ELSE greatest(CAST(:since AS timestamptz), lower(
        event_search.times * tstzmultirange(tstzrange(:since, :until)))) END"""
# Most events are at one venue: only of others, and where a room is asked for, are dates read.
_ROAMS = """(cardinality(event_search.venue_ids) > 1
    OR (SELECT parent_id IS NOT NULL FROM app.venue WHERE slug = :venue))"""
_DATE_AT_VENUE = f"""app.occurrence
    WHERE occurrence.event_id = event_search.event_id AND {VENUE_IS} AND {_IN_SPAN}"""
_STARTS_AT_VENUE = f"""CASE WHEN {_ROAMS} THEN (
    SELECT greatest(CAST(:since AS timestamptz), min(starts_at)) FROM {_DATE_AT_VENUE})
    ELSE {_STARTS} END"""

_COLUMNS = """event_search.event_id, event_search.free, event_search.category_ids,
    event_search.venue_ids"""
_MATCHES = "event_search.document @@ CAST(:query AS tsquery)"
# D, C, B, A: description, categories, places and organizer, title.
_RANK = "ts_rank('{0.1, 0.3, 0.6, 1.0}', event_search.document, CAST(:query AS tsquery))"
# Of two events that fit as well, the one this week comes before the one in half a year. Beyond
# twenty months the difference is nil, and exp() refuses what is too small for it.
_SOONER = """0.6 + 0.4 * exp(greatest(-20, CAST(
    extract(epoch FROM CAST(:since AS timestamptz) - starts) AS float8) / 2592000))"""

_CATEGORY_IS = """event_search.category_ids @> ARRAY(
    SELECT id FROM app.category WHERE slug = :category) AND EXISTS (
    SELECT FROM app.category WHERE slug = :category)"""
_FREE_IS = "event_search.free = :free"
_AT_VENUE = f"""event_search.venue_ids @> ARRAY(
    SELECT coalesce(parent_id, id) FROM app.venue WHERE slug = :venue) AND EXISTS (
    SELECT FROM app.venue WHERE slug = :venue) AND (
    NOT {_ROAMS} OR EXISTS (SELECT FROM {_DATE_AT_VENUE}))"""


@dataclass(frozen=True, slots=True)
class Span:
    """The instants that are searched, and the local day that `since` lies in."""

    since: datetime
    until: datetime
    first_day: date


@dataclass(frozen=True, slots=True)
class Slice:
    """Which of the results are shown."""

    offset: int
    limit: int


@dataclass(frozen=True, slots=True)
class Found:
    """How many events were found (one more than MOST_RESULTS: more than that), and JSON."""

    total: int
    items: str
    facets: str

    @classmethod
    def nothing(cls) -> "Found":
        """Return that there is nothing."""
        return cls(0, "[]", _NO_FACETS)


async def find(
    session: AsyncSession, query: str | None, filters: OccurrenceFilter, span: Span, shown: Slice
) -> Found:
    """Return the events that fit a tsquery, the likeliest first; without one, the soonest first."""
    statement = _statement(
        has_query=query is not None,
        category=filters.category is not None,
        venue=filters.venue is not None,
        free=filters.free is not None,
    )
    given: dict[str, object] = {
        "query": query,
        "category": filters.category,
        "venue": filters.venue,
        "free": filters.free,
    }
    values = {name: value for name, value in given.items() if value is not None}
    values |= {"since": span.since, "until": span.until, "first_day": span.first_day}
    values |= {"limit": shown.limit, "offset": shown.offset}
    row = (await session.execute(statement, values)).one()
    return Found(row.total, row.items, row.facets)


@lru_cache(maxsize=16)  # There are that many combinations.
def _statement(*, has_query: bool, category: bool, venue: bool, free: bool) -> TextClause:
    asked = {
        "category": _CATEGORY_IS if category else None,
        "venue": _AT_VENUE if venue else None,
        "free": _FREE_IS if free else None,
    }
    starts = _STARTS_AT_VENUE if venue else _STARTS
    matched = _likeliest(asked, starts) if has_query else _soonest(asked, starts)
    parts = [f"matched AS MATERIALIZED ({matched} LIMIT {MOST_RESULTS} + 1)"]
    # A facet whose own filter is set counts what each of its other values would find.
    for facet, condition in asked.items():
        if condition is not None:
            others = {name: each for name, each in asked.items() if name != facet}
            parts.append(f"beside_{facet} AS ({_beside(others, has_query=has_query)})")
    sources = {name: f"beside_{name}" if asked[name] else "matched" for name in asked}
    at_venue = f"AND {VENUE_IS}" if venue else ""
    return text(
        f"""
        WITH {", ".join(parts)}, page AS (
            SELECT event_id, row_number() OVER (ORDER BY score DESC, starts, event_id) AS position
            FROM matched ORDER BY position LIMIT :limit OFFSET :offset
        ), {_counts(sources)}
        SELECT (SELECT count(*) FROM matched) AS total, coalesce((
            SELECT json_agg(json_build_object('occurrence', item, 'date_count', dates.count)
                ORDER BY page.position)
            FROM page JOIN app.event ON event.id = page.event_id
            CROSS JOIN LATERAL (
                SELECT * FROM app.occurrence
                WHERE event_id = page.event_id AND {_IN_SPAN} {at_venue}
                ORDER BY starts_at, id LIMIT 1
            ) AS occurrence
            CROSS JOIN LATERAL (
                SELECT count(*) FROM app.occurrence
                WHERE event_id = page.event_id AND {_IN_SPAN} {at_venue}
            ) AS dates {ITEM}
            WHERE {VISIBLE}
        ), '[]')::text AS items, {_FACETS} AS facets
        """
    )


def _likeliest(asked: Mapping[str, str | None], starts: str) -> str:
    # OFFSET 0 keeps the planner from computing the rank again to sort by it.
    return f"""
        SELECT event_id, free, category_ids, venue_ids, starts, rank * ({_SOONER}) AS score
        FROM (
            SELECT {_COLUMNS}, {starts} AS starts, {_RANK}::float8 AS rank
            FROM app.event_search
            WHERE {_EVENT_IN_SPAN} {_conditions(asked, has_query=True)} OFFSET 0
        ) AS fitting ORDER BY score DESC, starts, event_id"""


def _soonest(asked: Mapping[str, str | None], starts: str) -> str:
    # What has not begun comes from the index in its order, and no further than is counted.
    conditions = _conditions(asked, has_query=False)
    return f"""
        SELECT event_id, free, category_ids, venue_ids, starts, 0 AS score
        FROM (
            (SELECT {_COLUMNS}, {starts} AS starts
             FROM app.event_search WHERE {_BEGUN} {conditions})
            UNION ALL
            (SELECT {_COLUMNS}, {starts} AS starts
             FROM app.event_search WHERE {_TO_BEGIN} {conditions}
             ORDER BY first_start, event_id LIMIT {MOST_RESULTS} + 1)
        ) AS fitting ORDER BY starts, event_id"""


def _beside(asked: Mapping[str, str | None], *, has_query: bool) -> str:
    return f"""SELECT {_COLUMNS} FROM app.event_search
        WHERE {_EVENT_IN_SPAN} {_conditions(asked, has_query=has_query)} LIMIT {MOST_RESULTS}"""


def _conditions(asked: Mapping[str, str | None], *, has_query: bool) -> str:
    conditions = [*([_MATCHES] if has_query else []), *(each for each in asked.values() if each)]
    return "".join(f" AND {condition}" for condition in conditions)


def _counts(sources: Mapping[str, str]) -> str:
    # An event at several venues counts at those that it has a date at within the span.
    return f"""by_category AS (
            SELECT id, count(*) AS count FROM {sources["category"]}, unnest(category_ids) AS id
            GROUP BY id
        ), by_free AS (
            SELECT count(*) FILTER (WHERE free = 'yes') AS yes,
                count(*) FILTER (WHERE free = 'no') AS no,
                count(*) FILTER (WHERE free = 'unknown') AS unknown
            FROM {sources["free"]}
        ), by_venue AS (
            SELECT id, count(*) AS count FROM (
                SELECT venue_ids[1] AS id FROM {sources["venue"]} WHERE cardinality(venue_ids) = 1
                UNION ALL
                SELECT there.id FROM {sources["venue"]} AS roaming CROSS JOIN LATERAL (
                    SELECT DISTINCT coalesce(venue.parent_id, venue.id) AS id
                    FROM app.occurrence JOIN app.venue ON venue.id = occurrence.venue_id
                    WHERE occurrence.event_id = roaming.event_id AND {_IN_SPAN}
                ) AS there WHERE cardinality(venue_ids) > 1
            ) AS place GROUP BY id
        )"""


_FACETS = f"""json_build_object(
    'categories', coalesce((
        SELECT json_agg(item ORDER BY item.count DESC, item.name) FROM (
            SELECT id, name, slug, count FROM by_category JOIN app.category USING (id)) AS item
    ), '[]'),
    'free', (SELECT row_to_json(by_free) FROM by_free),
    'venues', coalesce((
        SELECT json_agg(item ORDER BY item.count DESC, item.name, item.id) FROM (
            SELECT id, name, slug, count FROM by_venue JOIN app.venue USING (id)
            ORDER BY count DESC, name, id LIMIT {FACET_LENGTH}) AS item
    ), '[]'),
    'areas', coalesce((
        SELECT json_agg(item ORDER BY item.count DESC, item.name) FROM (
            SELECT area AS name, sum(count)::bigint AS count
            FROM by_venue JOIN app.venue USING (id) WHERE area IS NOT NULL
            GROUP BY area ORDER BY count DESC, name LIMIT {FACET_LENGTH}) AS item
    ), '[]')
)::text"""


async def stems(
    session: AsyncSession, texts: Sequence[str], *, are_open: Sequence[bool]
) -> list[str]:
    """Return each text as a tsquery, its words in their order; "" for stop words.

    An open text, of one word, is also taken for the beginning of a word.
    """
    statement = text(
        """
        SELECT CASE
            WHEN NOT is_open THEN stem
            WHEN stem = '' THEN beginning
            ELSE stem || ' | ' || beginning END
        FROM unnest(CAST(:texts AS text[]), CAST(:are_open AS boolean[]))
            WITH ORDINALITY AS asked (written, is_open, position)
        CROSS JOIN LATERAL (
            SELECT phraseto_tsquery('app.stemmed', written)::text AS stem,
                CASE WHEN is_open
                    THEN to_tsquery('app.unstemmed', written || ':*')::text END AS beginning
        ) AS read ORDER BY position
        """
    )
    values = {"texts": list(texts), "are_open": list(are_open)}
    return list((await session.execute(statement, values)).scalars())
