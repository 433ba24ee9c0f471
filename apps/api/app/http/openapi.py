"""The API's description: stable operation names, problems instead of FastAPI's own errors."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic.json_schema import models_json_schema

from app.http.problems import MEDIA_TYPE, InvalidValue, Problem, ValidationProblem


def name_operation(route: APIRoute) -> str:
    """The route function's name, so that generated clients read like the code."""
    return route.name


def describe_api(app: FastAPI) -> None:
    """Let the application describe its errors as the problems that it really sends."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _build(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _build(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(title=app.title, version=app.version, routes=app.routes)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    models: list[Any] = [Problem, InvalidValue, ValidationProblem]
    _, described = models_json_schema(
        [(model, "serialization") for model in models], ref_template="#/components/schemas/{model}"
    )
    schemas.update(described["$defs"])
    document["components"]["schemas"] = dict(sorted(schemas.items()))
    for operations in document["paths"].values():
        for operation in operations.values():
            _describe_validation(operation["responses"])
    return document


def _describe_validation(responses: dict[str, Any]) -> None:
    refusal = responses.get("422")
    if refusal and "application/json" in refusal.get("content", {}):
        responses["422"] = {
            "description": "The request makes no sense; the problem lists why.",
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ValidationProblem"}}},
        }
