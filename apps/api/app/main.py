"""The API as servers import it: `app.main:app`."""

import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import AsyncIterator
from functools import partial

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from app.events.curation.admin_router import router as curation_router
from app.events.curation.inbox_router import router as inbox_router
from app.events.curation.venues_router import router as curated_venues_router
from app.events.lifespan import follow_site_zone
from app.events.router import router as events_router
from app.events.search.router import router as search_router
from app.events.sources.admin_router import router as sources_admin_router
from app.events.sources.router import router as sources_router
from app.events.submissions.admin_router import router as moderation_router
from app.events.submissions.router import router as submissions_router
from app.events.syndication.router import router as syndication_router
from app.events.weather.router import router as weather_router
from app.http.cached import ResponseCache
from app.http.callers import Callers
from app.http.internal import InternalGuard
from app.http.lifespan import RefusalAtStart
from app.http.openapi import describe_api, name_operation
from app.http.origins import OwnOriginOnly
from app.http.problems import add_problem_handlers
from app.http.requests import RequestMiddleware
from app.identity.account_router import router as account_router
from app.identity.admin_router import router as admin_router
from app.identity.cookies import SessionCookies
from app.identity.dependencies import Identity
from app.identity.lifespan import first_admin, make_first_admin
from app.identity.session_router import router as session_router
from app.identity.settings import refuse_unsafe_secrets
from app.identity.tokens import Keys
from app.kernel.announcements import Announcements
from app.kernel.credentials import refuse_unsafe_environment
from app.kernel.database import (
    Database,
    connections_of_a_process,
    connections_of_a_worker,
    connections_of_the_pooler,
)
from app.kernel.errors import StartRefusedError
from app.kernel.login import Login, connection_warning
from app.kernel.logs import configure_logging
from app.ops.admin_router import router as operations_router
from app.ops.internal_router import router as internal_router
from app.ops.lifespan import keep_counting_pool, watch_certificate
from app.ops.metrics_router import router as metrics_router
from app.ops.probe import Probe
from app.ops.router import router as ops_router
from app.ops.sight import Watched
from app.settings import Settings, load_settings

logger = logging.getLogger(__name__)

# Where public answers that may be kept stand; the rest of the API never reaches the cache.
PUBLIC_PREFIXES = ("/api/events", "/api/venues", "/api/categories", "/feeds/")

EVENTS_ROUTERS = (
    search_router,  # before the events: /events/search is no event's id
    events_router,
    sources_router,
    sources_admin_router,
    syndication_router,
    weather_router,
    curation_router,
    curated_venues_router,
    inbox_router,
    submissions_router,
    moderation_router,
)


def create_app(settings: Settings) -> FastAPI:
    """Build the application; nothing is connected before its lifespan begins."""
    app = FastAPI(
        title="srq-hpn",
        lifespan=_lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        # A redirect would name the scheme and host as this process sees them, behind the proxy.
        redirect_slashes=False,
        generate_unique_id_function=name_operation,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.settings = settings
    app.state.site = settings.site
    database = Database(
        settings.database, on_login=partial(_warn_of_too_many_connections, settings)
    )
    app.state.database = database
    app.state.probe = Probe(database)
    app.state.watched = Watched(settings.operations, "events" in settings.site.features)
    app.state.announcements = Announcements(
        database.connect_alone, tell=database.replica.note if database.replica else None
    )
    callers = Callers(settings.server.trusted_proxies)
    app.state.callers = callers
    app.state.identity = Identity(
        settings.identity,
        Keys.from_settings(settings.identity),
        SessionCookies(settings.site.url),
    )
    app.include_router(ops_router)
    app.include_router(internal_router)
    app.include_router(metrics_router)
    app.include_router(account_router)
    app.include_router(session_router)
    app.include_router(admin_router)
    app.include_router(operations_router)
    if "events" in settings.site.features:
        for each in EVENTS_ROUTERS:
            app.include_router(each)
    add_problem_handlers(app)
    describe_api(app)
    if settings.events.cache_max_bytes:
        app.add_middleware(
            ResponseCache,
            announcements=app.state.announcements,
            prefix=PUBLIC_PREFIXES,
            max_bytes=settings.events.cache_max_bytes,
        )
    app.add_middleware(InternalGuard, settings=settings.internal_api)
    app.add_middleware(
        OwnOriginOnly,
        site_url=settings.site.url,
        frontend_origins=settings.server.frontend_origins,
        callers=callers,
    )
    if settings.server.frontend_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.server.frontend_origins,
            allow_methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["*"],
            expose_headers=["Link", "X-Request-Id", "Retry-After"],
        )
    app.add_middleware(RequestMiddleware)
    app.add_middleware(RefusalAtStart)
    return app


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    configure_logging(settings.logging)
    _refuse_unsafe_start(settings)
    admin = first_admin(settings.identity)
    database: Database = app.state.database
    await database.start()
    announcements: Announcements = app.state.announcements
    background = [asyncio.create_task(announcements.listen(), name="announcements")]
    if database.replica is not None:
        background.append(asyncio.create_task(database.replica.watch(), name="replica"))
    counting = keep_counting_pool(database)
    background.append(asyncio.create_task(counting, name="pool gauges"))
    address = settings.operations.certificate_address
    if address is not None and settings.site.url.startswith("https:"):
        watching = watch_certificate(database, address, settings.site.url)
        background.append(asyncio.create_task(watching, name="certificate"))
    if "events" in settings.site.features:
        aligning = follow_site_zone(database, settings.site.timezone)
        background.append(asyncio.create_task(aligning, name="site zone"))
    if admin is not None:
        making = make_first_admin(database, admin)
        background.append(asyncio.create_task(making, name="first admin"))
    try:
        yield
    finally:
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        await database.dispose()


def prepare_workers(app: FastAPI) -> None:
    """Before a server forks: refuse the start in one sentence, or choose the database for all."""
    settings: Settings = app.state.settings
    database: Database = app.state.database
    try:
        _refuse_unsafe_start(settings)
        asyncio.run(database.choose_for_workers())
    except StartRefusedError as refusal:
        sys.exit(str(refusal))


def _refuse_unsafe_start(settings: Settings) -> None:
    refuse_unsafe_environment(os.environ, settings.site, settings.database)
    refuse_unsafe_secrets(settings.site, settings.identity)


def _warn_of_too_many_connections(settings: Settings, login: Login) -> None:
    warning = connection_warning(
        login,
        processes=settings.server.web_concurrency,
        per_process=connections_of_a_process(settings.database),
        worker=connections_of_a_worker(settings.database, settings.server.worker_concurrency),
        pooler=connections_of_the_pooler(settings.database),
    )
    if warning is not None:
        logger.warning("%s", warning)


def _create_app_for_servers() -> FastAPI:
    try:
        return create_app(load_settings())
    except StartRefusedError as refusal:
        sys.exit(str(refusal))


app = _create_app_for_servers()
