from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from app.events.fetching import (
    Fetched,
    Fetcher,
    FetchFailedError,
    Limits,
    Network,
    Wire,
    user_agent,
)
from app.events.fetching.politeness import Politeness
from app.events.settings import EventsSettings
from tests.fakes.web import FakeInternet, WebServer

USER_AGENT = user_agent("Happenings of Nowhere", "https://happenings.example")
# Any addresses do that are nobody's example, private or otherwise special.
FEEDS_IP, OTHER_IP = "11.0.0.1", "11.0.0.2"


@dataclass
class FakeTime:
    """Time that passes only while somebody sleeps."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class World:
    """http://feeds.example and http://other.example, a canary, and a fetcher that sees them."""

    internet: FakeInternet
    feeds: WebServer
    other: WebServer
    time: FakeTime

    def fetcher(
        self, *, allowed: str = "", limits: Limits | None = None, wire: dict[str, Any] | None = None
    ) -> Fetcher:
        return Fetcher(
            EventsSettings.from_environment({"EVENTS_FETCH_ALLOWED_HOSTS": allowed}),
            user_agent=USER_AGENT,
            network=Network(
                self.internet.resolve, Wire(connect=self.internet.connect, **(wire or {}))
            ),
            politeness=Politeness(monotonic=self.time.monotonic, sleep=self.time.sleep),
            limits=limits or Limits(),
        )

    async def fetch(self, url: str, **options: Any) -> Fetched:
        return await self.fetcher().fetch(url, **({"respect_robots": False} | options))

    async def failure(self, url: str, **options: Any) -> FetchFailedError:
        return await failure_of(self.fetcher(), url, **options)


async def failure_of(fetcher: Fetcher, url: str, **options: Any) -> FetchFailedError:
    """How a fetch fails; robots.txt is left out unless asked for."""
    with pytest.raises(FetchFailedError) as caught:
        await fetcher.fetch(url, **({"respect_robots": False} | options))
    sentence = str(caught.value)
    assert sentence[-1] in ".?"
    assert len(sentence) < 400
    return caught.value


@pytest.fixture
async def world() -> AsyncIterator[World]:
    canary, feeds, other = WebServer(), WebServer(), WebServer()
    async with canary.running(), feeds.running(), other.running():
        internet = FakeInternet(canary)
        internet.put("feeds.example", FEEDS_IP, feeds)
        internet.put("other.example", OTHER_IP, other)
        yield World(internet, feeds, other, FakeTime())
