"""The Caddyfile is one that Caddy takes, with every address that it is given, and well formed."""

import os
import subprocess

import pytest

from caddy_site import CADDYFILE, caddy_binary


@pytest.mark.parametrize("listen", ["everywhere", "loopback", "loopback_ipv4"])
@pytest.mark.parametrize(
    "address", ["https://calendar.example", ":80", "http://localhost:3000, http://127.0.0.1:3000"]
)
def test_it_is_valid_for(address: str, listen: str) -> None:
    told = os.environ | {"SITE_ADDRESS": address, "LISTEN": listen}
    command = [caddy_binary(), "validate", "--adapter", "caddyfile", "--config", str(CADDYFILE)]
    result = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_it_is_formatted_as_caddy_formats() -> None:
    command = [caddy_binary(), "fmt", "--diff", str(CADDYFILE)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    changed = [line for line in result.stdout.splitlines() if line.startswith(("+", "-"))]
    assert (result.returncode, changed) == (0, [])
