"""Tables of places, the names they go by, and the places that nobody has recognised yet."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.tables import Base


class Venue(Base):
    """A place; a room or stage has the venue it lies in as its parent."""

    __tablename__ = "venue"
    __table_args__ = (
        Index("ix_venue_parent_id", "parent_id"),
        Index("ix_venue_name_normal_form", "name_normal_form"),
        Index("ix_venue_merged_into_id", "merged_into_id"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_normal_form: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("app.venue.id"))
    # Two entries of one place: this one's address leads to that one's.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("app.venue.id"))
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


class VenueQuestion(Base):
    """A place as sources write it that resembles venues without being surely one of them."""

    __tablename__ = "venue_question"
    __table_args__ = (
        CheckConstraint("state in ('open', 'linked', 'dismissed')", name="state"),
        CheckConstraint("(state = 'linked') = (venue_id is not null)", name="answer"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    place_form: Mapped[str] = mapped_column(unique=True)
    location_text: Mapped[str]
    # [{"venue_id": 3, "score": 88.0}, …], the likeliest first, at most five.
    suggestions: Mapped[list[dict[str, Any]]]
    state: Mapped[str] = mapped_column(server_default="open")
    venue_id: Mapped[int | None] = mapped_column(ForeignKey(Venue.id))
    first_seen_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    last_seen_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
