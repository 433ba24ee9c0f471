"""Whether everything in the database belongs to its owner and is open to the right roles only."""

from typing import Final

import sqlalchemy as sa

# Made by the roles step from what it declares, so that this process need not know the roles.
_FUNCTION: Final = "app_meta.grant_problems()"


def grant_problems(connection: sa.Connection) -> list[str]:
    """What is wrong with owners and grants, a few words each; empty when all is as declared.

    Any login may ask: only the catalogue is read.
    """
    exists = connection.scalar(sa.select(sa.func.to_regprocedure(_FUNCTION).is_not(None)))
    if not exists:
        return [f"{_FUNCTION} is missing, so the roles step has never run on this database"]
    return list(connection.scalars(sa.text(f"SELECT * FROM {_FUNCTION}")))  # noqa: S608 a constant
