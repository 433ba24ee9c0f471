"""GET /api/events/search over HTTP."""

import asyncio
from urllib.parse import quote

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.search.indexing import rebuild, refresh_search, remove
from tests.events.conftest import Importing
from tests.events.search.conftest import Searching, titles
from tests.factories.calendars import vevent

FRIDAY, SATURDAY, SUNDAY = "20260306T200000", "20260307T190000", "20260308T190000"


async def make_venue(session: AsyncSession, slug: str, name: str, area: str | None = None) -> None:
    await session.execute(
        text(
            "INSERT INTO app.venue (slug, name, name_normal_form, area)"
            " VALUES (:slug, :name, lower(:name), :area)"
        ),
        {"slug": slug, "name": name, "area": area},
    )
    await session.commit()


async def test_an_event_is_found_by_each_of_its_words_in_any_form(
    session: AsyncSession, publishing: Importing, searching: Searching
) -> None:
    await make_venue(session, "blue-parrot", "Blue Parrot", "Rosemary District")
    await publishing(
        vevent(
            "one",
            SATURDAY,
            "LOCATION:Blue Parrot",
            "CATEGORIES:Live Music",
            "DESCRIPTION:An evening of crooners and café society",
            summary="Swinging Stories",
        ),
        vevent("two", SATURDAY, summary="Knitting circle"),
    )
    for q in (
        "swinging",
        "story",
        "SWING",
        "parrot",
        "music",
        "crooner",
        "cafe",
        "CAFÉS",
        "rosemary",
        "blue swing",
        "swi",
        "croo",
        "swinging stor",
    ):
        answer = await searching(q)
        assert titles(answer) == ["Swinging Stories"], q
        assert not answer["is_partial_match"]


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ('"night market"', ["Night market"]),
        ("night market", ["Night market", "Market of the night"]),
        ("market -night", ["Farm market"]),
        ("farm OR knitting", ["Farm market", "Knitting circle"]),
        ('knitting OR "night market"', ["Night market", "Knitting circle"]),
        ("-market -night", ["Knitting circle"]),
        ('"night market', ["Night market"]),
    ],
)
async def test_quotes_minus_and_or_mean_what_they_mean_elsewhere(
    publishing: Importing, searching: Searching, q: str, expected: list[str]
) -> None:
    await publishing(
        vevent("one", SATURDAY, summary="Night market"),
        vevent("two", SATURDAY, summary="Market of the night"),
        vevent("three", SATURDAY, summary="Farm market"),
        vevent("four", SATURDAY, summary="Knitting circle"),
    )
    assert sorted(titles(await searching(q))) == sorted(expected)


async def test_the_title_weighs_more_than_the_place_and_that_more_than_the_description(
    session: AsyncSession, publishing: Importing, searching: Searching
) -> None:
    await make_venue(session, "jazz-cellar", "Jazz Cellar")
    await publishing(
        vevent("c", SATURDAY, "DESCRIPTION:There will be jazz.", summary="Brunch"),
        vevent("b", SATURDAY, "LOCATION:Jazz Cellar", summary="Poetry"),
        vevent("a", SATURDAY, summary="Jazz trio"),
    )
    assert titles(await searching("jazz")) == ["Jazz trio", "Poetry", "Brunch"]


async def test_of_two_that_fit_as_well_the_sooner_comes_first(
    publishing: Importing, searching: Searching
) -> None:
    await publishing(
        vevent("late", "20260706T200000", summary="Fado recital"),
        vevent("soon", SATURDAY, summary="Fado recital"),
    )
    answer = await searching("fado")
    dates = [item["occurrence"]["local_date"] for item in answer["items"]]
    assert dates == ["2026-03-07", "2026-07-06"]


