-- Who may connect where, and the limits of each login. Nobody reaches a database through PUBLIC.
BEGIN;

DO $$
DECLARE
    n pg_temp.role_name;
    db record;
    entry record;
BEGIN
    SELECT * INTO n FROM pg_temp.role_name;
    FOR db IN
        SELECT datname, datdba, datacl FROM pg_database
        WHERE datname IN (current_database(), 'postgres') AND datdba <> to_regrole(quote_ident(n.superuser))
          AND NOT EXISTS (SELECT FROM pg_roles WHERE oid = datdba AND rolsuper)
    LOOP
        RAISE WARNING 'Database % belonged to %: given back to %.', db.datname,
            pg_get_userbyid(db.datdba), n.superuser;
        EXECUTE format('ALTER DATABASE %I OWNER TO %I', db.datname, n.superuser);
    END LOOP;

    FOR db IN SELECT datname, datdba, datacl FROM pg_database ORDER BY datname LOOP
        FOR entry IN
            SELECT DISTINCT grantee
            FROM aclexplode(coalesce(db.datacl, acldefault('d', db.datdba)))
            WHERE grantee <> db.datdba
              AND (grantee = 0 OR NOT pg_temp.is_stranger(grantee))
              AND NOT (privilege_type = 'CONNECT' AND NOT is_grantable AND (
                  (db.datname = current_database()
                   AND pg_get_userbyid(grantee) IN (SELECT name FROM pg_temp.declared_role WHERE may_log_in))
                  OR (db.datname = 'postgres' AND pg_get_userbyid(grantee) = n.admin)))
        LOOP
            IF db.datacl IS NOT NULL AND entry.grantee <> 0 THEN
                RAISE WARNING '% had a grant on database % that nobody declared: revoked.',
                    pg_temp.grantee_name(entry.grantee), db.datname;
            END IF;
            EXECUTE format('REVOKE ALL ON DATABASE %I FROM %s CASCADE', db.datname,
                           pg_temp.grantee_name(entry.grantee));
        END LOOP;
    END LOOP;

    FOR entry IN
        SELECT name AS login, current_database() AS datname FROM pg_temp.declared_role WHERE may_log_in
        UNION ALL SELECT n.admin, 'postgres'
    LOOP
        IF NOT EXISTS (
            SELECT FROM pg_database AS d, aclexplode(d.datacl)
            WHERE d.datname = entry.datname AND grantee = to_regrole(quote_ident(entry.login))
              AND privilege_type = 'CONNECT')
        THEN
            EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', entry.datname, entry.login);
        END IF;
    END LOOP;
END $$;

-- RESET ALL and RESET ALL IN DATABASE clear different settings; both are compared.
DO $$
DECLARE
    role record;
    setting pg_temp.declared_setting;
    wanted text[];
    actual record;
    is_as_wanted boolean;
BEGIN
    FOR role IN SELECT r.oid, r.rolname FROM pg_roles AS r JOIN pg_temp.declared_role ON name = r.rolname LOOP
        SELECT coalesce(array_agg(name || '=' || value ORDER BY name), '{}') INTO wanted
        FROM pg_temp.declared_setting WHERE declared_setting.role = role.rolname;
        is_as_wanted := wanted = '{}';
        FOR actual IN
            SELECT d.datname, s.setdatabase,
                   (SELECT array_agg(c ORDER BY split_part(c, '=', 1)) FROM unnest(s.setconfig) AS c) AS config
            FROM pg_db_role_setting AS s LEFT JOIN pg_database AS d ON d.oid = s.setdatabase
            WHERE s.setrole = role.oid
        LOOP
            IF actual.datname = current_database() AND actual.config = wanted THEN
                is_as_wanted := true;
                CONTINUE;
            END IF;
            RAISE WARNING 'Role % had settings that nobody declared (%): put right.', role.rolname,
                array_to_string(actual.config, ', ');
            IF actual.setdatabase = 0 THEN
                EXECUTE format('ALTER ROLE %I RESET ALL', role.rolname);
            ELSE
                EXECUTE format('ALTER ROLE %I IN DATABASE %I RESET ALL', role.rolname, actual.datname);
            END IF;
        END LOOP;
        CONTINUE WHEN is_as_wanted;
        FOR setting IN SELECT * FROM pg_temp.declared_setting AS s WHERE s.role = role.rolname LOOP
            -- A list of schemas is written as a list; quoted as one word it would be one schema.
            EXECUTE format('ALTER ROLE %I IN DATABASE %I SET %I = %s', role.rolname, current_database(),
                           setting.name, CASE WHEN setting.name = 'search_path' THEN setting.value
                                              ELSE quote_literal(setting.value) END);
        END LOOP;
    END LOOP;
END $$;
COMMIT;
