"""What the API says about itself, and whether it is true of the running server."""

import json
import os
import subprocess
import sys
from typing import Any

import httpx2
import pytest
import schemathesis
from hypothesis import HealthCheck, assume, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from app.main import create_app
from app.settings import load_settings
from embedded_postgres import Dsns
from tests.factories.people import PASSWORD
from tests.http.serving import API_ROOT, Server

DOCUMENT = create_app(load_settings({"FEATURES": "events,repduel,quiz"})).openapi()
schema = schemathesis.openapi.from_dict(DOCUMENT)


# Days in reverse order, common passwords and the like are refused, which no schema can foretell.
UNFORESEEABLE: list[Any] = [positive_data_acceptance]
# No worker runs beside this server, of which this one rightly complains.
TELLS_OF_WORKERS = ["worker_health"]


@schema.exclude(operation_id=TELLS_OF_WORKERS).parametrize()
@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_the_server_keeps_to_its_description(case: schemathesis.Case[Any], server: Server) -> None:
    case.call_and_validate(
        base_url=f"http://127.0.0.1:{server.port}", excluded_checks=UNFORESEEABLE
    )


@pytest.fixture(scope="module")
def admins_token(server: Server, dsns: Dsns) -> str:
    """A bearer token of an admin who stays one, whatever the cases do to others."""
    subprocess.run(
        [sys.executable, "-m", "app.cli", "create-admin", "keeper@example.org"],
        cwd=API_ROOT,
        env={"PATH": os.environ["PATH"], "DATABASE_URL": dsns.app, "LOG_LEVEL": "error"},
        input=f"{PASSWORD}\n",
        text=True,
        check=True,
    )
    body = {"email": "keeper@example.org", "password": PASSWORD, "transport": "bearer"}
    # From an address that has not tried as often as the cases before.
    answer = httpx2.post(
        f"http://127.0.0.1:{server.port}/api/auth/login",
        json=body,
        headers={"x-forwarded-for": "198.51.100.7"},
    )
    token: str = answer.raise_for_status().json()["tokens"]["access_token"]
    return token


# These take tokens and passwords of their own, which nothing but chance could make right.
OTHERS_TOKENS = ("/login", "/refresh")
# What would end the session that the other cases need is tried in tests/identity.
ENDS_THE_SESSION = ["end_sessions", "logout"]


@schema.exclude(operation_id=[*ENDS_THE_SESSION, *TELLS_OF_WORKERS]).parametrize()
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_it_keeps_to_it_for_who_is_signed_in_too(
    case: schemathesis.Case[Any], server: Server, admins_token: str
) -> None:
    assume("" not in (case.query or {}))  # A parameter without a name is nobody's, and ignored.
    authorization = f"Bearer {admins_token}"
    answer = case.call(
        base_url=f"http://127.0.0.1:{server.port}", headers={"Authorization": authorization}
    )
    # Which also sees to it that the same without the token, or with another, is refused.
    case.validate_response(answer, excluded_checks=UNFORESEEABLE)
    if answer.request.headers.get("Authorization") == authorization:
        assert answer.status_code != 401 or case.path.endswith(OTHERS_TOKENS)


def test_the_description_is_the_same_in_every_environment() -> None:
    exported = subprocess.run(
        [sys.executable, "-m", "app.cli", "export-openapi"],
        cwd=API_ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONHASHSEED": "7", "SITE_NAME": "Another"},
        capture_output=True,
        check=True,
    ).stdout
    assert json.loads(exported) == DOCUMENT
    assert exported.decode() == json.dumps(DOCUMENT, indent=2, ensure_ascii=False) + "\n"


def test_every_operation_has_a_name_of_its_own() -> None:
    names = [
        operation["operationId"]
        for operations in DOCUMENT["paths"].values()
        for operation in operations.values()
    ]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() for name in names)


def test_errors_are_described_as_the_problems_that_are_sent() -> None:
    for path, operations in DOCUMENT["paths"].items():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if status.startswith("4"):
                    assert list(answer["content"]) == ["application/problem+json"], (path, status)
    assert "HTTPValidationError" not in DOCUMENT["components"]["schemas"]


async def test_the_server_offers_its_description(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/api/openapi.json")
    assert answer.json()["info"] == DOCUMENT["info"]
