"""Every module's tables, imported once, as Alembic compares them with the database."""

import app.events.models
import app.identity.models
import app.ops.models  # noqa: F401  all register their tables
from app.kernel.tables import Base

metadata = Base.metadata
