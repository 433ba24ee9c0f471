"""The bare framework: FastAPI answering fixed JSON of BODY_BYTES bytes."""

import os

from fastapi import FastAPI, Response

app = FastAPI()

_filler = '{"title":"' + "An evening by the bay " * 20 + '"},'
_count = max(1, int(os.environ.get("BODY_BYTES", "1000")) // len(_filler))
BODY = ("[" + (_filler * _count).rstrip(",") + "]").encode()


@app.get("/")
async def fixed() -> Response:
    """Answer the same bytes every time."""
    return Response(BODY, media_type="application/json")


@app.get("/health")
async def health() -> dict[str, str]:
    """Say that the server answers."""
    return {"status": "ok"}
