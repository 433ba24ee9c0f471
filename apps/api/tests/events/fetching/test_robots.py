"""What sites ask of programs is asked for first, and done."""

import time

import pytest

from app.events.fetching import Limits
from app.events.fetching.robots import KEPT_SECONDS, Robots, product_token
from tests.events.fetching.conftest import USER_AGENT, World, failure_of
from tests.fakes.web import redirect, response, sending

URL = "http://feeds.example/calendar/x.ics"
TEXTS = {
    "nothing": ("", True),
    "a page of HTML": ("<!doctype html><title>Not found</title>", True),
    "rules for others": ("User-agent: GreedyBot\nDisallow: /", True),
    "rules for all": ("User-agent: *\nDisallow: /calendar/", False),
    "rules for all, elsewhere": ("User-agent: *\nDisallow: /admin/", True),
    "rules for us": ("User-agent: SRQ-HPN\nDisallow: /", False),
    "rules for us beat those for all": (
        "User-agent: *\nDisallow: /\n\nUser-agent: srq-hpn\nDisallow: /admin/",
        True,
    ),
    "a group of several": ("User-agent: a\nUser-agent: srq-hpn\nDisallow: /", False),
    "a group of others before ours": (
        "User-agent: srq-hpn\nAllow: /\n\nUser-agent: b\nUser-agent: c\nDisallow: /",
        True,
    ),
    "a name that ours begins with": ("User-agent: srq\nDisallow: /", True),
    "a name that begins with ours": ("User-agent: srq-hpn-other\nDisallow: /", True),
    "our name with a version": ("User-agent: srq-hpn/1.0\nDisallow: /", False),
    "no colon": ("user agent *\nDisallow: /", False),
    "the longest rule wins": ("User-agent: *\nDisallow: /\nAllow: /calendar/", True),
    "wildcards": ("User-agent: *\nDisallow: /*.ics$", False),
    "a byte order mark": ("\ufeffUser-agent: *\nDisallow: /", False),
    "Windows lines and comments": ("User-agent: * # all\r\nDisallow: / # no\r\n", False),
}


@pytest.mark.parametrize(("text", "is_allowed"), TEXTS.values(), ids=TEXTS)
async def test_robots_txt_is_obeyed(world: World, text: str, *, is_allowed: bool) -> None:
    world.feeds.pages["/robots.txt"] = response(text.encode())
    world.feeds.pages["/calendar/x.ics"] = response(b"x")
    if is_allowed:
        assert (await world.fetch(URL, respect_robots=True)).body == b"x"
    else:
        failure = await world.failure(URL, respect_robots=True)
        assert (failure.kind, "asks programs not to" in str(failure)) == ("robots", True)
        assert world.feeds.targets() == ["/robots.txt"]


