"""Shapes of decisions about events, and of what a curator sees of an event."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from app.events.fields import Reason, Slug, Title
from app.events.schemas import CategoryOut, OccurrenceStatus
from app.events.sources.schemas import Id, RequestShape, ResponseShape

DecisionKind = Literal[
    "hide",
    "show",
    "rename",
    "venue",
    "categories",
    "unpin_title",
    "unpin_venue_id",
    "unpin_categories",
    "merge",
    "split",
    "apart",
    "venue_added",
    "venue_changed",
    "alias_added",
    "alias_removed",
    "venue_merged",
    "question_linked",
    "question_created",
    "question_dismissed",
]


class HideIn(RequestShape):
    """Why an event is hidden."""

    reason: Reason | None = None


class RenameIn(RequestShape):
    """A title."""

    title: Title


class PlaceIn(RequestShape):
    """Where an event is; null is at none of our venues."""

    venue_id: Id | None


class CategoriesIn(RequestShape):
    """All categories of an event."""

    slugs: Annotated[list[Slug], Field(max_length=20)]


class MergeIn(RequestShape):
    """What something is to lead to."""

    into_id: Id


class SplitIn(RequestShape):
    """Which member is to stand for itself."""

    home_id: Id


class UnpinIn(RequestShape):
    """What sources are to decide about again."""

    field: Literal["title", "venue_id", "categories"]


class DecisionOut(ResponseShape):
    """A decision, and whether it was undone; without a subject, its venue is gone."""

    id: int
    kind: DecisionKind
    event_id: int | None
    venue_id: int | None
    question_id: int | None
    subject_title: str | None
    before: dict[str, Any]
    after: dict[str, Any]
    decided_at: AwareDatetime
    decided_by_name: str | None
    undone_at: AwareDatetime | None


class DecisionsOut(ResponseShape):
    """A part of the decisions, newest first; `next_before` leads to what is older."""

    decisions: list[DecisionOut]
    next_before: int | None


class FoundEventOut(ResponseShape):
    """An event in a list."""

    id: int
    title: str
    canonical_segment: str
    is_hidden: bool
    merged_into_id: int | None
    next_start: AwareDatetime | None
    source_names: list[str]


class FoundEventsOut(ResponseShape):
    """A part of the events, newest first; `next_before` leads to what is older."""

    events: list[FoundEventOut]
    next_before: int | None


class TracedEventOut(ResponseShape):
    """An event with all that decides how it is shown."""

    id: int
    title: str
    slug: str
    canonical_segment: str
    description: str | None
    is_free: bool | None
    price_text: str | None
    external_url: str | None
    status: OccurrenceStatus
    kind: Literal["single", "series"]
    categories: list[CategoryOut]
    is_hidden: bool
    pinned: dict[str, Any]
    merged_into_id: int | None
    next_start: AwareDatetime | None


class TracedFeedOut(ResponseShape):
    """The feed that tells of an event."""

    id: int
    name: str | None
    url: str


class TracedSourceOut(ResponseShape):
    """Whose feed that is; a lower rank is believed first."""

    id: int
    name: str
    kind: str
    rank: int


class ObservationOut(ResponseShape):
    """One date as its feed tells it."""

    id: int
    uid: str
    recurrence_key: str
    title: str
    start: str
    status: str
    location: str | None
    venue_id: int | None
    first_seen_at: AwareDatetime
    last_seen_at: AwareDatetime
    missing_since: AwareDatetime | None
    withdrawn_at: AwareDatetime | None


class MemberOut(ResponseShape):
    """An event as one feed tells it, and how it came to be part of this one."""

    event_id: int
    title: str
    merged_into_id: int | None
    merge_method: Literal["match", "editor"] | None
    merge_score: float | None
    feed: TracedFeedOut | None
    source: TracedSourceOut | None
    observations: list[ObservationOut]


class TracedChangeOut(ResponseShape):
    """What a run changed."""

    at: AwareDatetime
    kind: str
    run_id: int
    feed_id: int
    before: dict[str, Any] | None
    after: dict[str, Any]


class SuspectedOut(ResponseShape):
    """Another event that may be the same."""

    event_id: int
    title: str
    score: float
    reason: str


class TraceOut(ResponseShape):
    """Why an event is here, and why it is as it is."""

    event: TracedEventOut
    members: list[MemberOut]
    changes: list[TracedChangeOut]
    decisions: list[DecisionOut]
    suspected: list[SuspectedOut]
