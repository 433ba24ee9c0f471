"""Connections that must be refused before any statement, by pg_hba.conf or by CONNECT."""

from collections.abc import Iterator, Mapping

import psycopg
from psycopg import conninfo

REFUSALS = (
    "pg_hba.conf rejects connection",
    "pg_hba.conf rejects replication connection",
    "no pg_hba.conf entry",
    "permission denied for database",
)


def refused_connections(dsns: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What must be refused and its DSN: other databases, replication, the superuser by TCP."""
    for login in ("app", "app_b", "readonly", "backup", "monitor"):
        if login in dsns:
            yield f"{login} to postgres", _changed(dsns[login], dbname="postgres")
            yield f"{login} to template1", _changed(dsns[login], dbname="template1")
    yield "admin to template1", _changed(dsns["admin"], dbname="template1")
    for login in ("app", "admin", "backup"):
        if login in dsns:
            yield f"{login} for replication", _changed(dsns[login], replication="true")
    if "superuser" in dsns:
        yield "the superuser over TCP", dsns["superuser"]


def try_refused(dsn: str) -> str | None:
    """None if the connection was refused as it must be, else what happened instead."""
    try:
        with psycopg.connect(dsn, connect_timeout=10):
            return "it was let in"
    except psycopg.OperationalError as error:
        if any(refusal in str(error) for refusal in REFUSALS):
            return None
        return f"it failed for another reason: {error}"


def _changed(dsn: str, **changes: str) -> str:
    return conninfo.make_conninfo(dsn, **changes)
