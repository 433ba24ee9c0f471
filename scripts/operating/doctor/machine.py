"""Disk, memory, clock, engine: what the machine itself must offer."""

import ctypes
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from operating import project
from operating.doctor.findings import Finding, warning
from operating.project import ROOT

GIB: Final = 2**30
LEAST_DISK, COMFORTABLE_DISK = 3 * GIB, 10 * GIB
LEAST_MEMORY: Final = 3 * GIB // 2
OLDEST_COMPOSE, OLDEST_ENGINE = (2, 24), (20, 10)
_UNITS: Final = {"": 1, "b": 1, "k": 2**10, "m": 2**20, "g": 2**30}
_STA_UNSYNC: Final = 0x40
_FAR_OFF: Final = 0.5


def examine_engine() -> Iterator[Finding]:
    """Look at the versions of the engine and of Compose."""
    if shutil.which("docker") is None:
        yield Finding("There is no docker here.", "Install Docker Engine and its Compose plugin.")
        return
    engine = project.attempt(
        ["docker", "version", "--format", "{{.Server.Version}}"], folder=ROOT, seconds=30
    )
    if engine.returncode != 0:
        yield Finding(
            "No Docker engine answers.",
            "Start it (`systemctl start docker`), or join its group: "
            "`usermod -aG docker $USER` and a new login.",
        )
        return
    yield _version("Docker Engine", engine.stdout, OLDEST_ENGINE)
    compose = project.attempt(["docker", "compose", "version", "--short"], folder=ROOT, seconds=30)
    if compose.returncode != 0:
        yield Finding("There is no Docker Compose.", "Install the package docker-compose-plugin.")
        return
    yield _version("Docker Compose", compose.stdout, OLDEST_COMPOSE)


def _version(what: str, told: str, oldest: tuple[int, int]) -> Finding:
    found = re.match(r"v?(\d+)\.(\d+)", told.strip())
    if found is None:
        return warning(
            f"{what} calls itself {told.strip()!r}.",
            f"See that it is {'.'.join(map(str, oldest))} or newer.",
        )
    if (int(found[1]), int(found[2])) < oldest:
        return Finding(
            f"{what} {told.strip()} is too old.",
            f"Install {'.'.join(map(str, oldest))} or newer.",
        )
    return Finding(f"{what} {told.strip()} is new enough.")


def examine_disk(folder: Path) -> Finding:
    """Look at what is free where the engine keeps images and volumes."""
    free = shutil.disk_usage(folder).free
    what = f"{free / GIB:.1f} GiB are free at {folder}"
    if free < LEAST_DISK:
        return Finding(
            f"{what}: too little for images, a build and the database.",
            "Make room: `docker system df` shows what takes it, `docker image prune` removes "
            "images that no tag names.",
        )
    if free < COMFORTABLE_DISK:
        return warning(f"{what}: backups may not fit.", "Look at it again before the data grows.")
    return Finding(f"{what}.")


def engine_folder() -> Path:
    """Return where the engine keeps everything, or the checkout where that cannot be seen."""
    told = project.attempt(
        ["docker", "info", "--format", "{{.DockerRootDir}}"], folder=ROOT, seconds=30
    )
    folder = Path(told.stdout.strip() or "/nowhere")
    try:
        return folder if folder.is_dir() else ROOT
    except PermissionError:
        return ROOT


def examine_memory(services: Mapping[str, Any], meminfo: str) -> Finding:
    """Compare the machine's memory with what the services may take at most."""
    found = re.search(r"^MemTotal:\s+(\d+) kB$", meminfo, re.MULTILINE)
    if found is None:
        return warning("This machine does not tell its memory.", "See that it has 4 GiB.")
    total = int(found[1]) * 1024
    most = sum(memory_limit(one) for one in services.values() if one.get("restart") != "no")
    what = f"This machine has {total / GIB:.1f} GiB of memory"
    if total < LEAST_MEMORY:
        return Finding(f"{what}: too little.", f"Give it {max(most, 2 * GIB) / GIB:.0f} GiB.")
    if total < most:
        return warning(
            f"{what}; the services together may take {most / GIB:.1f} GiB.",
            "Give it more, or lower the limits in the compose files.",
        )
    return Finding(f"{what}; the services together may take {most / GIB:.1f} GiB.")


def memory_limit(service: Mapping[str, Any]) -> int:
    """Return the bytes that a service of `docker compose config` may take."""
    told = service.get("deploy", {}).get("resources", {}).get("limits", {}).get("memory", 0)
    found = re.fullmatch(r"(\d+)([bkmg]?)b?", str(told).lower())
    return int(found[1]) * _UNITS[found[2]] if found else 0


def examine_clock(newest_source: float, now: float, *, is_synchronised: bool | None) -> Finding:
    """Look whether the clock can be right: not before our own files, and kept by a time service."""
    if now < newest_source - _FAR_OFF:
        return Finding(
            f"The clock says {time.strftime('%Y-%m-%d %H:%M', time.gmtime(now))} UTC, which is "
            "before these files were written.",
            "Set it, and switch on its synchronisation (`timedatectl set-ntp true`): certificates "
            "and sign-ins depend on it.",
        )
    if is_synchronised is False:
        return warning(
            "Nothing keeps the clock right, as far as the kernel knows.",
            "Switch on its synchronisation: `timedatectl set-ntp true`.",
        )
    return Finding(f"The clock says {time.strftime('%Y-%m-%d %H:%M', time.gmtime(now))} UTC.")


def newest_source() -> float:
    """Return when the newest file of the checkout was written, by this machine's clock or git's."""
    return max(path.stat().st_mtime for path in (ROOT / "compose.yml", ROOT / "db", ROOT / "caddy"))


class _Timex(ctypes.Structure):
    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_byte * 256),
    )


def is_clock_synchronised() -> bool | None:
    """Ask the kernel whether a time service keeps the clock; None where it does not say."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        told = _Timex()
        if library.adjtimex(ctypes.byref(told)) < 0:
            return None
    except (OSError, AttributeError):
        return None
    return not told.status & _STA_UNSYNC
