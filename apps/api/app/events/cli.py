"""What people run by hand on the calendar: `python -m app.cli import …` and its siblings."""

import asyncio
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from app.events.calendar.reading import read_calendar
from app.events.commands import run_command
from app.events.demo.service import load_demo
from app.events.fetching import Fetcher, user_agent
from app.events.ingestion import gateway, service
from app.events.ingestion.records import ImportReport, SourceDescription
from app.events.ingestion.rules import feed_name_of_file
from app.events.rules import slugify
from app.events.search.indexing import rebuild
from app.events.settings import EventsSettings
from app.kernel import clock
from app.kernel.database import in_one_transaction, with_database
from app.kernel.settings import SiteSettings

# Past events stay findable; a calendar that repeats for ever is followed for a year.
PAST_DAYS = 731
FUTURE_DAYS = 365
PROBLEMS_SHOWN = 200
CALENDARS = "text/calendar, */*;q=0.5"

IMPORTED_BY_HAND = SourceDescription("imported", "Imported by hand", "import", 100)


def import_command(
    location: Annotated[
        str, typer.Argument(help="An .ics file, - for standard input, or an address.")
    ],
    feed: Annotated[
        str | None,
        typer.Option(help="The feed it belongs to; without it, the address or file name tells."),
    ] = None,
) -> None:
    """Read a calendar and store its events; done again, it stores only what changed."""
    run_command(lambda: _import(location, feed))


async def _import(location: str, feed: str | None) -> None:
    site = SiteSettings.from_environment()
    raw, charset = await _bytes_at(location, site)
    first_day, last_day = _window(clock.now().astimezone(site.timezone).date())
    reading = await asyncio.to_thread(
        read_calendar,
        raw,
        fallback_zone=site.timezone,
        window=(first_day, last_day),
        declared_charset=charset,
    )
    report = await in_one_transaction(
        lambda session: service.import_reading(
            session,
            reading,
            raw,
            source=IMPORTED_BY_HAND,
            feed_url=_feed_url(location, feed, reading.calendar_name),
            zone=site.timezone,
        )
    )
    typer.echo(
        f"{location}: {reading.event_count} events with {len(reading.occurrences)} dates"
        f" between {first_day} and {last_day}"
    )
    _print_report(report)


async def _bytes_at(location: str, site: SiteSettings) -> tuple[bytes, str | None]:
    """What a file, standard input or an address holds, and the charset that an address declares."""
    if gateway.is_address(location):
        fetcher = Fetcher(
            EventsSettings.from_environment(), user_agent=user_agent(site.name, site.url)
        )
        # Somebody types this command; robots.txt speaks to programs that run by themselves.
        fetched = await fetcher.fetch(location, accept=CALENDARS, respect_robots=False)
        return fetched.body, fetched.charset
    if location == "-":
        name = "Standard input"
        return await asyncio.to_thread(gateway.read_stream, sys.stdin.buffer, name), None
    return await asyncio.to_thread(gateway.read_file, Path(location)), None


def _feed_url(location: str, feed: str | None, calendar_name: str | None) -> str:
    if feed is not None:
        return f"file:{slugify(feed)}"
    if gateway.is_address(location):
        return location
    stem = (calendar_name or "standard input") if location == "-" else Path(location).stem
    return f"file:{feed_name_of_file(stem)}"


def load_demo_command() -> None:
    """Fill an empty calendar with the demo city around today."""
    run_command(_load_demo)


async def _load_demo() -> None:
    site = SiteSettings.from_environment()
    loaded = await with_database(lambda database: load_demo(database, site.timezone))
    await in_one_transaction(rebuild)
    for each in loaded:
        brought = f"{each.new_count} new, {each.changed_count} changed dates"
        typer.echo(f"{each.feed.name}: {each.failure or brought}")


def rebuild_search_command() -> None:
    """Make what search reads anew: once for a calendar from before there was a search."""
    run_command(_rebuild_search)


async def _rebuild_search() -> None:
    count = await in_one_transaction(rebuild)
    typer.echo(f"{count} events can be searched for")


def _print_report(report: ImportReport) -> None:
    typer.echo(
        f"new: {report.new_count}, changed: {report.changed_count},"
        f" unchanged: {report.unchanged_count}, removed: {report.removed_count},"
        f" skipped: {report.skipped_count}"
    )
    for problem in report.problems[:PROBLEMS_SHOWN]:
        place = f"line {problem.line}" if problem.line else "somewhere"
        about = f" ({problem.uid})" if problem.uid else ""
        word = "skipped" if problem.loses_event else "mended"
        typer.echo(f"  {word}: {place}{about}: {problem.reason}")
    if len(report.problems) > PROBLEMS_SHOWN:
        typer.echo(f"  and {len(report.problems) - PROBLEMS_SHOWN} more problems")
    if report.is_partial:
        typer.echo("The file is incomplete: nothing was removed because of it.")


def _window(today: date) -> tuple[date, date]:
    return today - timedelta(days=PAST_DAYS), today + timedelta(days=FUTURE_DAYS)
