"""Sessions whose statements only read: from the replica where it may be read, else the primary.

Each statement stands alone (no transaction is held), so one that the replica fails to answer is
simply put to the primary, and whoever asked does not notice.
"""

import contextlib
import os
import socket
from collections.abc import Callable
from typing import Any, Final
from weakref import WeakSet

import psycopg
from sqlalchemy import Engine, Result, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import ORMExecuteState, Session

# The primary would not answer a statement sooner that has used up its time on the replica.
_STATEMENT_TIMED_OUT: Final = "57014"


def sessions_on_replica(
    replica: Engine, *, may_be_read: Callable[[], bool], note_failure: Callable[[str], None]
) -> type[Session]:
    """A class of sessions, to be bound to the primary, that read from `replica` while they may.

    A session that has once read from the primary stays there: what it shows never goes back.
    """

    class ReadingSession(Session):
        """Reads from the replica while it may."""

    def read(state: ORMExecuteState) -> Result[Any] | None:
        session = state.session
        if session.info.get("stays") or not may_be_read():
            session.info["stays"] = True
            return None
        try:
            # Waiting for a connection takes time, so it is asked again.
            session.connection(bind_arguments={"bind": replica})
            if may_be_read():
                return state.invoke_statement(bind_arguments={"bind": replica})
        except (DBAPIError, PoolTimeoutError) as error:
            cause = getattr(error, "orig", None) or error
            if getattr(cause, "sqlstate", None) == _STATEMENT_TIMED_OUT:
                raise
            note_failure(str(cause).partition("\n")[0] or type(cause).__name__)
        session.info["stays"] = True
        return None

    event.listen(ReadingSession, "do_orm_execute", read)
    return ReadingSession


def hanging_up(engine: Engine) -> Callable[[], None]:
    """A function that cuts all connections of `engine`, for a server that is silent for good.

    Statements that wait for it fail at once; closing the connections would wait as well.
    """
    connections: WeakSet[psycopg.AsyncConnection] = WeakSet()

    def remember(_: object, record: Any) -> None:
        connections.add(record.driver_connection)

    def hang_up() -> None:
        for connection in connections:
            if not connection.closed:
                with (
                    contextlib.suppress(OSError),
                    socket.socket(fileno=os.dup(connection.pgconn.socket)) as line,
                ):
                    line.shutdown(socket.SHUT_RDWR)

    event.listen(engine, "connect", remember)
    return hang_up
