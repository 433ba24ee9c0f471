"""What publishing works with: the tellings of an event, and what is derived from them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Row = dict[str, Any]
SUBMITTED = "submission"
# Who gathers what others organise.
AGGREGATORS = frozenset({"media", "import", SUBMITTED})


@dataclass(frozen=True, slots=True)
class Telling:
    """One date of an event as one feed tells it; a lower rank is believed first.

    `home_id` is the event that the observation became on its own, whatever that was merged into.
    `starts_at` of a whole day is the site's midnight.
    """

    observation_id: int
    home_id: int
    feed_id: int
    source_id: int
    rank: int
    source_kind: str
    recurrence_key: str
    payload: dict[str, Any]
    starts_at: datetime
    venue_id: int | None
    room: str | None

    @property
    def original_start(self) -> datetime:
        """The start under which the feed first published this date (RFC 5545, 3.8.4.4)."""
        return datetime.fromisoformat(self.recurrence_key)


@dataclass(slots=True)
class Derived:
    """The rows that the tellings of one event amount to; `categories` are slugs with origins."""

    fields: Row
    occurrences: list[Row] = field(default_factory=list)
    categories: dict[str, str] = field(default_factory=dict)
    sources: list[Row] = field(default_factory=list)
