"""The one transaction of a request: committed before the response leaves."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from app.kernel.database import Database


def database_of(request: Request) -> Database:
    """The process's database."""
    database: Database = request.app.state.database
    return database


async def open_session(request: Request) -> AsyncIterator[AsyncSession]:
    """Begin a transaction; commit it when the route function returns, roll back when it raises."""
    async with database_of(request).sessions.begin() as session:
        yield session


DatabaseDep = Annotated[Database, Depends(database_of)]
# With FastAPI's default scope the commit would follow the response, and a failed one would have
# been reported as a success.
SessionDep = Annotated[AsyncSession, Depends(open_session, scope="function")]
