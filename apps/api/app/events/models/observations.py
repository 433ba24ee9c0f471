"""Tables of what feeds said, which events that became, and what each run changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.events.models.calendar import Event
from app.events.models.sources import Feed, FetchRun
from app.events.models.venues import Venue
from app.kernel.tables import Base


class Observation(Base):
    """What one feed says about one occurrence, under the feed's own names for it."""

    __tablename__ = "observation"
    __table_args__ = (
        UniqueConstraint("feed_id", "uid", "recurrence_key"),
        Index(
            "ix_observation_starts_at", "starts_at", postgresql_where=text("withdrawn_at is null")
        ),
        Index("ix_observation_place_form", "place_form"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey(Feed.id))
    uid: Mapped[str]
    recurrence_key: Mapped[str]
    payload: Mapped[dict[str, Any]]
    payload_sha256: Mapped[bytes]
    # Read out of the payload: when it begins (whole days at the site's midnight), where it is.
    starts_at: Mapped[datetime | None]
    place_form: Mapped[str | None]
    venue_id: Mapped[int | None] = mapped_column(ForeignKey(Venue.id))
    room: Mapped[str | None]
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    # Since when healthy readings lack it, how many they were, and when it was taken to be gone.
    missing_since: Mapped[datetime | None]
    missing_count: Mapped[int] = mapped_column(server_default=text("0"))
    withdrawn_at: Mapped[datetime | None]


class EventMember(Base):
    """The event that an observation became on its own; merging events leaves it as it is."""

    __tablename__ = "event_member"
    __table_args__ = (
        CheckConstraint("method in ('uid', 'match', 'editor')", name="method"),
        Index("ix_event_member_event_id", "event_id"),
    )

    observation_id: Mapped[int] = mapped_column(
        ForeignKey(Observation.id, ondelete="CASCADE"), primary_key=True
    )
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id))
    method: Mapped[str]
    score: Mapped[float]


class Change(Base):
    """What a run changed about one occurrence, so that "since yesterday" is a query."""

    __tablename__ = "change"
    __table_args__ = (
        CheckConstraint(
            "kind in ('new', 'changed', 'moved', 'cancelled', 'missing', 'removed', 'returned')",
            name="kind",
        ),
        Index("ix_change_run_id", "run_id"),
        Index("ix_change_observation_id", "observation_id"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey(FetchRun.id))
    observation_id: Mapped[int] = mapped_column(ForeignKey(Observation.id, ondelete="CASCADE"))
    kind: Mapped[str]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any]]
