"""The API as servers import it: `app.main:app`."""

import contextlib
import sys
from collections.abc import AsyncIterator

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from app.http.lifespan import RefusalAtStart
from app.http.openapi import describe_api, name_operation
from app.http.problems import add_problem_handlers
from app.http.requests import RequestMiddleware
from app.kernel.database import Database
from app.kernel.errors import StartRefusedError
from app.kernel.logs import configure_logging
from app.ops.probe import Probe
from app.ops.router import router as ops_router
from app.settings import Settings, load_settings


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
    app.include_router(ops_router)
    add_problem_handlers(app)
    describe_api(app)
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
    try:
        yield
    finally:
        await database.dispose()


def _create_app_for_servers() -> FastAPI:
    try:
        return create_app(load_settings())
    except StartRefusedError as refusal:
        sys.exit(str(refusal))


app = _create_app_for_servers()
