"""The queue's schema: the package's own, whole, and ours to use without owning it."""

import psycopg
from alembic.script import ScriptDirectory

from embedded_postgres import Dsns, EmbeddedPostgres, provision
from tests.database.conftest import API_ROOT, PASSWORDS, alembic, queue_migrations

OBJECTS = """
SELECT relname FROM pg_class WHERE relname LIKE '%procrastinate%'
UNION ALL SELECT proname FROM pg_proc WHERE proname LIKE '%procrastinate%'
UNION ALL SELECT typname FROM pg_type WHERE typname LIKE '%procrastinate%'
"""


def test_our_migrations_apply_exactly_what_the_package_ships() -> None:
    scripts = ScriptDirectory(str(API_ROOT / "alembic"))
    applied = [
        name
        for script in reversed(list(scripts.walk_revisions()))
        for name in getattr(script.module, "QUEUE_MIGRATIONS", ())
    ]
    assert applied == list(queue_migrations()), (
        "This release of procrastinate has other migrations: write one of ours that names the "
        "new ones in QUEUE_MIGRATIONS, as 20261125_1000_queue.py does."
    )


def test_everything_lies_in_the_schema_of_the_app(dsns: Dsns) -> None:
    with psycopg.connect(dsns.superuser) as superuser:
        schemas = superuser.execute(
            "SELECT DISTINCT relnamespace::regnamespace::text FROM pg_class"
            " WHERE relname LIKE '%procrastinate%' UNION"
            " SELECT DISTINCT pronamespace::regnamespace::text FROM pg_proc"
            " WHERE proname LIKE '%procrastinate%'"
        ).fetchall()
    assert schemas == [("app",)]


def test_a_step_back_leaves_nothing_of_it_and_a_step_forward_brings_it_back(
    bare_server: EmbeddedPostgres,
) -> None:
    dsns = provision(bare_server, PASSWORDS)
    before, queue = "20261121_1200", "20261125_1000"
    assert alembic("upgrade", queue, DATABASE_URL_ADMIN=dsns.admin).returncode == 0
    with psycopg.connect(dsns.superuser, autocommit=True) as superuser:
        there = superuser.execute(OBJECTS).fetchall()
        back = alembic("downgrade", before, DATABASE_URL_ADMIN=dsns.admin)
        assert back.returncode == 0, back.stderr
        assert superuser.execute(OBJECTS).fetchall() == []
        forward = alembic("upgrade", queue, DATABASE_URL_ADMIN=dsns.admin)
        assert forward.returncode == 0, forward.stderr
        assert sorted(superuser.execute(OBJECTS).fetchall()) == sorted(there)
