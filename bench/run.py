"""`npm run bench`: how the calendar's answers compare with what stands beside them.

60,000 occurrences of 20,000 events; one run on one machine; ratios, with their targets.
"""

import statistics
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools" / "native"))

import psycopg  # noqa: E402
from load import Load, generate  # noqa: E402
from servers import database, serving_one_process, serving_product  # noqa: E402
from visibility import measure, pollers_of_all_workers  # noqa: E402

SECONDS = 5.0
WRITES = 100
WARM_TO_BARE = 0.5
WARM_TO_YARDSTICK = 80
COLD_TO_YARDSTICK = 8
VISIBLE_MILLISECONDS = 250


def main() -> int:
    """Measure, print, and exit with 1 if a target was missed."""
    today = date.today()
    day = f"/api/events/day?day={today}"
    week = f"/api/events/range?start={today}&end={today + timedelta(days=6)}"
    with database() as dsns:
        app = {"DATABASE_URL": dsns.app}
        cold_app = app | {"EVENTS_CACHE_MAX_BYTES": "0"}
        with serving_product(environment=cold_app) as server:
            cold_day = generate(server.port, day, seconds=SECONDS)
            cold_week = generate(server.port, week, seconds=SECONDS)
        with serving_product(environment=app) as server:
            warm_day = generate(server.port, day, seconds=SECONDS)
            warm_week = generate(server.port, week, seconds=SECONDS)
            zipped_day = generate(
                server.port, day, seconds=SECONDS, headers="Accept-Encoding: gzip\r\n"
            )
        with serving_one_process("bare:app", environment={"BODY_BYTES": str(warm_day.body_bytes)}) as server:
            bare = generate(server.port, "/", seconds=SECONDS)
        with serving_one_process("yardstick:app", environment=app) as server:
            yardstick = generate(server.port, day, seconds=SECONDS)
        sql = _statements_per_second(dsns.app, today)
        delays = _visibility(dsns.app, day, app)

    print(f"{'what':<38}{'requests/s':>11}{'p50 ms':>9}{'p99 ms':>9}{'bytes':>10}")
    for name, load in (
        ("bare framework, fixed JSON", bare),
        ("day, warm", warm_day),
        ("day, warm, gzip", zipped_day),
        ("day, cold", cold_day),
        ("week's range, warm", warm_week),
        ("week's range, cold", cold_week),
        ("yardstick: day, ORM to pydantic", yardstick),
    ):
        _print_load(name, load)
    print(f"{'the SQL of the day in a psycopg loop':<38}{sql:>11.0f}")
    print()
    rate = yardstick.requests_per_second
    verdicts = [
        _verdict("warm day to bare JSON", warm_day.requests_per_second
                 / bare.requests_per_second, WARM_TO_BARE),
        _verdict("warm day to yardstick", warm_day.requests_per_second / rate, WARM_TO_YARDSTICK),
        _verdict("cold day to yardstick", cold_day.requests_per_second / rate, COLD_TO_YARDSTICK),
    ]
    print(f"cold day to its SQL alone: {cold_day.requests_per_second / sql:.2f}")
    slowest = max(delays)
    is_visible = slowest <= VISIBLE_MILLISECONDS
    print(
        f"a write shows on 4 workers of 2 replicas: median {statistics.median(delays):.1f} ms,"
        f" slowest of {len(delays)}: {slowest:.1f} ms"
        f" (at most {VISIBLE_MILLISECONDS}: {'yes' if is_visible else 'NO'})"
    )
    return 0 if all(verdicts) and is_visible else 1


def _statements_per_second(dsn: str, day: date) -> float:
    """Run the day's statement as the API sends it, without an API."""
    from app.events.repository import OccurrenceFilter, statement_of_days

    statement, values = statement_of_days(day, day, OccurrenceFilter(), limit=5000, after=None)
    compiled = statement.compile(dialect=_dialect())
    count = 0
    with psycopg.connect(dsn, autocommit=True, options="-c jit=off") as connection:
        started = time.perf_counter()
        while (elapsed := time.perf_counter() - started) < SECONDS:
            connection.execute(str(compiled), compiled.construct_params(values)).fetchall()
            count += 1
    return count / elapsed


def _dialect():  # noqa: ANN202  SQLAlchemy's dialect classes are untyped
    from sqlalchemy.dialects.postgresql import psycopg as dialect

    return dialect.dialect()


def _visibility(dsn: str, target: str, environment: dict[str, str]) -> list[float]:
    with (
        serving_product(workers=2, environment=environment) as first,
        serving_product(workers=2, environment=environment) as second,
        psycopg.connect(dsn) as connection,
    ):
        row = connection.execute(
            "SELECT event_id FROM app.occurrence WHERE local_date = current_date LIMIT 1"
        ).fetchone()
        if row is None:
            message = "the bench's data has nothing today"
            raise RuntimeError(message)
        pollers = pollers_of_all_workers(
            [first.port, second.port], target, first.workers() | second.workers()
        )
        return measure(dsn, pollers, event_id=row[0], writes=WRITES)


def _print_load(name: str, load: Load) -> None:
    print(
        f"{name:<38}{load.requests_per_second:>11.0f}{load.p50:>9.2f}{load.p99:>9.2f}"
        f"{load.body_bytes:>10}"
    )


def _verdict(name: str, ratio: float, target: float) -> bool:
    is_reached = ratio >= target
    print(f"{name}: {ratio:.2f} (at least {target}: {'yes' if is_reached else 'NO'})")
    return is_reached


if __name__ == "__main__":
    raise SystemExit(main())
