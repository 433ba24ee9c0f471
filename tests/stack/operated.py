"""A stack of its own for the operator's verbs (verbs.py), and its env file."""

import subprocess
import time
from pathlib import Path

from composing import ROOT, Stack, free_ports

SETTLE_SECONDS = 90


def own_stack(project: str, folder: Path, *, block: int) -> Stack:
    """A stack with the secrets that `scripts/init-env` makes; nothing is started.

    `block`, 0 to 7, says which part of the tests' networks is its own.
    """
    subnets = [f"10.213.{number}.{32 * block}/27" for number in (100, 101, 102)]
    http_port, https_port = free_ports(2)
    env_file = folder / "env.production"
    made = subprocess.run(
        [ROOT / "scripts" / "init-env", env_file, "--domain", "localhost"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    own = {
        # Others build theirs meanwhile, and a rotation refuses to start containers of a new build.
        "IMAGE_TAG": project,
        "HTTP_PORT": f"127.0.0.1:{http_port}",
        "HTTPS_PORT": f"127.0.0.1:{https_port}",
        **dict(zip(("EDGE_SUBNET", "DB_APP_SUBNET", "DB_OPS_SUBNET"), subnets, strict=True)),
    }
    with env_file.open("a") as file:
        file.writelines(f"{name}={value}\n" for name, value in own.items())
    return Stack(
        project=project,
        file="compose.yml",
        env_file=env_file,
        variables={
            "POSTGRES_USER": "srq_hpn",
            "POSTGRES_DB": "srq_hpn",
            "HTTPS_PORT": own["HTTPS_PORT"],
        },
    )


def up(stack: Stack) -> None:
    """Start everything by the env file as it is, learn whom to believe, and see a page."""
    stack.compose("up", "-d")
    stack.wait_until_healthy("caddy")
    deadline = time.monotonic() + SETTLE_SECONDS
    stack.trust_caddy()
    # The first page of a cold web server may take longer than it waits for the API.
    while (answer := stack.ask("/")).status != 200:
        assert time.monotonic() < deadline, answer
        time.sleep(0.5)


def altered(stack: Stack, folder: Path, **changes: str) -> Path:
    """A copy of the env file with other values."""
    lines = [
        line
        for line in stack.env_file.read_text().splitlines()
        if line.partition("=")[0] not in changes
    ]
    path = folder / "env.altered"
    path.write_text("\n".join([*lines, *(f"{name}={value}" for name, value in changes.items())]))
    path.chmod(0o600)
    return path


def written(stack: Stack, name: str) -> str:
    """A variable's value in the env file, whose last line counts."""
    values = [
        line.partition("=")[2].strip("'")
        for line in stack.env_file.read_text().splitlines()
        if line.startswith(f"{name}=")
    ]
    return values[-1] if values else ""
