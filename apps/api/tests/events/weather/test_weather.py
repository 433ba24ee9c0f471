"""Weather words only where a provider is named, and never old ones."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from app.events.fetching.errors import FetchFailedError
from app.events.weather.rules import ForecastUnreadableError, read_forecast, words_of
from app.events.weather.service import update_forecast
from app.events.weather.settings import WeatherSettings
from app.kernel import clock
from app.kernel.database import Database
from tests.factories.calendars import NEW_YORK
from tests.fakes.feeds import Answer, FakeFetcher

NOW = datetime(2026, 3, 7, 14, 0, tzinfo=UTC)
SETTINGS = WeatherSettings(url="https://weather.example/v1", latitude=27.34, longitude=-82.53)


class AnyAddress(dict[str, Answer]):
    """Answers the same at every address."""

    def get(self, key: str, default: Any = None) -> Any:
        del key, default
        return self["any"]


def forecast(first: date, days: int = 3, **changed: Any) -> dict[str, Any]:
    daily: dict[str, Any] = {
        "time": [str(first + timedelta(days=count)) for count in range(days)],
        "weather_code": [0, 63, 95][:days],
        "temperature_2m_max": [25.4, 22.0, 20.1][:days],
        "temperature_2m_min": [14.6, 15.0, 12.9][:days],
        "precipitation_probability_max": [0, 80, None][:days],
    }
    return {"daily": daily | changed}


async def update(app: FastAPI, answer: Mapping[str, Any] | bytes | FetchFailedError) -> FakeFetcher:
    database: Database = app.state.database
    fetcher = FakeFetcher()
    body = json.dumps(answer).encode() if isinstance(answer, dict) else answer
    fetcher.answers = AnyAddress({"any": body})  # type: ignore[dict-item]
    await update_forecast(database, fetcher, SETTINGS, NEW_YORK)
    return fetcher


async def days(client: httpx2.AsyncClient) -> list[dict[str, Any]]:
    answer = await client.get("/api/weather?start=2026-03-07&end=2026-03-12")
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()
    return found


async def test_days_have_words_and_degrees(app: FastAPI, client: httpx2.AsyncClient) -> None:
    with clock.freeze(NOW):
        fetcher = await update(app, forecast(date(2026, 3, 7)))
        found = await days(client)
    assert [(each["day"], each["words"]) for each in found] == [
        ("2026-03-07", "clear"),
        ("2026-03-08", "rain"),
        ("2026-03-09", "thunderstorms"),
    ]
    assert (found[0]["highest_celsius"], found[0]["highest_fahrenheit"]) == (25, 78)
    assert found[1]["rain_percent"] == 80
    assert "latitude=27.34" in fetcher.asked[0][0]
    assert "timezone=America%2FNew_York" in fetcher.asked[0][0]


async def test_a_forecast_that_grew_old_is_not_shown(
    app: FastAPI, client: httpx2.AsyncClient
) -> None:
    with clock.freeze(NOW):
        await update(app, forecast(date(2026, 3, 7)))
    with clock.freeze(NOW + timedelta(hours=13)):
        await update(app, FetchFailedError("timeout", "It did not answer."))
        assert await days(client) == []


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>", b"[]", b"{}", b'{"daily": null}', b'{"daily": {"time": ["2026-03-07"]}}',
        json.dumps(forecast(date(2026, 3, 7), weather_code=[1])).encode(),
    ],
)  # fmt: skip
async def test_rubbish_changes_nothing(
    app: FastAPI, client: httpx2.AsyncClient, answer: bytes
) -> None:
    with clock.freeze(NOW):
        await update(app, forecast(date(2026, 3, 7)))
        before = await days(client)
        await update(app, answer)
        assert await days(client) == before


def test_days_with_impossible_figures_are_left_out() -> None:
    odd = forecast(date(2026, 3, 7), temperature_2m_max=[900, 20.0, "warm"])
    assert [each.day.day for each in read_forecast(odd)] == [8]
    with pytest.raises(ForecastUnreadableError):
        read_forecast({"daily": {}})


def test_every_code_has_words() -> None:
    assert all(words_of(code) for code in range(120))
    assert words_of(71) == "snow"


async def test_without_a_provider_nobody_is_asked(app: FastAPI) -> None:
    fetcher = FakeFetcher()
    await update_forecast(app.state.database, fetcher, WeatherSettings(), NEW_YORK)
    assert fetcher.asked == []
