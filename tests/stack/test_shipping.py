"""`scripts/deploy user@host`: a checkout goes over ssh, and what the other side keeps stays."""

import fcntl
import getpass
import http.client
import json
import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from composing import ROOT, Stack, environment, free_ports, is_port_free
from operated import own_stack

from load import warm_up, whole_site

SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:" + os.environ.get("PATH", ""))
PROJECT = "srq-hpn-ship-test"
FIRST, SECOND = "ship-test-1", "ship-test-2"
KEPT = {
    ".env.production": "DOMAIN=localhost\nCOMPOSE_PROJECT_NAME=srq-deploy-ship\n"
    "POSTGRES_PASSWORD=a-8f1d2c\nPOSTGRES_APP_PASSWORD=b-8f1d2c\nPOSTGRES_ADMIN_PASSWORD=c-8f1d2c\n",
    ".releases/releases.jsonl": "",
    ".git/HEAD": "ref: refs/heads/theirs\n",
    "backups/dump": "rows",
}
OLD = {"compose.yml": "services: {}\n", "apps/api/app/gone.py": "", "notes.txt": ""}
NOSNIFF = ">X-Content-Type-Options nosniff"


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """An ssh server of our own, and the environment in which `ssh` finds it."""
    if SSHD is None:
        pytest.skip("there is no sshd here (Debian: apt-get install openssh-server)")
    (port,) = free_ports(1)
    folder = tmp_path_factory.mktemp("ssh")
    for name in ("host", "mine"):
        key = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(key, check=True)
    Path("/run/sshd").mkdir(exist_ok=True)
    server = [SSHD, "-D", "-e", "-f", "/dev/null", "-p", str(port)]
    for option in (
        "ListenAddress=127.0.0.1",
        f"HostKey={folder / 'host'}",
        f"AuthorizedKeysFile={folder / 'mine.pub'}",
        "PidFile=none",
        "StrictModes=no",
        "UsePAM=no",
        "PermitRootLogin=prohibit-password",
    ):
        server += ["-o", option]
    known = f"-F /dev/null -p {port} -i {folder / 'mine'} -o StrictHostKeyChecking=no"
    hosts = f"-o UserKnownHostsFile={folder / 'known'} -o LogLevel=ERROR"
    line = f'exec {shutil.which("ssh")} {known} {hosts} "$@"'
    with subprocess.Popen(server, stderr=subprocess.DEVNULL) as running:
        deadline = time.monotonic() + 20
        while is_port_free(port):
            assert time.monotonic() < deadline
            assert running.poll() is None
            time.sleep(0.05)
        yield with_ssh(folder, line)
        running.terminate()


def with_ssh(folder: Path, line: str) -> dict[str, str]:
    """The environment in which `ssh` is this line of shell."""
    wrapper = folder / "bin" / "ssh"
    wrapper.parent.mkdir()
    wrapper.write_text(f"#!/bin/sh\n{line}\n")
    wrapper.chmod(0o755)
    return {**environment(), "PATH": f"{wrapper.parent}:{os.environ['PATH']}"}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is here, committed or not, as a clean checkout whose files may change."""
    folder = tmp_path_factory.mktemp("checkout")
    own = ["--git-dir", str(folder / "git"), "--work-tree", str(ROOT)]
    git(*own, "init", "--quiet")
    git(*own, "add", "--all")
    git(*own, "commit", "--quiet", "--message", "as it is here")
    git("clone", "--quiet", str(folder / "git"), str(folder / "checkout"))
    return folder / "checkout"


def git(*arguments: str) -> None:
    """Run git as somebody."""
    known = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
    subprocess.run(["git", *known, *arguments], check=True, capture_output=True)


def ship(
    checkout: Path, ssh: Mapping[str, str], folder: Path, *options: str, user: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the checkout's deploy towards a folder of the other side."""
    destination = f"{user or getpass.getuser()}@127.0.0.1"
    line = [str(checkout / "scripts" / "deploy"), destination, str(folder), *options]
    return subprocess.run(line, env=dict(ssh), capture_output=True, text=True, check=False)


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A folder with an older checkout and with what a machine keeps."""
    folder = tmp_path / "it's there"
    for name, text in {**KEPT, **OLD}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / ".env.production").chmod(0o600)
    return folder


def what_is_in(folder: Path) -> dict[str, str]:
    """Each file below a folder, but the lock."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    found = {str(path.relative_to(folder)): path.read_text() for path in files}
    return {name: text for name, text in found.items() if name != ".operating.lock"}


