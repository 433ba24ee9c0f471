"""What a database holds, in figures that do not depend on owners, order or settings."""

import json
from typing import Final

from operating.adoption.server import Server

# One row for each table, and one for each sequence; the sum of hashes is the same in any order.
_TABLES: Final = """
SET search_path = pg_catalog;
SET timezone = 'UTC'; SET datestyle = 'ISO'; SET intervalstyle = 'iso_8601';
SET extra_float_digits = 3; SET bytea_output = 'hex';
SELECT format(
    'SELECT json_build_object(''table'', %L, ''rows'', count(*), ''checksum'', '
    'coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text || ''.'' || '
    'coalesce(sum(hashtextextended(t::text, 1)::numeric), 0)::text) FROM ONLY %I.%I AS t',
    n.nspname || '.' || c.relname, n.nspname, c.relname)
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'm') AND n.nspname !~ '^pg_'
  AND n.nspname <> ALL (ARRAY['information_schema', 'app', 'app_meta', 'ext'])
ORDER BY 1 \\gexec
SELECT format(
    'SELECT json_build_object(''table'', %L, ''rows'', 0, ''checksum'', '
    'last_value || ''.'' || is_called) FROM %I.%I',
    n.nspname || '.' || c.relname, n.nspname, c.relname)
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind = 'S' AND n.nspname !~ '^pg_'
  AND n.nspname <> ALL (ARRAY['information_schema', 'app', 'app_meta', 'ext'])
ORDER BY 1 \\gexec
SELECT json_build_object('table', 'large objects', 'rows', count(*), 'checksum',
    coalesce(sum(hashtextextended(encode(lo_get(oid), 'hex'), 0)::numeric), 0)::text)
FROM pg_largeobject_metadata;
"""


def figures(server: Server, *, user: str, database: str) -> dict[str, tuple[int, str]]:
    """Return rows and checksum of each table and sequence, and of all large objects together."""
    rows = server.ask(_TABLES, user=user, database=database).splitlines()
    described = [json.loads(row) for row in rows]
    return {one["table"]: (one["rows"], one["checksum"]) for one in described}
