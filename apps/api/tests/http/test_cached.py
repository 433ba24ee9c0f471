"""Responses that are kept: only while nothing changed, never too many, never made twice at once."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import httpx2
import pytest
from starlette.types import Receive, Scope, Send

from app.http.cached import ENTRY_OVERHEAD_BYTES, PublicJSON, ResponseCache
from app.kernel import clock
from app.kernel.announcements import Announcements

Answer = Callable[[Scope], Awaitable[PublicJSON]]


class Site:
    """An application behind a cache, with announcements made by hand."""

    def __init__(self, *, max_bytes: int = 10_000_000) -> None:
        self.made: list[str] = []
        self.body = b"[1]"
        self.lifetime: timedelta | None = None
        self.hold = asyncio.Event()
        self.hold.set()
        self.begun = asyncio.Event()
        self.announcements = cast("Announcements", SimpleNamespace(generation=1))
        cache = ResponseCache(
            self._answer, announcements=self.announcements, prefix=("/api/",), max_bytes=max_bytes
        )
        self.client = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=cast("Any", cache)),
            base_url="http://srq.test",
            headers={"Accept-Encoding": "identity"},
        )

    def announce(self) -> None:
        assert self.announcements.generation is not None
        self.announcements.generation += 1

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.made.append(scope["path"] + "?" + scope["query_string"].decode())
        self.begun.set()
        body = self.body
        await self.hold.wait()
        await PublicJSON(body, lifetime=self.lifetime)(scope, receive, send)


async def test_a_repeated_request_is_answered_from_memory() -> None:
    site = Site()
    first, second = [await site.client.get("/api/x?a=1") for _ in range(2)]
    assert first.content == second.content == b"[1]"
    assert first.headers == second.headers
    assert len(site.made) == 1
    await site.client.get("/api/x?a=2")
    assert len(site.made) == 2


async def test_an_announcement_makes_everything_outdated() -> None:
    site = Site()
    await site.client.get("/api/x")
    site.body = b"[2]"
    site.announce()
    assert (await site.client.get("/api/x")).content == b"[2]"


async def test_an_answer_begun_before_a_change_is_not_kept() -> None:
    site = Site()
    site.hold.clear()
    slow = asyncio.create_task(site.client.get("/api/x"))
    await site.begun.wait()
    site.announce()
    site.body = b"[2]"
    site.hold.set()
    assert (await slow).content == b"[1]"
    assert (await site.client.get("/api/x")).content == b"[2]"


async def test_while_nothing_can_be_heard_nothing_is_kept() -> None:
    site = Site()
    await site.client.get("/api/x")
    site.announcements.generation = None
    site.body = b"[2]"
    assert (await site.client.get("/api/x")).content == b"[2]"
    site.announcements.generation = 2
    assert (await site.client.get("/api/x")).content == b"[2]"
    assert len(site.made) == 3


async def test_many_requests_for_a_missing_answer_make_it_once() -> None:
    site = Site()
    site.hold.clear()
    waiting = [asyncio.create_task(site.client.get("/api/x")) for _ in range(20)]
    await asyncio.sleep(0.05)
    site.hold.set()
    assert {response.content for response in await asyncio.gather(*waiting)} == {b"[1]"}
    assert len(site.made) == 1


async def test_a_timely_answer_expires() -> None:
    site = Site()
    site.lifetime = timedelta(seconds=15)
    start = datetime(2026, 3, 6, tzinfo=UTC)
    for seconds, made in ((0, 1), (14, 1), (16, 2)):
        with clock.freeze(start + timedelta(seconds=seconds)):
            await site.client.get("/api/x")
        assert len(site.made) == made


async def test_memory_is_bounded_and_the_least_recently_used_goes_first() -> None:
    site = Site(max_bytes=3 * (ENTRY_OVERHEAD_BYTES + 100))
    site.body = b"x" * 100
    for path in ("/api/a", "/api/b", "/api/c", "/api/a", "/api/d"):
        await site.client.get(path)
    site.made.clear()
    for path in ("/api/a", "/api/c", "/api/d", "/api/b"):
        await site.client.get(path)
    assert site.made == ["/api/b?"]


async def test_an_answer_larger_than_the_memory_is_sent_and_not_kept() -> None:
    site = Site(max_bytes=500)
    site.body = b"x" * 600
    assert len((await site.client.get("/api/a")).content) == 600
    await site.client.get("/api/a")
    assert len(site.made) == 2


async def test_a_repeated_large_answer_is_compressed_for_those_who_accept_it() -> None:
    site = Site()
    site.body = b'["' + b"jazz " * 1000 + b'"]'
    for _ in range(2):
        response = await site.client.get("/api/x", headers={"Accept-Encoding": "br, gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert int(response.headers["content-length"]) < 200
    assert response.content == site.body
    plain = await site.client.get("/api/x", headers={"Accept-Encoding": "gzip;q=0"})
    assert "content-encoding" not in plain.headers
    assert plain.content == site.body
    assert len(site.made) == 1
    assert gzip.compress(site.body) != site.body


@pytest.mark.parametrize("tag", ["{}", "*", '"other", {}', "W/{}"])
async def test_a_client_that_has_the_answer_gets_304(tag: str) -> None:
    site = Site()
    etag = (await site.client.get("/api/x")).headers["etag"]
    given = tag.format(etag.removeprefix("W/") if tag.startswith("W/") else etag)
    response = await site.client.get("/api/x", headers={"If-None-Match": given})
    assert response.status_code == 304
    assert response.content == b""
    assert response.headers["etag"] == etag
    assert "content-length" not in response.headers


async def test_a_client_with_another_answer_gets_the_whole() -> None:
    site = Site()
    for tag in ('"other"', "rubbish", ""):
        response = await site.client.get("/api/x", headers={"If-None-Match": tag})
        assert response.status_code == 200


async def test_posts_and_other_addresses_pass_by() -> None:
    site = Site()
    for _ in range(2):
        await site.client.post("/api/x")
        await site.client.get("/health")
    assert len(site.made) == 4
