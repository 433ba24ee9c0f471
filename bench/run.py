"""`npm run bench`: how the calendar's answers compare with what stands beside them.

60,000 occurrences of 20,000 events; one run on one machine; ratios, with the targets that they are
to reach. Everything runs on the same PostgreSQL, each server with one process unless it says more.
"""

import statistics
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools" / "native"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "apps" / "api"))

import psycopg
from sqlalchemy.dialects import postgresql

import feeds_out
from app.events.repository import OccurrenceFilter, statement_of_days
from load import Load, generate
from servers import database, serving_one_process, serving_product
from visibility import measure, pollers_of_all_workers

BENCH = Path(__file__).resolve().parent
SECONDS = 5.0
WRITES = 100
WARM_TO_BARE = 0.5
WARM_TO_YARDSTICK = 80
COLD_TO_YARDSTICK = 8
VISIBLE_MILLISECONDS = 250


def main() -> int:
    """Measure, print, and exit with 1 if a target was missed."""
    with database() as dsns:
        today = _today(dsns.app)
        loads = _measure_loads(dsns.app, today)
        statements = _statements_per_second(dsns.app, today)
        delays = _measure_visibility(dsns.app, today)
        feeds = feeds_out.measure(dsns.app)

    print(f"{'what':<40}{'requests/s':>11}{'p50 ms':>9}{'p99 ms':>9}{'bytes':>10}")
    for name, load in loads.items():
        print(
            f"{name:<40}{load.requests_per_second:>11.0f}{load.p50:>9.2f}{load.p99:>9.2f}"
            f"{load.body_bytes:>10}"
        )
    print(f"{'the SQL of the day, psycopg in a loop':<40}{statements:>11.0f}\n")

    rates = {name: load.requests_per_second for name, load in loads.items()}
    print(f"the day, cold, to its SQL alone: {rates['day, cold'] / statements:.2f}")
    verdicts = [
        _verdict("the day, warm, to bare JSON", rates["day, warm"] / rates[BARE], WARM_TO_BARE),
        _verdict("… to the yardstick", rates["day, warm"] / rates[YARDSTICK], WARM_TO_YARDSTICK),
        _verdict(
            "the day, cold, to the yardstick",
            rates["day, cold"] / rates[YARDSTICK],
            COLD_TO_YARDSTICK,
        ),
    ]
    is_visible = max(delays) <= VISIBLE_MILLISECONDS
    print(
        f"a write shows on 4 workers of 2 replicas: median {statistics.median(delays):.1f} ms,"
        f" slowest of {len(delays)} {max(delays):.1f} ms"
        f" (at most {VISIBLE_MILLISECONDS}: {_yes(is_visible)})"
    )
    verdicts.append(feeds_out.report(feeds))
    # Apart: each tells its own largest memory, and seeds a database of its own.
    for program in ("ingest.py", "search.py", "restore.py"):
        print(f"\n{program}", flush=True)
        ended = subprocess.run([sys.executable, str(BENCH / program)], check=False)
        verdicts.append(ended.returncode == 0)
    return 0 if all(verdicts) and is_visible else 1


BARE = "bare framework, fixed JSON"
YARDSTICK = "yardstick: day, ORM to pydantic"


def _measure_loads(dsn: str, today: date) -> dict[str, Load]:
    day = f"/api/events/day?day={today}"
    week = f"/api/events/range?start={today}&end={today + timedelta(days=6)}"
    app = {"DATABASE_URL": dsn, "LOG_LEVEL": "warning"}
    loads: dict[str, Load] = {}
    with serving_product(environment=app | {"EVENTS_CACHE_MAX_BYTES": "0"}) as server:
        loads["day, cold"] = generate(server.port, day, seconds=SECONDS)
        loads["week's range, cold"] = generate(server.port, week, seconds=SECONDS)
    with serving_one_process("yardstick:app", environment=app) as server:
        loads[YARDSTICK] = generate(server.port, day, seconds=SECONDS)
    with serving_product(environment=app) as server:
        loads["day, warm"] = generate(server.port, day, seconds=SECONDS)
        loads["week's range, warm"] = generate(server.port, week, seconds=SECONDS)
        zipped = "Accept-Encoding: gzip\r\n"
        loads["day, warm, gzip"] = generate(server.port, day, seconds=SECONDS, headers=zipped)
    with serving_product(environment=app | {"LOG_LEVEL": "info"}) as server:
        loads["day, warm, with access log"] = generate(server.port, day, seconds=SECONDS)
    size = {"BODY_BYTES": str(loads["day, warm"].body_bytes)}
    with serving_one_process("bare:app", environment=size) as server:
        loads[BARE] = generate(server.port, "/", seconds=SECONDS)
    return loads


def _statements_per_second(dsn: str, day: date) -> float:
    """Run the day's statement as the API sends it, on one connection, without an API."""
    statement, values = statement_of_days(day, day, OccurrenceFilter(), limit=5000, after=None)
    # SQLAlchemy's dialect classes are untyped.
    dialect: Any = postgresql.psycopg.dialect
    compiled = statement.compile(dialect=dialect())
    query, parameters = str(compiled), compiled.construct_params(values)
    count = 0
    options = "-c jit=off -c random_page_cost=1.1"
    with psycopg.connect(dsn, autocommit=True, options=options) as connection:
        started = time.perf_counter()
        while (elapsed := time.perf_counter() - started) < SECONDS:
            connection.execute(query, parameters).fetchall()
            count += 1
    return count / elapsed


def _measure_visibility(dsn: str, today: date) -> list[float]:
    environment = {"DATABASE_URL": dsn, "LOG_LEVEL": "warning"}
    with (
        serving_product(workers=2, environment=environment) as first,
        serving_product(workers=2, environment=environment) as second,
        psycopg.connect(dsn) as connection,
    ):
        row = connection.execute(
            "SELECT event_id FROM app.occurrence WHERE local_date = %s ORDER BY id LIMIT 1",
            [today],
        ).fetchone()
        if row is None:
            message = "the bench's data has nothing today"
            raise RuntimeError(message)
        pollers = pollers_of_all_workers(
            [first.port, second.port],
            f"/api/events/day?day={today}",
            first.workers() | second.workers(),
        )
        return measure(dsn, pollers, event_id=row[0], writes=WRITES)


def _today(dsn: str) -> date:
    """Return the day around which the data was laid."""
    with psycopg.connect(dsn) as connection:
        row = connection.execute("SELECT current_date").fetchone()
    assert row is not None
    today: date = row[0]
    return today


def _verdict(name: str, ratio: float, target: float) -> bool:
    is_reached = ratio >= target
    print(f"{name}: {ratio:.2f} (at least {target}: {_yes(is_reached)})")
    return is_reached


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "NO"


if __name__ == "__main__":
    raise SystemExit(main())
