"""When a certificate ends, as a server shows it: a good one, an expired one, none."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from app.kernel import clock
from app.kernel.database import Database
from app.ops import repository
from app.ops.certificates import NotACertificateError, look, read_validity
from app.ops.lifespan import see, watch_certificate
from app.ops.sight import SIGHTING_COUNTS_FOR
from tests.fakes.tcp import free_port
from tests.fakes.web import WebServer

CERTIFICATES = Path(__file__).resolve().parents[1] / "events" / "fetching" / "certificates"
GOOD, EXPIRED = CERTIFICATES / "feeds.example.pem", CERTIFICATES / "feeds.example.expired.pem"
BEGAN = datetime(2020, 1, 1, tzinfo=UTC)


def der(file: Path) -> bytes:
    text = file.read_text()
    return ssl.PEM_cert_to_DER_cert(text[text.index("-----BEGIN CERTIFICATE") :])


@pytest.fixture
async def server(request: pytest.FixtureRequest) -> AsyncIterator[WebServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(request.param)
    async with WebServer(context).running() as running:
        yield running


@pytest.mark.parametrize(("server", "year"), [(GOOD, 2120), (EXPIRED, 2021)], indirect=["server"])
async def test_what_a_server_shows_is_read_though_nobody_would_trust_it(
    server: WebServer, year: int
) -> None:
    found = await look("127.0.0.1", server.port, server_name="feeds.example")
    assert (found.begins_at, found.ends_at) == (BEGAN, datetime(year, 1, 1, tzinfo=UTC))


async def test_where_nobody_answers_or_speaks_tls_the_reason_is_kept() -> None:
    refused = await see(("127.0.0.1", free_port()), "https://srq.example.org")
    assert (refused.host, refused.ends_at) == ("srq.example.org", None)
    assert refused.problem is not None
    async with WebServer().running() as plain:
        assert (await see(("127.0.0.1", plain.port), "https://srq.example.org")).problem


@pytest.mark.parametrize("server", [GOOD], indirect=True)
async def test_an_api_keeps_what_it_saw_for_whoever_alerts(
    server: WebServer, app: FastAPI, session: AsyncSession
) -> None:
    database: Database = app.state.database
    address = ("127.0.0.1", server.port)
    watching = asyncio.create_task(watch_certificate(database, address, "https://feeds.example"))
    since = clock.now() - SIGHTING_COUNTS_FOR
    async with asyncio.timeout(30):
        while (seen := await repository.latest_sighting(session, since=since)) is None:  # noqa: ASYNC110  another task does it
            await asyncio.sleep(0.02)
    watching.cancel()
    assert (seen.host, seen.problem) == ("feeds.example", None)
    assert seen.ends_at == datetime(2120, 1, 1, tzinfo=UTC)
    assert await repository.latest_sighting(session, since=clock.now()) is None


@given(st.one_of(st.binary(max_size=200), st.binary(max_size=40).map(lambda b: der(GOOD)[:60] + b)))
def test_bytes_that_are_no_certificate_are_refused_and_nothing_else_happens(encoded: bytes) -> None:
    with pytest.raises(NotACertificateError):
        read_validity(encoded)


def test_a_certificate_that_ends_too_soon_is_refused() -> None:
    whole = der(GOOD)
    for length in range(0, len(whole), 7):
        with pytest.raises(NotACertificateError):
            read_validity(whole[:length])
