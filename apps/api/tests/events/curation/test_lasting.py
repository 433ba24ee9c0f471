"""What a curator decided holds whatever feeds say later, and is gone when it is undone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx2
import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.kernel import clock
from embedded_postgres import Dsns
from tests import conftest
from tests.events.conftest import NOW
from tests.factories.worlds import (
    ANNEX,
    BEGINNING,
    FILM,
    HISTORY,
    JAZZ,
    JAZZ_AGAIN,
    SHED,
    TALK,
    YOGA,
    make_venues_and_feeds,
    seen,
    tell,
)

Client = httpx2.AsyncClient
Seen = dict[str, Any]
RANGE = "/api/events/range?start=2026-03-07&end=2026-05-30"


@dataclass(frozen=True)
class Decided:
    """A decision, and what the public sees for as long as it stands."""

    name: str
    decide: tuple[str, str, Any]
    holds: Callable[[Seen, str], bool]


def dates(found: Seen, event_id: int) -> list[Any]:
    return [each for each in found[RANGE] if each["event"]["id"] == event_id]


def all_of(found: Seen, phase: str, event_id: int, test: Callable[[Any], bool]) -> bool:
    """Whether every date of an event is so, and it has any, except while its feed lacks it."""
    told = dates(found, event_id)
    return all(test(each) for each in told) and bool(told) == (phase != "vanished")


def is_nowhere(found: Seen, event_id: int) -> bool:
    listed = [each for path, each in found.items() if isinstance(each, list) and "/events" in path]
    shown = [date["event"]["id"] for each in listed for date in each]
    more = [
        date["event"]["id"]
        for path, each in found.items()
        if path.startswith("/api/events/") and isinstance(each, dict) and "more_from_venue" in each
        for date in each["more_from_venue"]
    ]
    return event_id not in {*shown, *more} and found[f"/api/events/{event_id}"] == (404, None)


def venue_of(date: Any) -> str | None:
    return None if date["venue"] is None else date["venue"]["name"]


def at(place: str, venue: str | None) -> Callable[[Any], bool]:
    return lambda date: date["location_text"] != place or venue_of(date) == venue


DECISIONS = [
    Decided("hide", ("POST", f"events/{FILM}/hide", {}), lambda found, _: is_nowhere(found, FILM)),
    Decided(
        "rename",
        ("POST", f"events/{FILM}/rename", {"title": "Cinema by the Sea"}),
        lambda found, phase: all_of(
            found, phase, FILM, lambda date: date["title"] == "Cinema by the Sea"
        ),
    ),
    Decided(
        "venue",
        ("POST", f"events/{FILM}/venue", {"venue_id": 2}),
        lambda found, phase: all_of(found, phase, FILM, lambda date: venue_of(date) == ANNEX),
    ),
    Decided(
        "no venue",
        ("POST", f"events/{FILM}/venue", {"venue_id": None}),
        lambda found, phase: all_of(found, phase, FILM, lambda date: date["venue"] is None),
    ),
    Decided(
        "categories",
        ("POST", f"events/{FILM}/categories", {"slugs": ["comedy", "talks-books"]}),
        lambda found, phase: all_of(
            found,
            phase,
            FILM,
            lambda date: (
                {each["slug"] for each in date["event"]["categories"]} == {"comedy", "talks-books"}
            ),
        ),
    ),
    Decided(
        "no categories",
        ("POST", f"events/{FILM}/categories", {"slugs": []}),
        lambda found, phase: all_of(
            found, phase, FILM, lambda date: date["event"]["categories"] == []
        ),
    ),
    Decided(
        "merge",
        ("POST", f"events/{TALK}/merge", {"into_id": FILM}),
        lambda found, _: (
            not dates(found, TALK)
            and found[f"/api/events/{TALK}"] in {(308, f"/api/events/{FILM}"), (404, None)}
        ),
    ),
    Decided(
        "merge the older into the younger",
        ("POST", f"events/{FILM}/merge", {"into_id": TALK}),
        lambda found, _: (
            not dates(found, FILM)
            and found[f"/api/events/{FILM}"] in {(308, f"/api/events/{TALK}"), (404, None)}
        ),
    ),
    Decided(
        "split",
        ("POST", f"events/{JAZZ}/split", {"home_id": JAZZ_AGAIN}),
        lambda found, _: len(dates(found, JAZZ)) == len(dates(found, JAZZ_AGAIN)) == 1,
    ),
    Decided(
        "alias",
        ("POST", "venues/1/aliases", {"text": SHED}),
        lambda found, phase: all_of(found, phase, TALK, at(SHED, "The Club")),
    ),
    Decided(
        "venue merge",
        ("POST", "venues/2/merge", {"into_id": 1}),
        lambda found, _: (
            all(venue_of(date) == "The Club" for date in dates(found, YOGA))
            and len(dates(found, YOGA)) == 4
            and "salt-annex" not in str(found["/api/venues"])
        ),
    ),
    Decided(
        "venue added",
        ("POST", "venues", {"name": SHED, "address": "12 Quay Street"}),
        lambda found, phase: all_of(found, phase, TALK, at(SHED, SHED)),
    ),
    Decided(
        "venue renamed",
        ("PATCH", "venues/2", {"name": "Annex of Salt", "area": "Harbour"}),
        lambda found, _: all(
            (date["venue"]["name"], date["venue"]["slug"], date["venue"]["area"])
            == ("Annex of Salt", "salt-annex", "Harbour")
            for date in dates(found, YOGA)
        ),
    ),
    Decided(
        "question link",
        ("POST", "venue-questions/1/link", {"venue_id": 3}),
        lambda found, phase: all_of(found, phase, TALK, at(SHED, "Old Hall")),
    ),
    Decided(
        "question create",
        ("POST", "venue-questions/1/create", {"name": "The Old Boat Shed"}),
        lambda found, phase: all_of(found, phase, TALK, at(SHED, "The Old Boat Shed")),
    ),
    Decided(
        "question dismiss",
        ("POST", "venue-questions/1/dismiss", None),
        lambda found, phase: all_of(found, phase, TALK, at(SHED, None)),
    ),
]

_untouched: dict[str, Seen] = {}


@pytest.fixture
async def untouched(
    client: Client,
    session: AsyncSession,
    dsns: Dsns,
    _rows_of_migrations: dict[str, list[str]],
) -> Seen:
    """What the public sees at the end of the history when nobody decides anything."""
    if not _untouched:
        await make_venues_and_feeds(session)
        moment = await tell(session, BEGINNING, NOW)
        for steps in HISTORY.values():
            moment = await tell(session, steps, moment)
        with clock.freeze(moment):
            _untouched.update(await seen(client))
        with psycopg.connect(dsns.superuser) as connection:
            conftest._restore(connection, _rows_of_migrations)
    return _untouched


@pytest.mark.parametrize("decided", DECISIONS, ids=lambda decided: decided.name)
async def test_it_holds_through_all_that_feeds_say_later_and_is_gone_when_undone(
    decided: Decided, client: Client, untouched: Seen, curator: Client, session: AsyncSession
) -> None:
    await make_venues_and_feeds(session)
    moment = await tell(session, BEGINNING, NOW)
    with clock.freeze(moment):
        assert decided.holds(await seen(client), "before") is (decided.name == "question dismiss")
        method, path, body = decided.decide
        answer = await curator.request(method, f"/api/admin/{path}", json=body)
        assert answer.status_code in {200, 201}, answer.text
        assert decided.holds(await seen(client), "at once")
    for name, steps in HISTORY.items():
        moment = await tell(session, steps, moment)
        with clock.freeze(moment):
            assert decided.holds(await seen(client), name), name
    with clock.freeze(moment):
        (decision,) = (await curator.get("/api/admin/decisions")).json()["decisions"]
        undone = await curator.post(f"/api/admin/decisions/{decision['id']}/undo")
        assert undone.status_code == 200, undone.text
        assert await seen(client) == untouched
