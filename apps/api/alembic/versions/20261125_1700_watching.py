"""What watching the installation keeps: alerts, how jobs ended, and which certificate was seen.

Revision ID: 20261125_1700
Revises: 20261125_1400
"""

import sqlalchemy as sa

from alembic import op

revision = "20261125_1700"
down_revision = "20261125_1400"
branch_labels = None
depends_on = None

LOCK_TIMEOUT = "4s"
STATEMENT_TIMEOUT = "60s"


def upgrade() -> None:
    """Add tables that the previous release never looks at."""
    op.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
    op.execute(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'")
    create_alerts()
    create_job_records()
    op.create_table(
        "certificate_sighting",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(problem is null) = (ends_at is not null)", name="ck_certificate_sighting_problem"
        ),
        sa.PrimaryKeyConstraint("host", name="pk_certificate_sighting"),
        schema="app",
    )


def create_alerts() -> None:
    """Create the alerts: at most one of a key that is not closed."""
    op.create_table(
        "alert",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gone_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("notified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("notified_severity", sa.Text(), nullable=True),
        sa.CheckConstraint("severity in ('look', 'act')", name="ck_alert_severity"),
        sa.CheckConstraint(
            "notified_severity in ('look', 'act')", name="ck_alert_notified_severity"
        ),
        sa.CheckConstraint(
            "(notified_at is null) = (notified_severity is null)", name="ck_alert_notified"
        ),
        sa.CheckConstraint(
            "opened_at is not null or (closed_at is null and notified_at is null)",
            name="ck_alert_opened",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
        schema="app",
    )
    op.create_index(
        "uq_alert_key_unclosed",
        "alert",
        ["key"],
        unique=True,
        schema="app",
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_index("ix_alert_closed_at", "alert", ["closed_at"], schema="app")


def create_job_records() -> None:
    """Create what is counted of jobs, and why one failed: the queue keeps neither."""
    op.create_table(
        "job_tally",
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("job_count", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "outcome in ('succeeded', 'tried_again', 'failed')", name="ck_job_tally_outcome"
        ),
        sa.PrimaryKeyConstraint("task", "outcome", name="pk_job_tally"),
        schema="app",
    )
    op.create_table(
        "job_failure",
        # The queue's rows are the queue's own: what refers to one of them is forgotten by age.
        sa.Column("job_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", name="pk_job_failure"),
        schema="app",
    )
    op.create_index("ix_job_failure_at", "job_failure", ["at"], schema="app")


def downgrade() -> None:
    """Forget what was watched."""
    for table in ("job_failure", "job_tally", "certificate_sighting", "alert"):
        op.drop_table(table, schema="app")
