"""Tables of where events come from: sources, their feeds, and each reading of a feed."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.tables import Base

NOW = text("now()")
ZERO = text("0")


class Source(Base):
    """Somebody who publishes events; a lower rank is believed first."""

    __tablename__ = "source"
    __table_args__ = (
        CheckConstraint(
            "kind in ('own_venue', 'organiser', 'city', 'media', 'submission', 'import')",
            name="kind",
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
    """One address (or imported file) of a source, how it is read, and how it is doing."""

    __tablename__ = "feed"
    __table_args__ = (
        CheckConstraint(
            "adapter in ('ical', 'json_ld', 'rss', 'tribe', 'squarespace', 'localist', 'google',"
            " 'csv', 'xlsx', 'submission')",
            name="adapter",
        ),
        CheckConstraint("state in ('active', 'paused', 'removed')", name="state"),
        CheckConstraint("interval_minutes between 15 and 10080", name="interval"),
        Index("ix_feed_source_id", "source_id"),
        Index("ix_feed_next_due", "next_due", postgresql_where=text("state = 'active'")),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey(Source.id))
    url: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str | None]
    adapter: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="active")
    # An IANA name for times without a zone of their own; the site's where it is null.
    zone: Mapped[str | None]
    # Where the feed's events happen that name no place: the venue whose own calendar it is.
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("app.venue.id"))
    interval_minutes: Mapped[int] = mapped_column(server_default=text("60"))
    # Null for what nothing fetches: imported files, submissions.
    next_due: Mapped[datetime | None]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    # The address that gave the two: behind a redirect they may be another page's.
    validators_given_by: Mapped[str | None]
    # The last body that was read, and the local day on which it was.
    body_sha256: Mapped[bytes | None]
    read_at: Mapped[datetime | None]
    # How many occurrences the last healthy reading found.
    good_count: Mapped[int | None]
    accepts_next_drop: Mapped[bool] = mapped_column(server_default=text("false"))
    last_run_at: Mapped[datetime | None]
    last_success_at: Mapped[datetime | None]
    failure_count: Mapped[int] = mapped_column(server_default=ZERO)
    trouble_kind: Mapped[str | None]
    trouble: Mapped[str | None]
    trouble_since: Mapped[datetime | None]
    alerted_kind: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)


class FeedBody(Base):
    """What a feed answered, compressed, so that any run can be replayed from it."""

    __tablename__ = "feed_body"

    sha256: Mapped[bytes] = mapped_column(primary_key=True)
    pages: Mapped[bytes]
    stored_at: Mapped[datetime] = mapped_column(server_default=NOW)


class FetchRun(Base):
    """One reading of a feed: what was found, what it changed, what was wrong with it."""

    __tablename__ = "fetch_run"
    __table_args__ = (
        CheckConstraint(
            "status in ('complete', 'partial', 'halved', 'unchanged', 'failed')", name="status"
        ),
        CheckConstraint(
            "trigger in ('schedule', 'hand', 'import', 'replay', 'submission')", name="trigger"
        ),
        CheckConstraint("(status = 'failed') = (failure is not null)", name="failure"),
        Index("ix_fetch_run_feed_id_started_at", "feed_id", "started_at"),
        Index("ix_fetch_run_body_sha256", "body_sha256"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey(Feed.id))
    trigger: Mapped[str] = mapped_column(server_default="import")
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime]
    status: Mapped[str]
    failure_kind: Mapped[str | None]
    failure: Mapped[str | None]
    http_status: Mapped[int | None]
    body_sha256: Mapped[bytes | None]
    byte_count: Mapped[int] = mapped_column(server_default=ZERO)
    found_count: Mapped[int] = mapped_column(server_default=ZERO)
    new_count: Mapped[int] = mapped_column(server_default=ZERO)
    changed_count: Mapped[int] = mapped_column(server_default=ZERO)
    unchanged_count: Mapped[int] = mapped_column(server_default=ZERO)
    missing_count: Mapped[int] = mapped_column(server_default=ZERO)
    removed_count: Mapped[int] = mapped_column(server_default=ZERO)
    skipped_count: Mapped[int] = mapped_column(server_default=ZERO)
    problems: Mapped[list[dict[str, Any]]] = mapped_column(server_default=text("'[]'::jsonb"))
