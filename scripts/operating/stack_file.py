"""What `docker stack deploy` is given, made from what Compose makes of its files.

Swarm reads an older format: no profiles, `extends`, `network_mode`, `restart`, `security_opt` or
`shm_size`, numbers where Compose writes strings, and the other way round.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from operating.refusals import RefusedError

SECRETS_STEP = "secrets"
ALONE = "alone"
"""The network of those that Compose gives none: one without a way out."""

_HERE = "node.labels.srq-hpn.data == true"
_KEPT = (
    *("cap_add", "cap_drop", "command", "deploy", "entrypoint", "environment", "healthcheck"),
    *("image", "init", "labels", "logging", "read_only", "stop_grace_period", "stop_signal"),
    *("ulimits", "user"),
)
_UNITS = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


@dataclass(frozen=True)
class Secret:
    """A value that containers read as /run/secrets/`name`."""

    name: str
    value: str

    def stored_as(self, stack: str, key: bytes) -> str:
        """Return its name in Swarm: another for another value, and it tells nothing of that.

        Swarm's secrets never change, so who is to read another value is given another secret.
        """
        told = f"{self.name}\0{self.value}".encode()
        return f"{stack}_{self.name}_{hmac.new(key, told, hashlib.sha256).hexdigest()[:12]}"


def secrets_of(config: Mapping[str, Any]) -> list[Secret]:
    """Return what the step of secrets is given, by variables or by files."""
    environment = config["services"][SECRETS_STEP]["environment"]
    found = []
    for variable in sorted(name for name in environment if f"{name}_FILE" in environment):
        name = variable.lower()
        value = (environment[variable] or "").replace("$$", "$")
        if environment[f"{variable}_FILE"]:
            path = Path(config["secrets"][name]["file"])
            try:
                value = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                message = f"{variable}_FILE names {path}, which cannot be read."
                raise RefusedError(message) from None
        if value.strip():
            found.append(Secret(name, value))
    return found


def stack_of(config: Mapping[str, Any], stored: Mapping[str, str]) -> dict[str, Any]:
    """Return the whole stack; `stored` has the name in Swarm of each secret."""
    services = {
        name: _service(name, service, stored) for name, service in config["services"].items()
    }
    networks = {name: _network(network) for name, network in config["networks"].items()}
    return {
        "version": "3.9",
        "services": services,
        "networks": {**networks, ALONE: {"driver": "overlay", "internal": True}},
        "volumes": {key: {} for key in config["volumes"]},
        "secrets": {name: {"external": True, "name": known} for name, known in stored.items()},
    }


def part_of(stack: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return the stack with some of its services alone."""
    return {**stack, "services": {name: stack["services"][name] for name in names}}


def is_job(service: Mapping[str, Any]) -> bool:
    """Tell whether the service does one thing and ends."""
    return bool(service["deploy"].get("mode") == "replicated-job")


def _service(name: str, given: Mapping[str, Any], stored: Mapping[str, str]) -> dict[str, Any]:
    service = {key: given[key] for key in _KEPT if given.get(key) is not None}
    service["deploy"] = _deployment(name, given)
    told = {key: value for key, value in given.get("environment", {}).items() if value is not None}
    if name == SECRETS_STEP:
        paired = {key for key in given["environment"] if f"{key}_FILE" in given["environment"]}
        hidden = paired | {f"{key}_FILE" for key in paired}
        told = {key: value for key, value in told.items() if key not in hidden}
        told |= {f"{key.upper()}_FILE": f"/run/secrets/{key}" for key in stored}
        service["secrets"] = [{"source": key, "target": key} for key in stored]
    service["environment"] = told
    service["networks"] = {key: {} for key in given.get("networks") or [ALONE]}
    service["volumes"] = [*map(_mount, given.get("volumes", [])), *_memory(given)]
    service["ports"] = [_port(name, port) for port in given.get("ports", [])]
    service["labels"] = {**given.get("labels", {}), **_noticed(given, stored)}
    return service


def _deployment(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    deployment = dict(given.get("deploy", {}))
    if _HERE not in deployment.get("placement", {}).get("constraints", []):
        message = f"compose.swarm.yml does not say where {name} runs."
        raise RefusedError(message)
    limits = dict(deployment.get("resources", {}).get("limits", {}))
    if "cpus" in limits:
        limits["cpus"] = str(limits["cpus"])
    return {**deployment, "resources": {"limits": limits}}


def _noticed(given: Mapping[str, Any], stored: Mapping[str, str]) -> dict[str, str]:
    """Return labels that differ where something differs that is read at the start alone."""
    noticed = {}
    again = [of for of, how in given.get("depends_on", {}).items() if how.get("restart")]
    if SECRETS_STEP in again:
        noticed["srq-hpn.secrets"] = _digest("\n".join(sorted(stored.values())).encode())
    if given.get("ports"):
        folders = [Path(one["source"]) for one in given["volumes"] if one["type"] == "bind"]
        files = sorted(file for folder in folders for file in folder.rglob("*") if file.is_file())
        noticed["srq-hpn.files"] = _digest(b"\0".join(file.read_bytes() for file in files))
    return noticed


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _network(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: given[key] for key in ("driver", "driver_opts", "internal", "ipam") if key in given
    }


def _mount(given: Mapping[str, Any]) -> dict[str, Any]:
    return {key: given[key] for key in ("type", "source", "target", "read_only") if key in given}


def _memory(given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return mounts for `tmpfs` and `shm_size`; Docker lets everybody write there."""
    wanted = {}
    for one in given.get("tmpfs", []):
        target, _, options = one.partition(":")
        settings = dict(option.partition("=")[::2] for option in options.split(","))
        wanted[target] = _bytes(settings["size"])
    if "shm_size" in given:
        wanted["/dev/shm"] = int(given["shm_size"])  # noqa: S108
    return [
        {"type": "tmpfs", "target": target, "tmpfs": {"size": size}}
        for target, size in wanted.items()
    ]


def _bytes(size: str) -> int:
    unit = _UNITS.get(size[-1].lower())
    return int(size[:-1]) * unit if unit else int(size)


def _port(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Publish on the node itself, so that who asks is seen by address."""
    if given.get("host_ip"):
        message = (
            f"{name} is to publish {given['published']} on {given['host_ip']} alone, and Swarm "
            "publishes on every address: give HTTP_PORT and HTTPS_PORT as numbers."
        )
        raise RefusedError(message)
    return {
        "target": given["target"],
        "published": int(given["published"]),
        "protocol": given["protocol"],
        "mode": "host",
    }
