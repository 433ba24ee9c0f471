"""What gunicorn's processes count in goes with the last of them, or at the next start."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.http.count_folder import make_count_folder
from embedded_postgres import Dsns
from tests.http.serving import API_ROOT, serving

HOLD = """
import os, sys, time
from pathlib import Path
from app.http.count_folder import make_count_folder
made = make_count_folder(Path(sys.argv[1]))
child = os.fork()
if child:
    print(child, made, flush=True)
time.sleep(600)
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int, Path]]:
    """A process that made a folder, a child of it, and the folder."""
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, cwd=API_ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child, folder = parent.stdout.readline().split(maxsplit=1)
        try:
            yield parent, int(child), Path(folder.strip())
        finally:
            parent.kill()
            end(int(child))


def end(process: int) -> None:
    """Kill a process, if it is there, and wait until nothing is left of it but its name."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return
    deadline = time.monotonic() + 20
    while (stat := Path(f"/proc/{process}/stat")).exists():
        if stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_folder_stays_while_one_of_its_processes_lives(
    holder: tuple[subprocess.Popen[str], int, Path], tmp_path: Path
) -> None:
    parent, child, folder = holder
    make_count_folder(tmp_path)
    assert folder.is_dir()
    parent.kill()
    parent.wait()
    make_count_folder(tmp_path)
    assert folder.is_dir()
    end(child)
    (folder / "counter_1.db").write_bytes(b"counted")
    make_count_folder(tmp_path)
    assert not folder.exists()


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    other = tmp_path / "srq-hpn-of-somebody"
    other.mkdir()
    target = tmp_path / "target"
    target.mkdir()
    (tmp_path / "srq-hpn-counters-link").symlink_to(target)
    (tmp_path / "srq-hpn-counters-file").touch()
    make_count_folder(tmp_path)
    assert other.is_dir()
    assert target.is_dir()
    assert (tmp_path / "srq-hpn-counters-link").is_symlink()
    assert (tmp_path / "srq-hpn-counters-file").is_file()


def test_what_another_user_has_there_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = tmp_path / "srq-hpn-counters-theirs"
    theirs.mkdir()
    mine = os.geteuid()
    with monkeypatch.context() as patched:
        patched.setattr(os, "geteuid", lambda: mine + 1)
        make_count_folder(tmp_path)
    assert theirs.is_dir()
    make_count_folder(tmp_path)
    assert not theirs.exists()


def test_a_server_that_was_killed_leaves_nothing_to_the_next(dsns: Dsns, tmp_path: Path) -> None:
    def folders() -> set[Path]:
        places = (Path("/dev") / "shm", tmp_path)
        return {folder for place in places for folder in place.glob("srq-hpn-counters-*")}

    environ = {"DATABASE_URL": dsns.app, "TMPDIR": str(tmp_path)}
    before = folders()
    with serving(tmp_path / "log", **environ) as server:
        parent = server.process.pid
        (child,) = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        (left,) = folders() - before
        server.process.kill()
        server.process.wait()
        end(int(child))
        assert left.is_dir()
    with serving(tmp_path / "log", **environ):
        assert left not in folders()
