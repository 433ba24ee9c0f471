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


class EventDetailOut(Shape):
    """An event with its dates: the next (or the last past) one, at most 8 to come."""

    event: EventOut
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
