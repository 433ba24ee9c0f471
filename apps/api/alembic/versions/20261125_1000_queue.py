"""The job queue: Procrastinate's own tables, types and functions, in the schema `app`.

Revision ID: 20261125_1000
Revises: 20261121_1200
"""

from importlib.resources import files

from alembic import op

revision = "20261125_1000"
down_revision = "20261121_1200"
branch_labels = None
depends_on = None

LOCK_TIMEOUT = "4s"
STATEMENT_TIMEOUT = "60s"

# The package's own migrations, in their order. A release of the package that brings more needs a
# migration of ours that names them; tests/database/test_queue_schema.py compares the two.
QUEUE_MIGRATIONS = (
    "00.00.00_01_initial",
    "00.05.00_01_drop_started_at_column",
    "00.05.00_02_drop_started_at_column",
    "00.05.00_03_drop_procrastinate_version_table",
    "00.06.00_01_fix_procrastinate_fetch_job",
    "00.07.01_01_fix_trigger_status_events_insert",
    "00.08.01_01_add_queueing_lock_column",
    "00.10.00_01_close_fetch_job_race_condition",
    "00.10.00_02_add_defer_job_function",
    "00.11.00_03_add_procrastinate_periodic_defers",
    "00.12.00_01_add_foreign_key_index",
    "00.14.00_01_add_locks_to_periodic_defer",
    "00.15.02_01_fix_procrastinate_defer_periodic_job",
    "00.16.00_01_add_finish_job_and_retry_job_functions",
    "00.17.00_01_add_trigger_on_job_deletion",
    "00.17.00_02_delete_finished_jobs",
    "00.17.00_03_add_checks_to_finish_job",
    "00.17.00_04_add_checks_to_retry_job",
    "00.18.01_01_fix_finish_job_compat_issue",
    "00.19.00_01_add_index_on_procrastinate_jobs",
    "00.22.00_01_add_kwargs_to_defer_periodic_job",
    "00.23.00_01_null_locks_excluded",
    "01.00.00_01_remove_old_finish_job_function",
    "01.01.01_01_job_id_bigint",
    "02.00.03_01_add_job_priority",
    "02.05.00_01_add_periodic_job_priority",
    "02.06.00_01_add_cancel_states",
    "02.08.00_01_add_additional_params_to_retry_job",
    "02.14.01_01_add_indexes_for_fetch_job",
    "03.00.00_01_pre_cancel_notification",
    "03.00.00_50_post_cancel_notification",
    "03.01.00_01_pre_add_heartbeat",
    "03.01.00_50_post_add_heartbeat",
    "03.02.00_01_pre_batch_defer_jobs",
    "03.02.00_50_post_batch_defer_jobs",
    "03.03.00_01_pre_priority_lock_fetch_job",
    "03.04.00_01_pre_add_retry_failed_job_procedure",
    "03.04.00_50_post_add_retry_failed_job_procedure",
)


def upgrade() -> None:
    """Run the package's migrations where the app's logins look for its tables."""
    op.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
    op.execute(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'")
    # Their names have no schema, and unlike ours they are written for whichever comes first.
    op.execute("SET LOCAL search_path = app")
    for name in QUEUE_MIGRATIONS:
        op.execute(files("procrastinate.sql.migrations").joinpath(f"{name}.sql").read_text())
    op.execute("SET LOCAL search_path TO DEFAULT")


def downgrade() -> None:
    """Drop everything that bears the package's name, whichever of its migrations made it."""
    op.execute(
        """
        DO $$
        DECLARE
            statement text;
        BEGIN
            FOR statement IN
                SELECT format('DROP TABLE %s CASCADE', oid::regclass) FROM pg_class
                WHERE relnamespace = 'app'::regnamespace AND relkind = 'r'
                  AND relname LIKE 'procrastinate\\_%'
            LOOP
                EXECUTE statement;
            END LOOP;
            FOR statement IN
                SELECT format('DROP FUNCTION %s', oid::regprocedure) FROM pg_proc
                WHERE pronamespace = 'app'::regnamespace AND proname LIKE 'procrastinate\\_%'
            LOOP
                EXECUTE statement;
            END LOOP;
            FOR statement IN
                SELECT format('DROP TYPE %s', t.oid::regtype)
                FROM pg_type AS t LEFT JOIN pg_class AS c ON c.oid = t.typrelid
                WHERE t.typnamespace = 'app'::regnamespace AND t.typname LIKE 'procrastinate\\_%'
                  AND (t.typtype = 'e' OR c.relkind = 'c')
            LOOP
                EXECUTE statement;
            END LOOP;
        END $$
        """
    )
