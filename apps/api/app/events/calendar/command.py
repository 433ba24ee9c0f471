"""`read-calendar`: what a file says, one JSON object a line, without a database."""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn
from zoneinfo import ZoneInfo

import typer

from app.events.calendar.errors import NotACalendarError
from app.events.calendar.reading import day_window, read_calendar
from app.events.calendar.records import CalendarOccurrence, CalendarProblem
from app.events.calendar.sniffing import LARGEST_CALENDAR_BYTES, refuse_oversized
from app.events.calendar.zones import known_zone
from app.kernel.clock import now

_NOT_READ = 1
_NOT_UNDERSTOOD = 2


def read_calendar_command(
    file: Annotated[str, typer.Argument(help="An .ics file; - reads standard input.")],
    zone: Annotated[
        str | None,
        typer.Option("--zone", help="IANA zone of floating times (default: SITE_TIMEZONE)."),
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", help="First day, YYYY-MM-DD (default: yesterday).")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", help="Last day, included (default: 365 days ahead).")
    ] = None,
) -> None:
    """Print what a calendar file holds, without touching any database.

    Exit code 0 when the file could be read at all, 1 when it is no calendar.
    """
    fallback = _zone(zone)
    window = _window(first, last, fallback)
    try:
        reading = read_calendar(calendar_file(file), fallback_zone=fallback, window=window)
    except NotACalendarError as error:
        _write(sys.stderr, [{"problem": error.detail, "uid": None, "line": None}])
        raise typer.Exit(_NOT_READ) from None
    _write(sys.stderr, map(problem_line, reading.problems))
    _write(sys.stdout, map(occurrence_line, reading.occurrences))


def calendar_file(name: str) -> bytes:
    """Return the bytes of a file, or of standard input for "-".

    Raises NotACalendarError with a sentence for a directory, a missing or unreadable file, and
    CalendarTooLargeError before reading one that is too large.
    """
    if name == "-":
        return sys.stdin.buffer.read(LARGEST_CALENDAR_BYTES + 1)
    path = Path(name)
    if path.is_dir():
        raise NotACalendarError(f"{name} is a directory, not a file.")
    try:
        refuse_oversized(path.stat().st_size)
        with path.open("rb") as stream:
            return stream.read(LARGEST_CALENDAR_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise NotACalendarError(f"{name} cannot be read: {reason}.") from error


def occurrence_line(occurrence: CalendarOccurrence) -> Mapping[str, object]:
    """Return one occurrence in the form that the command prints."""
    return {
        "uid": occurrence.uid,
        "recurrence_key": occurrence.recurrence_key,
        "start": occurrence.start.isoformat(),
        "end": occurrence.end.isoformat() if occurrence.end is not None else None,
        "all_day": occurrence.all_day,
        "zone": occurrence.zone,
        "status": occurrence.status,
        "summary": occurrence.summary,
        "location": occurrence.location,
        "warnings": list(occurrence.warnings),
    }


def problem_line(problem: CalendarProblem) -> Mapping[str, object]:
    """Return one problem in the form that the command prints."""
    return {"problem": problem.reason, "uid": problem.uid, "line": problem.line}


def _zone(name: str | None) -> ZoneInfo:
    if name is None:
        # Imported late: pydantic takes longer to import than most files take to read.
        from app.kernel.errors import StartRefusedError  # noqa: PLC0415
        from app.kernel.settings import SiteSettings  # noqa: PLC0415

        try:
            return SiteSettings.from_environment(os.environ).timezone
        except StartRefusedError as error:
            _refuse(str(error))
    zone = known_zone(name)
    if zone is None:
        _refuse(f"--zone is '{name}', which is no IANA time zone such as America/New_York.")
    return zone


def _window(first: str | None, last: str | None, zone: ZoneInfo) -> tuple[date, date]:
    yesterday, next_year = day_window(now().astimezone(zone))
    window = _day("--from", first, yesterday), _day("--to", last, next_year)
    if window[1] < window[0]:
        _refuse(f"--to {window[1]} is before --from {window[0]}.")
    return window


def _day(option: str, text: str | None, default: date) -> date:
    if text is None:
        return default
    try:
        return date.fromisoformat(text)
    except ValueError:
        _refuse(f"{option} is '{text}', which is no date such as 2026-11-21.")


def _refuse(sentence: str) -> NoReturn:
    sys.stderr.write(sentence + "\n")
    raise typer.Exit(_NOT_UNDERSTOOD)


def _write(stream: object, lines: Iterable[Mapping[str, object]]) -> None:
    """Write JSON lines as UTF-8, whatever the terminal's encoding."""
    buffer = stream.buffer  # type: ignore[attr-defined]
    for line in lines:
        buffer.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    buffer.flush()
