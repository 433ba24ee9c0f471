"""`scripts/deploy`: this checkout's version in the place of the one that serves."""

import argparse
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from operating import (
    backup,
    command_line,
    envfile,
    lock,
    proxy,
    releases,
    shipping,
    swap,
    swarm,
    versions,
)
from operating.looking import require_site
from operating.progress import say, step
from operating.project import Project, attempt, docker, has_image
from operating.refusals import RefusedError
from operating.schema import read_schema

_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
_DESTINATION = re.compile(r"[\w.-]+@[\w.:\[\]-]+")
_LEAST_FREE_BYTES = 2_000_000_000
_ONE_SHOTS = ("secrets", "roles", "migrate")
_STAYING = {"db": "--restart-database", swap.PROXY: "--restart-proxy"}
KEPT_RELEASES = 5


@dataclass(frozen=True)
class Change:
    """What becomes of the stack: from which tag to which."""

    project: Project
    services: Mapping[str, Any]
    tag: str
    previous: str
    ready_within: float = swap.READY_SECONDS

    @property
    def new(self) -> Project:
        """The project with the new images."""
        return swap.with_tag(self.project, IMAGE_TAG=self.tag)


def main() -> int:
    """Deploy here, or ship the checkout to another machine and deploy there."""
    parser = command_line.parser_for(
        "deploy",
        "Builds this checkout's images, saves the data, migrates, and swaps api, web and worker"
        " without a failed request. Whatever fails, what served before still serves.",
        changes=True,
    )
    parser.add_argument("destination", nargs="?", metavar="user@host", help="deploy over ssh there")
    parser.add_argument("directory", nargs="?", default="srq-hpn", help="there [srq-hpn]")
    parser.add_argument("--tag", help="what to call the images [the commit]")
    parser.add_argument("--no-build", action="store_true", help="the images are there already")
    parser.add_argument("--no-backup", action="store_true", help="do not save the data first")
    parser.add_argument(
        "--swarm",
        action="store_true",
        help="as services of Docker Swarm, on this node; it waits as the health checks say",
    )
    parser.add_argument(
        "--restart-database", action="store_true", help="allow it where db's definition changed"
    )
    parser.add_argument(
        "--restart-proxy", action="store_true", help="allow it where caddy's definition changed"
    )
    add_ready_within(parser)
    arguments = parser.parse_args()
    if arguments.destination is not None:
        if _DESTINATION.fullmatch(arguments.destination) is None:
            parser.error(f"{arguments.destination} is not of the form user@host")
        return shipping.ship(arguments.destination, arguments.directory, _handed_on(arguments))
    if arguments.tag is not None and _TAG.fullmatch(arguments.tag) is None:
        parser.error(f"{arguments.tag} is no tag of an image")
    project = command_line.project_of(arguments)
    with lock.held(project.env_file.parent, "deploy"):
        return _deploy(project, arguments)


def add_ready_within(parser: argparse.ArgumentParser) -> None:
    """Let the operator say how long a new container may take."""
    parser.add_argument(
        "--ready-within",
        type=_seconds,
        default=swap.READY_SECONDS,
        metavar="SECONDS",
        help=f"how long a new container may take to become ready [{swap.READY_SECONDS}]",
    )


def _seconds(text: str) -> int:
    seconds = int(text)
    if seconds < 1:
        message = f"{text} is no number of seconds"
        raise argparse.ArgumentTypeError(message)
    return seconds


def _handed_on(arguments: argparse.Namespace) -> list[str]:
    flags = ("dry_run", "no_build", "no_backup", "swarm", "restart_database", "restart_proxy")
    chosen = [f"--{name.replace('_', '-')}" for name in flags if getattr(arguments, name)]
    tag = arguments.tag or versions.tag_of(Project.folder)
    if "-dirty-" in tag:
        message = "Only what is committed is shipped, and files have changed here: commit them."
        raise RefusedError(message)
    return ["--tag", tag, "--ready-within", str(arguments.ready_within), *chosen]


def _deploy(project: Project, arguments: argparse.Namespace) -> int:
    tag = arguments.tag or versions.tag_of(project.folder)
    previous = project.variables().get("IMAGE_TAG") or "latest"
    services = project.config()["services"]
    change = Change(project, services, tag, previous, arguments.ready_within)
    if arguments.swarm:
        require_place(project)
        if not (arguments.no_build or arguments.dry_run):
            build(change)
        saves = not arguments.no_backup
        return swarm.deploy(project, tag, is_dry=arguments.dry_run, saves=saves)
    is_running = {name: bool(project.containers(name)) for name in ("db", "api", "web", "caddy")}
    is_first = not any(is_running.values())
    require_place(project)
    if not is_first:
        allowed = {
            name
            for name, flag in _STAYING.items()
            if getattr(arguments, flag[2:].replace("-", "_"))
        }
        refuse_restarts(change, allowed)
        proxy.require_valid(change.project)
    if arguments.dry_run:
        return _tell(change, arguments, is_first=is_first)
    if not arguments.no_build:
        build(change)
    if is_first:
        with step("Starting everything for the first time"):
            change.new.run("up", "-d", failure="The first start failed")
        return finish(change, replaced=None)
    saved = None if arguments.no_backup else _save(change)
    prepare(change)
    take_over(change)
    return finish(change, replaced=change.previous, saved=saved)


def built_services(services: Mapping[str, Any]) -> list[str]:
    """Return one service for each image that is built here."""
    images = {found["image"]: name for name, found in services.items() if "build" in found}
    return sorted(images.values())


def build(change: Change) -> None:
    """Build what is missing."""
    with step(f"Building {change.tag}"):
        failure = f"The images of {change.tag} do not build; what served before still serves"
        change.new.run("build", *missing_images(change), failure=failure)


