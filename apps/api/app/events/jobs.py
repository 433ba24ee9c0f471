"""What the calendar has done later: feeds read on time, errands, alerts. Each may run twice."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from app.events.fetching.records import Fetching
from app.events.search import indexing
from app.events.settings import EventsSettings
from app.events.sources import (
    alerting,
    errands,
    previewing,
    repository,
    running,
    scheduling,
)
from app.events.sources.errands import Handlers
from app.events.sources.records import Pages
from app.events.sources.service import REPLAY_RUN
from app.events.submissions import prefilling
from app.events.weather import service as weather
from app.events.weather.settings import WeatherSettings
from app.kernel import clock, mail
from app.kernel.database import Database
from app.kernel.mail import MailSettings, Message
from app.kernel.queue import Backoff, Jobs
from app.kernel.settings import SiteSettings

ALERT: Final = "events.alert"
CATCH_UP: Final = "events.catch_up_with_search"
WORDS: Final = "events.refresh_words"
WEATHER: Final = "events.update_forecast"
FORGET: Final = "events.forget_old_runs"
RUNS_KEPT: Final = 30
DAYS_KEPT: Final = timedelta(days=90)
ERRANDS_KEPT: Final = timedelta(days=1)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What the jobs work with."""

    database: Database
    site: SiteSettings
    mail: MailSettings
    settings: EventsSettings
    fetcher: Fetching
    weather: WeatherSettings

    @property
    def zone(self) -> ZoneInfo:
        """The site's zone."""
        return self.site.timezone


def register(jobs: Jobs, room: Newsroom) -> None:
    """Let the worker do what the calendar defers."""
    _register_feeds(jobs, room)
    _register_search(jobs, room)
    _register_housekeeping(jobs, room)


def _register_feeds(jobs: Jobs, room: Newsroom) -> None:
    @jobs.periodic(scheduling.SCHEDULE, cron="* * * * *")
    async def schedule() -> None:
        async with room.database.sessions.begin() as session:
            await scheduling.schedule(session)

    @jobs.job(scheduling.RUN_FEED)
    async def run_feed(feed_id: int, trigger: str) -> None:
        await running.run_feed(
            room.database, room.fetcher, feed_id, zone=room.zone, trigger=trigger
        )

    @jobs.job(REPLAY_RUN)
    async def replay_run(run_id: int) -> None:
        await _replay(room, run_id)

    @jobs.job(errands.RUN_ERRAND, retry=Backoff(attempts=2))
    async def run_errand(errand_id: str) -> None:
        await errands.run(room.database, UUID(errand_id), _handlers(room))

    @jobs.periodic(ALERT, cron="*/5 * * * *")
    async def alert() -> None:
        await _alert(room)


def _register_search(jobs: Jobs, room: Newsroom) -> None:
    @jobs.job(indexing.REFRESH_DUE)
    async def refresh_search() -> None:
        await _refresh_search(room)

    # What a job left undone, and what the migration left to the worker.
    @jobs.periodic(CATCH_UP, cron="*/10 * * * *")
    async def catch_up_with_search() -> None:
        await _refresh_search(room)

    @jobs.periodic(WORDS, cron="7 * * * *")
    async def refresh_words() -> None:
        async with room.database.sessions.begin() as session:
            await indexing.refresh_words(session)


def _register_housekeeping(jobs: Jobs, room: Newsroom) -> None:
    @jobs.periodic(WEATHER, cron="23 * * * *")
    async def update_forecast() -> None:
        await weather.update_forecast(room.database, room.fetcher, room.weather, room.zone)

    @jobs.periodic(FORGET, cron="41 3 * * *")
    async def forget_old_runs() -> None:
        now = clock.now()
        async with room.database.sessions.begin() as session:
            await repository.forget_old_runs(session, kept=RUNS_KEPT, before=now - DAYS_KEPT)
            await repository.forget_errands(session, before=now - ERRANDS_KEPT)


def _handlers(room: Newsroom) -> Handlers:
    """Return who finds out what."""
    looker = previewing.Looker(room.database, room.fetcher, room.zone)

    async def prefill(request: errands.Finding) -> errands.Finding:
        return await prefilling.prefill(room.fetcher, request, room.zone)

    return {
        "find": looker.find,
        "preview": looker.preview,
        "dry_run": looker.dry_run,
        "prefill": prefill,
    }


async def _refresh_search(room: Newsroom) -> None:
    while True:
        async with room.database.sessions.begin() as session:
            if not await indexing.refresh_due(session):
                return


async def _replay(room: Newsroom, run_id: int) -> None:
    async with room.database.reading_sessions() as session:
        found = await repository.run_to_replay(session, run_id)
        packed = await repository.body(session, found[1]) if found and found[1] else None
    if found is None or packed is None:
        logger.warning("Run %d cannot be replayed: what it read is not kept.", run_id)
        return
    await running.replay_run(room.database, found[0], Pages.unpacked(packed), zone=room.zone)


async def _alert(room: Newsroom) -> None:
    """Tell what is new; where the mail cannot be sent, it is told at the next tick."""
    async with room.database.reading_sessions() as session:
        news = await alerting.collect_news(session)
    if news.is_empty:
        return
    for sentence in news.troubles:
        logger.warning("Feed in trouble: %s", " ".join(sentence.split()))
    if room.settings.alert_email is not None:
        subject = f"{room.site.name}: {_counted(len(news.troubles), 'feed')} in trouble"
        if not news.troubles:
            subject = f"{room.site.name}: feeds are well again"
        letter = Message(room.settings.alert_email, subject, news.text(room.site.url))
        await mail.send(room.mail, letter)
    async with room.database.sessions.begin() as session:
        await alerting.note_as_told(session, news)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
