"""Asking an image itself whether it can work with the schema that the database has."""

import json
from dataclasses import dataclass

from operating.project import Project
from operating.refusals import RefusedError

_ASK = """
import json, os, sqlalchemy as sa
from app.kernel.migrations import read_schema_state
dsn = open(os.environ["DATABASE_URL_FILE"]).read().strip()
engine = sa.create_engine("postgresql+psycopg://" + dsn.partition("://")[2])
with engine.connect() as connection:
    state = read_schema_state(connection)
told = {"is_usable": state.is_usable, "revision": state.database_revision or "",
        "sentence": state.sentence}
print(json.dumps(told))
"""


@dataclass(frozen=True)
class Schema:
    """What an image thinks of the schema."""

    is_usable: bool
    revision: str
    sentence: str


def read_schema(project: Project) -> Schema:
    """Ask the API's image, on its own login, in a container of its own."""
    known = ["run", "--rm", "--no-deps", "-T", "api", "python", "-c", _ASK]
    said = project.run(*known, failure="The image cannot say whether it knows the schema")
    try:
        return Schema(**json.loads(said.strip().splitlines()[-1]))
    except (IndexError, TypeError, ValueError):
        message = f"The image cannot say whether it knows the schema: {said.strip()}"
        raise RefusedError(message) from None
