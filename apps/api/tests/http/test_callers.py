"""Whose word counts for where a request comes from."""

from ipaddress import ip_address

import pytest

from app.http.callers import Callers, parse_networks

PROXIES = Callers(parse_networks("TRUSTED_PROXIES", "10.0.0.0/8, ::1"))


def asked(peer: str | None, *forwarded: str, **headers: str) -> dict[str, object]:
    listed = [(b"x-forwarded-for", line.encode("latin-1")) for line in forwarded]
    listed += [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    return {"client": peer and (peer, 50_000), "headers": listed, "scheme": "http"}


ADDRESSES = {
    "nobody in between": (("203.0.113.9",), "203.0.113.9"),
    "a stranger's claim is not believed": (("203.0.113.9", "198.51.100.1"), "203.0.113.9"),
    "our proxy's word": (("10.0.0.2", "198.51.100.1"), "198.51.100.1"),
    "what the client wrote before it": (("10.0.0.2", "1.2.3.4, 198.51.100.1"), "198.51.100.1"),
    "two of our proxies": (("10.0.0.2", "198.51.100.1, 10.0.0.3"), "198.51.100.1"),
    "only our proxies": (("10.0.0.2", "10.0.0.4, 10.0.0.3"), "10.0.0.4"),
    "two lines are one list": (("10.0.0.2", "1.2.3.4", "198.51.100.1"), "198.51.100.1"),
    "empty entries": (("10.0.0.2", " , 198.51.100.1, ,"), "198.51.100.1"),
    "rubbish names nobody": (("10.0.0.2", "unknown"), "10.0.0.2"),
    "what stands left of rubbish is anybody's": (("10.0.0.2", "1.2.3.4, _hidden"), "10.0.0.2"),
    "rubbish that the client wrote": (("10.0.0.2", "\xff<b>, 198.51.100.1"), "198.51.100.1"),
    "with a port": (("10.0.0.2", "198.51.100.1:4711"), "198.51.100.1"),
    "IPv6 in brackets": (("::1", "[2001:db8::7]:4711"), "2001:db8::7"),
    "IPv6 without": (("::1", "2001:db8::7"), "2001:db8::7"),
    "IPv4 inside IPv6": (("::ffff:10.0.0.2", "198.51.100.1"), "198.51.100.1"),
}


@pytest.mark.parametrize(("told", "expected"), ADDRESSES.values(), ids=ADDRESSES)
def test_the_address_is_the_last_that_a_trusted_proxy_vouches_for(
    told: tuple[str, ...], expected: str
) -> None:
    peer, *forwarded = told
    assert PROXIES.address(asked(peer, *forwarded)) == ip_address(expected)


def test_a_server_on_a_unix_socket_knows_no_address() -> None:
    assert PROXIES.address(asked(None, "198.51.100.1")) is None


ORIGINS = {
    "as the client connected": (asked("203.0.113.9", host="a.test:8000"), "http://a.test:8000"),
    "a stranger's claim": (
        asked("203.0.113.9", host="a.test", x_forwarded_proto="https", x_forwarded_host="b.test"),
        "http://a.test",
    ),
    "our proxy's word": (
        asked("10.0.0.2", host="api:8000", x_forwarded_proto="https", x_forwarded_host="B.test"),
        "https://b.test",
    ),
    "a default port is left out": (
        asked("10.0.0.2", host="x", x_forwarded_proto="https", x_forwarded_host="b.test:443"),
        "https://b.test",
    ),
    "another's default port is not": (
        asked("10.0.0.2", host="x", x_forwarded_proto="http", x_forwarded_host="b.test:443"),
        "http://b.test:443",
    ),
}


@pytest.mark.parametrize(("scope", "expected"), ORIGINS.values(), ids=ORIGINS)
def test_the_origin_is_what_the_client_sees(scope: dict[str, object], expected: str) -> None:
    assert PROXIES.origin(scope) == expected


@pytest.mark.parametrize("text", ["10.0.0.0/99", "localhost", "10.0.0.1;10.0.0.2"])
def test_what_is_no_network_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match="TRUSTED_PROXIES holds"):
        parse_networks("TRUSTED_PROXIES", text)
