"""The real servers as they are started: gunicorn in production, uvicorn in development."""

import json
import re
import signal
import socket
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psycopg
import pytest

from embedded_postgres import Dsns
from tests.http.serving import API_ROOT, GUNICORN, UVICORN, Server, serving, start

CADDYFILE = API_ROOT.parents[1] / "caddy" / "Caddyfile"


def test_gunicorn_serves_the_database_that_was_chosen(
    server: Server, app_variables: dict[str, str]
) -> None:
    status, _, body = server.get("/api/db-health")
    assert (status, json.loads(body)["db_ok"]) == (200, True)
    messages = [str(line["message"]) for line in server.log_lines()]
    port = psycopg.conninfo.conninfo_to_dict(app_variables["DATABASE_URL"])["port"]
    selected = f"Database DSN selected: 127.0.0.1:{port}/srq_hpn (source DATABASE_URL)"
    assert messages.count(selected) == 1


def test_every_line_of_a_request_carries_the_proxys_id(server: Server) -> None:
    _, headers, _ = server.get("/nowhere?token=sesame", **{"X-Request-Id": "caddy-made-7c1f"})
    assert headers["x-request-id"] == "caddy-made-7c1f"
    # The line is written once the answer has been sent, so the client may be here before it.
    deadline = time.monotonic() + 10
    while not (lines := server.log_lines_of("caddy-made-7c1f")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    (line,) = lines
    assert (line["logger"], line["path"], line["status"]) == ("app.access", "/nowhere", 404)
    assert "sesame" not in server.log.read_text()


def test_the_server_does_not_advertise_itself(server: Server) -> None:
    _, headers, _ = server.get("/api/health")
    assert "server" not in headers


def test_workers_whose_parent_was_killed_stop_by_themselves(dsns: Dsns, tmp_path: Path) -> None:
    with serving(tmp_path / "log", DATABASE_URL=dsns.app) as server:
        server.process.kill()
        server.process.wait()
        deadline = time.monotonic() + 20
        while is_listening(server.port):
            assert time.monotonic() < deadline
            time.sleep(0.2)


def is_listening(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return False
    return True


HOSTILE_REQUESTS = {
    "NUL in the path": b"GET /api/venues/%00 HTTP/1.1\r\nHost: x\r\n",
    "raw NUL in the path": b"GET /api/\x00 HTTP/1.1\r\nHost: x\r\n",
    "NUL in the query": b"GET /api/events/day?day=%00 HTTP/1.1\r\nHost: x\r\n",
    "no UTF-8 in the path": b"GET /api/venues/%ff%fe HTTP/1.1\r\nHost: x\r\n",
    "no UTF-8 in the query": b"GET /api/events/day?day=%ff HTTP/1.1\r\nHost: x\r\n",
    "raw bytes in the path": b"GET /api/\xff\xfe HTTP/1.1\r\nHost: x\r\n",
    "a lone percent": b"GET /api/venues/% HTTP/1.1\r\nHost: x\r\n",
    "an overlong path": b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n",
    "an overlong query": b"GET /api/events/day?day=" + b"1" * 60_000 + b" HTTP/1.1\r\nHost: x\r\n",
    "a giant header": b"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + b"a" * 200_000 + b"\r\n",
    "a thousand headers": b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-A: b\r\n" * 1000,
    "an oversized id": b"GET /api/events/" + b"9" * 400 + b" HTTP/1.1\r\nHost: x\r\n",
    "dot segments": b"GET /api/../../etc/passwd HTTP/1.1\r\nHost: x\r\n",
    "an absolute address": b"GET http://x/api/health HTTP/1.1\r\nHost: x\r\n",
    "an unknown method": b"BREW /api/health HTTP/1.1\r\nHost: x\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
    "length and chunks": (
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n"
    ),
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "an odd request id": b"GET /x HTTP/1.1\r\nHost: x\r\nX-Request-Id: \xff\x01<b>\r\n",
}


@pytest.mark.parametrize("raw", HOSTILE_REQUESTS.values(), ids=HOSTILE_REQUESTS)
def test_hostile_bytes_are_refused_without_an_error_of_ours(server: Server, raw: bytes) -> None:
    answer = server.send(raw + b"Connection: close\r\n\r\n")
    found = re.match(rb"HTTP/1\.1 (\d{3})", answer)
    assert found is None or int(found[1]) < 500, answer[:200]
    assert b"Traceback" not in answer
    assert server.get("/api/health")[0] == 200
    assert not [line for line in server.log_lines() if line["level"] == "error"]


def test_a_kept_connection_is_answered_once_more_and_told_to_close(
    dsns: Dsns, tmp_path: Path
) -> None:
    with serving(tmp_path / "log", DATABASE_URL=dsns.app) as server:
        kept = HTTPConnection("127.0.0.1", server.port, timeout=10)
        kept.request("POST", "/api/auth/logout")
        assert kept.getresponse().read() == b""
        server.process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + 10
        while is_listening(server.port):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        kept.request("POST", "/api/auth/logout")
        answer = kept.getresponse()
        assert (answer.status, answer.headers["connection"]) == (204, "close")
        assert server.process.wait(timeout=10) == 0


def test_nobody_who_was_let_in_is_turned_away_on_sigterm(dsns: Dsns, tmp_path: Path) -> None:
    def write(port: int) -> str:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            connection.connect()
        except ConnectionRefusedError:
            return "refused"
        try:
            connection.request("POST", "/api/auth/logout", body=b"{}")
            return str(connection.getresponse().status)
        except (OSError, HTTPException) as error:
            return repr(error)
        finally:
            connection.close()

    with (
        serving(tmp_path / "log", DATABASE_URL=dsns.app) as server,
        ThreadPoolExecutor(8) as pool,
    ):
        answers = [pool.submit(write, server.port) for _ in range(600)]
        time.sleep(0.2)
        server.process.send_signal(signal.SIGTERM)
        told = Counter(each.result() for each in answers)
        assert server.process.wait(timeout=20) == 0
    assert set(told) == {"204", "refused"}, told


def test_a_request_in_flight_finishes_on_sigterm_and_new_ones_are_not_taken(
    dsns: Dsns, app_variables: dict[str, str], tmp_path: Path
) -> None:
    with (
        serving(tmp_path / "log", **app_variables) as server,
        psycopg.connect(dsns.superuser) as blocker,
        ThreadPoolExecutor() as pool,
    ):
        blocker.execute("lock table app.category in access exclusive mode")
        in_flight = pool.submit(server.get, "/api/categories")
        time.sleep(0.5)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.7)
        assert not in_flight.done()
        with pytest.raises(OSError):  # noqa: PT011  refused, or reset while closing
            server.get("/api/health")
        blocker.rollback()
        status, _, body = in_flight.result(timeout=10)
        assert (status, body[:1]) == (200, b"[")
        assert server.process.wait(timeout=10) == 0
        assert "Traceback" not in server.log.read_text()


def test_caddy_closes_idle_connections_before_the_server_does() -> None:
    source = (API_ROOT / "gunicorn.conf.py").read_text()
    found = re.search(r"^keepalive = (\d+)$", source, re.MULTILINE)
    assert found
    caddys = re.search(r"^\s*keepalive (\d+)s$", CADDYFILE.read_text(), re.MULTILINE)
    assert caddys, "the Caddyfile says how long it keeps connections to upstreams"
    assert int(found[1]) > int(caddys[1])


REFUSALS = {
    "No database DSN provided in environment variables.": {},
    "DATABASE_URL_ADMIN_FILE is in the application's environment, which must not hold the "
    "credentials of an admin or superuser; remove it.": {"DATABASE_URL_ADMIN_FILE": "/run/x"},
    "FEATURES holds the unknown word 'evnts'; it may hold events, repduel, quiz.": {
        "FEATURES": "evnts"
    },
    "No configured database can be reached; tried DATABASE_URL (127.0.0.1:1/x): "
    "connection refused.": {"DATABASE_URL": "postgresql://u:sesame@127.0.0.1:1/x"},
    "DATABASE_URL holds a placeholder where production needs the secret of u; set "
    "POSTGRES_APP_PASSWORD to a real one.": {
        "DATABASE_URL": "postgresql://u:changeme@127.0.0.1:1/x", "APP_ENV": "production",
    },
}  # fmt: skip


@pytest.mark.timeout(240)
def test_a_refused_start_is_one_sentence_and_a_failure_under_both_servers(tmp_path: Path) -> None:
    # gunicorn refuses in its parent; under uvicorn the import and the lifespan are two ways.
    uvicorns = (0, 2)
    started = [
        (sentence, start(command, tmp_path / f"{command[0]}-{number}", **environ), command, number)
        for number, (sentence, environ) in enumerate(REFUSALS.items())
        for command in ((*GUNICORN, "-b", "127.0.0.1:0"), (*UVICORN, "--port", "0"))
        if command[0] == "gunicorn" or number in uvicorns
    ]
    for sentence, process, command, number in started:
        assert process.wait(timeout=200) != 0
        said = (tmp_path / f"{command[0]}-{number}").read_text()
        assert said.count(sentence) == 1, said
        for noise in ("Traceback", "sesame", "Application startup failed", "Worker failed"):
            assert noise not in said


def test_a_role_with_too_much_power_is_refused(dsns: Dsns, tmp_path: Path) -> None:
    process = start(GUNICORN, tmp_path / "log", DATABASE_URL=dsns.admin, BIND="127.0.0.1:0")
    assert process.wait(timeout=60) == 1
    assert (
        "The database role srq_hpn_admin is a member of srq_hpn_owner"
        in (tmp_path / "log").read_text()
    )
