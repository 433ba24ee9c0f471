"""Alerts on a real PostgreSQL: told once when they open, get worse, last for a day and are over."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.kernel import clock
from app.kernel.database import Database
from app.kernel.errors import StartRefusedError
from app.kernel.queue import Jobs
from app.ops import alerting
from app.ops.alerting import News
from app.ops.checks import Check
from app.ops.jobs import FORGET, MAIL_ALERT, POST_ALERT, WATCH, Watch, register
from app.ops.names import State
from app.ops.settings import OperationsSettings
from app.ops.telling import ReceiverFailedError
from app.settings import load_settings
from tests.factories.sights import NOW
from tests.fakes.doing import do_at_once
from tests.fakes.tcp import free_port
from tests.kernel.test_mail import Postbox

MINUTE = timedelta(minutes=1)


class Evaluating:
    """Evaluates a minute later each time, as the clock of the worker does."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self.at = NOW

    async def see(self, state: State, *, after: timedelta = MINUTE) -> list[str]:
        self.at += after
        found = Check("backup", "Backup", state, f"It is {state}.", "safety")
        return [f"{news.alert.key} {news.event}" for news in await self.evaluate([found])]

    async def evaluate(self, checks: list[Check]) -> list[News]:
        news = await alerting.evaluate(self._session, checks, now=self.at)
        await self._session.commit()
        return list(news)


@pytest.fixture
def evaluating(session: AsyncSession) -> Evaluating:
    return Evaluating(session)


async def test_an_alert_is_told_once_when_it_opens_and_once_when_it_is_over(
    evaluating: Evaluating,
) -> None:
    told = [await evaluating.see(state) for state in ("look",) * 5]
    assert told == [[], ["backup opened"], [], [], []]
    told = [await evaluating.see(state) for state in ("fine",) * 4]
    assert told == [[], ["backup closed"], [], []]


async def test_what_comes_and_goes_is_neither_opened_nor_closed(evaluating: Evaluating) -> None:
    flapping: list[State] = ["look", "fine"] * 5
    assert [await evaluating.see(state) for state in flapping] == [[]] * 10
    assert await evaluating.see("look") == []
    assert await evaluating.see("look") == ["backup opened"]
    assert [await evaluating.see(state) for state in reversed(flapping)] == [[]] * 10


async def test_a_job_that_runs_twice_in_a_tick_opens_nothing_sooner(
    evaluating: Evaluating,
) -> None:
    assert await evaluating.see("look") == []
    assert await evaluating.see("look", after=timedelta(seconds=1)) == []
    assert await evaluating.see("look") == ["backup opened"]


async def test_an_alert_that_gets_worse_is_told_once_more(evaluating: Evaluating) -> None:
    seen: list[State] = ["look", "look", "act", "act", "look", "act", "act"]
    told = [await evaluating.see(state) for state in seen]
    assert told == [[], ["backup opened"], ["backup worse"], [], [], [], []]


async def test_an_alert_that_lasts_is_repeated_once_a_day(evaluating: Evaluating) -> None:
    await evaluating.see("act")
    assert await evaluating.see("act") == ["backup opened"]
    assert await evaluating.see("act", after=timedelta(hours=23, minutes=59)) == []
    assert await evaluating.see("act") == ["backup reminder"]
    assert await evaluating.see("act") == []
    assert await evaluating.see("act", after=timedelta(days=1)) == ["backup reminder"]


async def test_an_alert_that_comes_back_is_a_new_one(
    evaluating: Evaluating, session: AsyncSession
) -> None:
    for state in ("look", "look", "fine", "fine", "look"):
        await evaluating.see(state)
    assert await evaluating.see("look") == ["backup opened"]
    assert len(await alerting.open_alerts(session)) == 1
    assert len(await alerting.closed_alerts(session, limit=10)) == 1


async def test_two_workers_that_evaluate_at_once_open_one_alert(app: FastAPI) -> None:
    database: Database = app.state.database
    found = Check("backup", "Backup", "act", "It is late.", "safety")

    async def evaluate(at: datetime) -> list[str]:
        async with database.sessions.begin() as session:
            return [news.event for news in await alerting.evaluate(session, [found], now=at)]

    for number in (1, 2):
        told = await asyncio.gather(*(evaluate(NOW + number * MINUTE) for _ in range(4)))
    assert list(itertools.chain(*told)) == ["opened"]


