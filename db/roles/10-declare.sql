-- What is declared: the roles, memberships, settings and grants that the files after this one make
-- true. They compare the server with these temporary tables, so that a second run changes nothing.
--
-- Parameters are settings of the session, given by db/converge.sh (psql) and db/converge.py
-- (psycopg): srq.superuser, srq.app_user, srq.admin_user, srq.app_connection_limit, and the
-- SCRAM verifiers srq.<login>_verifier; an empty verifier means that nobody logs in by that role,
-- unless pg_hba.conf lets it in by peer.
BEGIN;
SET search_path TO pg_catalog, pg_temp;

CREATE TEMPORARY TABLE role_name (
    superuser text NOT NULL, owner text NOT NULL, rw text NOT NULL, ro text NOT NULL,
    admin text NOT NULL, app text NOT NULL, app_b text NOT NULL,
    readonly text NOT NULL, backup text NOT NULL, monitor text NOT NULL
);
INSERT INTO pg_temp.role_name
SELECT current_setting('srq.superuser'),
       current_database() || '_owner', current_database() || '_rw', current_database() || '_ro',
       current_setting('srq.admin_user'),
       current_setting('srq.app_user'), current_setting('srq.app_user') || '_b',
       current_database() || '_readonly', current_database() || '_backup',
       current_database() || '_monitor';

-- may_log_in: a login, if there is a verifier for it or it comes by peer; the others never log in.
CREATE TEMPORARY TABLE declared_role (
    name text PRIMARY KEY, may_log_in boolean NOT NULL, verifier text,
    does_inherit boolean NOT NULL, connection_limit integer NOT NULL,
    is_let_in_by_peer boolean NOT NULL
);
INSERT INTO pg_temp.declared_role
SELECT role.*, role.column1 = n.backup
FROM pg_temp.role_name AS n,
LATERAL (VALUES
    (n.owner, false, NULL, true, -1),
    (n.rw, false, NULL, true, -1),
    (n.ro, false, NULL, true, -1),
    (n.admin, true, nullif(current_setting('srq.admin_verifier', true), ''), false, 3),
    (n.app, true, nullif(current_setting('srq.app_verifier', true), ''), true,
     current_setting('srq.app_connection_limit')::integer),
    (n.app_b, true, nullif(current_setting('srq.app_b_verifier', true), ''), true,
     current_setting('srq.app_connection_limit')::integer),
    (n.readonly, true, nullif(current_setting('srq.readonly_verifier', true), ''), true, 3),
    (n.backup, true, nullif(current_setting('srq.backup_verifier', true), ''), true, 4),
    (n.monitor, true, nullif(current_setting('srq.monitor_verifier', true), ''), true, 3)
) AS role;

CREATE TEMPORARY TABLE declared_membership (
    role text NOT NULL, member text NOT NULL,
    does_inherit boolean NOT NULL, can_set boolean NOT NULL, PRIMARY KEY (role, member)
);
INSERT INTO pg_temp.declared_membership
SELECT membership.*
FROM pg_temp.role_name AS n,
LATERAL (VALUES
    (n.owner, n.admin, false, true),
    (n.rw, n.app, true, false),
    (n.rw, n.app_b, true, false),
    (n.ro, n.readonly, true, false),
    (n.ro, n.backup, true, false),
    ('pg_read_all_settings', n.backup, true, false),
    ('pg_monitor', n.monitor, true, false)
) AS membership;

