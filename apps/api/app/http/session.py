"""The one transaction of a request: committed before the response leaves."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from app.kernel.database import Database
from app.kernel.errors import DatabaseUnavailableError, Refusal

# Longer than the role's statement timeout (10 s), which answers first unless the server is gone.
REQUEST_SECONDS = 15.0
# Once timed out, psycopg first asks the server to agree, for up to ten seconds; timing out again
# closes the connection instead.
CONSENT_SECONDS = 0.2


def database_of(request: Request) -> Database:
    """The process's database."""
    database: Database = request.app.state.database
    return database


async def open_session(request: Request) -> AsyncIterator[AsyncSession]:
    """Begin a transaction; commit it when the route function returns, roll back when it raises.

    A refusal that says so (`keeps_changes`) is committed too before it is answered. A server that
    stops answering is given up on with DatabaseUnavailableError.
    """
    kept: Refusal | None = None
    async with bounded(), database_of(request).sessions.begin() as session:
        try:
            yield session
        except Refusal as refusal:
            if not refusal.keeps_changes:
                raise
            kept = refusal
    if kept is not None:
        raise kept


async def open_reading_session(request: Request) -> AsyncIterator[AsyncSession]:
    """Give statements that only read: each sees the latest commit, none waits for a BEGIN."""
    async with bounded(), database_of(request).reading_sessions() as session:
        yield session


async def open_public_session(request: Request) -> AsyncIterator[AsyncSession]:
    """Give statements that only read what is public: from the replica, where there is one.

    Whoever brings cookies or a token may just have changed something: they read from the primary.
    """
    database = database_of(request)
    is_anybody = "cookie" not in request.headers and "authorization" not in request.headers
    sessions = database.public_sessions if is_anybody else database.reading_sessions
    async with bounded(), sessions() as session:
        yield session


@contextlib.asynccontextmanager
async def bounded() -> AsyncIterator[None]:
    """Give up on a database that does not answer; raises DatabaseUnavailableError."""
    try:
        async with (
            asyncio.timeout(REQUEST_SECONDS + CONSENT_SECONDS),
            asyncio.timeout(REQUEST_SECONDS),
        ):
            yield
    except TimeoutError:
        raise DatabaseUnavailableError from None


DatabaseDep = Annotated[Database, Depends(database_of)]
# With FastAPI's default scope the commit would follow the response, and a failed one would have
# been reported as a success.
SessionDep = Annotated[AsyncSession, Depends(open_session, scope="function")]
ReadingSessionDep = Annotated[AsyncSession, Depends(open_reading_session, scope="function")]
PublicReadingSessionDep = Annotated[AsyncSession, Depends(open_public_session, scope="function")]
