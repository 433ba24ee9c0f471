"""Follows an address over its redirects: every hop is checked, and awaits its turn."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from app.events.fetching.addresses import WebAddress, follow
from app.events.fetching.errors import FetchFailedError, shown
from app.events.fetching.exchange import Answer, Headers, Wire, asking
from app.events.fetching.guard import Guard
from app.events.fetching.politeness import PAUSE_SECONDS, Politeness
from app.events.fetching.records import LIMITS, Limits

T = TypeVar("T")

_PERMANENT: Final = frozenset({301, 308})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Hop:
    """A step on the way; `by_operator` as the guard means it."""

    address: WebAddress
    by_operator: bool = True


@dataclass(frozen=True, slots=True)
class Arrival(Generic[T]):
    """What was read where a way ended; seconds are those spent on the network."""

    content: T
    is_moved: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """What to send with each request, what to do first, and how to read the last answer.

    `before` returns the seconds that the host wants between two requests.
    """

    headers: Callable[[WebAddress], Headers]
    read: Callable[[Answer], Awaitable[T]]
    before: Callable[[Hop], Awaitable[float]] | None = None


class Follower:
    """Makes every request of the fetcher."""

    def __init__(
        self, guard: Guard, politeness: Politeness, wire: Wire, limits: Limits = LIMITS
    ) -> None:
        self._guard = guard
        self._politeness = politeness
        self._wire = wire
        self._limits = limits

    async def run(self, start: Hop, task: Task[T], *, seconds: float) -> Arrival[T]:
        """Follow redirects until `task` can read an answer; raises FetchFailedError.

        The way may take `seconds` on the network in all; waiting for turns is not counted.
        """
        hop, left = start, _TimeLeft(seconds)
        are_permanent: list[bool] = []
        for _ in range(self._limits.redirects + 1):
            pause = PAUSE_SECONDS if task.before is None else await task.before(hop)
            async with (
                self._politeness.turn(hop.address.host, pause=pause),
                left.running(hop.address.host),
                self._asking(hop, task) as answer,
            ):
                next_hop = self._next(hop, answer) if answer.status in _REDIRECTS else None
                if next_hop is None:
                    content = await task.read(answer)
            if next_hop is None:
                is_moved = bool(are_permanent) and all(are_permanent)
                return Arrival(content, is_moved, left.spent)
            are_permanent.append(answer.status in _PERMANENT)
            hop = next_hop
        detail = f"{shown(start.address.host)} redirects more than {self._limits.redirects} times."
        raise FetchFailedError("redirects", detail)

    @contextlib.asynccontextmanager
    async def _asking(self, hop: Hop, task: Task[T]) -> AsyncIterator[Answer]:
        address = hop.address
        checked = await self._guard.admit(address, by_operator=hop.by_operator)
        async with asking(
            address, checked, task.headers(address), wire=self._wire, limits=self._limits
        ) as answer:
            yield answer

    def _next(self, hop: Hop, answer: Answer) -> Hop:
        locations = set(answer.header_lines("location"))
        address = follow(hop.address, locations.pop() if len(locations) == 1 else "")
        is_trusted = hop.by_operator and self._guard.is_listed(hop.address.host)
        return Hop(address, by_operator=is_trusted)


@dataclass(slots=True)
class _TimeLeft:
    seconds: float
    spent: float = field(default=0.0)

    @contextlib.asynccontextmanager
    async def running(self, host: str) -> AsyncIterator[None]:
        """Let the time run; it ends with a FetchFailedError that names the host."""
        started = time.monotonic()
        try:
            async with asyncio.timeout(self.seconds - self.spent):
                yield
        except TimeoutError:
            detail = f"{shown(host)} did not answer in full within {self.seconds:.0f} seconds."
            raise FetchFailedError("timeout", detail) from None
        finally:
            self.spent += time.monotonic() - started
