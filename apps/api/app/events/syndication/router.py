"""The calendar's feeds over HTTP; docs/reference/feeds.md tells what a subscriber sees."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Query, Request, Response

from app.events.dependencies import FilterDep
from app.events.errors import CategoryNotFoundError, InvalidFilterError, VenueNotFoundError
from app.events.repository import OccurrenceFilter
from app.events.syndication.service import FORMS, Asking, FeedForm, write_feed
from app.http.cached import PublicContent
from app.http.problems import describe
from app.http.session import PublicReadingSessionDep
from app.kernel.errors import Refusal
from app.kernel.settings import SiteSettings

router = APIRouter(prefix="/feeds", tags=["feeds"])

# What is over leaves a feed this late; every change of content shows at once.
NO_NUL = r"^[^\x00]*$"
LIFETIME = timedelta(minutes=5)

Route = TypeVar("Route", bound=Callable[..., Any])


def _in_every_form(path: str, *refusals: type[Refusal]) -> Callable[[Route], Route]:
    """Serve a path with each form's suffix: events.ics, events.rss, events.json."""

    def register(route: Route) -> Route:
        for form in FORMS:
            router.add_api_route(
                f"{path}.{form.suffix}",
                route,
                name=f"{route.__name__}_{form.suffix}",
                response_class=Response,
                responses={
                    200: {"content": {form.media_type: {}}},
                    **describe(InvalidFilterError, *refusals),
                },
            )
        return route

    return register


def _form(request: Request) -> FeedForm:
    suffix = request.scope["path"].rpartition(".")[2]
    return next(form for form in FORMS if form.suffix == suffix)


FormDep = Annotated[FeedForm, Depends(_form)]
Words = Annotated[
    str | None,
    Query(max_length=200, pattern=NO_NUL, description="Words that an event must hold."),
]


@_in_every_form("/events")
async def feed_of_events(
    request: Request,
    session: PublicReadingSessionDep,
    form: FormDep,
    filters: FilterDep,
    q: Words = None,
) -> Response:
    """Every event, or those that the filters let through."""
    return await _answer(request, session, form, filters, Asking("events", q or ""))


@_in_every_form("/venues/{slug}", VenueNotFoundError)
async def feed_of_venue(
    request: Request,
    session: PublicReadingSessionDep,
    form: FormDep,
    filters: FilterDep,
    slug: str,
    q: Words = None,
) -> Response:
    """What happens at a venue and in its rooms."""
    at_venue = replace(filters, venue=slug.strip().lower())
    return await _answer(request, session, form, at_venue, Asking("venues", q or ""))


@_in_every_form("/categories/{slug}", CategoryNotFoundError)
async def feed_of_category(
    request: Request,
    session: PublicReadingSessionDep,
    form: FormDep,
    filters: FilterDep,
    slug: str,
    q: Words = None,
) -> Response:
    """The events of a category."""
    of_category = replace(filters, category=slug.strip().lower())
    return await _answer(request, session, form, of_category, Asking("categories", q or ""))


async def _answer(
    request: Request,
    session: PublicReadingSessionDep,
    form: FeedForm,
    filters: OccurrenceFilter,
    asking: Asking,
) -> Response:
    site: SiteSettings = request.app.state.site
    content = await write_feed(session, form, site, filters, asking)
    headers = {}
    if form.suffix == "ics":
        name = request.scope["path"].rpartition("/")[2]
        headers["Content-Disposition"] = f'inline; filename="{name}"'
    return PublicContent(content, media_type=form.media_type, lifetime=LIFETIME, headers=headers)
