"""One request at a time to each host of the world, and a pause after each."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final

PAUSE_SECONDS: Final = 1.0
LONGEST_PAUSE_SECONDS: Final = 10.0


class Turns:
    """Lets one holder at a time in for each key; what nobody holds or waits for is forgotten."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._user_counts: dict[str, int] = {}

    @property
    def keys(self) -> set[str]:
        """What somebody holds or waits for."""
        return set(self._locks)

    @contextlib.asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        """Wait until nobody else holds the key, in the order of asking."""
        lock = self._locks.setdefault(key, asyncio.Lock())
        self._user_counts[key] = self._user_counts.get(key, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._user_counts[key] -= 1
            if self._user_counts[key] == 0:
                del self._user_counts[key], self._locks[key]


class Politeness:
    """Spaces requests out, within this process: `pause` seconds from an end to the next start."""

    def __init__(
        self,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._turns = Turns()
        self._ended_at: dict[str, float] = {}

    @property
    def remembered_hosts(self) -> set[str]:
        """The hosts that somebody asks, waits for or asked a moment ago."""
        return {*self._turns.keys, *self._ended_at}

    @contextlib.asynccontextmanager
    async def turn(self, host: str, *, pause: float = PAUSE_SECONDS) -> AsyncIterator[None]:
        """Hold the host for one request, after the pause since the last one."""
        async with self._turns.turn(host):
            ended_at = self._ended_at.get(host)
            if ended_at is not None:
                wait = ended_at + min(pause, LONGEST_PAUSE_SECONDS) - self._monotonic()
                if wait > 0:
                    await self._sleep(wait)
            try:
                yield
            finally:
                self._ended_at.pop(host, None)  # Kept in the order of ending.
                self._ended_at[host] = self._monotonic()
                self._forget_rested()

    def _forget_rested(self) -> None:
        long_ago = self._monotonic() - LONGEST_PAUSE_SECONDS
        while self._ended_at:
            host = next(iter(self._ended_at))
            if self._ended_at[host] > long_ago:
                break
            del self._ended_at[host]