def test_the_other_side_gets_the_files_and_keeps_its_own(
    ssh: Mapping[str, str], checkout: Path, there: Path
) -> None:
    # As ssh's own default would: from the home of whoever logs in.
    relative = Path(os.path.relpath(there, Path(f"~{getpass.getuser()}").expanduser().resolve()))
    finished = ship(checkout, ssh, relative, "--dry-run", "--tag", "shipped-1")
    assert finished.returncode == 0, finished
    assert "Would start everything for the first time" in finished.stdout
    assert {name: (there / name).read_text() for name in KEPT} == KEPT
    assert (there / ".env.production").stat().st_mode & 0o777 == 0o600
    assert (there / "compose.yml").read_text() == (ROOT / "compose.yml").read_text()
    assert (there / "compose.yml").stat().st_mode & 0o777 == 0o644
    assert (there / "caddy").stat().st_mode & 0o777 == 0o755
    assert not (there / "notes.txt").exists()
    assert not (there / "apps" / "api" / "app" / "gone.py").exists()
    assert [path.name for path in (there / ".releases").iterdir()] == ["releases.jsonl"]


@pytest.mark.parametrize("part", [0, 512 * 1024, -1])
def test_a_connection_that_breaks_off_touches_nothing(
    ssh: Mapping[str, str], checkout: Path, there: Path, tmp_path: Path, part: int
) -> None:
    real = shutil.which("ssh", path=ssh["PATH"])
    breaking = with_ssh(tmp_path, f'head -c {part} | {real} "$@"')
    finished = ship(checkout, breaking, there, "--dry-run", "--tag", "shipped-1")
    assert finished.returncode == 1, finished
    assert "have not arrived whole" in finished.stderr
    assert "did not take the files; what serves there is untouched" in finished.stderr
    assert what_is_in(there) == {**KEPT, **OLD}


