from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.schemas import SearchOut
from app.events.search.indexing import rebuild
from tests.events.conftest import Importing

Searching = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def publishing(session: AsyncSession, importing: Importing) -> Importing:
    """Imports VEVENTs and makes them findable."""

    async def run(*events: str, **options: object) -> Any:
        report = await importing(*events, **options)
        await rebuild(session)
        await session.commit()
        return report

    return run


@pytest.fixture
def searching(client: httpx2.AsyncClient) -> Searching:
    """Searches over HTTP and checks the answer's shape."""

    async def run(q: str | None = None, **parameters: str | int) -> dict[str, Any]:
        given = parameters if q is None else {"q": q, **parameters}
        response = await client.get("/api/events/search", params=given)
        assert response.status_code == 200, response.text
        SearchOut.model_validate_json(response.content, strict=True)
        answer: dict[str, Any] = response.json()
        return answer

    return run


def titles(answer: dict[str, Any]) -> list[str]:
    return [item["occurrence"]["title"] for item in answer["items"]]
