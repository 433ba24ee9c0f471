"""Feeds that are fetched, events told by several sources, and what people decide about them.

Revision ID: 20261125_1300
Revises: 20261125_1100
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "20261125_1300"
down_revision = "20261125_1100"
branch_labels = None
depends_on = None

LOCK_TIMEOUT = "4s"
STATEMENT_TIMEOUT = "60s"

SOURCE_KINDS = "'own_venue', 'organiser', 'city', 'media', 'submission', 'import'"
ADAPTERS = (
    "'ical', 'json_ld', 'rss', 'tribe', 'squarespace', 'localist', 'google', 'csv', 'xlsx',"
    " 'submission'"
)
CHANGES = "'new', 'changed', 'moved', 'cancelled', 'missing', 'removed', 'returned'"
STATUSES = "'complete', 'partial', 'halved', 'unchanged', 'failed'"
TRIGGERS = "'schedule', 'hand', 'import', 'replay', 'submission'"
COUNTS = ("found_count", "missing_count")
# What a reader can see, beside the tables that announce their changes already. Feeds are left out:
# each run notes something about its feed, and would make every finished answer outdated.
PUBLIC_TABLES = ("event_source", "source", "weather_day")


def upgrade() -> None:
    """Widen what is there; the previous release goes on with it."""
    op.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
    op.execute(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'")
    widen_checks()
    widen_feeds_and_runs()
    widen_venues_and_events()
    widen_observations()
    create_tables()
    for table in PUBLIC_TABLES:
        op.execute(
            f"""
            CREATE TRIGGER announce_change
            AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON app.{table}
            FOR EACH STATEMENT EXECUTE FUNCTION app.announce_change()
            """
        )


def widen_checks() -> None:
    """Let more kinds in."""
    for table, name, condition in (
        ("source", "kind", f"kind in ({SOURCE_KINDS})"),
        ("feed", "adapter", f"adapter in ({ADAPTERS})"),
        ("feed", "state", "state in ('active', 'paused', 'removed')"),
        ("fetch_run", "status", f"status in ({STATUSES})"),
        ("change", "kind", f"kind in ({CHANGES})"),
    ):
        # The first migration's checks came to bear their prefix twice.
        op.execute(
            "-- squawk-ignore ban-drop-constraint\n"
            f"ALTER TABLE app.{table} DROP CONSTRAINT ck_{table}_ck_{table}_{name}"
        )
        check(table, name, condition)


def check(table: str, name: str, condition: str) -> None:
    """Add a check for new rows; the next migration looks at those that stand."""
    constraint = f"ck_{table}_{name}"
    op.execute(f"ALTER TABLE app.{table} ADD CONSTRAINT {constraint} CHECK ({condition}) NOT VALID")


def add(table: str, *columns: sa.Column[object]) -> None:
    """Add columns to a table."""
    for column in columns:
        op.add_column(table, column, schema="app")


def count(name: str) -> sa.Column[object]:
    """Return a column that counts, from nought."""
    return sa.Column(name, sa.BigInteger(), server_default=sa.text("0"), nullable=False)


def moment(name: str) -> sa.Column[object]:
    """Return a column with a moment that need not have come."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def now(name: str) -> sa.Column[object]:
    """Return a column that says when its row came."""
    return sa.Column(
        name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
    )


def said(name: str) -> sa.Column[object]:
    """Return a column of text that may be missing."""
    return sa.Column(name, sa.Text(), nullable=True)


