"""The table of what the weather is going to be, as the provider last said."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.tables import Base


class WeatherDay(Base):
    """One local day's forecast: a WMO code, degrees Celsius, the chance of rain in percent."""

    __tablename__ = "weather_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    code: Mapped[int]
    highest_celsius: Mapped[float]
    lowest_celsius: Mapped[float]
    rain_percent: Mapped[int | None]
    fetched_at: Mapped[datetime]
