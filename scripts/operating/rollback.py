"""`scripts/rollback`: the previous images in the place of those that serve."""

from operating import command_line, lock, proxy, releases, swap
from operating.deploy import Change, add_ready_within, finish, take_over
from operating.progress import say
from operating.project import Project, has_image
from operating.refusals import RefusedError
from operating.schema import read_schema


def main() -> int:
    """Go back to the release before, or to the one that is named; the schema stays as it is."""
    parser = command_line.parser_for(
        "rollback",
        "Swaps the images of an earlier release back in, without a failed request. The database"
        " stays as it is: an image that does not know its schema is refused.",
        changes=True,
    )
    parser.add_argument("--to", metavar="TAG", help="an earlier release [the one before]")
    add_ready_within(parser)
    arguments = parser.parse_args()
    project = command_line.project_of(arguments)
    with lock.held(project.env_file.parent, "rollback"):
        return _roll_back(
            project, arguments.to, is_dry=arguments.dry_run, ready_within=arguments.ready_within
        )


def _roll_back(project: Project, named: str | None, *, is_dry: bool, ready_within: float) -> int:
    folder = project.env_file.parent
    history = releases.known(folder)
    now = project.variables().get("IMAGE_TAG") or "latest"
    tag = named or _one_before(history, now)
    change = Change(project, project.config()["services"], tag, now, ready_within)
    _require_images(change)
    proxy.require_valid(project)
    schema = read_schema(swap.with_tag(project, IMAGE_TAG=tag))
    if not schema.is_usable:
        raise RefusedError(f"{tag} cannot serve: {schema.sentence} {_remedy(history, tag)}")
    if is_dry:
        say(f"Would put {tag} in the place of {now}. {schema.sentence}")
        return command_line.DONE
    say(f"From {now} back to {tag}. {schema.sentence}")
    take_over(change)
    return finish(change, replaced=now)


def _one_before(history: list[releases.Release], now: str) -> str:
    for release in reversed(history):
        if release.tag == now and release.previous:
            return release.previous
    message = f"No release is known that served before {now}: `--to TAG` names one."
    raise RefusedError(message)


def _require_images(change: Change) -> None:
    for service in swap.SERVING:
        if service not in change.services:
            continue
        image = f"{change.services[service]['image'].rpartition(':')[0]}:{change.tag}"
        if not has_image(image):
            message = (
                f"The image {image} is not here any more: check out that commit and deploy it."
            )
            raise RefusedError(message)


def _remedy(history: list[releases.Release], tag: str) -> str:
    """Say which backup goes with the release: the one that was taken when it was replaced."""
    after = [index for index, release in enumerate(history) if release.tag == tag]
    following = history[after[-1] + 1 :] if after else []
    for release in following:
        if release.backup:
            return f"To go back all the same, restore what was saved before it: {release.backup}."
    if following:
        return f"To go back all the same, restore a backup from before {following[0].at}."
    return "To go back all the same, restore a backup of its time."
