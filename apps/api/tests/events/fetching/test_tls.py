"""Certificates are checked against the name, although the connection is made to an address."""

import contextlib
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.events.fetching.conftest import World, failure_of
from tests.fakes.web import WebServer, redirect, response

# An authority of our own, good until 2120, with a certificate for feeds.example and an expired one.
CERTIFICATES = Path(__file__).parent / "certificates"


@contextlib.asynccontextmanager
async def secure(world: World, name: str, certificate: str) -> AsyncIterator[WebServer]:
    """Serves a name with a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / certificate)
    async with WebServer(context).running() as server:
        server.pages["/"] = response(b"secret")
        world.internet.put(name, "11.0.0.9", server)
        yield server


def trusting() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(CERTIFICATES / "authority.pem")
    return context


async def test_a_certificate_for_the_name_is_accepted(world: World) -> None:
    async with secure(world, "feeds.example", "feeds.example.pem") as server:
        fetcher = world.fetcher(wire={"ssl_context": trusting()})
        fetched = await fetcher.fetch("https://feeds.example/", respect_robots=False)
        assert (fetched.url, fetched.body) == ("https://feeds.example/", b"secret")
        assert server.requests[0].headers["host"] == "feeds.example"
        assert world.internet.connections == [("11.0.0.9", 443)]


BAD = {
    "for another name": ("other.example", "feeds.example.pem", "for another name"),
    "expired": ("feeds.example", "feeds.example.expired.pem", "expired"),
}


@pytest.mark.parametrize(("name", "certificate", "said"), BAD.values(), ids=BAD)
async def test_a_bad_certificate_ends_it_before_anything_is_said(
    world: World, name: str, certificate: str, said: str
) -> None:
    async with secure(world, name, certificate) as server:
        fetcher = world.fetcher(wire={"ssl_context": trusting()})
        failure = await failure_of(fetcher, f"https://{name}/")
        assert (failure.kind, said in str(failure)) == ("tls", True), str(failure)
        assert server.requests == []


async def test_an_ip_address_needs_a_certificate_of_its_own(world: World) -> None:
    async with secure(world, "feeds.example", "feeds.example.pem") as server:
        fetcher = world.fetcher(wire={"ssl_context": trusting()})
        failure = await failure_of(fetcher, "https://11.0.0.9/")
        assert (failure.kind, server.requests) == ("tls", [])
        assert "for another name" in str(failure)


async def test_an_issuer_that_the_system_does_not_know_is_not_trusted(world: World) -> None:
    async with secure(world, "feeds.example", "feeds.example.pem"):
        failure = await world.failure("https://feeds.example/")
        assert (failure.kind, "issuer" in str(failure)) == ("tls", True)


async def test_a_server_without_encryption_is_told_apart(world: World) -> None:
    world.feeds.pages["/"] = response(b"plain")
    failure = await world.failure("https://feeds.example/")
    assert (failure.kind, "no https" in str(failure)) == ("tls", True)


async def test_a_redirect_may_leave_encryption_but_not_the_guard(world: World) -> None:
    world.other.pages["/"] = response(b"plain")
    async with secure(world, "feeds.example", "feeds.example.pem") as server:
        fetcher = world.fetcher(wire={"ssl_context": trusting()})
        server.pages["/"] = redirect("http://other.example/")
        fetched = await fetcher.fetch("https://feeds.example/", respect_robots=False)
        assert fetched.body == b"plain"
        server.pages["/"] = redirect("http://10.0.0.1/")
        failure = await failure_of(fetcher, "https://feeds.example/")
        assert failure.kind == "forbidden_address"
