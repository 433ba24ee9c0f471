"""Decides which IP addresses may be connected to for the sake of an address that a stranger wrote.

The server stands inside a network, and would otherwise fetch for anybody what only it can reach.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from ipaddress import ip_address

from app.events.fetching.addresses import IPAddress, WebAddress
from app.events.fetching.errors import FetchFailedError, shown
from app.events.fetching.networks import is_public

Resolve = Callable[[str], Awaitable[Sequence[IPAddress]]]

# Threads of their own: a name whose servers are silent holds one for as long as the system is
# patient, and anybody can own many such names.
_RESOLVING = ThreadPoolExecutor(max_workers=8, thread_name_prefix="resolving")
_ADVICE = "An operator can allow the host in EVENTS_FETCH_ALLOWED_HOSTS."


async def ask_system(host: str) -> Sequence[IPAddress]:
    """The addresses of a name, as the system resolves it; raises OSError or UnicodeError."""
    loop = asyncio.get_running_loop()
    ask = partial(socket.getaddrinfo, host, None, type=socket.SOCK_STREAM)
    found = await loop.run_in_executor(_RESOLVING, ask)
    return tuple(dict.fromkeys(ip_address(entry[4][0]) for entry in found))


class Guard:
    """Admits what is public, and the hosts that an operator listed, exactly as listed.

    Of other hosts only the ports of web servers are asked (80, 443, 8000 to 8999): a feed's address
    would otherwise tell its author which ports are open on any machine of the internet, and send
    our request to mail servers and databases.
    """

    def __init__(self, allowed_hosts: Collection[str], resolve: Resolve = ask_system) -> None:
        self._allowed_hosts = frozenset(allowed_hosts)
        self._resolve = resolve

    def is_listed(self, host: str) -> bool:
        """Whether an operator listed the host."""
        return host in self._allowed_hosts

    async def admit(self, address: WebAddress, *, by_operator: bool) -> Sequence[IPAddress]:
        """Resolve the host, once, and return what may be connected to.

        With `by_operator`, the operator's list counts: it does not where a host that is not on it
        led here. One address that is not public among several refuses the host: an honest name has
        none, and which one is tried first would be its owner's choice.
        """
        if by_operator and self.is_listed(address.host):
            return await self._addresses(address)
        if not _is_web_port(address.port):
            raise _forbidden(f"Port {address.port} of {shown(address.host)} is not asked.")
        if address.ip is None and "." not in address.host:
            raise _forbidden(f"'{shown(address.host)}' is a name inside a network only.")
        found = await self._addresses(address)
        if not all(is_public(ip) for ip in found):
            raise _forbidden(f"{shown(address.host)} leads into a network that is not public.")
        return found

    async def _addresses(self, address: WebAddress) -> Sequence[IPAddress]:
        if address.ip is not None:
            return (address.ip,)
        detail = f"The name {shown(address.host)} has no address; is it written right?"
        try:
            found = await self._resolve(address.host)
        except (OSError, UnicodeError) as error:
            found = ()
            if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
                detail = f"No name server answered when asked for {shown(address.host)}."
        if not found:
            raise FetchFailedError("dns", detail)
        return found


def _is_web_port(port: int) -> bool:
    return port in {80, 443} or 8000 <= port <= 8999  # noqa: PLR2004  said in the docstring


def _forbidden(detail: str) -> FetchFailedError:
    return FetchFailedError("forbidden_address", f"{detail} {_ADVICE}")
