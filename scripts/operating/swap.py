"""Putting a new version in the place of the one that serves, without a failed request.

The new containers start beside the old ones and out of reach: they join the network on which the
proxy finds them only once they are healthy. The old ones then end by themselves, as they do for
everybody who stops them (apps/api/app/http/draining.py, apps/web/build/serve.mjs).
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from operating import memory
from operating.progress import say, step
from operating.project import LAST_LINES, ROOT, Project, attempt, docker
from operating.refusals import RefusedError

SERVING = ("api", "web", "worker")
"""What is swapped, in this order: pages ask for what their own API offers."""

PROXY = "caddy"
READY_SECONDS = 180
"""How long a new container may take to become ready, unless the operator says otherwise."""

# Caddy looks up who is there once a second.
NOTICED_SECONDS = 2.5


def with_tag(project: Project, **variables: str) -> Project:
    """Return the project with such variables in place of those of its env file."""
    return replace(project, overrides={**project.overrides, **variables})


def swap(
    project: Project,
    services: Mapping[str, Any],
    service: str,
    *,
    ready_within: float = READY_SECONDS,
) -> None:
    """Replace a service's containers, or raise RefusedError with the old ones serving."""
    folder, mark = project.env_file.parent, f"swapping-{service}"
    old = _serving(project, service, memory.read(folder, mark))
    memory.write(folder, mark, "\n".join(old))
    with step(f"Starting the new {service} beside the old"):
        new = _start_beside(project, services, service, old, ready_within)
    with step(f"Stopping the old {service} once nobody asks it any more"):
        for container in old:
            docker("stop", container, failure=f"The old {service} does not stop")
            docker("rm", "--force", container, failure=f"The old {service} does not go")
    memory.forget(folder, mark)
    say(f"{service}: {len(new)} new in the place of {len(old)}.")


def _serving(project: Project, service: str, mark: str | None) -> list[str]:
    """Return the running containers; after a swap that was interrupted, the old ones of that."""
    running = project.containers(service)
    marked = (mark or "").split()
    return [one for one in running if one in marked] or running


def _start_beside(
    project: Project,
    services: Mapping[str, Any],
    service: str,
    old: list[str],
    ready_within: float,
) -> list[str]:
    before = set(project.containers(service, everything=True))
    wanted = max(1, len(old))
    for container in before - set(old):
        docker("rm", "--force", container, failure=f"What is left of {service} does not go")
    known = ["--no-start", "--no-deps", "--no-recreate", "--no-build"]
    scale = ["--scale", f"{service}={len(old) + wanted}"]
    new: list[str] = []
    try:
        failure = f"The new {service} cannot be made"
        project.run("up", *known, *scale, service, failure=failure)
        new = [one for one in project.containers(service, everything=True) if one not in before]
        found = _networks_met_by_proxy(services, service)
        attachments = [_leave(project, one, found) for one in new]
        for one in new:
            docker("start", one, failure=f"The new {service} does not start")
        for one in new:
            _wait_until_healthy(one, service, ready_within)
        for attachment in attachments:
            attachment.join()
        if found:
            time.sleep(NOTICED_SECONDS)
    except BaseException:
        for one in set(project.containers(service, everything=True)) - set(old):
            attempt(["docker", "rm", "--force", one], folder=project.folder)
        raise
    return new


@dataclass(frozen=True)
class _Attachment:
    container: str
    networks: Mapping[str, list[str]]

    def join(self) -> None:
        """Be found by the proxy, under the names that Compose gave."""
        for network, names in self.networks.items():
            aliases = [part for name in names for part in ("--alias", name)]
            command = ["network", "connect", *aliases, network, self.container]
            docker(*command, failure=f"{self.container} cannot join {network}")


def _networks_met_by_proxy(services: Mapping[str, Any], service: str) -> set[str]:
    def names(of: str) -> set[str]:
        return set(services.get(of, {}).get("networks") or {})

    return names(service) & names(PROXY)


def _leave(project: Project, container: str, names: set[str]) -> _Attachment:
    """Take a container that has not started out of the networks in which it would be found."""
    inspected = project.inspect(container)
    labelled = inspected["Config"]["Labels"]["com.docker.compose.project"]
    networks = inspected["NetworkSettings"]["Networks"]
    left = {}
    for name, endpoint in networks.items():
        if name.removeprefix(f"{labelled}_") in names:
            left[name] = [one for one in endpoint["Aliases"] or [] if one != container[:12]]
            docker("network", "disconnect", name, container, failure=f"{name} cannot be left")
    return _Attachment(container, left)


def _wait_until_healthy(container: str, service: str, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        shown = "{{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{end}}"
        shown += " {{.RestartCount}}"
        found = docker("inspect", "--format", shown, container, failure=f"{service} is gone")
        state, *health, restarts = found.split()
        if health == ["healthy"] or (state == "running" and not health):
            return
        if state not in {"running", "restarting", "created"} or int(restarts) > 1:
            reason = f"The new {service} ends as soon as it starts"
        elif time.monotonic() > deadline:
            reason = f"The new {service} is not ready after {seconds:g} seconds"
        else:
            time.sleep(0.5)
            continue
        raise RefusedError(f"{reason}; its last words:\n{last_words(container)}")


def last_words(container: str) -> str:
    """Return the end of a container's log."""
    finished = attempt(["docker", "logs", "--tail", str(LAST_LINES), container], folder=ROOT)
    return (finished.stdout + finished.stderr).strip() or "(nothing)"