async def test_what_an_operator_fetches_by_hand_asks_no_robots_txt(world: World) -> None:
    world.feeds.pages["/robots.txt"] = response(b"User-agent: *\nDisallow: /")
    world.feeds.pages["/calendar/x.ics"] = response(b"x")
    assert (await world.fetch(URL, respect_robots=False)).body == b"x"
    assert world.feeds.targets() == ["/calendar/x.ics"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
async def test_a_site_without_robots_txt_allows_everything(world: World, status: int) -> None:
    world.feeds.pages["/robots.txt"] = response(b"Disallow: /", status=f"{status} No")
    world.feeds.pages["/calendar/x.ics"] = response(b"x")
    assert (await world.fetch(URL, respect_robots=True)).body == b"x"


@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_a_site_that_cannot_show_it_forbids_everything_for_now(
    world: World, status: int
) -> None:
    world.feeds.pages["/robots.txt"] = response(b"", "Retry-After: 60", status=f"{status} No")
    world.feeds.pages["/calendar/x.ics"] = response(b"x")
    fetcher = world.fetcher()
    failure = await failure_of(fetcher, URL, respect_robots=True)
    assert (failure.kind, failure.http_status, failure.retry_after) == ("robots", status, 60)
    assert "for now" in str(failure)
    world.feeds.pages["/robots.txt"] = response(b"")
    assert (await fetcher.fetch(URL)).body == b"x"


async def test_a_site_that_does_not_answer_for_it_forbids_everything_for_now(
    world: World,
) -> None:
    world.feeds.pages["/robots.txt"] = sending(b"", repeat=1000, pause=0.05)
    fetcher = world.fetcher(limits=Limits(robots_seconds=0.2))
    failure = await failure_of(fetcher, URL, respect_robots=True)
    assert (failure.kind, "within" in str(failure)) == ("robots", True)


async def test_it_may_be_somewhere_else_or_in_a_circle(world: World) -> None:
    world.feeds.pages["/calendar/x.ics"] = response(b"x")
    world.feeds.pages["/robots.txt"] = redirect("http://other.example/robots.txt")
    world.other.pages["/robots.txt"] = response(b"User-agent: *\nDisallow: /")
    assert (await world.failure(URL, respect_robots=True)).kind == "robots"
    world.other.pages["/robots.txt"] = redirect("/robots.txt")
    assert (await world.fetch(URL, respect_robots=True)).body == b"x"


async def test_each_site_on_the_way_is_asked(world: World) -> None:
    world.feeds.pages["/calendar/x.ics"] = redirect("http://other.example/x")
    world.other.pages |= {
        "/robots.txt": response(b"User-agent: *\nDisallow: /x"),
        "/x": response(b"x"),
    }
    failure = await world.failure(URL, respect_robots=True)
    assert (failure.kind, "other.example" in str(failure)) == ("robots", True)
    assert world.other.targets() == ["/robots.txt"]


async def test_it_is_asked_for_once_an_hour(world: World) -> None:
    world.feeds.pages |= {"/robots.txt": response(b""), "/calendar/x.ics": response(b"x")}
    fetcher = world.fetcher()
    fetcher._robots._monotonic = world.time.monotonic
    for _ in range(3):
        await fetcher.fetch(URL)
    assert world.feeds.targets() == ["/robots.txt"] + ["/calendar/x.ics"] * 3
    world.time.now += KEPT_SECONDS
    await fetcher.fetch(URL)
    assert world.feeds.targets()[-2:] == ["/robots.txt", "/calendar/x.ics"]


async def test_another_port_is_another_site(world: World) -> None:
    world.feeds.pages |= {"/robots.txt": response(b""), "/x": response(b"x")}
    fetcher = world.fetcher()
    for port in (80, 8080, 80):
        await fetcher.fetch(f"http://feeds.example:{port}/x")
    assert world.feeds.targets() == ["/robots.txt", "/x", "/robots.txt", "/x", "/x"]


PAUSES = {"4": 4.0, "0.2": 1.0, "86400": 10.0, "soon": 1.0, "nan": 1.0, "-3": 1.0}


@pytest.mark.parametrize(("delay", "pause"), PAUSES.items())
async def test_a_delay_between_requests_is_honoured_up_to_ten_seconds(
    world: World, delay: str, pause: float
) -> None:
    text = f"User-agent: *\nCrawl-delay: {delay}\n"
    world.feeds.pages |= {
        "/robots.txt": response(text.encode()),
        "/calendar/x.ics": response(b"x"),
    }
    await world.fetch(URL, respect_robots=True)
    assert world.time.slept == [pytest.approx(pause)]


HOSTILE = {
    "names times rules": "".join(f"user-agent:{number:x}\n" for number in range(16_000))
    + "allow:/\n" * 30_000,
    "wildcards": "user-agent: *\n" + "allow:/*a*b*c*d*e*f\n" * 25_000,
    "one long wildcard": "user-agent: *\ndisallow: /" + "*a" * 250_000,
    "one line": "user-agent: *" + " " * 500_000,
    "blanks": " \t" * 250_000,
    "groups": "user-agent:*\nallow:/a\n" * 22_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_a_robots_txt_made_to_keep_us_busy_does_not(world: World, text: str) -> None:
    world.feeds.pages["/robots.txt"] = response(text.encode())
    world.feeds.pages["/calendar/x.ics"] = response(b"x")
    fetcher = world.fetcher()
    began = time.process_time()
    assert (await fetcher.fetch("http://feeds.example/calendar/x.ics")).body == b"x"
    assert time.process_time() - began < 5


async def test_no_more_than_500_kib_of_it_are_read(world: World) -> None:
    text = b"# \n" * 200_000 + b"User-agent: *\nDisallow: /\n"
    world.feeds.pages["/robots.txt"] = response(text)
    world.feeds.pages["/calendar/x.ics"] = response(b"x")
    assert (await world.fetch(URL, respect_robots=True)).body == b"x"


def test_what_is_kept_of_many_sites_is_bounded(world: World) -> None:
    follower = world.fetcher()._follower
    robots = Robots(follower, USER_AGENT, seconds=1)
    for number in range(3000):
        robots._keep(f"http://{number}.example", bytes(100))
    assert len(robots._texts) == 1000
    for number in range(100):
        robots._keep(f"https://{number}.example", bytes(500 * 1024))
    assert robots._kept_bytes() <= 8 * 1024 * 1024


def test_a_robots_txt_calls_us_by_what_the_user_agent_begins_with() -> None:
    assert product_token(USER_AGENT) == "srq-hpn"
