"""Every database here is real: two servers that answer, ports that refuse, ports that swallow."""

import asyncio
import itertools
import logging
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text

from app.kernel.database import Database
from app.kernel.dsn import parse_dsn
from app.kernel.errors import DatabaseUnavailableError, StartRefusedError
from app.kernel.settings import DatabaseSettings
from embedded_postgres import Dsns, EmbeddedPostgres, Passwords, provision
from tests.fakes.tcp import Forwarder, black_hole, forwarding, free_port

NAMES = ("DATABASE_URL_INTERNAL", "DATABASE_URL_LOCAL", "DATABASE_URL", "DATABASE_URL_REMOTE")
# A black hole answers after no time at all, so this only has to exceed a real connection's.
PATIENCE = "0.5"


@pytest.fixture(scope="module")
def other_logins() -> Iterator[Dsns]:
    """A second server, told apart from the first by its port."""
    with EmbeddedPostgres(fsync=False) as server:
        yield provision(server, Passwords(app="other @/% secret", admin="other admin"))


@pytest.fixture(scope="module")
def addresses(logins: Dsns, other_logins: Dsns) -> Iterator[dict[str, str]]:
    with black_hole() as swallowing, black_hole() as swallowing_too:
        yield {
            "one": logins.app,
            "two": other_logins.app,
            "refusing": f"postgresql://u:sesame@127.0.0.1:{free_port()}/srq_hpn",
            "swallowing": f"postgresql://u:sesame@127.0.0.1:{swallowing}/srq_hpn",
            "swallowing too": f"postgres://u:sesame@127.0.0.1:{swallowing_too}/srq_hpn",
            "wrong password": f"postgresql://srq_hpn_app:sesame@127.0.0.1:{port_of(logins.app)}/srq_hpn",
            "unreadable": "http://sesame/",
            "blank": "  ",
            "": "",
        }


def port_of(dsn: str) -> int:
    return int(parse_dsn(dsn).port)


def read_settings(*urls: str, strict: str = "1") -> DatabaseSettings:
    return DatabaseSettings.from_environment(
        {
            **dict(zip(NAMES, urls, strict=False)),
            "DB_BOOTSTRAP_TIMEOUT": PATIENCE,
            "STRICT_DB_BOOTSTRAP": strict,
        }
    )


@asynccontextmanager
async def started(settings: DatabaseSettings) -> AsyncIterator[Database]:
    database = Database(settings)
    try:
        await database.start()
        yield database
    finally:
        await database.dispose()


async def port_that_answers_queries(database: Database) -> int:
    async with database.sessions() as session:
        port: int = await session.scalar(text("select inet_server_port()"))
        return port


EVERY_PLACE = list(itertools.product(("", "refusing", "one", "two"), repeat=4))
BAD_PLACES = [
    ("swallowing", "one"),
    ("wrong password", "two"),
    ("unreadable", "one"),
    ("blank", "swallowing", "", "two"),
    ("swallowing", "swallowing too", "unreadable", "one"),
    ("wrong password", "refusing", "swallowing", "two"),
]


