"""A family of refresh tokens against a model of it, whatever order its tokens are used in."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.identity.errors import SessionEndedError
from app.identity.models import Account, AccountSession, RefreshToken
from app.identity.sessions import service
from app.identity.sessions.service import GRACE, LIFETIME, Device
from app.identity.tokens import KeyRing, Keys, refresh_token_digest
from app.kernel import clock
from app.kernel.database import Database
from app.settings import Settings
from embedded_postgres import Dsns

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
RING = KeyRing(b"a secret of the tests, long enough")
KEYS = Keys(RING, RING, RING)
DEVICE = Device(None, None)

# Which of the known tokens is used (counted from the newest), by how many at once, how long after.
STEPS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(1, 3),
        st.sampled_from([timedelta(0), GRACE / 2, GRACE, GRACE * 2, LIFETIME]),
    ),
    min_size=1,
    max_size=12,
)


@dataclass
class Model:
    """What a family must be: a line of tokens of which only the last is unused."""

    line: list[str]
    used_at: list[datetime] = field(default_factory=list)
    expires_at: datetime = NOW + LIFETIME
    has_ended: bool = False

    def use(self, position: int, now: datetime) -> bool:
        """Whether using this token succeeds at this moment; the line may grow or end."""
        if self.has_ended or now >= self.expires_at:
            return False
        if position == len(self.line) - 1:
            self.used_at.append(now)
        elif now - self.used_at[position] > GRACE:
            self.has_ended = True
            return False
        self.expires_at = now + LIFETIME
        return True


@pytest.fixture
def database_settings(settings: Settings, clean_database: Dsns) -> Settings:
    del clean_database
    return settings


@given(steps=STEPS)
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_family_is_one_line_and_ends_when_an_old_token_comes_back(
    database_settings: Settings, steps: list[tuple[int, int, timedelta]]
) -> None:
    asyncio.run(follow(database_settings, steps))


async def follow(told: Settings, steps: list[tuple[int, int, timedelta]]) -> None:
    database = Database(told.database)
    await database.start()
    try:
        await compare(database, steps)
    finally:
        await database.dispose()


async def compare(database: Database, steps: list[tuple[int, int, timedelta]]) -> None:
    now = NOW
    with clock.freeze(now):
        model = Model([await begin(database)])
    for back, at_once, pause in steps:
        now += pause
        position = max(0, len(model.line) - 1 - back)
        with clock.freeze(now):
            token = model.line[position]
            answers = await asyncio.gather(*(use(database, token) for _ in range(at_once)))
            goes_on = model.use(position, now)
            if goes_on and len(model.used_at) == len(model.line):
                newest = answers[0]
                assert newest is not None
                assert newest not in model.line
                model.line.append(newest)
            wanted = model.line[-1] if goes_on else None
            assert answers == [wanted] * at_once
    await check_rows(database, model)


async def begin(database: Database) -> str:
    async with database.sessions.begin() as session:
        account = Account(
            email="a", email_key=f"{datetime.now(UTC)}", display_name="a", password_hash="x"
        )
        session.add(account)
        await session.flush()
        return (await service.begin(session, KEYS, account.id, DEVICE)).refresh_token


async def use(database: Database, token: str) -> str | None:
    """The next token; None where the session has ended, which is kept as a request keeps it."""
    async with database.sessions.begin() as session:
        try:
            return (await service.carry_on(session, KEYS, token, DEVICE)).refresh_token
        except SessionEndedError:
            return None


async def check_rows(database: Database, model: Model) -> None:
    async with database.sessions() as session:
        digest = refresh_token_digest(model.line[0])
        family = await session.scalar(
            select(RefreshToken.session_id).where(RefreshToken.token_sha256 == digest)
        )
        rows = select(func.count()).select_from(RefreshToken)
        of_family = rows.where(RefreshToken.session_id == family)
        assert await session.scalar(of_family) == len(model.line)
        unused = of_family.where(RefreshToken.used_at.is_(None))
        assert await session.scalar(unused) == 1
        ended = select(AccountSession.ended_at).where(AccountSession.id == family)
        assert (await session.scalar(ended) is not None) == model.has_ended