def test_nothing_arrives_while_another_verb_is_at_work_there(
    ssh: Mapping[str, str], checkout: Path, there: Path
) -> None:
    with (there / ".operating.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        finished = ship(checkout, ssh, there, "--dry-run", "--tag", "shipped-1")
    assert finished.returncode == 1, finished
    assert "is running here" in finished.stderr
    assert what_is_in(there) == {**KEPT, **OLD}


def test_what_is_not_committed_is_not_shipped(
    ssh: Mapping[str, str], checkout: Path, there: Path
) -> None:
    (checkout / "notes.txt").write_text("not committed")
    try:
        finished = ship(checkout, ssh, there, "--dry-run")
    finally:
        (checkout / "notes.txt").unlink()
    assert finished.returncode == 1
    assert "files have changed here: commit them" in finished.stderr
    assert what_is_in(there) == {**KEPT, **OLD}


def test_a_machine_without_an_env_file_is_told_how_to_get_one(
    ssh: Mapping[str, str], checkout: Path, tmp_path: Path
) -> None:
    finished = ship(checkout, ssh, tmp_path / "there", "--dry-run", "--tag", "shipped-1")
    assert finished.returncode == 1
    assert "`scripts/init-env` writes one" in finished.stderr
    assert (tmp_path / "there" / "scripts" / "init-env").exists()


def test_a_host_that_does_not_answer_is_named(
    ssh: Mapping[str, str], checkout: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "there"
    finished = ship(checkout, ssh, folder, "--tag", "shipped-1", user="nobody-here")
    assert finished.returncode == 1
    assert "nobody-here@127.0.0.1 did not take the files" in finished.stderr


@pytest.fixture
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A folder with an env file and with what else a machine keeps; nothing runs of it."""
    folder = tmp_path_factory.mktemp("remote") / "it's there"
    folder.mkdir()
    made = own_stack(PROJECT, folder, block=2)
    (http_port,) = free_ports(1)
    own = {
        "COMPOSE_PROJECT_NAME": PROJECT,
        "HTTP_PORT": f"127.0.0.1:{http_port}",
        "SITE_ADDRESS": "http://localhost:80",
        "SITE_URL": f"http://localhost:{http_port}",
    }
    env_file = made.env_file.rename(folder / ".env.production")
    with env_file.open("a") as file:
        file.writelines(f"{name}={value}\n" for name, value in own.items())
    for name in (".git/HEAD", "backups/dump"):
        (folder / name).parent.mkdir()
        (folder / name).write_text(KEPT[name])
    variables = {**made.variables, **own}
    stack = replace(made, file=str(folder / "compose.yml"), env_file=env_file, variables=variables)
    remove(stack)
    try:
        yield stack
    finally:
        if os.environ.get("KEEP_STACK") is None:
            remove(stack)


def remove(stack: Stack) -> None:
    """Remove what runs, also where no checkout has arrived yet."""
    replace(stack, file=str(ROOT / "compose.yml")).down()


def change(checkout: Path, name: str, old: str, new: str) -> None:
    """Commit another text of a file."""
    text = (checkout / name).read_text()
    assert text.count(old) == 1
    (checkout / name).write_text(text.replace(old, new))
    git("-C", str(checkout), "commit", "--quiet", "--all", "--message", f"another {name}")


def header(port: int, name: str) -> str | None:
    """What the site says in a header."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().headers[name]
    finally:
        connection.close()


def tags(stack: Stack) -> list[str]:
    """The tag of each container that serves."""
    shown = ["ps", "--format", "{{.Image}}", "api", "web", "worker"]
    return [image.rpartition(":")[2] for image in stack.compose(*shown).split()]


def wait_for_archive(stack: Stack) -> None:
    """Have what is committed now archived by the server that runs."""
    stack.sql("SELECT pg_create_restore_point('shipped')")
    ended = stack.sql("SELECT pg_walfile_name(pg_switch_wal())")
    deadline = time.monotonic() + 120
    asked = "SELECT coalesce(last_archived_wal, '') FROM pg_stat_archiver"
    while (archived := stack.sql(asked)) < ended:
        assert time.monotonic() < deadline, f"{archived} is archived, {ended} is not"
        time.sleep(0.5)


def test_a_changed_checkout_takes_over_there_while_visitors_keep_asking(
    ssh: Mapping[str, str], checkout: Path, remote: Stack
) -> None:
    folder, port = remote.env_file.parent, int(remote.variables["HTTP_PORT"].rpartition(":")[2])
    secrets = remote.env_file.read_text().splitlines()
    finished = ship(checkout, ssh, folder, "--tag", FIRST)
    assert finished.returncode == 0, finished
    warm_up(port)
    assert tags(remote) == [FIRST] * 3
    staying = {name: remote.inspect(name)["State"]["StartedAt"] for name in ("db", "caddy")}

    change(checkout, "caddy/Caddyfile", "persist_config off", "no_such_option")
    finished = ship(checkout, ssh, folder, "--tag", SECOND)
    assert finished.returncode == 1, finished
    assert "Caddy does not accept its configuration, so nothing was changed" in finished.stderr
    assert tags(remote) == [FIRST] * 3

    change(checkout, "caddy/Caddyfile", "no_such_option", "persist_config off")
    change(checkout, "caddy/Caddyfile", NOSNIFF, f"{NOSNIFF}\n\t\t>X-Shipped yes")
    change(checkout, "apps/api/app/main.py", "def create_app(", "# shipped\ndef create_app(")
    with whole_site(port) as visitors:
        finished = ship(checkout, ssh, folder, "--tag", SECOND)
        visitors.wait_for(visitors.count + 500)
        print(f"shipped: {dict(visitors.answered)}, {visitors.failures}")
    assert finished.returncode == 0, finished
    assert tags(remote) == [SECOND] * 3
    assert "# shipped" in remote.exec("api", "cat", "app/main.py")
    assert header(port, "X-Shipped") == "yes"
    # Caddy, which reads another configuration, closes connections that somebody keeps.
    assert len(visitors.failures) <= visitors.kept
    closed = ("ConnectionResetError", "IncompleteReadError")
    assert [one for one in visitors.failures if not any(kind in one for kind in closed)] == []

    # Whose containers are the same still see the files that have arrived since.
    assert {name: remote.inspect(name)["State"]["StartedAt"] for name in staying} == staying
    assert ">X-Shipped yes" in remote.exec("caddy", "cat", "/etc/caddy/Caddyfile")
    assert remote.exec("db", "cat", "/srv/db/start.sh") == (ROOT / "db" / "start.sh").read_text()
    assert "service.py" in remote.exec("backup", "ls", "/srv/db/backup")
    wait_for_archive(remote)

    written = remote.env_file.read_text().splitlines()
    assert set(written) ^ set(secrets) == {f"IMAGE_TAG='{SECOND}'", f"IMAGE_TAG={PROJECT}"}
    for name in (".git/HEAD", "backups/dump"):
        assert (folder / name).read_text() == KEPT[name]
    lines = (folder / ".releases" / "releases.jsonl").read_text().splitlines()
    told = [json.loads(line) for line in lines]
    assert [(each["tag"], each["previous"]) for each in told] == [(FIRST, None), (SECOND, FIRST)]
    assert "dump-" in told[-1]["backup"]

    roll_back_over_a_connection_that_breaks(remote, ssh, folder)
    assert tags(remote) == [FIRST] * 3
    assert f"IMAGE_TAG='{FIRST}'" in remote.env_file.read_text()


def roll_back_over_a_connection_that_breaks(
    stack: Stack, ssh: Mapping[str, str], folder: Path
) -> None:
    """What has begun over there is finished, whether or not somebody listens."""
    line = ["ssh", f"{getpass.getuser()}@127.0.0.1"]
    line.append(f"cd {shlex.quote(str(folder))} && exec scripts/rollback")
    with subprocess.Popen(line, env=dict(ssh), stdout=subprocess.PIPE, text=True) as connection:
        assert connection.stdout is not None
        assert any("Starting the new api" in told for told in connection.stdout)
        connection.kill()
    deadline = time.monotonic() + 300
    while len((folder / ".releases" / "releases.jsonl").read_text().splitlines()) < 3:
        assert time.monotonic() < deadline, stack.compose("ps")
        time.sleep(0.5)
    with (folder / ".operating.lock").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
