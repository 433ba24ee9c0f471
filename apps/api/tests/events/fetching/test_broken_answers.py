"""Servers that break the rules, never finish, or send more than anybody wants."""

import asyncio
import contextlib
import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from app.events.fetching import Limits
from tests.events.fetching.conftest import World, failure_of
from tests.fakes.web import Conversation, redirect, response, sending

URL = "http://feeds.example/x.ics"
MB = 1024 * 1024
QUICK = Limits(seconds=0.2)


async def resetting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    del reader
    writer.write(response(b"half", length=100))
    await writer.drain()
    writer.transport.abort()


def deflate(content: bytes) -> bytes:
    return zlib.compress(content)


BROKEN: dict[str, tuple[bytes | Conversation, str, str]] = {
    "no HTTP": (b"SSH-2.0-OpenSSH_9.6\r\n\r\n" * 5, "protocol", "not HTTP"),
    "no answer at all": (b"", "connect", "broke off"),
    "half a header": (b"HTTP/1.1 200 OK\r\nConte", "connect", "broke off"),
    "header with a null byte": (b"HTTP/1.1 200 OK\r\nA: \0\r\n\r\n", "protocol", "not HTTP"),
    "two lengths": (
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        "protocol",
        "not HTTP",
    ),
    "a length that is no number": (
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx",
        "protocol",
        "not HTTP",
    ),
    "less than announced": (response(b"half", length=8), "connect", "broke off"),
    "a connection reset": (resetting, "connect", "broke off"),
    "chunked rubbish": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello",
        "protocol",
        "not HTTP",
    ),
    "a chunk without end": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
        "connect",
        "broke off",
    ),
    "a chunk of absurd size": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 30 + b"\r\nhello",
        "protocol",
        "not HTTP",
    ),
    "chunks that end wrongly": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxy\r\n0\r\n\r\n",
        "protocol",
        "not HTTP",
    ),
    "gzip cut off": (
        response(gzip.compress(bytes(5000))[:-9], "Content-Encoding: gzip"),
        "protocol",
        "ends in the middle",
    ),
    "gzip that is none": (
        response(b"BEGIN:VCALENDAR", "Content-Encoding: gzip"),
        "protocol",
        "cannot be unpacked",
    ),
    "gzip with a wrong checksum": (
        response(gzip.compress(b"x" * 50)[:-8] + bytes(8), "Content-Encoding: gzip"),
        "protocol",
        "cannot be unpacked",
    ),
    "brotli": (response(b"x", "Content-Encoding: br"), "protocol", "'br'"),
    "zstd": (response(b"x", "Content-Encoding: zstd"), "protocol", "'zstd'"),
    "deflate": (response(deflate(b"x"), "Content-Encoding: deflate"), "protocol", "'deflate'"),
    "gzip twice": (
        response(gzip.compress(gzip.compress(b"x")), "Content-Encoding: gzip, gzip"),
        "protocol",
        "'gzip, gzip'",
    ),
    "gzip twice, in two lines": (
        response(b"x", "Content-Encoding: gzip", "Content-Encoding: gzip"),
        "protocol",
        "'gzip, gzip'",
    ),
    "a thousand encodings": (
        response(b"x", "Content-Encoding: " + "br," * 1000),
        "protocol",
        "not asked for",
    ),
    "a redirect to nowhere": (redirect(""), "protocol", "without saying where"),
    "a redirect without a word": (
        response(status="302 Found"),
        "protocol",
        "without saying where",
    ),
    "a redirect to two places": (
        response(b"", "Location: /a", "Location: /b", status="302 Found"),
        "protocol",
        "without saying where",
    ),
    "a redirect that cannot be read": (redirect("http://[::1"), "protocol", "cannot be read"),
    "a redirect to a file": (redirect("file:///etc/passwd"), "address", "'file:'"),
    "a redirect to a script": (redirect("javascript:alert(1)"), "address", "'javascript:'"),
    "a redirect with a password": (redirect("http://a:b@other.example/"), "address", "user name"),
    "a redirect to itself": (redirect("/x.ics"), "redirects", "more than 5 times"),
    "an announced 21 MB": (response(b"x", length=21 * MB), "too_large", "20 MB"),
    "an announced petabyte": (response(b"x", length=10**15), "too_large", "20 MB"),
    "an endless header": (
        sending(b"HTTP/1.1 200 OK\r\nA: ", b"a" * 65536, repeat=10_000),
        "protocol",
        "not HTTP",
    ),
    "endless headers": (
        sending(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n" * 10_000, repeat=10_000),
        "protocol",
        "not HTTP",
    ),
    "endless hints": (
        sending(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 1000, repeat=10_000),
        "too_large",
        "more than is read",
    ),
    "endless crumbs": (
        sending(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"1\r\nx\r\n" * 10_000,
            repeat=10_000,
        ),
        "protocol",
        "crumbs",
    ),
    "an endless name for each chunk": (
        sending(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            (b"1;" + b"x" * 9000 + b"\r\nx\r\n") * 10,
            repeat=10_000,
        ),
        "too_large",
        "more than is read",
    ),
}


