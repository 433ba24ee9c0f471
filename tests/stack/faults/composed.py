"""A stack of its own to break: the production files, a small disk, a feed to read."""

import contextlib
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from composing import Stack, docker, free_ports

DISK_MEGABYTES = 400
# The image's account, to which the empty disk must belong.
DATABASE_OWNER = "999:999"
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//faults//EN
BEGIN:VEVENT
UID:market@feeds.test
DTSTAMP:20260101T000000Z
DTSTART;TZID=America/New_York:20260102T090000
DTEND;TZID=America/New_York:20260102T120000
RRULE:FREQ=WEEKLY
SUMMARY:Market on the Quay
LOCATION:The Quay
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def why_no_small_disk() -> str | None:
    """Why no disk of a few hundred megabytes can be made here, or None."""
    if os.geteuid() != 0:
        return "only root makes loop devices"
    missing = [name for name in ("losetup", "mkfs.ext4") if shutil.which(name) is None]
    return f"{missing[0]} is missing" if missing else None


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A Compose file that puts the database's volume onto a disk that is quickly full."""
    image, file = folder / "disk.ext4", folder / "small-disk.yml"
    _run("truncate", "--size", f"{DISK_MEGABYTES}M", str(image))
    _run("mkfs.ext4", "-q", "-m", "0", "-E", f"root_owner={DATABASE_OWNER}", str(image))
    device = _run("losetup", "--find", "--show", str(image)).strip()
    file.write_text(
        "volumes:\n  postgres_data:\n    driver: local\n"
        f"    driver_opts: {{type: ext4, device: {device}}}\n"
    )
    try:
        yield file
    finally:
        _run("losetup", "--detach", device)
        image.unlink()


@contextlib.contextmanager
def breakable_stack(folder: Path, *, project: str, tag: str) -> Iterator[Stack]:
    """The stack, up, with the demo city and a feed server on the worker's way out."""
    with contextlib.ExitStack() as ending:
        more = [] if why_no_small_disk() else [str(ending.enter_context(small_disk(folder)))]
        http_port, https_port = free_ports(2)
        stack = Stack(
            project=project,
            file="compose.yml",
            more_files=more,
            env_file=folder / "env",
            variables={
                "DOMAIN": "localhost",
                "POSTGRES_USER": "srq_hpn",
                "POSTGRES_DB": "srq_hpn",
                **{
                    f"POSTGRES_{login}PASSWORD": secrets.token_urlsafe(24)
                    for login in ("", "APP_", "ADMIN_")
                },
                "FIRST_ADMIN_EMAIL": "first@example.org",
                "FIRST_ADMIN_PASSWORD": secrets.token_urlsafe(24),
                "EVENTS_FETCH_ALLOWED_HOSTS": "feeds.test",
                "IMAGE_TAG": tag,
                "HTTP_PORT": f"127.0.0.1:{http_port}",
                "HTTPS_PORT": f"127.0.0.1:{https_port}",
                "EDGE_SUBNET": "10.213.92.0/26",
                "DB_APP_SUBNET": "10.213.93.0/26",
                "DB_OPS_SUBNET": "10.213.94.0/26",
            },
        )
        stack.write_env_file()
        stack.down()
        ending.callback(stack.down)
        stack.compose("build")
        stack.up()
        stack.exec("api", "python", "-m", "app.cli", "load-demo")
        stack.trust_caddy()
        ending.enter_context(_feed_server(stack, folder))
        yield stack


@contextlib.contextmanager
def _feed_server(stack: Stack, folder: Path) -> Iterator[None]:
    site = folder / "feeds"
    site.mkdir(mode=0o755)
    folder.chmod(0o755)
    (site / "city.ics").write_text(CALENDAR, newline="")
    name = f"{stack.project}-feeds"
    place = ["--network", f"{stack.project}_egress", "--network-alias", "feeds.test"]
    image = stack.inspect("api")["Image"]
    serve = ["python", "-m", "http.server", "8080", "--directory", "/feeds"]
    docker("run", "-d", "--rm", "--name", name, *place, "-v", f"{site}:/feeds:ro", image, *serve)
    try:
        yield
    finally:
        docker("rm", "--force", name, check=False)


def _run(*command: str) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
