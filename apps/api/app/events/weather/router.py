"""HTTP out of the weather."""

import json
from datetime import date, timedelta

from fastapi import APIRouter, Response
from pydantic import BaseModel

from app.events.errors import InvalidDayError
from app.events.parameters import parse_days
from app.events.weather import repository
from app.events.weather.rules import FRESH, fahrenheit, words_of
from app.http.cached import PublicJSON
from app.http.problems import describe
from app.http.session import PublicReadingSessionDep
from app.kernel import clock

router = APIRouter(prefix="/api", tags=["events"])

LIFETIME = timedelta(minutes=10)


class WeatherOut(BaseModel):
    """One local day's weather in words, with its highest and lowest temperature."""

    day: date
    words: str
    highest_celsius: int
    lowest_celsius: int
    highest_fahrenheit: int
    lowest_fahrenheit: int
    rain_percent: int | None


@router.get("/weather", response_model=list[WeatherOut], responses=describe(InvalidDayError))
async def weather(session: PublicReadingSessionDep, start: str, end: str) -> Response:
    """The weather of the days from start to end, both inclusive, as far as it is known."""
    first, last = parse_days(start, end)
    days = await repository.fresh_days(session, first, last, clock.now() - FRESH)
    document = [
        WeatherOut(
            day=each.day,
            words=words_of(each.code),
            highest_celsius=round(each.highest_celsius),
            lowest_celsius=round(each.lowest_celsius),
            highest_fahrenheit=fahrenheit(each.highest_celsius),
            lowest_fahrenheit=fahrenheit(each.lowest_celsius),
            rain_percent=each.rain_percent,
        ).model_dump(mode="json")
        for each in days
    ]
    return PublicJSON(json.dumps(document).encode(), lifetime=LIFETIME)
