"""What importing a calendar does to what the public sees."""

from typing import Any
from zoneinfo import ZoneInfo

import httpx2
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.ingestion.service import align_local_dates
from tests.events.conftest import Importing
from tests.factories.calendars import vevent

WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=4"


async def occurrences(session: AsyncSession) -> list[tuple[Any, ...]]:
    rows = await session.execute(
        text(
            "SELECT to_char(starts_at AT TIME ZONE 'America/New_York', 'MM-DD HH24:MI'),"
            " occurrence.status, moved_from IS NOT NULL, coalesce(occurrence.title, event.title)"
            " FROM app.occurrence JOIN app.event ON event.id = event_id ORDER BY starts_at, 4"
        )
    )
    return [tuple(row) for row in rows]


async def addresses(session: AsyncSession) -> list[int]:
    return list((await session.scalars(text("SELECT id FROM app.occurrence ORDER BY id"))).all())


async def test_importing_twice_changes_nothing(session: AsyncSession, importing: Importing) -> None:
    events = (vevent("a", "20260307T190000", WEEKLY), vevent("b", "20260309"))
    first = await importing(*events)
    before = await occurrences(session)
    versions = (await session.scalars(text("SELECT xmin::text FROM app.occurrence"))).all()
    second = await importing(*events)
    assert (first.new_count, second.new_count) == (5, 0)
    assert (second.changed_count, second.unchanged_count, second.removed_count) == (0, 5, 0)
    assert await occurrences(session) == before
    assert (await session.scalars(text("SELECT xmin::text FROM app.occurrence"))).all() == versions


async def test_revision_noise_is_no_change(importing: Importing) -> None:
    await importing(vevent("a", "20260307T190000", "DTSTAMP:20260101T000000Z", "SEQUENCE:1"))
    again = await importing(
        vevent("a", "20260307T190000", "DTSTAMP:20260306T000000Z", "SEQUENCE:9")
    )
    assert again.changed_count == 0


async def test_a_moved_one_off_keeps_its_address(
    session: AsyncSession, importing: Importing
) -> None:
    await importing(vevent("a", "20260307T190000"))
    before = await addresses(session)
    report = await importing(vevent("a", "20260308T200000"))
    assert (report.new_count, report.changed_count) == (0, 1)
    assert await addresses(session) == before
    assert await occurrences(session) == [("03-08 20:00", "scheduled", True, "a")]


async def test_a_series_at_another_hour_keeps_its_addresses(
    session: AsyncSession, importing: Importing
) -> None:
    await importing(vevent("a", "20260307T190000", WEEKLY))
    before = await addresses(session)
    report = await importing(vevent("a", "20260307T200000", WEEKLY))
    assert (report.new_count, report.changed_count, report.removed_count) == (0, 4, 0)
    assert await addresses(session) == before
    again = await importing(vevent("a", "20260307T200000", WEEKLY))
    assert again.unchanged_count == 4


async def test_an_override_is_shown_as_moved_and_under_its_own_title(
    session: AsyncSession, importing: Importing
) -> None:
    override = vevent(
        "a",
        "20260314T203000",
        "RECURRENCE-ID;TZID=America/New_York:20260314T190000",
        summary="A special",
    )
    await importing(vevent("a", "20260307T190000", WEEKLY), override)
    assert await occurrences(session) == [
        ("03-07 19:00", "scheduled", False, "a"),
        ("03-14 20:30", "scheduled", True, "A special"),
        ("03-21 19:00", "scheduled", False, "a"),
        ("03-28 19:00", "scheduled", False, "a"),
    ]


async def test_an_excluded_date_leaves_the_calendar_and_comes_back(
    session: AsyncSession, importing: Importing
) -> None:
    series = vevent("a", "20260307T190000", WEEKLY)
    excluded = vevent(
        "a", "20260307T190000", WEEKLY, "EXDATE;TZID=America/New_York:20260314T190000"
    )
    await importing(series)
    assert (await importing(excluded)).removed_count == 1
    assert [row[0] for row in await occurrences(session)] == [
        "03-07 19:00",
        "03-21 19:00",
        "03-28 19:00",
    ]
    assert (await importing(excluded)).removed_count == 0
    await importing(series)
    assert len(await occurrences(session)) == 4


async def test_a_past_date_is_kept_whatever_the_feed_says_now(
    session: AsyncSession, importing: Importing
) -> None:
    await importing(vevent("a", "20260302T190000", WEEKLY))
    await importing(vevent("a", "20260309T190000", "RRULE:FREQ=WEEKLY;COUNT=3"))
    assert ("03-02 19:00", "scheduled", False, "a") in await occurrences(session)


async def test_a_file_that_was_cut_off_removes_nothing(
    session: AsyncSession, importing: Importing
) -> None:
    await importing(vevent("a", "20260307T190000", WEEKLY))
    report = await importing(
        vevent("a", "20260307T190000", "RRULE:FREQ=WEEKLY;COUNT=2"), cut_off=True
    )
    assert report.is_partial
    assert len(await occurrences(session)) == 4


async def test_a_uid_that_the_file_does_not_name_is_left_alone(
    session: AsyncSession, importing: Importing
) -> None:
    await importing(vevent("a", "20260307T190000"), vevent("b", "20260307T200000"))
    await importing(vevent("b", "20260307T200000"))
    assert len(await occurrences(session)) == 2


