"""The variables that the calendar reads."""

import re
from ipaddress import ip_address
from typing import Annotated

from pydantic import BeforeValidator, Field

from app.kernel.environment import EnvironmentSettings

_HOST_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")


def _parse_hosts(value: object) -> object:
    if not isinstance(value, str):
        return value
    return frozenset(_host(word.strip()) for word in value.split(",") if word.strip())


def _host(word: str) -> str:
    """The host as addresses are read: lower case, IP addresses in their usual form."""
    name = word.lower().removesuffix(".").removeprefix("[").removesuffix("]")
    try:
        return str(ip_address(name))
    except ValueError:
        if _HOST_NAME.fullmatch(name):
            return name
    message = (
        f"EVENTS_FETCH_ALLOWED_HOSTS holds '{word}', which is no host such as"
        " calendar.example.org or 10.0.0.7"
    )
    raise ValueError(message) from None


class EventsSettings(EnvironmentSettings):
    """How much memory finished answers may take (0 keeps none), and whom the fetcher may ask.

    The fetcher refuses what is not public, but for these hosts, each named in full.
    """

    cache_max_bytes: int = Field(
        default=32 * 1024 * 1024, ge=0, le=8 * 1024**3, validation_alias="EVENTS_CACHE_MAX_BYTES"
    )
    alert_email: str | None = Field(
        default=None, max_length=254, validation_alias="EVENTS_ALERT_EMAIL"
    )
    fetch_allowed_hosts: Annotated[frozenset[str], BeforeValidator(_parse_hosts)] = Field(
        default=frozenset(), validation_alias="EVENTS_FETCH_ALLOWED_HOSTS"
    )
