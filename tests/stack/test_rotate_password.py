"""`scripts/rotate-password` on a running stack: nobody notices, the old one is worth nothing."""

import fcntl
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest
from composing import Stack
from operated import written
from searching import search_processes
from test_secrets import login
from test_zz_operations import Visitor
from verbs import command, verb

RUNNING = ("db", "api", "worker", "web", "caddy")
OLD = "password authentication failed"


def app_login(stack: Stack) -> tuple[str, str]:
    """The login that the env file names, and its password."""
    if written(stack, "POSTGRES_APP_LOGIN") == "app_b":
        return "srq_hpn_app_b", written(stack, "POSTGRES_APP_B_PASSWORD")
    return "srq_hpn_app", written(stack, "POSTGRES_APP_PASSWORD")


def started(stack: Stack, *services: str) -> dict[str, str]:
    return {one: stack.inspect(one)["State"]["StartedAt"] for one in services}


def test_the_apps_password_changes_and_no_reader_notices(operated: Stack) -> None:
    user, password = app_login(operated)
    untouched = started(operated, "db", "web", "caddy")
    visitor = Visitor(operated, "/api/categories", "/api/health", "/")
    visitor.start()
    ended = verb(operated, "rotate-password", "app")
    visitor.is_over.set()
    visitor.join(60)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert visitor.asked > 20
    assert visitor.failures == []
    assert started(operated, "db", "web", "caddy") == untouched

    now_user, now_password = app_login(operated)
    assert (now_user != user, now_password != password) == (True, True)
    assert login(operated, "db_app", user=now_user, password=now_password) == "let in"
    assert OLD in login(operated, "db_app", user=user, password=password)
    used = operated.sql(
        "SELECT DISTINCT usename FROM pg_stat_activity WHERE usename LIKE 'srq_hpn_app%'"
    )
    assert used == now_user
    assert {len(operated.containers(one)) for one in ("api", "worker")} == {1}
    assert operated.env_file.stat().st_mode & 0o777 == 0o600
    assert password not in operated.env_file.read_text()


def test_a_start_afterwards_changes_nothing_that_runs(operated: Stack) -> None:
    before = started(operated, *RUNNING)
    operated.compose("up", "-d")
    assert started(operated, *RUNNING) == before


@pytest.mark.parametrize("role", ["admin", "superuser"])
def test_the_other_passwords_change_and_nothing_restarts(operated: Stack, role: str) -> None:
    name = {"admin": "POSTGRES_ADMIN_PASSWORD", "superuser": "POSTGRES_PASSWORD"}[role]
    old, before = written(operated, name), started(operated, *RUNNING)
    ended = verb(operated, "rotate-password", role)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    new = written(operated, name)
    assert new != old
    assert started(operated, *RUNNING) == before
    if role == "admin":
        assert login(operated, "db_ops", user="srq_hpn_admin", password=new) == "let in"
        assert OLD in login(operated, "db_ops", user="srq_hpn_admin", password=old)
    operated.compose("run", "--rm", "-T", "migrate")


def test_no_secret_shows_in_output_processes_or_logs(operated: Stack) -> None:
    given = "a password that its operator chose: $HOME 'quoted' %41"
    secrets = {"new": given, "old": written(operated, "POSTGRES_ADMIN_PASSWORD")}
    found: list[str] = []
    watching = threading.Thread(
        target=lambda: found.extend(search_processes(operated, secrets, seconds=12))
    )
    watching.start()
    time.sleep(1)
    ended = verb(operated, "rotate-password", "admin", "--stdin", given=f"{given}\n")
    watching.join(60)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    # The step that hands secrets out is told them in its environment; it ends at once.
    handing_out = {"perl\0/srv/db/secrets.pl\0", "(it has ended)", ""}
    assert [one for one in found if one.partition("environ of ")[2] not in handing_out] == []
    assert login(operated, "db_ops", user="srq_hpn_admin", password=given) == "let in"
    shown = ended.stdout + ended.stderr + operated.compose("logs", "--no-color")
    assert [one for one in secrets.values() if one in shown] == []


