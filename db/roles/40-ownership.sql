-- Schemas and extensions, and the owner of everything in them. What an older installation left in
-- `public` is adopted where it lies: re-owned one by one, because objects of the first superuser
-- cannot be reassigned as a whole.
BEGIN;
-- Changing an owner waits for running queries, and everything else would wait behind it.
SET LOCAL lock_timeout = '10s';

DO $$
DECLARE
    n pg_temp.role_name;
    wanted record;
BEGIN
    SELECT * INTO n FROM pg_temp.role_name;
    FOR wanted IN VALUES ('app', n.owner), ('app_meta', n.owner), ('ext', n.superuser) LOOP
        IF to_regnamespace(wanted.column1) IS NULL THEN
            EXECUTE format('CREATE SCHEMA %I AUTHORIZATION %I', wanted.column1, wanted.column2);
        ELSIF (SELECT nspowner FROM pg_namespace WHERE nspname = wanted.column1)
              <> to_regrole(quote_ident(wanted.column2)) THEN
            RAISE WARNING 'Schema % belonged to someone else: given back to %.', wanted.column1, wanted.column2;
            EXECUTE format('ALTER SCHEMA %I OWNER TO %I', wanted.column1, wanted.column2);
        END IF;
    END LOOP;
    -- pg_database_owner, its owner since 15, stands for the owner of the database: the superuser.
    IF (SELECT nspowner FROM pg_namespace WHERE nspname = 'public')
       NOT IN (SELECT oid FROM pg_roles WHERE rolsuper OR rolname = 'pg_database_owner') THEN
        RAISE WARNING 'Schema public belonged to someone else: given back.';
        ALTER SCHEMA public OWNER TO pg_database_owner;
    END IF;
END $$;

DO $$
DECLARE
    extension record;
BEGIN
    FOR extension IN
        SELECT wanted, e.extname IS NOT NULL AS exists, e.extnamespace,
               e.extversion IS DISTINCT FROM a.default_version AS is_outdated
        FROM unnest(ARRAY['pg_trgm', 'unaccent', 'btree_gist']) AS wanted
        LEFT JOIN pg_extension AS e ON e.extname = wanted
        LEFT JOIN pg_available_extensions AS a ON a.name = wanted
    LOOP
        IF NOT extension.exists THEN
            EXECUTE format('CREATE EXTENSION %I SCHEMA ext', extension.wanted);
            CONTINUE;
        END IF;
        IF extension.extnamespace <> 'ext'::regnamespace THEN
            RAISE NOTICE 'Extension % moved to the schema ext.', extension.wanted;
            EXECUTE format('ALTER EXTENSION %I SET SCHEMA ext', extension.wanted);
        END IF;
        IF extension.is_outdated THEN
            EXECUTE format('ALTER EXTENSION %I UPDATE', extension.wanted);
        END IF;
    END LOOP;
END $$;

-- Everything in our schemas that has an owner of its own. Left out: members of extensions, and
-- what follows another object (row and array types, sequences of serial columns, indexes, toast).
CREATE TEMPORARY VIEW governed_object AS
WITH candidate AS (
    SELECT 'pg_class'::regclass AS classid, oid AS objid, relnamespace AS namespace, relowner AS owner,
           relacl AS acl, CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind
    FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    UNION ALL
    SELECT 'pg_proc'::regclass, oid, pronamespace, proowner, proacl, 'ROUTINE' FROM pg_proc
    UNION ALL
    SELECT 'pg_type'::regclass, t.oid, typnamespace, typowner, typacl, 'TYPE'
    FROM pg_type AS t LEFT JOIN pg_class AS c ON c.oid = t.typrelid
    WHERE typtype IN ('d', 'e', 'r') OR c.relkind = 'c'
    UNION ALL SELECT 'pg_collation'::regclass, oid, collnamespace, collowner, NULL, NULL FROM pg_collation
    UNION ALL SELECT 'pg_conversion'::regclass, oid, connamespace, conowner, NULL, NULL FROM pg_conversion
    UNION ALL SELECT 'pg_operator'::regclass, oid, oprnamespace, oprowner, NULL, NULL FROM pg_operator
    UNION ALL SELECT 'pg_opclass'::regclass, oid, opcnamespace, opcowner, NULL, NULL FROM pg_opclass
    UNION ALL SELECT 'pg_opfamily'::regclass, oid, opfnamespace, opfowner, NULL, NULL FROM pg_opfamily
    UNION ALL SELECT 'pg_ts_config'::regclass, oid, cfgnamespace, cfgowner, NULL, NULL FROM pg_ts_config
    UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictnamespace, dictowner, NULL, NULL FROM pg_ts_dict
    UNION ALL
    SELECT 'pg_statistic_ext'::regclass, oid, stxnamespace, stxowner, NULL, NULL FROM pg_statistic_ext
)
SELECT candidate.*, n.nspname AS schema, named.type, named.identity,
       linked.refobjid IS NOT NULL AS follows_a_column
FROM candidate
JOIN pg_namespace AS n ON n.oid = candidate.namespace AND n.nspname IN ('app', 'app_meta', 'public')
CROSS JOIN LATERAL pg_identify_object(candidate.classid, candidate.objid, 0) AS named
LEFT JOIN pg_depend AS linked ON linked.classid = candidate.classid AND linked.objid = candidate.objid
    AND candidate.kind = 'SEQUENCE' AND linked.refclassid = 'pg_class'::regclass
    AND linked.refobjsubid > 0 AND linked.deptype IN ('a', 'i')
WHERE NOT EXISTS (
    SELECT FROM pg_depend AS e
    WHERE e.classid = candidate.classid AND e.objid = candidate.objid AND e.deptype = 'e');

DO $$
DECLARE
    owner_name text := (SELECT owner FROM pg_temp.role_name);
    object record;
BEGIN
    FOR object IN
        SELECT * FROM pg_temp.governed_object
        WHERE owner <> to_regrole(quote_ident(owner_name)) AND NOT follows_a_column
        ORDER BY schema, type, identity
    LOOP
        RAISE NOTICE '% % belonged to %: given to %.', object.type, object.identity,
            pg_get_userbyid(object.owner), owner_name;
        EXECUTE format('ALTER %s %s OWNER TO %I',
                       CASE object.type WHEN 'statistics object' THEN 'STATISTICS' ELSE object.type END,
                       object.identity, owner_name);
    END LOOP;
    FOR object IN
        SELECT oid, lomowner FROM pg_largeobject_metadata WHERE lomowner <> to_regrole(quote_ident(owner_name))
    LOOP
        RAISE NOTICE 'Large object % belonged to %: given to %.', object.oid,
            pg_get_userbyid(object.lomowner), owner_name;
        EXECUTE format('ALTER LARGE OBJECT %s OWNER TO %I', object.oid, owner_name);
    END LOOP;
END $$;
COMMIT;
