"""What an operator does to a running stack; last, because it changes the stack."""

import threading
import time

import pytest
from composing import Stack, at_once, docker
from test_secrets import login

SETTLE_SECONDS = 90


def wait_for(production: Stack, path: str, status: int) -> None:
    """Ask until the status comes back."""
    deadline = time.monotonic() + SETTLE_SECONDS
    answered: object = None
    while time.monotonic() < deadline:
        try:
            answered = production.ask(path, seconds=20).status
        except OSError as error:
            answered = error
        if answered == status:
            return
        time.sleep(0.5)
    raise AssertionError(f"{path} answered {answered}, not {status}")


@pytest.mark.parametrize("service", ["api", "worker", "web", "caddy", "db"])
def test_the_site_survives_the_restart_of_each_service(production: Stack, service: str) -> None:
    production.compose("restart", service)
    production.wait_until_healthy(service)
    wait_for(production, "/health/db", 200)
    wait_for(production, "/", 200)


class Visitor(threading.Thread):
    """Reads paths one after another, and keeps what went wrong."""

    def __init__(self, production: Stack, *paths: str) -> None:
        super().__init__(daemon=True)
        self.asked = 0
        self.failures: list[str] = []
        self.is_over = threading.Event()
        self._production = production
        self._paths = paths

    def run(self) -> None:
        while not self.is_over.is_set():
            for path in self._paths:
                self.asked += 1
                try:
                    status = self._production.ask(path).status
                except OSError as error:
                    self.failures.append(f"{path}: {error}")
                else:
                    if status != 200:
                        self.failures.append(f"{path}: {status}")


def test_a_restarting_api_is_not_seen_by_readers(production: Stack) -> None:
    visitor = Visitor(production, "/api/categories", "/api/health")
    visitor.start()
    production.compose("restart", "api")
    production.wait_until_healthy("api")
    visitor.is_over.set()
    visitor.join(60)
    assert visitor.asked >= 10
    assert visitor.failures == []


def test_a_lost_database_is_told_and_its_return_noticed_without_a_restart(
    production: Stack,
) -> None:
    started = production.inspect("api")["State"]["StartedAt"]
    production.compose("stop", "db")
    wait_for(production, "/health/db", 503)
    told = production.ask("/api/db-health")
    assert (told.status, told.json()["db_ok"]) == (503, False)
    assert production.ask("/health").status == 200
    assert production.ask("/api/health").status == 200
    production.compose("start", "db")
    wait_for(production, "/health/db", 200)
    assert production.inspect("api")["State"]["StartedAt"] == started


def test_two_apis_share_the_work_and_one_may_go(production: Stack) -> None:
    production.up("--scale", "api=2")
    production.wait_until_healthy("api")
    first, second = production.containers("api")
    time.sleep(2)  # Caddy resolves the name once a second
    visitor = Visitor(production, "/api/categories", "/api/health", "/")
    visitor.start()
    docker("stop", first)
    time.sleep(2)
    visitor.is_over.set()
    visitor.join(60)
    assert visitor.failures == []
    assert production.health(second) == "healthy"
    production.up("--scale", "api=1")
    wait_for(production, "/api/ready", 200)


def test_workers_share_the_queue_and_may_come_and_go(production: Stack) -> None:
    production.up("--scale", "worker=2")
    production.wait_until_healthy("worker")
    assert len(production.containers("worker")) == 2
    assert production.sql("SELECT count(*) FROM app.procrastinate_workers") == "2"
    production.up("--scale", "worker=1")
    assert production.sql("SELECT count(*) FROM app.procrastinate_workers") == "1"


KILL = "import os, sys; os.kill(int(sys.argv[1]), 9)"
LEFT_JOB = """
SET search_path = app;
INSERT INTO procrastinate_jobs (queue_name, task_name, status, args, attempts)
VALUES ('default', 'queue.forget_failed', 'doing', '{"timestamp": 0}', 1);
"""


def test_a_killed_worker_comes_back_and_what_it_left_is_done(production: Stack) -> None:
    state = production.inspect("worker")["State"]
    image = production.inspect("worker")["Image"]
    # From outside, as the kernel does it when memory is short: `docker kill` would be our own wish.
    host = ["run", "--rm", "--pid", "host", "--user", "0:0", "--cap-add", "KILL"]
    docker(*host, image, "python", "-c", KILL, str(state["Pid"]))
    production.sql(LEFT_JOB)
    deadline = time.monotonic() + SETTLE_SECONDS
    while production.inspect("worker")["State"]["StartedAt"] == state["StartedAt"]:
        assert time.monotonic() < deadline
        time.sleep(0.5)
    production.wait_until_healthy("worker")
    assert production.inspect("worker")["RestartCount"] >= 1
    while production.sql("SELECT count(*) FROM app.procrastinate_jobs") != "0":
        assert time.monotonic() < deadline
        time.sleep(0.5)


