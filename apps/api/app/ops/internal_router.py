"""What the operator's own programs ask; `app.http.internal` stands in front of all of it."""

from dataclasses import asdict

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from app.http.internal import PREFIX
from app.http.session import ReadingSessionDep
from app.ops import repository

router = APIRouter(prefix=PREFIX, include_in_schema=False)


@router.get("/queue")
async def queue(session: ReadingSessionDep) -> JSONResponse:
    """How many jobs wait, run and have failed, how old the oldest is, and how many workers live."""
    state = await repository.queue_state(session)
    return JSONResponse(asdict(state), headers={"cache-control": "no-store"})
