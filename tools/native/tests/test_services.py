"""A service is started without what it must not know, and ended whatever happens to us."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import leftovers
import services
from refusals import CannotContinueError
from services import Service

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def service(tmp_path: Path, command: list[str], *, stop_seconds: float = 10) -> Service:
    log_path = tmp_path / "logs" / "service.log"
    return Service("service", command, tmp_path, dict(os.environ), log_path, stop_seconds)


def is_alive(pid: int) -> bool:
    return leftovers.beginning_of(pid) is not None


def test_no_service_inherits_the_secrets_of_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        *("POSTGRES_PASSWORD", "POSTGRES_ADMIN_PASSWORD_FILE", "DATABASE_URL", "PGPASSWORD"),
        *("DATABASE_URL_ADMIN", "DATABASE_URL_INTERNAL", "npm_config_user_agent", "PYTHONPATH"),
    ):
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("SITE_NAME", "Elsewhere")
    environment = services.environment_for_services()
    assert "secret" not in environment.values()
    assert environment["SITE_NAME"] == "Elsewhere"


def test_only_api_and_worker_are_told_of_accounts_and_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "the mailer's")
    monkeypatch.setenv("AUTH_LINK_SECRET_FILE", "/of/the/shell")
    monkeypatch.setenv("AUTH_ACCESS_SECRET", " ")
    assert "SMTP_PASSWORD" not in services.environment_for_services()
    told = services.environment_for_app({"AUTH_LINK_SECRET": "kept", "AUTH_ACCESS_SECRET": "kept"})
    assert told["SMTP_PASSWORD"] == "the mailer's"
    assert told["AUTH_LINK_SECRET_FILE"] == "/of/the/shell"
    assert "AUTH_LINK_SECRET" not in told
    assert told["AUTH_ACCESS_SECRET"] == "kept"


def test_stopping_ends_a_service_and_is_harmless_twice(tmp_path: Path) -> None:
    running = service(tmp_path, SLEEP)
    running.start()
    pid = running.pid
    assert pid is not None
    running.stop()
    running.stop()
    assert not is_alive(pid)


def test_a_service_that_does_not_obey_is_ended_all_the_same(tmp_path: Path) -> None:
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print('deaf', flush=True); time.sleep(60)"
    )
    running = service(tmp_path, [sys.executable, "-c", deaf], stop_seconds=0.2)
    running.start()
    pid = running.pid
    assert pid is not None
    wait_for_log(running, "deaf")
    running.stop()
    assert not is_alive(pid)


def test_the_end_of_a_service_is_told_with_its_last_words(tmp_path: Path) -> None:
    running = service(tmp_path, [sys.executable, "-c", "print('out of luck'); raise SystemExit(3)"])
    running.start()
    wait_for_log(running, "out of luck")
    with pytest.raises(CannotContinueError) as refusal:
        services.wait_for(10, running.refuse_if_it_ended)
    assert "The service ended with exit code 3, so everything was stopped;" in str(refusal.value)
    assert str(refusal.value).endswith("out of luck")


def test_a_service_that_was_killed_is_told_with_the_signal(tmp_path: Path) -> None:
    running = service(tmp_path, SLEEP)
    running.start()
    assert running.pid is not None
    os.kill(running.pid, signal.SIGKILL)
    with pytest.raises(CannotContinueError, match="was ended by SIGKILL"):
        services.wait_for(10, running.refuse_if_it_ended)


def test_what_a_killed_service_had_started_ends_too(tmp_path: Path) -> None:
    forking = (
        f"import subprocess, time; print(subprocess.Popen({SLEEP!r}).pid, flush=True)\n"
        "time.sleep(60)"
    )
    running = service(tmp_path, [sys.executable, "-c", forking])
    running.start()
    wait_for_log(running, "\n")
    assert running.log_path is not None
    started = int(running.log_path.read_text())
    assert running.pid is not None
    os.kill(running.pid, signal.SIGKILL)
    running.stop()
    wait_until_gone(started)


def test_a_new_run_keeps_the_log_of_the_one_before(tmp_path: Path) -> None:
    for word in ("first", "second"):
        running = service(tmp_path, [sys.executable, "-c", f"print('{word}')"])
        running.start()
        wait_for_log(running, word)
        running.stop()
    logs = tmp_path / "logs"
    assert (logs / "service.log").read_text() == "second\n"
    assert (logs / "service.log.1").read_text() == "first\n"


def test_a_log_that_grew_too_long_is_cut_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "KEPT_LOG_BYTES", 10)
    chatty = "import time\nfor i in range(600): print('line', i, flush=True); time.sleep(0.01)"
    running = service(tmp_path, [sys.executable, "-c", chatty])
    running.start()
    wait_for_log(running, "line 3")
    services.trim_logs(tmp_path / "logs")
    wait_for_log(running, "line 40")
    running.stop()
    assert running.log_path is not None
    assert "line 3\n" not in running.log_path.read_text()
    assert "line 3\n" in services.previous(running.log_path).read_text()


def test_what_a_killed_launcher_left_is_ended_and_a_reused_number_is_spared(tmp_path: Path) -> None:
    orphan, stranger = (subprocess.Popen(SLEEP, start_new_session=True) for _ in range(2))
    try:
        began = leftovers.beginning_of(orphan.pid)
        noted = [{"pid": orphan.pid, "began": began}, {"pid": stranger.pid, "began": "1"}]
        (tmp_path / "running.json").write_text(json.dumps(noted))
        leftovers.stop_leftovers(tmp_path)
        assert orphan.wait(1) == -signal.SIGTERM
        assert stranger.poll() is None
        assert not (tmp_path / "running.json").exists()
    finally:
        for process in (orphan, stranger):
            process.kill()
            process.wait()


@pytest.mark.parametrize("note", ["", "{", "[1]", '[{"pid": "x", "began": 1}]'])
def test_an_unreadable_note_of_leftovers_is_ignored(tmp_path: Path, note: str) -> None:
    (tmp_path / "running.json").write_text(note)
    leftovers.stop_leftovers(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_a_service_ends_with_a_launcher_that_is_killed(tmp_path: Path) -> None:
    log = tmp_path / "log"
    launcher = (
        "import os, time; from pathlib import Path; from services import Service\n"
        f"s = Service('s', {SLEEP!r}, Path('/'), dict(os.environ), Path({str(log)!r}))\n"
        "s.start(); print(s.pid, flush=True); time.sleep(60)"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [sys.executable, "-c", launcher], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    with process.stdout as said:
        pid = int(said.readline())
    process.kill()
    process.wait()
    wait_until_gone(pid)


def wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 10
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_alive(pid)


def wait_for_log(running: Service, word: str) -> None:
    assert running.log_path is not None
    deadline = time.monotonic() + 20
    while word not in running.log_path.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.01)
