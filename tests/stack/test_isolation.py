"""Who can reach the database, tried by connecting from each container's own network."""

import json

import pytest
from composing import Stack, docker

CONNECT = """
import socket, sys
try:
    socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=3).close()
    print("connected")
except OSError as error:
    print("refused:", error)
"""


def connects(stack: Stack, service: str, address: str, port: int) -> bool:
    """Whether a TCP connection succeeds from inside the service's network."""
    network = f"container:{stack.container(service)}"
    image = stack.inspect("api")["Config"]["Image"]
    command = ["python", "-c", CONNECT, address, str(port)]
    said = docker("run", "--rm", "--network", network, image, *command)
    return said.strip() == "connected"


def addresses(stack: Stack, service: str) -> list[str]:
    """The service's address on each of its networks."""
    networks = stack.inspect(service)["NetworkSettings"]["Networks"]
    return [network["IPAddress"] for network in networks.values()]


@pytest.mark.parametrize("service", ["api", "worker"])
def test_api_and_worker_reach_the_database(production: Stack, service: str) -> None:
    assert connects(production, service, "db", 5432)


@pytest.mark.parametrize("service", ["web", "caddy"])
def test_web_and_caddy_do_not_even_know_the_databases_name(production: Stack, service: str) -> None:
    assert not connects(production, service, "db", 5432)


@pytest.mark.parametrize("service", ["web", "caddy"])
def test_web_and_caddy_cannot_connect_to_any_address_of_the_database(
    production: Stack, service: str
) -> None:
    found = addresses(production, "db")
    assert len(found) == 2
    assert [at for at in found if connects(production, service, at, 5432)] == []


def test_the_same_attempt_succeeds_where_it_may(production: Stack) -> None:
    assert connects(production, "web", "api", 8000)
    assert connects(production, "caddy", "web", 3000)


def test_the_worker_does_not_meet_what_the_public_meets(production: Stack) -> None:
    assert not connects(production, "worker", "web", 3000)
    assert not connects(production, "worker", "caddy", 443)
    assert not connects(production, "caddy", "worker", 8000)


def test_the_worker_has_a_way_out_to_mail_servers(production: Stack) -> None:
    name = f"{production.project}_egress"
    found = json.loads(docker("network", "inspect", name))[0]
    assert found["Internal"] is False
    assert {member["Name"] for member in found["Containers"].values()} == {
        f"{production.project}-worker-1"
    }


@pytest.mark.parametrize("service", ["api", "worker"])
def test_api_and_worker_cannot_reach_the_operations_network(
    production: Stack, service: str
) -> None:
    networks = production.inspect("db")["NetworkSettings"]["Networks"]
    operations = networks[f"{production.project}_db_ops"]["IPAddress"]
    assert not connects(production, service, operations, 5432)


@pytest.mark.parametrize("network", ["db_app", "db_ops"])
def test_the_databases_networks_lead_nowhere_else(production: Stack, network: str) -> None:
    name = f"{production.project}_{network}"
    assert json.loads(docker("network", "inspect", name))[0]["Internal"] is True


def test_pg_hba_has_no_error_and_trusts_nobody(production: Stack) -> None:
    assert production.sql("SELECT count(*) FROM pg_hba_file_rules WHERE error IS NOT NULL") == "0"
    methods = production.sql("SELECT DISTINCT auth_method FROM pg_hba_file_rules").split()
    assert set(methods) == {"peer", "scram-sha-256", "reject"}
