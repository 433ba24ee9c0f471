"""The variables that the kernel reads: the site, the database, the worker and the log."""

import logging
import math
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AliasChoices, BeforeValidator, Field, SecretStr

from app.kernel.environment import EnvironmentSettings, lower_case

Feature = Literal["events", "repduel", "quiz"]
FEATURES: tuple[Feature, ...] = ("events", "repduel", "quiz")
DEFAULT_BOOTSTRAP_TIMEOUT = 10.0

logger = logging.getLogger(__name__)


def _parse_features(value: object) -> object:
    if not isinstance(value, str):
        return value
    words = [word.strip().lower() for word in value.split(",") if word.strip()]
    unknown = [word for word in words if word not in FEATURES]
    if unknown:
        message = (
            f"FEATURES holds the unknown word '{unknown[0]}'; it may hold {', '.join(FEATURES)}"
        )
        raise ValueError(message)
    return frozenset(words)


def _parse_timezone(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return ZoneInfo(value.strip())
    except (OSError, ValueError, KeyError):
        message = (
            f"SITE_TIMEZONE is '{value.strip()}', which is no IANA time zone such as "
            "America/New_York"
        )
        raise ValueError(message) from None


def _parse_site_url(value: object) -> object:
    if not isinstance(value, str):
        return value
    url = value.strip().rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path or parts.query:
        message = f"SITE_URL is '{url}', which is no origin such as https://example.org"
        raise ValueError(message)
    return url


def _parse_bootstrap_timeout(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    if math.isfinite(seconds) and seconds > 0:
        return seconds
    logger.warning(
        "DB_BOOTSTRAP_TIMEOUT is '%s', which is no positive number of seconds; using %s.",
        value.strip(),
        DEFAULT_BOOTSTRAP_TIMEOUT,
    )
    return DEFAULT_BOOTSTRAP_TIMEOUT


def _parse_strict(value: object) -> object:
    if not isinstance(value, str):
        return value
    word = value.strip().lower()
    if word in {"1", "true"}:
        return True
    if word in {"0", "false"}:
        return False
    message = f"STRICT_DB_BOOTSTRAP is '{value.strip()}'; it may be 1, true, 0 or false"
    raise ValueError(message)


SiteUrl = Annotated[str, BeforeValidator(_parse_site_url)]


class SiteSettings(EnvironmentSettings):
    """Which site this is and what it offers."""

    name: str = Field(default="SRQ Happenings", validation_alias="SITE_NAME")
    url: SiteUrl = Field(default="http://localhost:3000", validation_alias="SITE_URL")
    timezone: Annotated[ZoneInfo, BeforeValidator(_parse_timezone)] = Field(
        default=ZoneInfo("America/New_York"), validation_alias="SITE_TIMEZONE"
    )
    features: Annotated[frozenset[Feature], BeforeValidator(_parse_features)] = Field(
        default=frozenset({"events"}), validation_alias="FEATURES"
    )
    environment: Annotated[Literal["production", "development"], BeforeValidator(lower_case)] = (
        Field(default="development", validation_alias="APP_ENV")
    )

    @property
    def is_production(self) -> bool:
        """Whether placeholder secrets must stop the start."""
        return self.environment == "production"


class DatabaseSettings(EnvironmentSettings):
    """Where the database may be, and how many connections to hold to it."""

    url_internal: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL_INTERNAL")
    url_local: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL_LOCAL")
    url: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL")
    url_remote: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL_REMOTE")
    url_direct: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL_DIRECT")
    url_replica: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL_REPLICA")
    replica_max_lag: float = Field(default=5.0, gt=0, le=3600, validation_alias="REPLICA_MAX_LAG")
    pooler_size: int = Field(default=20, ge=1, le=10000, validation_alias="PGBOUNCER_POOL_SIZE")
    bootstrap_timeout: Annotated[float, BeforeValidator(_parse_bootstrap_timeout)] = Field(
        default=DEFAULT_BOOTSTRAP_TIMEOUT,
        validation_alias=AliasChoices("DB_BOOTSTRAP_TIMEOUT", "REPDUEL_DB_BOOTSTRAP_TIMEOUT"),
    )
    strict: Annotated[bool, BeforeValidator(_parse_strict)] = Field(
        default=True,
        validation_alias=AliasChoices("STRICT_DB_BOOTSTRAP", "REPDUEL_STRICT_DB_BOOTSTRAP"),
    )
    pool_size: int = Field(default=5, ge=1, le=1000, validation_alias="DB_POOL_SIZE")
    max_overflow: int = Field(default=10, ge=0, le=1000, validation_alias="DB_MAX_OVERFLOW")
    pool_recycle: int = Field(default=3600, ge=1, validation_alias="DB_POOL_RECYCLE")
    pool_timeout: float = Field(default=5.0, gt=0, le=300, validation_alias="DB_POOL_TIMEOUT")
    connect_timeout: int = Field(default=5, ge=2, le=300, validation_alias="DB_CONNECT_TIMEOUT")

    def candidates(self) -> tuple[tuple[str, SecretStr], ...]:
        """The variables that are set with their DSNs, in the order in which they are tried."""
        named = (
            ("DATABASE_URL_INTERNAL", self.url_internal),
            ("DATABASE_URL_LOCAL", self.url_local),
            ("DATABASE_URL", self.url),
            ("DATABASE_URL_REMOTE", self.url_remote),
        )
        return tuple((name, dsn) for name, dsn in named if dsn and dsn.get_secret_value().strip())

    @property
    def is_pooled(self) -> bool:
        """Whether the candidates lead to a pooler, and DATABASE_URL_DIRECT past it."""
        return self.url_direct is not None


class WorkerSettings(EnvironmentSettings):
    """Where a worker shows that it is alive."""

    heartbeat_path: Path | None = Field(default=None, validation_alias="WORKER_HEARTBEAT_PATH")


class LoggingSettings(EnvironmentSettings):
    """How much is logged, and in which form."""

    level: Annotated[
        Literal["debug", "info", "warning", "error", "critical"], BeforeValidator(lower_case)
    ] = Field(default="info", validation_alias="LOG_LEVEL")
    format: Annotated[Literal["json", "text"], BeforeValidator(lower_case)] = Field(
        default="json", validation_alias="LOG_FORMAT"
    )
