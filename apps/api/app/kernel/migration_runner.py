"""Running migrations safely: what alembic/env.py does.

One migration at a time, as the owner of the schema, with short waits for locks that are tried
again; whatever a migration makes must belong to the owner and be open to the right roles, or the
migration is undone.
"""

import contextlib
import logging
import os
import random
import time
from collections.abc import Iterator
from typing import Any, Final

import psycopg
import sqlalchemy as sa
from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError, OperationalError

from alembic import context
from app.kernel.choice import describe_connect_error, read_candidates
from app.kernel.dsn import Dsn, DsnError, parse_dsn
from app.kernel.environment import read_variable
from app.kernel.errors import StartRefusedError
from app.kernel.grants import grant_problems
from app.kernel.migration_records import make_records, record
from app.kernel.migrations import read_schema_state
from app.kernel.settings import DatabaseSettings

# The roles step (db/converge.py, db/converge.sh) takes the same lock, in the same database.
LOCK_KEY: Final = 7_305_001
LOCK_DATABASE: Final = "postgres"
QUEUE_SECONDS: Final = 15 * 60
LOCK_TIMEOUT: Final = "4s"
LOCK_ATTEMPTS: Final = 8
LONGEST_PAUSE_SECONDS: Final = 20.0

VERSION_SCHEMA: Final = "app_meta"
VERSION_TABLE: Final = "alembic_version"
QUEUE_PREFIX: Final = "procrastinate_"
_READING_COMMANDS: Final = frozenset({"check", "current", "history", "revision"})
_LOCK_STATES: Final = frozenset({"55P03", "40P01"})  # lock_not_available, deadlock_detected
_INSUFFICIENT_PRIVILEGE: Final = "42501"
_RUN_AS_ADMIN: Final = (
    "Migrations run as admin, and DATABASE_URL_ADMIN is not set here: "
    "use `docker compose run --rm migrate`."
)

logger = logging.getLogger(__name__)


def run(metadata: sa.MetaData) -> None:
    """Do what Alembic was asked to; raises CommandError with one sentence where it cannot."""
    try:
        if _command_name() in _READING_COMMANDS:
            _run_reading(metadata)
            return
        dsn = _admin_dsn()
        with _one_at_a_time(dsn):
            _run_with_retries(dsn, metadata)
    except (StartRefusedError, DsnError) as error:
        raise CommandError(str(error)) from None


def write_sql(metadata: sa.MetaData) -> None:
    """Print the SQL instead of running it (`alembic upgrade head --sql`)."""
    context.configure(
        dialect_name="postgresql",
        # With psycopg's own style every % of a function's body would be printed twice.
        dialect_opts={"paramstyle": "named"},
        literal_binds=True,
        **_options(metadata, on_version_apply=()),
    )
    with context.begin_transaction():
        context.execute(f"SET lock_timeout = '{LOCK_TIMEOUT}'")
        context.execute("SET statement_timeout = '15min'")
        context.run_migrations()


def _command_name() -> str:
    options = context.config.cmd_opts
    return "" if options is None else str(options.cmd[0].__name__)


def _admin_dsn() -> Dsn:
    text = read_variable("DATABASE_URL_ADMIN", os.environ)
    if text is None:
        raise CommandError(_RUN_AS_ADMIN)
    return parse_dsn(text)


def _run_reading(metadata: sa.MetaData) -> None:
    """Reading is allowed to the app's login too; the admin itself sees nothing, its owner does."""
    is_admin = read_variable("DATABASE_URL_ADMIN", os.environ) is not None
    with _connect(_admin_dsn() if is_admin else _app_dsn()) as connection:
        if is_admin:
            _become_owner(connection)
        try:
            _run_command(connection, metadata)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != _INSUFFICIENT_PRIVILEGE:
                raise
            raise CommandError(
                "The schema has not been migrated yet, or this login may not read it: "
                "use `docker compose run --rm migrate`."
            ) from None


def _app_dsn() -> Dsn:
    candidates, _ = read_candidates(DatabaseSettings.from_environment())
    return candidates[0].dsn


@contextlib.contextmanager
def _one_at_a_time(dsn: Dsn) -> Iterator[None]:
    """Hold the lock that one migration or roles step at a time may hold.

    Waiting is done without a connection, because the admin may have three at most.
    """
    parameters: dict[str, Any] = dsn.connection_parameters() | {"dbname": LOCK_DATABASE}
    deadline = time.monotonic() + QUEUE_SECONDS
    has_said_so = False
    while True:
        guard = _try_lock(dsn, parameters)
        if guard is not None:
            break
        if time.monotonic() > deadline:
            minutes = QUEUE_SECONDS // 60
            raise CommandError(f"Another migration has been running for {minutes} minutes.")
        if not has_said_so:
            logger.info("Another migration or roles step is running; waiting for it.")
            has_said_so = True
        time.sleep(random.uniform(0.1, 0.5))  # noqa: S311  jitter, no secret
    try:
        yield
    finally:
        guard.close()


def _try_lock(dsn: Dsn, parameters: dict[str, Any]) -> psycopg.Connection | None:
    try:
        guard = psycopg.connect(**parameters, autocommit=True)
    except psycopg.OperationalError as error:
        if "too many connections" in str(error):
            return None
        raise CommandError(_unreachable(dsn, error)) from None
    row = guard.execute("SELECT pg_try_advisory_lock(%s)", (LOCK_KEY,)).fetchone()
    if row is not None and row[0]:
        return guard
    guard.close()
    return None


