"""Tables of what the public sees: events and their dates, derived from what feeds say.

A curator's decisions are pinned above every source.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    Identity,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import DATERANGE, Range
from sqlalchemy.orm import Mapped, mapped_column

from app.events.models.sources import Feed, Source
from app.events.models.venues import Venue
from app.kernel.tables import Base

NOW = text("now()")


class Free(StrEnum):
    """Whether an event costs nothing; silence of the source is unknown, never a claim."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """RFC 5545 section 3.8.1.11, with CONFIRMED and absence read as scheduled."""

    SCHEDULED = "scheduled"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class Category(Base):
    """The registry of categories; the first migration seeds it."""

    __tablename__ = "category"

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class Event(Base):
    """What the public sees under one address: a one-off or a whole series."""

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("kind in ('single', 'series')", name="kind"),
        CheckConstraint("status in ('scheduled', 'tentative', 'cancelled')", name="status"),
        CheckConstraint("free in ('yes', 'no', 'unknown')", name="free"),
        CheckConstraint(
            "price_min_minor is null or (price_min_minor <= price_max_minor"
            " and currency is not null)",
            name="price",
        ),
        CheckConstraint("merge_method in ('match', 'editor')", name="merge_method"),
        Index("ix_event_slug", "slug"),
        Index("ix_event_merged_into_id", "merged_into_id"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    kind: Mapped[str]
    slug: Mapped[str]
    is_slug_shared: Mapped[bool] = mapped_column(server_default=text("false"))
    title: Mapped[str]
    description: Mapped[str | None]
    status: Mapped[str]
    free: Mapped[str]
    price_min_minor: Mapped[int | None]
    price_max_minor: Mapped[int | None]
    currency: Mapped[str | None]
    price_text: Mapped[str | None]
    external_url: Mapped[str | None]
    organizer: Mapped[str | None]
    image_url: Mapped[str | None]
    is_hidden: Mapped[bool] = mapped_column(server_default=text("false"))
    # What this event was found to be another telling of; a chain of them ends at what is shown.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("app.event.id"))
    merge_method: Mapped[str | None]
    merge_score: Mapped[float | None]
    # An editor's decisions, by column name: they win over every source for ever.
    pinned: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)
    updated_at: Mapped[datetime] = mapped_column(server_default=NOW)


class EventSource(Base):
    """A feed that tells of an event, and its own page for it; the lowest rank is believed."""

    __tablename__ = "event_source"
    __table_args__ = (Index("ix_event_source_feed_id", "feed_id"),)

    event_id: Mapped[int] = mapped_column(
        ForeignKey(Event.id, ondelete="CASCADE"), primary_key=True
    )
    feed_id: Mapped[int] = mapped_column(ForeignKey(Feed.id), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey(Source.id))
    url: Mapped[str | None]


class Occurrence(Base):
    """One date of an event. Its identity is the ORIGINAL start: a moved date keeps its row."""

    __tablename__ = "occurrence"
    __table_args__ = (
        UniqueConstraint("event_id", "recurrence_key"),
        CheckConstraint("status in ('scheduled', 'tentative', 'cancelled')", name="status"),
        CheckConstraint("ends_at is null or ends_at >= starts_at", name="ends_after_start"),
        CheckConstraint("local_end_date >= local_date", name="local_dates"),
        Index("ix_occurrence_starts_at", "starts_at", "id"),
        Index("ix_occurrence_venue_id", "venue_id", "starts_at"),
        Index("ix_occurrence_local_days", "local_days", postgresql_using="gist"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id))
    recurrence_key: Mapped[str]
    # A date that is called differently from its series.
    title: Mapped[str | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    # Days of SITE_TIMEZONE, both inclusive.
    local_date: Mapped[date]
    local_end_date: Mapped[date]
    # Finds a three-month exhibition on any of its days.
    local_days: Mapped[Range[date]] = mapped_column(
        DATERANGE(), Computed("daterange(local_date, local_end_date, '[]')", persisted=True)
    )
    all_day: Mapped[bool]
    zone: Mapped[str]
    status: Mapped[str]
    moved_from: Mapped[datetime | None]
    venue_id: Mapped[int | None] = mapped_column(ForeignKey(Venue.id))
    room: Mapped[str | None]
    location_text: Mapped[str | None]
    updated_at: Mapped[datetime] = mapped_column(server_default=NOW)


class EventCategory(Base):
    """An event's category and who gave it; an editor's choice is never overwritten by a rule."""

    __tablename__ = "event_category"
    __table_args__ = (
        CheckConstraint("origin in ('rule', 'source', 'editor')", name="origin"),
        Index("ix_event_category_category_id", "category_id"),
    )

    event_id: Mapped[int] = mapped_column(
        ForeignKey(Event.id, ondelete="CASCADE"), primary_key=True
    )
    category_id: Mapped[int] = mapped_column(ForeignKey(Category.id), primary_key=True)
    origin: Mapped[str]


class EventRedirect(Base):
    """A slug under which an event was once published: links that last."""

    __tablename__ = "event_redirect"
    __table_args__ = (Index("ix_event_redirect_event_id", "event_id"),)

    slug: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(
        ForeignKey(Event.id, ondelete="CASCADE"), primary_key=True
    )


class SiteZone(Base):
    """The one row that says which zone the local dates of all occurrences were computed in."""

    __tablename__ = "site_zone"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    zone: Mapped[str]
