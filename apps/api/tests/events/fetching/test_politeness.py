"""One request at a time for each host, with a pause after it, and nothing remembered for long."""

import asyncio

import pytest

from app.events.fetching.politeness import Politeness
from tests.events.fetching.conftest import FakeTime, World
from tests.fakes.web import response


async def test_the_next_request_to_a_host_waits_a_second_from_the_end_of_the_last(
    world: World,
) -> None:
    for server in (world.feeds, world.other):
        server.pages["/"] = response(b"x")
    fetcher = world.fetcher()
    for host in ("feeds", "other", "feeds"):
        await fetcher.fetch(f"http://{host}.example/", respect_robots=False)
    assert world.time.slept == [pytest.approx(1.0)]
    world.time.now += 5
    await fetcher.fetch("http://feeds.example/", respect_robots=False)
    assert len(world.time.slept) == 1


async def test_requests_to_a_host_are_made_one_after_another(world: World) -> None:
    async def linger(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        del reader
        for _ in range(20):
            await asyncio.sleep(0)
        writer.write(response(b"x"))

    world.feeds.pages["/"] = linger
    fetcher = world.fetcher()
    fetches = [fetcher.fetch("http://feeds.example/", respect_robots=False) for _ in range(8)]
    assert [fetched.body for fetched in await asyncio.gather(*fetches)] == [b"x"] * 8
    assert world.feeds.most_at_once == 1
    assert world.time.slept == [pytest.approx(1.0)] * 7


async def test_many_fetches_of_a_new_site_ask_for_robots_txt_once(world: World) -> None:
    world.feeds.pages["/"] = response(b"x")
    fetcher = world.fetcher()
    await asyncio.gather(*(fetcher.fetch("http://feeds.example/") for _ in range(5)))
    assert world.feeds.targets().count("/robots.txt") == 1


async def test_different_hosts_do_not_wait_for_each_other() -> None:
    politeness = Politeness()
    async with politeness.turn("a.example"), politeness.turn("b.example"):
        assert politeness.remembered_hosts == {"a.example", "b.example"}


async def test_a_turn_that_fails_or_is_given_up_is_passed_on() -> None:
    time = FakeTime()
    politeness = Politeness(monotonic=time.monotonic, sleep=time.sleep)

    async def hold() -> None:
        async with politeness.turn("a.example"):
            await asyncio.Event().wait()

    holder, waiter = asyncio.create_task(hold()), asyncio.create_task(hold())
    await asyncio.sleep(0)
    for task in (waiter, holder):
        task.cancel()
    await asyncio.gather(holder, waiter, return_exceptions=True)
    async with politeness.turn("a.example"):
        pass
    assert time.slept == [pytest.approx(1.0)]


async def test_hosts_are_forgotten_when_they_have_rested() -> None:
    time = FakeTime()
    politeness = Politeness(monotonic=time.monotonic, sleep=time.sleep)
    for number in range(500):
        async with politeness.turn(f"{number}.example"):
            time.now += 1
    assert len(politeness.remembered_hosts) <= 11
