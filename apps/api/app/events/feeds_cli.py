"""What people run by hand on sources and feeds: `python -m app.cli feeds …`.

What fetches needs a way to the internet: under Docker it runs in the worker's container.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.commands import run_command
from app.events.fetching import Fetcher, user_agent
from app.events.settings import EventsSettings
from app.events.sources import listing, repository, running, service
from app.events.sources.errors import BodyForgottenError, FeedUnknownError, RunUnknownError
from app.events.sources.previewing import Looker
from app.events.sources.records import Pages
from app.events.sources.responses import feed_health
from app.events.sources.schemas import FeedChangeIn, FeedIn, SourceIn
from app.events.sources.service import Changes
from app.identity.audit.repository import By
from app.kernel import clock
from app.kernel.database import Database, in_one_transaction, with_database
from app.kernel.settings import SiteSettings

feeds = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Sources and their feeds: list, add, look at, read, pause and remove them.",
)

# The trail names nobody for what is done on the machine itself.
ON_THE_MACHINE = By()

FeedId = Annotated[int, typer.Argument(help="The feed's number, as `feeds list` shows it.")]
Adapter = Annotated[str, typer.Option(help="ical, json_ld, rss, tribe, squarespace, localist …")]


@feeds.command("list")
def list_feeds() -> None:
    """Show every feed with how it is doing."""
    run_command(_list)


@feeds.command("add-source")
def add_source(
    name: Annotated[str, typer.Argument(help="Who publishes.")],
    kind: Annotated[str, typer.Option(help="own_venue, organiser, city or media.")],
    website: Annotated[str | None, typer.Option(help="Its website.")] = None,
    rank: Annotated[int | None, typer.Option(help="1 is believed first.")] = None,
) -> None:
    """Add somebody who publishes events."""
    body = _checked(SourceIn, {"name": name, "kind": kind, "website": website, "rank": rank})

    async def add(session: AsyncSession) -> None:
        source = await service.add_source(session, body.model_dump(), ON_THE_MACHINE)
        typer.echo(f"Source {source.id}: {source.name}")

    run_command(lambda: in_one_transaction(add))


@feeds.command("add")
def add_feed(
    source: Annotated[int, typer.Argument(help="The source's number.")],
    url: Annotated[str, typer.Argument(help="The feed's address.")],
    adapter: Adapter = "ical",
    interval: Annotated[int, typer.Option(help="Minutes from one reading to the next.")] = 60,
    *,
    active: Annotated[bool, typer.Option("--active", help="Read it from now on.")] = False,
) -> None:
    """Add a feed; without --active it waits until somebody resumes it."""
    state = "active" if active else "paused"
    body = _checked(
        FeedIn, {"url": url, "adapter": adapter, "interval_minutes": interval, "state": state}
    )

    async def add(session: AsyncSession) -> None:
        feed = await service.add_feed(session, source, body.model_dump(), ON_THE_MACHINE)
        typer.echo(f"Feed {feed.id}: {feed.url} ({feed.state})")

    run_command(lambda: in_one_transaction(add))


@feeds.command("edit")
def edit_feed(
    feed: FeedId,
    url: Annotated[str | None, typer.Option(help="Another address.")] = None,
    name: Annotated[str | None, typer.Option(help="Another name.")] = None,
    adapter: Annotated[str | None, typer.Option(help="Read it as something else.")] = None,
    zone: Annotated[str | None, typer.Option(help="IANA zone of its floating times.")] = None,
    interval: Annotated[int | None, typer.Option(help="Minutes between readings.")] = None,
) -> None:
    """Change how a feed is read; what is left out stays."""
    given = {
        "url": url,
        "name": name,
        "adapter": adapter,
        "zone": zone,
        "interval_minutes": interval,
    }
    _change(feed, {key: value for key, value in given.items() if value is not None})


@feeds.command("pause")
def pause_feed(feed: FeedId) -> None:
    """Read a feed no more for now; what it said stays."""
    _change(feed, {"state": "paused"})


@feeds.command("resume")
def resume_feed(feed: FeedId) -> None:
    """Read a feed again, at once and then on time."""
    _change(feed, {"state": "active"})


@feeds.command("remove")
def remove_feed(feed: FeedId) -> None:
    """Remove a feed; what it said of the time to come leaves the calendar."""
    zone = SiteSettings.from_environment().timezone
    run_command(
        lambda: in_one_transaction(
            lambda session: service.remove_feed(session, feed, ON_THE_MACHINE, zone)
        )
    )


@feeds.command("remove-source")
def remove_source(source: Annotated[int, typer.Argument(help="The source's number.")]) -> None:
    """Remove all feeds of a source."""
    zone = SiteSettings.from_environment().timezone
    run_command(
        lambda: in_one_transaction(
            lambda session: service.remove_source(session, source, ON_THE_MACHINE, zone)
        )
    )


@feeds.command("find")
def find_feeds(homepage: Annotated[str, typer.Argument(help="A homepage's address.")]) -> None:
    """Show the feeds that a homepage offers, each with its next events."""

    async def find(looker: Looker) -> None:
        found = await looker.find({"homepage": homepage})
        if not found["candidates"]:
            typer.echo("No feed with events to come was found there.")
        for candidate in found["candidates"]:
            _print_found(candidate)

    run_command(lambda: _look(find))


@feeds.command("preview")
def preview_feed(
    url: Annotated[str, typer.Argument(help="The feed's address.")], adapter: Adapter = "ical"
) -> None:
    """Show what a feed would bring, without storing anything."""
    body = _checked(FeedIn, {"url": url, "adapter": adapter})

    async def preview(looker: Looker) -> None:
        _print_found(await looker.preview({"url": body.url, "adapter": body.adapter}))

    run_command(lambda: _look(preview))


@feeds.command("dry-run")
def dry_run(feed: FeedId) -> None:
    """Show what reading a feed now would change, without changing it."""

    async def look(looker: Looker) -> None:
        found = await looker.dry_run({"feed_id": feed})
        _print_found(found)
        typer.echo(
            f"  would be new: {found['new_count']}, changed: {found['changed_count']},"
            f" unchanged: {found['unchanged_count']}, missing: {found['missing_count']}"
        )

    run_command(lambda: _look(look))


@feeds.command("run")
def run_feed(feed: FeedId) -> None:
    """Read a feed now, here, and store what it says."""

    async def run(database: Database) -> None:
        site = SiteSettings.from_environment()
        await running.run_feed(database, _fetcher(site), feed, zone=site.timezone, trigger="hand")
        await _print_last_run(database, feed)

    run_command(lambda: with_database(run))


@feeds.command("replay")
def replay(run: Annotated[int, typer.Argument(help="The run's number.")]) -> None:
    """Store once more what an earlier run read."""

    async def store(database: Database) -> None:
        async with database.reading_sessions() as session:
            found = await repository.run_to_replay(session, run)
            packed = await repository.body(session, found[1]) if found and found[1] else None
        if found is None:
            raise RunUnknownError
        if packed is None:
            raise BodyForgottenError("What this run read is no longer kept.")
        zone = SiteSettings.from_environment().timezone
        await running.replay_run(database, found[0], Pages.unpacked(packed), zone=zone)
        await _print_last_run(database, found[0])

    run_command(lambda: with_database(store))


async def _list() -> None:
    await in_one_transaction(_print_list)


async def _print_list(session: AsyncSession) -> None:
    now = clock.now()
    for source in await listing.sources(session):
        typer.echo(f"Source {source.id}: {source.name} ({source.kind}, rank {source.rank})")
    for feed in await listing.feeds(session, now):
        found, words = feed_health(feed, now)
        typer.echo(f"Feed {feed.id}: {feed.source_name}, {feed.adapter}, {feed.state}, {found}")
        typer.echo(f"  {feed.url}\n  {words}")


def _change(feed: int, given: dict[str, Any]) -> None:
    body = _checked(FeedChangeIn, given)
    changes = Changes(body.model_dump(exclude_unset=True))

    async def change(session: AsyncSession) -> None:
        changed = await service.change_feed(session, feed, changes, ON_THE_MACHINE)
        typer.echo(f"Feed {changed.id}: {changed.url} ({changed.state})")

    run_command(lambda: in_one_transaction(change))


async def _look(look: Callable[[Looker], Awaitable[None]]) -> None:
    site = SiteSettings.from_environment()

    async def with_looker(database: Database) -> None:
        await look(Looker(database, _fetcher(site), site.timezone))

    await with_database(with_looker)


def _fetcher(site: SiteSettings) -> Fetcher:
    settings = EventsSettings.from_environment()
    return Fetcher(settings, user_agent=user_agent(site.name, site.url))


async def _print_last_run(database: Database, feed_id: int) -> None:
    async with database.reading_sessions() as session:
        runs = await listing.runs(session, feed_id, 1)
    if not runs:
        raise FeedUnknownError
    run = runs[0]
    typer.echo(
        f"Run {run.id}: {run.status}; found {run.found_count}, new {run.new_count},"
        f" changed {run.changed_count}, missing {run.missing_count},"
        f" removed {run.removed_count}, skipped {run.skipped_count}"
    )
    if run.failure:
        typer.echo(f"  {run.failure}")


def _print_found(found: dict[str, Any]) -> None:
    typer.echo(f"{found['label']}: {found['url']}")
    typer.echo(
        f"  {found['event_count']} events, {found['date_count']} dates to come,"
        f" {found['duplicate_count']} of them probably known"
    )
    for event in found["next_events"]:
        place = f", {event['location']}" if event["location"] else ""
        typer.echo(f"  {event['start']}  {event['title']}{place}")
    for problem in found["problems"]:
        typer.echo(f"  line {problem['line'] or '?'}: {problem['reason']}")


def _checked(shape: Any, values: dict[str, Any]) -> Any:
    """Return the values in their shape; what cannot be is a sentence and exit code 1."""
    try:
        return shape.model_validate(values)
    except ValidationError as error:
        for problem in error.errors():
            name = ".".join(map(str, problem["loc"]))
            typer.echo(f"{name}: {problem['msg']}", err=True)
        raise typer.Exit(1) from None
