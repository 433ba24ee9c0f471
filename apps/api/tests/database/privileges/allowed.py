"""Statements that must succeed: the whole of what each role is there for.

Each runs in a transaction that is rolled back. `answer` is the first column of the first row,
where it matters.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Allowed:
    """A statement that must succeed, and what it must answer unless that is None."""

    sql: str
    answer: object = None


def _each(text: str) -> list[Allowed]:
    return [Allowed(line.strip()) for line in text.strip().splitlines()]


READING = _each(
    """
    SELECT * FROM app.probe
    SELECT * FROM app.probe_view
    SELECT * FROM app.probe_matview
    SELECT * FROM app.probe_journal
    SELECT last_value FROM app.probe_seq
    SELECT app.probe_double(21)
    SELECT 'good'::app.probe_mood
    SELECT similarity('sarasota', 'sarasotta')
    SELECT unaccent('café')
    SELECT version_num FROM app_meta.alembic_version
    SELECT id FROM app_meta.stack_id
    SELECT revision FROM app_meta.applied_migration
    SELECT count(*) FROM app_meta.grant_problems()
    EXPLAIN SELECT * FROM app.probe
    LOCK TABLE app.probe IN ACCESS SHARE MODE
    SELECT status, count(*) FROM app.procrastinate_jobs GROUP BY status
    """
)
_JOB = "ROW('default', 'probe', 0, NULL, NULL, '{{}}', NULL)"
APP = [
    *READING,
    *_each(
        """
    INSERT INTO app.probe (note) VALUES ('third') RETURNING id
    INSERT INTO app.probe (id, note) OVERRIDING SYSTEM VALUE VALUES (1, 'x') ON CONFLICT DO NOTHING
    UPDATE app.probe SET note = 'changed' WHERE id = 1
    DELETE FROM app.probe
    MERGE INTO app.probe AS p USING (VALUES (1)) AS v (id) ON p.id = v.id WHEN MATCHED THEN DELETE
    SELECT * FROM app.probe FOR UPDATE SKIP LOCKED
    INSERT INTO app.probe_journal (note) VALUES ('second entry')
    INSERT INTO app.audit_entry (at, action, subject) VALUES (now(), 'probe', 'probe')
    SELECT action FROM app.audit_entry
    SELECT nextval('app.probe_seq')
    NOTIFY probe, 'x'
    LISTEN probe
    SELECT pg_notify('probe', 'x')
    SELECT pg_advisory_xact_lock(42)
    SET LOCAL statement_timeout = '1s'
    SAVEPOINT a
    """
    ),
    Allowed("SHOW search_path", "app, ext, pg_temp"),
    Allowed("SHOW statement_timeout", "10s"),
    Allowed("SHOW lock_timeout", "3s"),
    Allowed("SHOW idle_in_transaction_session_timeout", "15s"),
    Allowed("SELECT note FROM probe WHERE id = 1", "first"),
    # The queue, which names no schema.
    Allowed(f"SELECT procrastinate_defer_jobs_v1(ARRAY[{_JOB}]::procrastinate_job_to_defer_v1[])"),
    *_each(
        """
    SELECT procrastinate_register_worker_v1()
    SELECT id FROM procrastinate_fetch_job_v2(NULL, NULL)
    SELECT procrastinate_prune_stalled_workers_v1(30)
    SELECT procrastinate_defer_periodic_job_v2('default', NULL, NULL, 'probe', 0, 'p', 1, '{{}}')
    DELETE FROM procrastinate_jobs
    """
    ),
]
OWNER = [
    *_each(
        """
    CREATE TABLE app.probe_x (a int)
    CREATE TABLE app_meta.probe_x (a int)
    ALTER TABLE app.probe ADD COLUMN extra int
    CREATE INDEX ON app.probe USING gin (note ext.gin_trgm_ops)
    ALTER TABLE app.probe ADD CONSTRAINT x EXCLUDE USING gist (id WITH =)
    CREATE FUNCTION app.probe_x() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'
    CREATE VIEW app.probe_x AS SELECT 1 AS a
    CREATE TYPE app.probe_x AS ENUM ('a')
    CREATE SEQUENCE app.probe_x
    CREATE RULE x AS ON DELETE TO app.probe DO INSTEAD NOTHING
    TRUNCATE app.probe RESTART IDENTITY
    REFRESH MATERIALIZED VIEW app.probe_matview
    COMMENT ON TABLE app.probe IS 'a probe'
    REVOKE DELETE ON app.probe FROM {rw}
    SELECT setval('app.probe_seq', 7)
    DROP TABLE app.probe CASCADE
    DO $$ BEGIN NULL; END $$
    SELECT * FROM app.probe
    UPDATE app_meta.alembic_version SET version_num = version_num
    """
    ),
    Allowed("SHOW lock_timeout", "4s"),
    Allowed("SHOW statement_timeout", "15min"),
    Allowed("SHOW idle_in_transaction_session_timeout", "1min"),
    Allowed("SELECT current_user::text", "{owner}"),
]

ALLOWED: dict[str, list[Allowed]] = {
    "app": APP,
    "app_b": APP,
    "admin": [Allowed("SET ROLE {owner}"), Allowed("SELECT 1", 1)],
    "owner": OWNER,
    "readonly": [
        *READING,
        Allowed("SELECT note FROM probe WHERE id = 1", "first"),
    ],
    "backup": [
        *READING,
        *_each(
            """
        SELECT pg_switch_wal()
        SELECT setting FROM pg_settings WHERE name = 'data_directory'
        SELECT archived_count FROM pg_stat_archiver
        """
        ),
    ],
    "monitor": _each(
        """
        SELECT query FROM pg_stat_activity
        SELECT * FROM pg_stat_database
        SELECT * FROM pg_stat_replication
        SELECT * FROM pg_stat_user_tables
        SELECT * FROM pg_locks
        SELECT setting FROM pg_settings WHERE name = 'data_directory'
        SELECT pg_database_size(current_database())
        SELECT count(*) FROM pg_ls_waldir()
        """
    ),
    "readonly by default": [
        Allowed("SHOW default_transaction_read_only", "on"),
        Allowed("SHOW statement_timeout", "1min"),
        Allowed("SELECT note FROM probe WHERE id = 1", "first"),
    ],
    "backup by default": [Allowed("SHOW default_transaction_read_only", "on")],
}
