"""Have a Docker engine and the stack's base images where no image registry is reachable."""

import argparse
import sys

import bases
import engine
import host


def up() -> None:
    """Have a running engine, Compose, buildx and every base image; safe to repeat."""
    engine.up()
    images()


def images() -> None:
    """Have every base image that the repository names in the running engine."""
    if engine.server_version() is None:
        raise host.RefusedError("No Docker engine answers: run the verb `up` first.")
    bases.make_all(bases.wanted())


def status() -> None:
    """Say what is there and what is missing; changes nothing, exits 1 when something is missing."""
    version = engine.server_version()
    host.say(f"engine: {version or 'none answers'}")
    host.say(f"Compose and buildx: {'yes' if engine.has_plugins() else 'missing or too old'}")
    missing = [base.name for base in bases.wanted() if version and not bases.is_current(base)]
    if version:
        host.say(f"base images missing: {', '.join(missing) or 'none'}")
    if missing or not version or not engine.has_plugins():
        raise SystemExit(1)


def down() -> None:
    """Stop the engine that `up` started by hand; images and volumes are kept."""
    engine.stop()


VERBS = {verb.__name__: verb for verb in (up, images, status, down)}


def main() -> int:
    """Carry out one verb; a refusal is one sentence and exit code 1."""
    parser = argparse.ArgumentParser(
        prog="python3 tools/registry-free",
        description=__doc__,
        epilog="\n".join(f"{name:8} {verb.__doc__}" for name, verb in VERBS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=VERBS)
    verb = parser.parse_args().verb
    try:
        host.require_debian()
        host.require_root()
        VERBS[verb]()
    except host.RefusedError as refusal:
        print(f"registry-free: {refusal}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
