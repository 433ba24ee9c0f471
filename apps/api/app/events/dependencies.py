"""What routes of the calendar ask of a request, and what those for some have in common."""

from datetime import timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Query, Request, Response

from app.events import parameters
from app.events.repository import OccurrenceFilter, Position
from app.identity.errors import NotAllowedError, NotSignedInError

# How long an answer that depends on the time of day may be kept.
TIMELY = timedelta(seconds=15)

# How whoever may not decide about the calendar is refused.
NOT_ALLOWED = (NotSignedInError, NotAllowedError)

Day = Annotated[str, Query(description="A local day, YYYY-MM-DD.", examples=["2026-03-08"])]
OptionalDay = Annotated[str | None, Query(description="A local day, YYYY-MM-DD.")]


def keep_from_caches(response: Response) -> None:
    """What is not for everybody is kept nowhere on the way."""
    response.headers["Cache-Control"] = "no-store"


def _site_zone(request: Request) -> ZoneInfo:
    zone: ZoneInfo = request.app.state.site.timezone
    return zone


def _filters(
    category: Annotated[str | None, Query(max_length=200, description="A category's slug.")] = None,
    venue: Annotated[str | None, Query(max_length=200, description="A venue's slug.")] = None,
    free: Annotated[str | None, Query(max_length=10, description="true or false.")] = None,
) -> OccurrenceFilter:
    return parameters.parse_filter(category=category, venue=venue, free=free)


def _position(
    cursor: Annotated[
        str | None, Query(max_length=60, description="From the Link header of the page before.")
    ] = None,
) -> Position | None:
    return parameters.parse_cursor(cursor)


ZoneDep = Annotated[ZoneInfo, Depends(_site_zone)]
FilterDep = Annotated[OccurrenceFilter, Depends(_filters)]
PositionDep = Annotated[Position | None, Depends(_position)]