@pytest.mark.parametrize("given", ["changeme", "short", "two\nlines, each of them long"])
def test_a_bad_password_is_refused_and_changes_nothing(operated: Stack, given: str) -> None:
    before = operated.env_file.read_text()
    ended = verb(operated, "rotate-password", "admin", "--stdin", given=given)
    assert (ended.returncode, "nothing was changed" in ended.stderr) == (1, True)
    assert operated.env_file.read_text() == before


def test_a_secret_that_is_kept_in_a_file_is_changed_there(operated: Stack, tmp_path: Path) -> None:
    before = operated.env_file.read_text()
    path = tmp_path / "admin"
    path.write_text(written(operated, "POSTGRES_ADMIN_PASSWORD") + "\n")
    path.chmod(0o600)
    kept = [line for line in before.splitlines() if not line.startswith("POSTGRES_ADMIN_PASSWORD=")]
    kept.append(f"POSTGRES_ADMIN_PASSWORD_FILE={path}")
    operated.env_file.write_text("\n".join(kept) + "\n")
    try:
        ended = verb(operated, "rotate-password", "admin")
        assert ended.returncode == 0, ended.stdout + ended.stderr
        assert operated.env_file.read_text() == "\n".join(kept) + "\n"
        assert path.stat().st_mode & 0o777 == 0o600
        new = path.read_text().rstrip("\n")
        assert login(operated, "db_ops", user="srq_hpn_admin", password=new) == "let in"
    finally:
        operated.env_file.write_text(before.replace("\nPOSTGRES_ADMIN_PASSWORD=", "\n#OLD="))
        with operated.env_file.open("a") as file:
            file.write(f"POSTGRES_ADMIN_PASSWORD='{path.read_text().strip()}'\n")


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("gets the new password", marks=pytest.mark.long),
        pytest.param("New containers are told", marks=pytest.mark.long),
        "Starting the new api beside",
        pytest.param("Stopping the old worker", marks=pytest.mark.long),
        pytest.param("old password is made invalid", marks=pytest.mark.long),
    ],
)
def test_an_interruption_leaves_a_working_stack_and_the_next_run_finishes(
    operated: Stack, title: str
) -> None:
    line, variables = command(operated, "rotate-password", "app")
    with subprocess.Popen(
        line, env=variables, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert any(title in told for told in process.stdout)
        time.sleep(1)
        process.send_signal(signal.SIGKILL)
    assert operated.ask("/health/db").status == 200
    assert operated.ask("/").status == 200
    before = [written(operated, f"POSTGRES_{one}_PASSWORD") for one in ("APP", "APP_B")]
    ended = verb(operated, "rotate-password", "app")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    user, password = app_login(operated)
    assert login(operated, "db_app", user=user, password=password) == "let in"
    for old_user, old in zip(("srq_hpn_app", "srq_hpn_app_b"), before, strict=True):
        assert not old or OLD in login(operated, "db_app", user=old_user, password=old)
    assert {len(operated.containers(one)) for one in ("api", "worker")} == {1}
    assert operated.ask("/health/db").status == 200


def test_it_waits_for_nobody_else(operated: Stack) -> None:
    before = operated.env_file.read_text()
    with operated.env_file.with_name(".operating.lock").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        ended = verb(operated, "rotate-password", "admin")
    assert (ended.returncode, "is running here" in ended.stderr) == (1, True)
    assert operated.env_file.read_text() == before


def test_a_dry_run_says_what_would_happen(operated: Stack) -> None:
    before = operated.env_file.read_text()
    ended = verb(operated, "rotate-password", "app", "--dry-run")
    assert ended.returncode == 0
    assert "api and worker are renewed" in ended.stdout
    assert operated.env_file.read_text() == before
