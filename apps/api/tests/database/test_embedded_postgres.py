"""The embedded server: as root or not, after crashes, and on machines that are in its way."""

import contextlib
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from embedded_postgres import (
    AlreadyRunningError,
    DiskFullError,
    EmbeddedPostgres,
    EmbeddedPostgresError,
    NotWritableError,
    PortInUseError,
    ServerFailedError,
)
from postgres_account import ServerAccount, can_enter
from postgres_failures import failure_from
from postgres_orphan import STILL_STARTING_SECONDS, sweep_throw_aways

NATIVE_DIR = Path(__file__).resolve().parents[4] / "tools" / "native"
START = """
import sys, time
from pathlib import Path
from embedded_postgres import EmbeddedPostgres, EmbeddedPostgresError
server = EmbeddedPostgres(Path(sys.argv[1]) if sys.argv[1] else None, fsync=False)
try:
    server.start()
except EmbeddedPostgresError as error:
    sys.exit(f"{type(error).__name__}: {error}")
print(server.pid, server.superuser_dsn("postgres"), flush=True)
time.sleep(float(sys.argv[2]))
server.stop()
"""
IS_ROOT = os.geteuid() == 0
TEMPORARY = "/tmp"  # noqa: S108  everybody may enter it, unlike $TMPDIR in some places
as_root = pytest.mark.skipif(not IS_ROOT, reason="only root can try this")


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A directory that everybody may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="srq-hpn-test-", dir=TEMPORARY) as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A stopped cluster with a table, for tests that leave it as they found it."""
    path = tmp_path_factory.mktemp("kept") / "postgres"
    with EmbeddedPostgres(path, fsync=False) as server:
        write_note(server)
    yield path
    if path.is_symlink():
        shutil.rmtree(path.resolve())


def write_note(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.superuser_dsn("postgres")) as connection:
        connection.execute("CREATE TABLE note AS SELECT 'kept'::text AS body")


def read_note(server: EmbeddedPostgres) -> str:
    with psycopg.connect(server.superuser_dsn("postgres")) as connection:
        row = connection.execute("SELECT body FROM note").fetchone()
        assert row is not None
        return str(row[0])


def launch(
    data_dir: Path | None,
    *,
    seconds: float = 0,
    python: str = sys.executable,
    uid: int | None = None,
) -> subprocess.Popen[str]:
    """Start the server in another process, which stops it after so many seconds."""
    return subprocess.Popen(
        [python, "-c", START, str(data_dir or ""), str(seconds)],
        env={**os.environ, "PYTHONPATH": str(NATIVE_DIR), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        user=uid,
        extra_groups=None if uid is None else [],
    )


def is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text()


def test_a_second_start_is_fast_and_finds_the_data(kept: Path) -> None:
    durations = []
    for _ in range(3):
        began = time.monotonic()
        server = EmbeddedPostgres(kept, fsync=False)
        server.start()
        durations.append(time.monotonic() - began)
        assert read_note(server) == "kept"
        server.stop()
        assert not server.is_running
        assert not server.socket_dir.exists()
    assert min(durations) < 2


def test_it_never_runs_as_root_and_lets_in_only_who_started_it(kept: Path) -> None:
    with EmbeddedPostgres(kept, fsync=False) as server:
        assert Path(f"/proc/{server.pid}").stat().st_uid != 0
        assert server.socket_dir.stat().st_mode & 0o077 == 0
        with psycopg.connect(server.superuser_dsn("postgres")) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
            assert connection.execute("SHOW data_checksums").fetchone() == ("on",)
            assert connection.execute("SELECT system_user").fetchone() == (
                f"peer:{pwd.getpwuid(os.geteuid()).pw_name}",
            )
        with pytest.raises(psycopg.OperationalError, match=r"pg_hba\.conf rejects"):
            psycopg.connect(f"postgresql://srq_hpn:any@127.0.0.1:{server.port}/postgres")


def test_a_server_that_was_killed_comes_back_with_its_data(kept: Path) -> None:
    server = EmbeddedPostgres(kept, fsync=False)
    server.start()
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    server.stop()
    assert (kept / "postmaster.pid").exists()
    with EmbeddedPostgres(kept, fsync=False) as again:
        assert read_note(again) == "kept"


def test_the_server_of_a_launcher_that_was_killed_is_stopped_first(kept: Path) -> None:
    with launch(kept, seconds=600) as launcher:
        assert launcher.stdout is not None
        orphan = int(launcher.stdout.readline().split()[0])
        launcher.kill()
    assert is_alive(orphan)
    with EmbeddedPostgres(kept, fsync=False) as server:
        assert read_note(server) == "kept"
        assert not is_alive(orphan)


def test_a_pid_file_that_names_another_program_is_no_hindrance(kept: Path) -> None:
    bystander = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        pid_file = kept / "postmaster.pid"
        pid_file.write_text(f"{bystander.pid}\n{kept.resolve()}\n1\n5432\n/tmp\n\n  1  1\nready\n")
        if IS_ROOT:
            os.chown(pid_file, kept.stat().st_uid, -1)
        with EmbeddedPostgres(kept, fsync=False) as server:
            assert read_note(server) == "kept"
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_two_launchers_on_one_cluster_are_refused_the_second_time(kept: Path) -> None:
    with EmbeddedPostgres(kept, fsync=False) as server:
        with pytest.raises(AlreadyRunningError, match="stop that one first"):
            EmbeddedPostgres(kept, fsync=False).start()
        assert read_note(server) == "kept"


def test_a_port_in_use_is_one_sentence(kept: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortInUseError, match=f"^Port {port} is taken by another program"):
            EmbeddedPostgres(kept, wanted_port=port, fsync=False).start()


def test_a_cluster_of_another_version_is_left_alone(kept: Path) -> None:
    version = kept / "PG_VERSION"
    version.write_text("17\n")
    try:
        with pytest.raises(ServerFailedError, match="made by PostgreSQL 17 and this is 18"):
            EmbeddedPostgres(kept, fsync=False).start()
    finally:
        version.write_text("18\n")


def test_a_first_start_that_was_cut_short_is_made_again(open_place: Path) -> None:
    data_dir = open_place / "postgres"
    half_made = data_dir.with_name(f"{data_dir.name}.new")
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(data_dir, fsync=False) as server:
        write_note(server)
        assert not half_made.exists()


def test_a_throw_away_server_leaves_nothing() -> None:
    with EmbeddedPostgres(fsync=False) as server:
        assert server.log_path is not None
        places = server.socket_dir, server.log_path.parent
        assert all(place.is_dir() for place in places)
    assert not any(place.exists() for place in places)


def test_the_throw_away_server_of_a_launcher_that_was_killed_is_swept_away_later() -> None:
    with launch(None, seconds=600) as launcher:
        assert launcher.stdout is not None
        orphan = int(launcher.stdout.readline().split()[0])
        launcher.kill()
    home = Path(Path(f"/proc/{orphan}/cwd").resolve()).parent
    sweep_throw_aways()
    assert is_alive(orphan)
    long_ago = time.time() - 2 * STILL_STARTING_SECONDS
    os.utime(home, (long_ago, long_ago))
    sweep_throw_aways()
    assert not is_alive(orphan)
    assert not home.exists()


@as_root
def test_below_a_directory_that_only_root_may_enter_the_cluster_lives_elsewhere(
    tmp_path: Path,
) -> None:
    closed = tmp_path / "root only"
    closed.mkdir(mode=0o700)
    data_dir = closed / "checkout" / ".data" / "postgres"
    with EmbeddedPostgres(data_dir, fsync=False) as server:
        write_note(server)
    assert data_dir.is_symlink()
    try:
        with EmbeddedPostgres(data_dir, fsync=False) as server:
            assert read_note(server) == "kept"
    finally:
        shutil.rmtree(data_dir.resolve())


@as_root
def test_without_root_it_runs_as_the_user_itself(open_place: Path) -> None:
    uid, python = _nobody_or_skip()
    os.chown(open_place, uid, -1)
    run = launch(open_place / "postgres", python=python, uid=uid)
    said, complaint = run.communicate()
    assert (run.returncode, complaint) == (0, "")
    assert re.match(r"\d+ postgresql://srq_hpn@/postgres\?host=", said)
    assert (open_place / "postgres").stat().st_uid == uid


@as_root
def test_a_directory_of_someone_else_is_one_sentence(open_place: Path) -> None:
    uid, python = _nobody_or_skip()
    for data_dir in (open_place / "postgres", open_place / "below" / "postgres"):
        run = launch(data_dir, python=python, uid=uid)
        _, complaint = run.communicate()
        assert run.returncode == 1
        assert complaint.startswith(f"NotWritableError: {data_dir} cannot be written")
        assert complaint.count("\n") == 1


@as_root
def test_a_full_disk_is_one_sentence(open_place: Path) -> None:
    mount = [
        shutil.which("mount") or "mount",
        "-t",
        "tmpfs",
        "-o",
        "size=30m,mode=0755",
        "tmpfs",
        str(open_place),
    ]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine lets nobody mount a small disk")
    server = EmbeddedPostgres(open_place / "postgres", fsync=False)
    try:
        with pytest.raises(DiskFullError, match="is full: free at least"):
            server.start()
    finally:
        server.stop()
        subprocess.run([shutil.which("umount") or "umount", str(open_place)], check=True)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (
            'FATAL:  could not write lock file "postmaster.pid": No space left on device',
            DiskFullError,
        ),
        ("initdb: error: could not create directory: Disk quota exceeded", DiskFullError),
        ("LOG:  could not bind IPv4 address: Address already in use", PortInUseError),
        ('FATAL:  could not open file "x": Permission denied', NotWritableError),
        ("FATAL:  could not create file: Read-only file system", NotWritableError),
        ("FATAL:  could not map anonymous shared memory", ServerFailedError),
        ("", ServerFailedError),
    ],
)
def test_what_postgresql_says_becomes_a_sentence_with_a_remedy(
    said: str, kind: type[EmbeddedPostgresError]
) -> None:
    place = Path("/srv/site/.data/postgres")
    error = failure_from(f"LOG:  starting\n{said}", place, port=5, log_path=Path("/srv/log"))
    assert type(error) is kind
    assert str(error).endswith((".", ".)"))
    assert "\n" not in str(error)


def _nobody_or_skip() -> tuple[int, str]:
    """An unprivileged user id and a Python that it can run."""
    nobody = pwd.getpwnam("nobody")
    account = ServerAccount("nobody", nobody.pw_uid, nobody.pw_gid, "root")
    enough = "import sys; sys.exit(sys.version_info < (3, 11))"
    for python in (str(Path(sys.executable).resolve()), "/usr/bin/python3"):
        with contextlib.suppress(OSError):
            if account.run([python, "-c", enough]).returncode == 0 and can_enter(
                account, NATIVE_DIR
            ):
                return nobody.pw_uid, python
    pytest.skip("this checkout or Python lies where only root may enter")
