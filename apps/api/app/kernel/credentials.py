"""Which secrets must not be in the application's environment, and which are no secrets at all."""

import re
from collections.abc import Mapping
from typing import Final

from app.kernel.choice import read_address, read_candidates
from app.kernel.errors import StartRefusedError
from app.kernel.settings import DatabaseSettings, SiteSettings

# Credentials of roles that may create or alter things; with any of them in reach, taking over the
# application would be taking over the database.
FOREIGN_CREDENTIALS: Final = ("DATABASE_URL_ADMIN", "POSTGRES_ADMIN_PASSWORD", "POSTGRES_PASSWORD")
_PLACEHOLDER: Final = re.compile(
    r"""
    change[-_ ]?(me|this|it).* | replace[-_ ]?(me|this|it|with).* | your[-_ ].* | <.*> | \[.*\]
    | (my[-_ ]?)?(super[-_ ]?)?(secret|password|passwd)([-_ ]?here)?\d* | example.* | placeholder.*
    | todo | fixme | x{3,} | \*+ | \.{3} | postgres | admin | root | test | 1234\d*
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_placeholder(secret: str, *, login: str = "") -> bool:
    """Whether a secret is missing, was copied from an example, or repeats the login's name."""
    bare = secret.strip()
    return not bare or bare == login or _PLACEHOLDER.fullmatch(bare) is not None


def foreign_credentials(environ: Mapping[str, str]) -> list[str]:
    """The variables, NAME_FILE included, that hold an admin's or superuser's secret."""
    variables = [name + suffix for name in FOREIGN_CREDENTIALS for suffix in ("", "_FILE")]
    return [variable for variable in variables if environ.get(variable, "").strip()]


def refuse_unsafe_environment(
    environ: Mapping[str, str], site: SiteSettings, database: DatabaseSettings
) -> None:
    """Raise StartRefusedError where a process of the application must not start."""
    refuse_foreign_credentials(environ)
    if site.is_production:
        refuse_placeholder_passwords(database)


def refuse_foreign_credentials(environ: Mapping[str, str]) -> None:
    """Raise StartRefusedError when the environment holds an admin's or superuser's secret."""
    for variable in foreign_credentials(environ):
        message = (
            f"{variable} is in the application's environment, which must not hold the "
            "credentials of an admin or superuser; remove it."
        )
        raise StartRefusedError(message)


def refuse_placeholder_passwords(settings: DatabaseSettings) -> None:
    """Raise StartRefusedError when a database would be asked with a password that is none.

    A login over a unix socket may go without one.
    """
    candidates, _ = read_candidates(settings)
    others = (
        read_address("DATABASE_URL_DIRECT", settings.url_direct),
        read_address("DATABASE_URL_REPLICA", settings.url_replica),
    )
    for candidate in (*candidates, *(other for other in others if other)):
        dsn = candidate.dsn
        if not dsn.password and dsn.host.startswith("/"):
            continue
        if is_placeholder(dsn.password, login=dsn.user):
            what = "a placeholder" if dsn.password else "no password"
            message = (
                f"{candidate.source} holds {what} where production needs the secret of "
                f"{dsn.user or 'its login'}; set POSTGRES_APP_PASSWORD to a real one."
            )
            raise StartRefusedError(message)
