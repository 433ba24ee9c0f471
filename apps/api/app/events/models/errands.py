"""The table of what the worker is asked to find out; the API itself has no way to the internet."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.tables import Base


class Errand(Base):
    """A question that takes a look at somebody's address, and what was found."""

    __tablename__ = "errand"
    __table_args__ = (
        CheckConstraint("kind in ('find', 'preview', 'dry_run', 'prefill')", name="kind"),
        CheckConstraint("state in ('waiting', 'done', 'failed')", name="state"),
        CheckConstraint("(state = 'failed') = (failure is not null)", name="failure"),
        Index("ix_errand_asked_at", "asked_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=text("gen_random_uuid()"))
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="waiting")
    request: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any] | None]
    failure: Mapped[str | None]
    asked_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    finished_at: Mapped[datetime | None]
