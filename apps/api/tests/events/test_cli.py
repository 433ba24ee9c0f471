"""`python -m app.cli import` and its siblings, as a person runs them."""

import asyncio
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest

from embedded_postgres import Dsns
from tests.factories.calendars import vcalendar, vevent

API_ROOT = Path(__file__).resolve().parents[2]


def run(
    dsns: Dsns, *arguments: str, standard_input: str = "", allowed_hosts: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *arguments],
        cwd=API_ROOT,
        input=standard_input,
        env={
            "DATABASE_URL": dsns.app,
            "EVENTS_FETCH_ALLOWED_HOSTS": allowed_hosts,
            "LOG_LEVEL": "error",
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def count_occurrences(dsns: Dsns) -> int:
    with psycopg.connect(dsns.superuser) as connection:
        row = connection.execute("SELECT count(*) FROM app.occurrence").fetchone()
        assert row is not None
        return int(row[0])


def test_an_import_tells_what_was_stored_and_what_was_skipped_and_why(
    clean_database: Dsns, tmp_path: Path
) -> None:
    file = tmp_path / "club.ics"
    broken = "BEGIN:VEVENT\r\nUID:broken\r\nSUMMARY:No start\r\nEND:VEVENT\r\n"
    file.write_bytes(vcalendar(vevent("a", "20260307T190000"), broken))
    first = run(clean_database, "import", str(file))
    assert first.returncode == 0, first.stderr
    assert "new: 1, changed: 0, unchanged: 0, removed: 0, skipped: 1" in first.stdout
    assert "broken" in first.stdout
    again = run(clean_database, "import", str(file))
    assert "new: 0, changed: 0, unchanged: 1" in again.stdout
    assert count_occurrences(clean_database) == 1


def test_standard_input_is_read_and_a_named_feed_is_one_feed(clean_database: Dsns) -> None:
    calendar = vcalendar(vevent("a", "20260307T190000")).decode()
    piped = run(clean_database, "import", "-", "--feed", "club", standard_input=calendar)
    assert "new: 1" in piped.stdout
    again = run(clean_database, "import", "-", "--feed", "Club", standard_input=calendar)
    assert "unchanged: 1" in again.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>Please log in</body></html>", "HTML"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "image"),
        (b"BEGIN:VCALENDAR\r\n" + b"X" * (20 * 1024 * 1024 + 1), "20 MB"),
    ],
)
def test_what_is_no_calendar_is_refused_in_one_sentence(
    clean_database: Dsns, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "rubbish.ics"
    file.write_bytes(content)
    result = run(clean_database, "import", str(file))
    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert said in result.stderr
    assert count_occurrences(clean_database) == 0


@pytest.mark.parametrize("path", ["/", "/nowhere/x.ics"])
def test_what_is_no_file_is_refused_in_one_sentence(dsns: Dsns, path: str) -> None:
    result = run(dsns, "import", path)
    assert result.returncode == 1
    assert re.fullmatch(r"/\S* (is a directory|cannot be read).*\.\n", result.stderr)


@pytest.fixture
async def calendar_address() -> AsyncIterator[str]:
    """Yields the address of a server: /ok is a calendar, /gone is 410, /big never ends."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1]
        if path == b"/ok":
            body = vcalendar(vevent("a", "20260307T190000"))
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
        elif path == b"/gone":
            writer.write(b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n")
        else:
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * (21 * 1024 * 1024))
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_an_address_is_fetched_within_limits(
    clean_database: Dsns, calendar_address: str
) -> None:
    results = {
        path: await asyncio.to_thread(
            run, clean_database, "import", f"{calendar_address}/{path}", allowed_hosts="127.0.0.1"
        )
        for path in ("ok", "gone", "big")
    }
    assert "new: 1" in results["ok"].stdout
    assert "410" in results["gone"].stderr
    assert "20 MB" in results["big"].stderr
    assert [result.returncode for result in results.values()] == [0, 1, 1]


async def test_an_address_inside_the_network_is_not_fetched_unless_it_is_listed(
    clean_database: Dsns, calendar_address: str
) -> None:
    result = await asyncio.to_thread(run, clean_database, "import", f"{calendar_address}/ok")
    assert result.returncode == 1
    assert "EVENTS_FETCH_ALLOWED_HOSTS" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert count_occurrences(clean_database) == 0


def test_the_demo_city_fills_an_empty_calendar_and_no_other(
    clean_database: Dsns, tmp_path: Path
) -> None:
    assert run(clean_database, "load-demo").returncode == 0
    loaded = count_occurrences(clean_database)
    assert loaded > 500
    assert run(clean_database, "load-demo").returncode == 0
    assert count_occurrences(clean_database) == loaded
    file = tmp_path / "own.ics"
    file.write_bytes(vcalendar(vevent("a", "20260307T190000")))
    run(clean_database, "import", str(file))
    refused = run(clean_database, "load-demo")
    assert refused.returncode == 1
    assert "events of its own" in refused.stderr


def test_without_a_database_nothing_is_stored_and_one_sentence_says_so(tmp_path: Path) -> None:
    file = tmp_path / "club.ics"
    file.write_bytes(vcalendar(vevent("a", "20260307T190000")))
    result = subprocess.run(
        [sys.executable, "-m", "app.cli", "import", str(file)],
        cwd=API_ROOT,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr == "No database DSN provided in environment variables.\n"


def test_a_calendar_can_be_made_findable_anew(clean_database: Dsns, tmp_path: Path) -> None:
    file = tmp_path / "club.ics"
    file.write_bytes(vcalendar(vevent("a", "20260307T190000"), vevent("b", "20260307T190000")))
    assert run(clean_database, "import", str(file)).returncode == 0
    rebuilt = run(clean_database, "rebuild-search")
    assert (rebuilt.returncode, rebuilt.stdout) == (0, "2 events can be searched for\n")
