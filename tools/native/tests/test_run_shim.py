"""run.mjs finds a Python that is new enough, hands over, and passes every wish to stop on."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checkout import NATIVE_DIR

SHIM = str(NATIVE_DIR / "run.mjs")
WAITING_PYTHON = """#!/bin/sh
[ "$1" = -c ] && exit 0
exec "$REAL_PYTHON" -c '
import os, signal, time
def stop(number, frame):
    os.write(1, f"stopped {signal.Signals(number).name}\\n".encode())
    os._exit(7)
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, stop)
print("started", flush=True)
time.sleep(60)
'
"""


def node() -> str:
    found = os.environ.get("SRQ_NODE") or shutil.which("node")
    assert found
    return found


def make_python(folder: Path, script: str) -> None:
    python = folder / "python3"
    python.write_text(script)
    python.chmod(0o755)


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(folder)}
    return subprocess.run(
        [node(), SHIM, "start"], env=environment, capture_output=True, text=True, check=False
    )


def test_a_missing_python_is_told_with_the_remedy(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.returncode == 1
    assert result.stderr.startswith("Python is missing: install Python 3.11 or newer (Debian")


def test_an_old_python_is_told_with_its_version(tmp_path: Path) -> None:
    make_python(tmp_path, "#!/bin/sh\necho 3.9\nexit 1\n")
    result = run(tmp_path)
    assert result.returncode == 1
    assert result.stderr.startswith("Python 3.9 is too old: install Python 3.11 or newer")


def test_the_exit_code_is_handed_back(tmp_path: Path) -> None:
    make_python(tmp_path, '#!/bin/sh\n[ "$1" = -c ] && exit 0\nexit 5\n')
    assert run(tmp_path).returncode == 5


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_is_passed_on_and_the_end_awaited(tmp_path: Path, number: signal.Signals) -> None:
    make_python(tmp_path, WAITING_PYTHON)
    environment = {"PATH": str(tmp_path), "REAL_PYTHON": sys.executable}
    process = subprocess.Popen(
        [node(), SHIM, "start"], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process.stdout as said:
        assert said.readline() == "started\n"
        process.send_signal(number)
        assert said.read() == f"stopped {number.name}\n"
    assert process.wait(10) == 7


def test_the_product_stops_when_the_script_runner_is_killed(tmp_path: Path) -> None:
    make_python(tmp_path, WAITING_PYTHON)
    log = tmp_path / "log"
    environment = {
        "PATH": str(tmp_path),
        "REAL_PYTHON": sys.executable,
        "npm_lifecycle_event": "start",
        "NODE": node(),
        "SHIM": SHIM,
    }
    with log.open("w") as output:
        runner = subprocess.Popen(
            ["/bin/sh", "-c", '"$NODE" "$SHIM" start; exit 1'], env=environment, stdout=output
        )
    wait_for(log, "started")
    runner.kill()
    runner.wait()
    wait_for(log, "stopped")


def wait_for(log: Path, word: str) -> None:
    deadline = time.monotonic() + 20
    while word not in log.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.02)
