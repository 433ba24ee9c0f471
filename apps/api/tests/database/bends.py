"""What somebody may have done to the roles by hand."""

from typing import LiteralString

# Each leaves the app without something that it needs.
TAKEN_AWAY: list[LiteralString] = [
    "REVOKE ALL ON app.note FROM srq_hpn_rw, srq_hpn_ro",
    "REVOKE SELECT ON app.note FROM srq_hpn_rw, srq_hpn_ro",
    "REVOKE ALL ON ALL TABLES IN SCHEMA app FROM srq_hpn_rw",
    "REVOKE USAGE ON SCHEMA app FROM srq_hpn_rw",
    "REVOKE ALL ON SCHEMA app, ext FROM srq_hpn_rw, srq_hpn_ro",
    "REVOKE CONNECT ON DATABASE srq_hpn FROM srq_hpn_app",
    "REVOKE srq_hpn_rw FROM srq_hpn_app",
    "ALTER TABLE app.note OWNER TO srq_hpn",
    "ALTER SCHEMA app OWNER TO srq_hpn_app",
    "ALTER ROLE srq_hpn_app NOLOGIN PASSWORD NULL",
    "ALTER ROLE srq_hpn_app NOINHERIT",
    "ALTER ROLE srq_hpn_app VALID UNTIL '2001-01-01'",
    "ALTER ROLE srq_hpn_app IN DATABASE srq_hpn SET search_path = public",
    "ALTER ROLE srq_hpn_app SET default_transaction_read_only = on",
]

# Each with a question that is true until it is put right.
GIVEN: list[tuple[LiteralString, LiteralString]] = [
    (
        "GRANT srq_hpn_owner TO srq_hpn_app",
        "pg_has_role('srq_hpn_app', 'srq_hpn_owner', 'set')",
    ),
    (
        "GRANT pg_read_all_data TO srq_hpn_app",
        "pg_has_role('srq_hpn_app', 'pg_read_all_data', 'member')",
    ),
    (
        "GRANT srq_hpn_rw TO srq_hpn_app WITH ADMIN TRUE, SET TRUE",
        "pg_has_role('srq_hpn_app', 'srq_hpn_rw', 'set')",
    ),
    (
        "GRANT srq_hpn_rw TO srq_hpn_readonly",
        "has_table_privilege('srq_hpn_readonly', 'app.note', 'insert')",
    ),
    (
        "GRANT srq_hpn_owner TO srq_hpn_admin WITH INHERIT TRUE",
        "has_table_privilege('srq_hpn_admin', 'app.note', 'select')",
    ),
    (
        "ALTER ROLE srq_hpn_app SUPERUSER",
        "(SELECT rolsuper FROM pg_roles WHERE rolname = 'srq_hpn_app')",
    ),
    (
        "ALTER ROLE srq_hpn_app CREATEDB CREATEROLE BYPASSRLS REPLICATION",
        (
            "(SELECT rolcreatedb OR rolcreaterole OR rolbypassrls OR rolreplication"
            " FROM pg_roles WHERE rolname = 'srq_hpn_app')"
        ),
    ),
    (
        "GRANT TRUNCATE ON app.note TO srq_hpn_rw",
        "has_table_privilege('srq_hpn_app', 'app.note', 'truncate')",
    ),
    (
        "GRANT UPDATE ON app.note TO PUBLIC",
        "has_table_privilege('srq_hpn_readonly', 'app.note', 'update')",
    ),
    (
        "GRANT UPDATE (body) ON app.note TO srq_hpn_readonly",
        "has_column_privilege('srq_hpn_readonly', 'app.note', 'body', 'update')",
    ),
    (
        "GRANT SELECT ON app.note TO srq_hpn_rw WITH GRANT OPTION",
        "has_table_privilege('srq_hpn_app', 'app.note', 'select with grant option')",
    ),
    (
        "GRANT CREATE ON SCHEMA app TO srq_hpn_rw",
        "has_schema_privilege('srq_hpn_app', 'app', 'create')",
    ),
    (
        "GRANT CREATE, USAGE ON SCHEMA public TO PUBLIC",
        "has_schema_privilege('srq_hpn_app', 'public', 'create')",
    ),
    (
        "GRANT TEMPORARY ON DATABASE srq_hpn TO PUBLIC",
        "has_database_privilege('srq_hpn_app', 'srq_hpn', 'temporary')",
    ),
    (
        "GRANT CONNECT ON DATABASE postgres TO srq_hpn_app",
        "has_database_privilege('srq_hpn_app', 'postgres', 'connect')",
    ),
    (
        "GRANT UPDATE ON app_meta.stack_id TO srq_hpn_rw",
        "has_table_privilege('srq_hpn_app', 'app_meta.stack_id', 'update')",
    ),
    (
        "GRANT EXECUTE ON FUNCTION pg_read_file(text) TO srq_hpn_app",
        "has_function_privilege('srq_hpn_app', 'pg_read_file(text)', 'execute')",
    ),
    (
        "GRANT EXECUTE ON FUNCTION pg_terminate_backend TO PUBLIC",
        "has_function_privilege('srq_hpn_app', 'pg_terminate_backend(int, bigint)', 'execute')",
    ),
    (
        "GRANT SELECT ON pg_authid TO PUBLIC",
        "has_table_privilege('srq_hpn_app', 'pg_authid', 'select')",
    ),
    (
        "GRANT SET ON PARAMETER session_replication_role TO srq_hpn_app",
        "has_parameter_privilege('srq_hpn_app', 'session_replication_role', 'set')",
    ),
    (
        "GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC",
        "has_language_privilege('srq_hpn_app', 'plpgsql', 'usage')",
    ),
    (
        "ALTER DEFAULT PRIVILEGES FOR ROLE srq_hpn_owner GRANT ALL ON TABLES TO PUBLIC",
        (
            "EXISTS (SELECT FROM pg_default_acl, aclexplode(defaclacl)"
            " WHERE grantee = 0 AND defaclobjtype = 'r')"
        ),
    ),
]
