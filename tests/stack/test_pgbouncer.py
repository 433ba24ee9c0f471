"""The production stack with PgBouncer: fewer server connections, and nothing else is different."""

import json
import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from composing import HOSTILE, Stack, free_ports

PROJECT = "srq-hpn-pgbouncer-test"
POOL_SIZE = 4
PROCESSES = 2

# Opens as many clients as it is told, has each ask in turn, and says how many server sessions they
# met. Runs in the API's container, with its login and its psycopg.
MANY_CLIENTS = """
import asyncio, sys
import psycopg
from pathlib import Path

async def ask(connection):
    meetings = set()
    for _ in range(4):
        answer = await connection.execute("SELECT pg_backend_pid(), %s::int", [1])
        meetings.add((await answer.fetchone())[0])
    return meetings

async def main(count):
    url = Path("/run/secrets-app/database_url").read_text()
    made = await asyncio.gather(
        *(psycopg.AsyncConnection.connect(url, autocommit=True) for _ in range(count))
    )
    print(len(made), len(set.union(*await asyncio.gather(*map(ask, made)))))

asyncio.run(main(int(sys.argv[1])))
"""


@pytest.fixture(scope="module")
def pooled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack of its own, with the profile."""
    folder = tmp_path_factory.mktemp("pooled")
    http_port, https_port = free_ports(2)
    stack = Stack(
        project=PROJECT,
        file="compose.yml",
        env_file=folder / "env.production",
        variables={
            "DOMAIN": "localhost",
            "COMPOSE_PROFILES": "pgbouncer",
            "PGBOUNCER_POOL_SIZE": str(POOL_SIZE),
            "WEB_CONCURRENCY": str(PROCESSES),
            "POSTGRES_DB": "srq_hpn",
            "POSTGRES_USER": "srq_hpn",
            "POSTGRES_PASSWORD": "superuser " + HOSTILE,
            "POSTGRES_APP_PASSWORD": "app " + HOSTILE,
            "POSTGRES_ADMIN_PASSWORD": "admin " + HOSTILE,
            "IMAGE_TAG": "pooling-test",
            "HTTP_PORT": f"127.0.0.1:{http_port}",
            "HTTPS_PORT": f"127.0.0.1:{https_port}",
            "EDGE_SUBNET": "10.213.88.0/26",
            "DB_APP_SUBNET": "10.213.89.0/26",
            "DB_OPS_SUBNET": "10.213.90.0/26",
        },
    )
    stack.write_env_file()
    stack.down()
    try:
        stack.compose("build")
        stack.first_up()
        stack.wait_until_healthy("caddy", seconds=180)
        stack.trust_caddy()
        yield stack
    finally:
        if os.environ.get("KEEP_STACK") is None:
            stack.down()


def test_the_site_works(pooled: Stack) -> None:
    # The first page of a cold web server may take longer than it waits for the API.
    deadline = time.monotonic() + 60
    while pooled.ask("/").status != 200:
        assert time.monotonic() < deadline
        time.sleep(1)
    assert pooled.ask("/api/ready").json()["ready"] is True
    assert pooled.ask("/api/categories").status == 200


def test_api_and_worker_ask_through_pgbouncer_and_listen_past_it(pooled: Stack) -> None:
    pooler = address_of(pooled, "pgbouncer")
    told = pooled.sql(
        "SELECT host(client_addr), application_name FROM pg_stat_activity"
        " WHERE usename = 'srq_hpn_app' AND client_addr IS NOT NULL"
    )
    sessions = [line.split("|") for line in told.splitlines()]
    past = {name for address, name in sessions if address != pooler}
    assert past == {"srq-hpn listener", "srq-hpn queue"}
    assert [name for address, name in sessions if address == pooler]


def test_a_write_shows_at_once_in_every_process(pooled: Stack) -> None:
    for number in range(5):
        pooled.sql(
            f"""
            INSERT INTO app.venue (slug, name, name_normal_form)
            VALUES ('place-{number}', 'Place', 'place')
            """
        )
        wanted = {f"place-{each}" for each in range(number + 1)}
        time.sleep(0.5)  # psql ends, the notification travels
        for _ in range(4 * PROCESSES):
            assert {venue["slug"] for venue in pooled.ask("/api/venues").json()} == wanted


def test_the_worker_does_jobs(pooled: Stack) -> None:
    pooled.sql(
        "SET search_path = app; INSERT INTO procrastinate_jobs (queue_name, task_name, args)"
        " VALUES ('default', 'queue.forget_failed', '{\"timestamp\": 1}')"
    )
    deadline = time.monotonic() + 60
    while pooled.sql("SELECT count(*) FROM app.procrastinate_jobs WHERE status <> 'failed'") != "0":
        assert time.monotonic() < deadline, pooled.compose("logs", "--tail", "40", "worker")
        time.sleep(0.5)
    assert pooled.sql("SELECT count(*) FROM app.procrastinate_jobs") == "0"


def test_three_hundred_clients_share_few_server_connections(pooled: Stack) -> None:
    printed = pooled.exec("api", "python", "-", "300", given=MANY_CLIENTS)
    clients, sessions = map(int, printed.split())
    assert clients == 300
    assert 1 <= sessions <= POOL_SIZE
    told = pooled.sql("SELECT host(client_addr) FROM pg_stat_activity").splitlines()
    assert told.count(address_of(pooled, "pgbouncer")) <= POOL_SIZE


def test_what_a_login_is_given_holds_behind_the_pooler_too(pooled: Stack) -> None:
    asked = (
        "import psycopg; from pathlib import Path;"
        "c = psycopg.connect(Path('/run/secrets-app/database_url').read_text());"
        "print([c.execute('SHOW ' + n).fetchone()[0] for n in"
        " ('jit', 'random_page_cost', 'statement_timeout', 'search_path')])"
    )
    printed = pooled.exec("api", "python", "-c", asked)
    assert printed.strip() == "['off', '1.1', '10s', 'app, ext, pg_temp']"


def test_only_the_apps_logins_come_in(pooled: Stack) -> None:
    for login in ("srq_hpn_admin", "srq_hpn"):
        said = pooled.exec(
            "db",
            *("env", "PGPASSWORD=x", "psql", "-w", "-h", "pgbouncer", "-p", "6432"),
            *("-U", login, "-d", "srq_hpn", "-c", "SELECT 1"),
            check=False,
        )
        assert "FATAL" in said, said


def test_it_has_no_more_than_it_needs(pooled: Stack) -> None:
    found = pooled.inspect("pgbouncer")
    assert found["HostConfig"]["ReadonlyRootfs"] is True
    assert [name.removeprefix("CAP_") for name in found["HostConfig"]["CapDrop"]] == ["ALL"]
    assert not found["HostConfig"]["CapAdd"]
    assert "no-new-privileges:true" in found["HostConfig"]["SecurityOpt"]
    assert found["Config"]["User"] == "999:999"
    assert list(found["NetworkSettings"]["Networks"]) == [f"{PROJECT}_db_app"]
    assert not found["HostConfig"]["PortBindings"]
    told = json.dumps(found)
    for name in ("POSTGRES_PASSWORD", "POSTGRES_APP_PASSWORD", "POSTGRES_ADMIN_PASSWORD"):
        assert json.dumps(pooled.variables[name])[1:-1] not in told
    assert "SCRAM-SHA-256$" not in told
    mode = pooled.exec("pgbouncer", "stat", "-c", "%a %u", "/run/secrets-pgbouncer/userlist.txt")
    assert mode.split() == ["400", "999"]


def test_a_restart_of_pgbouncer_is_got_over(pooled: Stack) -> None:
    began = time.monotonic()
    pooled.compose("restart", "pgbouncer")
    assert time.monotonic() - began < 60
    pooled.wait_until_healthy("pgbouncer")
    deadline = time.monotonic() + 30
    while pooled.ask("/api/ready").status != 200:
        assert time.monotonic() < deadline
        time.sleep(0.5)
    for number in range(4 * PROCESSES):
        path = f"/api/events/count?start=2026-01-{number + 1:02}&end=2026-02-01"
        assert pooled.ask(path).status == 200


def test_without_the_profile_the_app_is_led_to_the_database_again(pooled: Stack) -> None:
    del pooled.variables["COMPOSE_PROFILES"]
    try:
        pooled.up("--wait", "api", "worker")
        address = pooled.exec("api", "cat", "/run/secrets-app/database_url")
        assert "@db:5432/" in address
        assert pooled.exec("api", "cat", "/run/secrets-app/database_url_direct") == ""
        assert pooled.ask("/api/ready").json()["ready"] is True
    finally:
        pooled.variables["COMPOSE_PROFILES"] = "pgbouncer"
        pooled.write_env_file()  # `down` removes it only where its profile is asked for


def address_of(stack: Stack, service: str) -> str:
    """The container's address on the network of database and application."""
    networks: dict[str, Any] = stack.inspect(service)["NetworkSettings"]["Networks"]
    return str(networks[f"{stack.project}_db_app"]["IPAddress"])
