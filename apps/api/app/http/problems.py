"""Every error of the API as `application/problem+json` (RFC 9457)."""

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import compile_path

from app.kernel.errors import DatabaseUnavailableError, Refusal
from app.kernel.passing import is_passing, sqlstate

logger = logging.getLogger(__name__)

MEDIA_TYPE: Final = "application/problem+json"
# RFC 9110's names, which Python has only since 3.13.
_TITLES: Final = {413: "Content Too Large", 422: "Unprocessable Content"}
_DATA_EXCEPTION_CLASS: Final = "22"


class Problem(BaseModel):
    """An error as every route reports it."""

    type: str
    title: str
    status: int
    detail: str
    code: str


class InvalidValue(BaseModel):
    """One thing that is wrong with a request, and where."""

    location: list[str | int]
    message: str


class ValidationProblem(Problem):
    """A request that makes no sense, with everything that is wrong with it."""

    errors: list[InvalidValue]


def problem_response(
    status: int,
    detail: str,
    code: str,
    *,
    headers: Mapping[str, str] | None = None,
    errors: Sequence[Mapping[str, Any]] | None = None,
) -> Response:
    """A problem document; `detail` is a sentence for people, `code` is for programs."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": _TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    if errors is not None:
        body["errors"] = errors
    return Response(
        json.dumps(body),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers={"cache-control": "no-store", **(headers or {})},
    )


def describe(*refusals: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route that may refuse in these ways."""
    found: dict[int | str, dict[str, Any]] = {}
    for status in sorted({refusal.status for refusal in refusals}):
        reasons = [refusal for refusal in refusals if refusal.status == status]
        found[status] = {
            "description": " ".join(_first_sentence(reason) for reason in reasons),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    return found


def add_problem_handlers(app: FastAPI) -> None:
    """Make the application answer every error as a problem."""
    app.add_exception_handler(Refusal, _answer_refusal)
    app.add_exception_handler(HTTPException, _answer_http_exception)
    app.add_exception_handler(RequestValidationError, _answer_invalid_request)
    app.add_exception_handler(SQLAlchemyError, _answer_database_error)


async def _answer_refusal(_request: Request, error: Exception) -> Response:
    if not isinstance(error, Refusal):
        raise error
    return problem_response(error.status, error.detail, error.code, headers=error.headers())


async def _answer_http_exception(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    status = HTTPStatus(error.status_code)
    if status == HTTPStatus.BAD_REQUEST and error.__cause__ is not None:
        # FastAPI's word for a body that is no UTF-8, or nested beyond all reason.
        message = "The body cannot be read as JSON in UTF-8"
        errors = [{"location": ["body"], "message": f"{message}."}]
        return problem_response(422, f"{message}.", "invalid_request", errors=errors)
    detail = {
        HTTPStatus.NOT_FOUND: "There is nothing at this address.",
        HTTPStatus.METHOD_NOT_ALLOWED: "This address does not answer this method.",
    }.get(status, f"{str(error.detail).rstrip('.')}.")
    code = (_TITLES.get(status) or status.name).lower().replace(" ", "_")
    headers = dict(error.headers or {})
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers |= _allow(request)
    return problem_response(status, detail, code, headers=headers)


def _allow(request: Request) -> dict[str, str]:
    """Every method of the address (RFC 9110 section 10.2.1): the router tells its first route's.

    What is an address by itself is no other's parameter.
    """
    app: FastAPI = request.app
    paths = app.openapi()["paths"]
    path = request.url.path
    matching = [path] if path in paths else [each for each in paths if _fits(each, path)]
    methods = {method.upper() for each in matching for method in paths[each]}
    return {"Allow": ", ".join(sorted(methods))} if methods else {}


def _fits(template: str, path: str) -> bool:
    return compile_path(template)[0].match(path) is not None


async def _answer_invalid_request(_request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    errors = [
        # pydantic's own words before the sentence of a check of ours.
        {"location": list(each["loc"]), "message": each["msg"].removeprefix("Value error, ")}
        for each in error.errors()
    ]
    first = errors[0]
    where = first["location"][-1] if first["location"] else "the request"
    detail = f"{where}: {first['message'].rstrip('.')}."
    return problem_response(422, detail, "invalid_request", errors=errors)


async def _answer_database_error(request: Request, error: Exception) -> Response:
    if is_passing(error):
        logger.warning("Database unavailable: %s", _first_line(error))
        return await _answer_refusal(request, DatabaseUnavailableError())
    if sqlstate(error).startswith(_DATA_EXCEPTION_CLASS):
        logger.warning("The database refused a value: %s", _first_line(error), exc_info=error)
        return problem_response(
            422, "A value in the request is out of range or malformed.", "invalid_value"
        )
    raise error


def _first_sentence(refusal: type[Refusal]) -> str:
    return (refusal.__doc__ or refusal.code).partition("\n")[0]


def _first_line(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).partition("\n")[0]
