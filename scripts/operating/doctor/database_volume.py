"""Whether the database's volume is one that this env file can start."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from operating import verifiers, volume
from operating.doctor.findings import Finding, warning
from operating.refusals import RefusedError

_LOGINS: Final = {
    "app": "POSTGRES_APP_PASSWORD",
    "admin": "POSTGRES_ADMIN_PASSWORD",
    "superuser": "POSTGRES_PASSWORD",
}


def examine_volume(config: Mapping[str, Any], variables: Mapping[str, str]) -> Iterator[Finding]:
    """Read the volume through a container without network that can change nothing."""
    name, image = config["volumes"]["postgres_data"]["name"], config["services"]["db"]["image"]
    if not volume.exists(name):
        yield Finding("There is no database yet: the first start makes it.")
        return
    try:
        found = volume.contents(name, config["services"]["db"]["image"])
    except RefusedError:
        yield warning(
            f"The volume {name} cannot be read before the image {image} is here.",
            "Build or pull it (`docker compose build`), then look again.",
        )
        return
    if found.is_unfinished:
        yield Finding(
            f"The volume {name} is half made: its first start was interrupted. It holds no data.",
            f"`docker compose down`, `docker volume rm {name}`, and start again.",
        )
    elif found.is_empty:
        yield Finding(f"The volume {name} is empty: the first start fills it.")
    else:
        yield from _examine_cluster(name, image, found, config, variables)


def _examine_cluster(
    name: str,
    image: str,
    found: volume.Contents,
    config: Mapping[str, Any],
    variables: Mapping[str, str],
) -> Iterator[Finding]:
    current = [one for one in found.clusters if one.folder == volume.DATA_FOLDER]
    if not current:
        if [one.major for one in found.clusters] == [volume.MAJOR]:
            yield Finding(
                f"The volume {name} has the layout of older images.",
                f"`scripts/adopt --from-volume {name}` takes its data over into a new volume.",
            )
        else:
            told = (
                ", ".join(f"PostgreSQL {one.major}" for one in found.clusters) or "something else"
            )
            yield Finding(
                f"The volume {name} holds {told}, and this is {volume.MAJOR}.",
                "Dump it with its own version and restore the dump: docs/howto/adopt.md.",
            )
        return
    clean = True
    told = config["services"]["db"]["environment"]
    for variable, catalogue in (("POSTGRES_USER", 1260), ("POSTGRES_DB", 1262)):
        wanted = told[variable]
        if not volume.knows_name(name, image, current[0], catalogue=catalogue, name=wanted):
            clean = False
            yield Finding(
                f"The volume {name} was first started with another {variable} than {wanted}.",
                "Put the first one back into the env file. The data of a volume that another "
                "system made is taken over by `scripts/adopt`.",
            )
    roles = config["volumes"]["secrets_roles"]["name"]
    if volume.exists(roles):
        yield from _examine_passwords(roles, image, variables)
    if clean:
        yield Finding(f"The volume {name} is PostgreSQL {volume.MAJOR}, as it is expected.")


def _examine_passwords(roles: str, image: str, variables: Mapping[str, str]) -> Iterator[Finding]:
    script = 'cd /volume && for one in *; do printf \'%s %s\\n\' "$one" "$(cat "$one")"; done'
    kept = dict(
        line.split(" ", 1) for line in volume.peek(roles, image, script).splitlines() if " " in line
    )
    for login, variable in _LOGINS.items():
        password, verifier = variables.get(variable, ""), kept.get(login)
        if password and verifier and not verifiers.belongs(password, verifier):
            yield warning(
                f"{variable} is another one than at the last start.",
                "The next `up -d` sets it and restarts what uses it, which readers may see; "
                "`scripts/rotate-password` changes one without that.",
            )
