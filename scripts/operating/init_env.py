"""`scripts/init-env`: .env.example with strong secrets where production needs them."""

import os
import re
import secrets
import tempfile
from collections.abc import Sequence
from pathlib import Path

from operating import envfile
from operating.command_line import DONE, parser_for
from operating.progress import say
from operating.project import ROOT
from operating.refusals import RefusedError

REQUIRED_SECRETS = ("POSTGRES_PASSWORD", "POSTGRES_APP_PASSWORD", "POSTGRES_ADMIN_PASSWORD")
SECRET_BYTES = 32
_DOMAIN = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*")


def strong_secret() -> str:
    """Return a new secret that no file format, URL or shell needs to escape."""
    while True:
        secret = secrets.token_urlsafe(SECRET_BYTES)
        if secret[0].isalnum():  # no tool takes it for an option
            return secret


def filled_in(example: str, domain: str) -> str:
    """Return the text of a new env file, made from that of .env.example."""
    values = {name: envfile.quoted(strong_secret()) for name in REQUIRED_SECRETS}
    for name, value in {"DOMAIN": domain, **values}.items():
        example, count = re.subn(rf"^{name}=$", f"{name}={value}", example, flags=re.MULTILINE)
        if count != 1:
            message = f".env.example has no line `{name}=`: this checkout is damaged."
            raise RefusedError(message)
    return example


def write_new(path: Path, text: str) -> None:
    """Write a file that nobody else can read; raises RefusedError where there is one already."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(name, path)  # unlike a rename, it fails where there is a file
    except FileExistsError:
        raise RefusedError(_exists(path)) from None
    finally:
        Path(name).unlink()


def _exists(path: Path) -> str:
    return (
        f"{path} exists and is left as it is: `scripts/rotate-password` changes a password in it."
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the verb."""
    parser = parser_for(
        "init-env",
        "Write an env file for production, with strong random secrets. Never overwrites one.",
        changes=True,
    )
    parser.add_argument("path", type=Path, nargs="?", help="the file [that of --env-file]")
    parser.add_argument("--domain", default="", help="the name under which the site is reached")
    options = parser.parse_args(arguments)
    if options.domain and not _DOMAIN.fullmatch(options.domain):
        parser.error(f"{options.domain!r} is no host name, such as happenings.example.org")
    path: Path = (options.path or options.env_file).absolute()
    if os.path.lexists(path):
        raise RefusedError(_exists(path))
    if not path.parent.is_dir():
        message = f"{path.parent} is no directory: make it first."
        raise RefusedError(message)
    if options.dry_run:
        say(f"Would write {path} with {len(REQUIRED_SECRETS)} new secrets; nothing was changed.")
        return DONE
    text = filled_in((ROOT / ".env.example").read_text(encoding="utf-8"), options.domain)
    write_new(path, text)
    say(f"{path} holds new secrets; nobody but its owner can read it.")
    if not options.domain:
        say("DOMAIN is still blank: write the name into it under which the site is reached.")
    return DONE
