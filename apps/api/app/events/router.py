"""HTTP in and out of the public calendar."""

import json
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response, status
from fastapi.responses import RedirectResponse

from app.events import repository, schemas, service
from app.events.dependencies import (
    TIMELY,
    Day,
    FilterDep,
    OptionalDay,
    PositionDep,
    ZoneDep,
)
from app.events.errors import (
    EventNotFoundError,
    InvalidDayError,
    InvalidFilterError,
    NothingUpcomingError,
    VenueNotFoundError,
)
from app.events.parameters import format_cursor, parse_day, parse_days
from app.events.repository import Page
from app.http.cached import PublicJSON, entity_tag
from app.http.problems import describe
from app.http.session import PublicReadingSessionDep

router = APIRouter(prefix="/api", tags=["events"])

VENUE_MERGED: dict[int | str, dict[str, Any]] = {
    status.HTTP_308_PERMANENT_REDIRECT: {"description": "The venue was merged into another."}
}

Limit = Annotated[int | None, Query(ge=1, le=service.PAGE_LENGTH)]


@router.get(
    "/events/day",
    response_model=list[schemas.OccurrenceOut],
    responses=describe(InvalidDayError, InvalidFilterError),
)
async def events_of_day(
    request: Request,
    session: PublicReadingSessionDep,
    day: Day,
    filters: FilterDep,
    after: PositionDep,
    limit: Limit = None,
) -> Response:
    """What happens on a local day, with what began before and goes on."""
    date = parse_day(day, "day")
    page = await service.list_days(session, (date, date), filters, limit=limit, after=after)
    return _answer_page(request, page)


@router.get(
    "/events/range",
    response_model=list[schemas.OccurrenceOut],
    responses=describe(InvalidDayError, InvalidFilterError),
)
async def events_of_range(
    request: Request,
    session: PublicReadingSessionDep,
    start: Day,
    end: Day,
    filters: FilterDep,
    after: PositionDep,
    limit: Limit = None,
) -> Response:
    """What happens from start to end, both inclusive, at most 92 days."""
    days = parse_days(start, end)
    page = await service.list_days(session, days, filters, limit=limit, after=after)
    return _answer_page(request, page)


@router.get(
    "/events/count",
    response_model=schemas.EventCountOut,
    responses=describe(InvalidDayError, InvalidFilterError),
)
async def event_count(
    session: PublicReadingSessionDep,
    zone: ZoneDep,
    filters: FilterDep,
    start: OptionalDay = None,
    end: OptionalDay = None,
) -> Response:
    """How many occurrences a range holds; without both days, the current local week."""
    count = await service.count_days(session, start, end, filters, zone)
    return _answer(count, lifetime=TIMELY)


@router.get(
    "/events/surprise",
    response_model=schemas.OccurrenceOut,
    responses=describe(NothingUpcomingError, InvalidFilterError),
)
async def surprise(
    session: PublicReadingSessionDep,
    zone: ZoneDep,
    filters: FilterDep,
    days: Annotated[int, Query(ge=1, le=30)] = 7,
) -> Response:
    """One random scheduled occurrence that begins within the next days."""
    occurrence = await service.surprise(session, days, filters, zone)
    headers = {"Cache-Control": "no-store", "ETag": entity_tag(occurrence)}
    return Response(occurrence, media_type="application/json", headers=headers)


@router.get(
    "/events/resolve/{slug}",
    response_model=schemas.SlugResolutionOut,
    responses=describe(EventNotFoundError),
)
async def resolve_event_slug(
    session: PublicReadingSessionDep, slug: str, event_id: Annotated[int | None, Query()] = None
) -> Response:
    """The event behind a public slug; an upcoming one wins where several share it."""
    resolution = await service.resolve_slug(session, slug, event_id)
    return _answer(
        {
            "event_id": resolution.event_id,
            "canonical_segment": resolution.canonical_segment,
            "is_unique": resolution.is_unique,
        },
        lifetime=TIMELY,
    )


@router.get(
    "/events/{event_id}",
    response_model=schemas.EventDetailOut,
    responses={
        **describe(EventNotFoundError),
        status.HTTP_308_PERMANENT_REDIRECT: {"description": "The event was merged into another."},
    },
)
async def event_detail(session: PublicReadingSessionDep, zone: ZoneDep, event_id: int) -> Response:
    """An event with its next dates and what else its venue offers."""
    detail = await service.event_detail(session, event_id, zone)
    if isinstance(detail, int):
        return _moved(f"/api/events/{detail}")
    return PublicJSON(detail, lifetime=TIMELY)


@router.get("/categories", response_model=list[schemas.CategoryOut])
async def list_categories(session: PublicReadingSessionDep) -> Response:
    """Every category of the registry, by name."""
    return PublicJSON(await repository.categories(session))


@router.get("/venues", response_model=list[schemas.VenueOut])
async def list_venues(session: PublicReadingSessionDep) -> Response:
    """Every venue, by name."""
    return PublicJSON(await repository.venues(session))


@router.get(
    "/venues/{slug}",
    response_model=schemas.VenueDetailOut,
    responses={**describe(VenueNotFoundError), **VENUE_MERGED},
)
async def venue_detail(session: PublicReadingSessionDep, zone: ZoneDep, slug: str) -> Response:
    """One venue."""
    if (lead := await service.lead_of_venue(session, slug)) is not None:
        return _moved(f"/api/venues/{lead}")
    return PublicJSON(await service.venue_detail(session, slug, zone))


@router.get(
    "/venues/{slug}/events",
    response_model=list[schemas.OccurrenceOut],
    responses={
        **describe(VenueNotFoundError, InvalidDayError, InvalidFilterError),
        **VENUE_MERGED,
    },
)
async def events_of_venue(
    request: Request,
    session: PublicReadingSessionDep,
    zone: ZoneDep,
    slug: str,
    filters: FilterDep,
    start: OptionalDay = None,
    end: OptionalDay = None,
) -> Response:
    """What happens at a venue; without days, from today for 30 days."""
    if (lead := await service.lead_of_venue(session, slug)) is not None:
        query = f"?{request.url.query}" if request.url.query else ""
        return _moved(f"/api/venues/{lead}/events{query}")
    page = await service.list_venue_days(session, slug, start, end, filters, zone)
    return _answer_page(request, page, lifetime=TIMELY)


def _moved(path: str) -> Response:
    return RedirectResponse(path, status_code=status.HTTP_308_PERMANENT_REDIRECT)


def _answer(document: Any, *, lifetime: timedelta | None = None) -> Response:
    return PublicJSON(json.dumps(document).encode(), lifetime=lifetime)


def _answer_page(request: Request, page: Page, *, lifetime: timedelta | None = None) -> Response:
    headers = {}
    if page.last is not None:
        following = request.url.include_query_params(cursor=format_cursor(page.last))
        headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
    return PublicJSON(page.items, lifetime=lifetime, headers=headers)
