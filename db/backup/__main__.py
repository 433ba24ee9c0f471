"""What runs in the containers `backup` and `restore`: `python -m backup <command>`."""

import argparse
import json
import shutil
import sys
import time
from pathlib import Path

from backup import (
    database,
    drill,
    dumps,
    manifests,
    offsite,
    repository,
    restoring,
    service,
    settings,
)
from backup.commands import one_at_a_time
from backup.failures import FailedError
from backup.settings import MANIFESTS


def main() -> int:
    """Run one command; 1 and a sentence if it fails."""
    arguments = _parser().parse_args()
    try:
        known = settings.load()
        if arguments.command == "serve":
            service.Service(known).serve()
            return 0
        with one_at_a_time():
            _COMMANDS[arguments.command](known, arguments)
    except FailedError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"{error.strerror}: {error.filename}\n")
        return 1
    return 0


def _now(known: settings.Settings, arguments: argparse.Namespace) -> None:
    taken: list[manifests.Manifest] = []
    if not arguments.dump_only:
        taken.append(service.take_base(known, arguments.kind))
    if not arguments.base_only:
        taken.append(dumps.take(known))
    for one in taken:
        print(
            f"{one.label}: verified; {one.size_bytes / 1e6:.1f} MB of database in"
            f" {one.stored_bytes / 1e6:.1f} MB, {one.seconds} s"
        )
    if known.offsite_repository:
        offsite.copy(known)
        print("The off-site copy is current.")


def _list(_known: settings.Settings, _arguments: argparse.Namespace) -> None:
    for path in sorted(MANIFESTS.glob("*.json"), key=lambda one: one.stat().st_mtime):
        one = manifests.read(path.stem)
        print(f"{one.label:<36}{one.kind:<14}{one.at}{one.stored_bytes / 1e6:>10.1f} MB")


def _state(known: settings.Settings, _arguments: argparse.Namespace) -> None:
    with database.Session(repository.address(known)) as session, database.snapshot(session):
        facts = database.facts(session)
        rows = {name: count for name, (count, _) in database.rows_of_tables(session).items()}
    print(json.dumps({"facts": facts, "rows": rows}))


def _archive(known: settings.Settings, _arguments: argparse.Namespace) -> None:
    """Have everything in the archive that was committed until now."""
    kept = repository.prepare(known)
    with database.Session(repository.address(known)) as session:
        segment = session.one("SELECT pg_walfile_name(pg_switch_wal());")
    deadline = time.monotonic() + 60
    while not kept.is_archived(segment):
        if time.monotonic() > deadline:
            message = f"{segment} did not reach the archive within a minute."
            raise FailedError(message)
        time.sleep(0.2)


def _drill(known: settings.Settings, _arguments: argparse.Namespace) -> None:
    repository.prepare(known)
    print("\n".join(drill.run(known)))


def _fetch(known: settings.Settings, _arguments: argparse.Namespace) -> None:
    offsite.fetch(known)


def _check(_known: settings.Settings, arguments: argparse.Namespace) -> None:
    folder = restoring.source(is_fetched=arguments.fetched)
    plan = restoring.plan_for(arguments.target, folder)
    plan = restoring.check(plan, folder, stack=arguments.stack)
    print(json.dumps({"kind": plan.kind, "label": plan.label, "at": plan.at}))


def _prepare(known: settings.Settings, arguments: argparse.Namespace) -> None:
    folder = restoring.source(is_fetched=arguments.fetched)
    plan = restoring.check(
        restoring.plan_for(arguments.target, folder), folder, stack=arguments.stack
    )
    directory = known.data_directory.with_name(arguments.directory)
    result = restoring.prepare(
        known, plan, folder, directory, is_complete=arguments.archive_is_complete
    )
    print(restoring.as_json(result))


def _swap(known: settings.Settings, arguments: argparse.Namespace) -> None:
    if arguments.fetched:
        restoring.adopt_fetched()
    print(restoring.swap(known, known.data_directory.with_name(arguments.directory)).name)


def _swap_back(known: settings.Settings, arguments: argparse.Namespace) -> None:
    previous = known.data_directory.with_name(arguments.directory)
    print(restoring.swap_back(known, previous).name)


def _discard(known: settings.Settings, arguments: argparse.Namespace) -> None:
    folder: Path = known.data_directory.with_name(arguments.directory)
    if folder == known.data_directory:
        message = "The database's own directory is not discarded."
        raise FailedError(message)
    shutil.rmtree(folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="backup", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve")
    now = commands.add_parser("now")
    now.add_argument("--kind", choices=sorted(repository.KINDS), default="incremental")
    now.add_argument("--dump-only", action="store_true")
    now.add_argument("--base-only", action="store_true")
    for name in ("list", "state", "archive", "drill", "fetch"):
        commands.add_parser(name)
    for name in ("check", "prepare"):
        one = commands.add_parser(name)
        one.add_argument("target")
        one.add_argument("--stack")
        one.add_argument("--fetched", action="store_true")
        if name == "prepare":
            one.add_argument("--directory", required=True)
            one.add_argument("--archive-is-complete", action="store_true")
    for name in ("swap", "swap-back", "discard"):
        one = commands.add_parser(name)
        one.add_argument("directory")
        one.add_argument("--fetched", action="store_true")
    return parser


_COMMANDS = {
    "now": _now,
    "list": _list,
    "state": _state,
    "archive": _archive,
    "drill": _drill,
    "fetch": _fetch,
    "check": _check,
    "prepare": _prepare,
    "swap": _swap,
    "swap-back": _swap_back,
    "discard": _discard,
}

if __name__ == "__main__":
    sys.exit(main())
