"""Shapes of venues and of questions about places, as curators see and answer them."""

from typing import Literal

from pydantic import AwareDatetime

from app.events.curation.schemas import DecisionOut
from app.events.fields import Line, Title, WebAddress
from app.events.sources.schemas import Id, RequestShape, ResponseShape


class VenueIn(RequestShape):
    """A venue to be added; one with a parent is a room or stage there."""

    name: Title
    address: Line | None = None
    area: Line | None = None
    website: WebAddress | None = None
    parent_id: Id | None = None


class VenueChangeIn(RequestShape):
    """What is to change about a venue; what is left out stays."""

    name: Title = ""
    address: Line | None = None
    area: Line | None = None
    website: WebAddress | None = None
    parent_id: Id | None = None


class AliasIn(RequestShape):
    """Another way in which sources write a venue."""

    text: Title


class VenueMergeIn(RequestShape):
    """The venue that is to stand for both."""

    into_id: Id


class ManagedVenueOut(ResponseShape):
    """A venue in a list."""

    id: int
    slug: str
    name: str
    address: str | None
    area: str | None
    website: str | None
    parent_id: int | None
    merged_into_id: int | None
    alias_count: int
    upcoming_count: int


class ManagedVenuesOut(ResponseShape):
    """A part of the venues, by name; `next_after` leads to what follows."""

    venues: list[ManagedVenueOut]
    next_after: int | None


class ManagedVenueDetailOut(ManagedVenueOut):
    """A venue with the names that it goes by, in normal form."""

    aliases: list[str]
    decisions: list[DecisionOut]


class SuggestionOut(ResponseShape):
    """A venue that a place may be; the score is out of 100."""

    venue_id: int
    name: str
    score: float


class QuestionOut(ResponseShape):
    """A place as sources write it that nobody has recognised."""

    id: int
    location_text: str
    suggestions: list[SuggestionOut]
    observation_count: int
    first_seen_at: AwareDatetime
    state: Literal["open", "linked", "dismissed"]
    venue_id: int | None


class QuestionsOut(ResponseShape):
    """A part of the questions, newest first; `next_before` leads to what is older."""

    questions: list[QuestionOut]
    next_before: int | None


class LinkIn(RequestShape):
    """Which venue a place is."""

    venue_id: Id


class NewVenueIn(RequestShape):
    """The venue that is to be made of a place."""

    name: Title
    address: Line | None = None
    area: Line | None = None
