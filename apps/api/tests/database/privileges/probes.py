"""Objects to try the statements on, made and removed by the admin acting as the owner."""

SETUP = """
CREATE TABLE app.probe (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text NOT NULL);
CREATE INDEX probe_note ON app.probe (note);
CREATE TABLE app.probe_journal (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text);
REVOKE UPDATE, DELETE ON app.probe_journal FROM {rw};
CREATE VIEW app.probe_view AS SELECT id, note FROM app.probe;
CREATE MATERIALIZED VIEW app.probe_matview AS SELECT count(*) AS rows FROM app.probe;
CREATE SEQUENCE app.probe_seq;
CREATE TYPE app.probe_mood AS ENUM ('good', 'bad');
CREATE FUNCTION app.probe_double(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE FUNCTION app.probe_trigger() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN NEW.note := NEW.note; RETURN NEW; END';
CREATE TRIGGER probe_trigger BEFORE UPDATE ON app.probe
    FOR EACH ROW EXECUTE FUNCTION app.probe_trigger();
INSERT INTO app.probe (note) VALUES ('first'), ('second');
INSERT INTO app.probe_journal (note) VALUES ('written once');
"""

TEARDOWN = """
DROP VIEW IF EXISTS app.probe_view;
DROP MATERIALIZED VIEW IF EXISTS app.probe_matview;
DROP TABLE IF EXISTS app.probe, app.probe_journal;
DROP FUNCTION IF EXISTS app.probe_trigger(), app.probe_double(int);
DROP SEQUENCE IF EXISTS app.probe_seq;
DROP TYPE IF EXISTS app.probe_mood;
"""