@pytest.mark.parametrize(("page", "kind", "said"), BROKEN.values(), ids=BROKEN)
async def test_a_broken_answer_is_a_failure_in_words(
    world: World, page: bytes | Conversation, kind: str, said: str
) -> None:
    world.feeds.pages["/x.ics"] = page
    failure = await world.failure(URL)
    assert (failure.kind, said in str(failure)) == (kind, True), str(failure)
    assert len(str(failure)) < 250


BOMBS: dict[str, Callable[[], bytes | Conversation]] = {
    "256 MB in gzip": lambda: response(packed(256 * MB), "Content-Encoding: gzip"),
    "members without end": lambda: sending(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", packed(MB), repeat=10_000
    ),
    "100 MB as they are": lambda: sending(b"HTTP/1.1 200 OK\r\n\r\n", bytes(65536), repeat=1600),
    "chunks without end": lambda: sending(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"10000\r\n" + bytes(65536) + b"\r\n",
        repeat=10_000,
    ),
}


def packed(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    zeros = bytes(MB)
    return b"".join(packer.compress(zeros) for _ in range(size // MB)) + packer.flush()


@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS)
async def test_a_bomb_costs_no_more_memory_than_the_largest_answer(
    world: World, make: Callable[[], bytes | Conversation]
) -> None:
    world.feeds.pages["/x.ics"] = make()
    fetcher = world.fetcher()
    tracemalloc.start()
    try:
        failure = await failure_of(fetcher, URL)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert failure.kind == "too_large"
    # A growing bytearray reserves an eighth more than it holds.
    assert peak < 20 * MB * 9 / 8 + 2 * MB


async def test_the_largest_answer_is_read_and_not_a_byte_more(world: World) -> None:
    world.feeds.pages["/x.ics"] = response(bytes(20 * MB))
    assert len((await world.fetch(URL)).body) == 20 * MB
    world.feeds.pages["/x.ics"] = sending(b"HTTP/1.1 200 OK\r\n\r\n", bytes(20 * MB + 1))
    assert (await world.failure(URL)).kind == "too_large"


SLOW = {
    "nothing": sending(b"", repeat=100, pause=0.05),
    "slow headers": sending(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n", repeat=100, pause=0.05),
    "a slow body": sending(b"HTTP/1.1 200 OK\r\n\r\n", b"x", repeat=100, pause=0.05),
    "a way of slow redirects": sending(
        b"HTTP/1.1 302 Found\r\n", b"Location: /x.ics\r\n\r\n", pause=0.05
    ),
}


@pytest.mark.parametrize("page", SLOW.values(), ids=SLOW)
async def test_slowness_ends_when_the_time_is_over(world: World, page: Conversation) -> None:
    world.feeds.pages["/x.ics"] = page
    assert (await failure_of(world.fetcher(limits=QUICK), URL)).kind == "timeout"


async def test_the_body_of_a_refusal_is_not_waited_for(world: World) -> None:
    world.feeds.pages["/x.ics"] = sending(
        b"HTTP/1.1 404 Not Found\r\n\r\n", b"x", repeat=10_000, pause=0.05
    )
    assert (await world.failure(URL)).http_status == 404


async def test_a_fetch_that_is_given_up_closes_its_connection(world: World) -> None:
    is_asked, is_closed = asyncio.Event(), asyncio.Event()

    async def wait(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\nx")
        is_asked.set()
        with contextlib.suppress(OSError):
            await reader.read()
        is_closed.set()

    world.feeds.pages["/x.ics"] = wait
    task = asyncio.create_task(world.fetch(URL))
    await is_asked.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with asyncio.timeout(30):
        await is_closed.wait()
    assert task.cancelled()


async def test_a_name_that_takes_for_ever_to_resolve_is_given_up(world: World) -> None:
    never = asyncio.Event()

    async def resolve(host: str) -> list[object]:
        del host
        await never.wait()
        return []

    world.internet.resolve = resolve  # type: ignore[assignment,method-assign]
    assert (await failure_of(world.fetcher(limits=QUICK), URL)).kind == "timeout"
