"""Statements that must fail, with the exact SQLSTATE, or that must change nothing.

`{owner}`, `{app}`, `{readonly}` … stand for the roles' names. The probe objects are made by
`probes.SETUP`.
"""

from dataclasses import dataclass

INSUFFICIENT_PRIVILEGE = "42501"
READ_ONLY_TRANSACTION = "25006"


@dataclass(frozen=True)
class Denied:
    """A statement and what must come of it.

    Where PostgreSQL only warns (`sqlstate` None), `effect` is a query whose answer must be the same
    before and after.
    """

    sql: str
    sqlstate: str | None = INSUFFICIENT_PRIVILEGE
    effect: str | None = None
    in_transaction: bool = True


def _each(text: str) -> list[Denied]:
    return [Denied(line.strip()) for line in text.strip().splitlines()]


def _alone(text: str) -> list[Denied]:
    """For statements that PostgreSQL runs outside a transaction block only."""
    return [Denied(line.strip(), in_transaction=False) for line in text.strip().splitlines()]


# What nobody may do by whichever login, the admin acting as the owner included.
SERVER = _each(
    """
    CREATE TABLE public.probe_x (a int)
    CREATE TABLE ext.probe_x (a int)
    CREATE TABLE pg_catalog.probe_x (a int)
    CREATE TEMPORARY TABLE probe_x (a int)
    SELECT 1 AS a INTO TEMPORARY probe_x
    CREATE FUNCTION pg_temp.probe_x() RETURNS int LANGUAGE sql AS 'SELECT 1'
    CREATE SCHEMA probe_x
    ALTER SCHEMA public RENAME TO probe_x
    DROP SCHEMA ext CASCADE
    CREATE EXTENSION pgcrypto SCHEMA app
    DROP EXTENSION pg_trgm
    ALTER EXTENSION pg_trgm SET SCHEMA public
    CREATE TRUSTED LANGUAGE probe_x HANDLER plpgsql_call_handler
    CREATE PUBLICATION probe_x FOR TABLE app.probe
    CREATE PUBLICATION probe_x FOR ALL TABLES
    CREATE EVENT TRIGGER probe_x ON ddl_command_end EXECUTE FUNCTION app.probe_trigger()
    CREATE ACCESS METHOD probe_x TYPE TABLE HANDLER heap_tableam_handler
    CREATE FOREIGN DATA WRAPPER probe_x
    CREATE ROLE probe_x
    CREATE ROLE probe_x SUPERUSER LOGIN
    DROP ROLE {readonly}
    ALTER ROLE {app} SUPERUSER
    ALTER ROLE {app} BYPASSRLS
    ALTER ROLE {backup} REPLICATION
    ALTER ROLE {superuser} PASSWORD 'taken over'
    ALTER ROLE ALL SET search_path = public
    GRANT {owner} TO {app}
    GRANT {rw} TO {readonly}
    GRANT pg_read_all_data TO {app}
    GRANT pg_execute_server_program TO {app}
    REVOKE {rw} FROM {app}
    SET ROLE {superuser}
    SET ROLE {rw}
    SET ROLE pg_monitor
    SET SESSION AUTHORIZATION {superuser}
    ALTER DEFAULT PRIVILEGES FOR ROLE {superuser} GRANT ALL ON TABLES TO PUBLIC
    REASSIGN OWNED BY {superuser} TO {app}
    ALTER DATABASE {database} OWNER TO {app}
    ALTER DATABASE {database} SET search_path = public
    ALTER DATABASE {database} CONNECTION LIMIT 0
    COMMENT ON DATABASE {database} IS 'mine'
    COPY app.probe TO '/tmp/probe_x'
    COPY app.probe (note) FROM '/etc/passwd'
    COPY app.probe TO PROGRAM 'id'
    COPY app.probe (note) FROM PROGRAM 'id'
    SELECT pg_read_file('/etc/passwd')
    SELECT pg_read_binary_file('/etc/passwd')
    SELECT pg_ls_dir('/')
    SELECT pg_stat_file('/etc/passwd')
    SELECT lo_import('/etc/passwd')
    SELECT lo_export(1, '/tmp/probe_x')
    SELECT lo_create(0)
    SELECT lo_creat(-1)
    SELECT lo_from_bytea(0, 'x')
    SELECT lo_put(1, 0, 'x')
    SELECT lo_get(1)
    SELECT lo_open(1, 131072)
    SELECT lo_unlink(1)
    LOAD 'auto_explain'
    SELECT rolpassword FROM pg_authid
    SELECT * FROM pg_shadow
    SELECT * FROM pg_hba_file_rules
    SELECT * FROM pg_ident_file_mappings
    SELECT * FROM pg_file_settings
    SELECT * FROM pg_user_mapping
    SELECT * FROM pg_statistic
    SELECT * FROM pg_statistic_ext_data
    SELECT * FROM pg_largeobject
    SELECT subconninfo FROM pg_subscription
    SELECT * FROM pg_replication_origin_status
    UPDATE pg_class SET relowner = 10
    UPDATE pg_authid SET rolsuper = true
    DELETE FROM pg_proc
    SELECT pg_reload_conf()
    SELECT pg_rotate_logfile()
    SELECT pg_terminate_backend(pg_backend_pid())
    SELECT pg_cancel_backend(pg_backend_pid())
    SELECT pg_promote()
    SELECT pg_stat_reset()
    SELECT pg_create_physical_replication_slot('probe')
    SELECT pg_create_logical_replication_slot('probe', 'pgoutput')
    SELECT pg_replication_origin_create('probe')
    SELECT pg_logical_emit_message(true, 'probe', 'x')
    SET session_replication_role = replica
    SET log_statement = 'none'
    SET log_min_duration_statement = -1
    SET lo_compat_privileges = on
    SET zero_damaged_pages = on
    SET session_preload_libraries = 'auto_explain'
    """
) + _alone(
    """
    ALTER SYSTEM SET ssl = off
    ALTER SYSTEM RESET ALL
    CREATE DATABASE probe_x
    DROP DATABASE {database}
    ALTER DATABASE {database} RENAME TO probe_x
    CREATE TABLESPACE probe_x LOCATION '/tmp'
    CREATE SUBSCRIPTION probe_x CONNECTION 'host=127.0.0.1' PUBLICATION p
    """
)

