"""Statements about the words of the calendar."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.repository import VISIBLE
from app.events.search.words.corrections import KnownWord

LIKE_IT = 12
# What the words are gathered from: the newest events, and so much of each description.
SAMPLED_EVENTS = 20_000
SAMPLED_CHARACTERS = 1000
MOST_WORDS = 100_000


async def unknown_words(session: AsyncSession, words: Sequence[str]) -> list[str]:
    """Return those words that no event of the sample has, in any of their forms."""
    statement = text(
        """
        SELECT word FROM unnest(CAST(:words AS text[])) WITH ORDINALITY AS asked (word, position)
        WHERE NOT EXISTS (SELECT FROM app.search_word WHERE lexeme = (
            SELECT lexeme FROM unnest(to_tsvector('app.stemmed', asked.word)) LIMIT 1))
          AND to_tsvector('app.stemmed', asked.word) <> ''
        ORDER BY position
        """
    )
    return list((await session.execute(statement, {"words": list(words)})).scalars())


async def words_like(
    session: AsyncSession, words: Mapping[str, Sequence[str]]
) -> dict[str, list[KnownWord]]:
    """Return, for each word, the known ones among its near misses, and those with its trigrams."""
    statement = text(
        f"""
        SELECT asked.word AS asked, known.word, known.event_count
        FROM jsonb_each(CAST(:words AS jsonb)) AS asked (word, near)
        CROSS JOIN LATERAL (
            (SELECT word, event_count FROM app.search_word
             WHERE word OPERATOR(ext.%) asked.word
             ORDER BY ext.similarity(word, asked.word) DESC, event_count DESC, word LIMIT {LIKE_IT})
            UNION
            SELECT word, event_count FROM app.search_word
            WHERE word = ANY(ARRAY(SELECT jsonb_array_elements_text(asked.near)))
        ) AS known
        """
    )
    found: dict[str, list[KnownWord]] = {word: [] for word in words}
    for row in await session.execute(statement, {"words": json.dumps(words)}):
        found[row.asked].append(KnownWord(row.word, row.event_count))
    return found


async def store_words(session: AsyncSession) -> None:
    """Gather the words of the newest events, the venues and the categories anew."""
    await session.execute(_STORE_WORDS, {"letters": "^[[:alpha:]]+$"})


_STORE_WORDS = text(
    f"""
    WITH gathered AS (
        SELECT word, coalesce((ts_lexize('pg_catalog.english_stem', word))[1], word) AS lexeme,
            ndoc AS event_count
        FROM ts_stat($sample$
            (SELECT to_tsvector('app.unstemmed', concat_ws(' ', left(title, 1000), organizer,
                left(description, {SAMPLED_CHARACTERS})))
             FROM app.event WHERE {VISIBLE} ORDER BY id DESC LIMIT {SAMPLED_EVENTS})
            UNION ALL SELECT to_tsvector('app.unstemmed', concat_ws(' ', name, area)) FROM app.venue
            UNION ALL SELECT to_tsvector('app.unstemmed', name) FROM app.category
        $sample$)
        WHERE length(word) BETWEEN 3 AND 30 AND word ~ :letters
        ORDER BY ndoc DESC, word LIMIT {MOST_WORDS}
    ), forgotten AS (
        DELETE FROM app.search_word WHERE word NOT IN (SELECT word FROM gathered)
    )
    INSERT INTO app.search_word AS stored (word, lexeme, event_count)
    SELECT word, lexeme, event_count FROM gathered
    ON CONFLICT (word) DO UPDATE
    SET lexeme = excluded.lexeme, event_count = excluded.event_count
    WHERE (stored.lexeme, stored.event_count)
        IS DISTINCT FROM (excluded.lexeme, excluded.event_count)
    """
)
