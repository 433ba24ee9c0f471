"""Runs the statements, each by its own login, and tells what came out otherwise than it must."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import psycopg
from psycopg import conninfo, sql

from tests.database.privileges.allowed import ALLOWED, Allowed
from tests.database.privileges.denied import DENIED, INSUFFICIENT_PRIVILEGE, Denied
from tests.database.privileges.probes import SETUP, TEARDOWN

LOGINS = ("app", "app_b", "admin", "readonly", "backup", "monitor")


@dataclass
class Matrix:
    """Open sessions by seat (`app`, `owner`, `readonly by default` …) and the roles' names."""

    names: Mapping[str, str]
    seats: Mapping[str, psycopg.Connection]
    skipped: list[str] = field(default_factory=list)

    def denied(self) -> Iterator[tuple[str, Denied]]:
        """Every statement that must fail, with its seat."""
        for seat in self.seats:
            for attempt in DENIED.get(seat, []):
                yield seat, attempt

    def allowed(self) -> Iterator[tuple[str, Allowed]]:
        """Every statement that must succeed, with its seat."""
        for seat in self.seats:
            for attempt in ALLOWED.get(seat, []):
                yield seat, attempt

    def try_denied(self, seat: str, attempt: Denied) -> str | None:
        """None if it was denied as it must be, else what happened instead.

        What was not denied is undone, except for what runs outside transactions only.
        """
        connection = self.seats[seat]
        with ExitStack() as stack:
            if attempt.in_transaction:
                stack.enter_context(connection.transaction(force_rollback=True))
            before = _answers(connection, attempt.effect)
            sqlstate = self._run(seat, attempt.sql)
            if sqlstate is None and attempt.sqlstate is None:
                changed = _answers(connection, attempt.effect) != before
                return "it had an effect" if changed else None
        if sqlstate != (attempt.sqlstate or INSUFFICIENT_PRIVILEGE):
            return f"SQLSTATE {sqlstate or '00000'} instead of {attempt.sqlstate}"
        return None

    def try_allowed(self, seat: str, attempt: Allowed) -> str | None:
        """None if it succeeded as it must, else what happened instead."""
        connection = self.seats[seat]
        try:
            with connection.transaction(force_rollback=True):
                cursor = connection.execute(self._statement(seat, attempt.sql))
                row = cursor.fetchone() if cursor.description else None
        except psycopg.Error as error:
            return f"SQLSTATE {error.sqlstate}: {error.diag.message_primary}"
        answer = attempt.answer
        wanted = answer
        if isinstance(answer, str):
            wanted = answer.format_map(self.names).strip('"')
        if wanted is not None and (row is None or row[0] != wanted):
            return f"it answered {row} instead of {wanted!r}"
        return None

    def _run(self, seat: str, text: str) -> str | None:
        try:
            self.seats[seat].execute(self._statement(seat, text))
        except psycopg.Error as error:
            return error.sqlstate or str(error)
        return None

    def _statement(self, seat: str, text: str) -> str:
        own = conninfo.conninfo_to_dict(self.seats[seat].info.dsn)["user"]
        return text.format_map({**self.names, "self": f'"{own}"'})


@contextmanager
def open_matrix(dsns: Mapping[str, str]) -> Iterator[Matrix]:
    """Connect every login of `dsns` and make the probe objects; removes them in the end.

    `dsns` maps names of LOGINS to DSNs; `app` and `admin` must be among them.
    """
    names = _names(dsns)
    with ExitStack() as stack:
        owner = stack.enter_context(_connect(dsns["admin"]))
        owner.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(names["owner"].strip('"'))))
        owner.execute(TEARDOWN)
        stack.callback(owner.execute, TEARDOWN)
        owner.execute(SETUP.format_map(names))
        seats = {"owner": owner}
        for login in LOGINS:
            if login not in dsns:
                continue
            seats[login] = stack.enter_context(_connect(dsns[login]))
            if login in {"readonly", "backup", "monitor"}:
                # Their grants must hold without this switch, which everybody may turn.
                seats[login].execute("SET default_transaction_read_only = off")
        for login in ("readonly", "backup"):
            if login in dsns:
                seats[f"{login} by default"] = stack.enter_context(_connect(dsns[login]))
        missing = [login for login in LOGINS if login not in dsns]
        yield Matrix(names, seats, missing)


def _answers(connection: psycopg.Connection, query: str | None) -> object:
    return None if query is None else connection.execute(query).fetchall()


def _connect(dsn: str) -> psycopg.Connection:
    return psycopg.connect(dsn, autocommit=True, connect_timeout=10)


def _names(dsns: Mapping[str, str]) -> dict[str, str]:
    """The names as SQL writes them; those without a DSN derive from the database's."""
    database = str(conninfo.conninfo_to_dict(dsns["app"])["dbname"])
    names = {name: f"{database}_{name}" for name in ("owner", "rw", "ro")}
    names |= {name: f"{database}_{name}" for name in ("readonly", "backup", "monitor")}
    names |= {
        login: str(conninfo.conninfo_to_dict(dsn)["user"])
        for login, dsn in dsns.items()
        if login in LOGINS
    }
    with _connect(dsns["app"]) as connection:
        row = connection.execute("SELECT rolname FROM pg_roles WHERE oid = 10").fetchone()
    names["superuser"] = str(row[0]) if row else database
    names["database"] = database
    return {name: '"' + text.replace('"', '""') + '"' for name, text in names.items()}
