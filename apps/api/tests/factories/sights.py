"""Installations as they are seen: all is well, but for what a test changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from app.kernel.migrations import SchemaState
from app.ops.names import Operation
from app.ops.reports import OPERATIONS, Report, Reports
from app.ops.repository import AboutServer, Connections, QueueState, Sighting
from app.ops.sight import Sight

NOW = datetime(2026, 11, 25, 17, tzinfo=UTC)
GIBIBYTE = 2**30
DISK = {
    "database_free_bytes": 30.0 * GIBIBYTE,
    "database_total_bytes": 40.0 * GIBIBYTE,
    "backups_free_bytes": 90.0 * GIBIBYTE,
    "backups_total_bytes": 100.0 * GIBIBYTE,
}


def report(*, is_ok: bool = True, last_ok_ago: timedelta | None = None, **fields: Any) -> Report:
    """What an operation reported a minute ago, and when it last went well."""
    ago = timedelta(minutes=1) if last_ok_ago is None else last_ok_ago
    told: dict[str, Any] = {
        "at": NOW - timedelta(minutes=1),
        "last_ok_at": NOW - ago,
        "sentence": "All went well." if is_ok else "It could not be written.",
    }
    return Report(is_ok=is_ok, **(told | fields))


def reports(**changed: Report | None) -> Reports:
    """Every operation's report."""
    found: dict[Operation, Report | None] = {name: report() for name in OPERATIONS}
    found["disk"] = report(figures=DISK)
    for name in OPERATIONS:
        if name in changed:
            found[name] = changed[name]
    return found


def certificate(*, left: timedelta, life: timedelta = timedelta(days=90)) -> Sighting:
    """A certificate with so much of its life left."""
    ends_at = NOW + left
    return Sighting("srq.example.org", NOW, ends_at - life, ends_at, None)


def sight(**changed: Any) -> Sight:
    """An installation of a month, in good order."""
    well = Sight(
        at=NOW,
        server=AboutServer("18.6", NOW - timedelta(days=30)),
        schema=SchemaState("ok", "20261125_1700", "20261125_1700"),
        queue=QueueState(0, 0, 0, None, 1),
        failed_jobs=[],
        connections=Connections("srq_hpn_app", 12, 80, 20, 97),
        feeds={"good": 3, "trouble": 0, "stale": 0, "paused": 0, "new": 0},
        reports=reports(),
        certificate=certificate(left=timedelta(days=60)),
    )
    return replace(well, **changed)
