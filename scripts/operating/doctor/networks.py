"""Ports, addresses and the site's name: whether the stack can be reached, and by that name."""

import ipaddress
import json
import socket
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from operating import project
from operating.doctor.findings import Finding, warning

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_LISTENING: Final = "0A"


def examine_ports(services: Mapping[str, Any], name: str) -> Iterator[Finding]:
    """Look whether the ports that caddy publishes are free, or caddy's already."""
    for port in services.get("caddy", {}).get("ports", []):
        number, protocol = int(port.get("published", 0)), port.get("protocol", "tcp")
        what = f"Port {number}/{protocol}"
        holders = _publishers(number, protocol)
        strangers = [label for label, owner in holders if owner != (name, "caddy")]
        if strangers:
            yield Finding(
                f"{what} is taken by the container {strangers[0]}.",
                f"Stop it, or choose another port ({_port_variable(port)}).",
            )
        elif holders:
            yield Finding(f"{what} is held by this stack's own caddy.")
        elif is_taken(number, protocol):
            yield Finding(
                f"{what} is taken by a program outside Docker.",
                f"`ss -lnp 'sport = :{number}'` names it: stop it, or choose another port "
                f"({_port_variable(port)}).",
            )
        else:
            yield Finding(f"{what} is free.")


def _port_variable(port: Mapping[str, Any]) -> str:
    return "HTTP_PORT" if int(port["target"]) == 80 else "HTTPS_PORT"  # noqa: PLR2004


def _publishers(number: int, protocol: str) -> list[tuple[str, tuple[str, str]]]:
    labels = "com.docker.compose.project", "com.docker.compose.service"
    columns = ["{{.Names}}", *(f'{{{{.Label "{label}"}}}}' for label in labels), "{{.Ports}}"]
    shown = project.docker(
        *("ps", "--filter", f"publish={number}/{protocol}", "--format", "\t".join(columns)),
        failure="The containers cannot be listed",
    )
    rows = [line.split("\t") for line in shown.splitlines()]
    return [(row[0], (row[1], row[2])) for row in rows if f":{number}->" in row[3]]


def is_taken(number: int, protocol: str) -> bool:
    """Whether any program of this machine listens on a port, as the kernel lists it."""
    for table in (protocol, f"{protocol}6"):
        try:
            lines = Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            words = line.split()
            is_open = protocol == "udp" or words[3] == _LISTENING
            if is_open and int(words[1].rpartition(":")[2], 16) == number:
                return True
    return False


def examine_domain(domain: str, site_address: str) -> Finding:
    """Look whether the site's name leads to this machine."""
    if not domain:
        return Finding("DOMAIN is missing.", "Write the name into it by which the site is reached.")
    if domain == "localhost" or domain.endswith(".localhost"):
        return Finding(f"{domain} is this machine; its certificate is Caddy's own.")
    if site_address.startswith("http://"):
        return Finding(f"{domain} is answered by a proxy before this machine (SITE_ADDRESS).")
    try:
        found = {str(one[4][0]) for one in socket.getaddrinfo(domain, 443, type=socket.SOCK_STREAM)}
    except OSError:
        return Finding(
            f"{domain} does not resolve here.",
            "Give it an A (and AAAA) record with this machine's address, and wait until it is "
            "known: no certificate is issued before that.",
        )
    return _examine_addresses(domain, found)


def _examine_addresses(domain: str, found: set[str]) -> Finding:
    told = ", ".join(sorted(found))
    own = {address for address in found if is_own(address)}
    if own == found:
        return Finding(f"{domain} leads here ({told}).")
    if own:
        return warning(
            f"{domain} leads to {told}, of which only {', '.join(sorted(own))} is this machine.",
            "Remove the other records, or see that they lead here too.",
        )
    if all(outgoing is None or outgoing.is_private for outgoing in map(outgoing_address, found)):
        return warning(
            f"{domain} leads to {told}, and this machine has private addresses only.",
            "See that the router or load balancer before it passes ports 80 and 443 on.",
        )
    return Finding(
        f"{domain} leads to {told}, which is not this machine.",
        "Change its A and AAAA records to this machine's address; behind another proxy, set "
        "SITE_ADDRESS=http://… instead.",
    )


def is_own(address: str) -> bool:
    """Whether an address belongs to an interface of this machine."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((address, 0))
    except OSError:
        return False
    return True


def outgoing_address(target: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return from which of our addresses a target would be asked; nothing is sent."""
    family = socket.AF_INET6 if ":" in target else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 443))
            return ipaddress.ip_address(probe.getsockname()[0])
    except OSError:
        return None


def examine_subnets(networks: Mapping[str, Any], name: str) -> Iterator[Finding]:
    """Look whether the stack's networks meet each other, other networks of Docker, or routes."""
    ours: dict[str, _Network] = {}
    for network, described in networks.items():
        for one in (described or {}).get("ipam", {}).get("config") or []:
            try:
                ours[network] = ipaddress.ip_network(one["subnet"])
            except ValueError:
                yield Finding(
                    f"{one['subnet']} is no network for {network}.",
                    f"Write {_subnet_variable(network)} such as 10.213.0.0/26.",
                )
    others, bridges = _docker_networks(name)
    taken = [*others, *host_routes(Path("/proc/net/route"), bridges)]
    clean = True
    for network, subnet in ours.items():
        rivals = [(f"the stack's own {other}", s) for other, s in ours.items() if other > network]
        for what, rival in (*rivals, *taken):
            if subnet.version == rival.version and subnet.overlaps(rival):
                clean = False
                yield Finding(
                    f"The network {network} ({subnet}) meets {what} ({rival}).",
                    f"Choose another range for {_subnet_variable(network)}.",
                )
    if clean and ours:
        yield Finding("The stack's networks meet no other network of this machine.")


def _subnet_variable(network: str) -> str:
    return f"{network.upper()}_SUBNET"


def _docker_networks(name: str) -> tuple[list[tuple[str, _Network]], set[str]]:
    """Return the networks of other stacks, and the interfaces of all of Docker's networks."""
    ids = project.docker(
        "network", "ls", "--quiet", failure="The networks cannot be listed"
    ).split()
    found = project.docker("network", "inspect", *ids, failure="A network has just gone away")
    others: list[tuple[str, _Network]] = []
    bridges = {"docker0"}
    for one in json.loads(found):
        bridges.add(f"br-{one['Id'][:12]}")
        if (one.get("Labels") or {}).get("com.docker.compose.project") == name:
            continue
        others += [
            (f"Docker's network {one['Name']}", ipaddress.ip_network(config["Subnet"]))
            for config in one.get("IPAM", {}).get("Config") or []
        ]
    return others, bridges


def host_routes(table: Path, without: Iterable[str]) -> Iterator[tuple[str, _Network]]:
    """Yield the IPv4 routes of other interfaces, the default route left out."""
    try:
        rows = [line.split() for line in table.read_text(encoding="ascii").splitlines()[1:]]
    except OSError:
        return
    for row in rows:
        interface, destination, mask = row[0], int(row[1], 16), int(row[7], 16)
        if mask and interface not in without:
            address = ipaddress.IPv4Address(destination.to_bytes(4, sys.byteorder))
            length = mask.bit_count()
            yield f"the route over {interface}", ipaddress.ip_network((address, length))
