"""Outcomes as a table in Markdown."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from faults.watching import Outcome

_HEADINGS = (
    "fault",
    "well again after",
    "pages",
    "API",
    "writes",
    "/health/db",
    "/api/ready",
    "containers",
    "lost writes",
    "lost jobs",
)


def table(outcomes: Sequence[Outcome], skipped: Mapping[str, str] = MappingProxyType({})) -> str:
    """One row for each fault, also for those that could not be had, with the reason."""
    nothing = [""] * (len(_HEADINGS) - 2)
    left_out = [(name, f"skipped: {reason}", *nothing) for name, reason in skipped.items()]
    rows = [_HEADINGS, tuple("---" for _ in _HEADINGS), *map(_row, outcomes), *left_out]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(outcome: Outcome) -> tuple[str, ...]:
    recovery = outcome.recovery_seconds
    return (
        outcome.fault.name,
        "never" if recovery is None else f"{recovery:.1f} s",
        str(outcome.pages),
        str(outcome.api),
        str(outcome.writes),
        outcome.health["/health/db"],
        outcome.health["/api/ready"],
        outcome.containers,
        f"{len(outcome.lost_writes)} of {outcome.accepted_writes}",
        f"{len(outcome.lost_jobs)} of {outcome.accepted_jobs}",
    )
