-- The last word: nothing that could not be put right is left, and the access rules can be read.
-- app_meta.grant_problems() is asked again after every migration.
BEGIN;

DO $outer$
DECLARE
    n pg_temp.role_name;
    body text;
BEGIN
    SELECT * INTO n FROM pg_temp.role_name;
    body := format($sql$
WITH declared AS (
    SELECT oid FROM pg_roles
    WHERE rolsuper OR rolname LIKE 'pg\_%%' OR rolname = ANY (%1$L::text[])
), object AS (
    SELECT 'pg_class'::regclass AS classid, oid AS objid, relowner AS owner, relnamespace AS namespace,
           coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)) AS acl,
           CASE relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind
    FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    UNION ALL
    SELECT 'pg_proc'::regclass, oid, proowner, pronamespace,
           coalesce(proacl, acldefault('f', proowner)), 'routine' FROM pg_proc
    UNION ALL
    SELECT 'pg_type'::regclass, t.oid, typowner, typnamespace,
           coalesce(typacl, acldefault('T', typowner)), 'type'
    FROM pg_type AS t LEFT JOIN pg_class AS c ON c.oid = t.typrelid
    WHERE typtype IN ('d', 'e', 'r') OR c.relkind = 'c'
), ours AS (
    SELECT o.*, s.nspname, named.type, named.identity
    FROM object AS o
    JOIN pg_namespace AS s ON s.oid = o.namespace AND s.nspname IN ('app', 'app_meta', 'public')
    CROSS JOIN LATERAL pg_identify_object(o.classid, o.objid, 0) AS named
    WHERE NOT EXISTS (
        SELECT FROM pg_depend AS e WHERE e.classid = o.classid AND e.objid = o.objid AND e.deptype = 'e')
)
SELECT format('%%s %%s belongs to %%s, not to %%s', type, identity, pg_get_userbyid(owner), %2$L)
FROM ours WHERE pg_get_userbyid(owner) <> %2$L
UNION ALL
SELECT DISTINCT format('%%s %%s is open to PUBLIC', type, identity)
FROM ours, aclexplode(acl) AS a WHERE a.grantee = 0
UNION ALL
SELECT format('%%s has no SELECT on %%s %%s', g.name, type, identity)
FROM ours, unnest(%3$L::regrole[]) AS g (name)
WHERE kind = 'table' AND NOT has_any_column_privilege(g.name, objid, 'SELECT')
UNION ALL
SELECT format('%%s has no privilege on %%s %%s', g.name, type, identity)
FROM ours, unnest(%3$L::regrole[]) AS g (name)
WHERE kind <> 'table' AND NOT EXISTS (SELECT FROM aclexplode(acl) AS a WHERE a.grantee = g.name)
UNION ALL
SELECT format('%%s has %%s on %%s %%s', pg_get_userbyid(a.grantee), a.privilege_type, type, identity)
FROM ours, aclexplode(acl) AS a
WHERE a.grantee <> owner AND a.grantee IN (SELECT oid FROM declared)
  AND (a.is_grantable OR a.grantee <> ALL (%3$L::regrole[])
       OR (kind = 'table' AND a.privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))
       OR (kind = 'sequence' AND a.privilege_type = 'UPDATE')
       OR (kind = 'table' AND a.privilege_type <> 'SELECT'
           AND (nspname = 'app_meta' OR pg_get_userbyid(a.grantee) = %4$L)))
UNION ALL
SELECT format('function %%s runs with its owner''s rights and sets no search_path', p.oid::regprocedure)
FROM pg_proc AS p JOIN ours ON ours.classid = 'pg_proc'::regclass AND ours.objid = p.oid
WHERE p.prosecdef AND NOT EXISTS (SELECT FROM unnest(p.proconfig) AS c WHERE c LIKE 'search_path=%%')
UNION ALL
SELECT DISTINCT format('%%s, a role that nobody declared, has rights on or owns %%s', quote_ident(r.rolname),
              coalesce(pg_describe_object(d.classid, d.objid, d.objsubid), 'an object'))
FROM pg_shdepend AS d
JOIN pg_roles AS r ON d.refclassid = 'pg_authid'::regclass AND r.oid = d.refobjid
WHERE d.deptype IN ('a', 'o')
  AND (d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
       OR (d.dbid = 0 AND d.classid <> 'pg_database'::regclass)
       OR (d.classid = 'pg_database'::regclass AND d.objid = (SELECT oid FROM pg_database WHERE datname = current_database())))
  AND r.oid NOT IN (SELECT oid FROM declared)
  -- Its memberships give it nothing of ours, and its default privileges only what it makes itself.
  AND d.classid NOT IN ('pg_auth_members'::regclass)
UNION ALL
SELECT DISTINCT format('%%s has rights on or owns %%s', r.rolname, pg_describe_object(d.classid, d.objid, d.objsubid))
FROM pg_shdepend AS d
JOIN pg_roles AS r ON d.refclassid = 'pg_authid'::regclass AND r.oid = d.refobjid
WHERE d.deptype IN ('a', 'o') AND r.rolname = ANY (%1$L::text[]) AND r.rolname <> %2$L
  AND d.classid NOT IN ('pg_database'::regclass, 'pg_auth_members'::regclass, 'pg_default_acl'::regclass)
  AND d.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
  AND NOT (d.deptype = 'a' AND r.oid = ANY (%3$L::regrole[])
           AND d.classid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_namespace'::regclass))
  AND NOT (d.deptype = 'a' AND r.rolname = %5$L AND d.classid = 'pg_proc'::regclass
           AND d.objid = ANY (%6$L::regprocedure[]))
ORDER BY 1
$sql$,
        (SELECT array_agg(name ORDER BY name) FROM pg_temp.declared_role),
        n.owner,
        ARRAY[quote_ident(n.rw), quote_ident(n.ro)],
        n.ro,
        n.backup,
        (SELECT array_agg(routine ORDER BY routine) FROM pg_temp.declared_execute));
    IF body IS DISTINCT FROM (
        SELECT prosrc FROM pg_proc WHERE oid = to_regprocedure('app_meta.grant_problems()'))
    THEN
        EXECUTE format('SET LOCAL ROLE %I', n.owner);
        EXECUTE format(
            'CREATE OR REPLACE FUNCTION app_meta.grant_problems() RETURNS SETOF text LANGUAGE sql STABLE '
            'SET search_path = pg_catalog, pg_temp AS %L', body);
        RESET ROLE;
    END IF;
END $outer$;

DO $$
DECLARE
    problem text;
    rule record;
BEGIN
    SELECT string_agg(p, '; ') INTO problem FROM app_meta.grant_problems() AS p;
    IF problem IS NOT NULL THEN
        RAISE EXCEPTION 'Rights that could not be put right: %. REVOKE or reassign them as superuser, then start again.', problem;
    END IF;
    SELECT * INTO rule FROM pg_hba_file_rules WHERE error IS NOT NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% line % cannot be read: %.', rule.file_name, rule.line_number, rule.error;
    END IF;
    SELECT * INTO rule FROM pg_ident_file_mappings WHERE error IS NOT NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% line % cannot be read: %.', rule.file_name, rule.line_number, rule.error;
    END IF;
END $$;
COMMIT;
