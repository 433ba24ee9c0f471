"""`scripts/deploy user@host`: a checkout goes over ssh, and what the other side keeps stays."""

import getpass
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from composing import ROOT, environment, free_ports, is_port_free

SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:" + os.environ.get("PATH", ""))
KEPT = {
    ".env.production": "DOMAIN=localhost\nCOMPOSE_PROJECT_NAME=srq-deploy-ship\n"
    "POSTGRES_PASSWORD=a-8f1d2c\nPOSTGRES_APP_PASSWORD=b-8f1d2c\nPOSTGRES_ADMIN_PASSWORD=c-8f1d2c\n",
    ".releases/releases.jsonl": "",
    ".git/HEAD": "ref: refs/heads/theirs\n",
    "backups/dump": "rows",
}


@pytest.fixture
def ssh(tmp_path: Path) -> Iterator[Mapping[str, str]]:
    """An ssh server of our own, and the environment in which `ssh` finds it."""
    if SSHD is None:
        pytest.skip("there is no sshd here (Debian: apt-get install openssh-server)")
    (port,) = free_ports(1)
    for name in ("host", "mine"):
        key = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)]
        subprocess.run(key, check=True)
    Path("/run/sshd").mkdir(exist_ok=True)
    command = [SSHD, "-D", "-e", "-f", "/dev/null", "-p", str(port)]
    for option in (
        "ListenAddress=127.0.0.1",
        f"HostKey={tmp_path / 'host'}",
        f"AuthorizedKeysFile={tmp_path / 'mine.pub'}",
        "PidFile=none",
        "StrictModes=no",
        "UsePAM=no",
        "PermitRootLogin=prohibit-password",
    ):
        command += ["-o", option]
    folder = tmp_path / "bin"
    folder.mkdir()
    wrapper = folder / "ssh"
    known = f"-F /dev/null -p {port} -i {tmp_path / 'mine'} -o StrictHostKeyChecking=no"
    hosts = f"-o UserKnownHostsFile={tmp_path / 'known'} -o LogLevel=ERROR"
    wrapper.write_text(f'#!/bin/sh\nexec {shutil.which("ssh")} {known} {hosts} "$@"\n')
    wrapper.chmod(0o755)
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        deadline = time.monotonic() + 20
        while is_port_free(port):
            assert time.monotonic() < deadline
            assert server.poll() is None
            time.sleep(0.05)
        yield {**environment(), "PATH": f"{folder}:{os.environ['PATH']}"}
        server.terminate()


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only what is committed is shipped")
def test_the_other_side_gets_the_files_and_keeps_its_own(
    ssh: Mapping[str, str], tmp_path: Path
) -> None:
    there = tmp_path / "it's there"
    for name, text in {**KEPT, "apps/api/app/gone.py": "", "notes.txt": ""}.items():
        path = there / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (there / ".env.production").chmod(0o600)
    command = [sys.executable, "scripts/deploy", f"{getpass.getuser()}@127.0.0.1", str(there)]
    finished = subprocess.run(
        [*command, "--dry-run", "--tag", "shipped-1"],
        cwd=ROOT,
        env=dict(ssh),
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished
    assert "Would start everything for the first time" in finished.stdout
    assert {name: (there / name).read_text() for name in KEPT} == KEPT
    assert (there / ".env.production").stat().st_mode & 0o777 == 0o600
    assert (there / "compose.yml").read_text() == (ROOT / "compose.yml").read_text()
    assert not (there / "notes.txt").exists()
    assert not (there / "apps" / "api" / "app" / "gone.py").exists()
    assert not there.with_name(f"{there.name}.arriving").exists()


def test_a_host_that_does_not_answer_is_named(ssh: Mapping[str, str], tmp_path: Path) -> None:
    command = [sys.executable, "scripts/deploy", "nobody-here@127.0.0.1", str(tmp_path / "there")]
    command += ["--tag", "shipped-1"]
    finished = subprocess.run(
        command, cwd=ROOT, env=dict(ssh), capture_output=True, text=True, check=False
    )
    assert finished.returncode == 1
    assert "nobody-here@127.0.0.1 did not take the files" in finished.stderr
