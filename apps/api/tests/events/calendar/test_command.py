"""`python -m app.cli read-calendar`: JSON lines, exit codes, sentences."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli import cli
from app.kernel.clock import freeze
from tests.factories.written_calendars import calendar, event

API_ROOT = Path(__file__).resolve().parents[3]
WEEKLY = event("DTSTART;TZID=America/New_York:20261118T120000", "RRULE:FREQ=WEEKLY")


def run(*arguments: str, stdin: bytes = b"") -> tuple[int, list[dict[str, Any]], str]:
    """Return the exit code, the objects on standard output and the text on standard error."""
    result = CliRunner().invoke(cli, ["read-calendar", *arguments], input=stdin)
    return (
        result.exit_code,
        [json.loads(line) for line in result.stdout.splitlines()],
        result.stderr,
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "club.ics"
    path.write_bytes(calendar(WEEKLY, event("DTSTART:soon", uid="bad")))
    return path


def test_occurrences_are_json_lines_in_order_and_problems_go_to_standard_error(
    tmp_path: Path,
) -> None:
    path = tmp_path / "club.ics"
    path.write_bytes(
        calendar(
            event("DTSTART;VALUE=DATE:20261203", uid="later"),
            event(
                "DTSTART;TZID=America/New_York:20261202T190000",
                "DURATION:PT2H",
                r"LOCATION:Café\, Main Street",
                uid="sooner",
            ),
            event("DTSTART:soon", uid="bad"),
        )
    )
    code, occurrences, problems = run(str(path), "--from", "2026-12-01", "--to", "2026-12-31")
    assert code == 0
    assert occurrences == [
        {
            "uid": "sooner",
            "recurrence_key": "2026-12-02T19:00:00-05:00",
            "start": "2026-12-02T19:00:00-05:00",
            "end": "2026-12-02T21:00:00-05:00",
            "all_day": False,
            "zone": "America/New_York",
            "status": "scheduled",
            "summary": "Jazz",
            "location": "Café, Main Street",
            "warnings": [],
        },
        {
            "uid": "later",
            "recurrence_key": "2026-12-03T00:00:00-05:00",
            "start": "2026-12-03T00:00:00-05:00",
            "end": "2026-12-04T00:00:00-05:00",
            "all_day": True,
            "zone": "America/New_York",
            "status": "scheduled",
            "summary": "Jazz",
            "location": None,
            "warnings": [],
        },
    ]
    assert json.loads(problems) == {
        "problem": 'DTSTART "soon" is no date or time.',
        "uid": "bad",
        "line": 18,
    }


def test_the_default_window_is_yesterday_to_365_days_ahead_in_the_zone(file: Path) -> None:
    # 04:30 UTC on the 20th is still the 19th in New York, so yesterday is the 18th.
    with freeze(datetime(2026, 11, 20, 4, 30, tzinfo=UTC)):
        _, occurrences, _ = run(str(file), "--zone", "America/New_York")
        assert occurrences[0]["start"].startswith("2026-11-18")
        assert occurrences[-1]["start"].startswith("2027-11-17")
        _, occurrences, _ = run(str(file), "--zone", "Europe/Berlin")
        assert occurrences[0]["start"].startswith("2026-11-25")


def test_the_last_day_is_included(file: Path) -> None:
    _, occurrences, _ = run(str(file), "--from", "2026-12-02", "--to", "2026-12-09")
    assert [each["start"][:10] for each in occurrences] == ["2026-12-02", "2026-12-09"]


def test_floating_times_are_in_the_given_zone(tmp_path: Path) -> None:
    path = tmp_path / "floating.ics"
    path.write_bytes(calendar(event("DTSTART:20261202T190000")))
    _, occurrences, _ = run(str(path), "--zone", "Europe/Rome", "--from", "2026-12-01")
    assert occurrences[0]["start"] == "2026-12-02T19:00:00+01:00"


def test_a_dash_reads_standard_input() -> None:
    code, occurrences, _ = run(
        "-", "--from", "2026-11-18", "--to", "2026-11-18", stdin=calendar(WEEKLY)
    )
    assert (code, len(occurrences)) == (0, 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><body>Checking your browser</body></html>", "web page"),
        (b"", "empty"),
        (b"BEGIN:VCALENDAR\r\n" + b" " * 21 * 1024 * 1024, "20 MB"),
    ],
    ids=["HTML", "empty", "21 MB"],
)
def test_what_is_no_calendar_exits_with_1_and_one_sentence(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "file.ics"
    path.write_bytes(content)
    code, occurrences, problems = run(str(path))
    assert (code, occurrences) == (1, [])
    assert words in json.loads(problems)["problem"]


def test_a_directory_and_a_missing_file_are_one_sentence_each(tmp_path: Path) -> None:
    for path, words in ((tmp_path, "is a directory"), (tmp_path / "none.ics", "No such file")):
        code, _, problems = run(str(path))
        assert code == 1
        assert words in json.loads(problems)["problem"]


def test_a_huge_sparse_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.ics"
    with path.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024 * 1024)
    code, _, problems = run(str(path))
    assert code == 1
    assert "20 MB" in problems


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["--zone", "Mars/Base"],
            "--zone is 'Mars/Base', which is no IANA time zone such as America/New_York.\n",
        ),
        (["--from", "tomorrow"], "--from is 'tomorrow', which is no date such as 2026-11-21.\n"),
        (["--to", "2026-02-30"], "--to is '2026-02-30', which is no date such as 2026-11-21.\n"),
        (
            ["--from", "2026-02-02", "--to", "2026-02-01"],
            "--to 2026-02-01 is before --from 2026-02-02.\n",
        ),
    ],
)
def test_an_impossible_option_is_one_sentence(
    file: Path, options: list[str], sentence: str
) -> None:
    assert run(str(file), *options) == (2, [], sentence)


def test_the_command_needs_no_database_and_no_web_framework(file: Path) -> None:
    program = (
        "import sys; sys.argv = ['cli', 'read-calendar', sys.argv[1]]\n"
        "from app.cli import cli\n"
        "try:\n    cli()\n"
        "finally:\n"
        "    heavy = {'fastapi', 'sqlalchemy', 'psycopg'} & set(sys.modules)\n"
        "    assert not heavy, heavy\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, str(file)],
        cwd=API_ROOT,
        env={"DATABASE_URL": "nonsense", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
