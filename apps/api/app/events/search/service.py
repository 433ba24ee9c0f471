"""What a search answers: all words, else put right, else without the needless ones, else any."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.errors import InvalidDayError, InvalidFilterError
from app.events.parameters import parse_day
from app.events.repository import OccurrenceFilter
from app.events.search import repository
from app.events.search.queries import (
    DISPENSABLE,
    SearchQuery,
    Term,
    all_words,
    any_word,
    parse_query,
)
from app.events.search.repository import MOST_RESULTS, Found, Slice, Span
from app.events.search.words import repository as known_words
from app.events.search.words.corrections import corrections, is_correctable, near_misses
from app.kernel import clock

LONGEST_QUERY = 200
PAGE_LENGTH = 20
LONGEST_PAGE = 100
# With fewer results than this, another spelling is looked for.
FEW = 3
MOST_CORRECTED = 6

_FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
_CURSOR = re.compile(r"(\d{1,11})-(\d{1,5})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page begins in the order of results as it was at a moment."""

    as_of: datetime
    offset: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The results, and what was really searched for."""

    found: Found
    corrected_query: str | None = None
    did_you_mean: str | None = None
    is_partial_match: bool = False
    ignored_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Search:
    """What all attempts of one search share."""

    session: AsyncSession
    filters: OccurrenceFilter
    span: Span
    shown: Slice

    async def find(self, query: str) -> Found | None:
        """Return what a tsquery finds; None where it finds nothing."""
        if not query:
            return None
        found = await repository.find(self.session, query, self.filters, self.span, self.shown)
        return found if found.total else None


def parse_position(cursor: str | None) -> Position:
    """Read the opaque text of a next page; without one, the first page as of now."""
    if not cursor:
        return Position(clock.now().replace(microsecond=0), 0)
    match = _CURSOR.fullmatch(cursor)
    if match is None or int(match[2]) >= MOST_RESULTS:
        raise InvalidFilterError("cursor must be one that this address gave.")
    return Position(datetime.fromtimestamp(int(match[1]), UTC), int(match[2]))


def parse_span(start: str | None, end: str | None, as_of: datetime, zone: ZoneInfo) -> Span:
    """Read local days, both inclusive and both optional: from now on, and without an end."""
    first = parse_day(start, "start") if start and start.strip() else None
    last = parse_day(end, "end") if end and end.strip() else None
    today = as_of.astimezone(zone).date()
    if last is not None and last < (first or today):
        raise InvalidDayError("end must not lie before start.")
    since = as_of if first is None else _midnight(first, zone)
    has_end = last is not None and last < _FOREVER.date()
    until = _midnight(last + timedelta(days=1), zone) if last and has_end else _FOREVER
    # The last midnight of all lies behind the last one in UTC.
    return Span(since, max(since, until), first or today)


async def search(
    session: AsyncSession,
    typed: str | None,
    filters: OccurrenceFilter,
    span: Span,
    position: Position,
    limit: int | None = None,
) -> tuple[bytes, str | None]:
    """Return a `SearchOut` as JSON, and the cursor of the page after it."""
    shown = Slice(position.offset, limit or PAGE_LENGTH)
    query = parse_query(typed or "")
    if query.groups:
        answer = await _answer(_Search(session, filters, span, shown), query)
    else:
        answer = Answer(await repository.find(session, None, filters, span, shown))
    following = position.offset + shown.limit
    has_more = following < min(answer.found.total, MOST_RESULTS)
    cursor = f"{int(position.as_of.timestamp())}-{following}" if has_more else None
    return _document(answer, query, cursor), cursor


async def words_of(session: AsyncSession, typed: str) -> tuple[str, str] | None:
    """Return what was typed in its usual form, and the tsquery of all its words.

    None where it asks for nothing. Nothing is put right: what is subscribed to stays what it is.
    """
    query = parse_query(typed)
    asked = all_words(query, await _stems(session, query)) if query.groups else ""
    return (query.text, asked) if asked else None


async def _answer(search: _Search, query: SearchQuery) -> Answer:
    stems = await _stems(search.session, query)
    found = await search.find(all_words(query, stems))
    if found is not None and (found.total >= FEW or search.shown.offset):
        return Answer(found)
    better = await _corrected(search.session, query)
    if better is None:
        return Answer(found) if found else await _less_exactly(search, query, stems)
    stems = await _stems(search.session, better)
    found_better = await search.find(all_words(better, stems))
    if found is not None:
        is_worth_it = found_better is not None and found_better.total > found.total
        return Answer(found, did_you_mean=better.text if is_worth_it else None)
    if found_better is not None:
        return Answer(found_better, corrected_query=better.text)
    answer = await _less_exactly(search, better, stems)
    return replace(answer, corrected_query=better.text) if answer.found.total else answer


async def _less_exactly(search: _Search, query: SearchQuery, stems: Mapping[Term, str]) -> Answer:
    """Search without words that tell little, then for any word."""
    ignored = tuple(word for word in query.words if word in DISPENSABLE)
    kept = query.without(ignored)
    if ignored and (found := await search.find(all_words(kept, stems))):
        return Answer(found, ignored_words=ignored)
    if found := await search.find(any_word(kept, stems) or any_word(query, stems)):
        return Answer(found, is_partial_match=True, ignored_words=ignored if kept.words else ())
    return Answer(Found.nothing())


async def _stems(session: AsyncSession, query: SearchQuery) -> dict[Term, str]:
    terms = list(dict.fromkeys(query.terms))
    texts = [" ".join(term.words) for term in terms]
    are_open = [term.is_open for term in terms]
    found = await repository.stems(session, texts, are_open=are_open)
    return dict(zip(terms, found, strict=True))


async def _corrected(session: AsyncSession, query: SearchQuery) -> SearchQuery | None:
    """Return the query with unknown words put right; None where nothing can be."""
    words = [word for word in query.words if is_correctable(word)]
    unknown = await known_words.unknown_words(session, words[:MOST_CORRECTED]) if words else []
    if not unknown:
        return None
    near = {word: near_misses(word) for word in unknown}
    better = corrections(unknown, await known_words.words_like(session, near))
    return query.corrected(better) if better else None


def _document(answer: Answer, query: SearchQuery, cursor: str | None) -> bytes:
    head = json.dumps(
        {
            "query": query.text or None,
            "corrected_query": answer.corrected_query,
            "did_you_mean": answer.did_you_mean,
            "is_partial_match": answer.is_partial_match,
            "ignored_words": answer.ignored_words,
            "total": min(answer.found.total, MOST_RESULTS),
            "total_is_capped": answer.found.total > MOST_RESULTS,
            "next_cursor": cursor,
        },
        ensure_ascii=False,
    )
    parts = (head[:-1], ', "items": ', answer.found.items, ', "facets": ', answer.found.facets, "}")
    return "".join(parts).encode()


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)
