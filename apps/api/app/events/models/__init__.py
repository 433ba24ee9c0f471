"""Every table of the calendar, by the room that it belongs to."""

from app.events.models.calendar import (
    Category,
    Event,
    EventCategory,
    EventRedirect,
    EventSource,
    Free,
    Occurrence,
    SiteZone,
    Status,
)
from app.events.models.curation import Decision, EventPair, Report, Submission
from app.events.models.errands import Errand
from app.events.models.observations import Change, EventMember, Observation
from app.events.models.search import EventSearch, SearchDue, SearchWord
from app.events.models.sources import Feed, FeedBody, FetchRun, Source
from app.events.models.venues import Venue, VenueAlias, VenueQuestion
from app.events.models.weather import WeatherDay

__all__ = [
    "Category",
    "Change",
    "Decision",
    "Errand",
    "Event",
    "EventCategory",
    "EventMember",
    "EventPair",
    "EventRedirect",
    "EventSearch",
    "EventSource",
    "Feed",
    "FeedBody",
    "FetchRun",
    "Free",
    "Observation",
    "Occurrence",
    "Report",
    "SearchDue",
    "SearchWord",
    "SiteZone",
    "Source",
    "Status",
    "Submission",
    "Venue",
    "VenueAlias",
    "VenueQuestion",
    "WeatherDay",
]
