"""Accounts, their sessions and links, the limits on trying, and the trail of what was done.

Revision ID: 20261125_1100
Revises: 20261125_1000
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "20261125_1100"
down_revision = "20261125_1000"
branch_labels = None
depends_on = None

LOCK_TIMEOUT = "4s"
STATEMENT_TIMEOUT = "60s"


def upgrade() -> None:
    """Create everything."""
    op.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
    op.execute(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'")
    create_tables()
    let_nobody_change_the_trail()


def create_tables() -> None:
    """Create the tables and their indexes."""
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("email_verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), server_default="member", nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("role in ('member', 'curator', 'admin')", name="ck_account_role"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("email_key", name="uq_account_email_key"),
        schema="app",
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", postgresql.JSONB(), nullable=True),
        sa.Column("after", postgresql.JSONB(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entry"),
        schema="app",
    )
    op.create_index(
        "ix_audit_entry_action", "audit_entry", ["action", "id"], unique=False, schema="app"
    )
    op.create_index(
        "ix_audit_entry_actor_id", "audit_entry", ["actor_id", "id"], unique=False, schema="app"
    )
    op.create_index(
        "ix_audit_entry_subject", "audit_entry", ["subject", "id"], unique=False, schema="app"
    )
    op.create_table(
        "throttle",
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("subject_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("attempts", sa.ARRAY(sa.DateTime(timezone=True)), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("rule", "subject_sha256", name="pk_throttle"),
        schema="app",
        prefixes=["UNLOGGED"],
    )
    op.create_index(
        "ix_throttle_expires_at", "throttle", ["expires_at"], unique=False, schema="app"
    )
    op.create_table(
        "account_link",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["app.account.id"],
            name="fk_account_link_account_id_account",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "purpose in ('verify_email', 'reset_password')", name="ck_account_link_purpose"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_account_link"),
        schema="app",
    )
    op.create_index(
        "ix_account_link_account_id", "account_link", ["account_id"], unique=False, schema="app"
    )
    op.create_index(
        "ix_account_link_expires_at", "account_link", ["expires_at"], unique=False, schema="app"
    )
    op.create_table(
        "account_session",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_agent", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["app.account.id"],
            name="fk_account_session_account_id_account",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_account_session"),
        schema="app",
    )
    op.create_index(
        "ix_account_session_account_id",
        "account_session",
        ["account_id", "last_used_at"],
        unique=False,
        schema="app",
    )
    op.create_index(
        "ix_account_session_expires_at",
        "account_session",
        ["expires_at"],
        unique=False,
        schema="app",
    )
    op.create_table(
        "refresh_token",
        sa.Column("token_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["app.account_session.id"],
            name="fk_refresh_token_session_id_account_session",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_sha256", name="pk_refresh_token"),
        schema="app",
    )
    op.create_index(
        "ix_refresh_token_session_id", "refresh_token", ["session_id"], unique=False, schema="app"
    )
    op.create_index(
        "uq_refresh_token_unused",
        "refresh_token",
        ["session_id"],
        unique=True,
        schema="app",
        postgresql_where=sa.text("used_at IS NULL"),
    )


def let_nobody_change_the_trail() -> None:
    """Leave the app's group with what an append-only table needs: adding and reading."""
    op.execute(
        """
        DO $$ BEGIN
            EXECUTE format('REVOKE UPDATE, DELETE ON app.audit_entry FROM %I',
                           current_database() || '_rw');
        END $$
        """
    )


def downgrade() -> None:
    """Drop everything."""
    for table in (
        "refresh_token",
        "account_session",
        "account_link",
        "throttle",
        "audit_entry",
        "account",
    ):
        op.drop_table(table, schema="app")
