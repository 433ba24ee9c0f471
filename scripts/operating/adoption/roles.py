"""Which roles an older system left, and how they stop being able to do anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from operating.adoption.server import Server
from operating.refusals import RefusedError

_STRANGERS: Final = """
SELECT rolname FROM pg_roles AS r
WHERE r.oid <> 10 AND rolname !~ '^pg_' AND rolname <> ALL (string_to_array(:'declared', ','))
  AND (rolsuper OR rolcanlogin OR rolreplication OR EXISTS (
      SELECT FROM pg_shdepend AS d
      WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid
        AND d.deptype IN ('a', 'o')))
ORDER BY 1
"""
# What it owned goes to the owner of all tables, what it was granted goes away; and it stays as a
# name that can do nothing.
_RETIRE: Final = """
BEGIN;
REASSIGN OWNED BY :"role" TO :"owner";
DROP OWNED BY :"role";
SELECT format('REVOKE %s FROM %s GRANTED BY %s CASCADE', m.roleid::regrole, m.member::regrole,
              m.grantor::regrole)
FROM pg_auth_members AS m
WHERE to_regrole(quote_ident(:'role')) IN (m.roleid, m.member) \\gexec
ALTER ROLE :"role" NOSUPERUSER NOLOGIN NOREPLICATION NOCREATEDB NOCREATEROLE NOBYPASSRLS
    PASSWORD NULL;
COMMIT;
"""
_OWNER: Final = """
SELECT format('CREATE ROLE %I NOLOGIN', :'owner')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'owner') \\gexec
"""
_DATABASES: Final = """
SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY 1
"""
_TEMPORARY: Final = "adoption_superuser"


@dataclass(frozen=True)
class Declared:
    """The names that the env file gives to database and roles."""

    database: str
    superuser: str
    app: str
    admin: str

    @property
    def owner(self) -> str:
        """Who owns every table, as db/roles/10-declare.sql derives it."""
        return f"{self.database}_owner"

    @property
    def roles(self) -> Sequence[str]:
        """Every role that db/roles/10-declare.sql declares."""
        derived = [
            f"{self.database}_{end}" for end in ("rw", "ro", "readonly", "backup", "monitor")
        ]
        return (self.superuser, self.owner, self.admin, self.app, f"{self.app}_b", *derived)


def choose_database(server: Server, superuser: str, wanted: str) -> str:
    """Return the database to adopt; raises RefusedError where that is not clear."""
    found = server.ask(_DATABASES, user=superuser, database="template1").splitlines()
    if wanted:
        if wanted not in found:
            message = f"There is no database {wanted} in the volume, but {', '.join(found)}."
            raise RefusedError(message)
        return wanted
    if not found:
        message = "The volume holds no database: there is nothing to adopt."
        raise RefusedError(message)
    if len(found) > 1:
        message = f"The volume holds {', '.join(found)}: say --database with the one to adopt."
        raise RefusedError(message)
    return found[0]


def refuse_unmentioned(
    server: Server, superuser: str, declared: Declared, retired: Sequence[str]
) -> None:
    """Raise RefusedError for roles that would stop the start and that nobody wants retired."""
    strangers = server.ask(
        _STRANGERS, user=superuser, database="template1", declared=",".join(declared.roles)
    ).splitlines()
    if unknown := [name for name in retired if name not in strangers]:
        message = f"--retire names {', '.join(unknown)}, which is no other role of this volume."
        raise RefusedError(message)
    if left := [name for name in strangers if name not in retired]:
        told = " ".join(f"--retire {name}" for name in left)
        message = (
            f"The volume has roles that this stack does not know ({', '.join(left)}): with "
            f"`{told}` what they own is given to the owner of all tables, and they can no longer "
            "log in."
        )
        raise RefusedError(message)
    if superuser != declared.superuser and declared.superuser in server.ask(
        "SELECT rolname FROM pg_roles", user=superuser, database="template1"
    ).split("\n"):
        message = (
            f"The volume's superuser is {superuser}, and {declared.superuser} is another role of "
            "it: choose another POSTGRES_USER."
        )
        raise RefusedError(message)


def rename(server: Server, superuser: str, database: str, declared: Declared) -> None:
    """Give superuser and database the names that the env file declares."""
    if database != declared.database:
        server.ask(
            'ALTER DATABASE :"old" RENAME TO :"new"',
            old=database,
            new=declared.database,
            user=superuser,
            database="template1",
        )
    if superuser == declared.superuser:
        return
    # Nobody can rename the role that is working.
    server.ask(f"CREATE ROLE {_TEMPORARY} SUPERUSER LOGIN", user=superuser, database="template1")
    server.ask(
        'ALTER ROLE :"old" RENAME TO :"new"',
        old=superuser,
        new=declared.superuser,
        user=_TEMPORARY,
        database="template1",
    )
    server.ask(f"DROP ROLE {_TEMPORARY}", user=declared.superuser, database="template1")


def retire(server: Server, declared: Declared, role: str) -> None:
    """Take everything from a role: what it owns, what it was granted, and its login."""
    known = {"user": declared.superuser, "database": declared.database}
    server.ask(_OWNER, **known, owner=declared.owner)
    server.ask(_RETIRE, **known, role=role, owner=declared.owner)


_LEFT: Final = """
SELECT DISTINCT n.nspname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname !~ '^pg_'
  AND n.nspname <> ALL (ARRAY['information_schema', 'app', 'app_meta', 'ext', 'public'])
ORDER BY 1
"""
_REINDEX: Final = """
SELECT format('REINDEX DATABASE %I', current_database()),
       format('ALTER DATABASE %I REFRESH COLLATION VERSION', current_database())
FROM pg_database
WHERE datname = current_database() AND datlocprovider <> 'b' AND datcollate NOT IN ('C', 'POSIX')
  AND datcollversion IS DISTINCT FROM pg_database_collation_actual_version(oid) \\gexec
"""


def schemas_left_alone(server: Server, declared: Declared) -> list[str]:
    """Return schemas of the older system that the app's roles have nothing in."""
    return server.ask(_LEFT, user=declared.superuser, database=declared.database).splitlines()


def sort_anew(server: Server, declared: Declared) -> None:
    """Build indexes anew where the older system's image sorted text in another way."""
    server.ask(_REINDEX, user=declared.superuser, database=declared.database)
