"""The calendar's tables, its category registry, and the announcement of every change to it.

Revision ID: 20261121_1200
Revises:
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "20261121_1200"
down_revision = None
branch_labels = None
depends_on = None

CATEGORIES = {
    "live-music": "Live Music",
    "food-drink": "Food & Drink",
    "arts-exhibitions": "Arts & Exhibitions",
    "theater-dance": "Theater & Dance",
    "film": "Film",
    "comedy": "Comedy",
    "family-kids": "Family & Kids",
    "markets": "Markets",
    "outdoors-nature": "Outdoors & Nature",
    "sports-fitness": "Sports & Fitness",
    "classes-workshops": "Classes & Workshops",
    "talks-books": "Talks & Books",
    "community": "Community",
    "festivals": "Festivals",
}
# What a reader can see: a change to any of these makes every finished answer outdated.
PUBLIC_TABLES = ("category", "venue", "event", "event_category", "event_redirect", "occurrence")


def upgrade() -> None:
    """Create everything."""
    create_tables()
    op.bulk_insert(
        sa.table(
            "category", sa.column("slug", sa.Text()), sa.column("name", sa.Text()), schema="app"
        ),
        [{"slug": slug, "name": name} for slug, name in CATEGORIES.items()],
    )
    announce_changes()


def announce_changes() -> None:
    """Announce each writing transaction once, as it commits (NOTIFY drops equal payloads)."""
    op.execute(
        """
        CREATE FUNCTION app.announce_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_notify('content_changed', 'events:' || pg_current_xact_id());
            RETURN NULL;
        END $$
        """
    )
    for table in PUBLIC_TABLES:
        op.execute(
            f"""
            CREATE TRIGGER announce_change
            AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON app.{table}
            FOR EACH STATEMENT EXECUTE FUNCTION app.announce_change()
            """
        )


def create_tables() -> None:
    """Create the tables and their indexes."""
    op.create_table(
        "category",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_category"),
        sa.UniqueConstraint("slug", name="uq_category_slug"),
        schema="app",
    )
    op.create_table(
        "event",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("is_slug_shared", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("free", sa.Text(), nullable=False),
        sa.Column("price_min_minor", sa.BigInteger(), nullable=True),
        sa.Column("price_max_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("price_text", sa.Text(), nullable=True),
        sa.Column("external_url", sa.Text(), nullable=True),
        sa.Column("is_hidden", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("merged_into_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "pinned", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("free in ('yes', 'no', 'unknown')", name="ck_event_free"),
        sa.CheckConstraint("kind in ('single', 'series')", name="ck_event_kind"),
        sa.CheckConstraint(
            "status in ('scheduled', 'tentative', 'cancelled')", name="ck_event_status"
        ),
        sa.CheckConstraint(
            "price_min_minor is null or (price_min_minor <= price_max_minor"
            " and currency is not null)",
            name="ck_event_price",
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["app.event.id"], name="fk_event_merged_into_id_event"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        schema="app",
    )
    op.create_index(
        "ix_event_merged_into_id", "event", ["merged_into_id"], unique=False, schema="app"
    )
    op.create_index("ix_event_slug", "event", ["slug"], unique=False, schema="app")
    op.create_table(
        "site_zone",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_site_zone_one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_site_zone"),
        schema="app",
    )
    op.create_table(
        "source",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "kind in ('own_venue', 'organiser', 'city', 'media', 'import')", name="ck_source_kind"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("slug", name="uq_source_slug"),
        schema="app",
    )
    op.create_table(
        "venue",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_normal_form", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["app.venue.id"], name="fk_venue_parent_id_venue"),
        sa.PrimaryKeyConstraint("id", name="pk_venue"),
        sa.UniqueConstraint("slug", name="uq_venue_slug"),
        schema="app",
    )
    op.create_index(
        "ix_venue_name_normal_form", "venue", ["name_normal_form"], unique=False, schema="app"
    )
    op.create_index("ix_venue_parent_id", "venue", ["parent_id"], unique=False, schema="app")
    op.create_table(
        "event_category",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("category_id", sa.BigInteger(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin in ('rule', 'source', 'editor')", name="ck_event_category_origin"
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["app.category.id"], name="fk_event_category_category_id_category"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["app.event.id"],
            name="fk_event_category_event_id_event",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "category_id", name="pk_event_category"),
        schema="app",
    )
    op.create_index(
        "ix_event_category_category_id",
        "event_category",
        ["category_id"],
        unique=False,
        schema="app",
    )
    op.create_table(
        "event_redirect",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["app.event.id"],
            name="fk_event_redirect_event_id_event",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("slug", "event_id", name="pk_event_redirect"),
        schema="app",
    )
    op.create_index(
        "ix_event_redirect_event_id", "event_redirect", ["event_id"], unique=False, schema="app"
    )
    op.create_table(
        "feed",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("adapter", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="active", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("adapter in ('ical')", name="ck_feed_adapter"),
        sa.CheckConstraint("state in ('active', 'paused')", name="ck_feed_state"),
        sa.ForeignKeyConstraint(["source_id"], ["app.source.id"], name="fk_feed_source_id_source"),
        sa.PrimaryKeyConstraint("id", name="pk_feed"),
        sa.UniqueConstraint("url", name="uq_feed_url"),
        schema="app",
    )
    op.create_index("ix_feed_source_id", "feed", ["source_id"], unique=False, schema="app")
    op.create_table(
        "occurrence",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("recurrence_key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("local_end_date", sa.Date(), nullable=False),
        sa.Column(
            "local_days",
            postgresql.DATERANGE(),
            sa.Computed("daterange(local_date, local_end_date, '[]')", persisted=True),
            nullable=False,
        ),
        sa.Column("all_day", sa.Boolean(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("moved_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("venue_id", sa.BigInteger(), nullable=True),
        sa.Column("room", sa.Text(), nullable=True),
        sa.Column("location_text", sa.Text(), nullable=True),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "status in ('scheduled', 'tentative', 'cancelled')", name="ck_occurrence_status"
        ),
        sa.CheckConstraint(
            "ends_at is null or ends_at >= starts_at", name="ck_occurrence_ends_after_start"
        ),
        sa.CheckConstraint("local_end_date >= local_date", name="ck_occurrence_local_dates"),
        sa.ForeignKeyConstraint(
            ["event_id"], ["app.event.id"], name="fk_occurrence_event_id_event"
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["app.venue.id"], name="fk_occurrence_venue_id_venue"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_occurrence"),
        sa.UniqueConstraint(
            "event_id", "recurrence_key", name="uq_occurrence_event_id_recurrence_key"
        ),
        schema="app",
    )
    op.create_index(
        "ix_occurrence_local_days",
        "occurrence",
        ["local_days"],
        unique=False,
        schema="app",
        postgresql_using="gist",
    )
    op.create_index(
        "ix_occurrence_starts_at", "occurrence", ["starts_at", "id"], unique=False, schema="app"
    )
    op.create_index(
        "ix_occurrence_venue_id",
        "occurrence",
        ["venue_id", "starts_at"],
        unique=False,
        schema="app",
    )
    op.create_table(
        "venue_alias",
        sa.Column("normal_form", sa.Text(), nullable=False),
        sa.Column("venue_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["app.venue.id"], name="fk_venue_alias_venue_id_venue", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("normal_form", name="pk_venue_alias"),
        schema="app",
    )
    op.create_index(
        "ix_venue_alias_venue_id", "venue_alias", ["venue_id"], unique=False, schema="app"
    )
    op.create_table(
        "fetch_run",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("feed_id", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("body_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("byte_count", sa.BigInteger(), nullable=False),
        sa.Column("new_count", sa.BigInteger(), nullable=False),
        sa.Column("changed_count", sa.BigInteger(), nullable=False),
        sa.Column("unchanged_count", sa.BigInteger(), nullable=False),
        sa.Column("removed_count", sa.BigInteger(), nullable=False),
        sa.Column("skipped_count", sa.BigInteger(), nullable=False),
        sa.Column("problems", postgresql.JSONB(), nullable=False),
        sa.CheckConstraint("status in ('complete', 'partial')", name="ck_fetch_run_status"),
        sa.ForeignKeyConstraint(["feed_id"], ["app.feed.id"], name="fk_fetch_run_feed_id_feed"),
        sa.PrimaryKeyConstraint("id", name="pk_fetch_run"),
        schema="app",
    )
    op.create_index(
        "ix_fetch_run_feed_id_started_at",
        "fetch_run",
        ["feed_id", "started_at"],
        unique=False,
        schema="app",
    )
    op.create_table(
        "observation",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("feed_id", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("recurrence_key", sa.Text(), nullable=False),
        sa.Column("payload", postgresql.JSONB(), nullable=False),
        sa.Column("payload_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("missing_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["feed_id"], ["app.feed.id"], name="fk_observation_feed_id_feed"),
        sa.PrimaryKeyConstraint("id", name="pk_observation"),
        sa.UniqueConstraint(
            "feed_id", "uid", "recurrence_key", name="uq_observation_feed_id_uid_recurrence_key"
        ),
        schema="app",
    )
    op.create_table(
        "change",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("observation_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("before", postgresql.JSONB(), nullable=True),
        sa.Column("after", postgresql.JSONB(), nullable=False),
        sa.CheckConstraint(
            "kind in ('new', 'changed', 'moved', 'cancelled', 'removed')", name="ck_change_kind"
        ),
        sa.ForeignKeyConstraint(
            ["observation_id"],
            ["app.observation.id"],
            name="fk_change_observation_id_observation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["app.fetch_run.id"], name="fk_change_run_id_fetch_run"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        schema="app",
    )
    op.create_index(
        "ix_change_observation_id", "change", ["observation_id"], unique=False, schema="app"
    )
    op.create_index("ix_change_run_id", "change", ["run_id"], unique=False, schema="app")
    op.create_table(
        "event_member",
        sa.Column("observation_id", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.CheckConstraint("method in ('uid', 'match', 'editor')", name="ck_event_member_method"),
        sa.ForeignKeyConstraint(
            ["event_id"], ["app.event.id"], name="fk_event_member_event_id_event"
        ),
        sa.ForeignKeyConstraint(
            ["observation_id"],
            ["app.observation.id"],
            name="fk_event_member_observation_id_observation",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("observation_id", name="pk_event_member"),
        schema="app",
    )
    op.create_index(
        "ix_event_member_event_id", "event_member", ["event_id"], unique=False, schema="app"
    )


def downgrade() -> None:
    """Drop everything."""
    op.drop_table("event_member", schema="app")
    op.drop_table("change", schema="app")
    op.drop_table("observation", schema="app")
    op.drop_table("fetch_run", schema="app")
    op.drop_table("venue_alias", schema="app")
    op.drop_table("occurrence", schema="app")
    op.drop_table("feed", schema="app")
    op.drop_table("event_redirect", schema="app")
    op.drop_table("event_category", schema="app")
    op.drop_table("venue", schema="app")
    op.drop_table("source", schema="app")
    op.drop_table("site_zone", schema="app")
    op.drop_table("event", schema="app")
    op.drop_table("category", schema="app")
    op.execute("DROP FUNCTION app.announce_change()")
