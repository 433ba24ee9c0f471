"""The variables that the HTTP server reads."""

import json
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field

from app.http.callers import LOOPBACK, Network, parse_networks
from app.kernel.environment import EnvironmentSettings


def _parse_origins(value: object) -> object:
    if not isinstance(value, str):
        return value
    origins = _split_origins(value.strip())
    return tuple(dict.fromkeys(_origin(origin) for origin in origins if origin.strip()))


def _split_origins(text: str) -> list[str]:
    if not text.startswith("["):
        return text.split(",")
    try:
        listed = json.loads(text)
    except ValueError:
        listed = None
    if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
        message = "FRONTEND_ORIGINS begins like a JSON list but is no JSON list of strings"
        raise ValueError(message)
    return listed


def _origin(text: str) -> str:
    origin = text.strip().rstrip("/").lower()
    message = (
        f"FRONTEND_ORIGINS holds '{text.strip()}', which is no origin such as https://example.org"
    )
    try:
        parts = urlsplit(origin)
        _ = parts.port
    except ValueError:
        raise ValueError(message) from None
    if parts.scheme not in {"http", "https"} or origin != f"{parts.scheme}://{parts.netloc}":
        raise ValueError(message)
    if not parts.hostname or "@" in parts.netloc or " " in parts.netloc:
        raise ValueError(message)
    return origin


def _parse_trusted_proxies(value: object) -> object:
    return parse_networks("TRUSTED_PROXIES", value) if isinstance(value, str) else value


class ServerSettings(EnvironmentSettings):
    """Who may call the API from a browser, whom it believes, and how many processes answer."""

    frontend_origins: Annotated[tuple[str, ...], BeforeValidator(_parse_origins)] = ()
    trusted_proxies: Annotated[tuple[Network, ...], BeforeValidator(_parse_trusted_proxies)] = (
        LOOPBACK
    )
    web_concurrency: int = Field(default=2, ge=1, le=256)
    worker_concurrency: int = Field(default=4, ge=0, le=256)
