"""`scripts/deploy --swarm`: the stack as services of Docker Swarm, on the node that has its data.

Swarm knows no order: the one-shots run as jobs, each waited for, and what is renewed is waited for
too, so that the verb knows whether Swarm has rolled it back.
"""

import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from operating import command_line, envfile, memory, stack_file
from operating.looking import require_site
from operating.progress import say, step
from operating.project import LAST_LINES, ROOT, Project, attempt, docker, has_image
from operating.refusals import RefusedError
from operating.swap import PROXY, SERVING, with_tag

FILE = "compose.swarm.yml"
_LABEL = "srq-hpn.data"
_FIRST = ("secrets", "caddy_volume")
_SCHEMA = ("roles", "migrate")
# Twice a start period and what is being looked at afterwards, for each container.
_WITHIN_SECONDS = 600
_ENDED = frozenset({"failed", "rejected", "orphaned"})
_ATTEMPTS = 3


@dataclass(frozen=True)
class Stack:
    """What is deployed, under which name."""

    name: str
    content: Mapping[str, Any]

    def service(self, name: str) -> str:
        """Return the name that Swarm knows."""
        return f"{self.name}_{name}"

    def inspect(self, name: str) -> dict[str, Any] | None:
        """Return what Swarm knows of a service, or None where there is none."""
        found = attempt(["docker", "service", "inspect", self.service(name)], folder=ROOT)
        described: list[dict[str, Any]] = json.loads(found.stdout or "[]")
        return described[0] if described else None

    def tasks(self, name: str) -> list[dict[str, str]]:
        """Return a service's tasks, newest first."""
        known = ["service", "ps", "--no-trunc", "--format", "{{json .}}", self.service(name)]
        told = docker(*known, failure=f"Swarm does not tell of {name}")
        return [json.loads(line) for line in told.splitlines()]

    def put(self, *names: str) -> None:
        """Have some of the services be as they are described."""
        present = [name for name in names if name in self.content["services"]]
        if not present:
            return
        described = json.dumps(stack_file.part_of(self.content, present))
        known = ["stack", "deploy", "--resolve-image", "never", "-c", "-", self.name]
        docker(*known, given=described, failure="Swarm does not accept the stack")

    def last_words(self, name: str) -> str:
        """Return why the newest task that ended badly did so, and the end of its log."""
        ended = [task for task in self.tasks(name) if _state(task) in _ENDED]
        reason, asked = (ended[0]["Error"], ended[0]["ID"]) if ended else ("", self.service(name))
        known = ["docker", "service", "logs", "--raw", "--tail", str(LAST_LINES), asked]
        said = attempt(known, folder=ROOT)
        lines = (said.stdout + said.stderr).strip().splitlines()[-LAST_LINES:]
        return "\n".join([reason, *lines]).strip() or "(nothing)"


def deploy(project: Project, tag: str, *, is_dry: bool, saves: bool) -> int:
    """Deploy images that are here; whatever fails, what served before still serves."""
    files = [*(project.files or ("compose.yml",)), *([] if FILE in project.files else [FILE])]
    old = replace(project, files=files)
    config = with_tag(old, IMAGE_TAG=tag).config()
    values = stack_file.secrets_of(config)
    _require_no_containers(old)
    if is_dry:
        say(f"Would deploy {tag} as the stack {config['name']} with {len(values)} secrets.")
        return command_line.DONE
    _require_images(config)
    _require_node()
    _warn_of_privileges()
    key = _key(project.env_file.parent)
    stored = {one.name: one.stored_as(config["name"], key) for one in values}
    stack = Stack(config["name"], stack_file.stack_of(config, stored))
    _store(values, stored)
    if saves:
        _save(stack)
    _run(stack, *_FIRST)
    with step("Starting the database"):
        _put_and_wait(stack, "db")
        _put_and_wait(stack, "pgbouncer")
    _run(stack, *_SCHEMA)
    _take_over(stack, tag)
    with step("Bringing the rest up to date"):
        rest = [name for name in stack.content["services"] if not _is_ordered(name)]
        for name in [*(one for one in rest if one != PROXY), PROXY]:
            _put_and_wait(stack, name)
    require_site(old, published=_published(stack))
    envfile.replace(project.env_file, {"IMAGE_TAG": tag})
    _forget(stack, set(stored.values()))
    say(f"{tag} serves.")
    return command_line.DONE


