"""Shapes of submissions and reports, as people send them and see them again."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

from app.events.fields import Line, Reason, Slug, Title, WebAddress, Words
from app.events.rules import refuse_controls
from app.events.sources.schemas import RequestShape, ResponseShape
from app.identity.schemas import Email

SubmissionState = Literal["waiting", "published", "refused", "withdrawn"]
ReportKind = Literal["wrong", "cancelled", "duplicate", "inappropriate", "accessibility", "other"]
ReportState = Literal["open", "resolved", "dismissed"]
LocalTime = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=40),
    Field(description="Local to the site: 2026-03-06T19:00, or 2026-03-06 where all_day."),
]
Categories = Annotated[list[Slug], Field(max_length=5)]
Cost = Annotated[Line, Field(max_length=100)]
Message = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
    AfterValidator(refuse_controls),
]
# People do not see it; what fills in every field gives itself away.
Honeypot = Annotated[str, Field(max_length=2000, description="Must be empty.")]
FormToken = Annotated[str, Field(max_length=200, description="From /api/submissions/form-token.")]


class ContentIn(RequestShape):
    """What is to be published."""

    title: Title
    start: LocalTime
    end: LocalTime | None = None
    all_day: bool = False
    location: Line
    address: Line | None = None
    description: Words | None = None
    url: WebAddress | None = None
    cost: Cost | None = None
    is_free: bool | None = None
    categories: Categories = Field(default_factory=list)


class SubmissionIn(ContentIn):
    """An event that somebody proposes."""

    contact_email: Email | None = None
    website: Honeypot = ""
    form_token: FormToken


class ContentChangeIn(RequestShape):
    """What is to change about a submission; what is left out stays."""

    title: Title = ""
    start: LocalTime = ""
    end: LocalTime | None = None
    all_day: bool = False
    location: Line = ""
    address: Line | None = None
    description: Words | None = None
    url: WebAddress | None = None
    cost: Cost | None = None
    is_free: bool | None = None
    categories: Categories = Field(default_factory=list)


class SubmissionChangeIn(ContentChangeIn):
    """What its maker changes; what is left out stays."""

    contact_email: Email | None = None


class RefusalIn(RequestShape):
    """Why a submission is refused."""

    reason: Reason


class ContentOut(ResponseShape):
    """What is proposed; times are local to the site."""

    title: str
    start: str
    end: str | None
    all_day: bool
    location: str
    address: str | None
    description: str | None
    url: str | None
    cost: str | None
    is_free: bool | None
    categories: list[str]


class SubmittedOut(ResponseShape):
    """A submission that was taken in; the token is shown this once."""

    id: UUID
    edit_token: str
    state: SubmissionState


class SubmissionOut(ResponseShape):
    """A submission as its maker sees it; `published` is what stands on the calendar now."""

    id: UUID
    state: SubmissionState
    content: ContentOut
    published: ContentOut | None
    contact_email: str | None
    refusal: str | None
    event_id: int | None
    submitted_at: AwareDatetime
    changed_at: AwareDatetime


class ManagedSubmissionOut(SubmissionOut):
    """A submission as curators see it in a list."""

    decided_at: AwareDatetime | None
    decided_by_name: str | None


class SimilarOut(ResponseShape):
    """A date on the calendar that may be the same."""

    event_id: int
    title: str
    canonical_segment: str
    start_datetime_utc: AwareDatetime
    venue_name: str | None
    score: float


class ManagedSubmissionDetailOut(ManagedSubmissionOut):
    """A submission with what is on the calendar that may be the same."""

    similar: list[SimilarOut]


class ManagedSubmissionsOut(ResponseShape):
    """A part of the submissions, newest first; `next_before` leads to what is older."""

    submissions: list[ManagedSubmissionOut]
    next_before: UUID | None


class SimilarIn(RequestShape):
    """What is about to be submitted."""

    title: Title
    start: LocalTime
    all_day: bool = False
    location: Line | None = None


class FormTokenOut(ResponseShape):
    """Says when the form was opened."""

    form_token: str


class PageIn(RequestShape):
    """A page that tells of the event."""

    url: WebAddress


class AskedOut(ResponseShape):
    """The id under which an answer is going to be."""

    id: UUID


class PrefillOut(ResponseShape):
    """What a page or file says of an event, in the fields of the form."""

    title: str | None
    start: str | None
    end: str | None
    all_day: bool | None
    location: str | None
    address: str | None
    description: str | None
    url: str | None
    cost: str | None
    is_free: bool | None
    image_url: str | None
    source: Literal["json_ld", "ical", "opengraph", "none"]


class PrefillAnswerOut(ResponseShape):
    """What was found on a page so far."""

    id: UUID
    state: Literal["waiting", "done", "failed"]
    result: PrefillOut | None
    failure: str | None


class ReportIn(RequestShape):
    """What somebody says is wrong with an event."""

    kind: ReportKind
    message: Message
    contact_email: Email | None = None
    website: Honeypot = ""
    form_token: FormToken


class ReportedOut(ResponseShape):
    """A report that was taken in."""

    id: int


class ReportOut(ResponseShape):
    """A report as curators see it."""

    id: int
    event_id: int
    event_title: str
    canonical_segment: str
    kind: ReportKind
    message: str
    contact_email: str | None
    state: ReportState
    reported_at: AwareDatetime
    decided_at: AwareDatetime | None
    decided_by_name: str | None


class ReportsOut(ResponseShape):
    """A part of the reports, newest first; `next_before` leads to what is older."""

    reports: list[ReportOut]
    next_before: int | None
