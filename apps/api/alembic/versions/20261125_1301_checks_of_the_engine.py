"""Looks at the rows that stood before the last migration; writers go on meanwhile.

Revision ID: 20261125_1301
Revises: 20261125_1300
"""

from alembic import op

revision = "20261125_1301"
down_revision = "20261125_1300"
branch_labels = None
depends_on = None

LOCK_TIMEOUT = "4s"
STATEMENT_TIMEOUT = "60s"

CONSTRAINTS = (
    ("source", "ck_source_kind"),
    ("feed", "ck_feed_adapter"),
    ("feed", "ck_feed_state"),
    ("feed", "ck_feed_interval"),
    ("feed", "fk_feed_venue_id_venue"),
    ("fetch_run", "ck_fetch_run_status"),
    ("fetch_run", "ck_fetch_run_trigger"),
    ("fetch_run", "ck_fetch_run_failure"),
    ("change", "ck_change_kind"),
    ("venue", "fk_venue_merged_into_id_venue"),
    ("event", "ck_event_merge_method"),
    ("observation", "fk_observation_venue_id_venue"),
)


def upgrade() -> None:
    """Declare what was added without a look to hold for every row."""
    op.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
    op.execute(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'")
    for table, constraint in CONSTRAINTS:
        # Squawk reads all migrations as one transaction; each has its own.
        op.execute(
            "-- squawk-ignore constraint-missing-not-valid\n"
            f"ALTER TABLE app.{table} VALIDATE CONSTRAINT {constraint}"
        )


def downgrade() -> None:
    """Nothing: that a constraint was looked at takes nothing away."""