@contextlib.contextmanager
def _connect(dsn: Dsn) -> Iterator[sa.Connection]:
    parameters = {"application_name": "srq-hpn migrate", **dsn.connection_parameters()}
    # Alembic compares names with their schema, and PostgreSQL leaves out a schema that is on the
    # search path; and unqualified names in a migration must fail, not go just anywhere.
    parameters["options"] = f"{parameters.get('options', '')} -c search_path=ext".strip()
    engine = sa.create_engine(
        sa.URL.create("postgresql+psycopg"), connect_args=parameters, poolclass=sa.NullPool
    )
    try:
        connection = _open(engine, dsn)
    except OperationalError as error:
        raise CommandError(_unreachable(dsn, error.orig or error)) from None
    with connection:
        connection.dialect.default_schema_name = "ext"
        yield connection


def _open(engine: sa.Engine, dsn: Dsn) -> sa.Connection:
    """Connect; others who look whether it is their turn may hold the admin's connections."""
    for _ in range(20):
        try:
            return engine.connect()
        except OperationalError as error:
            if "too many connections" not in str(error):
                raise
            time.sleep(random.uniform(0.1, 0.5))  # noqa: S311  jitter, no secret
    raise CommandError(f"All connections of {dsn.user} are taken; try again.")


def _unreachable(dsn: Dsn, error: BaseException) -> str:
    reason = describe_connect_error(Exception(str(error)))
    return f"The database at {dsn.address} does not let {dsn.user} in: {reason}."


def _run_with_retries(dsn: Dsn, metadata: sa.MetaData) -> None:
    for attempt in range(1, LOCK_ATTEMPTS + 1):
        with _connect(dsn) as connection:
            _become_owner(connection)
            make_records(connection)
            if not _has_work(connection):
                return
            try:
                _run_command(connection, metadata)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in _LOCK_STATES:
                    raise
                pause = min(2.0**attempt, LONGEST_PAUSE_SECONDS) * random.uniform(0.5, 1.0)  # noqa: S311
            else:
                return
        if attempt < LOCK_ATTEMPTS:
            logger.warning(
                "Something holds a lock that the migration needs; attempt %d of %d in %.1f s.",
                attempt + 1,
                LOCK_ATTEMPTS,
                pause,
            )
            time.sleep(pause)
    raise CommandError(
        f"A lock was not to be had in {LOCK_ATTEMPTS} attempts: find the long transaction in "
        "pg_stat_activity, end it, and migrate again; nothing was changed."
    )


def _become_owner(connection: sa.Connection) -> None:
    """Act as the owner from here on, or refuse: else tables would get the wrong owner."""
    owner = connection.scalar(sa.text("SELECT current_database() || '_owner'"))
    try:
        connection.execute(sa.text(f'SET ROLE "{owner}"'))
    except DBAPIError as error:
        reason = str(error.orig).splitlines()[0]
        raise CommandError(
            f"The migration cannot act as {owner} ({reason}): run the roles step first "
            "(`docker compose run --rm roles`)."
        ) from None
    if connection.scalar(sa.text("SELECT current_user")) != owner:
        raise CommandError(f"The migration is not acting as {owner}; nothing was changed.")
    connection.execute(sa.text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
    connection.commit()


def _has_work(connection: sa.Connection) -> bool:
    """Whether Alembic should look: not where a newer release has migrated already.

    After a roll-back the previous release starts on the newer schema and must find nothing to do.
    """
    state = read_schema_state(connection)
    connection.commit()
    if _command_name() == "stamp" or state.fit in {"ok", "behind"}:
        return True
    if not state.is_usable:
        raise CommandError(state.sentence)
    logger.info("%s There is nothing to do.", state.sentence)
    return False


def _run_command(connection: sa.Connection, metadata: sa.MetaData) -> None:
    context.configure(
        connection=connection,
        transaction_per_migration=True,
        compare_server_default=True,
        **_options(metadata, on_version_apply=_after_each),
    )
    with context.begin_transaction():
        context.run_migrations()


def _options(metadata: sa.MetaData, *, on_version_apply: Any) -> dict[str, Any]:
    return {
        "target_metadata": metadata,
        "version_table": VERSION_TABLE,
        "version_table_schema": VERSION_SCHEMA,
        "include_schemas": True,
        "include_name": _is_ours,
        "on_version_apply": on_version_apply,
    }


def _is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    """Whether the models speak of it; the queue's tables are Procrastinate's own."""
    if kind == "schema":
        return name == "app"
    return kind != "table" or not (name or "").startswith(QUEUE_PREFIX)


def _after_each(*, ctx: Any, heads: Any, **_: Any) -> None:
    """Inside the transaction of each migration: record it, and undo it if its grants are wrong."""
    connection: sa.Connection = ctx.connection
    record(connection, list(ctx.script.iterate_revisions(tuple(heads), "base")))
    problems = grant_problems(connection)
    if problems:
        raise CommandError(
            f"The migration was undone because of owners or grants: {'; '.join(problems)}."
        )
