"""Finds events by their words: a document for each, and the words that readers may misspell.

Revision ID: 20261125_1400
Revises: 20261125_1301
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "20261125_1400"
down_revision = "20261125_1301"
branch_labels = None
depends_on = None

LOCK_TIMEOUT = "4s"
STATEMENT_TIMEOUT = "60s"

# Words of any script, and hyphenated ones with their parts: accents are folded first.
FOLDED_TOKENS = "hword, hword_part, word"


def upgrade() -> None:
    """Add what search reads; a job fills it, and the previous release never looks at it."""
    op.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
    op.execute(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'")
    create_configuration("stemmed", copied="english", dictionary="english_stem")
    create_configuration("unstemmed", copied="simple", dictionary="simple")
    create_tables()
    hide_at_once()
    op.execute(
        """
        CREATE TRIGGER announce_change
        AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON app.event_search
        FOR EACH STATEMENT EXECUTE FUNCTION app.announce_change()
        """
    )


def create_configuration(name: str, *, copied: str, dictionary: str) -> None:
    """Make a text search configuration that folds accents before its dictionary."""
    op.execute(f"CREATE TEXT SEARCH CONFIGURATION app.{name} (COPY = pg_catalog.{copied})")
    op.execute(
        f"ALTER TEXT SEARCH CONFIGURATION app.{name} ALTER MAPPING FOR {FOLDED_TOKENS}"
        f" WITH ext.unaccent, pg_catalog.{dictionary}"
    )


def create_tables() -> None:
    """Create the documents and the words."""
    op.create_table(
        "event_search",
        sa.Column("event_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document", postgresql.TSVECTOR(), nullable=False),
        sa.Column("is_visible", sa.Boolean(), nullable=False),
        sa.Column("free", sa.Text(), nullable=False),
        sa.Column("category_ids", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("venue_ids", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("first_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", postgresql.TSTZMULTIRANGE(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["app.event.id"],
            name="fk_event_search_event_id_event",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", name="pk_event_search"),
        schema="app",
    )
    for name in ("document", "venue_ids"):
        op.create_index(
            f"ix_event_search_{name}", "event_search", [name], schema="app", postgresql_using="gin"
        )
    op.create_index(
        "ix_event_search_first_start_event_id",
        "event_search",
        ["first_start", "event_id"],
        schema="app",
    )
    op.create_index(
        "ix_event_search_last_moment_first_start",
        "event_search",
        ["last_moment", "first_start"],
        schema="app",
    )
    op.create_table(
        "search_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("lexeme", sa.Text(), nullable=False),
        sa.Column("event_count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_search_word"),
        schema="app",
    )
    op.create_index("ix_search_word_lexeme", "search_word", ["lexeme"], schema="app")
    op.create_index(
        "ix_search_word_word",
        "search_word",
        ["word"],
        schema="app",
        postgresql_using="gin",
        postgresql_ops={"word": "ext.gin_trgm_ops"},
    )
    op.create_table(
        "search_due",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["app.event.id"], name="fk_search_due_event_id_event", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name="pk_search_due"),
        schema="app",
    )
    # What stands is gathered by the worker, once it runs with this release.
    op.execute("INSERT INTO app.search_due SELECT id FROM app.event")


def hide_at_once() -> None:
    """Let what is hidden or merged leave the search in the same transaction, whoever did it."""
    op.execute(
        """
        CREATE FUNCTION app.follow_visibility() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE app.event_search
            SET is_visible = NOT NEW.is_hidden AND NEW.merged_into_id IS NULL
            WHERE event_id = NEW.id;
            RETURN NULL;
        END $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER follow_visibility AFTER UPDATE OF is_hidden, merged_into_id ON app.event
        FOR EACH ROW WHEN (
            OLD.is_hidden <> NEW.is_hidden
            OR OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id)
        EXECUTE FUNCTION app.follow_visibility()
        """
    )


def downgrade() -> None:
    """Take the search away; everything in it is derived."""
    op.execute("DROP TRIGGER follow_visibility ON app.event")
    op.execute("DROP FUNCTION app.follow_visibility()")
    for table in ("search_due", "search_word", "event_search"):
        op.drop_table(table, schema="app")
    for name in ("stemmed", "unstemmed"):
        op.execute(f"DROP TEXT SEARCH CONFIGURATION app.{name}")