async def test_a_series_is_one_result_with_its_next_date_and_how_many_there_are(
    publishing: Importing, searching: Searching
) -> None:
    await publishing(
        vevent("yoga", "20260302T080000", "RRULE:FREQ=DAILY;COUNT=10", summary="Yoga at dawn")
    )
    (item,) = (await searching("yoga"))["items"]
    assert (item["occurrence"]["local_date"], item["date_count"]) == ("2026-03-07", 5)
    (item,) = (await searching("yoga", start="2026-03-03", end="2026-03-04"))["items"]
    assert (item["occurrence"]["local_date"], item["date_count"]) == ("2026-03-03", 2)
    assert (await searching("yoga", start="2026-03-12"))["total"] == 0


async def test_what_is_over_is_not_found_and_what_goes_on_is(
    publishing: Importing, searching: Searching
) -> None:
    await publishing(
        vevent("over", "20260306T120000", summary="Lunch lecture"),
        vevent(
            "on",
            "20260306T170000",
            "DTEND;TZID=America/New_York:20260306T200000",
            summary="Lecture",
        ),
        vevent("show", "20260301", "DTEND;VALUE=DATE:20260601", summary="Lecture hall exhibition"),
    )
    answer = await searching("lecture")
    assert sorted(titles(answer)) == ["Lecture", "Lecture hall exhibition"]
    today = await searching("lecture", start="2026-03-06", end="2026-03-06")
    assert today["total"] == 3
    (show,) = (await searching("exhibition", start="2026-05-01"))["items"]
    assert show["occurrence"]["is_ongoing"]
    assert (await searching("exhibition", start="2026-06-01"))["total"] == 0
    assert (await searching(end="2026-03-06"))["total"] == 2


async def test_what_ends_at_midnight_is_not_there_on_the_next_day(
    publishing: Importing, searching: Searching
) -> None:
    await publishing(
        vevent("ball", SATURDAY, "DTEND;TZID=America/New_York:20260308T000000", summary="Ball")
    )
    assert (await searching("ball", start="2026-03-08"))["total"] == 0
    assert (await searching("ball", start="2026-03-07"))["total"] == 1


@pytest.mark.parametrize(
    ("q", "meant"),
    [
        ("jaxz", "jazz"),
        ("yoag", "yoga"),
        ("exibition", "exhibition"),
        ("orchesstra", "orchestra"),
        ("symfony", "symphony"),
        ("shakespear", "shakespeare"),
        ("bluegras", "bluegrass"),
        ("farmersmarket", "farmers market"),
        ("symfony orchesstra", "symphony orchestra"),
    ],
)
async def test_a_misspelled_word_is_put_right_and_said_so(
    publishing: Importing, searching: Searching, q: str, meant: str
) -> None:
    await publishing(
        *(
            vevent(title, SATURDAY, summary=title)
            for title in (
                "Jazz",
                "Yoga",
                "Exhibition",
                "Symphony Orchestra",
                "Shakespeare",
                "Bluegrass",
                "Farmers Market",
            )
        )
    )
    answer = await searching(q)
    assert meant in titles(answer)[0].lower()
    # What is the beginning of a word needs no putting right.
    assert answer["corrected_query"] in (meant, None)
    if answer["corrected_query"] is None:
        assert meant.startswith(q)


async def test_a_spelling_that_finds_little_is_kept_and_the_better_one_offered(
    publishing: Importing, searching: Searching, session: AsyncSession
) -> None:
    await publishing(
        vevent("0", SATURDAY, summary="Musik for everybody"),
        *(vevent(f"{n}", SATURDAY, summary=f"Music {n}") for n in range(1, 5)),
    )
    await session.execute(text("DELETE FROM app.search_word WHERE word = 'musik'"))
    await session.commit()
    answer = await searching("musik")
    assert titles(answer) == ["Musik for everybody"]
    assert (answer["corrected_query"], answer["did_you_mean"]) == (None, "music")


async def test_where_no_event_has_all_words_those_with_some_are_shown_and_marked(
    publishing: Importing, searching: Searching
) -> None:
    await publishing(
        vevent("one", SATURDAY, summary="Cello concert"),
        vevent("two", SATURDAY, summary="Tango lesson"),
        vevent("three", SATURDAY, summary="Knitting"),
    )
    answer = await searching("cello tango")
    assert (sorted(titles(answer)), answer["is_partial_match"]) == (
        ["Cello concert", "Tango lesson"],
        True,
    )
    assert titles(await searching("cello tango -lesson")) == ["Cello concert"]


