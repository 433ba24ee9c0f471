"""Asks the provider now and then, never more than it takes."""

import json
import logging
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from app.events.fetching.errors import FetchFailedError
from app.events.fetching.records import Fetching
from app.events.weather import repository
from app.events.weather.rules import ForecastUnreadableError, read_forecast
from app.events.weather.settings import WeatherSettings
from app.kernel import clock
from app.kernel.database import Database

DAYS = 10
_DAILY = "weather_code,temperature_2m_max,temperature_2m_min,precipitation_probability_max"

logger = logging.getLogger(__name__)


async def update_forecast(
    database: Database, fetcher: Fetching, settings: WeatherSettings, zone: ZoneInfo
) -> None:
    """Fetch and store the forecast; where that fails, the last one is shown until it is old."""
    if settings.url is None:
        return
    query = urlencode(
        {
            "latitude": settings.latitude,
            "longitude": settings.longitude,
            "daily": _DAILY,
            "forecast_days": DAYS,
            "timezone": zone.key,
        }
    )
    separator = "&" if "?" in settings.url else "?"
    try:
        answer = await fetcher.fetch(f"{settings.url}{separator}{query}", accept="application/json")
        forecasts = read_forecast(json.loads(answer.body))
    except (FetchFailedError, ForecastUnreadableError, ValueError) as failure:
        logger.warning("The weather cannot be told: %s", failure)
        return
    today = clock.now().astimezone(zone).date()
    async with database.sessions.begin() as session:
        coming = [each for each in forecasts if 0 <= (each.day - today).days < DAYS]
        await repository.replace(session, coming, clock.now())
