"""Errors over HTTP, on an application whose routes fail in every way there is."""

import json
import logging
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated

import httpx2
import psycopg
import pytest
from fastapi import FastAPI, Query
from sqlalchemy.exc import DataError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from app.http.problems import add_problem_handlers
from app.http.requests import RequestMiddleware
from app.kernel.errors import DatabaseUnavailableError, Refusal

TITLES = {
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    418: "I'm a Teapot",
    422: "Unprocessable Content",
    500: "Internal Server Error",
    503: "Service Unavailable",
}


class TaleToldTwiceError(Refusal):
    status = 409
    code = "tale_told_twice"


SQL = "select secret_column from secret_table"


def failure_of_the_database(state: str | None) -> Exception:
    if state is None:
        return OperationalError(SQL, {}, psycopg.OperationalError("server at 10.0.0.7 went away"))
    original = psycopg.errors.lookup(state)("10.0.0.7 said no")
    kind = {"22": DataError, "42": ProgrammingError}.get(state[:2], OperationalError)
    return kind(SQL, {}, original)


@pytest.fixture
async def client() -> AsyncIterator[httpx2.AsyncClient]:
    app = FastAPI()
    add_problem_handlers(app)
    app.add_middleware(RequestMiddleware)

    @app.get("/refusal")
    async def refuse() -> None:
        raise TaleToldTwiceError("This tale has been told before.")

    @app.get("/number")
    async def read_number(n: Annotated[int, Query(ge=1, le=10)]) -> int:
        return n

    @app.get("/bug")
    async def fail() -> None:
        raise RuntimeError("the secret ingredient is missing")

    @app.get("/teapot")
    async def teapot() -> None:
        raise HTTPException(HTTPStatus.IM_A_TEAPOT, "I am a teapot", headers={"x-tea": "green"})

    @app.get("/pool")
    async def exhaust() -> None:
        raise PoolTimeoutError("QueuePool limit of size 5 overflow 10 reached")

    @app.get("/database")
    async def lose_database(state: str | None = None) -> None:
        raise failure_of_the_database(state)

    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=app), base_url="http://srq.test"
    ) as http:
        yield http


def assert_problem(answer: httpx2.Response, status: int, code: str, detail: str) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert body["status"] == status
    assert body["title"] == TITLES[status]
    assert body["type"] == "about:blank"
    assert (body["code"], body["detail"]) == (code, detail)


async def test_a_refusal_keeps_its_status_code_and_sentence(client: httpx2.AsyncClient) -> None:
    assert_problem(
        await client.get("/refusal"), 409, "tale_told_twice", "This tale has been told before."
    )


async def test_an_unknown_address_is_a_problem(client: httpx2.AsyncClient) -> None:
    assert_problem(
        await client.get("/nowhere"), 404, "not_found", "There is nothing at this address."
    )


async def test_a_wrong_method_is_a_problem_that_names_the_right_one(
    client: httpx2.AsyncClient,
) -> None:
    answer = await client.delete("/refusal")
    assert_problem(answer, 405, "method_not_allowed", "This address does not answer this method.")
    assert answer.headers["allow"] == "GET"


async def test_other_http_errors_keep_their_words_and_headers(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/teapot")
    assert_problem(answer, 418, "im_a_teapot", "I am a teapot.")
    assert answer.headers["x-tea"] == "green"


@pytest.mark.parametrize("query", ["n=eleven", "n=0", "n=11", "", "n=1e999", "n=" + "9" * 5000])
async def test_an_invalid_request_lists_what_is_wrong_and_where(
    client: httpx2.AsyncClient, query: str
) -> None:
    answer = await client.get(f"/number?{query}")
    body = answer.json()
    assert_problem(answer, 422, "invalid_request", body["detail"])
    assert body["detail"].startswith("n: ")
    assert [error["location"] for error in body["errors"]] == [["query", "n"]]
    assert len(answer.content) < 1000


async def test_a_bug_is_a_500_without_internals_and_is_logged_with_its_request_id(
    client: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await client.get("/bug", headers={"x-request-id": "proxy-made-this-1"})
    assert_problem(
        answer,
        500,
        "internal_error",
        "Something went wrong on our side; its reference is proxy-made-this-1.",
    )
    assert "ingredient" not in answer.text
    assert "Traceback" not in answer.text
    records = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(records) == 1
    assert "the secret ingredient is missing" in caplog.text


@pytest.mark.parametrize(
    "state",
    [None, "08006", "57P01", "57P02", "57P03", "53300", "57014", "55P03", "40001", "40P01"],
)
async def test_a_lost_or_busy_database_is_503_with_retry_after_and_no_internals(
    client: httpx2.AsyncClient, state: str | None
) -> None:
    answer = await client.get("/database", params={"state": state} if state else None)
    assert_problem(
        answer,
        503,
        DatabaseUnavailableError.code,
        "The database cannot be reached at the moment.",
    )
    assert int(answer.headers["retry-after"]) > 0
    assert "secret" not in answer.text
    assert "10.0.0.7" not in answer.text


async def test_a_full_pool_is_503(client: httpx2.AsyncClient) -> None:
    assert (await client.get("/pool")).status_code == 503


@pytest.mark.parametrize("state", ["22003", "22008", "22021", "22P05"])
async def test_a_value_that_the_database_cannot_hold_is_422(
    client: httpx2.AsyncClient, state: str
) -> None:
    answer = await client.get(f"/database?state={state}")
    assert_problem(
        answer, 422, "invalid_value", "A value in the request is out of range or malformed."
    )
    assert "secret" not in answer.text


async def test_a_faulty_statement_is_a_bug_and_not_an_outage(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/database?state=42P01")
    assert answer.status_code == 500
    assert "secret" not in json.dumps(answer.json())
