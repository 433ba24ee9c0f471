"""What admins are told of the installation."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from app.ops.models import Severity
from app.ops.names import State


class VersionsOut(BaseModel):
    """What runs: the release is the tag of the images."""

    release: str
    postgresql: str
    schema_revision: str | None


class CheckOut(BaseModel):
    """One thing that was looked at."""

    key: str
    title: str
    state: State
    sentence: str
    subject: Literal["system", "work", "safety"]


class FailedJobOut(BaseModel):
    """A job that was given up; there is no error where its worker died of it."""

    id: int
    task: str
    attempts: int
    failed_at: datetime | None
    error: str | None


class AlertOut(BaseModel):
    """Something that is wrong, or was."""

    id: int
    title: str
    severity: Severity
    sentence: str
    first_seen_at: datetime
    closed_at: datetime | None


class OperationsOut(BaseModel):
    """How the installation is; `state` is the worst of its checks."""

    looked_at: datetime
    state: State
    versions: VersionsOut
    checks: list[CheckOut]
    failed_jobs: list[FailedJobOut]
    open_alerts: list[AlertOut]
    closed_alerts: list[AlertOut]
