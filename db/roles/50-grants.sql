-- Grants: to the two groups only, never to PUBLIC or to a login. A group is given what is declared
-- where it has no entry at all, SELECT where it lost that, and what the migrations had left it with;
-- never more, because a table may have been narrowed on purpose (one that is only ever appended to).
BEGIN;

DO $$
DECLARE
    n pg_temp.role_name;
    entry record;
    wanted record;
BEGIN
    SELECT * INTO n FROM pg_temp.role_name;
    FOR entry IN
        SELECT s.nspname, s.nspacl, a.grantee, a.privilege_type
        FROM pg_namespace AS s, aclexplode(coalesce(s.nspacl, acldefault('n', s.nspowner))) AS a
        WHERE s.nspname IN ('app', 'app_meta', 'ext', 'public') AND a.grantee <> s.nspowner
          AND NOT pg_temp.is_stranger(a.grantee)
          AND NOT (a.privilege_type = 'USAGE' AND NOT a.is_grantable AND a.grantee <> 0
                   AND pg_get_userbyid(a.grantee) IN (n.owner, n.rw, n.ro))
    LOOP
        IF entry.nspname <> 'public' THEN
            RAISE WARNING '% had % on schema %: revoked.', pg_temp.grantee_name(entry.grantee),
                entry.privilege_type, entry.nspname;
        END IF;
        EXECUTE format('REVOKE %s ON SCHEMA %I FROM %s CASCADE', entry.privilege_type, entry.nspname,
                       pg_temp.grantee_name(entry.grantee));
    END LOOP;
    FOR wanted IN
        SELECT s.nspname, g.grantee
        FROM pg_namespace AS s, unnest(ARRAY[n.owner, n.rw, n.ro]) AS g (grantee)
        WHERE (s.nspname IN ('app', 'app_meta', 'ext')
               OR (s.nspname = 'public' AND EXISTS (SELECT FROM pg_temp.governed_object WHERE schema = 'public')))
          AND s.nspowner <> to_regrole(quote_ident(g.grantee))
          AND NOT EXISTS (
              SELECT FROM aclexplode(s.nspacl) AS a
              WHERE a.grantee = to_regrole(quote_ident(g.grantee)) AND a.privilege_type = 'USAGE')
    LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', wanted.nspname, wanted.grantee);
    END LOOP;
END $$;

CREATE TEMPORARY VIEW granted AS
SELECT o.schema, o.kind, o.identity, NULL::text AS column_list, a.grantee,
       pg_temp.grantee_name(a.grantee) AS grantee_name, a.privilege_type, a.is_grantable
FROM pg_temp.governed_object AS o,
     aclexplode(coalesce(o.acl, acldefault(CASE o.kind WHEN 'TABLE' THEN 'r' WHEN 'SEQUENCE' THEN 's'
                                                       WHEN 'ROUTINE' THEN 'f' ELSE 'T' END::"char", o.owner))) AS a
WHERE o.kind IS NOT NULL AND a.grantee <> o.owner
UNION ALL
SELECT o.schema, o.kind, o.identity, format('(%I)', c.attname), a.grantee,
       pg_temp.grantee_name(a.grantee), a.privilege_type, a.is_grantable
FROM pg_temp.governed_object AS o
JOIN pg_attribute AS c ON o.kind = 'TABLE' AND c.attrelid = o.objid AND NOT c.attisdropped,
     aclexplode(c.attacl) AS a
WHERE a.grantee <> o.owner;

DO $$
DECLARE
    too_much record;
    missing record;
BEGIN
    FOR too_much IN
        SELECT * FROM pg_temp.granted AS g
        WHERE NOT pg_temp.is_stranger(g.grantee)
          AND (g.is_grantable OR NOT EXISTS (
              SELECT FROM pg_temp.declared_grant AS d
              WHERE d.schema = g.schema AND d.kind = g.kind AND quote_ident(d.grantee) = g.grantee_name
                AND g.privilege_type = ANY (d.privileges)))
        ORDER BY schema, identity, grantee_name, privilege_type
    LOOP
        -- PUBLIC may use every new routine and type until the default privileges below are in force.
        IF too_much.grantee <> 0 OR too_much.kind IN ('TABLE', 'SEQUENCE') THEN
            RAISE WARNING '% had % on %, which nobody declared: revoked.', too_much.grantee_name,
                concat_ws(' ', too_much.privilege_type, too_much.column_list), too_much.identity;
        END IF;
        EXECUTE format('REVOKE %s %s ON %s %s FROM %s CASCADE', too_much.privilege_type,
                       too_much.column_list, too_much.kind, too_much.identity, too_much.grantee_name);
    END LOOP;

    FOR missing IN
        SELECT o.kind, o.identity, d.grantee,
               CASE WHEN has.entry THEN ARRAY['SELECT'] ELSE d.privileges END AS privileges
        FROM pg_temp.governed_object AS o
        JOIN pg_temp.declared_grant AS d ON d.schema = o.schema AND d.kind = o.kind
        CROSS JOIN LATERAL (
            SELECT count(*) > 0 AS entry, count(*) FILTER (WHERE g.privilege_type = 'SELECT') > 0 AS can_select
            FROM pg_temp.granted AS g
            WHERE g.kind = o.kind AND g.identity = o.identity AND g.grantee_name = quote_ident(d.grantee)) AS has
        WHERE NOT has.entry OR (o.kind = 'TABLE' AND NOT has.can_select)
        ORDER BY o.identity, d.grantee
    LOOP
        RAISE NOTICE '% had no % on %: granted.', missing.grantee,
            array_to_string(missing.privileges, ', '), missing.identity;
        EXECUTE format('GRANT %s ON %s %s TO %I', array_to_string(missing.privileges, ', '),
                       missing.kind, missing.identity, missing.grantee);
    END LOOP;
