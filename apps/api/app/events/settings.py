"""The variables that the calendar reads."""

from pydantic import Field

from app.kernel.environment import EnvironmentSettings


class EventsSettings(EnvironmentSettings):
    """How much memory each API process may spend on finished answers; 0 keeps none."""

    cache_max_bytes: int = Field(
        default=32 * 1024 * 1024, ge=0, le=8 * 1024**3, validation_alias="EVENTS_CACHE_MAX_BYTES"
    )