async def test_words_that_say_when_are_left_out_if_nothing_has_them(
    publishing: Importing, searching: Searching
) -> None:
    await publishing(
        vevent("one", SATURDAY, summary="Live jazz"),
        vevent("two", SATURDAY, summary="Friday fish fry"),
    )
    answer = await searching("live jazz this friday")
    assert titles(answer) == ["Live jazz"]
    assert (answer["ignored_words"], answer["is_partial_match"]) == (["this", "friday"], False)
    assert titles(await searching("friday fish")) == ["Friday fish fry"]


@pytest.mark.parametrize(
    "q",
    [
        "the",
        "of the",
        "a" * 200,
        "a " * 100,
        "-",
        '"',
        '""',
        "OR",
        "OR OR -OR",
        "-jazz",
        "\ud800",
        "%' ; DROP TABLE app.event --",
        "!!! & | ( ) :* <->",
        "'",
        "\\",
        "🎷",
        "日本語",
        "\u0149\ufb01 ½ ² ①",
        "jazz:*",
        "'jazz':A & !b",
        "é" * 200,
        "x-y_z",
        "١٢٣",
        "\u0600\u202e\u200b",
    ],
)
async def test_whatever_is_typed_is_answered(
    publishing: Importing, client: httpx2.AsyncClient, q: str
) -> None:
    await publishing(vevent("one", SATURDAY, summary="Jazz"))
    response = await client.get(f"/api/events/search?q={quote(q, errors='surrogatepass')}")
    assert response.status_code == 200, response.text


async def test_a_search_without_words_is_everything_by_time(
    publishing: Importing, searching: Searching
) -> None:
    await publishing(
        vevent("c", SUNDAY),
        vevent("b", SATURDAY),
        vevent("a", FRIDAY),
        vevent("past", "20260201T200000"),
    )
    for answer in (await searching(), await searching(""), await searching(" !? ")):
        assert titles(answer) == ["a", "b", "c"]
        assert answer["query"] is None


async def test_pages_join_without_a_gap_and_show_each_event_once(
    publishing: Importing, client: httpx2.AsyncClient, searching: Searching
) -> None:
    await publishing(*(vevent(f"jazz {n}", SATURDAY) for n in range(11)))
    for query in ("", "q=jazz&"):
        target: str | None = f"/api/events/search?{query}limit=4"
        paged: list[str] = []
        while target:
            response = await client.get(target)
            paged += titles(response.json())
            target = response.links["next"]["url"] if "next" in response.links else None
        assert len(paged) == len(set(paged)) == 11
        whole = await searching("jazz" if query else None)
        assert paged == titles(whole)
        assert (whole["total"], whole["total_is_capped"], whole["next_cursor"]) == (11, False, None)


