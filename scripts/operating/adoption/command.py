"""`scripts/adopt`: the database volume of an older system becomes this stack's.

Everything is done on a copy, by a server that no network reaches, and nothing starts on the copy
before all of it has succeeded: whatever interrupts this, the older volume is as it was, and running
the verb again begins anew.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from operating import lock, project, volume
from operating.adoption import content, copying, roles
from operating.adoption.roles import Declared
from operating.adoption.server import Server, running
from operating.command_line import DONE, parser_for, project_of
from operating.progress import say, step
from operating.project import Project
from operating.refusals import RefusedError
from operating.rotation.database import names

Figures = Mapping[str, tuple[int, str]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the verb."""
    parser = parser_for(
        "adopt",
        "Take over the database volume of an older system: a backup first, then a copy in which "
        "the roles are as declared. The older volume is only read.",
        changes=True,
    )
    parser.add_argument("--from-volume", required=True, metavar="VOLUME")
    parser.add_argument("--database", default="", help="which database, if the volume has several")
    parser.add_argument(
        "--retire",
        action="append",
        default=[],
        metavar="ROLE",
        help="a role of the older system: what it owns is given to the owner of all tables, and "
        "it can no longer log in; may be given several times",
    )
    parser.add_argument(
        "--backup-to", type=Path, metavar="FOLDER", help="[adopted/ beside the env file]"
    )
    options = parser.parse_args(arguments)
    stack = project_of(options)
    with lock.held(stack.env_file.parent, "adopt"):
        return _adopt(
            stack,
            options.from_volume,
            wanted=options.database,
            retired=options.retire,
            folder=options.backup_to or stack.env_file.with_name("adopted"),
            is_dry=options.dry_run,
        )


def _adopt(
    stack: Project, source: str, *, wanted: str, retired: Sequence[str], folder: Path, is_dry: bool
) -> int:
    config = stack.config()
    image, target = config["services"]["db"]["image"], config["volumes"]["postgres_data"]["name"]
    cluster = _source(source, target, image)
    if _is_adopted(source, target, image):
        say(f"{target} was adopted from {source} before: nothing is left to do.")
        return DONE
    if is_dry:
        say(f"Would copy {source} to {target}, back it up to {folder}, and adopt the copy.")
        return DONE
    stack.run(
        *("run", "--rm", "-T", "--no-deps", "secrets"),
        failure="The secrets are not as they must be",
    )
    known = names(stack)
    declared = Declared(known.database, known.superuser, known.app, known.admin)
    _make_volume(target, config["name"])
    with step(f"{source} is copied"):
        copying.copy(source, cluster, target, image)
    with running(target, image, config["volumes"]["secrets_roles"]["name"]) as (server, superuser):
        database = roles.choose_database(server, superuser, wanted)
        roles.refuse_unmentioned(server, superuser, declared, retired)
        with step(f"{database} is backed up to {folder}"):
            before = content.figures(server, user=superuser, database=database)
            backup = _back_up(server, superuser, database, folder, before)
        with step("The copy is adopted"):
            roles.rename(server, superuser, database, declared)
            for role in retired:
                roles.retire(server, declared, role)
            roles.sort_anew(server, declared)
            _converge(server, config, stack.env_file)
        after = content.figures(server, user=declared.superuser, database=declared.database)
        _compare(before, after)
        for schema in roles.schemas_left_alone(server, declared):
            say(f"The schema {schema} is there as it was; the app's roles have no right in it.")
    copying.finish(source, target, image)
    rows = sum(count for count, _ in after.values())
    say(f"{target} is adopted: {len(after)} tables and sequences with {rows} rows, all as before.")
    say(f"The backup is {backup}; {source} is as it was. Start the stack.")
    return DONE