def widen_feeds_and_runs() -> None:
    """Let a feed be fetched on time, and a run say how that went."""
    add(
        "feed",
        said("name"),
        said("zone"),
        sa.Column("venue_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "interval_minutes", sa.BigInteger(), server_default=sa.text("60"), nullable=False
        ),
        moment("next_due"),
        said("etag"),
        said("last_modified"),
        said("validators_given_by"),
        sa.Column("body_sha256", sa.LargeBinary(), nullable=True),
        moment("read_at"),
        sa.Column("good_count", sa.BigInteger(), nullable=True),
        sa.Column(
            "accepts_next_drop", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
        moment("last_run_at"),
        moment("last_success_at"),
        count("failure_count"),
        said("trouble_kind"),
        said("trouble"),
        moment("trouble_since"),
        said("alerted_kind"),
    )
    op.execute(
        "ALTER TABLE app.feed ADD CONSTRAINT fk_feed_venue_id_venue FOREIGN KEY (venue_id)"
        " REFERENCES app.venue (id) NOT VALID"
    )
    check("feed", "interval", "interval_minutes between 15 and 10080")
    op.create_index(
        "ix_feed_next_due",
        "feed",
        ["next_due"],
        schema="app",
        postgresql_where=sa.text("state = 'active'"),
    )
    add(
        "fetch_run",
        sa.Column("trigger", sa.Text(), server_default="import", nullable=False),
        said("failure_kind"),
        said("failure"),
        sa.Column("http_status", sa.BigInteger(), nullable=True),
        *(count(name) for name in COUNTS),
    )
    check("fetch_run", "trigger", f"trigger in ({TRIGGERS})")
    check("fetch_run", "failure", "(status = 'failed') = (failure is not null)")
    # The previous release never reads the column.
    op.execute(
        "-- squawk-ignore ban-drop-not-null\n"
        "ALTER TABLE app.fetch_run ALTER COLUMN body_sha256 DROP NOT NULL"
    )
    for name in (
        "byte_count",
        "new_count",
        "changed_count",
        "unchanged_count",
        "removed_count",
        "skipped_count",
    ):
        op.alter_column("fetch_run", name, server_default=sa.text("0"), schema="app")
    op.alter_column("fetch_run", "problems", server_default=sa.text("'[]'::jsonb"), schema="app")
    op.create_index("ix_fetch_run_body_sha256", "fetch_run", ["body_sha256"], schema="app")


def widen_venues_and_events() -> None:
    """Let two entries of one place, and two tellings of one event, lead to one address."""
    add("venue", sa.Column("merged_into_id", sa.BigInteger(), nullable=True))
    op.execute(
        "ALTER TABLE app.venue ADD CONSTRAINT fk_venue_merged_into_id_venue"
        " FOREIGN KEY (merged_into_id) REFERENCES app.venue (id) NOT VALID"
    )
    op.create_index("ix_venue_merged_into_id", "venue", ["merged_into_id"], schema="app")
    add(
        "event",
        said("organizer"),
        said("image_url"),
        said("merge_method"),
        sa.Column("merge_score", sa.Double(), nullable=True),
    )
    check("event", "merge_method", "merge_method in ('match', 'editor')")


def widen_observations() -> None:
    """Let an observation be missed for a while before it is taken to be gone."""
    add(
        "observation",
        moment("starts_at"),
        said("place_form"),
        sa.Column("venue_id", sa.BigInteger(), nullable=True),
        said("room"),
        count("missing_count"),
        moment("withdrawn_at"),
    )
    op.execute(
        "ALTER TABLE app.observation ADD CONSTRAINT fk_observation_venue_id_venue"
        " FOREIGN KEY (venue_id) REFERENCES app.venue (id) NOT VALID"
    )
    # What was missing until now had been taken off the calendar at once.
    op.execute(
        "UPDATE app.observation SET withdrawn_at = missing_since WHERE missing_since IS NOT NULL"
    )
    op.execute(
        "UPDATE app.observation SET starts_at = occurrence.starts_at,"
        " venue_id = occurrence.venue_id"
        " FROM app.event_member JOIN app.occurrence USING (event_id)"
        " WHERE event_member.observation_id = observation.id"
        " AND occurrence.recurrence_key = observation.recurrence_key"
    )
    op.create_index(
        "ix_observation_starts_at",
        "observation",
        ["starts_at"],
        schema="app",
        postgresql_where=sa.text("withdrawn_at is null"),
    )
    op.create_index("ix_observation_place_form", "observation", ["place_form"], schema="app")


def create_tables() -> None:
    """Create what is new."""
    op.create_table(
        "feed_body",
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("pages", sa.LargeBinary(), nullable=False),
        now("stored_at"),
        sa.PrimaryKeyConstraint("sha256", name="pk_feed_body"),
        schema="app",
    )
    op.create_table(
        "event_source",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("feed_id", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        said("url"),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["app.event.id"],
            name="fk_event_source_event_id_event",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["feed_id"], ["app.feed.id"], name="fk_event_source_feed_id_feed"),
        sa.ForeignKeyConstraint(
            ["source_id"], ["app.source.id"], name="fk_event_source_source_id_source"
        ),
        sa.PrimaryKeyConstraint("event_id", "feed_id", name="pk_event_source"),
        schema="app",
    )
    op.create_index("ix_event_source_feed_id", "event_source", ["feed_id"], schema="app")
    create_tables_of_places()
    create_tables_of_decisions()
    create_tables_of_proposals()
    op.create_table(
        "errand",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("request", postgresql.JSONB(), nullable=False),
        sa.Column("result", postgresql.JSONB(), nullable=True),
        said("failure"),
        now("asked_at"),
        moment("finished_at"),
        sa.CheckConstraint(
            "kind in ('find', 'preview', 'dry_run', 'prefill')", name=op.f("ck_errand_kind")
        ),
        sa.CheckConstraint("state in ('waiting', 'done', 'failed')", name=op.f("ck_errand_state")),
        sa.CheckConstraint(
            "(state = 'failed') = (failure is not null)", name=op.f("ck_errand_failure")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_errand"),
        schema="app",
    )
    op.create_index("ix_errand_asked_at", "errand", ["asked_at"], schema="app")
    op.create_table(
        "weather_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("highest_celsius", sa.Double(), nullable=False),
        sa.Column("lowest_celsius", sa.Double(), nullable=False),
        sa.Column("rain_percent", sa.BigInteger(), nullable=True),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_weather_day"),
        schema="app",
    )


def create_tables_of_places() -> None:
    """Create what is asked about places."""
    op.create_table(
        "venue_question",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("place_form", sa.Text(), nullable=False),
        sa.Column("location_text", sa.Text(), nullable=False),
        sa.Column("suggestions", postgresql.JSONB(), nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("venue_id", sa.BigInteger(), nullable=True),
        now("first_seen_at"),
        now("last_seen_at"),
        sa.CheckConstraint(
            "state in ('open', 'linked', 'dismissed')", name=op.f("ck_venue_question_state")
        ),
        sa.CheckConstraint(
            "(state = 'linked') = (venue_id is not null)", name=op.f("ck_venue_question_answer")
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["app.venue.id"], name="fk_venue_question_venue_id_venue"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_venue_question"),
        sa.UniqueConstraint("place_form", name="uq_venue_question_place_form"),
        schema="app",
    )


def create_tables_of_decisions() -> None:
    """Create what curators decide."""
    op.create_table(
        "event_pair",
        sa.Column("low_id", sa.BigInteger(), nullable=False),
        sa.Column("high_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        now("noticed_at"),
        sa.CheckConstraint("low_id < high_id", name=op.f("ck_event_pair_order")),
        sa.CheckConstraint("state in ('suspected', 'apart')", name=op.f("ck_event_pair_state")),
        sa.ForeignKeyConstraint(["low_id"], ["app.event.id"], name="fk_event_pair_low_id_event"),
        sa.ForeignKeyConstraint(["high_id"], ["app.event.id"], name="fk_event_pair_high_id_event"),
        sa.PrimaryKeyConstraint("low_id", "high_id", name="pk_event_pair"),
        schema="app",
    )
    op.create_index("ix_event_pair_high_id", "event_pair", ["high_id"], schema="app")
    op.create_table(
        "decision",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=True),
        sa.Column("venue_id", sa.BigInteger(), nullable=True),
        sa.Column("question_id", sa.BigInteger(), nullable=True),
        sa.Column("touches", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("before", postgresql.JSONB(), nullable=False),
        sa.Column("after", postgresql.JSONB(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        now("decided_at"),
        moment("undone_at"),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "num_nonnulls(event_id, venue_id, question_id) <= 1",
            name=op.f("ck_decision_subject"),
        ),
        sa.ForeignKeyConstraint(["event_id"], ["app.event.id"], name="fk_decision_event_id_event"),
        sa.ForeignKeyConstraint(
            ["venue_id"],
            ["app.venue.id"],
            name="fk_decision_venue_id_venue",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["app.venue_question.id"],
            name="fk_decision_question_id_venue_question",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        schema="app",
    )
    for name in ("event_id", "venue_id", "question_id", "decided_at"):
        op.create_index(f"ix_decision_{name}", "decision", [name], schema="app")


def create_tables_of_proposals() -> None:
    """Create what anybody proposes or reports."""
    op.create_table(
        "submission",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("edit_token_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("published_content", postgresql.JSONB(), nullable=True),
        said("contact_email"),
        said("refusal"),
        sa.Column("event_id", sa.BigInteger(), nullable=True),
        now("submitted_at"),
        now("changed_at"),
        moment("decided_at"),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "state in ('waiting', 'published', 'refused', 'withdrawn')",
            name=op.f("ck_submission_state"),
        ),
        sa.CheckConstraint(
            "state <> 'refused' or refusal is not null", name=op.f("ck_submission_refusal")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["app.event.id"], name="fk_submission_event_id_event"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.UniqueConstraint("edit_token_sha256", name="uq_submission_edit_token_sha256"),
        schema="app",
    )
    op.create_index(
        "ix_submission_state_submitted_at", "submission", ["state", "submitted_at"], schema="app"
    )
    op.create_table(
        "report",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        said("contact_email"),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        now("reported_at"),
        moment("decided_at"),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "kind in ('wrong', 'cancelled', 'duplicate', 'inappropriate', 'accessibility',"
            " 'other')",
            name=op.f("ck_report_kind"),
        ),
        sa.CheckConstraint(
            "state in ('open', 'resolved', 'dismissed')",
            name=op.f("ck_report_state"),
        ),
        sa.ForeignKeyConstraint(["event_id"], ["app.event.id"], name="fk_report_event_id_event"),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        schema="app",
    )
    op.create_index("ix_report_state_reported_at", "report", ["state", "reported_at"], schema="app")
    op.create_index("ix_report_event_id", "report", ["event_id"], schema="app")


def downgrade() -> None:
    """Narrow everything again; what only the new columns, tables and kinds hold is lost."""
    for table in ("errand", "weather_day", "report", "submission", "decision", "event_pair"):
        op.drop_table(table, schema="app")
    for table in ("venue_question", "event_source", "feed_body"):
        op.drop_table(table, schema="app")
    op.execute("DROP TRIGGER announce_change ON app.source")
    op.execute("DELETE FROM app.change WHERE kind IN ('missing', 'returned')")
    for statement in (
        "DELETE FROM app.change USING app.fetch_run WHERE run_id = fetch_run.id AND {0}",
        "DELETE FROM app.fetch_run WHERE {0}",
    ):
        op.execute(statement.format("status IN ('halved', 'unchanged', 'failed')"))
    for name in ("trigger", "failure"):
        op.execute(f"ALTER TABLE app.fetch_run DROP CONSTRAINT ck_fetch_run_{name}")
    for table, name, condition in NARROW_CHECKS:
        op.execute(f"ALTER TABLE app.{table} DROP CONSTRAINT ck_{table}_{name}")
        op.execute(
            f"ALTER TABLE app.{table} ADD CONSTRAINT ck_{table}_ck_{table}_{name}"
            f" CHECK ({condition}) NOT VALID"
        )
    op.drop_index("ix_fetch_run_body_sha256", "fetch_run", schema="app")
    op.alter_column("fetch_run", "body_sha256", nullable=False, schema="app")
    for table, names in ADDED_COLUMNS.items():
        for name in names:
            op.drop_column(table, name, schema="app")


ADDED_COLUMNS = {
    "fetch_run": ("trigger", "failure_kind", "failure", "http_status", *COUNTS),
    "feed": (
        *("name", "zone", "venue_id", "interval_minutes", "next_due", "etag", "last_modified"),
        *(
            "validators_given_by",
            "body_sha256",
            "read_at",
            "good_count",
            "accepts_next_drop",
            "last_run_at",
        ),
        *("last_success_at", "failure_count", "trouble_kind", "trouble", "trouble_since"),
        "alerted_kind",
    ),
    "venue": ("merged_into_id",),
    "event": ("organizer", "image_url", "merge_method", "merge_score"),
    "observation": (
        *("starts_at", "place_form", "venue_id", "room", "missing_count", "withdrawn_at"),
    ),
}
NARROW_CHECKS = (
    ("source", "kind", "kind in ('own_venue', 'organiser', 'city', 'media', 'import')"),
    ("feed", "adapter", "adapter in ('ical')"),
    ("feed", "state", "state in ('active', 'paused')"),
    ("fetch_run", "status", "status in ('complete', 'partial')"),
    ("change", "kind", "kind in ('new', 'changed', 'moved', 'cancelled', 'removed')"),
)
