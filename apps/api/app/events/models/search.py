"""Tables that search reads: all of it derived from the calendar, and made anew at any time."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.dialects.postgresql import ARRAY, TSTZMULTIRANGE, TSVECTOR, Range
from sqlalchemy.orm import Mapped, mapped_column

from app.events.models.calendar import Event
from app.kernel.tables import Base


class EventSearch(Base):
    """An event as it is searched for: its words and what it is filtered by, in one row."""

    __tablename__ = "event_search"
    __table_args__ = (
        Index("ix_event_search_document", "document", postgresql_using="gin"),
        Index("ix_event_search_venue_ids", "venue_ids", postgresql_using="gin"),
        Index("ix_event_search_first_start_event_id", "first_start", "event_id"),
        # Together they tell what has begun and is not over without a look at its row.
        Index("ix_event_search_last_moment_first_start", "last_moment", "first_start"),
    )

    event_id: Mapped[int] = mapped_column(
        ForeignKey(Event.id, ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    # Title A, places and organizer B, categories C, description D.
    document: Mapped[str] = mapped_column(TSVECTOR())
    # A trigger on the event keeps it true.
    is_visible: Mapped[bool]
    free: Mapped[str]
    category_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    # Whole venues: a room counts as the venue that it lies in.
    venue_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    first_start: Mapped[datetime]
    # The last instant at which the event is not over: an end is exclusive.
    last_moment: Mapped[datetime]
    # When it takes place; dates that touch are one range.
    times: Mapped[list[Range[datetime]]] = mapped_column(TSTZMULTIRANGE())


class SearchWord(Base):
    """A word of the public calendar, as it is written there without accents, for "did you mean"."""

    __tablename__ = "search_word"
    __table_args__ = (
        Index("ix_search_word_lexeme", "lexeme"),
        Index(
            "ix_search_word_word",
            "word",
            postgresql_using="gin",
            postgresql_ops={"word": "ext.gin_trgm_ops"},
        ),
    )

    word: Mapped[str] = mapped_column(primary_key=True)
    # What it is stemmed to.
    lexeme: Mapped[str]
    # In how many events of the sample it stands.
    event_count: Mapped[int]


class SearchDue(Base):
    """An event whose document the worker is to make anew."""

    __tablename__ = "search_due"

    event_id: Mapped[int] = mapped_column(
        ForeignKey(Event.id, ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
