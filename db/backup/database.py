"""What backups ask the database, through psql: the images hold no driver."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from backup.commands import ended_with_us, sentence
from backup.failures import FailedError

_END = "end-of-answer-7305001"

TABLES = """
SELECT format('%I.%I', s.nspname, c.relname),
       coalesce(t.n_tup_ins + t.n_tup_upd + t.n_tup_del, 0)
FROM pg_class AS c
JOIN pg_namespace AS s ON s.oid = c.relnamespace
LEFT JOIN pg_stat_all_tables AS t ON t.relid = c.oid
WHERE c.relkind = 'r' AND c.relpersistence = 'p'
  AND s.nspname <> 'information_schema' AND s.nspname NOT LIKE 'pg\\_%'
  AND NOT EXISTS (SELECT FROM pg_depend AS e WHERE e.classid = 'pg_class'::regclass
                  AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY 1;
"""
# Recovery keeps the locks of transactions whose end it has not come to.
_LOCKED_BY_RECOVERY = """
SELECT format('%I.%I', s.nspname, c.relname)
FROM pg_locks AS l
JOIN pg_stat_activity AS a ON a.pid = l.pid AND a.backend_type = 'startup'
JOIN pg_class AS c ON c.oid = l.relation
JOIN pg_namespace AS s ON s.oid = c.relnamespace
WHERE l.locktype = 'relation' AND l.granted AND c.relkind = 'r' AND pg_is_in_recovery();
"""
FACTS = """
SELECT json_build_object(
    'postgres', current_setting('server_version'),
    'system_identifier', (SELECT system_identifier::text FROM pg_control_system()),
    'size_bytes', pg_database_size(current_database()),
    'has_heads', to_regclass('app_meta.alembic_version') IS NOT NULL,
    'has_stack', to_regclass('app_meta.stack_id') IS NOT NULL);
"""


@dataclass(frozen=True)
class Address:
    """A server's socket, and whom one asks as."""

    socket_dir: Path
    database: str
    login: str


class Session:
    """One session of psql that stays open, so that a snapshot can be held."""

    def __init__(self, address: Address) -> None:
        """Connect; raises FailedError if nobody answers."""
        command = ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align"]
        command += ["--field-separator=\t", "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=terse"]
        command += ["--host", str(address.socket_dir), "--username", address.login]
        self._process = subprocess.Popen(
            [*command, "--dbname", address.database],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.ask(";")

    def ask(self, sql: str) -> list[list[str]]:
        """Return the rows of a statement, as text."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        rows: list[list[str]] = []
        with ended_with_us(process):
            try:
                process.stdin.write(f"{sql}\n\\echo {_END}\n")
                process.stdin.flush()
            except BrokenPipeError:
                pass
            for line in process.stdout:
                if line.rstrip("\n") == _END:
                    return rows
                rows.append(line.rstrip("\n").split("\t"))
            said = process.stderr.read()
            process.wait()
        raise FailedError(sentence("The database did not answer", said))

    def one(self, sql: str) -> str:
        """Return the only value of a statement."""
        return self.ask(sql)[0][0]

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave, whatever state the session is in."""
        self._process.terminate()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue


@contextmanager
def snapshot(session: Session) -> Iterator[str]:
    """Hold one snapshot of the database; others may read by its name."""
    session.ask("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;")
    yield session.one("SELECT pg_export_snapshot();")
    session.ask("COMMIT;")


def rows_of_tables(session: Session) -> dict[str, tuple[int, int]]:
    """Count the rows of every table, and how often it was changed since statistics began.

    Unlogged ones are left out: they are empty after every recovery. So are those of being_altered.
    """
    altered = being_altered(session)
    tables = [row for row in session.ask(TABLES) if row[0] not in altered]
    if not tables:
        return {}
    # The names are quoted by PostgreSQL.
    each = [f"SELECT {_literal(name)}, count(*) FROM {name}" for name, _ in tables]  # noqa: S608
    counts = session.ask(" UNION ALL ".join(each) + ";")
    changes = {name: int(changed) for name, changed in tables}
    return {name: (int(count), changes[name]) for name, count in counts}


def being_altered(session: Session) -> set[str]:
    """The tables that nobody can read while recovery is paused, amid a migration for example."""
    return {row[0] for row in session.ask(_LOCKED_BY_RECOVERY)}


def facts(session: Session) -> dict[str, Any]:
    """What tells one database from another: versions, size, stack, alembic head."""
    known: dict[str, Any] = json.loads(session.one(FACTS))
    heads = "SELECT version_num FROM app_meta.alembic_version ORDER BY 1;"
    stack = "SELECT id FROM app_meta.stack_id;"
    has_heads, has_stack = known.pop("has_heads"), known.pop("has_stack")
    known["alembic_head"] = ",".join(row[0] for row in session.ask(heads)) if has_heads else None
    known["stack_id"] = next((row[0] for row in session.ask(stack)), None) if has_stack else None
    return known


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
