"""Events as readers submit them."""

from datetime import timedelta
from typing import Any

import httpx2

from app.kernel import clock

FORM: dict[str, Any] = {
    "title": "Shell Walk",
    "start": "2026-03-14T10:00",
    "end": "2026-03-14T12:00",
    "location": "Heron Point",
    "description": "Along the water.",
    "url": "https://shells.example/walk",
    "categories": ["outdoors-nature"],
}


async def form_token(reader: httpx2.AsyncClient) -> str:
    """Open a form, as somebody did ten seconds ago."""
    with clock.freeze(clock.now() - timedelta(seconds=10)):
        token: str = (await reader.get("/api/submissions/form-token")).json()["form_token"]
    return token


async def submit(reader: httpx2.AsyncClient, **fields: Any) -> dict[str, Any]:
    """Fill the form in and send it; returns the answer."""
    body = {**FORM, **fields, "form_token": await form_token(reader)}
    answer = await reader.post("/api/submissions", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made
