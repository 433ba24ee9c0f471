"""The feeds over HTTP: what they hold, how they are asked for, and that other parsers read them."""

import json
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx2
import icalendar
import pytest
from fastapi import FastAPI
from lxml import etree
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.calendar.reading import read_calendar
from app.events.syndication import service
from app.events.syndication.router import router
from app.kernel import clock
from tests.events.conftest import NOW, Importing
from tests.factories.calendars import vevent
from tests.factories.feeds import read_elsewhere

NEW_YORK = ZoneInfo("America/New_York")
EVENT_MODULE = "{http://purl.org/rss/1.0/modules/event/}"
FORMS = {
    "ics": "text/calendar; charset=utf-8",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}


async def titles(client: httpx2.AsyncClient, target: str) -> list[str]:
    response = await client.get(target)
    assert response.status_code == 200, response.text
    path = target.partition("?")[0]
    if path.endswith(".ics"):
        calendar = icalendar.Calendar.from_ical(response.content)
        return sorted(str(each["SUMMARY"]) for each in calendar.events)
    if path.endswith(".rss"):
        return [item.findtext("title") or "" for item in channel_of(response).iter("item")]
    return [item["title"] for item in response.json()["items"]]


def channel_of(response: httpx2.Response) -> Any:
    channel = etree.fromstring(response.content).find("channel")
    assert channel is not None
    return channel


async def add_venue(session: AsyncSession, slug: str, name: str, **columns: str) -> None:
    names = ", ".join(["slug", "name", "name_normal_form", *columns])
    values = ", ".join(f":{each}" for each in ["slug", "name", "form", *columns])
    await session.execute(
        text(f"INSERT INTO app.venue ({names}) VALUES ({values})"),  # noqa: S608
        {"slug": slug, "name": name, "form": name.lower(), **columns},
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", ["/feeds/events", "/feeds/venues/club", "/feeds/categories/arts"])
async def test_a_feed_is_revalidated_like_every_public_answer(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing, path: str, form: str
) -> None:
    await add_venue(session, "club", "Club")
    await session.execute(
        text("INSERT INTO app.category (slug, name) VALUES ('arts', 'Arts') ON CONFLICT DO NOTHING")
    )
    await importing(vevent("jazz", "20260307T190000", "LOCATION:Club", "CATEGORIES:Arts"))
    first = await client.get(f"{path}.{form}")
    assert first.status_code == 200
    assert first.headers["content-type"] == FORMS[form]
    assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"
    again = await client.get(f"{path}.{form}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = await client.head(f"{path}.{form}")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == first.headers["etag"]
    disposition = first.headers.get("content-disposition")
    name = path.rpartition("/")[2]
    assert disposition == (f'inline; filename="{name}.ics"' if form == "ics" else None)


async def test_unchanged_data_gives_the_same_bytes_later_the_same_day(
    client: httpx2.AsyncClient, importing: Importing
) -> None:
    await importing(vevent("jazz", "20260307T190000", "RRULE:FREQ=WEEKLY"))
    first = await client.get("/feeds/events.ics")
    with clock.freeze(NOW.replace(minute=45)):
        assert (await client.get("/feeds/events.ics")).content == first.content


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["free jazz", "jazz", "talk"]),
        ("category=%20Live-MUSIC", ["free jazz", "jazz"]),
        ("category=unknown", []),
        ("free=true", ["free jazz"]),
        ("free=false", ["jazz"]),
        ("venue=the-club&category=", ["jazz"]),
        ("venue=the-club&free=true", []),
    ],
)
async def test_filters_are_those_of_the_calendar(
    client: httpx2.AsyncClient,
    session: AsyncSession,
    importing: Importing,
    form: str,
    query: str,
    expected: list[str],
) -> None:
    await add_venue(session, "the-club", "The Club")
    await importing(
        vevent(
            "free jazz", "20260307T180000", "DESCRIPTION:Free admission", "CATEGORIES:Live Music"
        ),
        vevent("jazz", "20260307T190000", "DESCRIPTION:Admission $5", "LOCATION:The Club"),
        vevent("talk", "20260307T200000"),
    )
    assert await titles(client, f"/feeds/events.{form}?{query}") == expected