-- Settings of a group are not inherited: each login has its own, in this database only.
CREATE TEMPORARY TABLE declared_setting (
    role text NOT NULL, name text NOT NULL, value text NOT NULL, PRIMARY KEY (role, name)
);
INSERT INTO pg_temp.declared_setting
SELECT setting.*
FROM pg_temp.role_name AS n,
LATERAL (VALUES
    -- No pg_temp: the admin itself sees no schema, and asking for the current one would make it.
    (n.admin, 'search_path', 'app, ext'),
    (n.admin, 'lock_timeout', '4s'),
    (n.admin, 'statement_timeout', '15min'),
    (n.admin, 'idle_in_transaction_session_timeout', '60s'),
    (n.app, 'search_path', 'app, ext, pg_temp'),
    (n.app, 'lock_timeout', '3s'),
    (n.app, 'statement_timeout', '10s'),
    (n.app, 'idle_in_transaction_session_timeout', '15s'),
    (n.app_b, 'search_path', 'app, ext, pg_temp'),
    (n.app_b, 'lock_timeout', '3s'),
    (n.app_b, 'statement_timeout', '10s'),
    (n.app_b, 'idle_in_transaction_session_timeout', '15s'),
    (n.readonly, 'search_path', 'app, ext, pg_temp'),
    (n.readonly, 'default_transaction_read_only', 'on'),
    (n.readonly, 'lock_timeout', '3s'),
    (n.readonly, 'statement_timeout', '60s'),
    (n.readonly, 'idle_in_transaction_session_timeout', '60s'),
    (n.backup, 'search_path', 'app, ext, pg_temp'),
    (n.backup, 'default_transaction_read_only', 'on'),
    (n.monitor, 'default_transaction_read_only', 'on'),
    (n.monitor, 'lock_timeout', '1s'),
    (n.monitor, 'statement_timeout', '5s'),
    (n.monitor, 'idle_in_transaction_session_timeout', '5s')
) AS setting;
-- transaction_timeout exists from 17 on. It is the backstop behind the other limits.
INSERT INTO pg_temp.declared_setting
SELECT role, 'transaction_timeout', '5min'
FROM pg_temp.role_name AS n, unnest(ARRAY[n.app, n.app_b, n.readonly]) AS role
WHERE current_setting('server_version_num')::integer >= 170000;

-- The most that a group has on each kind of object in a schema; a table may have been narrowed.
-- Adopted objects, which an older installation made in `public`, are used like those in `app`.
CREATE TEMPORARY TABLE declared_grant (
    schema text NOT NULL, kind text NOT NULL, grantee text NOT NULL, privileges text[] NOT NULL,
    PRIMARY KEY (schema, kind, grantee)
);
INSERT INTO pg_temp.declared_grant
SELECT schema, kind, grantee, privileges
FROM pg_temp.role_name AS n,
unnest(ARRAY['app', 'public']) AS schema,
LATERAL (VALUES
    ('TABLE', n.rw, ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']), ('TABLE', n.ro, ARRAY['SELECT']),
    ('SEQUENCE', n.rw, ARRAY['USAGE', 'SELECT']), ('SEQUENCE', n.ro, ARRAY['SELECT']),
    ('ROUTINE', n.rw, ARRAY['EXECUTE']), ('ROUTINE', n.ro, ARRAY['EXECUTE']),
    ('TYPE', n.rw, ARRAY['USAGE']), ('TYPE', n.ro, ARRAY['USAGE'])
) AS permission (kind, grantee, privileges)
UNION ALL
SELECT 'app_meta', kind, grantee, privileges
FROM pg_temp.role_name AS n,
unnest(ARRAY[n.rw, n.ro]) AS grantee,
(VALUES ('TABLE', ARRAY['SELECT']), ('SEQUENCE', ARRAY['SELECT']),
        ('ROUTINE', ARRAY['EXECUTE']), ('TYPE', ARRAY['USAGE'])) AS permission (kind, privileges);

-- What a role may call of the system's own functions: pgBackRest starts and ends a base backup, and
-- has the WAL of it archived.
CREATE TEMPORARY TABLE declared_execute (
    routine regprocedure NOT NULL, grantee text NOT NULL, PRIMARY KEY (routine, grantee)
);
INSERT INTO pg_temp.declared_execute
SELECT routine, n.backup
FROM pg_temp.role_name AS n,
unnest(ARRAY['pg_backup_start(text, boolean)', 'pg_backup_stop(boolean)', 'pg_switch_wal()',
             'pg_create_restore_point(text)']::regprocedure[]) AS routine;

-- What one may and may not be called by: PUBLIC is 0 in access lists and has no row of its own.
CREATE FUNCTION pg_temp.grantee_name(oid) RETURNS text LANGUAGE sql
RETURN CASE WHEN $1 = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid($1)) END;

CREATE FUNCTION pg_temp.is_stranger(oid) RETURNS boolean LANGUAGE sql
RETURN $1 <> 0 AND NOT EXISTS (
    SELECT FROM pg_roles AS r
    WHERE r.oid = $1
      AND (r.rolsuper OR r.rolname LIKE 'pg\_%'
           OR r.rolname IN (SELECT name FROM pg_temp.declared_role)));
COMMIT;
