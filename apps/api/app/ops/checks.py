"""Judges what was seen: each thing in a sentence, and whether somebody must do something. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from app.ops.names import Operation, State
from app.ops.reports import Report, Reports
from app.ops.repository import Sighting
from app.ops.sight import Sight

Subject = Literal["system", "work", "safety"]

LATE: Final = timedelta(minutes=15)
VERY_LATE: Final = timedelta(hours=1)
FAILED_WITHIN: Final = timedelta(days=1)
BACKUP_AGE: Final = timedelta(hours=26)
DRILL_AGE: Final = timedelta(days=8)
# Archive and disk are looked at all the time; a report this old means that nobody looks.
REPORT_AGE: Final = timedelta(hours=3)
LOW_DISK, VERY_LOW_DISK = 0.15, 0.05
MANY_CONNECTIONS, TOO_MANY_CONNECTIONS = 0.80, 0.95
CERTIFICATE_ENDS_SOON: Final = timedelta(days=14)
CERTIFICATE_ENDS_NOW: Final = timedelta(days=3)
# Caddy renews when a third of a certificate's life is left, so below a quarter it did not.
_LEFT_SOON, _LEFT_NOW = 1 / 4, 1 / 10
_GIBIBYTE: Final = 2**30


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. What another part tells of by itself is not alerted about."""

    key: str
    title: str
    state: State
    sentence: str
    subject: Subject
    is_alerted: bool = True


def examine(sight: Sight) -> list[Check]:
    """Judge everything that can be judged here."""
    return [
        _schema(sight),
        _connections(sight),
        *_certificate(sight.certificate, sight.at),
        _worker(sight),
        _queue(sight),
        _failed_jobs(sight),
        *_feeds(sight),
        *_reports(sight),
    ]


def _schema(sight: Sight) -> Check:
    states: dict[str, State] = {"ok": "fine", "ahead_by_one": "look"}
    return Check(
        "schema",
        "Database schema",
        states.get(sight.schema.fit, "act"),
        sight.schema.sentence,
        "system",
        # One ahead is how every deploy begins, and how a roll-back goes on.
        is_alerted=sight.schema.fit != "ahead_by_one",
    )


def _connections(sight: Sight) -> Check:
    found = sight.connections
    limit = min(found.login_limit or found.server_limit, found.server_limit)
    share = max(found.login_count / limit, found.server_count / found.server_limit)
    own = f"{found.login} uses {found.login_count} of its {limit} database connections"
    sentence = f"{own}; the server has {found.server_count} of {found.server_limit}."
    return Check("connections", "Connections", _share_state(share), sentence, "system")


def _share_state(share: float) -> State:
    if share > TOO_MANY_CONNECTIONS:
        return "act"
    return "look" if share > MANY_CONNECTIONS else "fine"


def _certificate(seen: Sighting | None, now: datetime) -> Iterator[Check]:
    if seen is None:
        return
    state: State = "look"
    sentence = f"The certificate of {seen.host} could not be looked at: {seen.problem}."
    if seen.ends_at is not None and seen.begins_at is not None:
        left, life = seen.ends_at - now, seen.ends_at - seen.begins_at
        state = _certificate_state(left, life)
        sentence = f"The certificate of {seen.host} is good for another {_span(left)}."
        if left <= timedelta():
            sentence = f"The certificate of {seen.host} ended {_span(-left)} ago."
    yield Check("certificate", "Certificate", state, sentence, "system")


def _certificate_state(left: timedelta, life: timedelta) -> State:
    if left < min(CERTIFICATE_ENDS_NOW, life * _LEFT_NOW):
        return "act"
    return "look" if left < min(CERTIFICATE_ENDS_SOON, life * _LEFT_SOON) else "fine"


def _worker(sight: Sight) -> Check:
    """Nobody alerts about it from inside: without a worker no alert is sent."""
    count = sight.queue.worker_count
    if count == 0:
        sentence = "No worker was heard of within a minute: no job is done and no mail is sent."
        return Check("worker", "Worker", "act", sentence, "work", is_alerted=False)
    sentence = f"{_counted(count, 'worker')} heard of within a minute."
    return Check("worker", "Worker", "fine", sentence, "work", is_alerted=False)


def _queue(sight: Sight) -> Check:
    queue = sight.queue
    waits = f"{_counted(queue.waiting_count, 'job')} waiting, {queue.running_count} running"
    late = timedelta(seconds=queue.oldest_due_seconds or 0)
    state: State = "act" if late > VERY_LATE else "look" if late > LATE else "fine"
    sentence = f"{waits}; nothing is due."
    if queue.oldest_due_seconds is not None:
        sentence = f"{waits}; the oldest has been due for {_span(late)}."
    return Check("queue", "Job queue", state, sentence, "work")