async def test_filters_narrow_and_facets_tell_what_each_would_find(
    session: AsyncSession, publishing: Importing, searching: Searching
) -> None:
    await make_venue(session, "hall", "Hall", "North")
    await make_venue(session, "bar", "Bar", "South")
    await publishing(
        vevent(
            "a",
            SATURDAY,
            "LOCATION:Hall",
            "CATEGORIES:Live Music",
            "DESCRIPTION:Free admission",
            summary="Zither a",
        ),
        vevent(
            "b",
            SATURDAY,
            "LOCATION:Bar",
            "CATEGORIES:Live Music,Festivals",
            "DESCRIPTION:Admission $5",
            summary="Zither b",
        ),
        vevent("c", SATURDAY, "LOCATION:Bar", "CATEGORIES:Film", summary="Zither c"),
    )
    facets = (await searching("zither"))["facets"]
    counts = {each["slug"]: each["count"] for each in facets["categories"]}
    assert counts == {"live-music": 2, "festivals": 1, "film": 1}
    assert facets["free"] == {"yes": 1, "no": 1, "unknown": 1}
    assert [(each["slug"], each["count"]) for each in facets["venues"]] == [("bar", 2), ("hall", 1)]
    assert [(each["name"], each["count"]) for each in facets["areas"]] == [
        ("South", 2),
        ("North", 1),
    ]
    for parameters, expected in (
        ({"category": " LIVE-music"}, ["Zither a", "Zither b"]),
        ({"category": "unknown"}, []),
        ({"venue": "bar"}, ["Zither b", "Zither c"]),
        ({"free": "true"}, ["Zither a"]),
        ({"free": "false", "venue": "bar", "category": "live-music"}, ["Zither b"]),
        ({"free": "true", "venue": "bar"}, []),
        ({"venue": "%"}, []),
    ):
        assert sorted(titles(await searching("zither", **parameters))) == expected
        assert sorted(titles(await searching(**parameters))) == expected
    at_bar = (await searching("zither", venue="bar"))["facets"]
    assert {each["slug"]: each["count"] for each in at_bar["venues"]} == {"bar": 2, "hall": 1}
    assert {each["slug"] for each in at_bar["categories"]} == {"live-music", "festivals", "film"}
    assert at_bar["free"] == {"yes": 0, "no": 1, "unknown": 1}


async def test_a_venue_counts_only_for_the_dates_that_are_there(
    session: AsyncSession, publishing: Importing, searching: Searching
) -> None:
    await make_venue(session, "hall", "Hall")
    await make_venue(session, "bar", "Bar")
    await publishing(
        vevent(
            "tour", SATURDAY, "RRULE:FREQ=DAILY;COUNT=3", "LOCATION:Hall", summary="Tour"
        ),
        vevent(
            "tour", SUNDAY, "RECURRENCE-ID;TZID=America/New_York:20260308T190000",
            "LOCATION:Bar", summary="Tour",
        ),
    )  # fmt: skip
    (item,) = (await searching("tour", venue="bar"))["items"]
    assert (item["occurrence"]["local_date"], item["date_count"]) == ("2026-03-08", 1)
    monday = await searching("tour", start="2026-03-09")
    assert [venue["slug"] for venue in monday["facets"]["venues"]] == ["hall"]
    assert (await searching("tour", venue="bar", start="2026-03-09"))["total"] == 0


async def test_a_room_counts_as_its_venue(
    session: AsyncSession, publishing: Importing, searching: Searching
) -> None:
    await session.execute(
        text(
            "WITH whole AS (INSERT INTO app.venue (slug, name, name_normal_form)"
            " VALUES ('hall', 'Harbour Hall', 'harbour hall') RETURNING id)"
            " INSERT INTO app.venue (slug, name, name_normal_form, parent_id)"
            " SELECT 'cellar', 'Cellar', 'cellar', id FROM whole"
        )
    )
    await publishing(vevent("below", SATURDAY, "LOCATION:Cellar"))
    assert titles(await searching("harbour", venue="hall")) == ["below"]
    assert [each["slug"] for each in (await searching())["facets"]["venues"]] == ["hall"]


@pytest.mark.parametrize(
    ("change", "undo"),
    [
        (
            "UPDATE app.event SET is_hidden = true WHERE title = 'secret'",
            "UPDATE app.event SET is_hidden = false WHERE title = 'secret'",
        ),
        (
            """UPDATE app.event SET merged_into_id = other.id FROM app.event AS other
               WHERE event.title = 'secret' AND other.title = 'open'""",
            "UPDATE app.event SET merged_into_id = NULL WHERE title = 'secret'",
        ),
    ],
)
async def test_hidden_and_merged_events_are_gone_at_once_and_come_back(
    session: AsyncSession, publishing: Importing, searching: Searching, change: str, undo: str
) -> None:
    await publishing(vevent("secret", SATURDAY), vevent("open", SATURDAY))
    await session.execute(text(change))
    await session.commit()
    assert titles(await searching("secret")) == []
    assert titles(await searching()) == ["open"]
    assert (await searching())["total"] == 1
    await session.execute(text(undo))
    await session.commit()
    assert titles(await searching("secret")) == ["secret"]


