"""Shapes of sources, feeds, their runs, and what was found out about an address."""

from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

SourceKind = Literal["own_venue", "organiser", "city", "media", "submission", "import"]
AdapterName = Literal[
    "ical", "json_ld", "rss", "tribe", "squarespace", "localist", "google", "csv", "xlsx"
]
FeedState = Literal["active", "paused"]
Health = Literal["good", "trouble", "stale", "paused", "new"]
RunStatus = Literal["complete", "partial", "halved", "unchanged", "failed"]


def _no_nul(text: str) -> str:
    """Refuse what PostgreSQL's text cannot hold: NUL, and halves of surrogate pairs."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = "\x00"
    if "\x00" in text:
        message = "must be text"
        raise ValueError(message)
    return text


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (OSError, ValueError, KeyError):
        message = "must be an IANA time zone such as America/New_York"
        raise ValueError(message) from None


Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_no_nul),
]
Address = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
    AfterValidator(_no_nul),
]
Zone = Annotated[str, Field(max_length=100), AfterValidator(_zone)]
Minutes = Annotated[int, Field(ge=15, le=10080)]
Rank = Annotated[int, Field(ge=1, le=1000)]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]


class RequestShape(BaseModel):
    """A request body: what it does not know is refused."""

    model_config = ConfigDict(extra="forbid")


class ResponseShape(BaseModel):
    """An answer: every field is present."""

    model_config = ConfigDict(from_attributes=True)


class SourceIn(RequestShape):
    """A source to be added; without a rank, its kind decides who is believed first."""

    name: Name
    kind: Literal["own_venue", "organiser", "city", "media"]
    rank: Rank | None = None
    website: Address | None = None
    licence: Name | None = None


class SourceChangeIn(RequestShape):
    """What is to change about a source; what is left out stays."""

    name: Name = ""
    kind: Literal["own_venue", "organiser", "city", "media"] = "media"
    rank: Rank = 1
    website: Address | None = None
    licence: Name | None = None


class SourceOut(ResponseShape):
    """A source; a lower rank is believed first."""

    id: int
    slug: str
    name: str
    kind: SourceKind
    rank: int
    website: str | None
    licence: str | None


class ListedSourceOut(SourceOut):
    """A source in a list."""

    feed_count: int


class FeedIn(RequestShape):
    """A feed to be added; a new one is paused unless it says otherwise."""

    url: Address
    adapter: AdapterName
    name: Name | None = None
    zone: Zone | None = None
    venue_id: Id | None = None
    interval_minutes: Minutes = 60
    state: FeedState = "paused"


class FeedChangeIn(RequestShape):
    """What is to change about a feed; what is left out stays."""

    url: Address = ""
    adapter: AdapterName = "ical"
    name: Name | None = None
    zone: Zone | None = None
    venue_id: Id | None = None
    interval_minutes: Minutes = 60
    state: FeedState = "active"


class FeedOut(ResponseShape):
    """A feed and how it is doing; `words` say it to people."""

    id: int
    source_id: int
    source_name: str
    url: str
    name: str | None
    adapter: str
    state: str
    zone: str | None
    venue_id: int | None
    venue_name: str | None
    interval_minutes: int
    next_due: AwareDatetime | None
    last_run_at: AwareDatetime | None
    last_success_at: AwareDatetime | None
    failure_count: int
    trouble_kind: str | None
    trouble_since: AwareDatetime | None
    accepts_next_drop: bool
    upcoming_count: int
    health: Health
    words: str


class RunOut(ResponseShape):
    """One run of a feed, counted in dates."""

    id: int
    feed_id: int
    trigger: str
    started_at: AwareDatetime
    finished_at: AwareDatetime
    status: RunStatus
    failure_kind: str | None
    failure: str | None
    http_status: int | None
    byte_count: int
    found_count: int
    new_count: int
    changed_count: int
    unchanged_count: int
    missing_count: int
    removed_count: int
    skipped_count: int


class ChangeOut(ResponseShape):
    """What a run changed about one date."""

    kind: str
    event_id: int
    uid: str
    before: dict[str, Any] | None
    after: dict[str, Any]


class RunDetailOut(RunOut):
    """One run with the lines that could not be read and what it changed."""

    problems: list[dict[str, Any]]
    changes: list[ChangeOut]
    can_be_replayed: bool


class PublicFeedOut(ResponseShape):
    """A feed as readers see it: not by its address, which may be the password of a calendar."""

    name: str
    health: Health
    words: str
    last_success_at: AwareDatetime | None
    upcoming_count: int


class PublicSourceOut(ResponseShape):
    """A source as readers see it."""

    slug: str
    name: str
    kind: SourceKind
    website: str | None
    licence: str | None
    feeds: list[PublicFeedOut]


class HomepageIn(RequestShape):
    """A homepage whose feeds are to be found."""

    homepage: Address


class PreviewIn(RequestShape):
    """A feed that is to be looked at before it is added."""

    url: Address
    adapter: AdapterName = "ical"
    zone: Zone | None = None


class ErrandOut(ResponseShape):
    """What the worker was asked to find out, and found."""

    id: UUID
    state: Literal["waiting", "done", "failed"]
    result: dict[str, Any] | None
    failure: str | None


class AskedOut(ResponseShape):
    """The id under which an answer is going to be."""

    id: UUID


class UploadOut(ResponseShape):
    """What storing an uploaded file did, counted in dates."""

    found_count: int
    new_count: int
    changed_count: int
    unchanged_count: int
    skipped_count: int
    problems: list[dict[str, Any]]