@pytest.mark.parametrize("form", FORMS)
async def test_a_feed_of_its_own_belongs_to_each_venue_and_category(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing, form: str
) -> None:
    await add_venue(session, "the-club", "The Club")
    await importing(
        vevent("jazz", "20260307T190000", "LOCATION:The Club", "CATEGORIES:Live Music"),
        vevent("talk", "20260307T200000"),
    )
    assert await titles(client, f"/feeds/venues/the-club.{form}") == ["jazz"]
    assert await titles(client, f"/feeds/venues/THE-CLUB.{form}?free=true") == []
    assert await titles(client, f"/feeds/categories/live-music.{form}") == ["jazz"]
    for path in ("venues/nowhere", "categories/nothing", "venues/%25", "sources/x"):
        answer = await client.get(f"/feeds/{path}.{form}")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


async def test_a_merged_venue_goes_on_being_told_under_its_old_address(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing
) -> None:
    await add_venue(session, "the-club", "The Club")
    await add_venue(session, "club", "Club")
    await session.execute(
        text(
            "UPDATE app.venue SET merged_into_id = whole.id FROM app.venue AS whole"
            " WHERE venue.slug = 'club' AND whole.slug = 'the-club'"
        )
    )
    await importing(vevent("jazz", "20260307T190000", "LOCATION:The Club"))
    feed = (await client.get("/feeds/venues/club.json")).json()
    assert [item["title"] for item in feed["items"]] == ["jazz"]
    assert feed["home_page_url"] == "http://localhost:3000/venues/the-club"
    assert feed["feed_url"] == "http://localhost:3000/feeds/venues/the-club.json"


@pytest.mark.parametrize("target", ["/feeds/events.ics?free=maybe", "/feeds/events.rss?free=1"])
async def test_an_impossible_filter_is_refused(client: httpx2.AsyncClient, target: str) -> None:
    assert (await client.get(target)).status_code == 422


@pytest.mark.parametrize("form", FORMS)
async def test_hidden_and_merged_events_appear_nowhere(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing, form: str
) -> None:
    await importing(
        vevent("secret", "20260307T190000"),
        vevent("double", "20260307T190000"),
        vevent("open", "20260307T200000"),
    )
    await session.execute(text("UPDATE app.event SET is_hidden = true WHERE title = 'secret'"))
    await session.execute(
        text(
            "UPDATE app.event SET merged_into_id = (SELECT id FROM app.event WHERE title = 'open')"
            " WHERE title = 'double'"
        )
    )
    await session.commit()
    assert await titles(client, f"/feeds/events.{form}") == ["open"]


async def test_a_calendar_looks_back_thirty_days_and_the_others_not_at_all(
    client: httpx2.AsyncClient, importing: Importing
) -> None:
    await importing(
        vevent("long ago", "20260203T190000"),
        vevent("last month", "20260204T190000"),
        vevent("this morning", "20260306T090000", "DTEND;TZID=America/New_York:20260306T100000"),
        vevent("going on", "20260306T160000", "DTEND;TZID=America/New_York:20260306T200000"),
        vevent("all day", "20260306"),
        vevent("show", "20260101", "DTEND;VALUE=DATE:20260601"),
        vevent("tomorrow", "20260307T190000"),
    )
    whole = await titles(client, "/feeds/events.ics")
    assert whole == sorted(
        ["last month", "this morning", "going on", "all day", "show", "tomorrow"]
    )
    for form in ("rss", "json"):
        told = await titles(client, f"/feeds/events.{form}")
        assert told == ["show", "all day", "going on", "tomorrow"]


