"""Which secrets are missing, placeholders, weak, or open to everybody on this machine."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from operating.doctor.findings import Finding, warning
from operating.init_env import REQUIRED_SECRETS

# The same words as apps/api/app/kernel/credentials.py and db/secrets.pl refuse; a test compares.
_PLACEHOLDER: Final = re.compile(
    r"""
    change[-_ ]?(me|this|it).* | replace[-_ ]?(me|this|it|with).* | your[-_ ].* | <.*> | \[.*\]
    | (my[-_ ]?)?(super[-_ ]?)?(secret|password|passwd)([-_ ]?here)?\d* | example.* | placeholder.*
    | todo | fixme | x{3,} | \*+ | \.{3} | postgres | admin | root | test | 1234\d*
    """,
    re.IGNORECASE | re.VERBOSE,
)
SHORTEST_SIGNING_SECRET: Final = 32
SHORTEST_PASSWORD: Final = 16
FEWEST_DIFFERENT_CHARACTERS: Final = 8
_SECRET_NAME: Final = re.compile(
    r"POSTGRES_([A-Z_]+_)?PASSWORD|AUTH_[A-Z]+_SECRET(_PREVIOUS)?|FIRST_ADMIN_PASSWORD"
    r"|INTERNAL_API_TOKEN|SMTP_PASSWORD"
)
_CHOSEN_ELSEWHERE: Final = ("SMTP_PASSWORD",)
_RANDOM: Final = "`openssl rand -base64 32` makes one"


def is_placeholder(secret: str, *, login: str = "") -> bool:
    """Whether a secret is missing, was copied from an example, or repeats the login's name."""
    bare = secret.strip()
    return not bare or bare == login or _PLACEHOLDER.fullmatch(bare) is not None


def examine_secrets(variables: Mapping[str, str]) -> Iterator[Finding]:
    """Look at every secret that the stack reads; no finding holds one."""
    given: dict[str, str] = {}
    unreadable: set[str] = set()
    for variable in sorted({name.removesuffix("_FILE") for name in variables}):
        if not _SECRET_NAME.fullmatch(variable):
            continue
        path = variables.get(f"{variable}_FILE", "").strip()
        if not path:
            given[variable] = variables.get(variable, "")
            continue
        yield from _examine_file(f"{variable}_FILE", Path(path))
        try:
            given[variable] = re.sub(r"\r?\n\Z", "", Path(path).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            unreadable.add(variable)
    problems = 0
    for variable in [*REQUIRED_SECRETS, *sorted(given.keys() - set(REQUIRED_SECRETS))]:
        if variable in unreadable:
            problems += 1
            continue
        found = _examine(variable, given.get(variable, ""), variables)
        if found is not None:
            problems += 1
            yield found
    yield from _examine_repetition(given)
    if not problems:
        yield Finding("Every required secret is there; none is a placeholder or weak.")


def _examine(variable: str, secret: str, variables: Mapping[str, str]) -> Finding | None:
    if not secret.strip():
        if variable not in REQUIRED_SECRETS:
            return None
        return Finding(
            f"{variable} is missing.",
            f"Give it a strong secret ({_RANDOM}), or begin with `scripts/init-env`.",
        )
    login = variables.get(f"{variable.removesuffix('_PASSWORD')}_USER", "")
    if is_placeholder(secret, login=login):
        return Finding(f"{variable} is a placeholder.", f"Give it a strong secret ({_RANDOM}).")
    found = None if variable in _CHOSEN_ELSEWHERE else weakness(variable, secret)
    if found is None:
        return None
    return Finding(f"{variable} is weak: {found}.", _stronger(variable))


def weakness(variable: str, secret: str) -> str | None:
    """Return why a secret is weak, or None."""
    shortest = SHORTEST_SIGNING_SECRET if variable.startswith("AUTH_") else SHORTEST_PASSWORD
    if len(secret) < shortest:
        return f"it is shorter than {shortest} characters"
    if len(set(secret)) < FEWEST_DIFFERENT_CHARACTERS:
        return f"it has only {len(set(secret))} different characters"
    return None


def _stronger(variable: str) -> str:
    role = {
        "POSTGRES_PASSWORD": "superuser",
        "POSTGRES_APP_PASSWORD": "app",
        "POSTGRES_ADMIN_PASSWORD": "admin",
    }.get(variable)
    if role is None:
        return f"Give it a strong secret ({_RANDOM})."
    return (
        f"Before the first start: a strong secret ({_RANDOM}). On a running stack: "
        f"`scripts/rotate-password {role}`."
    )


def _examine_file(variable: str, path: Path) -> Iterator[Finding]:
    if not path.is_absolute():
        yield Finding(f"{variable} is a relative path.", "Give the file's absolute path.")
        return
    try:
        mode = path.stat().st_mode
        with path.open("rb"):
            pass
    except OSError as error:
        yield Finding(
            f"{variable} names a file that cannot be read ({error.strerror}).",
            "Mend the path or the file's rights, or give the secret itself.",
        )
        return
    if mode & 0o077:
        yield Finding(f"{variable} names a file that others can read.", f"chmod 600 {path}")


def _examine_repetition(given: Mapping[str, str]) -> Iterator[Finding]:
    holders: dict[str, list[str]] = {}
    for variable, secret in given.items():
        if secret.strip():
            holders.setdefault(secret, []).append(variable)
    for variables in holders.values():
        if len(variables) > 1:
            yield warning(
                f"{' and '.join(sorted(variables))} are the same secret.",
                "Give each its own, so that one that leaks opens one door.",
            )


def examine_env_file(path: Path) -> Iterator[Finding]:
    """Look at who can read the env file."""
    if path.stat().st_mode & 0o077:
        yield Finding(f"{path} can be read by others on this machine.", f"chmod 600 {path}")
    else:
        yield Finding(f"{path} is readable by its owner alone.")


def examine_references(
    written: Mapping[str, str], understood: Mapping[str, str]
) -> Iterator[Finding]:
    """Compare what the file says with what Compose makes of it: an unquoted $ is a reference."""
    for name in sorted(written):
        if not _SECRET_NAME.fullmatch(name) or name not in understood:
            continue
        if written[name] != understood[name]:
            yield Finding(
                f"Compose reads another {name} than the one that is written.",
                "Put it into 'single quotes': outside of them $ begins a reference. And see that "
                "this shell does not export the variable.",
            )
