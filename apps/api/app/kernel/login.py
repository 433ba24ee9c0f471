"""What the database login of this process may do, read from the catalogue."""

from dataclasses import dataclass
from typing import Final, LiteralString

import psycopg
from psycopg.rows import class_row

from app.kernel.errors import StartRefusedError

_OF_A_PROCESS: Final = "WEB_CONCURRENCY, DB_POOL_SIZE or DB_MAX_OVERFLOW"
# Membership alone counts, whether inherited or not: SET ROLE is one statement away.
_POWERS: Final[LiteralString] = """
select current_user::text as name,
  own.rolconnlimit as connection_limit,
  current_setting('max_connections')::int as max_connections,
  (current_setting('superuser_reserved_connections')::int
    + coalesce(current_setting('reserved_connections', true)::int, 0)) as reserved_connections,
  array_remove(array[
    case when own.rolsuper then 'is a superuser' end,
    case when own.rolcreaterole and not own.rolsuper then 'may create roles' end,
    case when own.rolcreatedb and not own.rolsuper then 'may create databases' end,
    case when own.rolreplication and not own.rolsuper then 'may replicate the whole server' end,
    case when own.rolbypassrls and not own.rolsuper then 'bypasses row level security' end,
    (select 'is a member of ' || string_agg(r.rolname, ', ' order by r.rolname)
       from pg_roles r
      where r.oid <> own.oid and not own.rolsuper
        and pg_has_role(own.oid, r.oid, 'MEMBER')
        and (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication
             or r.rolname in ('pg_execute_server_program', 'pg_write_server_files',
                              'pg_read_server_files', 'pg_write_all_data', 'pg_maintain',
                              'pg_create_subscription', 'pg_database_owner')
             or exists (select from pg_namespace n where n.nspowner = r.oid)
             or exists (select from pg_database d where d.datdba = r.oid))),
    (select 'may create things in the schema ' || string_agg(quote_ident(n.nspname), ', '
                                                             order by n.nspname)
       from pg_namespace n
      where not own.rolsuper and n.nspname !~ '^pg_(temp|toast_temp)_'
        and has_schema_privilege(own.oid, n.oid, 'CREATE')),
    (select 'may create schemas in the database ' || string_agg(quote_ident(d.datname), ', '
                                                                order by d.datname)
       from pg_database d
      where not own.rolsuper and has_database_privilege(own.oid, d.oid, 'CREATE')),
    (select 'owns ' || count(*) || case count(*) when 1 then ' relation' else ' relations' end
       from pg_class c where c.relowner = own.oid and not own.rolsuper
       and c.relpersistence <> 't' having count(*) > 0)
  ], null) as powers
from pg_roles own where own.rolname = current_user
"""


@dataclass(frozen=True, slots=True)
class Login:
    """A role as the server knows it; `powers` are those that an application must not have."""

    name: str
    connection_limit: int
    max_connections: int
    reserved_connections: int
    powers: list[str]

    def available_connections(self) -> tuple[int, str]:
        """How many connections this login can have at most, and which limit says so."""
        server = self.max_connections - self.reserved_connections
        if 0 <= self.connection_limit < server:
            return self.connection_limit, f"the connection limit of {self.name}"
        return server, (
            f"max_connections {self.max_connections} less {self.reserved_connections} reserved"
        )


async def read_login(connection: psycopg.AsyncConnection) -> Login:
    """Ask the server who this connection is and what it may do."""
    async with connection.cursor(row_factory=class_row(Login)) as cursor:
        await cursor.execute(_POWERS)
        login = await cursor.fetchone()
    if login is None:
        message = "pg_roles has no row for current_user"
        raise LookupError(message)
    return login


def refuse_powerful_login(login: Login) -> None:
    """Raise StartRefusedError when the login could create or alter anything."""
    if login.powers:
        message = (
            f"The database role {login.name} {_join(login.powers)}, which the application must "
            "not; give it the limited application role."
        )
        raise StartRefusedError(message)


def connection_warning(
    login: Login, *, processes: int, per_process: int, worker: int, pooler: int = 0
) -> str | None:
    """A sentence when the processes may ask for more connections than the login can have.

    `per_process` is pool plus overflow plus the connections kept beside them; behind a pooler, of
    which `pooler` is the size, those only that are made past it.
    """
    wanted = processes * per_process + worker + pooler
    available, limit = login.available_connections()
    if wanted <= available:
        return None
    pooled = f" + {pooler} of the pooler" if pooler else ""
    lower = "WEB_CONCURRENCY or PGBOUNCER_POOL_SIZE" if pooler else _OF_A_PROCESS
    return (
        f"This installation may ask for {wanted} database connections ({processes} API processes "
        f"x {per_process} + {worker} for the worker{pooled}), but only {available} are to be had "
        f"({limit}): lower {lower}, or raise the limit."
    )


def _join(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
