"""Refusals of the public calendar."""

from app.kernel.errors import Refusal


class EventNotFoundError(Refusal):
    """No visible event has this id or slug."""

    status = 404
    code = "event_not_found"


class VenueNotFoundError(Refusal):
    """No venue has this slug."""

    status = 404
    code = "venue_not_found"


class CategoryNotFoundError(Refusal):
    """No category has this slug."""

    status = 404
    code = "category_not_found"


class NothingUpcomingError(Refusal):
    """No upcoming occurrence fits."""

    status = 404
    code = "nothing_upcoming"


class InvalidDayError(Refusal):
    """A day or a pair of days that makes no sense."""

    status = 422
    code = "invalid_days"


class InvalidFilterError(Refusal):
    """A filter with a value that it cannot have."""

    status = 422
    code = "invalid_filter"


class CalendarInUseError(Refusal):
    """The demo city was to be loaded onto a calendar that is in use."""

    status = 409
    code = "calendar_in_use"
