"""Keeps what search reads true to the calendar; whoever changes an event says so here."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.search.documents import repository
from app.events.search.words.repository import store_words
from app.kernel import queue

# Well below the statement timeout of the app's login, with descriptions of any length.
BATCH = 2000
# So many take less than a tenth of a second.
AT_ONCE = 300
REFRESH_DUE: Final = "events.refresh_search"


async def refresh_search(session: AsyncSession, event_ids: Sequence[int]) -> None:
    """Make the documents of events anew, in the caller's transaction.

    Call it for every event whose own row, dates, categories or venue changed. One without a date
    leaves the search; one that is as it was is not written.
    """
    if event_ids:
        await repository.store_documents(session, sorted(set(event_ids)))


async def follow(session: AsyncSession, event_ids: Sequence[int]) -> None:
    """Bring the search up to date with events: at once where they are few, else by the worker."""
    if len(event_ids) <= AT_ONCE:
        await refresh_search(session, event_ids)
        return
    await repository.note_due(session, event_ids)
    await queue.defer(session, REFRESH_DUE)


async def refresh_due(session: AsyncSession) -> int:
    """Make the documents of a batch of those that wait; return how many they were."""
    event_ids = await repository.take_due(session, BATCH)
    await refresh_search(session, event_ids)
    return len(event_ids)


async def remove(session: AsyncSession, event_ids: Sequence[int]) -> None:
    """Take events out of the search."""
    if event_ids:
        await repository.delete_documents(session, sorted(set(event_ids)))


async def rebuild(session: AsyncSession) -> int:
    """Make everything anew in batches, the words too; return how many events there are.

    For a database from before there was a search, and after the site's zone or a venue changed.
    """
    count, last_id = 0, 0
    while event_ids := await repository.event_ids_after(session, last_id, BATCH):
        await refresh_search(session, event_ids)
        count, last_id = count + len(event_ids), event_ids[-1]
    await refresh_words(session)
    return count


async def refresh_words(session: AsyncSession) -> None:
    """Gather anew the words that misspelled ones are put right by; a second or two of reading."""
    await store_words(session)
