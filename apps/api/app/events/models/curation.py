"""Tables of what people decide and propose: decisions, suspected pairs, submissions, reports."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.events.models.calendar import Event
from app.events.models.venues import Venue, VenueQuestion
from app.kernel.tables import Base

NOW = text("now()")


class EventPair(Base):
    """Two events that may be one, or that a curator declared to be two for ever."""

    __tablename__ = "event_pair"
    __table_args__ = (
        CheckConstraint("low_id < high_id", name="order"),
        CheckConstraint("state in ('suspected', 'apart')", name="state"),
        Index("ix_event_pair_high_id", "high_id"),
    )

    low_id: Mapped[int] = mapped_column(ForeignKey(Event.id), primary_key=True)
    high_id: Mapped[int] = mapped_column(ForeignKey(Event.id), primary_key=True)
    state: Mapped[str]
    score: Mapped[float]
    reason: Mapped[str]
    noticed_at: Mapped[datetime] = mapped_column(server_default=NOW)


class Decision(Base):
    """One decision of a curator about an event or a place, and what it replaced, to be undone.

    Without a subject it is about a venue whose making was undone.
    """

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint("num_nonnulls(event_id, venue_id, question_id) <= 1", name="subject"),
        Index("ix_decision_event_id", "event_id"),
        Index("ix_decision_venue_id", "venue_id"),
        Index("ix_decision_question_id", "question_id"),
        Index("ix_decision_decided_at", "decided_at"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    kind: Mapped[str]
    event_id: Mapped[int | None] = mapped_column(ForeignKey(Event.id))
    venue_id: Mapped[int | None] = mapped_column(ForeignKey(Venue.id, ondelete="SET NULL"))
    question_id: Mapped[int | None] = mapped_column(ForeignKey(VenueQuestion.id))
    # What it decided, such as event:7:title; what touches the same later must be undone first.
    touches: Mapped[list[str]] = mapped_column(ARRAY(Text))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    account_id: Mapped[UUID | None]
    decided_at: Mapped[datetime] = mapped_column(server_default=NOW)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None]


class Submission(Base):
    """An event that somebody proposes; its maker comes back by a link whose token is not stored."""

    __tablename__ = "submission"
    __table_args__ = (
        CheckConstraint("state in ('waiting', 'published', 'refused', 'withdrawn')", name="state"),
        CheckConstraint("state <> 'refused' or refusal is not null", name="refusal"),
        Index("ix_submission_state_submitted_at", "state", "submitted_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=text("gen_random_uuid()"))
    state: Mapped[str] = mapped_column(server_default="waiting")
    edit_token_sha256: Mapped[bytes] = mapped_column(unique=True)
    # What is to be published, in the fields of the form.
    content: Mapped[dict[str, Any]]
    # What is published of it, which a change leaves as it is until a curator has seen it.
    published_content: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    contact_email: Mapped[str | None]
    # Why it, or its last change, was refused.
    refusal: Mapped[str | None]
    event_id: Mapped[int | None] = mapped_column(ForeignKey(Event.id))
    submitted_at: Mapped[datetime] = mapped_column(server_default=NOW)
    changed_at: Mapped[datetime] = mapped_column(server_default=NOW)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]


class Report(Base):
    """What a reader says is wrong with an event."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint(
            "kind in ('wrong', 'cancelled', 'duplicate', 'inappropriate', 'accessibility',"
            " 'other')",
            name="kind",
        ),
        CheckConstraint("state in ('open', 'resolved', 'dismissed')", name="state"),
        Index("ix_report_state_reported_at", "state", "reported_at"),
        Index("ix_report_event_id", "event_id"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id))
    kind: Mapped[str]
    message: Mapped[str]
    contact_email: Mapped[str | None]
    state: Mapped[str] = mapped_column(server_default="open")
    reported_at: Mapped[datetime] = mapped_column(server_default=NOW)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
