"""Shapes of the public calendar; PostgreSQL builds the JSON, these describe and check it."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

OccurrenceStatus = Literal["scheduled", "tentative", "cancelled"]


class Shape(BaseModel):
    """A response object: every field is present and no other is."""

    model_config = ConfigDict(extra="forbid")


class CategoryOut(Shape):
    """A category of the registry."""

    id: int
    name: str
    slug: str


class EventOut(Shape):
    """What all dates of an event share. `is_free` null means that the source does not say."""

    id: int
    title: str
    slug: str
    canonical_segment: str
    description: str | None
    is_free: bool | None
    price_text: str | None
    external_url: str | None
    status: OccurrenceStatus
    categories: list[CategoryOut]


class VenueOut(Shape):
    """A place as it stands beside an event."""

    id: int
    name: str
    slug: str
    address: str | None
    area: str | None


class VenueDetailOut(VenueOut):
    """A place on a page of its own."""

    website: str | None
    description: str | None
    timezone: str


class OccurrenceOut(Shape):
    """One date of an event.

    `local_date` and `local_end_date` are days of SITE_TIMEZONE, both inclusive; the end of an
    all-day occurrence is the exclusive midnight. `is_ongoing`: it began before the days asked for.
    """

    id: int
    title: str
    start_datetime_utc: AwareDatetime
    end_datetime_utc: AwareDatetime | None
    local_date: date
    local_end_date: date
    all_day: bool
    zone: str
    status: OccurrenceStatus
    is_ongoing: bool
    moved_from_utc: AwareDatetime | None
    location_text: str | None
    room: str | None
    event: EventOut
    venue: VenueOut | None


class EventSourceOut(Shape):
    """Who tells of an event, and their own page for it."""

    name: str
    url: str | None
    kind: Literal["own_venue", "organiser", "city", "media", "submission", "import"]


class EventDetailOut(Shape):
    """An event with its dates: the next (or the last past) one, at most 8 to come.

    `sources`: everybody who tells of it, the one that is believed first in front.
    """

    event: EventOut
    organizer: str | None
    image_url: str | None
    sources: list[EventSourceOut]
    next_occurrence: OccurrenceOut
    upcoming_occurrences: list[OccurrenceOut]
    more_from_venue: list[OccurrenceOut]


class EventCountOut(Shape):
    """How many occurrences touch the days from `start` to `end`, both inclusive."""

    count: int
    start: date
    end: date
    timezone: str


class SlugResolutionOut(Shape):
    """The event behind a public slug and the segment under which its page stands."""

    event_id: int
    canonical_segment: str
    is_unique: bool


class SearchItemOut(Shape):
    """An event that was found: its first date within the span, and how many it has there."""

    occurrence: OccurrenceOut
    date_count: int


class CategoryCountOut(CategoryOut):
    """A category and how many results it has."""

    count: int


class VenueCountOut(Shape):
    """A venue, its rooms with it, and how many results it has."""

    id: int
    name: str
    slug: str
    count: int


class AreaCountOut(Shape):
    """A part of the city and how many results it has."""

    name: str
    count: int


class FreeCountOut(Shape):
    """How many results cost nothing, cost something, or do not say."""

    yes: int
    no: int
    unknown: int


class FacetsOut(Shape):
    """Results by what could be filtered for next; a filter that is set does not narrow its own."""

    categories: list[CategoryCountOut]
    free: FreeCountOut
    venues: list[VenueCountOut]
    areas: list[AreaCountOut]


class SearchOut(Shape):
    """The results of a search, and what was done to find them.

    `query`: the words as they were understood. `corrected_query`: nothing had those words, and the
    results are of these. `did_you_mean`: these words would find more. `is_partial_match`: no event
    has all words, these have some. `ignored_words`: words that were left out to find something.
    `total` is at most 10,000; `total_is_capped` when there are more.
    """

    query: str | None
    corrected_query: str | None
    did_you_mean: str | None
    is_partial_match: bool
    ignored_words: list[str]
    total: int
    total_is_capped: bool
    next_cursor: str | None
    items: list[SearchItemOut]
    facets: FacetsOut