@pytest.mark.parametrize("form", FORMS)
async def test_beyond_the_limit_the_nearest_dates_are_told_and_the_feed_says_so(
    client: httpx2.AsyncClient,
    importing: Importing,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    await importing(*(vevent(f"event {n}", f"202603{n + 7:02}T190000") for n in range(6)))
    whole = await client.get(f"/feeds/events.{form}")
    assert "nearest" not in whole.text
    monkeypatch.setattr(service, "LONGEST_FEED", 4)
    assert await titles(client, f"/feeds/events.{form}") == [f"event {n}" for n in range(4)]
    cut = await client.get(f"/feeds/events.{form}")
    assert "Only the nearest 4 dates are told." in cut.text.replace("\r\n ", "")


@pytest.mark.parametrize("form", FORMS)
async def test_an_empty_feed_is_a_feed(client: httpx2.AsyncClient, form: str) -> None:
    assert await titles(client, f"/feeds/events.{form}") == []


async def test_an_imported_series_survives_the_round_trip_through_other_parsers(
    client: httpx2.AsyncClient, importing: Importing
) -> None:
    zoned = "TZID=America/New_York"
    await importing(
        vevent(
            "jazz",
            "20260306T190000",
            f"DTEND;{zoned}:20260306T210000",
            "RRULE:FREQ=WEEKLY;BYDAY=FR,SA",
            f"EXDATE;{zoned}:20260313T190000",
            "LOCATION:The Club\\, 1 Main Street",
            "CATEGORIES:Live Music",
            "URL:https://club.example/jazz",
            summary="Jazz & more",
        ),
        vevent("jazz", "20260327T200000", f"RECURRENCE-ID;{zoned}:20260327T190000"),
        vevent("jazz", "20260403T190000", f"RECURRENCE-ID;{zoned}:20260403T190000",
               "STATUS:CANCELLED"),
        vevent("fair", "20260310", "DTEND;VALUE=DATE:20260313"),
    )  # fmt: skip
    raw = (await client.get("/feeds/events.ics")).content
    days = (await client.get("/api/events/range?start=2026-03-06&end=2026-06-05")).json()
    published = {
        (item["start_datetime_utc"], item["status"]) for item in days if not item["all_day"]
    }
    elsewhere = {
        (f"{start:%Y-%m-%dT%H:%M:%SZ}", {"CONFIRMED": "scheduled"}.get(status, status.lower()))
        for start, _, _, status in read_elsewhere(raw)
        if isinstance(start, datetime) and start < datetime(2026, 6, 6, 4, tzinfo=UTC)
    }
    assert elsewhere == published
    series = [each for each in icalendar.Calendar.from_ical(raw).events if "RRULE" in each]
    assert len(series) == 1
    assert str(series[0]["URL"]) == "http://localhost:3000/events/jazz-more"
    assert str(series[0]["LOCATION"]) == "The Club, 1 Main Street"
    assert "Source: https://club.example/jazz" in str(series[0]["DESCRIPTION"])
    reading = read_calendar(
        raw, fallback_zone=NEW_YORK, window=(date(2026, 3, 6), date(2026, 6, 5))
    )
    assert len(reading.occurrences) == len(days)
    assert reading.problems == []


async def test_every_line_of_a_calendar_is_at_most_75_octets_and_ends_with_crlf(
    client: httpx2.AsyncClient, importing: Importing
) -> None:
    await importing(vevent("jazz", "20260307T190000", f"DESCRIPTION:{'Café – Ünïcode 🎷 ' * 30}"))
    raw = (await client.get("/feeds/events.ics")).content
    lines = raw.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()


async def test_rss_keeps_to_the_rules_of_its_specification(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing
) -> None:
    await add_venue(session, "the-club", "The Club", address="1 Main Street")
    await importing(
        vevent(
            "jazz",
            "20260306T190000",
            "DTEND;TZID=America/New_York:20260306T210000",
            "RRULE:FREQ=WEEKLY;COUNT=4",
            "LOCATION:The Club",
            "DESCRIPTION:<script>alert(1)</script> & so on\\n\\nNext",
            "CATEGORIES:Live Music",
            "URL:https://club.example/?a=1&b=2",
            summary="Jazz <b>& more</b>",
        )
    )
    response = await client.get("/feeds/events.rss")
    root = etree.fromstring(response.content)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    channel = channel_of(response)
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    (item,) = channel.iter("item")
    told = {each.tag: each.text for each in item}
    assert told["title"] == "Jazz <b>& more</b>"
    assert told["link"] == "http://localhost:3000/events/jazz-b-more-b"
    guid = item.find("guid")
    assert (guid.get("isPermaLink"), guid.text) == ("false", "event-1@localhost")
    assert parsedate_to_datetime(told["pubDate"] or "").tzinfo == UTC
    assert told["category"] == "Live Music"
    assert told[f"{EVENT_MODULE}startdate"] == "2026-03-06T19:00:00-05:00"
    assert told[f"{EVENT_MODULE}enddate"] == "2026-03-06T21:00:00-05:00"
    assert told[f"{EVENT_MODULE}location"] == "The Club, 1 Main Street"
    assert told["description"] == (
        "<p>Friday, 6 March 2026, 7:00 PM – 9:00 PM<br>The Club, 1 Main Street"
        "<br>3 more dates to come.</p>"
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; so on</p><p>Next</p>"
        '<p><a href="https://club.example/?a=1&amp;b=2">Source</a></p>'
    )


async def test_json_feed_keeps_to_the_rules_of_its_specification(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing
) -> None:
    await add_venue(session, "the-club", "The Club", address="1 Main Street")
    await importing(
        vevent(
            "jazz",
            "20260306T190000",
            "DTEND;TZID=America/New_York:20260306T210000",
            "RRULE:FREQ=WEEKLY;COUNT=4",
            "LOCATION:The Club",
            "CATEGORIES:Live Music",
        ),
        vevent("fair", "20260310", "DTEND;VALUE=DATE:20260313", "STATUS:CANCELLED"),
    )
    feed = json.loads((await client.get("/feeds/events.json?free=&venue=")).content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["home_page_url"] == "http://localhost:3000/"
    assert feed["feed_url"] == "http://localhost:3000/feeds/events.json"
    jazz, fair = feed["items"]
    assert all(isinstance(item["id"], str) and item["content_text"] for item in (jazz, fair))
    assert all(value is not None for name, value in jazz.items() if not name.startswith("_"))
    assert datetime.fromisoformat(jazz["date_published"]).tzinfo
    assert jazz["tags"] == ["Live Music"]
    assert jazz["_event"] == {
        "start": "2026-03-06T19:00:00-05:00",
        "end": "2026-03-06T21:00:00-05:00",
        "all_day": False,
        "timezone": "America/New_York",
        "status": "scheduled",
        "location": {"name": "The Club", "address": "1 Main Street"},
        "is_free": None,
        "price": None,
        "dates_to_come": 4,
    }
    assert fair["title"] == "CANCELLED: fair"
    assert (fair["_event"]["start"], fair["_event"]["end"]) == ("2026-03-10", "2026-03-12")


async def test_a_feed_is_called_after_what_it_tells(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing
) -> None:
    await add_venue(session, "the-club", "The Club")
    await importing(vevent("jazz", "20260307T190000", "LOCATION:The Club"))
    target = "/feeds/venues/the-club.json?free=TRUE&category=live-music"
    feed = (await client.get(target)).json()
    assert feed["title"] == "Free, Live Music, The Club – SRQ Happenings"
    assert feed["feed_url"].endswith("/feeds/venues/the-club.json?category=live-music&free=true")


async def test_times_in_utc_are_told_in_the_sites_zone(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing
) -> None:
    await importing(vevent("jazz", "20260307T190000"))
    await session.execute(text("UPDATE app.occurrence SET zone = 'Etc/UTC'"))
    await session.commit()
    told = (await client.get("/feeds/events.ics")).text
    assert "DTSTART;TZID=America/New_York:20260307T190000\r\n" in told


def test_every_feed_is_described(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    described = {route.path for route in router.routes if hasattr(route, "path")}
    assert len(described) == 9
    assert described <= set(paths)


async def test_words_narrow_every_form_to_the_events_that_hold_them(
    client: httpx2.AsyncClient, importing: Importing
) -> None:
    await importing(
        vevent("a", "20260307T190000", summary="Jazz on the pier"),
        vevent("b", "20260308T190000", summary="Poetry on the pier"),
    )
    with clock.freeze(NOW):
        for form in FORMS:
            told = await client.get(f"/feeds/events.{form}?q=pier+-poetry")
            assert "Jazz on the pier" in told.text
            assert "Poetry on the pier" not in told.text
            everything = await client.get(f"/feeds/events.{form}?q=%21%21")
            assert "Poetry on the pier" in everything.text
        document = (await client.get("/feeds/events.json?q=PIER++jazz")).json()
        assert document["title"].startswith("pier jazz – ")
        assert document["feed_url"].endswith("/feeds/events.json?q=pier+jazz")
