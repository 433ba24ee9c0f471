"""HTTP in and out of what curators make of submissions and reports: /api/admin."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query
from sqlalchemy import Row

from app.events.dependencies import NOT_ALLOWED, ZoneDep, keep_from_caches
from app.events.service import LARGEST_ID
from app.events.submissions import likeness, moderation, reports, repository
from app.events.submissions.errors import (
    InvalidSubmissionError,
    ReportSettledError,
    ReportUnknownError,
    SubmissionSettledError,
    SubmissionUnknownError,
)
from app.events.submissions.schemas import (
    ContentChangeIn,
    ManagedSubmissionDetailOut,
    ManagedSubmissionOut,
    ManagedSubmissionsOut,
    RefusalIn,
    ReportOut,
    ReportsOut,
    ReportState,
    SubmissionState,
)
from app.http.problems import describe
from app.http.session import SessionDep
from app.identity.dependencies import CuratorDep

router = APIRouter(
    prefix="/api/admin", tags=["events admin"], dependencies=[Depends(keep_from_caches)]
)

REFUSALS = (*NOT_ALLOWED, SubmissionUnknownError, SubmissionSettledError)
REPORT_REFUSALS = (*NOT_ALLOWED, ReportUnknownError, ReportSettledError)
Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
Limit = Annotated[int, Query(ge=1, le=100)]


@router.get("/submissions", responses=describe(*NOT_ALLOWED))
async def list_submissions(
    _curator: CuratorDep,
    session: SessionDep,
    state: SubmissionState | None = None,
    before: UUID | None = None,
    limit: Limit = 50,
) -> ManagedSubmissionsOut:
    """What people submitted, newest first."""
    found = await repository.submissions(session, state=state, before_id=before, limit=limit + 1)
    shown = found[:limit]
    return ManagedSubmissionsOut(
        submissions=[ManagedSubmissionOut.model_validate(each) for each in shown],
        next_before=shown[-1].id if len(found) > limit else None,
    )


@router.get(
    "/submissions/{submission_id:uuid}", responses=describe(*NOT_ALLOWED, SubmissionUnknownError)
)
async def show_managed_submission(
    submission_id: UUID, _curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> ManagedSubmissionDetailOut:
    """A submission, what is published of it, and what on the calendar may be the same."""
    return await _shown(session, submission_id, zone)


@router.patch(
    "/submissions/{submission_id:uuid}", responses=describe(*REFUSALS, InvalidSubmissionError)
)
async def change_managed_submission(
    submission_id: UUID,
    body: ContentChangeIn,
    curator: CuratorDep,
    session: SessionDep,
    zone: ZoneDep,
) -> ManagedSubmissionDetailOut:
    """Change a submission before it is published."""
    changes = body.model_dump(exclude_unset=True)
    await moderation.change(session, submission_id, changes, curator.by, zone)
    return await _shown(session, submission_id, zone)


@router.post(
    "/submissions/{submission_id:uuid}/publish",
    responses=describe(*REFUSALS, InvalidSubmissionError),
)
async def publish_submission(
    submission_id: UUID, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> ManagedSubmissionDetailOut:
    """Put a submission, or a change of it, on the calendar."""
    await moderation.publish(session, submission_id, curator.by, zone)
    return await _shown(session, submission_id, zone)


@router.post("/submissions/{submission_id:uuid}/refuse", responses=describe(*REFUSALS))
async def refuse_submission(
    submission_id: UUID,
    body: RefusalIn,
    curator: CuratorDep,
    session: SessionDep,
    zone: ZoneDep,
) -> ManagedSubmissionDetailOut:
    """Refuse a submission, a change of it, or what is published of it."""
    await moderation.refuse(session, submission_id, body.reason, curator.by, zone)
    return await _shown(session, submission_id, zone)


@router.get("/reports", responses=describe(*NOT_ALLOWED))
async def list_reports(
    _curator: CuratorDep,
    session: SessionDep,
    state: ReportState | None = None,
    before: Annotated[int | None, Query(ge=1, le=LARGEST_ID)] = None,
    limit: Limit = 50,
) -> ReportsOut:
    """What readers say is wrong, newest first."""
    found = await repository.reports(session, state=state, before_id=before, limit=limit + 1)
    shown = found[:limit]
    return ReportsOut(
        reports=[ReportOut.model_validate(each) for each in shown],
        next_before=shown[-1].id if len(found) > limit else None,
    )


@router.get("/reports/{report_id}", responses=describe(*NOT_ALLOWED, ReportUnknownError))
async def show_report(report_id: Id, _curator: CuratorDep, session: SessionDep) -> ReportOut:
    """One report."""
    return _report(await reports.show(session, report_id))


@router.post("/reports/{report_id}/resolve", responses=describe(*REPORT_REFUSALS))
async def resolve_report(report_id: Id, curator: CuratorDep, session: SessionDep) -> ReportOut:
    """Note that what a reader said was put right."""
    return _report(await reports.decide(session, report_id, "resolved", curator.by))


@router.post("/reports/{report_id}/dismiss", responses=describe(*REPORT_REFUSALS))
async def dismiss_report(report_id: Id, curator: CuratorDep, session: SessionDep) -> ReportOut:
    """Note that there is nothing to put right."""
    return _report(await reports.decide(session, report_id, "dismissed", curator.by))


@router.post("/reports/{report_id}/reopen", responses=describe(*REPORT_REFUSALS))
async def reopen_report(report_id: Id, curator: CuratorDep, session: SessionDep) -> ReportOut:
    """Take back what was noted about a report."""
    return _report(await reports.decide(session, report_id, "open", curator.by))


async def _shown(
    session: SessionDep, submission_id: UUID, zone: ZoneDep
) -> ManagedSubmissionDetailOut:
    row = await repository.submission(session, submission_id)
    if row is None:
        raise SubmissionUnknownError
    similar = await likeness.similar_to_content(session, row.content, zone, without=row.event_id)
    return ManagedSubmissionDetailOut.model_validate({**row._asdict(), "similar": similar})


def _report(row: Row[tuple[object, ...]]) -> ReportOut:
    return ReportOut.model_validate(row)