def _is_ordered(name: str) -> bool:
    return name in {*_FIRST, "db", "pgbouncer", *_SCHEMA, *SERVING, PROXY}


def _published(stack: Stack) -> dict[int, int]:
    ports = stack.content["services"][PROXY]["ports"]
    return {port["target"]: port["published"] for port in ports}


def _require_images(config: Mapping[str, Any]) -> None:
    for image in sorted({service["image"] for service in config["services"].values()}):
        if not has_image(image):
            message = f"The image {image} is not here."
            raise RefusedError(message)


def _require_no_containers(project: Project) -> None:
    running = project.run("ps", "--quiet", failure="Compose does not tell what runs").split()
    if running:
        message = (
            "Compose runs this project here, with the same volumes and networks: `docker compose "
            "down` ends it and keeps the data; then deploy to Swarm."
        )
        raise RefusedError(message)


def _require_node() -> None:
    """Have the label on this node, where checkout and images are."""
    shown = "{{.Swarm.NodeID}} {{.Swarm.ControlAvailable}}"
    told = docker("info", "--format", shown, failure="No Docker engine answers").split()
    if told[-1] != "true":
        message = "This engine manages no Swarm: `docker swarm init` makes it do so."
        raise RefusedError(message)
    known = ["node", "ls", "--quiet", "--filter", f"node.label={_LABEL}=true"]
    labelled = docker(*known, failure="Swarm does not tell of its nodes").split()
    if labelled and labelled != [told[0]]:
        message = f"Another node has the label {_LABEL}: the data is there, so deploy from there."
        raise RefusedError(message)
    if not labelled:
        add = ["node", "update", "--label-add", f"{_LABEL}=true", told[0]]
        docker(*add, failure="This node cannot be labelled")


def _warn_of_privileges() -> None:
    told = docker("info", "--format", "{{.SecurityOptions}}", failure="No Docker engine answers")
    if "no-new-privileges" not in told:
        say(
            "Swarm cannot ask for no-new-privileges: set it for the whole engine in"
            " /etc/docker/daemon.json."
        )


def _key(folder: Path) -> bytes:
    """Return what the secrets' names are made with; lost, every secret is stored anew."""
    path = memory.path_of(folder, "swarm-key")
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        envfile.write(path, secrets.token_hex(32))
    return path.read_bytes()


def _store(values: list[stack_file.Secret], stored: Mapping[str, str]) -> None:
    known = docker("secret", "ls", "--format", "{{.Name}}", failure="Swarm tells no secrets")
    for one in values:
        name = stored[one.name]
        if name not in known.split():
            docker("secret", "create", name, "-", given=one.value, failure=f"No secret {name}")


def _forget(stack: Stack, needed: set[str]) -> None:
    """Remove secrets of earlier values; Swarm keeps those that something still reads."""
    listed = ["secret", "ls", "--format", "{{.Name}}", "--filter", f"name={stack.name}_"]
    known = docker(*listed, failure="Swarm tells no secrets").split()
    for name in set(known) - needed:
        attempt(["docker", "secret", "rm", name], folder=ROOT)


def _save(stack: Stack) -> None:
    known = ["ps", "--quiet", "--filter", f"name=^{stack.service('backup')}\\."]
    running = docker(*known, failure="No Docker engine answers").split()
    if not running:
        say("There is no backup service here yet, so nothing was saved.")
        return
    with step("Saving the data"):
        failure = "The data was not saved, so nothing was changed"
        docker("exec", running[0], "python3", "-m", "backup", "now", failure=failure)


