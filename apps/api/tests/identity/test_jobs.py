"""What the worker does for accounts: mail with a link in it, warnings, and forgetting."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.identity.jobs import FORGET_EXPIRED, Office, register
from app.identity.models import Account, AccountLink, AccountSession, RefreshToken, Throttle
from app.kernel import clock, mail
from app.kernel.database import Database
from app.kernel.mail import MailSettings, Message
from app.kernel.queue import Jobs
from app.settings import Settings
from tests.factories.people import PASSWORD, People
from tests.fakes.doing import do_at_once

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


class PostOffice:
    """Does the jobs that wait, in their order, and keeps what would be mailed."""

    def __init__(self, jobs: Jobs, session: AsyncSession) -> None:
        self._jobs = jobs
        self._session = session
        self.sent: list[Message] = []

    async def send(self, _settings: MailSettings, message: Message) -> None:
        self.sent.append(message)

    async def do_jobs(self) -> list[Message]:
        """Do each job twice, as may happen, and return the mails that one of the two sends."""
        rows = (
            await self._session.execute(
                text("DELETE FROM app.procrastinate_jobs RETURNING id, task_name, args")
            )
        ).all()
        await self._session.commit()
        once = await self._mails_of(rows)
        again = await self._mails_of(rows)
        assert [each.to for each in once] == [each.to for each in again]
        return again

    async def _mails_of(self, rows: Sequence[Any]) -> list[Message]:
        self.sent = []
        for _, name, arguments in sorted(rows, key=lambda row: int(row[0])):
            await do_at_once(self._jobs, name, **arguments)
        return self.sent

    async def do(self, name: str) -> None:
        await do_at_once(self._jobs, name, timestamp=0)


@pytest.fixture
async def post(
    app: FastAPI, settings: Settings, session: AsyncSession, monkeypatch: pytest.MonkeyPatch
) -> PostOffice:
    database: Database = app.state.database
    jobs = Jobs()
    office = Office(database, settings.site, settings.mail, app.state.identity.keys)
    register(jobs, office)
    post_office = PostOffice(jobs, session)
    monkeypatch.setattr(mail, "send", post_office.send)
    return post_office


def link_in(message: Message) -> tuple[str, str]:
    found = re.search(r"^http://localhost:3000/([a-z-]+)\?token=(\S+)$", message.text, re.MULTILINE)
    assert found, message.text
    return found[1], found[2]


async def test_the_mail_after_registering_verifies_the_address(
    people: People, post: PostOffice
) -> None:
    browser = await people.register("ada@example.org", display_name="Ada")
    (message,) = await post.do_jobs()
    assert (message.to, message.to_name) == ("ada@example.org", "Ada")
    page, token = link_in(message)
    assert page == "verify-email"
    answer = await browser.post("/api/auth/email/verify", json={"token": token})
    assert answer.json()["is_email_verified"] is True


async def test_the_mail_after_forgetting_sets_a_new_password(
    people: People, post: PostOffice
) -> None:
    await people.make("ada@example.org")
    browser = await people.browser()
    await browser.post("/api/auth/password/forgot", json={"email": "ada@example.org"})
    (message,) = await post.do_jobs()
    page, token = link_in(message)
    assert page == "reset-password"
    body = {"token": token, "password": "an entirely new one"}
    assert (await browser.post("/api/auth/password/reset", json=body)).status_code == 204
    await people.sign_in("ada@example.org", "an entirely new one")
    (warning,) = await post.do_jobs()
    assert warning.subject == "Your password was changed"
    assert "token" not in warning.text


async def test_nobody_is_mailed_for_an_address_without_an_account(
    people: People, post: PostOffice
) -> None:
    browser = await people.browser()
    await browser.post("/api/auth/password/forgot", json={"email": "nobody@example.org"})
    assert await post.do_jobs() == []


async def test_a_link_that_was_used_meanwhile_is_not_mailed(
    people: People, post: PostOffice, session: AsyncSession
) -> None:
    await people.register("ada@example.org")
    await session.execute(text("UPDATE app.account_link SET used_at = now()"))
    await session.commit()
    assert await post.do_jobs() == []


async def test_both_addresses_hear_of_a_new_e_mail(people: People, post: PostOffice) -> None:
    browser = await people.register("ada@example.org")
    await post.do_jobs()
    change = {"email": "new@example.org", "current_password": PASSWORD}
    (await browser.patch("/api/auth/me", json=change)).raise_for_status()
    messages = await post.do_jobs()
    assert sorted((message.to, message.subject) for message in messages) == [
        ("ada@example.org", "Your e-mail address was changed"),
        ("new@example.org", "Confirm your e-mail for SRQ Happenings"),
    ]


async def test_what_is_over_is_forgotten_after_thirty_days(
    people: People, post: PostOffice, session: AsyncSession
) -> None:
    async def counts() -> list[int]:
        models = (Account, AccountSession, RefreshToken, AccountLink, Throttle)
        found = [await session.scalar(select(func.count()).select_from(model)) for model in models]
        await session.rollback()
        return [int(each or 0) for each in found]

    with clock.freeze(NOW):
        browser = await people.register("ada@example.org")
        (await browser.post("/api/auth/logout")).raise_for_status()
        await people.sign_in("ada@example.org")
    with clock.freeze(NOW + timedelta(days=29)):
        await post.do(FORGET_EXPIRED)
        assert await counts() == [1, 2, 2, 1, 0]
    with clock.freeze(NOW + timedelta(days=31)):
        await post.do(FORGET_EXPIRED)
        assert await counts() == [1, 1, 1, 1, 0]
    with clock.freeze(NOW + timedelta(days=61)):
        await post.do(FORGET_EXPIRED)
        assert await counts() == [1, 0, 0, 0, 0]
