"""No address that a stranger writes, and no server that answers one, leads into the network.

Whatever is not a public address of the small internet leads to a canary, which must hear nothing.
"""

import socket
from collections.abc import Sequence
from ipaddress import ip_address

import pytest

from app.events.fetching import Limits
from app.events.fetching.addresses import IPAddress
from app.events.fetching.guard import ask_system
from tests.events.fetching.conftest import FEEDS_IP, OTHER_IP, World, failure_of
from tests.fakes.web import WebServer, redirect, response

ADDRESSES = {
    "loopback": ("http://127.0.0.1/", "forbidden_address"),
    "loopback, elsewhere in the block": ("http://127.8.8.8/", "forbidden_address"),
    "IPv6 loopback": ("http://[::1]/", "forbidden_address"),
    "unspecified": ("http://0.0.0.0/", "forbidden_address"),
    "IPv6 unspecified": ("http://[::]/", "forbidden_address"),
    "private, class A": ("http://10.1.2.3/", "forbidden_address"),
    "private, class B": ("http://172.20.0.1/", "forbidden_address"),
    "private, class C": ("http://192.168.1.1/", "forbidden_address"),
    "carriers' NAT": ("http://100.64.0.1/", "forbidden_address"),
    "link-local": ("http://169.254.1.1/", "forbidden_address"),
    "multicast": ("http://224.0.0.1/", "forbidden_address"),
    "broadcast": ("http://255.255.255.255/", "forbidden_address"),
    "unique local": ("http://[fd12:3456::1]/", "forbidden_address"),
    "IPv6 link-local": ("http://[fe80::1]/", "forbidden_address"),
    "IPv6 multicast": ("http://[ff02::1]/", "forbidden_address"),
    "IPv4-mapped": ("http://[::ffff:127.0.0.1]/", "forbidden_address"),
    "IPv4-mapped, in hex": ("http://[::ffff:7f00:1]/", "forbidden_address"),
    "IPv4-mapped, written out": ("http://[0:0:0:0:0:ffff:7f00:1]/", "forbidden_address"),
    "IPv4-compatible": ("http://[::127.0.0.1]/", "forbidden_address"),
    "6to4": ("http://[2002:7f00:1::]/", "forbidden_address"),
    "Teredo": ("http://[2001:0:7f00:1::80ff:fffe]/", "forbidden_address"),
    "NAT64": ("http://[64:ff9b::127.0.0.1]/", "forbidden_address"),
    "metadata": ("http://169.254.169.254/latest/meta-data/", "forbidden_address"),
    "metadata over IPv6": ("http://[fd00:ec2::254]/latest/", "forbidden_address"),
    "metadata at Alibaba": ("http://100.100.100.200/latest/", "forbidden_address"),
    "decimal": ("http://2130706433/", "address"),
    "octal": ("http://0177.0.0.1/", "address"),
    "octal, all of it": ("http://017700000001/", "address"),
    "hex": ("http://0x7f.1/", "address"),
    "hex, all of it": ("http://0x7f000001/", "address"),
    "hex, nothing behind": ("http://127.0.0.0x/", "address"),
    "short": ("http://127.1/", "address"),
    "zero": ("http://0/", "address"),
    "five numbers": ("http://127.0.0.1.1/", "address"),
    "too large a number": ("http://127.0.0.257/", "address"),
    "leading zeros": ("http://127.000.000.001/", "address"),
    "a dot behind": ("http://127.0.0.1./", "forbidden_address"),
    "two dots behind": ("http://127.0.0.1../", "address"),
    "short, a dot behind": ("http://127.1./", "address"),
    "a zone": ("http://[fe80::1%25eth0]/", "address"),
    "a zone, bare": ("http://[::1%lo]/", "address"),
    "percent-encoded": ("http://%31%32%37.0.0.1/", "address"),
    "percent-encoded dots": ("http://127%2E0%2E0%2E1/", "address"),
    "percent-encoded name": ("http://%6Cocalhost/", "address"),
    "full-width digits": ("http://１２７.0.0.1/", "address"),  # noqa: RUF001
    "full-width dots": ("http://127．0．0．1/", "forbidden_address"),  # noqa: RUF001
    "ideographic full stops": ("http://127。0。0。1/", "forbidden_address"),
    "circled digits": ("http://①②⑦.⓪.⓪.①/", "address"),
    "superscript digits": ("http://¹²⁷.0.0.1/", "address"),
    "Arabic digits": ("http://١٢٧.٠.٠.١/", "address"),  # noqa: RUF001
    "circled letters": ("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "address"),
    "localhost": ("http://localhost/", "forbidden_address"),
    "localhost, a dot behind": ("http://localhost./", "forbidden_address"),
    "a name inside the network": ("http://db/", "forbidden_address"),
    "a user that looks like a host": ("http://feeds.example@127.0.0.1/", "address"),
    "a user and a password": ("http://feeds.example:80@127.0.0.1/", "address"),
    "no user before the sign": ("http://@127.0.0.1/", "address"),
    "two signs": ("http://a@feeds.example@127.0.0.1/", "address"),
    "a user, encoded": ("http://feeds.example%40127.0.0.1/", "address"),
    "a user behind a fragment": ("http://127.0.0.1#@feeds.example/", "forbidden_address"),
    "a user behind a query": ("http://127.0.0.1?@feeds.example/", "forbidden_address"),
    "a backslash before the sign": ("http://feeds.example\\@127.0.0.1/", "address"),
    "a backslash behind the host": ("http://127.0.0.1\\.feeds.example/", "address"),
    "backslashes for slashes": ("http:\\\\127.0.0.1\\", "address"),
    "one slash": ("http:/127.0.0.1/", "address"),
    "three slashes": ("http:///127.0.0.1/", "address"),
    "no slashes": ("http:127.0.0.1", "address"),
    "a tab": ("http://127.0.\t0.1/", "address"),
    "a line break": ("http://feeds.example/\r\nHost: 127.0.0.1", "address"),
    "a null byte": ("http://127.0.0.1\0.feeds.example/", "address"),
    "a space": ("http://feeds.example 127.0.0.1/", "address"),
    "no address at all": ("", "address"),
    "no scheme": ("127.0.0.1", "address"),
    "no scheme, a path": ("//127.0.0.1/", "address"),
    "file": ("file:///etc/passwd", "address"),
    "file on a host": ("file://127.0.0.1/etc/passwd", "address"),
    "gopher": ("gopher://127.0.0.1:6379/_FLUSHALL", "address"),
    "ftp": ("ftp://127.0.0.1/", "address"),
    "data": ("data:text/calendar,BEGIN:VCALENDAR", "address"),
    "javascript": ("javascript:alert(1)", "address"),
    "dict": ("dict://127.0.0.1:11211/stats", "address"),
    "a unix socket": ("http+unix://%2Fvar%2Frun%2Fdocker.sock/info", "address"),
    "webcal is no way round": ("webcal://127.0.0.1/", "forbidden_address"),
    "a port of databases": ("http://feeds.example:5432/", "forbidden_address"),
    "a port of mail": ("http://feeds.example:25/", "forbidden_address"),
    "a port beyond": ("http://feeds.example:65536/", "address"),
    "port zero": ("http://feeds.example:0/", "address"),
    "a port in full-width digits": ("http://feeds.example:８０/", "address"),  # noqa: RUF001
    "a port with an underscore": ("http://feeds.example:8_0/", "address"),
    "brackets around a name": ("http://[feeds.example]/", "address"),
    "too long a label": (f"http://{'a' * 64}.example/", "address"),
    "too long a name": (f"http://{'a.' * 126}example/", "address"),
    "too long an address": ("http://feeds.example/" + "a" * 5000, "address"),
    "a name without an address": ("http://nowhere.example/", "dns"),
}


@pytest.mark.parametrize(("address", "kind"), ADDRESSES.values(), ids=ADDRESSES)
async def test_the_address_is_refused(world: World, address: str, kind: str) -> None:
    failure = await world.failure(address)
    assert failure.kind == kind
    assert (world.internet.connections, world.internet.canary.connection_count) == ([], 0)


@pytest.mark.parametrize("address", [address for address, _ in ADDRESSES.values()], ids=ADDRESSES)
async def test_a_redirect_there_leads_no_further_than_the_same_site(
    world: World, address: str
) -> None:
    # What has no scheme or slashes is relative: a page of the site, which does not exist.
    world.feeds.pages["/"] = redirect(address.replace("\r\n", ""))
    failure = await world.failure("http://feeds.example/")
    assert failure.kind in {
        "address", "forbidden_address", "dns", "protocol", "redirects", "http_status",
    }  # fmt: skip
    assert {ip for ip, _ in world.internet.connections} == {FEEDS_IP}
    assert world.internet.canary.connection_count == 0


@pytest.mark.parametrize("status", ["301 M", "302 F", "303 S", "307 T", "308 P"])
async def test_no_sort_of_redirect_leads_into_the_network(world: World, status: str) -> None:
    world.feeds.pages["/"] = redirect("http://127.0.0.1:8000/", status)
    failure = await world.failure("http://feeds.example/")
    assert failure.kind == "forbidden_address"
    assert world.internet.canary.connection_count == 0


async def test_a_name_is_resolved_once_and_a_later_answer_has_no_say(world: World) -> None:
    world.feeds.pages["/"] = response(b"public")
    world.internet.names["feeds.example"] = [[FEEDS_IP], ["127.0.0.1"]]
    assert (await world.fetch("http://feeds.example/")).body == b"public"
    assert world.internet.asked == ["feeds.example"]
    assert (await world.failure("http://feeds.example/")).kind == "forbidden_address"
    assert world.internet.canary.connection_count == 0


async def test_robots_txt_vouches_for_nobody_that_is_resolved_later(world: World) -> None:
    world.internet.names["feeds.example"] = [[FEEDS_IP], ["127.0.0.1"]]
    failure = await world.failure("http://feeds.example/", respect_robots=True)
    assert failure.kind == "forbidden_address"
    assert world.feeds.targets() == ["/robots.txt"]
    assert world.internet.canary.connection_count == 0


async def test_robots_txt_that_leads_into_the_network_is_not_followed(world: World) -> None:
    world.feeds.pages["/robots.txt"] = redirect("http://169.254.169.254/latest/")
    failure = await world.failure("http://feeds.example/", respect_robots=True)
    assert failure.kind == "forbidden_address"
    assert world.internet.canary.connection_count == 0


@pytest.mark.parametrize(
    "answers", [[FEEDS_IP, "127.0.0.1"], ["::1", FEEDS_IP], [FEEDS_IP, "fd00::1"]], ids=str
)
async def test_one_address_inside_the_network_among_several_refuses_the_name(
    world: World, answers: list[str]
) -> None:
    world.internet.names["mixed.example"] = [answers]
    assert (await world.failure("http://mixed.example/")).kind == "forbidden_address"
    assert world.internet.connections == []


async def test_the_next_checked_address_is_tried_where_one_does_not_answer(world: World) -> None:
    world.feeds.pages["/"] = response(b"here")
    world.internet.names["feeds.example"] = [["2606:aaaa::1", FEEDS_IP]]
    async with WebServer().running() as gone:
        world.internet.ports["2606:aaaa::1"] = gone.port
    assert (await world.fetch("http://feeds.example/")).body == b"here"
    assert world.internet.connections == [("2606:aaaa::1", 80), (FEEDS_IP, 80)]


async def test_a_refusal_does_not_tell_where_the_name_leads(world: World) -> None:
    world.internet.names["inside.example"] = [["10.20.30.40"]]
    assert "10.20" not in str(await world.failure("http://inside.example/"))


LISTED = {
    "the name as listed": ("http://calendar.inside.example/", "calendar.inside.example"),
    "in capitals": ("http://CALENDAR.inside.example/", "Calendar.Inside.Example"),
    "with a dot behind": ("http://calendar.inside.example./", "calendar.inside.example"),
    "with any port": ("http://calendar.inside.example:5232/", "calendar.inside.example."),
    "an IP address": ("http://10.0.0.7/", "other.example, 10.0.0.7"),
    "an IPv6 address": ("http://[FD00:0::7]/", "[fd00::7]"),
    "a name without a dot": ("http://radicale:5232/", "radicale"),
}


@pytest.mark.parametrize(("address", "allowed"), LISTED.values(), ids=LISTED)
async def test_what_an_operator_lists_is_asked(world: World, address: str, allowed: str) -> None:
    world.internet.canary.pages["/"] = response(b"inside")
    for name in ("calendar.inside.example", "radicale"):
        world.internet.names[name] = [["10.0.0.7"]]
    fetched = await world.fetcher(allowed=allowed).fetch(address, respect_robots=False)
    assert fetched.body == b"inside"


NOT_LISTED = {
    "another name of the domain": "http://db.inside.example/",
    "a longer name": "http://x.calendar.inside.example/",
    "a shorter name": "http://inside.example/",
    "a name that begins alike": "http://calendar.inside.example.other.example/",
    "a name that ends alike": "http://xcalendar.inside.example/",
    "the same machine by number": "http://10.0.0.7/",
    "the next machine": "http://10.0.0.8/",
}


@pytest.mark.parametrize("address", NOT_LISTED.values(), ids=NOT_LISTED)
async def test_the_list_is_exact(world: World, address: str) -> None:
    host = address.split("/")[2]
    world.internet.names[host] = [["10.0.0.7"]]
    fetcher = world.fetcher(allowed="calendar.inside.example")
    assert (await failure_of(fetcher, address)).kind == "forbidden_address"
    assert world.internet.canary.connection_count == 0


async def test_a_stranger_cannot_lead_to_what_an_operator_lists(world: World) -> None:
    world.feeds.pages["/"] = redirect("http://10.0.0.7/admin")
    fetcher = world.fetcher(allowed="10.0.0.7")
    for respect in (True, False):
        failure = await failure_of(fetcher, "http://feeds.example/", respect_robots=respect)
        assert failure.kind == "forbidden_address"
    assert world.internet.canary.connection_count == 0


async def test_what_is_listed_may_lead_to_what_is_listed(world: World) -> None:
    world.internet.canary.pages |= {"/": redirect("/calendar.ics"), "/calendar.ics": response(b"x")}
    fetched = await world.fetcher(allowed="10.0.0.7").fetch("http://10.0.0.7/")
    assert (fetched.url, fetched.body) == ("http://10.0.0.7/calendar.ics", b"x")


async def test_the_connection_goes_to_the_address_and_the_name_into_the_header(
    world: World,
) -> None:
    world.feeds.pages["/"] = redirect("http://other.example:8080/x")
    world.other.pages["/x"] = response(b"x")
    await world.fetch("http://feeds.example/")
    assert world.internet.connections == [(FEEDS_IP, 80), (OTHER_IP, 8080)]
    assert world.feeds.requests[0].headers["host"] == "feeds.example"
    assert world.other.requests[0].headers["host"] == "other.example:8080"


async def test_a_name_server_that_is_silent_is_not_taken_for_a_name_that_is_wrong(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ask_in_vain(_: str) -> Sequence[IPAddress]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(world.internet, "resolve", ask_in_vain)
    failure = await world.failure("http://feeds.example/")
    assert failure.kind == "dns"
    assert str(failure) == "No name server answered when asked for feeds.example."


async def test_proxies_in_the_environment_are_not_used(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = f"http://127.0.0.1:{world.internet.canary.port}"
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, proxy)
    world.feeds.pages["/"] = response(b"direct")
    assert (await world.fetch("http://feeds.example/")).body == b"direct"
    assert world.internet.canary.connection_count == 0


async def test_the_system_is_asked_for_names_by_default() -> None:
    assert set(await ask_system("localhost")) <= {ip_address("127.0.0.1"), ip_address("::1")}


def test_limits_are_what_the_documents_say() -> None:
    assert Limits() == Limits(seconds=30, body_bytes=20 * 1024 * 1024, redirects=5)
