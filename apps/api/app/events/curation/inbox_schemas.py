"""Shapes of what waits for a curator."""

from typing import Literal

from pydantic import AwareDatetime

from app.events.sources.schemas import Id, RequestShape, ResponseShape

InboxKind = Literal["submission", "report", "venue_question", "suspected_duplicate", "feed"]


class InboxItemOut(ResponseShape):
    """One thing that waits; `words` say it to people, `href_hint` is where it is decided."""

    kind: InboxKind
    id: str
    title: str
    words: str
    since: AwareDatetime
    href_hint: str


class InboxOut(ResponseShape):
    """How much waits for a curator, and the newest of each kind."""

    submissions: int
    reports: int
    venue_questions: int
    suspected_duplicates: int
    feeds_in_trouble: int
    items: list[InboxItemOut]


class SuspectOut(ResponseShape):
    """One of two events that may be the same."""

    id: int
    title: str
    next_start: AwareDatetime | None
    venue: str | None
    sources: list[str]
    is_hidden: bool


class DuplicateOut(ResponseShape):
    """Two events that may be the same."""

    low: SuspectOut
    high: SuspectOut
    score: float
    reason: str
    noticed_at: AwareDatetime


class DuplicatesOut(ResponseShape):
    """A part of the suspected pairs, the likeliest first; `next_offset` leads to what follows."""

    duplicates: list[DuplicateOut]
    next_offset: int | None


class PairMergeIn(RequestShape):
    """Which of the two is to stand for both; without it, the older."""

    into_id: Id | None = None
