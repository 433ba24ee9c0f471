"""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}
"""

import sqlalchemy as sa

from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}

# The previous release goes on serving while this runs, and goes on serving on the result until the
# next deploy: add, fill in a job, enforce, and drop in the next release. Name the schema (`app.…`).
#
# Waiting for a lock makes every later query wait behind this one, so the wait is short and Alembic
# tries again (app.kernel.migration_runner); a lock is held for as long as the slowest statement after
# it takes. Raise the second figure only for statements that block nobody.
LOCK_TIMEOUT = "4s"
STATEMENT_TIMEOUT = "60s"


def upgrade() -> None:
    """Say what the schema can hold from here on."""
    op.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
    op.execute(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'")
    ${upgrades if upgrades else ""}
