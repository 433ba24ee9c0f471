"""The variables of the weather: without them there is none."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, model_validator

from app.kernel.environment import EnvironmentSettings


def _parse_url(value: object) -> object:
    if not isinstance(value, str):
        return value
    url = value.strip()
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.fragment:
        message = (
            f"WEATHER_URL is '{url}', which is no address such as"
            " https://api.open-meteo.com/v1/forecast"
        )
        raise ValueError(message)
    return url


class WeatherSettings(EnvironmentSettings):
    """A provider with Open-Meteo's interface, and the place whose weather is shown."""

    url: Annotated[str | None, BeforeValidator(_parse_url)] = Field(
        default=None, validation_alias="WEATHER_URL"
    )
    latitude: float | None = Field(default=None, ge=-90, le=90, validation_alias="WEATHER_LATITUDE")
    longitude: float | None = Field(
        default=None, ge=-180, le=180, validation_alias="WEATHER_LONGITUDE"
    )

    @model_validator(mode="after")
    def _has_a_place(self) -> "WeatherSettings":
        if self.url is not None and (self.latitude is None or self.longitude is None):
            message = "WEATHER_URL is set without WEATHER_LATITUDE and WEATHER_LONGITUDE"
            raise ValueError(message)
        return self
