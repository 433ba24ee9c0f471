"""What a forecast means in words. Codes are WMO table 4677 as Open-Meteo gives them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

# A forecast that is older is not shown: it was one of another day.
FRESH = timedelta(hours=12)

_WORDS = (
    (0, "clear"),
    (1, "mostly clear"),
    (2, "partly cloudy"),
    (3, "cloudy"),
    (48, "fog"),
    (57, "drizzle"),
    (61, "light rain"),
    (63, "rain"),
    (65, "heavy rain"),
    (67, "freezing rain"),
    (77, "snow"),
    (80, "light showers"),
    (81, "showers"),
    (82, "heavy showers"),
    (86, "snow showers"),
    (99, "thunderstorms"),
)
_HIGHEST_CODE = 99
_COLDEST, _HOTTEST = -90.0, 60.0


class ForecastUnreadableError(ValueError):
    """The provider's answer is no forecast."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """One local day: a WMO code, degrees Celsius, the chance of rain in percent."""

    day: date
    code: int
    highest_celsius: float
    lowest_celsius: float
    rain_percent: int | None


def words_of(code: int) -> str:
    """Return a code in lower-case words."""
    return next((words for highest, words in _WORDS if code <= highest), "unsettled")


def fahrenheit(celsius: float) -> int:
    """Return degrees Fahrenheit, rounded."""
    return round(celsius * 9 / 5 + 32)


def read_forecast(document: Any) -> list[Forecast]:
    """Read the `daily` part of an answer; raises ForecastUnreadableError.

    Days without sound figures are left out.
    """
    try:
        daily = document["daily"]
        rows = list(
            zip(
                daily["time"],
                daily["weather_code"],
                daily["temperature_2m_max"],
                daily["temperature_2m_min"],
                daily.get("precipitation_probability_max") or [None] * len(daily["time"]),
                strict=True,
            )
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        message = "the answer has no daily forecast"
        raise ForecastUnreadableError(message) from None
    return [found for row in rows if (found := _forecast(*row)) is not None]


def _forecast(day: Any, code: Any, highest: Any, lowest: Any, rain: Any) -> Forecast | None:
    try:
        found = Forecast(
            date.fromisoformat(day),
            int(code),
            float(highest),
            float(lowest),
            None if rain is None else int(rain),
        )
    except (TypeError, ValueError, OverflowError):
        return None
    is_sound = (
        0 <= found.code <= _HIGHEST_CODE
        and _COLDEST <= found.lowest_celsius <= found.highest_celsius <= _HOTTEST
        and (found.rain_percent is None or 0 <= found.rain_percent <= 100)  # noqa: PLR2004
    )
    return found if is_sound else None
