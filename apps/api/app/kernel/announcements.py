"""Hears from PostgreSQL, by LISTEN, that content has changed, in whichever process it was changed.

Triggers announce every writing transaction on one channel as it commits (NOTIFY is transactional),
so a listener that counts the announcements always knows whether what it remembers is still true.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import psycopg

CHANNEL = "content_changed"

# A connection that the network swallowed is noticed within the sum of the two.
HEARTBEAT_SECONDS = 2.0
ANSWER_SECONDS = 2.0
RECONNECT_SECONDS = 1.0

logger = logging.getLogger(__name__)

Connect = Callable[[], Awaitable[psycopg.AsyncConnection]]
Tell = Callable[[int | None], None]


class Announcements:
    """Counts the announcements heard on one connection of its own.

    `generation` grows with every announcement and every reconnection; it is None while nothing
    can be heard, and then nothing may be remembered. `tell` hears of each new one first.
    """

    def __init__(self, connect: Connect, *, tell: Tell | None = None) -> None:
        self._connect = connect
        self._tell = tell
        self._count = 0
        self.generation: int | None = None

    async def listen(self) -> None:
        """Listen until cancelled, reconnecting for as long as it takes."""
        while True:
            try:
                await self._listen_once()
            except (psycopg.Error, OSError, TimeoutError) as error:
                logger.warning(
                    "Not hearing changes, so nothing is cached: %s", type(error).__name__
                )
            finally:
                self._become(None)
            await asyncio.sleep(RECONNECT_SECONDS)

    async def _listen_once(self) -> None:
        async with await self._connect() as connection:
            await connection.set_autocommit(True)
            await connection.execute(f"LISTEN {CHANNEL}")
            self._advance()
            while True:
                async for _ in connection.notifies(timeout=HEARTBEAT_SECONDS):
                    self._advance()
                async with asyncio.timeout(ANSWER_SECONDS):
                    await connection.execute("SELECT 1")

    def _advance(self) -> None:
        self._count += 1
        self._become(self._count)

    def _become(self, generation: int | None) -> None:
        if self._tell is not None:
            self._tell(generation)
        self.generation = generation
