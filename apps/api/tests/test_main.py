"""The application as a whole."""

import httpx2
import pytest

from app.main import create_app
from app.settings import load_settings


async def get(path: str, **environ: str) -> httpx2.Response:
    transport = httpx2.ASGITransport(app=create_app(load_settings(environ)))
    async with httpx2.AsyncClient(transport=transport, base_url="http://srq.test") as client:
        return await client.get(path)


@pytest.mark.parametrize("features", ["repduel", "quiz", "repduel,quiz"])
async def test_a_feature_that_is_switched_off_does_not_exist(features: str) -> None:
    answer = await get("/api/categories", FEATURES=features)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_an_address_with_a_slash_too_many_is_unknown_rather_than_redirected() -> None:
    answer = await get("/api/health/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert "location" not in answer.headers


async def test_without_a_database_a_request_that_needs_one_is_told_to_come_back() -> None:
    answer = await get("/api/categories")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) > 0
