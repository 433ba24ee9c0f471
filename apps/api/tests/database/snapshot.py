"""Everything that the roles step may touch, so that two moments can be compared."""

import psycopg

# Row versions, so that even writing what is there already counts as a change.
_ROWS = """
SELECT 'role', rolname::text, xmin::text, to_jsonb(r)::text FROM pg_authid AS r
UNION ALL SELECT 'member', roleid::regrole || ' ' || member::regrole, xmin::text, to_jsonb(m)::text
FROM pg_auth_members AS m
UNION ALL SELECT 'setting', setrole::text || setdatabase::text, xmin::text, setconfig::text
FROM pg_db_role_setting
UNION ALL SELECT 'database', datname, '', datdba::text || datacl::text FROM pg_database
UNION ALL SELECT 'schema', nspname, xmin::text, to_jsonb(n)::text
FROM pg_namespace AS n WHERE nspname !~ '^pg_(toast_)?temp'
UNION ALL SELECT 'class', c.oid::regclass::text, c.xmin::text, c.relowner::text || c.relacl::text
FROM pg_class AS c WHERE c.relpersistence <> 't'
UNION ALL SELECT 'routine', p.oid::regprocedure::text, p.xmin::text, p.proowner || p.proacl::text
FROM pg_proc AS p WHERE p.pronamespace::regnamespace::text !~ '^pg_temp'
UNION ALL SELECT 'type', t.oid::text, t.xmin::text, t.typacl::text
FROM pg_type AS t WHERE t.typnamespace::regnamespace::text !~ '^pg_temp'
UNION ALL SELECT 'default', oid::text, xmin::text, defaclacl::text FROM pg_default_acl
UNION ALL SELECT 'language', lanname, xmin::text, lanacl::text FROM pg_language
UNION ALL SELECT 'extension', extname, xmin::text, extversion FROM pg_extension
UNION ALL SELECT 'parameter', parname, xmin::text, paracl::text FROM pg_parameter_acl
ORDER BY 1, 2, 3, 4
"""


def rows(connection: psycopg.Connection) -> list[tuple[str, ...]]:
    """Each row is its kind, its name, its version and its content."""
    return connection.execute(_ROWS).fetchall()


# Access lists without regard to the order in which their entries were made.
_STATE = """
WITH acl AS (
    SELECT 'database ' || datname AS what, datdba AS owner, unnest(datacl)::text AS entry
    FROM pg_database
    UNION ALL SELECT 'schema ' || nspname, nspowner, unnest(nspacl)::text
    FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp'
    UNION ALL SELECT 'relation ' || oid::regclass, relowner, unnest(relacl)::text
    FROM pg_class WHERE relpersistence <> 't'
    UNION ALL SELECT format('column %s.%s', attrelid::regclass, attname), 0, unnest(attacl)::text
    FROM pg_attribute
    UNION ALL SELECT 'routine ' || oid::regprocedure, proowner, unnest(proacl)::text
    FROM pg_proc WHERE pronamespace::regnamespace::text !~ '^pg_temp'
    UNION ALL SELECT 'language ' || lanname, lanowner, unnest(lanacl)::text FROM pg_language
    UNION ALL SELECT format('new %s of %s in %s', defaclobjtype, defaclrole::regrole,
                            defaclnamespace::regnamespace), 0, unnest(defaclacl)::text
    FROM pg_default_acl
    UNION ALL SELECT 'parameter ' || parname, 0, unnest(paracl)::text FROM pg_parameter_acl
)
SELECT what, pg_get_userbyid(owner)::text, string_agg(entry, ' ' ORDER BY entry)
FROM acl GROUP BY what, owner
UNION ALL SELECT 'owner of ' || oid::regclass, pg_get_userbyid(relowner), '' FROM pg_class
WHERE relpersistence <> 't'
UNION ALL SELECT 'role', rolname, (to_jsonb(r) - '{rolvaliduntil,rolpassword,oid}'::text[]
                              || jsonb_build_object('has_password', rolpassword IS NOT NULL))::text
FROM pg_authid AS r
UNION ALL SELECT 'member', roleid::regrole || ' ' || member::regrole,
                 concat_ws(' ', grantor::regrole, admin_option, inherit_option, set_option)
FROM pg_auth_members
UNION ALL SELECT 'setting', setrole::regrole || ' ' || setdatabase, setconfig::text
FROM pg_db_role_setting
ORDER BY 1, 2, 3
"""


def state(connection: psycopg.Connection) -> list[tuple[str, ...]]:
    """Who owns what, who may do what, who is what: without regard to how it came to be so."""
    return connection.execute(_STATE).fetchall()
