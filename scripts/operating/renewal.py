"""New containers of a service beside the old ones, which end once the new ones work."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from operating import project as docker_commands
from operating.progress import step
from operating.project import Project
from operating.refusals import RefusedError

HEALTHY_SECONDS: Final = 180
NOTICED_SECONDS: Final = 3
"""Caddy asks for the addresses of a name once a second."""


def refuse_other_image(project: Project, service: str) -> None:
    """Raise RefusedError where new containers would run another build than the running ones."""
    for container in project.containers(service):
        found = project.inspect(container)
        tag = found["Config"]["Image"]
        known = docker_commands.docker(
            *("image", "inspect", "--format", "{{.Id}}", tag),
            failure=f"The image of {service} is gone",
        )
        if known.strip() != found["Image"]:
            message = (
                f"{tag} was built anew since {service} was started, so new containers would run "
                "other code: deploy that first, then try again."
            )
            raise RefusedError(message)


def renew(project: Project, service: str) -> None:
    """Replace a service's containers by new ones of the same image.

    Raises RefusedError, with the old ones still working, if the new ones do not become healthy.
    One that was interrupted is taken up where it was, so that no container is left over.
    """
    begun = project.env_file.with_name(f"{project.env_file.name}.renewal-{service}")
    running = project.containers(service)
    old = [one for one in _ids(begun) if one in running] or running
    if not old:
        return
    begun.write_text("\n".join(old), encoding="ascii")
    image = project.inspect(old[0])["Config"]["Image"]
    tagged = replace(
        project, overrides={**project.overrides, "IMAGE_TAG": image.rpartition(":")[2]}
    )
    with step(f"New {service} beside the old"):
        tagged.run(
            *("up", "--detach", "--no-deps", "--no-recreate", "--no-build"),
            *("--scale", f"{service}={2 * len(old)}", service),
            failure=f"No new {service} could be started; the old one goes on",
        )
        new = [one for one in project.containers(service) if one not in old]
        try:
            _wait(project, service, new)
        except RefusedError:
            _remove(new)
            begun.unlink()
            raise
        time.sleep(NOTICED_SECONDS)
    with step(f"The old {service} ends"):
        docker_commands.docker("stop", *old, failure=f"The old {service} does not end")
        _remove(old)
    begun.unlink()


def _ids(begun: Path) -> list[str]:
    return begun.read_text(encoding="ascii").split() if begun.exists() else []


def _wait(project: Project, service: str, containers: list[str]) -> None:
    deadline = time.monotonic() + HEALTHY_SECONDS
    while True:
        states = {project.inspect(one)["State"]["Health"]["Status"] for one in containers}
        if states == {"healthy"}:
            return
        if time.monotonic() > deadline:
            message = (
                f"The new {service} did not become ready within {HEALTHY_SECONDS} seconds, so it "
                f"was removed and the old one goes on: `scripts/doctor` may say why."
            )
            raise RefusedError(message)
        time.sleep(0.5)


def _remove(containers: list[str]) -> None:
    docker_commands.docker("rm", "--force", *containers, failure="A container is not removed")
