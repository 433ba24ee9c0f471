"""What storing a reading needs to be told, and what it reports."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.events.calendar.records import CalendarProblem

# A date that healthy readings lack is gone after so many of them and so long.
GONE_AFTER_READINGS = 2
GONE_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class SourceDescription:
    """Who publishes; `rank` 1 is believed first."""

    slug: str
    name: str
    kind: str
    rank: int
    website: str | None = None


@dataclass(frozen=True, slots=True)
class FeedAtHand:
    """The feed whose reading is to be stored, and what may be concluded from it.

    `names_everything`: what a reading lacks is missing. `is_trusted_at_once`: a person stands by
    the reading, so what it lacks is gone at once and half of it may be. `keeps_uids`: its UIDs are
    ours, so that two that say the same are two.
    """

    id: int
    venue_id: int | None = None
    names_everything: bool = True
    is_trusted_at_once: bool = False
    keeps_uids: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """What was read: the bytes' SHA-256 and count, and where what it could hold ends (exclusive).

    `trigger` is why it was read: 'schedule', 'hand', 'import', 'replay' or 'submission'.
    """

    sha256: bytes
    byte_count: int
    read_until: datetime
    trigger: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What storing a reading did, counted in occurrences; `problems` are what was skipped.

    `is_halved`: the reading holds less than half of what was to come, so nothing was missed.
    """

    found_count: int
    new_count: int
    changed_count: int
    unchanged_count: int
    missing_count: int
    removed_count: int
    problems: list[CalendarProblem]
    is_partial: bool
    is_halved: bool
    started_at: datetime

    @property
    def skipped_count(self) -> int:
        """How many events the file holds that could not be read."""
        return sum(problem.loses_event for problem in self.problems)

    @property
    def status(self) -> str:
        """The state of the run that stored it."""
        if self.is_partial:
            return "partial"
        return "halved" if self.is_halved else "complete"
