"""Accounts on the real server, with the hashes of production."""

import http.client
import json
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

import psycopg
import pytest
from argon2 import PasswordHasher

from app.identity import passwords
from embedded_postgres import Dsns
from tests.factories.people import PASSWORD
from tests.http.serving import Server, serving

PAIRS = 25


@pytest.fixture
def server(clean_database: Dsns, tmp_path: Path, _real_hashes: None) -> Iterator[Server]:
    with serving(tmp_path / "log", DATABASE_URL=clean_database.app) as running:
        post(running, "/api/auth/register", email=KNOWN, display_name="Ada", password=PASSWORD)
        yield running


@pytest.fixture
def _real_hashes(_cheap_hashes: None, monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", hasher)


KNOWN = "ada@example.org"


def post(server: Server, path: str, **body: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    with closing(connection):
        headers = {"content-type": "application/json"}
        connection.request("POST", path, json.dumps(body), headers)
        return connection.getresponse().status


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def test_health_answers_while_twenty_people_sign_in(server: Server) -> None:
    waits: list[float] = []
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.is_set():
            waits.append(seconds(lambda: server.get("/api/health")))
            time.sleep(0.01)

    watching = threading.Thread(target=watch)
    watching.start()
    with ThreadPoolExecutor(20) as people:
        began = time.perf_counter()
        signing_in = [
            people.submit(post, server, "/api/auth/login", email=KNOWN, password=PASSWORD)
            for _ in range(20)
        ]
        statuses = {each.result() for each in signing_in}
        took = time.perf_counter() - began
    is_over.set()
    watching.join()
    assert statuses == {200}
    *_, usual_longest = statistics.quantiles(waits, n=20)
    print(  # noqa: T201  with -s, for whoever wants the figures
        f"20 sign-ins in {took:.2f} s; health asked {len(waits)} times meanwhile:"
        f" 19 of 20 within {usual_longest:.3f} s, longest {max(waits):.3f} s"
    )
    assert usual_longest < 0.1


def test_an_unknown_e_mail_takes_as_long_as_a_wrong_password(server: Server, dsns: Dsns) -> None:
    took: dict[str, list[float]] = {KNOWN: [], "nobody@example.org": []}
    with psycopg.connect(dsns.superuser, autocommit=True) as connection:
        for turn in range(PAIRS):
            for email in sorted(took, reverse=bool(turn % 2)):
                connection.execute("TRUNCATE app.throttle")
                took[email].append(seconds(partial(sign_in_badly, server, email)))
    # Whatever else the machine does only adds to a duration: the shortest tell what was measured.
    known, unknown = (
        statistics.mean(sorted(durations)[: PAIRS // 5]) for durations in took.values()
    )
    print(  # noqa: T201  with -s, for whoever wants the figures
        f"the shortest of {PAIRS}: known {known:.4f} s, unknown {unknown:.4f} s,"
        f" ratio {unknown / known:.3f}"
    )
    assert 0.8 < unknown / known < 1.25


def sign_in_badly(server: Server, email: str) -> None:
    assert post(server, "/api/auth/login", email=email, password="something else") == 401
