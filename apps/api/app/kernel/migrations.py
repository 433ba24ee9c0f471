"""Whether the schema in the database is one that this code can work with."""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import sqlalchemy as sa
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import AsyncConnection

SCRIPTS_DIR: Final = Path(__file__).resolve().parents[2] / "alembic"

_REVISION: Final = sa.text(
    """
    SELECT version.version_num AS revision, history.follows
    FROM app_meta.alembic_version AS version
    LEFT JOIN app_meta.applied_migration AS history ON history.revision = version.version_num
    ORDER BY version.version_num LIMIT 1
    """
)
# A login that may not see the schema yet is told the same as when the table is missing.
_IS_THERE: Final = sa.text(
    """
    SELECT coalesce(bool_and(has_schema_privilege(n.oid, 'USAGE')
                             AND has_table_privilege(c.oid, 'SELECT')), false) AND count(*) = 2
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = 'app_meta' AND c.relname IN ('alembic_version', 'applied_migration')
    """
)

Fit = Literal["ok", "ahead_by_one", "behind", "unknown"]


@dataclass(frozen=True, slots=True)
class SchemaState:
    """How the schema and the code fit together.

    `ahead_by_one`: the next release has migrated already; this one goes on working until it is
    replaced, or comes back after a roll-back. `unknown`: newer than that, or of another product.
    """

    fit: Fit
    code_head: str
    database_revision: str | None

    @property
    def is_usable(self) -> bool:
        """Whether requests may be served."""
        return self.fit in {"ok", "ahead_by_one"}

    @property
    def sentence(self) -> str:
        """What an operator should know."""
        found, head = self.database_revision or "nothing", self.code_head
        match self.fit:
            case "ok":
                return f"The schema is at {head}, as the code is."
            case "ahead_by_one":
                return f"The schema is at {found}, one migration ahead of the code ({head})."
            case "behind":
                return (
                    f"The schema is at {found} and the code needs {head}: "
                    "run `docker compose run --rm migrate`."
                )
            case "unknown":
                return (
                    f"The schema is at {found}, which this code ({head}) does not know and cannot "
                    "work with: deploy the release that made it."
                )


@functools.cache
def code_head() -> str:
    """The newest migration in this checkout; raises where there are several or none."""
    head = ScriptDirectory(str(SCRIPTS_DIR)).get_current_head()
    if head is None:
        raise LookupError(f"There are no migrations in {SCRIPTS_DIR}.")
    return head


@functools.cache
def _known_revisions() -> frozenset[str]:
    scripts = ScriptDirectory(str(SCRIPTS_DIR))
    return frozenset(script.revision for script in scripts.walk_revisions())


async def schema_state(connection: AsyncConnection) -> SchemaState:
    """Compare the database with the code; any login of the application may ask."""
    return await connection.run_sync(read_schema_state)


def read_schema_state(connection: sa.Connection) -> SchemaState:
    """Compare the database with the code, as `schema_state` does."""
    head = code_head()
    if not connection.scalar(_IS_THERE):
        return SchemaState("behind", head, None)
    row = connection.execute(_REVISION).one_or_none()
    if row is None:
        return SchemaState("behind", head, None)
    return SchemaState(_fit(row.revision, row.follows, head), head, row.revision)


def _fit(revision: str, follows: str | None, head: str) -> Fit:
    if revision == head:
        return "ok"
    if revision in _known_revisions():
        return "behind"
    return "ahead_by_one" if follows == head else "unknown"
