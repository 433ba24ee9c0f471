"""Make a server's database, roles and grants as db/roles declares them: `python db/converge.py`.

Connects as the superuser by PGHOST and PGPORT. POSTGRES_DB, POSTGRES_USER, POSTGRES_APP_USER,
POSTGRES_ADMIN_USER name the database and its roles, POSTGRES_<LOGIN>_PASSWORD (or …_FILE) hold the
passwords of app, app_b, admin, readonly, backup and monitor; a login without one cannot be used.
The same SQL runs under psql from db/converge.sh.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.errors import Diagnostic

import scram

ROLES_DIR = Path(__file__).resolve().parent / "roles"
LOCK_KEY = 7_305_001
"""Advisory lock in database `postgres`: one converge or one migration at a time, never both."""

LOGINS = ("app", "app_b", "admin", "readonly", "backup", "monitor")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,49}")


class ConvergeError(Exception):
    """One sentence that says what is wrong and what to do."""


@dataclass(frozen=True)
class Declaration:
    """The names and passwords that an operator chooses; everything else derives from them."""

    database: str
    superuser: str
    app: str
    admin: str
    app_connection_limit: int
    superuser_password: str | None
    passwords: Mapping[str, str | None]

    def role(self, login: str) -> str:
        """The name of the role behind a login of LOGINS."""
        names = {"app": self.app, "app_b": f"{self.app}_b", "admin": self.admin}
        return names.get(login, f"{self.database}_{login}")


def declaration_from(environment: Mapping[str, str]) -> Declaration:
    """Read the variables; raises ConvergeError for a name that PostgreSQL could not hold."""

    def named(variable: str, default: str) -> str:
        value = environment.get(variable) or default
        if not _NAME.fullmatch(value) or value.startswith("pg_"):
            message = (
                f"{variable} is {value!r}: use at most 50 letters, digits, '_' and '-', "
                "beginning with a letter and not with pg_."
            )
            raise ConvergeError(message)
        return value

    limit = environment.get("POSTGRES_APP_CONNECTION_LIMIT") or "80"
    if not limit.isdigit() or int(limit) == 0:
        message = f"POSTGRES_APP_CONNECTION_LIMIT is {limit!r}: use a number above zero."
        raise ConvergeError(message)
    return Declaration(
        database=named("POSTGRES_DB", "srq_hpn"),
        superuser=named("POSTGRES_USER", "srq_hpn"),
        app=named("POSTGRES_APP_USER", "srq_hpn_app"),
        admin=named("POSTGRES_ADMIN_USER", "srq_hpn_admin"),
        app_connection_limit=int(limit),
        superuser_password=_secret(environment, "POSTGRES_PASSWORD"),
        passwords={
            login: _secret(environment, f"POSTGRES_{login.upper()}_PASSWORD") for login in LOGINS
        },
    )


def converge(
    declared: Declaration, *, host: str | None, port: str | None, report: Callable[[str], None]
) -> None:
    """Bring the server to the declaration; `report` hears what was changed. Twice changes nothing.

    Raises psycopg.Error whose primary message is one sentence where something cannot be judged.
    """
    where: dict[str, Any] = {"host": host, "port": port, "user": declared.superuser}
    with psycopg.connect(dbname="postgres", autocommit=True, **where) as guard:
        guard.execute("SELECT pg_advisory_lock(%s)", (LOCK_KEY,))
        _create_database(guard, declared.database)
        verifiers = _verifiers(guard, declared)
        with psycopg.connect(dbname=declared.database, autocommit=True, **where) as session:
            session.add_notice_handler(lambda notice: report(_line(notice)))
            _give_parameters(session, declared, verifiers)
            for path in sorted(ROLES_DIR.glob("*.sql")):
                session.execute(path.read_bytes())


def _secret(environment: Mapping[str, str], name: str) -> str | None:
    path = environment.get(f"{name}_FILE")
    if path:
        return Path(path).read_text().rstrip("\r\n") or None
    return environment.get(name) or None


def _create_database(guard: psycopg.Connection, database: str) -> None:
    if guard.execute("SELECT FROM pg_database WHERE datname = %s", (database,)).rowcount == 0:
        guard.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))


def _verifiers(guard: psycopg.Connection, declared: Declaration) -> dict[str, str]:
    current: dict[str, str | None] = dict(
        guard.execute("SELECT rolname, rolpassword FROM pg_authid").fetchall()
    )
    verifiers = {
        login: scram.verifier_like(password, current.get(declared.role(login)))
        for login, password in declared.passwords.items()
        if password is not None
    }
    if declared.superuser_password is not None:
        own = current.get(declared.superuser)
        verifiers["superuser"] = scram.verifier_like(declared.superuser_password, own)
    return verifiers


def _give_parameters(
    session: psycopg.Connection, declared: Declaration, verifiers: Mapping[str, str]
) -> None:
    parameters = {
        "superuser": declared.superuser,
        "app_user": declared.app,
        "admin_user": declared.admin,
        "app_connection_limit": str(declared.app_connection_limit),
    } | {f"{login}_verifier": verifiers.get(login, "") for login in (*LOGINS, "superuser")}
    for name, value in parameters.items():
        session.execute("SELECT set_config(%s, %s, false)", (f"srq.{name}", value))


def _line(notice: Diagnostic) -> str:
    prefix = "WARNING: " if notice.severity_nonlocalized == "WARNING" else ""
    return f"{prefix}{notice.message_primary}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Run as a command; 1 with one sentence where it could not be done."""
    try:
        converge(
            declaration_from(os.environ),
            host=os.environ.get("PGHOST"),
            port=os.environ.get("PGPORT"),
            report=_say,
        )
    except (ConvergeError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except psycopg.Error as error:
        sys.stderr.write(f"{error.diag.message_primary or str(error).strip()}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
