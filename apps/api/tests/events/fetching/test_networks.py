"""The guard's verdict on every address, against a table that was written apart: what is public."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.events.fetching.addresses import IPAddress
from app.events.fetching.networks import is_public

PUBLIC_V4 = """
1.0.0.0 9.255.255.255
11.0.0.0 100.63.255.255
100.128.0.0 126.255.255.255
128.0.0.0 168.63.129.15
168.63.129.17 169.253.255.255
169.255.0.0 172.15.255.255
172.32.0.0 191.255.255.255
192.0.1.0 192.0.1.255
192.0.3.0 192.31.195.255
192.31.197.0 192.52.192.255
192.52.194.0 192.88.98.255
192.88.100.0 192.167.255.255
192.169.0.0 192.175.47.255
192.175.49.0 198.17.255.255
198.20.0.0 198.51.99.255
198.51.101.0 203.0.112.255
203.0.114.0 223.255.255.255
"""
PUBLIC_V6 = """
2000:: 2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff
2001:200:: 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff
2001:db9:: 2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff
2003:: 2620:4f:7fff:ffff:ffff:ffff:ffff:ffff
2620:4f:8001:: 3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff
3fff:1000:: 3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
"""
NAT64 = int(IPv6Address("64:ff9b::"))


def ranges(table: str) -> list[tuple[int, int]]:
    lines = [line.split() for line in table.split("\n") if line]
    return [(int(ip_address(first)), int(ip_address(last))) for first, last in lines]


RANGES_V4, RANGES_V6 = ranges(PUBLIC_V4), ranges(PUBLIC_V6)


def expected(address: IPAddress) -> bool:
    number = int(address)
    if isinstance(address, IPv6Address):
        if NAT64 <= number < NAT64 + 2**32:
            return expected(IPv4Address(number - NAT64))
        return any(first <= number <= last for first, last in RANGES_V6)
    return any(first <= number <= last for first, last in RANGES_V4)


def edges(numbers: list[tuple[int, int]]) -> list[int]:
    return [edge + step for pair in numbers for edge in pair for step in (-1, 0, 1)]


EDGES = [
    *map(IPv4Address, edges(RANGES_V4)),
    *map(IPv6Address, edges(RANGES_V6)),
    *(IPv6Address(NAT64 + edge) for edge in edges(RANGES_V4)),
]
addresses = (
    st.ip_addresses(v=4)
    | st.ip_addresses(v=6)
    | st.ip_addresses(v=6, network="2000::/3")
    | st.ip_addresses(v=6, network="64:ff9b::/96")
    | st.ip_addresses(v=6, network="::/95")
    | st.sampled_from(EDGES)
)


@given(addresses)
@example(ip_address("64:ff9b::a9fe:a9fe"))
def test_any_address_is_public_exactly_where_the_table_says_so(address: IPAddress) -> None:
    assert is_public(address) == expected(address)


@pytest.mark.parametrize("address", EDGES, ids=str)
def test_each_edge_of_the_table_is_exact(address: IPAddress) -> None:
    assert is_public(address) == expected(address)


@given(addresses)
def test_nothing_is_public_that_python_calls_not_global(address: IPAddress) -> None:
    assert address.is_global or not is_public(address)


@given(st.ip_addresses(v=4))
def test_no_ipv6_address_is_a_way_round_to_an_ipv4_address(v4: IPv4Address) -> None:
    number = int(v4)
    embedded = [
        (0xFFFF << 32) + number,  # IPv4-mapped
        number,  # IPv4-compatible
        (0xFFFF << 48) + number,  # IPv4-translated
        (0x2002 << 112) + (number << 80) + 1,  # 6to4
        (0x20010000 << 96) + (number ^ 0xFFFFFFFF),  # Teredo
        (0x0064FF9B0001 << 80) + number,  # NAT64 of a network's own
    ]
    assert [bits for bits in embedded if is_public(IPv6Address(bits))] == []


METADATA = [
    "169.254.169.254", "fd00:ec2::254", "100.100.100.200", "192.0.0.192", "168.63.129.16",
    "169.254.170.2", "fd20:ce::254", "fe80::a9fe:a9fe", "64:ff9b::169.254.169.254",
    "::ffff:169.254.169.254",
]  # fmt: skip


@pytest.mark.parametrize("address", METADATA)
def test_the_metadata_services_of_clouds_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


def test_an_address_with_a_zone_is_not_public() -> None:
    assert not is_public(ip_address("2606:4700::1%eth0"))
