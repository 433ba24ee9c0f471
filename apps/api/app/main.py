"""The API as servers import it: `app.main:app`."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from app.events.router import router as events_router
from app.http.cached import ResponseCache
from app.http.lifespan import RefusalAtStart
from app.http.openapi import describe_api, name_operation
from app.http.problems import add_problem_handlers
from app.http.requests import RequestMiddleware
from app.kernel.announcements import Announcements
from app.kernel.database import Database
from app.kernel.errors import StartRefusedError
from app.kernel.logs import configure_logging
from app.ops.probe import Probe
from app.ops.router import router as ops_router
from app.settings import Settings, load_settings

# Where public answers that may be kept stand; the rest of the API never reaches the cache.
PUBLIC_PREFIXES = ("/api/events", "/api/venues", "/api/categories")


def create_app(settings: Settings) -> FastAPI:
    """Build the application; nothing is connected before its lifespan begins."""
    app = FastAPI(
        title="srq-hpn",
        lifespan=_lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=name_operation,
    )
    app.state.settings = settings
    app.state.site = settings.site
    app.state.events_settings = settings.events
    app.state.database = Database(settings.database)
    app.state.probe = Probe(app.state.database)
    app.state.announcements = Announcements(app.state.database.connect_alone)
    app.include_router(ops_router)
    if "events" in settings.site.features:
        app.include_router(events_router)
    add_problem_handlers(app)
    describe_api(app)
    app.add_middleware(
        ResponseCache,
        announcements=app.state.announcements,
        prefix=PUBLIC_PREFIXES,
        max_bytes=settings.events.cache_max_bytes,
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
    database: Database = app.state.database
    await database.start()
    announcements: Announcements = app.state.announcements
    listening = asyncio.create_task(announcements.listen(), name="announcements")
    try:
        yield
    finally:
        listening.cancel()
        await database.dispose()


def _create_app_for_servers() -> FastAPI:
    try:
        return create_app(load_settings())
    except StartRefusedError as refusal:
        sys.exit(str(refusal))


app = _create_app_for_servers()
