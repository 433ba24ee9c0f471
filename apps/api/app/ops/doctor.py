"""Looks an installation over and says in words what is wrong with it and what to do."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import psycopg
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from app.http.settings import ServerSettings
from app.identity.settings import IdentitySettings, refuse_unsafe_secrets
from app.kernel import clock
from app.kernel.choice import UNREADABLE, Candidate, Failure, choose, read_candidates
from app.kernel.credentials import foreign_credentials, is_placeholder
from app.kernel.database import (
    connections_of_a_process,
    connections_of_a_worker,
    connections_of_the_pooler,
    make_probe_engine,
)
from app.kernel.errors import StartRefusedError
from app.kernel.grants import grant_problems
from app.kernel.login import Login, connection_warning, read_login, refuse_powerful_login
from app.kernel.migrations import schema_state
from app.kernel.settings import DatabaseSettings, SiteSettings

TOLERATED_CLOCK_DIFFERENCE: Final = timedelta(seconds=30)
_RUN_ROLES: Final = "Run the roles step: `docker compose run --rm roles`; natively, `npm start`."
_RUN_MIGRATE: Final = (
    "Run the migrations: `docker compose run --rm migrate`; natively, `npm start`."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; a remedy is given exactly where something is wrong."""

    what: str
    remedy: str | None = None


def examine_environment(
    environ: Mapping[str, str], site: SiteSettings, database: DatabaseSettings
) -> Iterator[Finding]:
    """Look at variables only."""
    yield Finding(
        f"{site.name} at {site.url}, in {site.timezone.key}, as {site.environment}, with the "
        f"features {', '.join(sorted(site.features)) or 'none'}."
    )
    foreign = foreign_credentials(environ)
    for variable in foreign:
        yield Finding(
            f"{variable} is in the application's environment.",
            "Remove it: an application never holds the credentials of an admin or superuser.",
        )
    if not foreign:
        yield Finding("No credentials of an admin or superuser are in the environment.")
    try:
        candidates, _ = read_candidates(database)
    except StartRefusedError as refusal:
        yield Finding(str(refusal), "Set DATABASE_URL, or DATABASE_URL_FILE, to the app's DSN.")
        return
    for candidate in candidates:
        if is_placeholder(candidate.dsn.password, login=candidate.dsn.user) and site.is_production:
            yield Finding(
                f"{candidate.source} holds no real password.",
                "Set POSTGRES_APP_PASSWORD to a strong secret and run the roles step.",
            )


def examine_secrets(site: SiteSettings, identity: IdentitySettings) -> Finding:
    """Look at what tokens are signed with."""
    try:
        refuse_unsafe_secrets(site, identity)
    except StartRefusedError as refusal:
        return Finding(str(refusal), "Set it, or leave all of AUTH_… to Docker or npm start.")
    if site.is_production:
        return Finding("There are secrets to sign with, one for each purpose.")
    return Finding("Development makes up what it signs with unless it is set.")


async def examine_database(
    database: DatabaseSettings, server: ServerSettings
) -> AsyncIterator[Finding]:
    """Connect as the application would, and look at login, limits, schema and grants."""
    logins: list[Login] = []

    async def examine(connection: psycopg.AsyncConnection) -> None:
        logins.append(await read_login(connection))

    try:
        candidate, failures = await choose(database, examine)
    except StartRefusedError:
        return  # The environment's findings have said why.
    for failure in failures:
        yield Finding(f"{failure}.", _remedy_for(failure))
    if candidate is None:
        return
    yield Finding(f"{candidate.source} answers at {candidate.dsn.address}.")
    for finding in _examine_login(logins[-1], database, server):
        yield finding
    try:
        async with _connected(candidate, database) as connection:
            yield await _examine_clock(connection)
            yield await _examine_schema(connection)
            for finding in await _examine_grants(connection):
                yield finding
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).partition("\n")[0]
        yield Finding(f"The rest cannot be seen by {logins[-1].name}: {reason}.", _RUN_ROLES)


@asynccontextmanager
async def _connected(
    candidate: Candidate, settings: DatabaseSettings
) -> AsyncIterator[AsyncConnection]:
    engine = make_probe_engine(candidate.dsn, settings)
    try:
        async with engine.connect() as connection:
            yield connection
    finally:
        await engine.dispose()


def _remedy_for(failure: Failure) -> str:
    if failure.address == UNREADABLE:
        return f"Correct {failure.source} or remove it."
    if "password authentication" in failure.reason or "not permitted to log in" in failure.reason:
        return f"The password is not the one the server knows. {_RUN_ROLES}"
    if "too many connections" in failure.reason or "remaining connection slots" in failure.reason:
        return "Lower WEB_CONCURRENCY, DB_POOL_SIZE or DB_MAX_OVERFLOW, or raise the limit."
    if "pg_hba.conf" in failure.reason:
        return "The server lets this login in from elsewhere only; see db/README.md."
    if "does not exist" in failure.reason:
        return _RUN_ROLES
    return "Check that the database runs (`docker compose ps db`) and that host and port are right."


def _examine_login(
    login: Login, database: DatabaseSettings, server: ServerSettings
) -> Iterator[Finding]:
    try:
        refuse_powerful_login(login)
    except StartRefusedError as refusal:
        yield Finding(str(refusal), "Let DATABASE_URL log in as POSTGRES_APP_USER.")
    else:
        yield Finding(f"The role {login.name} can create and alter nothing.")
    warning = connection_warning(
        login,
        processes=server.web_concurrency,
        per_process=connections_of_a_process(database),
        worker=connections_of_a_worker(database, server.worker_concurrency),
        pooler=connections_of_the_pooler(database),
    )
    available, limit = login.available_connections()
    if warning is None:
        yield Finding(f"There are enough connections ({available}, {limit}).")
    else:
        yield Finding(warning, "Change one of the variables that the sentence names.")


async def _examine_clock(connection: AsyncConnection) -> Finding:
    moment = await connection.scalar(text("select now()"))
    difference = abs(moment - clock.now())
    if difference <= TOLERATED_CLOCK_DIFFERENCE:
        return Finding("The database's clock agrees with this machine's.")
    seconds = round(difference.total_seconds())
    return Finding(
        f"The database's clock differs from this machine's by {seconds} seconds.",
        "Let both machines follow a time server (`timedatectl set-ntp true`).",
    )


async def _examine_schema(connection: AsyncConnection) -> Finding:
    state = await schema_state(connection)
    if state.is_usable:
        return Finding(state.sentence)
    remedy = _RUN_MIGRATE if state.fit == "behind" else "Deploy the release that fits the schema."
    return Finding(state.sentence, remedy)


async def _examine_grants(connection: AsyncConnection) -> list[Finding]:
    problems = await connection.run_sync(grant_problems)
    if not problems:
        return [Finding("Owners and grants are as declared.")]
    return [Finding(f"Owners or grants: {problem}.", _RUN_ROLES) for problem in problems]
