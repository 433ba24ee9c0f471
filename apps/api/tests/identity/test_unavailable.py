"""Accounts while there is no database: a refusal in words, and nothing else."""

import time
from uuid import uuid4

import httpx2
import pytest

from app.http import session
from app.identity.tokens import AccessClaims, sign_access
from app.kernel.dsn import parse_dsn
from app.main import create_app
from app.settings import load_settings
from embedded_postgres import Dsns
from tests.factories.people import PASSWORD
from tests.fakes.tcp import forwarding

TOKENS = {"refresh_token": "x"}
NEW = {"email": "a@example.org", "display_name": "A", "password": PASSWORD}
REQUESTS = [
    ("POST", "/api/auth/register", NEW),
    ("POST", "/api/auth/login", {"email": "a@example.org", "password": PASSWORD}),
    ("POST", "/api/auth/refresh", TOKENS),
    ("POST", "/api/auth/password/forgot", {"email": "a@example.org"}),
    ("GET", "/api/auth/me", None),
    ("GET", "/api/auth/sessions", None),
    ("GET", "/api/admin/audit", None),
]


@pytest.mark.parametrize(("method", "path", "body"), REQUESTS)
async def test_without_a_database_it_is_503_with_a_time_to_try_again(
    method: str, path: str, body: dict[str, str] | None
) -> None:
    app = create_app(load_settings({}))
    keys = app.state.identity.keys
    token = sign_access(keys, AccessClaims(uuid4(), uuid4()))
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://srq.test") as client:
        headers = {"authorization": f"Bearer {token}"}
        answer = await client.request(method, path, json=body, headers=headers)
        options = await client.get("/api/auth/options")
    assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
    assert answer.headers["retry-after"] == "2"
    assert options.status_code == 200


async def test_a_database_that_falls_silent_costs_a_sign_in_bounded_time(
    dsns: Dsns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "REQUEST_SECONDS", 0.5)
    port = parse_dsn(dsns.app).port
    async with forwarding(int(port)) as forwarder:
        url = dsns.app.replace(port, str(forwarder.port))
        app = create_app(load_settings({"DATABASE_URL": url, "LOG_FORMAT": "text"}))
        transport = httpx2.ASGITransport(app=app)
        async with (
            app.router.lifespan_context(app),
            httpx2.AsyncClient(transport=transport, base_url="http://srq.test") as client,
        ):
            body = {"email": "a@example.org", "password": PASSWORD}
            assert (await client.post("/api/auth/login", json=body)).status_code == 401
            forwarder.fall_silent()
            began = time.monotonic()
            answer = await client.post("/api/auth/login", json=body)
            assert answer.status_code == 503
            assert time.monotonic() - began < 3
