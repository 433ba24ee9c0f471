"""What comes back from servers that keep the rules, and how it is told."""

import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.events.fetching import FetchFailedError
from tests.events.fetching.conftest import FEEDS_IP, World
from tests.fakes.web import redirect, response, sending

URL = "http://feeds.example/x.ics"


async def test_an_answer_is_told_in_full(world: World) -> None:
    world.feeds.pages["/x.ics"] = response(
        b"BEGIN:VCALENDAR",
        'Content-Type: Text/Calendar; charset="UTF-8"; method=PUBLISH',
        'ETag: W/"7"',
        "Last-Modified: Fri, 06 Mar 2026 10:00:00 GMT",
        "Set-Cookie: id=1",
    )
    fetched = await world.fetch(URL)
    assert (fetched.url, fetched.status, fetched.body) == (URL, 200, b"BEGIN:VCALENDAR")
    assert (fetched.content_type, fetched.charset) == ("text/calendar", "utf-8")
    assert (fetched.etag, fetched.last_modified) == ('W/"7"', "Fri, 06 Mar 2026 10:00:00 GMT")
    assert fetched.moved_to is None
    assert 0 < fetched.seconds < 30


async def test_a_request_says_who_asks_and_nothing_else(world: World) -> None:
    world.feeds.pages["/x.ics"] = response(b"", "Set-Cookie: id=1")
    fetcher = world.fetcher()
    for _ in range(2):
        await fetcher.fetch(URL, accept="text/calendar", respect_robots=False)
    assert [request.headers for request in world.feeds.requests] == 2 * [
        {
            "host": "feeds.example",
            "user-agent": "srq-hpn (+https://happenings.example; Happenings of Nowhere)",
            "accept": "text/calendar",
            "accept-encoding": "gzip",
            "connection": "close",
        }
    ]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("webcal://feeds.example/x.ics", "/x.ics"),
        ("WEBCALS://FEEDS.example/x.ics", "/x.ics"),
        ("  http://feeds.example/x.ics#top ", "/x.ics"),
        ("http://feeds.example", "/"),
        ("http://feeds.example?a=1", "/?a=1"),
        ("http://feeds.example/ä b?q=ü&r=%20", "/%C3%A4%20b?q=%C3%BC&r=%20"),
        ("http://bücher.example:8080/x", "/x"),
        ("http://xn--bcher-kva.example/x", "/x"),
        ("http://under_score.feeds.example/x", "/x"),
    ],
)
async def test_an_address_is_read_as_people_write_it(
    world: World, written: str, asked: str
) -> None:
    world.feeds.pages[asked] = response(b"x")
    for name in ("xn--bcher-kva.example", "under_score.feeds.example"):
        world.internet.names[name] = [[FEEDS_IP]]
    # What is read as https meets a server without TLS here; that it gets there is the point.
    if written.lower().startswith("webcal"):
        assert (await world.failure(written)).kind == "tls"
        assert world.internet.connections == [(FEEDS_IP, 443)]
    else:
        assert (await world.fetch(written)).body == b"x"


CHARSETS = {
    "text/calendar; charset=ISO-8859-1": "iso-8859-1",
    "text/calendar;charset='windows-1252'": "windows-1252",
    "text/calendar; x=1; charset=UTF8 ; y": "utf8",
    "text/calendar; charset=punycode": None,
    "text/calendar; charset=unicode_escape": None,
    "text/calendar; charset=utf-7": None,
    "text/calendar; charset=": None,
    "text/calendar": None,
}


@pytest.mark.parametrize(("header", "charset"), CHARSETS.items())
async def test_a_charset_is_one_of_the_webs_or_none(
    world: World, header: str, charset: str | None
) -> None:
    world.feeds.pages["/x.ics"] = response(b"", f"Content-Type: {header}")
    fetched = await world.fetch(URL)
    assert (fetched.content_type, fetched.charset) == ("text/calendar", charset)


STATUSES = {
    401: "password", 403: "does not show", 404: "not there", 410: "gone", 418: "not what was",
    429: "too often", 500: "broken", 503: "overloaded", 204: "not what was", 206: "not what was",
    300: "not what was", 304: "not what was",
}  # fmt: skip


