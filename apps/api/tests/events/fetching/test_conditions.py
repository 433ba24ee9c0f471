"""Asking only for what is new, and hearing when to come back."""

from datetime import UTC, datetime

import pytest

from app.events.fetching import Validators
from app.events.fetching.conditions import seconds_to_wait
from app.kernel import clock
from tests.events.fetching.conftest import World
from tests.fakes.web import redirect, response

URL = "http://feeds.example/x.ics"
DATE = "Fri, 06 Mar 2026 10:00:00 GMT"


def sent(world: World) -> dict[str, str]:
    return {
        name: value
        for name, value in world.feeds.requests[-1].headers.items()
        if name.startswith("if-")
    }


async def test_what_is_unchanged_is_not_sent_again(world: World) -> None:
    world.feeds.pages["/x.ics"] = response(b"", 'ETag: "8"', status="304 Not Modified")
    fetched = await world.fetch(URL, validators=Validators('"7"', DATE))
    assert (fetched.status, fetched.body, fetched.url) == (304, b"", URL)
    assert sent(world) == {"if-none-match": '"7"', "if-modified-since": DATE}
    assert (fetched.etag, fetched.last_modified) == ('"8"', DATE)


async def test_what_has_changed_is_sent(world: World) -> None:
    world.feeds.pages["/x.ics"] = response(b"new")
    fetched = await world.fetch(URL, validators=Validators('"7"'))
    assert (fetched.status, fetched.body, fetched.etag) == (200, b"new", None)


async def test_an_unchanged_page_behind_redirects_tells_that_it_moved(world: World) -> None:
    world.feeds.pages["/x.ics"] = redirect("/y.ics", "301 Moved")
    world.feeds.pages["/y.ics"] = response(b"", status="304 Not Modified")
    fetched = await world.fetch(URL, validators=Validators('"7"'))
    assert (fetched.status, fetched.moved_to) == (304, "http://feeds.example/y.ics")


async def test_validators_are_shown_to_the_address_that_gave_them_alone(world: World) -> None:
    world.feeds.pages["/x.ics"] = redirect("http://other.example/y.ics")
    world.other.pages["/y.ics"] = response(b"another page under the same tag")
    fetched = await world.fetch(URL, validators=Validators('"7"', DATE, given_by=URL))
    assert fetched.status == 200
    assert sent(world) == {"if-none-match": '"7"', "if-modified-since": DATE}
    assert "if-none-match" not in world.other.requests[-1].headers


WEIRD = {
    "a line break": '"7"\r\nX-Injected: 1',
    "a bare line feed": '"7"\nX: 1',
    "a null byte": '"7\0"',
    "letters beyond ASCII": '"é"',
    "too long": '"' + "7" * 300 + '"',
    "nothing": "",
    "blanks": "   ",
    "a blank in front": ' "7"',
}


@pytest.mark.parametrize("weird", WEIRD.values(), ids=WEIRD)
async def test_weird_validators_are_not_sent(world: World, weird: str) -> None:
    world.feeds.pages["/x.ics"] = response(b"x")
    assert (await world.fetch(URL, validators=Validators(weird, weird))).body == b"x"
    assert sent(world) == {}


async def test_weird_validators_are_not_kept(world: World) -> None:
    world.feeds.pages["/x.ics"] = response(b"x", 'ETag: "é"', f"Last-Modified: {'x' * 300}")
    fetched = await world.fetch(URL)
    assert (fetched.etag, fetched.last_modified) == (None, None)


async def test_a_304_that_nobody_asked_for_is_a_failure(world: World) -> None:
    world.feeds.pages["/x.ics"] = response(b"", status="304 Not Modified")
    assert (await world.failure(URL, validators=Validators())).http_status == 304


WAITS = {
    "120": 120,
    "0": 0,
    "99999999": 86400,
    "Fri, 06 Mar 2026 23:10:00 GMT": 600,
    "Friday, 06-Mar-26 23:10:00 GMT": 600,
    "Fri Mar  6 23:10:00 2026": 600,
    "Fri, 06 Mar 2026 18:10:00 -0500": 600,
    "Fri, 06 Mar 2020 23:10:00 GMT": 0,
    "Fri, 06 Mar 2099 23:10:00 GMT": 86400,
    "-5": None,
    "1.5": None,
    "soon": None,
    "": None,
    "١٢": None,
    "Fri, 99 Mar 2026 99:10:00 GMT": None,
    "Fri, 06 Mar 99999999 23:10:00 GMT": None,
}


@pytest.mark.parametrize(("header", "seconds"), WAITS.items())
def test_retry_after_is_seconds_or_a_date_and_at_most_a_day(
    header: str, seconds: float | None
) -> None:
    with clock.freeze(datetime(2026, 3, 6, 23, 0, tzinfo=UTC)):
        assert seconds_to_wait(header) == seconds


@pytest.mark.parametrize(("status", "wait"), [(429, 90), (503, 90), (404, None), (500, None)])
async def test_a_server_that_wants_to_be_left_alone_says_for_how_long(
    world: World, status: int, wait: float | None
) -> None:
    world.feeds.pages["/x.ics"] = response(b"", "Retry-After: 90", status=f"{status} No")
    failure = await world.failure(URL)
    assert (failure.http_status, failure.retry_after) == (status, wait)