def missing_images(change: Change) -> list[str]:
    """Return what has to be built: this version's images, and others that are not there.

    The database's image is named after what it is made from. One that is there is left alone: built
    anew it would be another image under the same name, and the database would restart.
    """
    services = change.new.config()["services"]

    def is_missing(service: str) -> bool:
        image = services[service]["image"]
        return image.endswith(f":{change.tag}") or not has_image(image)

    return [service for service in built_services(services) if is_missing(service)]


def require_place(project: Project) -> None:
    """Refuse to begin what would end with a full disk."""
    free = shutil.disk_usage(project.folder).free
    if free < _LEAST_FREE_BYTES:
        message = f"Only {free / 1e9:.1f} GB are free here and images need 2: `docker image prune`."
        raise RefusedError(message)


def refuse_restarts(change: Change, allowed: set[str]) -> None:
    """Say which of those that everybody waits for would have to restart."""
    for service, flag in _STAYING.items():
        running = change.project.containers(service)
        if not running or service in allowed:
            continue
        failure = f"Compose does not tell of {service}"
        wanted = change.new.run("config", "--hash", service, failure=failure).split()[-1]
        labels = change.project.inspect(running[0])["Config"]["Labels"]
        if labels["com.docker.compose.config-hash"] != wanted:
            message = (
                f"The definition of {service} has changed, so it would restart and requests would "
                f"fail for some seconds: say {flag} if that is all right now."
            )
            raise RefusedError(message)


def _tell(change: Change, arguments: argparse.Namespace, *, is_first: bool) -> int:
    if not arguments.no_build:
        say(f"Would build {', '.join(missing_images(change))} as {change.tag}.")
    if is_first:
        say("Would start everything for the first time.")
        return command_line.DONE
    if not arguments.no_backup and "backup" in change.services:
        say("Would save the data.")
    say(f"Would migrate with the new image, then swap {', '.join(swap.SERVING)}.")
    told = f"IMAGE_TAG={change.tag} (now {change.previous})"
    say(f"Would write {told} into {change.project.env_file}.")
    return command_line.DONE


def _save(change: Change) -> str | None:
    if "backup" not in change.services:
        say("There is no backup service here, so nothing was saved.")
        return None
    with step("Saving the data"):
        try:
            said = backup.take(change.project)
        except RefusedError as refusal:
            message = f"The data was not saved, so nothing was changed: {refusal}"
            raise RefusedError(message) from None
    return said.strip().rpartition("\n")[2] or None


def prepare(change: Change) -> None:
    """Secrets, roles and migrations, each with the new image and by itself."""
    for service in _ONE_SHOTS:
        if service not in change.services:
            continue
        with step(f"Running {service}"):
            known = ["up", "-d", "--no-deps", "--no-build", service]
            change.new.run(*known, failure=f"{service} does not start; the old version serves")
            (container,) = change.new.containers(service, everything=True)
            code = docker("wait", container, failure=f"{service} is gone").strip()
            if code != "0":
                message = (
                    f"{service} of {change.tag} failed, and what served before still serves; its "
                    f"last words:\n{swap.last_words(container)}"
                )
                raise RefusedError(message)


def take_over(change: Change) -> None:
    """Swap one service after another; swaps back what was swapped when one of them fails."""
    swapped: list[str] = []
    try:
        for service in swap.SERVING:
            if service in change.services:
                within = change.ready_within
                swap.swap(change.new, change.services, service, ready_within=within)
                swapped.append(service)
        require_site(change.project)
    except (RefusedError, KeyboardInterrupt) as failure:
        back = swap.with_tag(change.project, IMAGE_TAG=change.previous)
        for service in reversed(swapped):
            say(f"Going back to the old {service}.")
            within = max(change.ready_within, swap.READY_SECONDS)
            swap.swap(back, change.services, service, ready_within=within)
        if isinstance(failure, KeyboardInterrupt):
            raise
        message = f"{change.previous} still serves, {change.tag} does not. {failure}"
        raise RefusedError(message) from None


def finish(change: Change, *, replaced: str | None, saved: str | None = None) -> int:
    """Bring everything else up to date, ask the site, and remember the release.

    `replaced` is the tag that served before, if any; `saved` what was said of the backup.
    """
    with step("Bringing the rest up to date"):
        proxy.reload(change.project)
        rest = [name for name in change.services if name not in {*_ONE_SHOTS, *swap.SERVING}]
        known = ["up", "-d", "--no-build", "--no-deps"]
        change.new.run(*known, *rest, failure="The rest does not start")
        require_site(change.project)
    folder = change.project.env_file.parent
    envfile.replace(change.project.env_file, {"IMAGE_TAG": change.tag})
    images = {
        name: change.project.inspect(change.project.containers(name)[0])["Image"]
        for name in swap.SERVING
        if name in change.services
    }
    schema = read_schema(change.new)
    previous = replaced if replaced != change.tag else None
    release = releases.Release(change.tag, schema.revision, images, previous, saved)
    releases.record(folder, release)
    forget_images(change, releases.newest_tags(folder, KEPT_RELEASES))
    say(f"{change.tag} serves.")
    return command_line.DONE


def forget_images(change: Change, kept: list[str]) -> None:
    """Remove images of releases that served here and are not among the last ones."""
    known = {release.tag for release in releases.known(change.project.env_file.parent)}
    for tag in known - {*kept, change.tag, change.previous}:
        for service in built_services(change.services):
            name, _, named = change.services[service]["image"].rpartition(":")
            if named != change.previous:
                continue
            attempt(["docker", "image", "rm", f"{name}:{tag}"], folder=change.project.folder)
