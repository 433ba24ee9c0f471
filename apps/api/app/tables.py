"""Every module's tables, imported once, as Alembic compares them with the database."""

import app.events.models  # noqa: F401  registers its tables
from app.kernel.tables import Base

metadata = Base.metadata
