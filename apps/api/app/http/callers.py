"""Who is calling: the address and the origin of a request, as far as trusted proxies vouch.

X-Forwarded-For (in use everywhere; RFC 7239 section 4 describes the same idea) is a list that every
proxy appends to, so only its right end can be believed, as far as trusted proxies wrote it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from starlette.types import Scope

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LOOPBACK: Final = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
_DEFAULT_PORTS: Final = {"http": ":80", "https": ":443"}


@dataclass(frozen=True, slots=True)
class Callers:
    """Tells callers apart behind the proxies of these networks."""

    trusted: tuple[Network, ...]

    def address(self, scope: Scope) -> Address | None:
        """The client's address; None where the server was not told one (a unix socket)."""
        peer = _peer(scope)
        if peer is None or not self.trusts(peer):
            return peer
        for claimed in _forwarded_for(scope):
            found = _read_address(claimed)
            if found is None:
                break  # What lies further left was not vouched for by a proxy that says this.
            peer = found
            if not self.trusts(peer):
                break
        return peer

    def origin(self, scope: Scope) -> str:
        """`scheme://host` under which the client reached us, without a default port."""
        peer = _peer(scope)
        scheme, host = scope.get("scheme", "http"), _header(scope, b"host")
        if peer is not None and self.trusts(peer):
            scheme = _header(scope, b"x-forwarded-proto") or scheme
            host = _header(scope, b"x-forwarded-host") or host
        return without_default_port(f"{scheme}://{host}")

    def trusts(self, address: Address) -> bool:
        """Whether this is one of our proxies."""
        return is_in(address, self.trusted)


def is_in(address: Address, networks: Iterable[Network]) -> bool:
    """Whether one of the networks holds the address."""
    return any(address in network for network in networks)


def parse_networks(name: str, text: str) -> tuple[Network, ...]:
    """Read a comma list of CIDR blocks or addresses; raises ValueError naming the variable."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    try:
        return tuple(ip_network(word, strict=False) for word in words)
    except ValueError:
        message = f"{name} holds '{text.strip()}', which is no list of networks such as 10.0.0.0/8"
        raise ValueError(message) from None


def without_default_port(origin: str) -> str:
    """The origin as browsers write it (RFC 6454 section 6.1), in lower case."""
    origin = origin.lower()
    return origin.removesuffix(_DEFAULT_PORTS.get(origin.partition("://")[0], "\n"))


def _peer(scope: Scope) -> Address | None:
    client = scope.get("client")
    return None if client is None else _read_address(str(client[0]))


def _forwarded_for(scope: Scope) -> Iterator[str]:
    lines = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    entries = b",".join(lines).decode("latin-1").split(",")
    return (entry.strip() for entry in reversed(entries) if entry.strip())


def _read_address(text: str) -> Address | None:
    """An address with or without a port and brackets; an IPv4 address inside IPv6 is itself."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _header(scope: Scope, wanted: bytes) -> str:
    values = [value for name, value in scope["headers"] if name == wanted]
    return values[0].decode("latin-1").strip() if len(values) == 1 else ""
