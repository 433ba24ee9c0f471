"""HTTP in and out of the search."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.events import schemas
from app.events.dependencies import TIMELY, FilterDep, OptionalDay, ZoneDep
from app.events.errors import InvalidDayError, InvalidFilterError
from app.events.search import service
from app.http.cached import PublicJSON
from app.http.problems import describe
from app.http.session import PublicReadingSessionDep

router = APIRouter(prefix="/api", tags=["events"])


@router.get(
    "/events/search",
    response_model=schemas.SearchOut,
    responses=describe(InvalidDayError, InvalidFilterError),
)
async def search_events(
    request: Request,
    session: PublicReadingSessionDep,
    zone: ZoneDep,
    filters: FilterDep,
    q: Annotated[
        str | None,
        Query(
            max_length=service.LONGEST_QUERY,
            description='Words; "in quotes" a phrase, -word without it, OR between alternatives.',
        ),
    ] = None,
    start: OptionalDay = None,
    end: OptionalDay = None,
    limit: Annotated[int, Query(ge=1, le=service.LONGEST_PAGE)] = service.PAGE_LENGTH,
    cursor: Annotated[
        str | None, Query(max_length=60, description="`next_cursor` of the page before.")
    ] = None,
) -> Response:
    """Events by their words, each with its next date; without words, by time."""
    position = service.parse_position(cursor)
    span = service.parse_span(start, end, position.as_of, zone)
    document, following = await service.search(session, q, filters, span, position, limit)
    headers = {}
    if following is not None:
        url = request.url.include_query_params(cursor=following)
        headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
    return PublicJSON(document, lifetime=TIMELY, headers=headers)
