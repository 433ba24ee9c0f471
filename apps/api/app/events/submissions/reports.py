"""What readers say is wrong with events, and what curators make of it."""

from typing import Any, Literal

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from app.events import repository as calendar
from app.events.errors import EventNotFoundError
from app.events.service import LARGEST_ID
from app.events.submissions import repository
from app.events.submissions.errors import ReportSettledError, ReportUnknownError
from app.http.callers import Address
from app.identity.audit import repository as audit
from app.identity.audit.repository import By
from app.kernel import clock

Verdict = Literal["resolved", "dismissed", "open"]


async def report(
    session: AsyncSession, event_id: int, values: dict[str, Any], address: Address | None
) -> int:
    """Take a report about a visible event in; returns its id."""
    lead_id = None
    if 0 < event_id <= LARGEST_ID:
        lead_id = await calendar.canonical_event_id(session, event_id)
    if lead_id is None:
        raise EventNotFoundError("No event has this address.")
    report_id = await repository.insert_report(
        session, {**values, "event_id": lead_id, "reported_at": clock.now()}
    )
    await audit.record(
        session,
        "events.report_made",
        f"report:{report_id}",
        by=By(None, address),
        after={"event_id": lead_id, "kind": values["kind"]},
    )
    return report_id


async def decide(session: AsyncSession, report_id: int, verdict: Verdict, by: By) -> Row[Any]:
    """Resolve or dismiss an open report, or open one again."""
    states = ("resolved", "dismissed") if verdict == "open" else ("open",)
    values = {
        "state": verdict,
        "decided_at": None if verdict == "open" else clock.now(),
        "decided_by": None if verdict == "open" else by.account_id,
    }
    before = await show(session, report_id)
    if await repository.decide_report(session, report_id, values, states=states) is None:
        raise ReportSettledError(f"This report is {before.state} already.")
    await audit.record(
        session,
        f"events.report_{'reopened' if verdict == 'open' else verdict}",
        f"report:{report_id}",
        by=by,
        before={"state": before.state},
        after={"state": verdict},
    )
    return await show(session, report_id)


async def show(session: AsyncSession, report_id: int) -> Row[Any]:
    """Return a report; raises ReportUnknownError."""
    found = await repository.report(session, report_id)
    if found is None:
        raise ReportUnknownError
    return found