async def test_what_another_part_tells_of_is_no_alert(evaluating: Evaluating) -> None:
    feeds = Check("feeds", "Feeds", "act", "All in trouble.", "work", is_alerted=False)
    for _ in range(3):
        evaluating.at += MINUTE
        assert await evaluating.evaluate([feeds]) == []


class Receiver:
    """Takes what is posted to it, and answers as a test wants it."""

    def __init__(self) -> None:
        self.port = 0
        self.status = "200 OK"
        self.posted: list[dict[str, Any]] = []

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Receiver"]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            await server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(head.partition("content-length: ")[2].partition("\r")[0])
        assert head.startswith("post /hooks/sesame ")
        self.posted.append(json.loads(await reader.readexactly(length)))
        writer.write(f"HTTP/1.1 {self.status}\r\ncontent-length: 0\r\n\r\n".encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver().running() as running:
        yield running


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def smtp_port(postbox: Postbox) -> Iterator[int]:
    controller = Controller(postbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


class Desk:
    """A worker's jobs for watching, and the jobs that they defer."""

    def __init__(self, jobs: Jobs, session: AsyncSession) -> None:
        self.jobs = jobs
        self._session = session
        self.at = NOW

    async def watch(self) -> list[tuple[str, dict[str, Any]]]:
        """Evaluate a minute later and return what was put off."""
        self.at += MINUTE
        with clock.freeze(self.at):
            await do_at_once(self.jobs, WATCH, timestamp=0)
        return await self.put_off()

    async def put_off(self) -> list[tuple[str, dict[str, Any]]]:
        statement = text(
            "DELETE FROM app.procrastinate_jobs WHERE task_name LIKE 'ops.%'"
            " RETURNING task_name, args"
        )
        rows = (await self._session.execute(statement)).all()
        await self._session.commit()
        return sorted((name, arguments) for name, arguments in rows)

    async def do(self, name: str, **arguments: Any) -> None:
        await do_at_once(self.jobs, name, **arguments)


@pytest.fixture
async def desk(
    app: FastAPI, session: AsyncSession, receiver: Receiver, smtp_port: int, tmp_path: Path
) -> Desk:
    database: Database = app.state.database
    told = load_settings(
        {
            "ALERT_EMAIL": "ops@example.org",
            "ALERT_WEBHOOK_URL": f"http://127.0.0.1:{receiver.port}/hooks/sesame",
            "ALERT_WEBHOOK_PLAIN_HOSTS": "127.0.0.1",
            "MAIL_FROM": "no-reply@example.org",
            "OPERATIONS_DIR": str(tmp_path),
            "SITE_URL": "https://srq.example.org",
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(smtp_port),
            "SMTP_SECURITY": "none",
        }
    )
    jobs = Jobs()
    register(jobs, Watch(database, told.site, told.mail, told.operations))
    return Desk(jobs, session)


def fail_backup(folder: Path, *, is_ok: bool = False) -> None:
    told = {
        "name": "backup",
        "at": f"{NOW:%Y-%m-%dT%H:%M:%SZ}",
        "is_ok": is_ok,
        "last_ok_at": f"{NOW:%Y-%m-%dT%H:%M:%SZ}",
        "sentence": "The disk of the backups is full." if not is_ok else "All went well.",
        "figures": {},
    }
    (folder / "backup.json").write_text(json.dumps(told))


async def test_a_failed_backup_is_mailed_and_posted_once_and_its_end_too(
    desk: Desk, receiver: Receiver, postbox: Postbox, tmp_path: Path
) -> None:
    fail_backup(tmp_path)
    assert await desk.watch() == []
    put_off = await desk.watch()
    assert [(name, arguments["event"]) for name, arguments in put_off] == [
        (MAIL_ALERT, "opened"),
        (POST_ALERT, "opened"),
    ]
    for name, arguments in put_off:
        await desk.do(name, **arguments)
    letter = postbox.only_mail()
    assert letter["To"] == "ops@example.org"
    assert letter["Subject"] == "SRQ Happenings: Look at it: Backup"
    assert letter.get_content().splitlines() == [
        "The disk of the backups is full. Last went well 2 minutes ago.",
        "Since 2026-11-25 17:01 UTC.",
        "",
        "https://srq.example.org/admin/operations",
    ]
    (posted,) = receiver.posted
    assert posted["text"].startswith("SRQ Happenings: Look at it: Backup\nThe disk of the")
    assert (posted["key"], posted["severity"], posted["event"]) == ("backup", "look", "opened")

    assert await desk.watch() == []
    fail_backup(tmp_path, is_ok=True)
    assert await desk.watch() == []
    for name, arguments in await desk.watch():
        await desk.do(name, **arguments)
    over = receiver.posted[-1]
    assert over["text"].startswith("SRQ Happenings: Over: Backup")
    assert "That was so from 2026-11-25 17:01 UTC to 2026-11-25 17:04 UTC." in over["text"]
    assert len(receiver.posted) == len(postbox.envelopes) == 2


async def test_a_receiver_that_fails_is_tried_again_and_its_address_is_not_told(
    desk: Desk, receiver: Receiver, tmp_path: Path
) -> None:
    fail_backup(tmp_path)
    await desk.watch()
    ((_, arguments),) = [each for each in await desk.watch() if each[0] == POST_ALERT]
    receiver.status = "500 Internal Server Error"
    with pytest.raises(ReceiverFailedError) as failure:
        await desk.do(POST_ALERT, **arguments)
    assert str(failure.value) == "The alerts' receiver answered 500."
    receiver.status = "204 No Content"
    await desk.do(POST_ALERT, **arguments)
    assert [posted["event"] for posted in receiver.posted] == ["opened", "opened"]


async def test_a_redirect_leads_a_message_nowhere(
    desk: Desk, receiver: Receiver, tmp_path: Path
) -> None:
    fail_backup(tmp_path)
    await desk.watch()
    put_off = await desk.watch()
    receiver.status = "302 Found\r\nlocation: /elsewhere"
    with pytest.raises(ReceiverFailedError, match="302"):
        await desk.do(POST_ALERT, **dict(put_off)[POST_ALERT])
    assert len(receiver.posted) == 1


async def test_closed_alerts_are_forgotten_after_ninety_days(
    desk: Desk, evaluating: Evaluating, session: AsyncSession
) -> None:
    for state in ("look", "look", "fine", "fine"):
        await evaluating.see(state)
    for days, count in ((89, 1), (91, 0)):
        with clock.freeze(evaluating.at + timedelta(days=days)):
            await desk.do(FORGET, timestamp=0)
        assert len(await alerting.closed_alerts(session, limit=10)) == count


@pytest.mark.parametrize(
    ("address", "plain_hosts"),
    [
        ("ftp://example.org/x", ""),
        ("hooks.example.org/sesame", ""),
        ("https:///sesame", ""),
        ("http://hooks.example.org/sesame", ""),
        ("http://hooks.example.org/sesame", "example.org"),
        ("https://hooks.example.org:port/sesame", ""),
    ],
)
def test_a_webhook_that_is_unsafe_or_none_refuses_the_start_without_repeating_it(
    address: str, plain_hosts: str
) -> None:
    environ = {"ALERT_WEBHOOK_URL": address, "ALERT_WEBHOOK_PLAIN_HOSTS": plain_hosts}
    with pytest.raises(StartRefusedError, match="ALERT_WEBHOOK_URL") as refusal:
        OperationsSettings.from_environment(environ)
    assert "sesame" not in str(refusal.value)


def test_https_is_taken_anywhere_and_http_where_the_operator_says_so() -> None:
    for environ in (
        {"ALERT_WEBHOOK_URL": "https://hooks.example.org/sesame"},
        {"ALERT_WEBHOOK_URL": "http://ntfy/srq", "ALERT_WEBHOOK_PLAIN_HOSTS": "other, NTFY"},
    ):
        assert OperationsSettings.from_environment(environ).webhook_url is not None