# What only the owner may do with the objects of the schemas: nobody who logs in is the owner.
OBJECTS = _each(
    """
    CREATE TABLE app.probe_x (a int)
    CREATE TABLE app_meta.probe_x (a int)
    ALTER TABLE app.probe ADD COLUMN extra int
    ALTER TABLE app.probe OWNER TO {app}
    ALTER TABLE app.probe RENAME TO probe_x
    ALTER TABLE app.probe SET SCHEMA public
    ALTER TABLE app.probe DISABLE TRIGGER ALL
    ALTER TABLE app.probe ENABLE ROW LEVEL SECURITY
    ALTER TABLE app.probe SET (autovacuum_enabled = false)
    DROP TABLE app.probe
    TRUNCATE app.probe
    COMMENT ON TABLE app.probe IS 'mine'
    COMMENT ON COLUMN app.probe.note IS 'mine'
    COMMENT ON SCHEMA app IS 'mine'
    REINDEX TABLE app.probe
    CLUSTER app.probe USING probe_pkey
    CREATE INDEX ON app.probe (note)
    DROP INDEX app.probe_note
    ALTER INDEX app.probe_note RENAME TO probe_x
    CREATE STATISTICS app.probe_x ON id, note FROM app.probe
    CREATE VIEW app.probe_x AS SELECT 1 AS a
    CREATE OR REPLACE VIEW app.probe_view AS SELECT 0::bigint AS id, ''::text AS note
    DROP VIEW app.probe_view
    CREATE MATERIALIZED VIEW app.probe_x AS SELECT 1 AS a
    REFRESH MATERIALIZED VIEW app.probe_matview
    CREATE SEQUENCE app.probe_x
    ALTER SEQUENCE app.probe_seq RESTART
    SELECT setval('app.probe_seq', 1)
    DROP SEQUENCE app.probe_seq
    CREATE TYPE app.probe_x AS ENUM ('a')
    ALTER TYPE app.probe_mood ADD VALUE 'worse'
    DROP TYPE app.probe_mood
    CREATE DOMAIN app.probe_x AS int
    CREATE FUNCTION app.probe_x() RETURNS int LANGUAGE sql AS 'SELECT 1'
    CREATE OR REPLACE FUNCTION app.probe_double(int) RETURNS int LANGUAGE sql AS 'SELECT 0'
    ALTER FUNCTION app.probe_double(int) SECURITY DEFINER
    DROP FUNCTION app.probe_double(int)
    CREATE PROCEDURE app.probe_x() LANGUAGE sql AS 'SELECT 1'
    CREATE AGGREGATE app.probe_x (int) (SFUNC = int4pl, STYPE = int)
    CREATE OPERATOR app.@@@ (FUNCTION = int4pl, LEFTARG = int, RIGHTARG = int)
    CREATE COLLATION app.probe_x FROM "C"
    CREATE TEXT SEARCH CONFIGURATION app.probe_x (COPY = simple)
    DO $$ BEGIN NULL; END $$
    CREATE TRIGGER x BEFORE INSERT ON app.probe FOR EACH ROW EXECUTE FUNCTION app.probe_trigger()
    DROP TRIGGER probe_trigger ON app.probe
    CREATE RULE x AS ON INSERT TO app.probe DO INSTEAD NOTHING
    CREATE POLICY x ON app.probe
    ALTER SCHEMA app RENAME TO probe_x
    DROP SCHEMA app CASCADE
    DROP OWNED BY {owner}
    ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT ALL ON TABLES TO PUBLIC
    UPDATE app_meta.alembic_version SET version_num = 'x'
    DELETE FROM app_meta.alembic_version
    INSERT INTO app_meta.alembic_version VALUES ('x')
    TRUNCATE app_meta.alembic_version
    UPDATE app_meta.stack_id SET id = gen_random_uuid()
    DELETE FROM app_meta.applied_migration
    UPDATE app.probe_journal SET note = 'changed'
    DELETE FROM app.probe_journal
    TRUNCATE app.probe_journal
    LOCK TABLE app.probe_journal IN ACCESS EXCLUSIVE MODE
    UPDATE app.audit_entry SET action = 'changed'
    DELETE FROM app.audit_entry
    TRUNCATE app.audit_entry
    SELECT * FROM app.audit_entry FOR UPDATE
    ALTER TABLE app.audit_entry OWNER TO {app}
    ALTER TABLE app.procrastinate_jobs ADD COLUMN extra int
    ALTER TABLE app.procrastinate_jobs DISABLE TRIGGER ALL
    DROP TABLE app.procrastinate_jobs CASCADE
    TRUNCATE app.procrastinate_jobs CASCADE
    ALTER TYPE app.procrastinate_job_status ADD VALUE 'lost'
    DROP TRIGGER procrastinate_trigger_delete_jobs_v1 ON app.procrastinate_jobs
    DROP FUNCTION app.procrastinate_register_worker_v1()
    ALTER FUNCTION app.procrastinate_register_worker_v1() SECURITY DEFINER
    SELECT setval('app.procrastinate_jobs_id_seq', 1)
    """
) + _alone("REINDEX (VERBOSE) SCHEMA app")