async def test_cancelled_events_are_shown_as_such(
    publishing: Importing, searching: Searching
) -> None:
    await publishing(vevent("jazz", SATURDAY, "STATUS:CANCELLED"))
    (item,) = (await searching("jazz"))["items"]
    assert item["occurrence"]["status"] == "cancelled"


async def test_what_leaves_the_calendar_leaves_the_search(
    session: AsyncSession, publishing: Importing, searching: Searching
) -> None:
    await publishing(vevent("jazz", SATURDAY), vevent("folk", SATURDAY))
    ids = {
        item["occurrence"]["title"]: item["occurrence"]["event"]["id"]
        for item in (await searching())["items"]
    }
    await session.execute(
        text("DELETE FROM app.occurrence WHERE event_id = :id"), {"id": ids["jazz"]}
    )
    await refresh_search(session, list(ids.values()))
    await session.commit()
    assert titles(await searching()) == ["folk"]
    await remove(session, [ids["folk"]])
    await session.commit()
    assert titles(await searching()) == []
    await refresh_search(session, [])


async def test_making_everything_anew_twice_writes_nothing_the_second_time(
    session: AsyncSession, publishing: Importing
) -> None:
    await publishing(vevent("jazz", SATURDAY), vevent("folk", SATURDAY))
    rows = text(
        "SELECT xmin::text FROM app.event_search UNION ALL SELECT xmin::text FROM app.search_word"
    )
    before = sorted((await session.execute(rows)).scalars())
    assert await rebuild(session) == 2
    await session.commit()
    assert sorted((await session.execute(rows)).scalars()) == before


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("q=" + "a" * 201, "200 characters"),
        ("q=ja%00zz", "NUL"),
        ("free=maybe", "free must be"),
        ("start=2026-02-30", "start must be a day"),
        ("start=2026-03-09&end=2026-03-08", "end must not lie before start"),
        ("end=2026-03-05", "end must not lie before start"),
        ("cursor=x", "cursor must be"),
        ("cursor=99999999999999-1", "cursor must be"),
        ("cursor=1772838000-10000", "cursor must be"),
        ("cursor=-1-1", "cursor must be"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
    ],
)
async def test_an_impossible_search_is_refused_with_a_sentence(
    client: httpx2.AsyncClient, frozen_now: object, query: str, word: str
) -> None:
    del frozen_now
    response = await client.get(f"/api/events/search?{query}")
    assert response.status_code == 422, response.text
    assert word in response.json()["detail"]
    assert response.json()["detail"].endswith(".")


@pytest.mark.parametrize(
    "query",
    [
        "start=0001-01-01&end=0001-01-01",
        "start=0001-01-01",
        "end=9999-12-31",
        "start=9999-12-31&end=9999-12-31",
        "cursor=99999999999-9999",
        "cursor=0-0",
        "start=&end=&q=&category=&venue=&free=&cursor=",
    ],
)
async def test_the_ends_of_the_calendar_are_answered(
    publishing: Importing, client: httpx2.AsyncClient, query: str
) -> None:
    await publishing(vevent("jazz", SATURDAY))
    response = await client.get(f"/api/events/search?{query}")
    assert response.status_code == 200, response.text


async def test_an_answer_can_be_kept_and_asked_after(
    publishing: Importing, client: httpx2.AsyncClient
) -> None:
    await publishing(vevent("jazz", SATURDAY))
    first, second = await asyncio.gather(
        *(client.get("/api/events/search?q=jazz") for _ in range(2))
    )
    assert first.headers["etag"] == second.headers["etag"]
    again = await client.get(
        "/api/events/search?q=jazz", headers={"if-none-match": first.headers["etag"]}
    )
    assert again.status_code == 304
