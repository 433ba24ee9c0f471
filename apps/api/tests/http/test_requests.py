"""What every request passes: ids, access lines, HEAD, and bytes that nobody should send."""

import asyncio
import logging
from collections.abc import AsyncIterator

import httpx2
import pytest
from fastapi import FastAPI
from starlette.responses import StreamingResponse
from starlette.types import Message

from app.http.problems import add_problem_handlers
from app.http.requests import RequestMiddleware
from app.kernel.logs import request_id


@pytest.fixture
def app() -> FastAPI:
    app = FastAPI()
    add_problem_handlers(app)
    app.add_middleware(RequestMiddleware)
    logger = logging.getLogger("app.example")

    @app.get("/id")
    async def read_id() -> str | None:
        logger.warning("inside")
        return request_id.get()

    @app.get("/api/health")
    async def health() -> str:
        return "fine"

    @app.get("/broken-stream")
    async def broken_stream() -> StreamingResponse:
        async def stream() -> AsyncIterator[bytes]:
            yield b"the beginning"
            raise RuntimeError("and then nothing")

        return StreamingResponse(stream())

    return app


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=app), base_url="http://srq.test"
    ) as http:
        yield http


@pytest.mark.parametrize("sane", ["0f1e2d3c4b5a6978", "3f0c7b6e-95d5-4f0e-9d1f-0f8d0c1b2a39"])
async def test_the_proxys_request_id_is_adopted(client: httpx2.AsyncClient, sane: str) -> None:
    answer = await client.get("/id", headers={"x-request-id": sane})
    assert answer.headers["x-request-id"] == sane
    assert answer.json() == sane


@pytest.mark.parametrize("odd", ["", "short", "a" * 200, "evil\tid-12345", "<script>alert(1)"])
async def test_an_odd_or_missing_request_id_is_replaced(
    client: httpx2.AsyncClient, odd: str
) -> None:
    answer = await client.get("/id", headers={"x-request-id": odd} if odd else {})
    assert len(answer.headers["x-request-id"]) == 32
    assert answer.json() == answer.headers["x-request-id"] != odd


async def test_a_request_id_ends_with_its_request(client: httpx2.AsyncClient) -> None:
    await client.get("/id")
    assert request_id.get() is None


async def test_the_access_line_tells_what_happened_but_not_the_query(
    client: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "app.access"):
        await client.get("/id?token=sesame")
    (record,) = [record for record in caplog.records if record.name == "app.access"]
    assert record.getMessage() == "GET /id 200"
    assert vars(record)["status"] == 200
    assert vars(record)["bytes"] == 34
    assert vars(record)["duration_ms"] >= 0
    assert "sesame" not in str(vars(record))


async def test_a_health_check_that_goes_well_is_not_worth_a_line(
    client: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "app.access"):
        await client.get("/api/health")
    assert "app.access" not in {record.name for record in caplog.records}


async def test_head_is_answered_wherever_get_is(client: httpx2.AsyncClient) -> None:
    answer = await client.head("/id")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == "34"
    assert (await client.head("/nowhere")).status_code == 404


@pytest.mark.parametrize(
    ("address", "status"), [("/id%00", 404), ("/%00", 404), ("/id?x=%00", 422), ("/id?%00=1", 422)]
)
async def test_a_nul_byte_is_refused_before_anybody_reads_it(
    client: httpx2.AsyncClient, address: str, status: int
) -> None:
    answer = await client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_failure_after_the_response_began_ends_the_connection(app: FastAPI) -> None:
    sent: list[Message] = []
    received = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        for message in received:
            return message
        await asyncio.Event().wait()  # the client stays
        raise AssertionError

    scope = {
        "type": "http", "method": "GET", "path": "/broken-stream", "query_string": b"",
        "headers": [], "http_version": "1.1", "scheme": "http", "root_path": "",
        "server": ("srq.test", 80), "client": ("127.0.0.1", 1), "asgi": {"version": "3.0"},
    }  # fmt: skip
    with pytest.raises(RuntimeError, match="and then nothing"):
        await app(scope, receive, send)
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    assert sent[0]["status"] == 200