_ACL = "SELECT relacl::text FROM pg_class WHERE oid = 'app.probe'::regclass"
_STATISTICS = (
    "SELECT reltuples, relpages, relfrozenxid::text FROM pg_class WHERE oid = 'app.probe'::regclass"
)
WARNS_ONLY = [
    Denied("GRANT SELECT ON app.probe TO PUBLIC", None, _ACL),
    Denied("GRANT ALL ON app.probe TO {readonly}", None, _ACL),
    Denied("REVOKE SELECT ON app.probe FROM {ro}", None, _ACL),
    Denied("REVOKE ALL ON app.probe FROM {rw}", None, _ACL),
    Denied(
        "GRANT USAGE ON SCHEMA app TO PUBLIC",
        None,
        "SELECT nspacl::text FROM pg_namespace WHERE nspname = 'app'",
    ),
    Denied(
        "GRANT EXECUTE ON FUNCTION app.probe_double(int) TO PUBLIC",
        None,
        "SELECT proacl::text FROM pg_proc WHERE oid = 'app.probe_double(int)'::regprocedure",
    ),
    Denied(
        "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO PUBLIC",
        None,
        "SELECT datacl::text FROM pg_database WHERE datname = current_database()",
    ),
    Denied("ANALYZE app.probe", None, _STATISTICS),
    Denied("VACUUM app.probe", None, _STATISTICS, in_transaction=False),
]