async def test_a_cancelled_date_is_shown_as_cancelled(
    session: AsyncSession, importing: Importing
) -> None:
    await importing(vevent("a", "20260307T190000"))
    await importing(vevent("a", "20260307T190000", "STATUS:CANCELLED"))
    assert await occurrences(session) == [("03-07 19:00", "cancelled", False, "a")]
    kinds = await session.scalars(text("SELECT kind FROM app.change ORDER BY id"))
    assert kinds.all() == ["new", "cancelled"]


async def test_different_events_under_one_uid_are_both_kept(
    session: AsyncSession, importing: Importing
) -> None:
    events = (
        vevent("1", "20260307T190000", summary="Jazz"),
        vevent("1", "20260307T190000", summary="Blues"),
        vevent("1", "20260308T190000", summary="Folk"),
    )
    await importing(*events)
    again = await importing(*events)
    assert {row[3] for row in await occurrences(session)} == {"Jazz", "Blues", "Folk"}
    assert (again.new_count, again.unchanged_count) == (0, 3)
    assert (await session.execute(text("SELECT count(*) FROM app.event"))).scalar_one() == 3


async def test_the_same_uid_of_two_feeds_is_two_events(
    session: AsyncSession, importing: Importing
) -> None:
    await importing(vevent("1", "20260307T190000", summary="Jazz"), feed="file:one")
    await importing(vevent("1", "20260307T190000", summary="Blues"), feed="file:two")
    assert len(await occurrences(session)) == 2


async def test_what_an_editor_pinned_is_never_overwritten(
    session: AsyncSession, importing: Importing
) -> None:
    await importing(vevent("a", "20260307T190000", summary="Jaz Nite"))
    await session.execute(
        text(
            "UPDATE app.event SET title = 'Jazz Night', slug = 'jazz-night',"
            """ pinned = '{"title": "Jazz Night"}'"""
        )
    )
    await session.commit()
    await importing(vevent("a", "20260307T200000", "DESCRIPTION:Free entry", summary="Jaz Nite!"))
    row = (await session.execute(text("SELECT title, slug, free FROM app.event"))).one()
    assert tuple(row) == ("Jazz Night", "jazz-night", "yes")


async def test_an_editors_category_outlives_every_import(
    session: AsyncSession, importing: Importing
) -> None:
    await importing(vevent("a", "20260307T190000", summary="Jazz"))
    await session.execute(
        text(
            "INSERT INTO app.event_category SELECT event.id, category.id, 'editor'"
            " FROM app.event, app.category WHERE category.slug = 'film'"
        )
    )
    await session.commit()
    await importing(vevent("a", "20260307T200000", summary="Jazz"))
    slugs = await session.scalars(
        text("SELECT slug FROM app.event_category JOIN app.category ON id = category_id ORDER BY 1")
    )
    assert slugs.all() == ["film", "live-music"]


async def test_a_link_that_is_no_web_address_never_becomes_one(
    client: httpx2.AsyncClient, importing: Importing
) -> None:
    await importing(vevent("a", "20260307T190000", "URL:javascript:alert(1)"))
    (item,) = (await client.get("/api/events/day?day=2026-03-07")).json()
    assert item["event"]["external_url"] is None


async def test_a_venue_is_linked_by_exact_name_or_alias_and_never_by_likeness(
    session: AsyncSession, importing: Importing
) -> None:
    await session.execute(
        text(
            "WITH club AS (INSERT INTO app.venue (slug, name, name_normal_form)"
            " VALUES ('club', 'The Club', 'the club') RETURNING id)"
            " INSERT INTO app.venue_alias SELECT 'club 21', id FROM club"
        )
    )
    await session.execute(
        text(
            "INSERT INTO app.venue (slug, name, name_normal_form)"
            " VALUES ('twin-a', 'Twin', 'twin'), ('twin-b', 'Twin', 'twin')"
        )
    )
    texts = {
        "THE CLUB": True,
        "The Club\\, 1 Main St": True,
        "Club 21": True,
        "The Clubhouse": False,
        "The Club Annex": False,
        "Twin": False,
    }
    await importing(*(vevent(name, "20260307T190000", f"LOCATION:{name}") for name in texts))
    rows = await session.execute(
        text(
            "SELECT event.title, venue_id IS NOT NULL FROM app.occurrence"
            " JOIN app.event ON event.id = event_id"
        )
    )
    linked = {title: is_linked for title, is_linked in rows}  # noqa: C416  rows are no pairs to mypy
    assert linked == {name.replace("\\,", ","): expected for name, expected in texts.items()}


async def test_a_change_of_the_sites_zone_recounts_local_dates(
    client: httpx2.AsyncClient, session: AsyncSession, importing: Importing
) -> None:
    await importing(vevent("late", "20260307T230000"), vevent("holiday", "20260307"))
    berlin = ZoneInfo("Europe/Berlin")
    assert await align_local_dates(session, berlin)
    assert not await align_local_dates(session, berlin)
    await session.commit()
    late = (await client.get("/api/events/day?day=2026-03-08")).json()
    assert [item["title"] for item in late] == ["late"]
    (holiday,) = (await client.get("/api/events/day?day=2026-03-07")).json()
    assert holiday["start_datetime_utc"] == "2026-03-06T23:00:00Z"
