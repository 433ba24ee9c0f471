"""Env files as Docker Compose reads and an operator writes them.

Source: https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/
(section "`.env` file syntax"). References such as ${OTHER} are left as they are written: the verbs
ask for values that Compose needs, and Compose itself fills in references.
"""

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from operating.refusals import RefusedError

_ASSIGNMENT = re.compile(
    r"\s*(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_.-]*)\s*[=:]\s*(?P<rest>.*)"
)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}


def read(path: Path) -> dict[str, str]:
    """Return the variables of a file; raises RefusedError for one that cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        message = f"{path} cannot be read ({reason}): `scripts/init-env` writes one."
        raise RefusedError(message) from None
    return parse(text, path)


def parse(text: str, path: Path) -> dict[str, str]:
    """Return the variables in the text of an env file; `path` is for the sentence of a refusal."""
    variables: dict[str, str] = {}
    lines = iter(enumerate(text.splitlines(), start=1))
    for number, line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _ASSIGNMENT.fullmatch(line)
        if found is None:
            message = f"Line {number} of {path} is no NAME=value and no comment."
            raise RefusedError(message)
        rest = found["rest"].strip()
        if rest[:1] in {"'", '"'}:
            while (closed := _closing(rest)) is None:
                following = next(lines, None)
                if following is None:
                    message = f"The quote that opens on line {number} of {path} never closes."
                    raise RefusedError(message)
                rest += "\n" + following[1]
            variables[found["name"]] = _unquoted(rest[1:closed], rest[0])
        else:
            variables[found["name"]] = re.split(r"\s#", rest, maxsplit=1)[0].strip()
    return variables


def _closing(quoted: str) -> int | None:
    position = 1
    while position < len(quoted):
        if quoted[position] == "\\":
            position += 1
        elif quoted[position] == quoted[0]:
            return position
        position += 1
    return None


def _unquoted(inside: str, quote: str) -> str:
    if quote == "'":
        return inside.replace("\\'", "'")
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), inside, flags=re.DOTALL)


def quoted(value: str) -> str:
    """Return a value written so that Compose takes it literally.

    Raises RefusedError for one that single quotes cannot hold.
    """
    if "\\'" in value or value.endswith("\\"):
        message = "An env file cannot hold a value with a backslash before a ' or at its end."
        raise RefusedError(message)
    return "'" + value.replace("'", "\\'") + "'"


def replace(path: Path, changes: Mapping[str, str | None]) -> None:
    """Set variables of a file, or remove those that are None; every other line stays as it is.

    The file is replaced in one step and keeps its owner and mode.
    """
    remaining = dict(changes)
    kept: list[str] = []
    lines = iter(path.read_text(encoding="utf-8").splitlines())
    for line in lines:
        found = None if line.lstrip().startswith("#") else _ASSIGNMENT.fullmatch(line)
        whole = line
        if found is not None and (rest := found["rest"].strip())[:1] in {"'", '"'}:
            while _closing(rest) is None and (following := next(lines, None)) is not None:
                rest += "\n" + following
                whole += "\n" + following
        if found is None or found["name"] not in changes:
            kept.append(whole)
            continue
        value = remaining.pop(found["name"], None)
        if value is not None:
            kept.append(f"{found['name']}={quoted(value)}")
    kept += [f"{name}={quoted(value)}" for name, value in remaining.items() if value is not None]
    write(path, "\n".join(kept) + "\n")


def write(path: Path, text: str, *, mode: int = 0o600) -> None:
    """Write a whole file in one step; it is never there half."""
    known = path.stat() if path.exists() else None
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(known.st_mode & 0o777 if known else mode)
        if known is not None and os.geteuid() == 0:
            os.chown(name, known.st_uid, known.st_gid)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
