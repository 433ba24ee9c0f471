"""What migrations write down about themselves in the schema `app_meta`."""

from typing import Final

import sqlalchemy as sa
from alembic.script import Script

# Which revision follows which, because older code cannot know the newer ones itself; and what each
# group was left with on each table, so that the roles step can tell what was revoked by hand.
_RECORDS: Final = (
    """
    CREATE TABLE IF NOT EXISTS app_meta.applied_migration (
        revision text PRIMARY KEY, follows text, applied_at timestamptz NOT NULL DEFAULT now()
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS app_meta.migrated_grant (
        relation text, grantee text, privileges text[] NOT NULL, PRIMARY KEY (relation, grantee)
    )
    """,
)
_RECORD_GRANTS: Final = (
    "DELETE FROM app_meta.migrated_grant",
    """
    INSERT INTO app_meta.migrated_grant (relation, grantee, privileges)
    SELECT format('%I.%I', n.nspname, c.relname), r.rolname,
           array_agg(a.privilege_type ORDER BY a.privilege_type)
    FROM pg_class AS c
    JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname = 'app'
    CROSS JOIN aclexplode(c.relacl) AS a
    JOIN pg_roles AS r ON r.oid = a.grantee
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.grantee <> c.relowner
    GROUP BY n.nspname, c.relname, r.rolname
    """,
)


def make_records(connection: sa.Connection) -> None:
    """Make the tables unless they are there."""
    for statement in _RECORDS:
        connection.execute(sa.text(statement))
    connection.commit()


def record(connection: sa.Connection, lineage: list[Script]) -> None:
    """Write down the revisions that are applied now, and what the groups have on each table."""
    connection.execute(
        sa.text("DELETE FROM app_meta.applied_migration WHERE revision <> ALL (:known)"),
        {"known": [script.revision for script in lineage]},
    )
    for script in lineage:
        connection.execute(
            sa.text(
                "INSERT INTO app_meta.applied_migration (revision, follows)"
                " VALUES (:revision, :follows) ON CONFLICT (revision) DO NOTHING"
            ),
            {"revision": script.revision, "follows": script.down_revision},
        )
    for statement in _RECORD_GRANTS:
        connection.execute(sa.text(statement))
