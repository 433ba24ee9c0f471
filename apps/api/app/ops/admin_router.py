"""What admins see of the installation: /api/admin/operations."""

from typing import Final

from fastapi import APIRouter, Request, Response
from pydantic import TypeAdapter

from app.http.problems import describe
from app.http.session import ReadingSessionDep
from app.identity.dependencies import AdminDep
from app.identity.errors import NotAllowedError, NotSignedInError
from app.ops import alerting, checks
from app.ops.models import Alert, Severity
from app.ops.names import State
from app.ops.repository import FailedJob
from app.ops.schemas import AlertOut, CheckOut, FailedJobOut, OperationsOut, VersionsOut
from app.ops.sight import Sight, Watched, look_around

router = APIRouter(prefix="/api/admin", tags=["ops"])

CLOSED_SHOWN: Final = 20
_FROM_BAD_TO_GOOD: Final[tuple[State, ...]] = ("act", "look", "fine")
_severity: Final[TypeAdapter[Severity]] = TypeAdapter(Severity)


@router.get("/operations", responses=describe(NotSignedInError, NotAllowedError))
async def operations(
    request: Request, response: Response, _admin: AdminDep, session: ReadingSessionDep
) -> OperationsOut:
    """How the installation is: what was looked at, what failed, what is and was alerted about."""
    response.headers["Cache-Control"] = "no-store"
    watched: Watched = request.app.state.watched
    sight = await look_around(session, watched)
    found = [_check_out(check) for check in checks.examine(sight)]
    states = {check.state for check in found}
    return OperationsOut(
        looked_at=sight.at,
        state=next(state for state in _FROM_BAD_TO_GOOD if state in states),
        versions=_versions(sight, watched.settings.release),
        checks=found,
        failed_jobs=[_failed_job_out(job) for job in sight.failed_jobs],
        open_alerts=[_alert_out(each) for each in await alerting.open_alerts(session)],
        closed_alerts=[
            _alert_out(each) for each in await alerting.closed_alerts(session, limit=CLOSED_SHOWN)
        ],
    )


def _versions(sight: Sight, release: str) -> VersionsOut:
    return VersionsOut(
        release=release,
        postgresql=sight.server.version,
        schema_revision=sight.schema.database_revision,
    )


def _check_out(check: checks.Check) -> CheckOut:
    return CheckOut(
        key=check.key,
        title=check.title,
        state=check.state,
        sentence=check.sentence,
        subject=check.subject,
    )


def _failed_job_out(job: FailedJob) -> FailedJobOut:
    return FailedJobOut(
        id=job.id, task=job.task, attempts=job.attempts, failed_at=job.at, error=job.error
    )


def _alert_out(alert: Alert) -> AlertOut:
    return AlertOut(
        id=alert.id,
        title=alert.title,
        severity=_severity.validate_python(alert.severity),
        sentence=alert.sentence,
        first_seen_at=alert.first_seen_at,
        closed_at=alert.closed_at,
    )
