"""Statements about the forecast."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from app.events.models import WeatherDay
from app.events.weather.rules import Forecast


async def replace(
    session: AsyncSession, forecasts: Sequence[Forecast], fetched_at: datetime
) -> None:
    """Store what the weather is going to be; days that are over are forgotten."""
    if not forecasts:
        return
    await session.execute(
        delete(WeatherDay).where(WeatherDay.day < min(each.day for each in forecasts))
    )
    statement = upsert(WeatherDay)
    names = ("code", "highest_celsius", "lowest_celsius", "rain_percent", "fetched_at")
    statement = statement.on_conflict_do_update(
        index_elements=[WeatherDay.day], set_={name: statement.excluded[name] for name in names}
    )
    rows = [
        {
            "day": each.day,
            "code": each.code,
            "highest_celsius": each.highest_celsius,
            "lowest_celsius": each.lowest_celsius,
            "rain_percent": each.rain_percent,
            "fetched_at": fetched_at,
        }
        for each in forecasts
    ]
    await session.execute(statement, rows)


async def fresh_days(
    session: AsyncSession, first: date, last: date, fetched_since: datetime
) -> Sequence[WeatherDay]:
    """Return what is known of the days, both inclusive, if it was said lately."""
    statement = (
        select(WeatherDay)
        .where(WeatherDay.day.between(first, last), WeatherDay.fetched_at >= fetched_since)
        .order_by(WeatherDay.day)
    )
    return (await session.execute(statement)).scalars().all()
