"""Rows by the thousand: one statement for all of them, each sent as JSON that the server unpacks.

Several times as fast as one statement a row, and as a statement with a parameter for each value.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Table, TextClause, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncSession

from app.kernel.tables import Base

Row = Mapping[str, Any]


async def insert_rows(
    session: AsyncSession, model: type[Base], rows: Sequence[Row], *, on_conflict: str = ""
) -> None:
    """Insert rows that all have the first one's columns."""
    if rows:
        statement = _insertion(_table(model), tuple(rows[0]), on_conflict)
        await session.execute(statement, {"rows": _packed(rows)})


async def insert_rows_with_ids(
    session: AsyncSession, model: type[Base], rows: Sequence[Row]
) -> list[int]:
    """Insert rows; return the ids that they were given, in their order."""
    if not rows:
        return []
    statement = _insertion(_table(model), tuple(rows[0]), "RETURNING id")
    found = await session.execute(statement, {"rows": _packed(rows)})
    # Given one after the other, in the rows' order.
    return sorted(found.scalars())


async def update_rows(session: AsyncSession, model: type[Base], rows: Sequence[Row]) -> None:
    """Update rows by their id; all have the first one's columns."""
    if rows:
        statement = _update(_table(model), tuple(rows[0]))
        await session.execute(statement, {"rows": _packed(rows)})


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101  every model of ours is mapped to one
    return table


@lru_cache(maxsize=64)
def _insertion(table: Table, columns: tuple[str, ...], ending: str) -> TextClause:
    names = ", ".join(columns)
    return text(
        f"INSERT INTO {table.fullname} ({names})"  # noqa: S608  names of our own columns
        f" SELECT {names} FROM {_unpacked(table, columns)} ORDER BY ordinality {ending}"
    )


@lru_cache(maxsize=64)
def _update(table: Table, columns: tuple[str, ...]) -> TextClause:
    changed = ", ".join(f"{name} = given.{name}" for name in columns if name != "id")
    return text(
        f"UPDATE {table.fullname} SET {changed}"  # noqa: S608  the same
        f" FROM {_unpacked(table, columns)} WHERE {table.name}.id = given.id"
    )


def _unpacked(table: Table, columns: tuple[str, ...]) -> str:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    typed = ", ".join(f"{name} {table.c[name].type.compile(dialect)}" for name in columns)
    return (
        f"ROWS FROM (jsonb_to_recordset(CAST(:rows AS jsonb)) AS ({typed})) WITH ORDINALITY"
        f" AS given ({', '.join(columns)}, ordinality)"
    )


def _packed(rows: Sequence[Row]) -> str:
    return json.dumps([dict(row) for row in rows], default=_as_text, ensure_ascii=False)


def _as_text(value: object) -> str:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    message = f"{type(value).__name__} cannot be sent as a row's value"
    raise TypeError(message)