END $$;

-- Migrations write down what they leave each group with, narrowed tables as they narrowed them; what
-- was taken from that by hand is given back. Tables that no migration made are left as they are.
DO $$
DECLARE
    lost record;
BEGIN
    IF to_regclass('app_meta.migrated_grant') IS NULL THEN
        RETURN;
    END IF;
    FOR lost IN EXECUTE
        'SELECT g.grantee, g.relation, string_agg(p, '', '' ORDER BY p) AS privileges
         FROM app_meta.migrated_grant AS g
         JOIN pg_temp.declared_grant AS d ON d.schema = ''app'' AND d.kind = ''TABLE'' AND d.grantee = g.grantee
         CROSS JOIN unnest(g.privileges) AS p
         WHERE to_regclass(g.relation) IS NOT NULL AND p = ANY (d.privileges)
           AND NOT has_table_privilege(g.grantee, g.relation, p)
         GROUP BY g.grantee, g.relation ORDER BY 1, 2'
    LOOP
        RAISE WARNING '% lacked % on %, which the migrations had left to it: granted.',
            lost.grantee, lost.privileges, lost.relation;
        -- The relation is stored as quoted SQL, format('%I.%I').
        EXECUTE format('GRANT %s ON %s TO %I', lost.privileges, lost.relation, lost.grantee);
    END LOOP;
END $$;

-- What new objects of the owner are given at birth. Taking a built-in right of PUBLIC away works
-- only in the global form, the one without IN SCHEMA.
DO $$
DECLARE
    n pg_temp.role_name;
    actual record;
    wanted record;
BEGIN
    SELECT * INTO n FROM pg_temp.role_name;
    FOR actual IN
        SELECT d.defaclrole::regrole AS role, s.nspname, a.privilege_type,
               pg_temp.grantee_name(a.grantee) AS grantee,
               CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'ROUTINES'
                                    WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END AS kind
        FROM pg_default_acl AS d
        LEFT JOIN pg_namespace AS s ON s.oid = d.defaclnamespace
        CROSS JOIN aclexplode(d.defaclacl) AS a
        WHERE NOT (s.oid IS NULL AND a.grantee = d.defaclrole)
          -- The built-in right of PUBLIC shows up in other roles' entries without anyone's doing.
          AND NOT (s.oid IS NULL AND a.grantee = 0 AND d.defaclobjtype IN ('f', 'T')
                   AND d.defaclrole <> to_regrole(quote_ident(n.owner)))
          AND NOT EXISTS (
              SELECT FROM pg_temp.declared_grant AS g
              WHERE d.defaclrole = to_regrole(quote_ident(n.owner)) AND NOT a.is_grantable
                AND g.schema = s.nspname AND s.nspname <> 'public'
                AND g.kind || 'S' = CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES'
                                                         WHEN 'f' THEN 'ROUTINES' WHEN 'T' THEN 'TYPES' END
                AND a.grantee = to_regrole(quote_ident(g.grantee))
                AND a.privilege_type = ANY (g.privileges))
    LOOP
        IF actual.grantee <> 'PUBLIC' THEN
            RAISE WARNING 'New % of % were to give % to %, which nobody declared: revoked.',
                lower(actual.kind), actual.role, actual.privilege_type, actual.grantee;
        END IF;
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %s %s REVOKE %s ON %s FROM %s', actual.role,
                       'IN SCHEMA ' || quote_ident(actual.nspname), actual.privilege_type, actual.kind, actual.grantee);
    END LOOP;

    FOR wanted IN VALUES ('ROUTINES', 'f'), ('TYPES', 'T') LOOP
        IF NOT EXISTS (
            SELECT FROM pg_default_acl
            WHERE defaclrole = to_regrole(quote_ident(n.owner)) AND defaclnamespace = 0
              AND defaclobjtype = wanted.column2::"char")
        THEN
            EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I REVOKE ALL ON %s FROM PUBLIC',
                           n.owner, wanted.column1);
        END IF;
    END LOOP;

    FOR wanted IN
        SELECT g.* FROM pg_temp.declared_grant AS g
        WHERE g.schema <> 'public' AND NOT EXISTS (
            SELECT FROM pg_default_acl AS d, aclexplode(d.defaclacl) AS a
            WHERE d.defaclrole = to_regrole(quote_ident(n.owner))
              AND d.defaclnamespace = to_regnamespace(g.schema)
              AND d.defaclobjtype = CASE g.kind WHEN 'TABLE' THEN 'r' WHEN 'SEQUENCE' THEN 'S'
                                                WHEN 'ROUTINE' THEN 'f' ELSE 'T' END::"char"
              AND a.grantee = to_regrole(quote_ident(g.grantee))
            HAVING array_agg(a.privilege_type::text) @> g.privileges)
    LOOP
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT %s ON %sS TO %I', n.owner,
                       wanted.schema, array_to_string(wanted.privileges, ', '), wanted.kind, wanted.grantee);
    END LOOP;
END $$;

-- Which installation this is, so that a backup or a volume can be told from another's. Made by the
-- owner, so that the default privileges above apply.
DO $$
BEGIN
    IF to_regclass('app_meta.stack_id') IS NULL THEN
        EXECUTE format('SET LOCAL ROLE %I', (SELECT owner FROM pg_temp.role_name));
        CREATE TABLE app_meta.stack_id (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            created_at timestamptz NOT NULL DEFAULT now(),
            is_the_only_one boolean NOT NULL DEFAULT true UNIQUE CHECK (is_the_only_one)
        );
        INSERT INTO app_meta.stack_id DEFAULT VALUES;
        RESET ROLE;
    END IF;
END $$;
COMMIT;
