"""Packets that vanish on their way into one container: silent name servers, a bad cable."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence

from composing import Stack

# Where the engine answers each container's questions for names, inside that container.
NAME_SERVER = "127.0.0.11"


def why_no_packets_vanish() -> str | None:
    """Why a container's packets cannot be dropped from here, or None."""
    if os.geteuid() != 0:
        return "only root enters a container's network"
    missing = [name for name in ("nsenter", "iptables") if shutil.which(name) is None]
    return f"{missing[0]} is missing" if missing else None


@contextlib.contextmanager
def dropping(stack: Stack, service: str, *rules: Sequence[str]) -> Iterator[None]:
    """Drop what arrives in the service's container and one of the rules (of iptables) describes.

    That includes what it sends to itself. On its way out, dropping would be an error to the sender.
    """
    network = f"--net=/proc/{stack.inspect(service)['State']['Pid']}/ns/net"
    with contextlib.ExitStack() as undoing:
        for rule in rules:
            _iptables(network, "--insert", rule)
            undoing.callback(_iptables, network, "--delete", rule)
        yield


def _iptables(network: str, verb: str, rule: Sequence[str]) -> None:
    command = ["nsenter", network, "iptables", "--wait", verb, "INPUT", *rule, "--jump", "DROP"]
    subprocess.run(command, check=True)
