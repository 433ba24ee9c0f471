"""What /metrics shows: what the processes counted, and what was seen at this moment."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from app.ops.reports import Reports
from app.ops.repository import Tally
from app.ops.sight import Sight

FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"


@dataclass(frozen=True, slots=True)
class Scene:
    """What is told beside the counters; `sight` is None where the database does not answer."""

    release: str
    sight: Sight | None
    tallies: Sequence[Tally] = ()
    open_alerts: Sequence[str] = ()


def render(scene: Scene) -> bytes:
    """Prometheus's text format; reads the files of all processes, so it is work for a thread."""
    seen = CollectorRegistry()
    seen.register(_Seen(scene))
    if os.environ.get(FOLDER):
        MultiProcessCollector(seen)  # type: ignore[no-untyped-call]
        return generate_latest(seen)
    return generate_latest(seen) + generate_latest(REGISTRY)


class _Seen(Collector):
    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def collect(self) -> Iterator[Metric]:
        scene = self._scene
        yield _gauge("build_info", "Which release answers.", ["release"], [([scene.release], 1)])
        yield _single("database_up", "Whether the database answers.", int(scene.sight is not None))
        if scene.sight is not None:
            yield from _of_sight(scene.sight)
            yield from _of_jobs(scene.tallies)
            rows = [([each], scene.open_alerts.count(each)) for each in ("look", "act")]
            yield _gauge("alerts_open", "Alerts that are open.", ["severity"], rows)


def _of_sight(sight: Sight) -> Iterator[Metric]:
    yield from _of_database(sight)
    queue = sight.queue
    yield _gauge(
        "jobs",
        "Jobs in the queue, by what has become of them.",
        ["state"],
        [
            (["waiting"], queue.waiting_count),
            (["running"], queue.running_count),
            (["failed"], queue.failed_count),
        ],
    )
    yield _single(
        "jobs_oldest_due_seconds",
        "How long the oldest job has been due that waits; 0 where none is.",
        max(0.0, queue.oldest_due_seconds or 0),
    )
    yield _single("workers", "Workers heard of within a minute.", queue.worker_count)
    if sight.feeds is not None:
        rows = [([name], count) for name, count in sight.feeds.items()]
        yield _gauge("feeds", "Feeds, by how they are doing.", ["health"], rows)
    if sight.reports is not None:
        yield from _of_reports(sight.reports, sight.at)
    if sight.certificate is not None and sight.certificate.ends_at is not None:
        left = (sight.certificate.ends_at - sight.at).total_seconds()
        yield _gauge(
            "certificate_remaining_seconds",
            "How long the site's certificate is good for.",
            ["host"],
            [([sight.certificate.host], left)],
        )


def _of_database(sight: Sight) -> Iterator[Metric]:
    found = sight.connections
    about = [sight.schema.fit, sight.schema.database_revision or "", sight.server.version]
    yield _gauge(
        "schema_info",
        "How schema and code fit together, the schema's revision and the server's version.",
        ["fit", "revision", "postgresql"],
        [(about, 1)],
    )
    yield _single(
        "schema_usable", "Whether the code can use the schema.", int(sight.schema.is_usable)
    )
    yield _gauge(
        "database_connections",
        "Connections in use, by whose limit counts them.",
        ["of"],
        [(["login"], found.login_count), (["server"], found.server_count)],
    )
    yield _gauge(
        "database_connections_limit",
        "How many connections there may be.",
        ["of"],
        [(["login"], found.login_limit or found.server_limit), (["server"], found.server_limit)],
    )


def _of_reports(reports: Reports, now: datetime) -> Iterator[Metric]:
    there = {name: report for name, report in reports.items() if report is not None}
    yield _gauge(
        "operation_ok",
        "Whether the operation went well when it last ended.",
        ["operation"],
        [([name], int(report.is_ok)) for name, report in there.items()],
    )
    ages = ((name, report.age_of_success(now)) for name, report in there.items())
    yield _gauge(
        "operation_success_age_seconds",
        "How long ago the operation last went well.",
        ["operation"],
        [([name], age) for name, age in ages if age is not None],
    )
    yield _gauge(
        "operation_figure",
        "What the operation measured, such as bytes and seconds.",
        ["operation", "figure"],
        [
            ([name, figure], value)
            for name, report in there.items()
            for figure, value in sorted(report.figures.items())
        ],
    )


def _of_jobs(tallies: Sequence[Tally]) -> Iterator[Metric]:
    """Counted by the workers in the database, for the worker listens on no port."""
    runs = CounterMetricFamily(
        "srq_hpn_job_runs_total", "How jobs ended, each try.", labels=["task", "outcome"]
    )
    seconds = CounterMetricFamily(
        "srq_hpn_job_seconds_total", "How long they took together.", labels=["task", "outcome"]
    )
    for tally in tallies:
        runs.add_metric([tally.task, tally.outcome], tally.job_count)
        seconds.add_metric([tally.task, tally.outcome], tally.seconds)
    yield runs
    yield seconds


def _single(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"srq_hpn_{name}", meaning, value=value)


def _gauge(
    name: str, meaning: str, labels: list[str], rows: Sequence[tuple[Sequence[str], float]]
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"srq_hpn_{name}", meaning, labels=labels)
    for names, value in rows:
        family.add_metric(list(names), value)
    return family
