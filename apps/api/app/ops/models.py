"""What watching keeps: alerts, how jobs ended, and which certificate was seen."""

from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, Double, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.tables import Base

Severity = Literal["look", "act"]


class Alert(Base):
    """Something that is wrong: seen, then open, then closed.

    It opens once it was seen for a while (`opened_at`), and closes once it was gone for a while
    (`gone_since`). `notified_severity` is the worst that was told.
    """

    __tablename__ = "alert"
    __table_args__ = (
        CheckConstraint("severity in ('look', 'act')", name="severity"),
        CheckConstraint("notified_severity in ('look', 'act')", name="notified_severity"),
        CheckConstraint("(notified_at is null) = (notified_severity is null)", name="notified"),
        CheckConstraint(
            "opened_at is not null or (closed_at is null and notified_at is null)", name="opened"
        ),
        Index(
            "uq_alert_key_unclosed", "key", unique=True, postgresql_where=text("closed_at is null")
        ),
        Index("ix_alert_closed_at", "closed_at"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    key: Mapped[str]
    title: Mapped[str]
    severity: Mapped[str]
    sentence: Mapped[str]
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    gone_since: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    notified_at: Mapped[datetime | None]
    notified_severity: Mapped[str | None]


class JobTally(Base):
    """How many jobs of a task ended in one way, and how long they took together."""

    __tablename__ = "job_tally"
    __table_args__ = (
        CheckConstraint("outcome in ('succeeded', 'tried_again', 'failed')", name="outcome"),
    )

    task: Mapped[str] = mapped_column(primary_key=True)
    outcome: Mapped[str] = mapped_column(primary_key=True)
    job_count: Mapped[int]
    seconds: Mapped[float] = mapped_column(Double)
    last_at: Mapped[datetime]


class JobFailure(Base):
    """Why a job was given up, in its own words; the job itself is the queue's."""

    __tablename__ = "job_failure"
    __table_args__ = (Index("ix_job_failure_at", "at"),)

    job_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    error: Mapped[str]


class CertificateSighting(Base):
    """The certificate that the site showed when somebody last looked, or why none was seen."""

    __tablename__ = "certificate_sighting"
    __table_args__ = (CheckConstraint("(problem is null) = (ends_at is not null)", name="problem"),)

    host: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]
    begins_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    problem: Mapped[str | None]