def _run(stack: Stack, *names: str) -> None:
    """Run one-shots one after another; Swarm runs a job anew each time that it is put."""
    for name in names:
        if name not in stack.content["services"]:
            continue
        with step(f"Running {name}"):
            known = {task["ID"] for task in stack.tasks(name)} if stack.inspect(name) else set()
            stack.put(name)
            _wait_for_job(stack, name, known)


def _wait_for_job(stack: Stack, name: str, earlier: set[str]) -> None:
    deadline = time.monotonic() + _WITHIN_SECONDS
    while True:
        states = {_state(task) for task in stack.tasks(name) if task["ID"] not in earlier}
        if states == {"complete"}:
            return
        if states & _ENDED or time.monotonic() > deadline:
            message = (
                f"{name} failed, and what served before still serves; its last words:\n"
                f"{stack.last_words(name)}"
            )
            raise RefusedError(message)
        time.sleep(0.3)


def _state(task: Mapping[str, str]) -> str:
    return task["CurrentState"].partition(" ")[0].lower()


def _put_and_wait(stack: Stack, name: str) -> bool:
    """Bring one service up to date and tell whether that changed it.

    Raises RefusedError where it does not run, or was rolled back.
    """
    if name not in stack.content["services"]:
        return False
    before = stack.inspect(name)
    stack.put(name)
    if before is None:
        _wait_until_running(stack, name)
        return True
    now = stack.inspect(name)
    if now is None or now["Spec"]["TaskTemplate"] == before["Spec"]["TaskTemplate"]:
        _wait_until_running(stack, name)
        return False
    _wait_for_update(stack, name)
    return True


def _wait_until_running(stack: Stack, name: str) -> None:
    deadline = time.monotonic() + _WITHIN_SECONDS
    wanted = stack.content["services"][name]["deploy"].get("replicas", 1)
    while True:
        tasks = stack.tasks(name)
        meant = [task for task in tasks if task["DesiredState"] == "Running"]
        if [_state(task) for task in meant] == ["running"] * wanted:
            return
        failed = sum(_state(task) in _ENDED for task in tasks)
        if failed >= _ATTEMPTS or time.monotonic() > deadline:
            message = f"{name} does not start; its last words:\n{stack.last_words(name)}"
            raise RefusedError(message)
        time.sleep(0.3)


def _wait_for_update(stack: Stack, name: str) -> None:
    deadline = time.monotonic() + _WITHIN_SECONDS
    while True:
        update = (stack.inspect(name) or {}).get("UpdateStatus") or {}
        state = update.get("State")
        if state == "completed":
            return
        if state in {"rollback_completed", "paused", "rollback_paused"}:
            done = "Swarm has rolled it back" if state == "rollback_completed" else "It is stuck"
            message = f"The new {name} does not start. {done}; its words:\n{stack.last_words(name)}"
            raise RefusedError(message)
        if time.monotonic() > deadline:
            message = f"The new {name} is not ready after {_WITHIN_SECONDS} seconds."
            raise RefusedError(message)
        time.sleep(0.5)


def _take_over(stack: Stack, tag: str) -> None:
    """Renew one service after another; takes back what was renewed when one of them fails."""
    existed = {name for name in SERVING if stack.inspect(name) is not None}
    renewed: list[str] = []
    try:
        for name in SERVING:
            with step(f"Renewing {name}"):
                if _put_and_wait(stack, name) and name in existed:
                    renewed.append(name)
    except (RefusedError, KeyboardInterrupt) as failure:
        for name in reversed(renewed):
            say(f"Going back to the old {name}.")
            known = ["service", "update", "--rollback", "--quiet", stack.service(name)]
            docker(*known, failure=f"{name} cannot be taken back")
        if isinstance(failure, KeyboardInterrupt) or not existed:
            raise
        message = f"What served before still serves, {tag} does not. {failure}"
        raise RefusedError(message) from None
