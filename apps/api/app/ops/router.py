"""Whether the API is alive, whether its database answers, whether it may be given traffic."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse

from app.ops.probe import Probe

router = APIRouter(tags=["ops"])

UNAVAILABLE: dict[int | str, dict[str, Any]] = {503: {"description": "The database is away"}}


def probe_of(request: Request) -> Probe:
    """The process's view of its database."""
    probe: Probe = request.app.state.probe
    return probe


ProbeDep = Annotated[Probe, Depends(probe_of)]


@router.get("/api/health")
async def health() -> JSONResponse:
    """Say that the process answers; never asks the database."""
    return _answer({"ok": True, "service": "api"})


@router.get("/health")
async def health_at_root() -> JSONResponse:
    """Say that the process answers; never asks the database."""
    return _answer({"status": "ok"})


@router.get("/api/db-health", responses=UNAVAILABLE)
async def database_health(probe: ProbeDep) -> JSONResponse:
    """Ask the database for its time."""
    moment = await probe.database_time()
    if moment is None:
        return _answer({"db_ok": False}, status=503)
    return _answer({"db_ok": True, "now": moment.isoformat()})


@router.get("/health/db", responses=UNAVAILABLE)
async def database_health_at_root(probe: ProbeDep) -> JSONResponse:
    """Ask the database for its time, in other words."""
    if await probe.database_time() is None:
        return _answer({"status": "error", "database": "unreachable"}, status=503)
    return _answer({"status": "ok", "database": "reachable"})


@router.get("/api/ready", responses=UNAVAILABLE)
async def readiness(probe: ProbeDep) -> JSONResponse:
    """Say whether this process may be given traffic: its database answers with a fitting schema."""
    found = await probe.readiness()
    body = {
        "ready": found.is_ready,
        "database": "reachable" if found.is_database_reachable else "unreachable",
        "schema": found.schema,
        "detail": found.detail,
    }
    return _answer(body, status=200 if found.is_ready else 503)


@router.get("/api/worker-health", responses=UNAVAILABLE)
async def worker_health(probe: ProbeDep) -> JSONResponse:
    """Say whether anybody does the jobs: for a watcher elsewhere, as no dead worker tells."""
    has_worker = await probe.has_worker()
    return _answer({"worker_ok": has_worker}, status=200 if has_worker else 503)


def _answer(body: dict[str, Any], *, status: int = 200) -> JSONResponse:
    return JSONResponse(body, status_code=status, headers={"cache-control": "no-store"})
