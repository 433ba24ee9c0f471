"""What people run by hand on the calendar: `python -m app.cli import …` and its siblings."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from app.events.calendar.reading import read_calendar
from app.events.demo.service import load_demo
from app.events.ingestion import gateway, service
from app.events.ingestion.rules import feed_name_of_file
from app.events.ingestion.service import ImportReport, SourceDescription
from app.events.rules import slugify
from app.kernel import clock
from app.kernel.database import in_one_transaction
from app.kernel.errors import Refusal, StartRefusedError
from app.kernel.settings import SiteSettings

# Past events stay findable; a calendar that repeats for ever is followed for a year.
PAST_DAYS = 731
FUTURE_DAYS = 365
PROBLEMS_SHOWN = 200

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
    _run(lambda: _import(location, feed))


async def _import(location: str, feed: str | None) -> None:
    if gateway.is_address(location):
        raw = await gateway.fetch(location)
    elif location == "-":
        raw = await asyncio.to_thread(gateway.read_stream, sys.stdin.buffer, "Standard input")
    else:
        raw = await asyncio.to_thread(gateway.read_file, Path(location))
    site = SiteSettings.from_environment()
    first_day, last_day = _window(clock.now().astimezone(site.timezone).date())
    reading = await asyncio.to_thread(
        read_calendar, raw, fallback_zone=site.timezone, window=(first_day, last_day)
    )
    report = await in_one_transaction(
        lambda session: service.store_reading(
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


def _feed_url(location: str, feed: str | None, calendar_name: str | None) -> str:
    if feed is not None:
        return f"file:{slugify(feed)}"
    if gateway.is_address(location):
        return location
    stem = (calendar_name or "standard input") if location == "-" else Path(location).stem
    return f"file:{feed_name_of_file(stem)}"


def load_demo_command() -> None:
    """Fill an empty calendar with the demo city around today."""
    _run(_load_demo)


async def _load_demo() -> None:
    site = SiteSettings.from_environment()
    reports = await in_one_transaction(lambda session: load_demo(session, site.timezone))
    for feed, report in reports:
        typer.echo(f"{feed.name}: {report.new_count} new, {report.changed_count} changed dates")


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


def _run(command: Callable[[], Awaitable[None]]) -> None:
    """Run a command; what a person can act on ends it with a sentence and exit code 1."""
    try:
        asyncio.run(_awaited(command))
    except (Refusal, StartRefusedError) as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from None
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).partition("\n")[0]
        typer.echo(f"Nothing was stored, because the database said: {reason}", err=True)
        raise typer.Exit(1) from None


async def _awaited(command: Callable[[], Awaitable[None]]) -> None:
    await command()


def _window(today: date) -> tuple[date, date]:
    return today - timedelta(days=PAST_DAYS), today + timedelta(days=FUTURE_DAYS)
