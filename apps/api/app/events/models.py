"""Tables of the calendar: what sources said (observations) and what the public sees (events).

A feed's every statement is kept as an observation; events and their occurrences are derived from
observations, with an editor's decisions pinned above them.
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


class Source(Base):
    """Somebody who publishes events; a lower rank is believed first."""

    __tablename__ = "source"
    __table_args__ = (
        CheckConstraint(
            "kind in ('own_venue', 'organiser', 'city', 'media', 'import')", name="kind"
        ),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[str]
    rank: Mapped[int]
    website: Mapped[str | None]
    licence: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)


class Feed(Base):
    """One address (or imported file) of a source, and how it is read."""

    __tablename__ = "feed"
    __table_args__ = (
        CheckConstraint("adapter in ('ical')", name="adapter"),
        CheckConstraint("state in ('active', 'paused')", name="state"),
        Index("ix_feed_source_id", "source_id"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey(Source.id))
    url: Mapped[str] = mapped_column(unique=True)
    adapter: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="active")
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)


class FetchRun(Base):
    """One reading of a feed: what was found, what it changed, what was wrong with it."""

    __tablename__ = "fetch_run"
    __table_args__ = (
        CheckConstraint("status in ('complete', 'partial')", name="status"),
        Index("ix_fetch_run_feed_id_started_at", "feed_id", "started_at"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey(Feed.id))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime]
    status: Mapped[str]
    body_sha256: Mapped[bytes]
    byte_count: Mapped[int]
    new_count: Mapped[int]
    changed_count: Mapped[int]
    unchanged_count: Mapped[int]
    removed_count: Mapped[int]
    skipped_count: Mapped[int]
    problems: Mapped[list[dict[str, Any]]]


class Venue(Base):
    """A place; a room or stage has the venue it lies in as its parent."""

    __tablename__ = "venue"
    __table_args__ = (
        Index("ix_venue_parent_id", "parent_id"),
        Index("ix_venue_name_normal_form", "name_normal_form"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_normal_form: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("app.venue.id"))
    address: Mapped[str | None]
    area: Mapped[str | None]
    website: Mapped[str | None]
    description: Mapped[str | None]
    zone: Mapped[str | None]


class VenueAlias(Base):
    """Another way in which sources write a venue, in normal form."""

    __tablename__ = "venue_alias"
    __table_args__ = (Index("ix_venue_alias_venue_id", "venue_id"),)

    normal_form: Mapped[str] = mapped_column(primary_key=True)
    venue_id: Mapped[int] = mapped_column(ForeignKey(Venue.id, ondelete="CASCADE"))


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
    is_hidden: Mapped[bool] = mapped_column(server_default=text("false"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("app.event.id"))
    # An editor's decisions, by column name: they win over every source for ever.
    pinned: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)
    updated_at: Mapped[datetime] = mapped_column(server_default=NOW)


class Observation(Base):
    """What one feed says about one occurrence, under the feed's own names for it."""

    __tablename__ = "observation"
    __table_args__ = (UniqueConstraint("feed_id", "uid", "recurrence_key"),)

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey(Feed.id))
    uid: Mapped[str]
    recurrence_key: Mapped[str]
    payload: Mapped[dict[str, Any]]
    payload_sha256: Mapped[bytes]
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    missing_since: Mapped[datetime | None]


class EventMember(Base):
    """Which observations an event is a view over, and why they were joined."""

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


class Change(Base):
    """What a run changed about one occurrence, so that "since yesterday" is a query."""

    __tablename__ = "change"
    __table_args__ = (
        CheckConstraint("kind in ('new', 'changed', 'moved', 'cancelled', 'removed')", name="kind"),
        Index("ix_change_run_id", "run_id"),
        Index("ix_change_observation_id", "observation_id"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey(FetchRun.id))
    observation_id: Mapped[int] = mapped_column(ForeignKey(Observation.id, ondelete="CASCADE"))
    kind: Mapped[str]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any]]


class SiteZone(Base):
    """The one row that says which zone the local dates of all occurrences were computed in."""

    __tablename__ = "site_zone"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    zone: Mapped[str]
