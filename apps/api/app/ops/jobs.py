"""What watching has done by the worker: evaluate, tell, forget. Each may run twice."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from app.kernel import clock, mail
from app.kernel.database import Database
from app.kernel.dsn import redact
from app.kernel.errors import DatabaseUnavailableError
from app.kernel.mail import MailSettings
from app.kernel.queue import Backoff, Ended, Jobs, defer
from app.kernel.queue_runner import KEPT_FAILED_HOURS
from app.kernel.settings import SiteSettings
from app.ops import alerting, checks, repository, telling
from app.ops.alerting import Event, News
from app.ops.models import Alert
from app.ops.settings import OperationsSettings
from app.ops.sight import Watched, look_around

WATCH: Final = "ops.watch"
MAIL_ALERT: Final = "ops.mail_alert"
POST_ALERT: Final = "ops.post_alert"
FORGET: Final = "ops.forget"
# The next tick is a minute away, so that trying again for long would only pile up.
_WATCHING: Final = Backoff(attempts=3)
# For two days; a receiver that is away for longer hears the daily reminder.
_TELLING: Final = Backoff(attempts=60)
_LONGEST_ERROR: Final = 500

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Watch:
    """What the jobs work with."""

    database: Database
    site: SiteSettings
    mail: MailSettings
    settings: OperationsSettings

    @property
    def watched(self) -> Watched:
        """What is looked at."""
        return Watched(self.settings, "events" in self.site.features)


def register(jobs: Jobs, watch: Watch) -> None:
    """Let the worker watch, and keep how jobs end."""

    @jobs.periodic(WATCH, cron="* * * * *", retry=_WATCHING)
    async def evaluate() -> None:
        await _evaluate(watch)

    @jobs.job(MAIL_ALERT, retry=_TELLING)
    async def mail_alert(alert_id: int, event: Event) -> None:
        await _mail(watch, alert_id, event)

    @jobs.job(POST_ALERT, retry=_TELLING)
    async def post_alert(alert_id: int, event: Event) -> None:
        await _post(watch, alert_id, event)

    @jobs.periodic(FORGET, cron="29 3 * * *")
    async def forget() -> None:
        await _forget(watch.database)

    async def keep(ended: Ended) -> None:
        await _keep(watch.database, ended)

    jobs.on_end(keep)


async def _evaluate(watch: Watch) -> None:
    """Judge what is seen; what is to be told goes into the queue with the alert's own change."""
    async with watch.database.reading_sessions() as session:
        sight = await look_around(session, watch.watched)
    async with watch.database.sessions.begin() as session:
        news = await alerting.evaluate(session, checks.examine(sight), now=sight.at)
        for each in news:
            if watch.settings.alert_email is not None:
                await defer(session, MAIL_ALERT, alert_id=each.alert.id, event=each.event)
            if watch.settings.webhook_url is not None:
                await defer(session, POST_ALERT, alert_id=each.alert.id, event=each.event)
    for each in news:
        _log(each)


def _log(news: News) -> None:
    alert = news.alert
    logger.log(
        logging.INFO if news.event == "closed" else logging.WARNING,
        "Alert %s: %s",
        news.event,
        alert.sentence,
        extra={"alert": alert.key, "alert_event": news.event, "severity": alert.severity},
    )


async def _mail(watch: Watch, alert_id: int, event: Event) -> None:
    alert = await _alert(watch.database, alert_id)
    if alert is None or watch.settings.alert_email is None:
        return
    notice = telling.notice_of(alert, event, watch.site)
    await mail.send(watch.mail, telling.letter_of(notice, watch.settings.alert_email))


async def _post(watch: Watch, alert_id: int, event: Event) -> None:
    alert = await _alert(watch.database, alert_id)
    if alert is None or watch.settings.webhook_url is None:
        return
    notice = telling.notice_of(alert, event, watch.site)
    await telling.post(watch.settings.webhook_url.get_secret_value(), notice)


async def _alert(database: Database, alert_id: int) -> Alert | None:
    async with database.reading_sessions() as session:
        return await session.get(Alert, alert_id)


async def _forget(database: Database) -> None:
    now = clock.now()
    async with database.sessions.begin() as session:
        await alerting.forget_closed(session, before=now - alerting.KEPT_FOR)
        await repository.forget_failures(session, before=now - timedelta(hours=KEPT_FAILED_HOURS))


async def _keep(database: Database, ended: Ended) -> None:
    """Count a job's end, and keep why it was given up; a lost database is no reason to fail."""
    now = clock.now()
    try:
        async with database.sessions.begin() as session:
            await repository.count_job(
                session, task=ended.task, outcome=ended.outcome, seconds=ended.seconds, at=now
            )
            if ended.outcome == "failed" and ended.error is not None:
                error = _in_short(ended.error)
                await repository.note_failure(session, job_id=ended.job_id, error=error, at=now)
    except (SQLAlchemyError, DatabaseUnavailableError, OSError) as error:
        logger.debug("How the job %s ended cannot be kept: %s", ended.task, error)


def _in_short(error: Exception) -> str:
    """The first line; a statement's parameters, which may be somebody's data, are left out."""
    said = str(getattr(error, "orig", None) or error).partition("\n")[0].strip()
    return redact(f"{type(error).__name__}: {said}".removesuffix(": "))[:_LONGEST_ERROR]