def _source(source: str, target: str, image: str) -> volume.Cluster:
    if source == target:
        message = (
            f"{source} is where this stack keeps its own data: copy it to another volume first, as "
            "docs/howto/adopt.md says, and adopt that."
        )
        raise RefusedError(message)
    if not volume.exists(source):
        message = f"There is no volume {source}: `docker volume ls` shows those that there are."
        raise RefusedError(message)
    if holders := volume.users(source):
        message = f"{', '.join(holders)} uses {source}: stop it, so that the copy is whole."
        raise RefusedError(message)
    cluster = volume.cluster_of(volume.contents(source, image), source)
    if cluster.major != volume.MAJOR:
        message = (
            f"{source} holds PostgreSQL {cluster.major}, and this is {volume.MAJOR}: dump it with "
            "its own version and restore the dump, as docs/howto/adopt.md says."
        )
        raise RefusedError(message)
    return cluster


def _is_adopted(source: str, target: str, image: str) -> bool:
    if not volume.exists(target):
        return False
    if holders := volume.users(target):
        message = f"{', '.join(holders)} uses {target}: `docker compose down` first."
        raise RefusedError(message)
    found = volume.contents(target, image)
    if not found.clusters or found.is_unfinished:
        return False
    if copying.adopted_from(target, image) == source:
        return True
    message = (
        f"{target} holds a database already, and nothing is overwritten: remove it "
        f"(`docker volume rm {target}`) if it is worth nothing."
    )
    raise RefusedError(message)


def _make_volume(name: str, stack: str) -> None:
    if volume.exists(name):
        return
    labels = {"project": stack, "volume": "postgres_data"}
    told = [
        part
        for label, value in labels.items()
        for part in ("--label", f"com.docker.compose.{label}={value}")
    ]
    project.docker("volume", "create", *told, name, failure=f"{name} could not be made")


def _back_up(server: Server, superuser: str, database: str, folder: Path, figures: Figures) -> Path:
    place = folder / f"{database}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    place.mkdir(mode=0o700, parents=True)
    known = ["--host=/tmp/adoption", f"--username={superuser}"]
    dump, globals_ = place / "database.dump", place / "globals.sql"
    server.write(dump, "pg_dump", *known, "--format=custom", f"--dbname={database}")
    server.write(globals_, "pg_dumpall", *known, "--globals-only")
    _verify(server, dump, figures)
    sums = []
    for path in (dump, globals_):
        with path.open("rb") as file:
            sums.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    (place / "SHA256SUMS").write_text("".join(sums), encoding="ascii")
    told = {
        table: {"rows": rows, "checksum": checksum} for table, (rows, checksum) in figures.items()
    }
    (place / "manifest.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return place


def _verify(server: Server, dump: Path, figures: Figures) -> None:
    """Have pg_restore read the whole dump, and find each table's rows in its list."""
    command = ["docker", "exec", "--interactive", server.container, "sh", "-c"]
    for script in ("pg_restore --list", "pg_restore --file=/dev/null"):
        with dump.open("rb") as file:
            finished = project.attempt_with(file, [*command, f"exec {script}"])
        if finished.returncode != 0:
            message = f"The backup {dump} cannot be read back: nothing was adopted."
            raise RefusedError(message)
        if script.endswith("--list"):
            listed = sum(" TABLE DATA " in line for line in finished.stdout.splitlines())
    tables = sum(not name.endswith("large objects") for name in figures)
    if tables and not listed and any(count for count, _ in figures.values()):
        message = f"The backup {dump} lists no table's rows: nothing was adopted."
        raise RefusedError(message)


def _converge(server: Server, config: Mapping[str, Any], env_file: Path) -> None:
    told = config["services"]["roles"]["environment"]
    names_of = {name: str(value) for name, value in told.items() if value is not None}
    server.converge(names_of)
    again = server.converge(names_of).strip().splitlines()
    if again != ["The roles are as declared."]:
        message = f"A second run of the roles step changed something ({env_file}): {again[0]}"
        raise RefusedError(message)


def _compare(before: Figures, after: Figures) -> None:
    changed = sorted(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )
    if changed:
        message = f"These differ from what they were: {', '.join(changed)}. Nothing was adopted."
        raise RefusedError(message)
