"""Every module's tables, imported once; the metadata that Alembic compares with the database."""

import app.events.models  # noqa: F401
from app.kernel.tables import Base

metadata = Base.metadata