def test_a_lost_database_makes_the_worker_unhealthy_and_its_return_well(
    production: Stack,
) -> None:
    started = production.inspect("worker")["State"]["StartedAt"]
    production.compose("stop", "db")
    deadline = time.monotonic() + SETTLE_SECONDS
    while production.health(production.container("worker")) != "unhealthy":
        assert time.monotonic() < deadline
        time.sleep(0.5)
    production.compose("start", "db")
    production.wait_until_healthy("worker")
    assert production.inspect("worker")["State"]["StartedAt"] == started
    wait_for(production, "/health/db", 200)


def test_a_hand_revoked_grant_is_healed_by_the_next_up(production: Stack) -> None:
    assert production.ask("/api/venues").status == 200
    production.sql("REVOKE ALL ON ALL TABLES IN SCHEMA app FROM srq_hpn_rw, srq_hpn_ro")
    assert production.sql(APP_MAY_READ) == "f"
    production.up()
    assert production.sql(APP_MAY_READ) == "t"
    wait_for(production, "/api/venues", 200)


APP_MAY_READ = "SELECT has_table_privilege('srq_hpn_app', 'app.venue', 'SELECT')"


def test_passwords_rotate_on_an_existing_volume(production: Stack) -> None:
    before = dict(production.variables)
    rows = production.sql("SELECT count(*) FROM app.venue")
    for name in ("POSTGRES_PASSWORD", "POSTGRES_APP_PASSWORD", "POSTGRES_ADMIN_PASSWORD"):
        production.variables[name] = f"rotated {before[name]}"
    production.up()
    production.wait_until_healthy("api")
    wait_for(production, "/health/db", 200)
    app_password = production.variables["POSTGRES_APP_PASSWORD"]
    old_password = before["POSTGRES_APP_PASSWORD"]
    assert login(production, "db_app", user="srq_hpn_app", password=app_password) == "let in"
    said = login(production, "db_app", user="srq_hpn_app", password=old_password)
    assert "password authentication failed" in said
    assert production.sql("SELECT count(*) FROM app.venue") == rows
    production.compose("run", "--rm", "-T", "migrate")


def test_a_changed_secret_keeps_the_one_before_it(production: Stack) -> None:
    before = production.secret_files()
    production.variables["AUTH_ACCESS_SECRET"] = "a new secret, as long as it has to be"
    production.up()
    for service in ("api", "worker"):
        production.wait_until_healthy(service)
    assert production.secret_files() == before | {
        "auth_access_secret": "a new secret, as long as it has to be",
        "auth_access_secret_previous": before["auth_access_secret"],
    }
    production.up()
    assert production.secret_files()["auth_access_secret_previous"] == before["auth_access_secret"]


def test_a_second_up_changes_nothing_that_runs(production: Stack) -> None:
    services = ("db", "api", "worker", "web", "caddy")
    files = production.secret_files()
    before = {name: production.inspect(name)["State"]["StartedAt"] for name in services}
    production.up()
    assert {name: production.inspect(name)["State"]["StartedAt"] for name in services} == before
    assert production.secret_files() == files


def test_services_end_in_time_when_asked(production: Stack) -> None:
    production.compose("stop")
    codes = {
        name: production.inspect(name)["State"]["ExitCode"]
        for name in ("db", "api", "worker", "web", "caddy")
    }
    assert codes == {"db": 0, "api": 0, "worker": 0, "web": codes["web"], "caddy": 0}
    assert codes["web"] in {0, 143}


def test_of_five_migrations_at_once_one_applies_and_all_succeed(production: Stack) -> None:
    production.down()
    production.up("db")
    production.wait_until_healthy("db")
    production.compose("up", "--no-deps", "roles")
    command = production.command("run", "--rm", "-T", "--no-deps", "migrate")
    results = at_once([command] * 5)
    assert [code for code, _ in results] == [0] * 5, results
    applied = [said for _, said in results if "Running upgrade" in said]
    assert len(applied) == 1, results
    assert production.sql("SELECT count(*) FROM app_meta.alembic_version") == "1"