@pytest.mark.parametrize(
    "kinds",
    [
        kinds
        for position, kinds in enumerate(EVERY_PLACE)
        if {"one", "two"} & set(kinds) and position % 6 == 0
    ]
    + BAD_PLACES,
    ids="-".join,
)
async def test_the_first_that_connects_is_the_one_that_queries_use(
    kinds: tuple[str, ...], addresses: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    position = next(at for at, kind in enumerate(kinds) if kind in {"one", "two"})
    expected = parse_dsn(addresses[kinds[position]])
    with caplog.at_level(logging.INFO, "app.kernel"):
        async with started(read_settings(*(addresses[kind] for kind in kinds))) as database:
            assert await port_that_answers_queries(database) == int(expected.port)
    assert [record.getMessage() for record in caplog.records] == [
        f"Database DSN selected: {expected.address} (source {NAMES[position]})"
    ]


@pytest.mark.parametrize(
    "scheme", ["postgres", "postgresql", "postgresql+asyncpg", "postgresql+psycopg"]
)
async def test_every_scheme_connects_with_a_hostile_password(
    scheme: str, addresses: dict[str, str]
) -> None:
    url = addresses["one"].replace("postgresql://", f"{scheme}://")
    async with started(read_settings(url)) as database:
        assert await port_that_answers_queries(database) == port_of(url)


async def test_no_variable_at_all_is_refused_in_the_agreed_words() -> None:
    for strict in ("0", "1"):
        with pytest.raises(StartRefusedError) as refusal:
            await Database(read_settings("", "  ", strict=strict)).start()
        assert str(refusal.value) == "No database DSN provided in environment variables."


async def test_strict_mode_names_everything_it_tried_and_why_and_no_password(
    addresses: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    kinds = ("refusing", "swallowing", "wrong password", "unreadable")
    with caplog.at_level(logging.DEBUG), pytest.raises(StartRefusedError) as refusal:
        await Database(read_settings(*(addresses[kind] for kind in kinds))).start()
    sentence = str(refusal.value)
    refusing, swallowing, wrong = (parse_dsn(addresses[kind]).address for kind in kinds[:3])
    assert sentence == (
        "No configured database can be reached; tried "
        "DATABASE_URL_REMOTE (unreadable address): it does not begin with postgresql://; "
        f"DATABASE_URL_INTERNAL ({refusing}): connection refused; "
        f"DATABASE_URL_LOCAL ({swallowing}): no answer within 0.5 seconds; "
        f'DATABASE_URL ({wrong}): password authentication failed for user "srq_hpn_app".'
    )
    assert "sesame" not in sentence + caplog.text


async def test_black_holes_cost_no_more_than_their_timeout(addresses: dict[str, str]) -> None:
    began = time.monotonic()
    with pytest.raises(StartRefusedError):
        await Database(read_settings(addresses["swallowing"], addresses["swallowing too"])).start()
    assert 1.0 <= time.monotonic() - began < 2.0


async def test_one_database_under_several_names_is_tried_once(logins: Dsns) -> None:
    async with forwarding(port_of(logins.app)) as forwarder:
        options = "sslmode=disable&gssencmode=disable"
        url = f"//u:sesame@127.0.0.1:{forwarder.port}/srq_hpn?{options}"
        spellings = [
            f"{scheme}:{url}" for scheme in ("postgres", "postgresql", "postgresql+psycopg")
        ]
        with pytest.raises(StartRefusedError):
            await Database(read_settings(*spellings)).start()
        assert forwarder.connection_count == 1


async def test_a_login_that_may_create_things_is_refused_and_not_passed_over(
    logins: Dsns, addresses: dict[str, str]
) -> None:
    for strict in ("0", "1"):
        with pytest.raises(StartRefusedError) as refusal:
            await Database(read_settings(logins.admin, addresses["two"], strict=strict)).start()
        assert str(refusal.value) == (
            "The database role srq_hpn_admin is a member of srq_hpn_owner, which the application "
            "must not; give it the limited application role."
        )


async def test_lax_mode_starts_on_the_last_one_and_settles_on_the_first_that_answers(
    logins: Dsns, addresses: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    forwarder = Forwarder(port_of(logins.app), port=free_port())
    returning = logins.app.replace(str(port_of(logins.app)), str(forwarder.port))
    urls = (addresses["refusing"], returning, addresses["swallowing"])
    with caplog.at_level(logging.INFO, "app.kernel"):
        async with started(read_settings(*urls, strict="0")) as database:
            assert database.dsn == parse_dsn(addresses["swallowing"])
            with pytest.raises(DatabaseUnavailableError):
                database.sessions  # noqa: B018  asking is what is refused
            await forwarder.open()
            async with asyncio.timeout(5):
                await database.wait_until_settled()
            assert await port_that_answers_queries(database) == port_of(logins.app)
            assert database.chosen.source == "DATABASE_URL_LOCAL"
            await forwarder.close()
    assert caplog.messages[0].endswith(
        f"Starting anyway on {parse_dsn(addresses['swallowing']).address} and trying all of them "
        "again in the background."
    )
    assert caplog.messages[-1] == (
        f"Database DSN selected: 127.0.0.1:{forwarder.port}/srq_hpn (source DATABASE_URL_LOCAL)"
    )
    assert "sesame" not in caplog.text


async def test_lax_mode_with_nothing_readable_is_refused() -> None:
    with pytest.raises(StartRefusedError, match="it does not begin with postgresql://"):
        await Database(read_settings("mysql://u:p@db/srq", strict="0")).start()


async def test_workers_use_what_their_parent_chose_even_when_an_earlier_one_comes_back(
    logins: Dsns, addresses: dict[str, str]
) -> None:
    forwarder = Forwarder(port_of(logins.app), port=free_port())
    returning = logins.app.replace(str(port_of(logins.app)), str(forwarder.port))
    database = Database(read_settings(returning, addresses["two"]))
    await database.choose_for_workers()
    await forwarder.open()
    try:
        await database.start()
        assert await port_that_answers_queries(database) == port_of(addresses["two"])
    finally:
        await database.dispose()
        await forwarder.close()
