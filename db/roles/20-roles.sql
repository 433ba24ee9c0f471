-- Roles, their attributes, passwords and memberships. Refuses what it cannot judge (a login or a
-- superuser that nobody declared); puts right, and says, what was changed by hand.
BEGIN;

DO $$
DECLARE
    n pg_temp.role_name;
    stranger record;
BEGIN
    SELECT * INTO n FROM pg_temp.role_name;
    IF current_setting('server_version_num')::integer < 160000 THEN
        RAISE EXCEPTION 'PostgreSQL 16 or newer is needed, and this is %.',
            current_setting('server_version');
    END IF;
    IF session_user <> n.superuser OR NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) THEN
        RAISE EXCEPTION 'The roles are made by the superuser % (POSTGRES_USER), not by %.',
            n.superuser, session_user;
    END IF;
    IF EXISTS (SELECT FROM pg_temp.declared_role WHERE name = n.superuser) THEN
        RAISE EXCEPTION 'POSTGRES_USER (%) must differ from every other role of the database.', n.superuser;
    END IF;
    SELECT rolname, rolsuper INTO stranger FROM pg_roles
    WHERE (rolsuper OR rolcanlogin OR rolreplication)
      AND rolname <> n.superuser
      AND rolname NOT IN (SELECT name FROM pg_temp.declared_role)
    ORDER BY rolsuper DESC, rolname LIMIT 1;
    IF FOUND AND stranger.rolsuper THEN
        RAISE EXCEPTION 'Role "%" is a superuser that nobody declared: take that away (ALTER ROLE % NOSUPERUSER NOLOGIN) or drop it, then start again.',
            stranger.rolname, quote_ident(stranger.rolname);
    ELSIF FOUND THEN
        RAISE EXCEPTION 'Role "%" can log in and nobody declared it: take that away (ALTER ROLE % NOLOGIN NOREPLICATION) or drop it, then start again.',
            stranger.rolname, quote_ident(stranger.rolname);
    END IF;
END $$;

DO $$
DECLARE
    wanted pg_temp.declared_role;
    actual pg_authid;
    is_new boolean;
    too_much text;
BEGIN
    FOR wanted IN SELECT * FROM pg_temp.declared_role ORDER BY name LOOP
        IF wanted.verifier !~ '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/]+=*\$[A-Za-z0-9+/]+=*:[A-Za-z0-9+/]+=*$' THEN
            RAISE EXCEPTION 'What was given for % is no SCRAM verifier.', wanted.name;
        END IF;
        SELECT * INTO actual FROM pg_authid WHERE rolname = wanted.name;
        is_new := NOT FOUND;
        IF is_new THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted.name);
            SELECT * INTO actual FROM pg_authid WHERE rolname = wanted.name;
        END IF;

        SELECT string_agg(attribute, ', ') INTO too_much
        FROM (VALUES ('SUPERUSER', actual.rolsuper), ('CREATEDB', actual.rolcreatedb),
                     ('CREATEROLE', actual.rolcreaterole), ('REPLICATION', actual.rolreplication),
                     ('BYPASSRLS', actual.rolbypassrls),
                     ('VALID UNTIL', actual.rolvaliduntil < 'infinity')) AS a (attribute, has)
        WHERE has;
        IF too_much IS NOT NULL THEN
            RAISE WARNING 'Role % had %: put right.', wanted.name, too_much;
            EXECUTE format('ALTER ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS VALID UNTIL ''infinity''',
                           wanted.name);
        END IF;
        IF actual.rolinherit <> wanted.does_inherit OR actual.rolconnlimit <> wanted.connection_limit THEN
            IF NOT is_new THEN
                RAISE NOTICE 'Role % had % and a limit of % connections: put right.', wanted.name,
                    CASE WHEN actual.rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END, actual.rolconnlimit;
            END IF;
            EXECUTE format('ALTER ROLE %I %s CONNECTION LIMIT %s', wanted.name,
                           CASE WHEN wanted.does_inherit THEN 'INHERIT' ELSE 'NOINHERIT' END,
                           wanted.connection_limit);
        END IF;

        IF wanted.verifier IS NULL AND wanted.is_let_in_by_peer THEN
            IF actual.rolpassword IS NOT NULL OR NOT actual.rolcanlogin THEN
                EXECUTE format('ALTER ROLE %I LOGIN PASSWORD NULL', wanted.name);
            END IF;
        ELSIF wanted.verifier IS NULL AND (actual.rolcanlogin OR actual.rolpassword IS NOT NULL) THEN
            RAISE WARNING 'Role % has no secret: it can no longer log in.', wanted.name;
            EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', wanted.name);
            PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = wanted.name;
        ELSIF wanted.verifier IS NOT NULL
              AND (NOT actual.rolcanlogin OR actual.rolpassword IS DISTINCT FROM wanted.verifier) THEN
            EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L', wanted.name, wanted.verifier);
            IF is_new AND wanted.name = (SELECT app FROM pg_temp.role_name) THEN
                RAISE NOTICE 'Limited app user ''%'' created successfully', wanted.name;
            ELSIF is_new THEN
                RAISE NOTICE 'Role % created.', wanted.name;
            ELSE
                RAISE NOTICE 'Role % has a new password.', wanted.name;
            END IF;
        END IF;
    END LOOP;