@pytest.mark.parametrize(("status", "said"), STATUSES.items())
async def test_a_status_is_told_in_words(world: World, status: int, said: str) -> None:
    world.feeds.pages["/x.ics"] = response(b"", status=f"{status} Whatever")
    failure = await world.failure(URL)
    assert (failure.kind, failure.http_status) == ("http_status", status)
    assert str(failure).startswith(f"feeds.example answered {status}: ")
    assert said in str(failure)


async def test_gzip_is_undone_whatever_the_pieces_and_members(world: World) -> None:
    text = bytes(range(256)) * 1000
    packed = gzip.compress(text) + gzip.compress(b"") + gzip.compress(b"end")
    crumbs = [packed[start : start + 7] for start in range(0, len(packed), 7)]
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
    world.feeds.pages["/x.ics"] = sending(head, *crumbs)
    assert (await world.fetch(URL)).body == text + b"end"


@pytest.mark.parametrize("size", [65535, 65536, 65537, 131072, 1000000])
async def test_gzip_that_fills_pieces_exactly_is_undone(world: World, size: int) -> None:
    packed = gzip.compress(bytes(size))
    world.feeds.pages["/x.ics"] = response(packed + b"\0\0padding", "Content-Encoding: x-gzip")
    assert (await world.fetch(URL)).body == bytes(size)


async def test_a_host_that_does_not_answer_at_all_is_named(world: World) -> None:
    world.internet.ports[FEEDS_IP] = 1
    failure = await world.failure(URL)
    assert failure.kind == "connect"
    assert str(failure) == "feeds.example accepts no connection on port 80."


async def test_no_failure_shows_a_path_a_query_or_a_password(world: World) -> None:
    for url in (
        "http://feeds.example/private-s3cret/basic.ics?token=s3cret",
        "http://me:s3cret@feeds.example/",
        "http://feeds.example:22/s3cret",
        "s3cret://feeds.example/s3cret\\",
        "http://nowhere.example/s3cret",
    ):
        assert "s3cret" not in str(await world.failure(url))


PERMANENT = {
    "once, for good": (["301 M"], True),
    "twice, for good": (["301 M", "308 P"], True),
    "for now": (["302 F"], False),
    "for good, then for now": (["308 P", "307 T"], False),
    "for now, then for good": (["303 S", "301 M"], False),
    "five times": (["301 M"] * 5, True),
}


@pytest.mark.parametrize(("statuses", "is_moved"), PERMANENT.values(), ids=PERMANENT)
async def test_an_address_has_moved_when_every_redirect_says_for_good(
    world: World, statuses: list[str], is_moved: bool
) -> None:
    for number, status in enumerate(statuses):
        world.feeds.pages[f"/{number}"] = redirect(f"/{number + 1}", status)
    world.feeds.pages[f"/{len(statuses)}"] = response(b"here")
    fetched = await world.fetch("http://feeds.example/0")
    assert fetched.url == f"http://feeds.example/{len(statuses)}"
    assert fetched.moved_to == (fetched.url if is_moved else None)


async def test_a_redirect_may_be_written_in_any_of_the_usual_ways(world: World) -> None:
    world.feeds.pages |= {
        "/a/b": redirect("../ä b.ics?x#y"),
        "/%C3%A4%20b.ics?x": redirect("//other.example/c"),
    }
    world.other.pages["/c"] = response(b"c")
    assert (await world.fetch("http://feeds.example/a/b")).url == "http://other.example/c"


@given(st.text(max_size=60) | st.from_regex(r"(?:https?|webcal)://[!-~]{1,40}", fullmatch=True))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
async def test_no_text_reaches_the_canary_or_breaks_the_fetcher(world: World, text: str) -> None:
    try:
        await world.fetch(text)
    except FetchFailedError as failure:
        assert len(str(failure)) < 400  # noqa: PT017
    assert {ip for ip, _ in world.internet.connections} <= {FEEDS_IP}
    assert world.internet.canary.connection_count == 0