def _failed_jobs(sight: Sight) -> Check:
    recent = [
        job for job in sight.failed_jobs if job.at is not None and sight.at - job.at < FAILED_WITHIN
    ]
    if recent:
        sentence = (
            f"{_counted(len(recent), 'job')} failed within a day, the last one {recent[0].task}."
        )
        return Check("failed_jobs", "Failed jobs", "look", sentence, "work")
    kept = sight.queue.failed_count
    sentence = "No job failed within a day."
    if kept:
        sentence = f"No job failed within a day; {kept} failed before that."
    return Check("failed_jobs", "Failed jobs", "fine", sentence, "work")


def _feeds(sight: Sight) -> Iterator[Check]:
    """The calendar tells of feeds itself (EVENTS_ALERT_EMAIL)."""
    if sight.feeds is None:
        return
    bad = sight.feeds["trouble"] + sight.feeds["stale"]
    total = sum(sight.feeds.values())
    sentence = f"{_counted(total, 'feed')}, none of them in trouble."
    if bad:
        sentence = f"{bad} of {_counted(total, 'feed')} in trouble or without news for too long."
    yield Check("feeds", "Feeds", "look" if bad else "fine", sentence, "work", is_alerted=False)


def _reports(sight: Sight) -> Iterator[Check]:
    reports = sight.reports
    if reports is None:
        return
    age = timedelta.max if sight.server.begun_at is None else sight.at - sight.server.begun_at
    begun = _Begun(sight.at, age)
    yield _regular("backup", "Backup", reports, begun, BACKUP_AGE)
    yield _regular("dump", "Logical dump", reports, begun, BACKUP_AGE)
    yield _regular("verify", "Checksums", reports, begun, BACKUP_AGE, when_failed="act")
    yield _regular("drill", "Restore drill", reports, begun, DRILL_AGE, when_failed="act")
    yield _regular("archive", "Archive of changes", reports, begun, REPORT_AGE, when_failed="act")
    if reports["offsite"] is not None:  # Who has no other place configured reports none.
        yield _regular("offsite", "Copy elsewhere", reports, begun, BACKUP_AGE)
    yield from _disk(reports["disk"], begun)


@dataclass(frozen=True, slots=True)
class _Begun:
    now: datetime
    age: timedelta


def _regular(
    name: Operation,
    title: str,
    reports: Reports,
    begun: _Begun,
    limit: timedelta,
    *,
    when_failed: State = "look",
) -> Check:
    """Judge what must go well every so often; twice too late means that nobody has looked."""

    def verdict(state: State, sentence: str) -> Check:
        return Check(name, title, state, sentence, "safety")

    report = reports[name]
    if report is None:
        if begun.age <= limit:
            return verdict("fine", "None yet; this installation is new.")
        return verdict("act", f"There was never one, in {_span(begun.age)}.")
    seconds = report.age_of_success(begun.now)
    since = timedelta.max if seconds is None else timedelta(seconds=seconds)
    last = "It never went well." if seconds is None else f"Last went well {_span(since)} ago."
    if since > 2 * limit and (seconds is not None or begun.age > limit):
        return verdict("act", _joined(last, "" if report.is_ok else report.sentence))
    if not report.is_ok:
        return verdict(when_failed, _joined(report.sentence, last))
    if since > limit:
        return verdict("look", last)
    return verdict("fine", _joined(last, report.sentence))


def _disk(report: Report | None, begun: _Begun) -> Iterator[Check]:
    if report is None or report.at is None or begun.now - report.at > REPORT_AGE:
        if report is None and begun.age <= REPORT_AGE:
            return
        sentence = "Nobody has measured the disk lately: see whether the backup service runs."
        yield Check("disk", "Disk", "look", sentence, "safety")
        return
    for name, title in (("database", "Disk of the database"), ("backups", "Disk of the backups")):
        free = report.figures.get(f"{name}_free_bytes")
        total = report.figures.get(f"{name}_total_bytes")
        if free is None or not total:
            continue
        share = free / total
        state: State = "act" if share < VERY_LOW_DISK else "look" if share < LOW_DISK else "fine"
        sentence = f"{_gibibytes(free)} of {_gibibytes(total)} free ({share:.0%})."
        yield Check(f"disk_{name}", title, state, sentence, "safety")


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _gibibytes(size: float) -> str:
    return f"{size / _GIBIBYTE:,.1f} GiB"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _span(span: timedelta) -> str:
    """A span in its largest unit, from two of it on."""
    if span == timedelta.max:
        return "all its time"
    seconds = span.total_seconds()
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= 2 * length:
            return _counted(int(seconds // length), unit)
    return _counted(max(0, int(seconds)), "second")
