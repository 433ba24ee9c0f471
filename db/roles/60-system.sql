-- What PostgreSQL lets everyone do and nobody here needs, and what was granted by hand on the
-- system's own objects.
BEGIN;

DO $$
DECLARE
    routine regprocedure;
BEGIN
    -- Large objects, messages into the log of changes, and ending the sessions of one's own role.
    FOR routine IN
        SELECT p.oid FROM pg_proc AS p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a
        WHERE p.pronamespace = 'pg_catalog'::regnamespace AND a.grantee = 0
          AND (p.proname LIKE 'lo\_%' OR p.proname IN ('loread', 'lowrite', 'pg_logical_emit_message',
                                                       'pg_cancel_backend', 'pg_terminate_backend'))
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', routine);
    END LOOP;
END $$;

-- Without a language there are no DO blocks; the owner writes trigger functions in migrations.
DO $$
DECLARE
    owner_name text := (SELECT owner FROM pg_temp.role_name);
    entry record;
BEGIN
    FOR entry IN
        SELECT DISTINCT a.grantee
        FROM pg_language AS l, aclexplode(coalesce(l.lanacl, acldefault('l', l.lanowner))) AS a
        WHERE l.lanname = 'plpgsql' AND a.grantee NOT IN (l.lanowner, to_regrole(quote_ident(owner_name)))
          AND NOT pg_temp.is_stranger(a.grantee)
    LOOP
        EXECUTE format('REVOKE ALL ON LANGUAGE plpgsql FROM %s CASCADE', pg_temp.grantee_name(entry.grantee));
    END LOOP;
    IF NOT has_language_privilege(owner_name, 'plpgsql', 'USAGE') THEN
        EXECUTE format('GRANT USAGE ON LANGUAGE plpgsql TO %I', owner_name);
    END IF;
END $$;

-- pg_init_privs remembers what PostgreSQL itself granted on its own tables and functions.
DO $$
DECLARE
    entry record;
BEGIN
    FOR entry IN
        SELECT DISTINCT o.kind, o.identity, a.privilege_type, pg_temp.grantee_name(a.grantee) AS grantee
        FROM (
            SELECT 'TABLE' AS kind, 'pg_class'::regclass AS classid, oid, oid::regclass::text AS identity,
                   relacl AS acl, relowner AS owner
            FROM pg_class WHERE relnamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
            UNION ALL
            SELECT 'ROUTINE', 'pg_proc'::regclass, oid, oid::regprocedure::text, proacl, proowner
            FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace
        ) AS o
        LEFT JOIN pg_init_privs AS i ON i.classoid = o.classid AND i.objoid = o.oid AND i.objsubid = 0
        CROSS JOIN aclexplode(o.acl) AS a
        WHERE a.grantee <> o.owner AND NOT pg_temp.is_stranger(a.grantee)
          AND pg_temp.grantee_name(a.grantee) NOT LIKE 'pg\_%'
          AND NOT (a.grantee = 0 AND i.initprivs IS NULL)
          AND NOT EXISTS (
              SELECT FROM aclexplode(i.initprivs) AS own
              WHERE own.grantee = a.grantee AND own.privilege_type = a.privilege_type)
          AND NOT EXISTS (
              SELECT FROM pg_temp.declared_execute AS d
              WHERE o.kind = 'ROUTINE' AND d.routine = o.oid AND NOT a.is_grantable
                AND d.grantee = pg_get_userbyid(a.grantee))
    LOOP
        RAISE WARNING '% had % on %, which nobody declared: revoked.', entry.grantee,
            entry.privilege_type, entry.identity;
        EXECUTE format('REVOKE %s ON %s %s FROM %s CASCADE', entry.privilege_type, entry.kind,
                       entry.identity, entry.grantee);
    END LOOP;
    FOR entry IN
        SELECT d.routine, d.grantee FROM pg_temp.declared_execute AS d
        WHERE NOT EXISTS (
            SELECT FROM pg_proc AS p, aclexplode(p.proacl) AS a
            WHERE p.oid = d.routine AND a.grantee = to_regrole(quote_ident(d.grantee)))
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', entry.routine, entry.grantee);
    END LOOP;
    FOR entry IN
        SELECT DISTINCT p.parname, pg_temp.grantee_name(a.grantee) AS grantee
        FROM pg_parameter_acl AS p, aclexplode(p.paracl) AS a
        WHERE a.grantee = 0 OR pg_get_userbyid(a.grantee) IN (SELECT name FROM pg_temp.declared_role)
    LOOP
        RAISE WARNING '% might set %, which nobody declared: revoked.', entry.grantee, entry.parname;
        EXECUTE format('REVOKE ALL ON PARAMETER %s FROM %s CASCADE', entry.parname, entry.grantee);
    END LOOP;
    FOR entry IN
        SELECT DISTINCT t.spcname, pg_temp.grantee_name(a.grantee) AS grantee
        FROM pg_tablespace AS t, aclexplode(t.spcacl) AS a
        WHERE a.grantee = 0 OR pg_get_userbyid(a.grantee) IN (SELECT name FROM pg_temp.declared_role)
    LOOP
        RAISE WARNING '% might fill tablespace %, which nobody declared: revoked.', entry.grantee, entry.spcname;
        EXECUTE format('REVOKE ALL ON TABLESPACE %I FROM %s CASCADE', entry.spcname, entry.grantee);
    END LOOP;
    FOR entry IN
        SELECT m.oid, pg_temp.grantee_name(a.grantee) AS grantee
        FROM pg_largeobject_metadata AS m, aclexplode(m.lomacl) AS a WHERE a.grantee <> m.lomowner
    LOOP
        RAISE WARNING '% had a right on large object %, which nobody declared: revoked.', entry.grantee, entry.oid;
        EXECUTE format('REVOKE ALL ON LARGE OBJECT %s FROM %s CASCADE', entry.oid, entry.grantee);
    END LOOP;
END $$;
COMMIT;
