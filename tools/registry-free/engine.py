"""The Docker engine: Debian's packages, newer Compose and buildx, and a daemon without systemd."""

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import host
import suite

SOCKET = Path("/var/run/docker.sock")
PLUGIN_DIR = Path("/usr/libexec/docker/cli-plugins")
OLDEST_COMPOSE = (2, 24, 4)
"""The first Compose that knows `!override` and optional env files."""

START_SECONDS = 60
STOP_SECONDS = 30


def up() -> None:
    """Have a running engine with Compose and buildx; whatever is there already is kept."""
    if server_version() is None:
        suite.install_on_host(["docker.io", "iptables", "ca-certificates"])
        start()
    host.say(f"engine {server_version()} answers on {SOCKET}")
    if not has_plugins():
        add_plugins()
    host.say(f"Compose {'.'.join(map(str, compose_version() or ()))} is at hand")


def server_version() -> str | None:
    """The version of the engine that answers, or None."""
    answer = host.attempt(["docker", "version", "--format", "{{.Server.Version}}"])
    return answer.stdout.strip() if answer.returncode == 0 else None


def compose_version() -> tuple[int, ...] | None:
    """The version of `docker compose`, or None where there is none."""
    answer = host.attempt(["docker", "compose", "version", "--short"])
    found = re.match(r"v?(\d+)\.(\d+)\.(\d+)", answer.stdout.strip())
    return tuple(int(part) for part in found.groups()) if found else None


def has_plugins() -> bool:
    """Whether Compose is new enough and buildx is there."""
    buildx = host.attempt(["docker", "buildx", "version"]).returncode == 0
    return buildx and (compose_version() or ()) >= OLDEST_COMPOSE


def add_plugins() -> None:
    """Put Compose and buildx of the newer suite where Debian's docker looks for plugins."""
    host.say(f"fetching Compose and buildx from Debian {suite.SUITE} …")
    scratch = host.cache_dir() / "plugins"
    root = suite.unpack(["docker-compose", "docker-buildx"], scratch)
    PLUGIN_DIR.mkdir(parents=True, exist_ok=True)
    for plugin in sorted((root / PLUGIN_DIR.relative_to("/")).iterdir()):
        shutil.copy2(plugin, PLUGIN_DIR / plugin.name)
    shutil.rmtree(scratch)
    if not has_plugins():
        raise host.RefusedError(
            f"Compose or buildx does not run although it lies in {PLUGIN_DIR}: "
            "try `docker compose version`."
        )


def start() -> None:
    """Start the daemon, by systemd where that runs, by hand where it does not."""
    host.say("starting the engine …")
    if is_systemd():
        host.run(["systemctl", "start", "docker"], failure="systemd could not start Docker")
    else:
        start_by_hand()
    deadline = time.monotonic() + START_SECONDS
    while server_version() is None:
        if time.monotonic() > deadline or (own_pid() is None and not is_systemd()):
            raise host.RefusedError(f"The engine did not start: read the end of {log_file()}.")
        time.sleep(0.3)


def start_by_hand() -> None:
    """Run dockerd in a session of its own, logging into the cache directory."""
    host.cache_dir().mkdir(parents=True, exist_ok=True)
    with log_file().open("ab") as log:
        daemon = subprocess.Popen(
            ["dockerd", "--host", f"unix://{SOCKET}", f"--mtu={route_mtu()}"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    pid_file().write_text(f"{daemon.pid}\n")


def stop() -> None:
    """Stop the daemon that ``start_by_hand`` started; leave any other alone."""
    pid = own_pid()
    if pid is None:
        host.say("no engine was started by this tool")
        return
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while own_pid() is not None:
        if time.monotonic() > deadline:
            raise host.RefusedError(f"The engine (process {pid}) does not stop: see {log_file()}.")
        time.sleep(0.2)
    pid_file().unlink(missing_ok=True)
    host.say("engine stopped; its images and volumes are kept")


def own_pid() -> int | None:
    """The process id of the daemon this tool started, while it lives."""
    try:
        pid = int(pid_file().read_text())
        # A zombie child of this very process has an empty command line.
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return None
    return pid if command.startswith(b"dockerd\0") else None


def route_mtu() -> int:
    """The MTU of the default route's device: a larger one inside containers stalls TLS."""
    for row in Path("/proc/net/route").read_text().splitlines()[1:]:
        device, destination = row.split()[:2]
        if destination == "00000000":
            return int(Path(f"/sys/class/net/{device}/mtu").read_text())
    return 1500


def is_systemd() -> bool:
    """Whether systemd runs this machine."""
    return Path("/run/systemd/system").is_dir()


def log_file() -> Path:
    """Where a daemon started by hand writes."""
    return host.cache_dir() / "dockerd.log"


def pid_file() -> Path:
    """Remembers which daemon is ours to stop."""
    return host.cache_dir() / "dockerd.pid"
