"""The database that was chosen: engine, sessions, and the search for one while none answers."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

import psycopg
from sqlalchemy import URL
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

from app.kernel.choice import (
    Candidate,
    choose,
    read_address,
    read_candidates,
    refuse_unreachable,
)
from app.kernel.dsn import Dsn
from app.kernel.errors import DatabaseUnavailableError, StartRefusedError
from app.kernel.login import Login, read_login, refuse_powerful_login
from app.kernel.reading import hanging_up, sessions_on_replica
from app.kernel.replica import Replica
from app.kernel.settings import DatabaseSettings

# Beside the pool, every process keeps one connection for health and one that listens, and where
# there is a replica one that tells how far the primary is. The latter two go past a pooler.
HEALTH_CONNECTIONS = 1
LISTENING_CONNECTIONS = 1
WATCHING_CONNECTIONS = 1
# A worker's jobs have a connection each. Beside them it takes jobs out of the queue and says that
# it is alive by QUEUE_CONNECTIONS, which go past a pooler, and keeps two as above.
QUEUE_CONNECTIONS = 3
RETRY_SECONDS = 1.0
# Short statements gain nothing from JIT; on flash a random page costs hardly more than the next.
# A pooler cannot keep options apart for clients that share a connection: ours sets them itself
# (db/pgbouncer/pgbouncer.ini).
PLANNER_OPTIONS = "-c jit=off -c random_page_cost=1.1"
# A replica that vanished is noticed soon: the primary answers in its place.
REPLICA_OPTIONS = {
    "connect_timeout": 2,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    "tcp_user_timeout": 3000,
}
REPLICA_POOL_TIMEOUT = 1.0

logger = logging.getLogger(__name__)

Result = TypeVar("Result")


class Database:
    """One process's access to the database.

    After `start()` it is settled on one candidate for good, or, in lax mode with none reachable,
    still looking: then sessions are refused with DatabaseUnavailableError until one answers.
    """

    def __init__(
        self,
        settings: DatabaseSettings,
        *,
        program: str = "api",
        on_login: Callable[[Login], None] | None = None,
    ) -> None:
        """Prepare; nothing is opened.

        The server is told that `program` connects; `on_login` hears once who the chosen login is.
        """
        self.settings = settings
        self._program = program
        self._on_login = on_login
        self._login: Login | None = None
        self._preferred: Candidate | None = None
        self._chosen: Candidate | None = None
        self._engine: AsyncEngine | None = None
        self._probe_engine: AsyncEngine | None = None
        self._sessions: async_sessionmaker[AsyncSession] | None = None
        self._reading_sessions: async_sessionmaker[AsyncSession] | None = None
        self._public_sessions: async_sessionmaker[AsyncSession] | None = None
        self._replica_engine: AsyncEngine | None = None
        self._direct = read_address("DATABASE_URL_DIRECT", settings.url_direct)
        self._replica = read_address("DATABASE_URL_REPLICA", settings.url_replica)
        self.replica: Replica | None = None
        if self._replica is not None:
            self.replica = Replica(
                partial(self.connect_alone, "replica watch"),
                self._connect_to_replica,
                max_lag=settings.replica_max_lag,
            )
        self._search: asyncio.Task[None] | None = None
        self._settled = asyncio.Event()

    @property
    def is_settled(self) -> bool:
        """Whether a database has been chosen."""
        return self._settled.is_set()

    @property
    def chosen(self) -> Candidate:
        """The database in use; in lax mode, while none answers, the last one tried."""
        if self._chosen is None:
            raise DatabaseUnavailableError
        return self._chosen

    @property
    def dsn(self) -> Dsn:
        """The address of the database in use."""
        return self.chosen.dsn

    @property
    def engine(self) -> AsyncEngine:
        """The pool that requests use; raises DatabaseUnavailableError while none is chosen."""
        if self._engine is None:
            raise DatabaseUnavailableError
        return self._engine

    @property
    def probe_engine(self) -> AsyncEngine:
        """One connection of its own for health and readiness, so that a full pool is not "down"."""
        if self._probe_engine is None:
            raise DatabaseUnavailableError
        return self._probe_engine

    @property
    def sessions(self) -> async_sessionmaker[AsyncSession]:
        """Makes sessions on the pool; raises DatabaseUnavailableError while none is chosen."""
        if self._sessions is None:
            raise DatabaseUnavailableError
        return self._sessions

    @property
    def reading_sessions(self) -> async_sessionmaker[AsyncSession]:
        """Makes sessions without transactions on the same pool, for statements that only read."""
        if self._reading_sessions is None:
            raise DatabaseUnavailableError
        return self._reading_sessions

    @property
    def public_sessions(self) -> async_sessionmaker[AsyncSession]:
        """Like `reading_sessions`, for what is public: on the replica while it may be read."""
        if self._public_sessions is None:
            raise DatabaseUnavailableError
        return self._public_sessions

    @contextlib.asynccontextmanager
    async def connection(self) -> AsyncIterator[AsyncConnection]:
        """A connection of the pool in a transaction that commits when the block ends well."""
        async with self.engine.begin() as connection:
            yield connection

    async def connect_alone(self, program: str = "listener") -> psycopg.AsyncConnection:
        """A connection outside the pool, for LISTEN; waits until a database has been chosen."""
        await self._settled.wait()
        return await psycopg.AsyncConnection.connect(**self.connect_args(program))

    def connect_args(self, program: str) -> dict[str, Any]:
        """What psycopg needs for a connection outside the pool, kept by whoever opens it.

        It leads past a pooler, which cannot pass notifications on.
        """
        dsn = self.dsn if self._direct is None else self._direct.dsn
        return _connect_args(dsn, self.settings, application_name=f"srq-hpn {program}")

    async def _connect_to_replica(self) -> psycopg.AsyncConnection:
        return await psycopg.AsyncConnection.connect(**self._replica_args("replica watch"))

    def _replica_args(self, program: str) -> dict[str, Any]:
        if self._replica is None:
            raise DatabaseUnavailableError
        name = f"srq-hpn {program}"
        args = _connect_args(self._replica.dsn, self.settings, application_name=name)
        return {**args, **REPLICA_OPTIONS}

    async def wait_until_settled(self) -> None:
        """Return once a database has been chosen."""
        await self._settled.wait()

    async def choose_for_workers(self) -> None:
        """Choose before forking, so that all workers use one database; raises StartRefusedError.

        In lax mode nothing is chosen here: the workers must not wait for it.
        """
        read_candidates(self.settings)
        if not self.settings.strict:
            return
        candidate, failures = await choose(self.settings, self._examine)
        if candidate is None:
            raise refuse_unreachable(failures)
        self._announce(candidate)
        self._preferred = candidate

    async def start(self) -> None:
        """Choose a database; raises StartRefusedError unless lax mode allows to go on looking."""
        candidate, failures = await choose(self.settings, self._examine, preferred=self._preferred)
        if candidate is not None:
            self._settle(candidate)
            return
        refusal = refuse_unreachable(failures)
        if self.settings.strict:
            raise refusal
        candidates, _ = read_candidates(self.settings)
        self._chosen = candidates[-1]
        logger.warning(
            "%s Starting anyway on %s and trying all of them again in the background.",
            refusal,
            self._chosen.dsn.address,
        )
        self._search = asyncio.create_task(self._search_until_settled(), name="database search")

    async def dispose(self) -> None:
        """Stop looking and close every connection."""
        if self._search is not None:
            self._search.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._search
        for engine in (self._engine, self._probe_engine, self._replica_engine):
            if engine is not None:
                await engine.dispose()

    async def _examine(self, connection: psycopg.AsyncConnection) -> None:
        login = await read_login(connection)
        refuse_powerful_login(login)
        self._login = login

    def _settle(self, candidate: Candidate) -> None:
        self._chosen = candidate
        self._engine = make_engine(candidate.dsn, self.settings, program=self._program)
        self._probe_engine = make_probe_engine(candidate.dsn, self.settings)
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)
        self._reading_sessions = async_sessionmaker(
            self._engine.execution_options(isolation_level="AUTOCOMMIT")
        )
        self._public_sessions = self._make_public_sessions()
        self._settled.set()
        if candidate != self._preferred:
            self._announce(candidate)

    def _make_public_sessions(self) -> async_sessionmaker[AsyncSession]:
        if self.replica is None:
            return self.reading_sessions
        self._replica_engine = create_async_engine(
            URL.create("postgresql+psycopg"),
            connect_args=self._replica_args(self._program),
            isolation_level="AUTOCOMMIT",
            **_pool_options(self.settings) | {"pool_timeout": REPLICA_POOL_TIMEOUT},
        )
        self.replica.hang_up = hanging_up(self._replica_engine.sync_engine)
        reading = sessions_on_replica(
            self._replica_engine.sync_engine,
            may_be_read=self.replica.may_be_read,
            note_failure=self.replica.note_failure,
        )
        return async_sessionmaker(
            self.engine.execution_options(isolation_level="AUTOCOMMIT"), sync_session_class=reading
        )

    def _announce(self, candidate: Candidate) -> None:
        logger.info(
            "Database DSN selected: %s (source %s)", candidate.dsn.address, candidate.source
        )
        if self._on_login is not None and self._login is not None:
            self._on_login(self._login)

    async def _search_until_settled(self) -> None:
        last_refusal = ""
        while not self.is_settled:
            await asyncio.sleep(RETRY_SECONDS)
            try:
                candidate, _ = await choose(self.settings, self._examine)
            except StartRefusedError as refusal:
                if str(refusal) != last_refusal:
                    logger.error("%s", refusal)  # noqa: TRY400  the sentence says all
                last_refusal = str(refusal)
                continue
            if candidate is not None:
                self._settle(candidate)


async def in_one_transaction(work: Callable[[AsyncSession], Awaitable[Result]]) -> Result:
    """For a command: choose the database, do the work, commit, and let go of the database.

    Raises StartRefusedError where no database can be used.
    """

    async def in_a_session(database: Database) -> Result:
        async with database.sessions.begin() as session:
            return await work(session)

    return await with_database(in_a_session)


async def with_database(work: Callable[[Database], Awaitable[Result]]) -> Result:
    """For a command of several transactions: choose the database, do the work, and let go of it.

    Raises StartRefusedError where no database can be used.
    """
    database = Database(DatabaseSettings.from_environment())
    await database.start()
    try:
        return await work(database)
    finally:
        await database.dispose()


def connections_of_a_process(settings: DatabaseSettings) -> int:
    """How many connections to the server itself one process may hold at most."""
    direct = LISTENING_CONNECTIONS + (WATCHING_CONNECTIONS if settings.url_replica else 0)
    if settings.is_pooled:
        return direct
    return settings.pool_size + settings.max_overflow + HEALTH_CONNECTIONS + direct


def connections_of_a_worker(settings: DatabaseSettings, concurrency: int) -> int:
    """How many of them a worker may hold at most that runs this many jobs at once."""
    if settings.is_pooled:
        return QUEUE_CONNECTIONS
    return concurrency + QUEUE_CONNECTIONS + HEALTH_CONNECTIONS + LISTENING_CONNECTIONS


def connections_of_the_pooler(settings: DatabaseSettings) -> int:
    """How many of them the pooler may hold at most, if there is one."""
    return settings.pooler_size if settings.is_pooled else 0


def make_engine(dsn: Dsn, settings: DatabaseSettings, *, program: str = "api") -> AsyncEngine:
    """The pool of a process."""
    return create_async_engine(
        URL.create("postgresql+psycopg"),
        connect_args=_pooled_args(dsn, settings, application_name=f"srq-hpn {program}"),
        **_pool_options(settings),
    )


def make_probe_engine(dsn: Dsn, settings: DatabaseSettings) -> AsyncEngine:
    """A pool of exactly one connection, without transactions, for health and readiness."""
    return create_async_engine(
        URL.create("postgresql+psycopg"),
        connect_args=_pooled_args(dsn, settings, application_name="srq-hpn health"),
        isolation_level="AUTOCOMMIT",
        pool_pre_ping=True,
        pool_recycle=settings.pool_recycle,
        pool_size=1,
        max_overflow=0,
        pool_timeout=settings.pool_timeout,
    )


def _pool_options(settings: DatabaseSettings) -> dict[str, Any]:
    return {
        "pool_pre_ping": True,
        "pool_recycle": settings.pool_recycle,
        "pool_size": settings.pool_size,
        "max_overflow": settings.max_overflow,
        "pool_timeout": settings.pool_timeout,
    }


def _pooled_args(dsn: Dsn, settings: DatabaseSettings, *, application_name: str) -> dict[str, Any]:
    args = _connect_args(dsn, settings, application_name=application_name)
    if settings.is_pooled:
        args["options"] = dsn.connection_parameters().get("options", "")
    return args


def _connect_args(dsn: Dsn, settings: DatabaseSettings, *, application_name: str) -> dict[str, Any]:
    given = dsn.connection_parameters()
    options = " ".join(part for part in (given.pop("options", ""), PLANNER_OPTIONS) if part)
    return {
        "application_name": application_name,
        "connect_timeout": settings.connect_timeout,
        # A peer that vanished is noticed within half a minute instead of two hours.
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 20_000,
        **given,
        "options": options,
    }
