"""Which other origins' pages may call the API."""

import httpx2
import pytest

from app.main import create_app
from app.settings import load_settings


async def ask(origins: str, origin: str) -> httpx2.Response:
    app = create_app(load_settings({"FRONTEND_ORIGINS": origins}))
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://srq.test") as client:
        return await client.get("/api/health", headers={"origin": origin})


@pytest.mark.parametrize(
    "origins", ["https://a.example", '["https://a.example","https://b.example"]']
)
async def test_an_origin_that_is_listed_may_read_the_answer(origins: str) -> None:
    answer = await ask(origins, "https://a.example")
    assert answer.headers["access-control-allow-origin"] == "https://a.example"
    assert "X-Request-Id" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize("origins", ["", "https://a.example"])
async def test_any_other_origin_may_not(origins: str) -> None:
    answer = await ask(origins, "https://evil.example")
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers
