"""How a server goes away while requests keep coming, without losing one.

Behind a proxy three moments lose requests: a connection that waits to be accepted when the
listening socket closes is reset, with the request that was already sent into it; an idle connection
is closed just as the proxy sends the next request; and a request is still being answered. So, in
this order: no connection is let in any more, those that wait are accepted, the socket is closed
(from then on the proxy is refused at once and asks another replica), every further answer says
`Connection: close`, the proxy closes what it keeps idle, and only then is the rest closed.
"""

import asyncio
import contextlib
import os
import socket
import struct
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from uvicorn import Server

# Caddy closes what is idle after three seconds (`keepalive` in the Caddyfile), Node after four.
IDLE_SECONDS: Final = 5.0
SETTLE_SECONDS: Final = 0.05
QUEUE_SECONDS: Final = 2.0

# <linux/tcp.h>: the place in `struct tcp_info` where a listening socket tells how many wait.
_WAITING_AT: Final = 24
# <linux/in.h>, <linux/in6.h>: packets that came over any hop or were sent like most are ignored.
_NEAREST: Final = (
    (socket.IPPROTO_IP, 21, 255),  # IP_MINTTL
    (socket.IPPROTO_IPV6, 73, 255),  # IPV6_MINHOPCOUNT
)


class DrainingServer(Server):
    """uvicorn's server with such an end."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let the proxy go elsewhere, then stop as uvicorn does."""
        with contextlib.suppress(OSError):
            await _accept_what_waits(sockets or [])
        for server in self.servers:
            server.close()
        for each in sockets or []:
            each.close()
        await self._let_idle_connections_go()
        await super().shutdown(sockets)

    async def _let_idle_connections_go(self) -> None:
        state = self.server_state
        state.default_headers = [*state.default_headers, (b"connection", b"close")]
        deadline = asyncio.get_running_loop().time() + IDLE_SECONDS
        while state.connections and asyncio.get_running_loop().time() < deadline:
            for connection in state.connections:
                cycle = getattr(connection, "cycle", None)
                # A head that has gone out without these words has promised to stay for one more.
                if cycle is not None and not cycle.response_started:
                    cycle.keep_alive = False
            await asyncio.sleep(SETTLE_SECONDS)


async def _accept_what_waits(sockets: Sequence[socket.socket]) -> None:
    """Let nobody in any more, and wait until all who were let in have been accepted."""
    if sys.platform != "linux":
        return
    last = [one for one in sockets if not _is_held_by(os.getppid(), one)]
    for one in last:
        _ignore_new_connections(one)
    deadline = asyncio.get_running_loop().time() + QUEUE_SECONDS
    await asyncio.sleep(SETTLE_SECONDS)
    # Only the kernel knows who waits, and it tells when it is asked.
    while any(map(_count_waiting, last)) and asyncio.get_running_loop().time() < deadline:  # noqa: ASYNC110
        await asyncio.sleep(SETTLE_SECONDS)


def _is_held_by(process: int, one: socket.socket) -> bool:
    """Whether another process still listens: then one worker goes and the others stay.

    gunicorn's parent closes its own copy before it tells its workers to end.
    """
    ours = os.fstat(one.fileno()).st_ino
    for entry in Path(f"/proc/{process}/fd").iterdir():
        with contextlib.suppress(OSError):
            if entry.stat().st_ino == ours:
                return True
    return False


def _ignore_new_connections(one: socket.socket) -> None:
    """Have the kernel ignore whoever knocks; a client tries again a second later by itself.

    A packet starts with 64 hops left on Linux, and the socket asks for 255. Connections that are
    there already do not mind.
    """
    for level, option, hops in _NEAREST:
        with contextlib.suppress(OSError):  # the other family's option
            one.setsockopt(level, option, hops)


def _count_waiting(one: socket.socket) -> int:
    told = one.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _WAITING_AT + 4)
    count: int = struct.unpack_from("=I", told, _WAITING_AT)[0]
    return count
