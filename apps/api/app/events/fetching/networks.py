"""Which IP addresses are anybody's to ask: the public ones, and no way round to the others.

A table of our own, because what `ipaddress` calls global differs between the versions of Python and
holds addresses that lead elsewhere. IPv4 is public unless listed; IPv6 is not public unless listed,
because most of it is not handed out. Source: the IANA special-purpose address registries (RFC 6890)
and what clouds document about their metadata services.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Network
from typing import Final

from app.events.fetching.addresses import IPAddress

_NOT_PUBLIC_V4: Final = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network, and the unspecified address, which reaches this machine
        "10.0.0.0/8",  # private (RFC 1918)
        "100.64.0.0/10",  # carriers' NAT (RFC 6598); Alibaba's metadata at 100.100.100.200
        "127.0.0.0/8",  # this machine
        "168.63.129.16/32",  # Azure's host, seen from its machines
        "169.254.0.0/16",  # link-local; the metadata of most clouds
        "172.16.0.0/12",  # private (RFC 1918)
        "192.0.0.0/24",  # protocol assignments; Oracle's metadata at 192.0.0.192
        "192.0.2.0/24",  # documentation (RFC 5737)
        "192.31.196.0/24",  # AS112: answers for private addresses
        "192.52.193.0/24",  # multicast tunnels (RFC 7450)
        "192.88.99.0/24",  # the former 6to4 relays (RFC 7526)
        "192.168.0.0/16",  # private (RFC 1918)
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks (RFC 2544)
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
# All that is handed out to networks (RFC 4291 section 2.4). Outside it lie loopback, link-local,
# unique local and multicast addresses, and IPv4 addresses mapped into or compatible with IPv6.
_PUBLIC_V6: Final = IPv6Network("2000::/3")
_NOT_PUBLIC_V6: Final = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments, among them Teredo, benchmarks and ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, whatever IPv4 address it embeds: withdrawn (RFC 7526)
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation (RFC 9637)
    )
)
# In networks without IPv4, resolvers put every IPv4 address behind this prefix (RFC 6052).
_NAT64: Final = IPv6Network("64:ff9b::/96")


def is_public(address: IPAddress) -> bool:
    """Whether the address belongs to the public internet, as seen from any network."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_V4)
    if address.scope_id is not None:
        return False
    if address in _NAT64:
        return is_public(IPv4Address(address.packed[-4:]))
    return address in _PUBLIC_V6 and not any(address in network for network in _NOT_PUBLIC_V6)