END $$;

-- The superuser's password, where one is given, is for GUI tools in development.
DO $$
DECLARE
    wanted text := nullif(current_setting('srq.superuser_verifier', true), '');
    name text := current_setting('srq.superuser');
BEGIN
    IF wanted IS NOT NULL
       AND wanted IS DISTINCT FROM (SELECT rolpassword FROM pg_authid WHERE rolname = name) THEN
        IF wanted NOT LIKE 'SCRAM-SHA-256$%' THEN
            RAISE EXCEPTION 'What was given for % is no SCRAM verifier.', name;
        END IF;
        EXECUTE format('ALTER ROLE %I PASSWORD %L', name, wanted);
    END IF;
END $$;

-- Memberships: exactly the declared ones, with the declared options and no other grantor.
DO $$
DECLARE
    actual record;
    missing pg_temp.declared_membership;
BEGIN
    FOR actual IN
        SELECT role.rolname AS role, member.rolname AS member, grantor.rolname AS grantor
        FROM pg_auth_members AS m
        JOIN pg_roles AS role ON role.oid = m.roleid
        JOIN pg_roles AS member ON member.oid = m.member
        JOIN pg_roles AS grantor ON grantor.oid = m.grantor
        WHERE (role.rolname IN (SELECT name FROM pg_temp.declared_role)
               OR member.rolname IN (SELECT name FROM pg_temp.declared_role))
          AND NOT EXISTS (
              SELECT FROM pg_temp.declared_membership AS d
              WHERE d.role = role.rolname AND d.member = member.rolname
                AND d.does_inherit = m.inherit_option AND d.can_set = m.set_option
                AND NOT m.admin_option AND grantor.rolsuper)
        ORDER BY 1, 2, 3
    LOOP
        RAISE WARNING 'Role % was a member of % in a way that nobody declared: revoked.',
            actual.member, actual.role;
        EXECUTE format('REVOKE %I FROM %I GRANTED BY %I CASCADE', actual.role, actual.member, actual.grantor);
    END LOOP;
    FOR missing IN
        SELECT d.* FROM pg_temp.declared_membership AS d
        WHERE NOT EXISTS (
            SELECT FROM pg_auth_members AS m
            WHERE m.roleid = to_regrole(quote_ident(d.role)) AND m.member = to_regrole(quote_ident(d.member)))
        ORDER BY d.role, d.member
    LOOP
        EXECUTE format('GRANT %I TO %I WITH INHERIT %s, SET %s, ADMIN FALSE',
                       missing.role, missing.member, missing.does_inherit::text, missing.can_set::text);
    END LOOP;
END $$;
COMMIT;
