"""How far up the one event stands that somebody wanted who typed this into the search box.

`queries_corpus.jsonl` is an invented city's calendar: events that somebody looks for, among others
that share their words. `queries.jsonl` has what they typed: with typos, in the plural, without
accents, half a word, with the venue, or as they would say it. The measure is the mean reciprocal
rank (MRR): 1 for the first place, 1/2 for the second, nothing beyond the twentieth.

Both parts were written and labelled before anything was measured, and no weight was changed since.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.repository import OccurrenceFilter
from app.events.search import service
from app.events.search.indexing import rebuild
from app.kernel.database import Database
from app.kernel.settings import DatabaseSettings
from tests.labelled.scoring import Score

PARTS = ("tuning", "held_out", "all")
TARGET = 0.85
NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
ZONE = ZoneInfo("America/New_York")

_HERE = Path(__file__).parent
_API = _HERE.parents[1]


@dataclass(frozen=True)
class LabelledQuery:
    """What was typed, and the event that was wanted, by its key."""

    part: str
    kind: str
    q: str
    want: str


@dataclass(frozen=True)
class Ranked:
    """A labelled query, the place of what was wanted (None: not among twenty), and what came."""

    query: LabelledQuery
    place: int | None
    first: str | None

    @property
    def reciprocal(self) -> float:
        return 1 / self.place if self.place else 0.0


def load() -> list[LabelledQuery]:
    """Return the labelled queries in the order of the file."""
    return [LabelledQuery(**row) for row in _rows("queries.jsonl")]


def measures() -> list[Score]:
    """Return every score on each part, on a throw-away server."""
    native, db = _API.parents[1] / "tools" / "native", _API.parents[1] / "db"
    sys.path[:0] = [str(place) for place in (native, db) if str(place) not in sys.path]
    from embedded_postgres import EmbeddedPostgres, Passwords, provision  # noqa: PLC0415

    with EmbeddedPostgres(fsync=False) as server:
        dsns = provision(server, Passwords(app="labelled app", admin="labelled admin"))
        subprocess.run(
            [sys.executable, "-m", "alembic", "upgrade", "head"],
            cwd=_API,
            env={**os.environ, "DATABASE_URL_ADMIN": dsns.admin},
            check=True,
            capture_output=True,
        )
        return scores(asyncio.run(_rank_on(dsns.app)))


def scores(ranked: Iterable[Ranked]) -> list[Score]:
    """Return the mean reciprocal rank on each part, and how often the first was the wanted one."""
    every = list(ranked)
    of_part = {part: [each for each in every if part in (each.query.part, "all")] for part in PARTS}
    return [score for part, chosen in of_part.items() for score in _scores(part, chosen)]


async def fill(session: AsyncSession) -> None:
    """Put the invented calendar onto an empty one, and make it findable."""
    rows = _rows("queries_corpus.jsonl")
    for row in rows:
        local = (NOW + timedelta(days=row["day"])).astimezone(ZONE)
        row["starts_at"] = local.replace(hour=19, minute=0).isoformat()
    await session.execute(_FILL, {"rows": json.dumps(rows)})
    await rebuild(session)


async def rank(session: AsyncSession) -> list[Ranked]:
    """Search for every query as the API does, at NOW."""
    position = service.Position(NOW, 0)
    span = service.parse_span(None, None, NOW, ZONE)
    ranked = []
    for query in load():
        document, _ = await service.search(session, query.q, OccurrenceFilter(), span, position)
        keys = [item["occurrence"]["event"]["slug"] for item in json.loads(document)["items"]]
        place = keys.index(query.want) + 1 if query.want in keys else None
        ranked.append(Ranked(query, place, keys[0] if keys else None))
    return ranked


def _scores(part: str, chosen: list[Ranked]) -> list[Score]:
    size = len(chosen)
    mrr = sum(each.reciprocal for each in chosen) / size
    first = sum(each.place == 1 for each in chosen) / size
    return [
        Score("search: MRR", part, mrr, TARGET, size),
        Score("search: first is the wanted one", part, first, None, size),
    ]


async def _rank_on(dsn: str) -> list[Ranked]:
    database = Database(DatabaseSettings.from_environment({"DATABASE_URL": dsn}))
    await database.start()
    try:
        async with database.sessions() as session:
            await fill(session)
            return await rank(session)
    finally:
        await database.dispose()


def _rows(name: str) -> list[dict[str, Any]]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


_FILL = text(
    """
    WITH told AS (
        SELECT * FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS told (
            key text, title text, venue text, categories text[], description text, free text,
            organizer text, dates int, length_days int, starts_at timestamptz)
    ), place AS (
        INSERT INTO app.venue (slug, name, name_normal_form)
        SELECT DISTINCT md5(venue), venue, lower(venue) FROM told RETURNING id, name
    ), made AS (
        INSERT INTO app.event (kind, slug, title, description, status, free, organizer)
        SELECT CASE WHEN dates > 1 THEN 'series' ELSE 'single' END, key, title, description,
            'scheduled', free, organizer
        FROM told RETURNING id, slug
    ), filed AS (
        INSERT INTO app.event_category (event_id, category_id, origin)
        SELECT made.id, category.id, 'source' FROM made JOIN told ON key = made.slug
            JOIN app.category ON category.slug = ANY(told.categories)
    )
    INSERT INTO app.occurrence (event_id, recurrence_key, starts_at, ends_at, local_date,
        local_end_date, all_day, zone, status, venue_id)
    SELECT made.id, week::text, start, finish, start::date, finish::date, false,
        'America/New_York', 'scheduled', place.id
    FROM made JOIN told ON key = made.slug JOIN place ON place.name = told.venue
        CROSS JOIN generate_series(0, dates - 1) AS week
        CROSS JOIN LATERAL (SELECT starts_at + week * interval '7 days' AS start) AS s
        CROSS JOIN LATERAL (
            SELECT start + length_days * interval '1 day' + interval '2 hours' AS finish) AS f
    """
)
