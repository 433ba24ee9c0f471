"""How many feeds are doing how well."""

from collections import Counter
from collections.abc import Mapping
from typing import get_args

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.sources.rules import Health, health
from app.kernel import clock


async def feeds_by_health(session: AsyncSession) -> Mapping[Health, int]:
    """Count the feeds by how they are doing; those that nothing fetches are left out."""
    statement = text(
        """
        SELECT state, trouble_kind, failure_count, last_success_at, interval_minutes
        FROM app.feed WHERE state <> 'removed' AND next_due IS NOT NULL
        ORDER BY id LIMIT 5000
        """
    )
    now = clock.now()
    counted = Counter(
        health(**row._mapping, now=now)  # noqa: SLF001  SQLAlchemy's documented name
        for row in await session.execute(statement)
    )
    found: dict[Health, int] = {each: counted[each] for each in get_args(Health)}
    return found
