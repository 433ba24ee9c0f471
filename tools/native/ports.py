"""Which ports are free, and who holds one that is not."""

import contextlib
import errno
import socket
from pathlib import Path

from refusals import CannotContinueError

_LOOPBACKS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
_LISTENING = "0A"
_LAST_PORT = 65535


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_listened_on(port: int) -> bool:
    """Whether something accepts connections on 127.0.0.1 at this port."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def has_ipv6_loopback() -> bool:
    """Whether ::1 can be listened on."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET6) as probe:
        probe.bind(("::1", 0))
        return True
    return False


def parse_port(text: str) -> int:
    """The port that PORT names; 3000 when it is blank."""
    word = text.strip() or "3000"
    if not (word.isascii() and word.isdigit() and 1 <= int(word) <= _LAST_PORT):
        raise CannotContinueError(
            f"PORT is {text!r}: set it to a number from 1 to 65535, such as PORT=3001."
        )
    return int(word)


def refuse_taken_port(port: int) -> None:
    """Refuse a loopback port that somebody listens on or that this user may not have."""
    for family, address in _LOOPBACKS:
        with contextlib.suppress(CannotBindError):
            _try_to_bind(family, address, port)


class CannotBindError(Exception):
    """No such address on this machine."""


def _try_to_bind(family: socket.AddressFamily, address: str, port: int) -> None:
    try:
        probe = socket.socket(family)
    except OSError as error:
        raise CannotBindError from error
    with probe:
        # What still closes down does not count; what listens does.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CannotContinueError(_taken(port)) from None
            if error.errno == errno.EACCES:
                raise CannotContinueError(
                    f"Port {port} is reserved for the system's administrator: "
                    f"choose one above 1023, such as PORT=3000 npm start."
                ) from None
            raise CannotBindError from error


def _taken(port: int) -> str:
    holder = listener_of(port)
    who = f"process {holder[0]} ({holder[1]})" if holder else "another program"
    return (
        f"Port {port} is in use by {who}: stop it, "
        f"or choose another port, such as PORT={port + 1 if port < _LAST_PORT else 3001} npm start."
    )


def listener_of(port: int) -> tuple[int, str] | None:
    """The process that listens on the port and its command; None where that cannot be seen."""
    sockets = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    if not sockets:
        return None
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and sockets & _open_links(process):
            with contextlib.suppress(OSError):
                return int(process.name), (process / "comm").read_text().strip()
    return None


def _listening_inodes(port: int) -> set[str]:
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with contextlib.suppress(OSError):
            for line in Path(table).read_text().splitlines()[1:]:
                fields = line.split()
                if fields[3] == _LISTENING and int(fields[1].rsplit(":", 1)[1], 16) == port:
                    inodes.add(fields[9])
    return inodes


def _open_links(process: Path) -> set[str]:
    links = set()
    with contextlib.suppress(OSError):
        for descriptor in (process / "fd").iterdir():
            with contextlib.suppress(OSError):
                links.add(str(descriptor.readlink()))
    return links