# Whoever is a member of the group without the right to write.
WRITING = _each(
    """
    INSERT INTO app.probe (note) VALUES ('x')
    UPDATE app.probe SET note = 'x'
    DELETE FROM app.probe
    INSERT INTO app.probe_journal (note) VALUES ('x')
    SELECT * FROM app.probe FOR UPDATE
    SELECT nextval('app.probe_seq')
    LOCK TABLE app.probe IN ROW EXCLUSIVE MODE
    INSERT INTO app.procrastinate_jobs (task_name) VALUES ('probe')
    SELECT app.procrastinate_register_worker_v1()
    SELECT id FROM app.procrastinate_fetch_job_v2(NULL, NULL)
    """
)
# What the backups' login alone may do.
BACKING_UP = _each(
    """
    SELECT pg_switch_wal()
    SELECT pg_create_restore_point('probe')
    SELECT pg_backup_start('probe')
    SELECT pg_backup_stop()
    """
)
READ_ONLY_BY_DEFAULT = [
    Denied("INSERT INTO app.probe (note) VALUES ('x')", READ_ONLY_TRANSACTION),
    Denied("CREATE TABLE app.probe_x (a int)", READ_ONLY_TRANSACTION),
]
# Whoever has no business with the tables: the monitor, and the admin before it acts as the owner.
READING = _each(
    """
    SELECT * FROM app.probe
    SELECT * FROM app.probe_view
    SELECT app.probe_double(1)
    SELECT * FROM app_meta.alembic_version
    SELECT ext.similarity('a', 'b')
    """
)
OTHER_ROLES = _each("SET ROLE {owner}\nSET ROLE {admin}\nALTER ROLE {admin} PASSWORD 'taken over'")
# A login may change its own password and settings; its limits it may not.
OWN_LIMITS = _each(
    "ALTER ROLE {self} CONNECTION LIMIT -1\nALTER ROLE {self} CREATEDB\nALTER ROLE {self} SUPERUSER"
)

DENIED: dict[str, list[Denied]] = {
    "app": [*SERVER, *BACKING_UP, *OBJECTS, *WARNS_ONLY, *OTHER_ROLES, *OWN_LIMITS],
    "app_b": [*SERVER, *BACKING_UP, *OBJECTS, *WARNS_ONLY, *OTHER_ROLES, *OWN_LIMITS],
    "admin": [*SERVER, *BACKING_UP, *OBJECTS, *WRITING, *READING, *OWN_LIMITS],
    "owner": [*SERVER, *BACKING_UP],
    "readonly": [*SERVER, *BACKING_UP, *OBJECTS, *WRITING, *WARNS_ONLY, *OTHER_ROLES, *OWN_LIMITS],
    "backup": [*SERVER, *OBJECTS, *WRITING, *WARNS_ONLY, *OTHER_ROLES, *OWN_LIMITS],
    "monitor": [*SERVER, *BACKING_UP, *OBJECTS, *WRITING, *READING, *OTHER_ROLES, *OWN_LIMITS],
    "readonly by default": READ_ONLY_BY_DEFAULT,
    "backup by default": READ_ONLY_BY_DEFAULT,
}
