"""Reading addresses that strangers wrote: into what will be connected to, or not at all.

The parts that are read here are the parts that are resolved, checked, connected to and named in the
request; the text is never read a second time, so no two readers can disagree about it.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final
from urllib.parse import urljoin

import httpx2

from app.events.fetching.errors import FetchFailedError, shown

IPAddress = IPv4Address | IPv6Address

LONGEST_ADDRESS: Final = 4096
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
# Calendar apps are handed feeds under these; what is meant is a page of the web.
_CALENDAR_SCHEME = re.compile(r"^webcals?://", re.IGNORECASE)
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_LONGEST_NAME = 253
# Resolvers read such hosts as IPv4 addresses (127.1, 0x7f.1, 2130706433): WHATWG URL, section 3.5,
# "ends in a number".
_ENDS_IN_A_NUMBER = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$")
_AUTHORITY = re.compile(r"(?:\[[^\]]*\]|[^:\[\]]*)(?::[0-9]{0,5})?")
_PORTS: Final = range(1, 65536)


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An http or https address: `host` is an ASCII name in lower case or an IP address as usual.

    `target` is the path and query as they are sent, percent-encoded. There is no user and no
    fragment.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port as browsers write them (RFC 6454 section 6.1)."""
        return f"{self.scheme}://{self.host_header}"

    @property
    def host_header(self) -> str:
        """The host, with its port unless that is the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def ip(self) -> IPAddress | None:
        """The host where it is an IP address."""
        try:
            return ip_address(self.host)
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"


def read_address(text: str) -> WebAddress:
    """Read an address as a person or a feed wrote it; raises FetchFailedError with a sentence."""
    text = _CALENDAR_SCHEME.sub("https://", text.strip())
    if len(text) > LONGEST_ADDRESS:
        raise _unreadable(f"The address is longer than {LONGEST_ADDRESS} characters.")
    if "\\" in text:  # Some readers take it for a slash, others for a part of the user.
        raise _unreadable("The address holds a backslash.")
    try:
        url = httpx2.URL(text)
        host = _read_host(url.raw_host.decode("ascii"))
    except (httpx2.InvalidURL, ValueError):
        raise _unreadable("The address cannot be read.") from None
    if url.scheme not in _DEFAULT_PORTS:
        scheme = f"begins with '{shown(url.scheme)}:'" if url.scheme else "has no scheme"
        raise _unreadable(f"The address {scheme}; only http and https are fetched.")
    authority = re.split(r"[/?#]", text.partition("://")[2], maxsplit=1)[0]
    if "@" in authority:
        raise _unreadable("The address holds a user name or password; those are not sent.")
    if host is None:
        raise _unreadable("The address names no host that could be asked.")
    port = _DEFAULT_PORTS[url.scheme] if url.port is None else url.port
    if not _AUTHORITY.fullmatch(authority) or port not in _PORTS:
        raise _unreadable("The address names an impossible port.")
    return WebAddress(url.scheme, host, port, url.raw_path.decode("ascii"))


def follow(address: WebAddress, location: str) -> WebAddress:
    """The address that a redirect leads to; raises FetchFailedError where it leads nowhere."""
    if not location.strip():
        raise _misled(address, "without saying where")
    try:
        joined = urljoin(str(address), location.strip())
    except ValueError:
        raise _misled(address, "to an address that cannot be read") from None
    try:
        return read_address(joined)
    except FetchFailedError as error:
        detail = f"{shown(address.host)} leads to an address that is not fetched: {error.detail}"
        raise FetchFailedError("address", detail) from None


def _read_host(host: str) -> str | None:
    """The host in its one written form; None for what only some readers take for a host.

    Among these are percent-encoded hosts, IPv6 zones and IPv4 addresses in other notations.
    """
    host = host.removesuffix(".")
    if "%" in host:
        return None
    try:
        return str(ip_address(host))
    except ValueError:
        is_name = len(host) <= _LONGEST_NAME and _NAME.fullmatch(host) is not None
        return host if is_name and not _ENDS_IN_A_NUMBER.search(host) else None


def _unreadable(detail: str) -> FetchFailedError:
    return FetchFailedError("address", detail)


def _misled(address: WebAddress, where: str) -> FetchFailedError:
    return FetchFailedError("protocol", f"{shown(address.host)} redirects {where}.")
