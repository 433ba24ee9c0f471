"""Which of the database's failures pass by themselves: it is away, or short of something."""

from typing import Final

import psycopg
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from app.kernel.errors import DatabaseUnavailableError

# SQLSTATE classes and codes (PostgreSQL appendix A). Nobody's statement is to blame: 08 connection
# exceptions, 53 insufficient resources such as a full disk, 57P0x shutdown.
_AWAY_CLASSES: Final = ("08", "53")
_AWAY_STATES: Final = frozenset({"57P01", "57P02", "57P03", "57P05"})
# The same statement may succeed a moment later, or never: 57014 statement timeout, 55P03 lock
# timeout, 40001 and 40P01 serialization failures, 25P03 and 25P04 transaction timeouts.
_PASSING_STATES: Final = frozenset({"57014", "55P03", "40001", "40P01", "25P03", "25P04"})


def is_passing(error: BaseException) -> bool:
    """Whether a statement failed for a passing reason rather than for what it says."""
    return is_away(error) or sqlstate(error) in _PASSING_STATES


def is_away(error: BaseException) -> bool:
    """Whether it failed because of the server, whatever the statement was."""
    if isinstance(error, DatabaseUnavailableError | PoolTimeoutError):
        return True
    if state := sqlstate(error):
        return state.startswith(_AWAY_CLASSES) or state in _AWAY_STATES
    # Without an SQLSTATE the server never answered: no connection, or a connection that broke.
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or isinstance(error, InterfaceError | OperationalError)
    return isinstance(error, psycopg.OperationalError)


def sqlstate(error: BaseException) -> str:
    """The code that the server gave, or nothing."""
    return getattr(getattr(error, "orig", error), "sqlstate", None) or ""
